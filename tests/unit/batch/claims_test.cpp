#include "batch/claims.h"

#include <doctest/doctest.h>

using namespace plotmill;
using batch::OutputClaims;

namespace {

std::string refusal(OutputClaims& claims, const std::string& directory, const std::string& name, Span span = {}) {
    const auto d = claims.claim(directory, name, span);
    return d ? d->message : "";
}

}  // namespace

TEST_CASE("one name, one figure") {
    OutputClaims claims;
    const Source job{"job.yaml", "one\ntwo\n"};
    CHECK(refusal(claims, "out", "a", {&job, 1, 1, 3}) == "");
    CHECK(refusal(claims, "out", "b") == "");
    CHECK(refusal(claims, "other", "a") == "");
    const auto d = claims.claim("out", "a", {&job, 2, 1, 3});
    REQUIRE(d);
    CHECK(d->message == "two figures are named 'a' and would write the same file: the first one (job.yaml:1) keeps it");
    CHECK(d->span.line == 2);
    REQUIRE(d->notes.size() == 1);
    CHECK(d->notes[0].first.line == 1);
    // The refused one has claimed nothing.
    CHECK(refusal(claims, "out", "c") == "");
}

TEST_CASE("directories are compared as places, not as texts") {
    OutputClaims claims;
    CHECK(refusal(claims, "out", "x/a") == "");
    CHECK(refusal(claims, "./out/", "x/a") ==
          "two figures are named 'x/a' and would write the same file: the first one keeps it");
    CHECK(refusal(claims, "out/x", "a") ==
          "the figures 'x/a' and 'a' would write the same file: the first one keeps it");
    CHECK(refusal(claims, "out/y", "a") == "");
}

TEST_CASE("a name may be a directory of another, unless that directory is its image") {
    OutputClaims claims;
    CHECK(refusal(claims, "out", "a") == "");
    CHECK(refusal(claims, "out", "a/b") == "");
    CHECK(refusal(claims, "out", "a.png/b") ==
          "the figure 'a.png/b' needs the directory 'out/a.png', which is the image of the figure 'a'");
    CHECK(refusal(claims, "out", "deep/c.svg/d") == "");
    CHECK(refusal(claims, "out", "deep/c") ==
          "the figure 'deep/c' would write the file 'out/deep/c.svg', which is the directory of the figure "
          "'deep/c.svg/d'");
    CHECK(refusal(claims, "out", "deep/c.svg/e") == "");
}
