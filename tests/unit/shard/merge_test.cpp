#include "shard/merge.h"

#include <doctest/doctest.h>

using namespace plotmill;
using shard::Part;

namespace {

report::Figure figure(const std::string& name, const std::string& job, std::size_t index) {
    report::Figure f;
    f.name = name;
    f.job = job;
    f.index = index;
    f.worker = 0;
    return f;
}

Part part(std::size_t index, std::size_t count, std::vector<report::Figure> figures) {
    Part p;
    p.name = "part" + std::to_string(index);
    p.manifest.head = {"0.1.0", "2026-11-22T13:0" + std::to_string(index) + ":00Z", 2, report::Shard{index, count}};
    p.manifest.tail.jobs = {{"a.yaml", true, 2, {}}, {"b.yaml", true, 1, {}}};
    p.manifest.tail.seconds = static_cast<double>(index);
    p.manifest.figures = std::move(figures);
    return p;
}

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("the parts of a run are the run") {
    auto bad = figure("a1", "a.yaml", 1);
    bad.status = report::Status::failed;
    Part second = part(2, 2, {bad});
    second.manifest.tail.exit_code = 1;
    const auto merged = shard::merge({second, part(1, 2, {figure("a0", "a.yaml", 0), figure("b0", "b.yaml", 0)})});
    CHECK(merged.faults.empty());
    const report::Manifest& m = merged.manifest;
    REQUIRE(m.figures.size() == 3);
    CHECK(m.figures[0].name == "a0");
    CHECK(m.figures[0].worker == 2);  // behind those of the other part
    CHECK(m.figures[1].name == "a1");
    CHECK(m.figures[2].name == "b0");
    CHECK(!m.head.shard);
    CHECK(m.head.started == "2026-11-22T13:01:00Z");
    CHECK(m.head.workers == 4);
    CHECK(m.tail.seconds == 2);
    CHECK(m.tail.exit_code == 1);
    CHECK(m.tail.jobs.size() == 2);
    CHECK(m.totals.figures == 3);
    CHECK(m.totals.failures() == 1);
}

TEST_CASE("what is missing or there twice is said") {
    const auto a0 = figure("a0", "a.yaml", 0), a1 = figure("a1", "a.yaml", 1), b0 = figure("b0", "b.yaml", 0);
    CHECK(shard::merge({part(1, 2, {a0, b0})}).faults ==
          Words{"shard 2 of 2 is missing", "1 of 3 figures are in none of the manifests"});
    CHECK(shard::merge({part(1, 4, {a0, a1, b0})}).faults == Words{"shards 2, 3, 4 of 4 are missing"});
    CHECK(shard::merge({part(1, 1, {a0, a1, b0}), part(1, 1, {})}).faults ==
          Words{"shard 1 is there twice: 'part1' and 'part1'"});
    CHECK(shard::merge({part(1, 2, {a0, a1}), part(2, 2, {a1, b0})}).faults ==
          Words{"figure 'a1' is in 'part1' and in 'part2'"});
    CHECK(shard::merge({part(1, 2, {a0, a1}), part(2, 2, {b0}), part(2, 3, {})}).faults ==
          Words{"'part2' is one of 3 shards, 'part1' one of 2", "shard 2 is there twice: 'part2' and 'part2'"});
    Part whole = part(1, 1, {a0, a1, b0});
    whole.manifest.head.shard.reset();
    CHECK(shard::merge({whole}).faults == Words{"'part1' is the manifest of a whole run, not of a shard"});
    Part stopped = part(1, 1, {a0, a1, b0});
    stopped.manifest.tail.signal = 15;
    CHECK(shard::merge({stopped}).faults == Words{"'part1' is of a run that was stopped"});
    Part newer = part(2, 2, {b0});
    newer.manifest.head.version = "0.2.0";
    CHECK(shard::merge({part(1, 2, {a0, a1}), newer}).faults ==
          Words{"'part2' was made by plotmill 0.2.0, 'part1' by 0.1.0"});
    Part longer = part(2, 2, {b0, figure("a2", "a.yaml", 2)});
    longer.manifest.tail.jobs[0].figures = 3;
    CHECK(shard::merge({part(1, 2, {a0, a1}), longer}).faults ==
          Words{"'part2' counts 3 figures in the job 'a.yaml', another shard 2"});
}
