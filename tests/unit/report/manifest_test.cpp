#include "report/manifest.h"

#include <doctest/doctest.h>

using namespace plotmill;
using namespace plotmill::report;

namespace {

Manifest example() {
    Manifest m;
    m.head = {"1.2.3", "2026-11-22T13:04:05Z", 4, Shard{2, 3}};
    report::Figure good;
    good.name = "a/b \"c\"";
    good.job = "jobs/x.yaml";
    good.index = 7;
    good.files = {{"png", "output/a/b.png", 1234, std::string(32, 'a')}};
    good.alt = "two\nlines";
    good.worker = 3;
    good.begun = 0.25;
    good.seconds = 0.5;
    good.stages = {0.01, 0.02, 0.03, 0.04, 0.05, 0.06};
    report::Figure bad;
    bad.name = "bad";
    bad.status = report::Status::timed_out;
    bad.diagnostics = {{api::Severity::error, "x.yaml", 3, 5, "", "too slow", "x.yaml:3:5: error: too slow\n", ""},
                       {api::Severity::warning, "x.yaml", 4, 0, "overlap", "labels", "labels\n", ""}};
    m.figures = {good, bad};
    m.tail.jobs = {{"jobs/x.yaml", true, 2, {}}, {"y.yaml", false, 0, {{api::Severity::error, "y.yaml"}}}};
    m.tail.seconds = 1.5;
    m.tail.exit_code = 1;
    m.tail.signal = 15;
    return m;
}

std::string fault(std::string text) {
    auto m = read_manifest(text, "m.json");
    REQUIRE(!m);
    return m.errors().front().message;
}

std::string changed(const std::string& from, const std::string& to) {
    std::string text = manifest_text(example());
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("What was written is what is read") {
    const std::string text = manifest_text(example());
    auto m = read_manifest(text, "m.json");
    REQUIRE(m);
    CHECK(manifest_text(*m) == text);
    CHECK(m->head.shard == Shard{2, 3});
    REQUIRE(m->figures.size() == 2);
    CHECK(m->figures[0].name == "a/b \"c\"");
    CHECK(m->figures[0].files[0].hash == std::string(32, 'a'));
    CHECK(m->figures[0].stages.write == 0.06);
    CHECK(m->figures[1].status == report::Status::timed_out);
    CHECK(m->figures[1].diagnostics[1].lint == "overlap");
    CHECK(m->totals.failures() == 1);
    CHECK(m->totals.errors == 2);
    CHECK(m->totals.bytes == 1234);
    CHECK(!m->tail.jobs[1].readable);
    CHECK(m->tail.signal == 15);
}

TEST_CASE("An empty run") {
    Manifest empty;
    auto m = read_manifest(manifest_text(empty), "m.json");
    REQUIRE(m);
    CHECK(m->figures.empty());
    CHECK(!m->head.shard);
}

TEST_CASE("Nothing in the file is trusted") {
    CHECK(fault("") == "'m.json' is no JSON: line 1, column 1");
    CHECK(fault("figures: []") == "'m.json' is no JSON: line 1, column 2");
    CHECK(fault("{\n \"a\": 1,\n x}") == "'m.json' is no JSON: line 3, column 2");
    CHECK(fault("[]") == "'m.json' cannot be read: this is no manifest of plotmill");
    CHECK(fault(changed("\"plotmill_manifest\": 1", "\"plotmill_manifest\": 2")) ==
          "'m.json' cannot be read: this is a manifest of kind 2, and only kind 1 can be read");
    CHECK(fault(changed("\"status\": \"rendered\"", "\"status\": \"drawn\"")) ==
          "'m.json' is wrong at figures[0].status: there is no status 'drawn'");
    CHECK(fault(changed("\"bytes\": 1234", "\"bytes\": -1")) ==
          "'m.json' is wrong at figures[0].files[0].bytes: this should be a whole number");
    CHECK(fault(changed("\"seconds\": 0.5", "\"seconds\": \"long\"")) ==
          "'m.json' is wrong at figures[0].seconds: this should be a time in seconds");
    CHECK(fault(changed("\"index\": 2,", "\"index\": 4,")) ==
          "'m.json' is wrong at shard: the index of a shard is from 1 to its count");
    CHECK(fault(changed("\"summary\": {\"figures\": 2", "\"summary\": {\"figures\": 3")) ==
          "'m.json' is wrong at summary.figures: this is not the number of figures");
    CHECK(fault(changed("\"alt\"", "\"old\"")) == "'m.json' is wrong at figures[0]: there is no \"alt\"");
    const std::string text = manifest_text(example());
    for (std::size_t n = 0; n < text.size() - 1; n += 7) CHECK(!read_manifest(text.substr(0, n), "m.json"));
}
