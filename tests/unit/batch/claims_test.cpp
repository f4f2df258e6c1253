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

TEST_CASE("a claim is some bytes and the name") {
    const Source job{"job.yaml", ""};
    const auto bytes_each = [&](bool written_out) {
        OutputClaims claims;
        const auto claim = [&](std::uint32_t from, std::uint32_t to) {
            for (std::uint32_t i = from; i < to; ++i)
                CHECK_FALSE(
                    claims.claim("out", "plot_" + std::to_string(i), {&job, written_out ? 5 * i + 2 : 2, 11, 9}));
        };
        claim(0, 2000);
        const std::size_t few = claims.memory();
        claim(2000, 12000);
        const auto d = claims.claim("./out", "plot_7", {&job, 99, 1, 1});
        REQUIRE(d);
        CHECK(d->message.find("the first one (job.yaml:" + std::string(written_out ? "37" : "2") + ")") !=
              std::string::npos);
        return static_cast<double>(claims.memory() - few) / 10000;
    };
    CHECK(bytes_each(false) < 40);
    CHECK(bytes_each(true) < 60);
}

TEST_CASE("names that are no plain ones are compared as places too") {
    OutputClaims claims;
    CHECK(refusal(claims, "out", ".a") == "");
    CHECK(refusal(claims, "out", "b/.c") == "");
    CHECK(refusal(claims, ".", "out/.a") ==
          "the figures '.a' and 'out/.a' would write the same file: the first one keeps it");
    CHECK(refusal(claims, "out/b", ".c") ==
          "the figures 'b/.c' and '.c' would write the same file: the first one keeps it");
    CHECK(refusal(claims, ".", "d") == "");
    CHECK(refusal(claims, "./", "d") != "");
    CHECK(refusal(claims, "/", "d") == "");
}
