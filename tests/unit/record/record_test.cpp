#include "record/record.h"

#include <doctest/doctest.h>

#include "../io/scratch.h"

using namespace plotmill;
using namespace plotmill::record;

namespace {

Entry entry(const std::string& name, const std::string& key) {
    Entry e;
    e.name = name;
    e.format = render::Format::svg;
    e.job = "../job.yaml";
    e.key = digest(key);
    e.plan = digest("plan");
    e.inputs = digest("inputs");
    e.values = {{"variable 'x'", 7}};
    e.stamp = {123, 4, -5, 6};
    e.settled = true;
    e.content = digest("content");
    e.alt = "a line";
    e.said = {{1, 3, 4, "job.yaml", "outside", "message", "text\n", "\x1b[1mtext\n"}};
    e.quoted = {{"job.yaml", digest("job")}};
    return e;
}

const Plan plan{digest("plan"), {{"'title'", 1}, {"plotmill itself", 2}}};
const InputSet inputs{digest("inputs"), {{"../data.csv", digest("data")}}};

}  // namespace

TEST_CASE("what was added is found by the next one to load the record") {
    const io::Scratch scratch;
    {
        Record record(scratch.path());
        record.add(entry("a", "1"), plan, inputs);
        record.add(entry("deep/b", "2"), plan, inputs);
        record.add({"../data.csv", digest("data")}, {9, 8, 7, 6});
        CHECK(record.waiting() == 3);
        CHECK(record.flush(100) == "");
        CHECK(record.waiting() == 0);
    }
    const Record record(scratch.path());
    const auto e = record.find("deep/b", render::Format::svg);
    REQUIRE(e);
    CHECK(frame_of(*e) == frame_of(entry("deep/b", "2")));
    CHECK(!record.find("deep/b", render::Format::png));
    REQUIRE(record.plan(plan.id));
    CHECK(record.plan(plan.id)->parts == plan.parts);
    REQUIRE(record.inputs(inputs.id));
    CHECK(record.inputs(inputs.id)->front().path == "../data.csv");
    REQUIRE(record.stamp("../data.csv"));
    CHECK(record.stamp("../data.csv")->stamp == io::FileStamp{9, 8, 7, 6});
    CHECK(record.path_of("deep/b", render::Format::pdf) == record.home() + "/deep/b.pdf");
}

TEST_CASE("later entries replace earlier ones, and what is gone is gone") {
    const io::Scratch scratch;
    Record writer(scratch.path());
    for (int i = 0; i < 5; ++i) writer.add(entry("a", std::to_string(i)), plan, inputs);
    writer.add(entry("b", "b"), plan, inputs);
    writer.remove("b", render::Format::svg);
    CHECK(writer.flush(100) == "");
    const std::uintmax_t before = std::filesystem::file_size((scratch / record_name));
    {
        const Record record(scratch.path());
        CHECK(record.find("a", render::Format::svg)->key == digest("4"));
        CHECK(!record.find("b", render::Format::svg));
    }
    CHECK(writer.tidy() == "");
    CHECK(std::filesystem::file_size((scratch / record_name)) < before / 2);
    const Record record(scratch.path());
    CHECK(record.find("a", render::Format::svg)->key == digest("4"));
    CHECK(record.plan(plan.id));
    CHECK(record.inputs(inputs.id));
}

TEST_CASE("a record whose file vanishes under it begins a new one") {
    const io::Scratch scratch;
    Record record(scratch.path());
    for (const char* name : {"a", "b", "c"}) {
        record.add(entry(name, name), plan, inputs);
        CHECK(record.flush(100) == "");
        if (*name == 'a') std::filesystem::remove((scratch / record_name));
    }
    const Record again(scratch.path());
    CHECK(!again.find("a", render::Format::svg));
    CHECK(again.find("b", render::Format::svg));
    CHECK(again.find("c", render::Format::svg));
    CHECK(again.plan(plan.id));
    CHECK(again.inputs(inputs.id));
}

TEST_CASE("of two that extend one record, each keeps what it needs when the other writes it anew") {
    const io::Scratch scratch;
    Record a(scratch.path());
    a.add(entry("a", "1"), plan, inputs);
    CHECK(a.flush(100) == "");
    Record b(scratch.path());  // knows that the file has the plan
    Record c(scratch.path());
    c.remove("a", render::Format::svg);
    CHECK(c.flush(100) == "");
    CHECK(c.tidy() == "");  // nobody needs the plan any more
    b.add(entry("b", "2"), plan, inputs);
    CHECK(b.flush(100) == "");
    const Record record(scratch.path());
    CHECK(record.find("b", render::Format::svg));
    CHECK(record.plan(plan.id));
    CHECK(record.inputs(inputs.id));
}

TEST_CASE("a set of digests") {
    DigestSet set;
    CHECK_FALSE(set.contains({}));
    CHECK(set.insert({}));
    CHECK(set.contains({}));
    for (int i = 0; i < 5000; ++i) CHECK(set.insert(digest(std::to_string(i))));
    for (int i = 0; i < 5000; ++i) CHECK_FALSE(set.insert(digest(std::to_string(i))));
    CHECK_FALSE(set.contains(digest("5000")));
    CHECK(set.size() == 5001);
    set.clear();
    CHECK_FALSE(set.contains(digest("1")));
}
