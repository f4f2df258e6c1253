#include <doctest/doctest.h>
#include <memory>
#include <vector>

#include "dump.h"
#include "yaml/parse.h"
#include "yaml/text.h"

namespace plotmill::yaml {
namespace {

// Writes down what it receives.
class Recorder : public Sink {
public:
    bool on_top_level(const spec::Entry& e) override { return add(e.key + "=" + dump(*e.value)); }
    bool on_figures(Span key) override { return add("figures@" + std::to_string(key.line)); }
    bool on_figure(const spec::ValuePtr& figure, std::size_t index) override {
        if (last_.use_count() == 1) ++freed;
        last_ = figure;
        return add("#" + std::to_string(index) + dump(*figure));
    }
    std::string log;
    std::size_t stop_after = 1000;
    int freed = 0;  // figures that the parser no longer held when the next one came

private:
    bool add(const std::string& text) {
        log += (log.empty() ? "" : "; ") + text;
        return --stop_after > 0;
    }
    spec::ValuePtr last_;
};

std::string record(const std::string& text, std::size_t stop_after = 1000) {
    const Source source{"job.yaml", text};
    Recorder sink;
    sink.stop_after = stop_after;
    const Status ok = stream(source, sink);
    return ok ? sink.log : sink.log + "; error " + dump(ok.errors());
}

struct Case {
    const char* text;
    const char* expected;
};

}  // namespace

TEST_CASE("a job, key by key") {
    const Case cases[] = {
        {"version: 1\nfigures:\n  - name: a\n  - name: b\n", "version=i1; figures@2; #0{name: \"a\"}; #1{name: \"b\"}"},
        {"figures:\n- a\n- b\n", "figures@1; #0\"a\"; #1\"b\""},
        // Keys after the figures come before them all the same.
        {"figures:\n  - a\n  - b\nvars: {x: 1}\n", "vars={x: i1}; figures@1; #0\"a\"; #1\"b\""},
        {"{figures: [a], vars: 2}", "vars=i2; figures@1; #0\"a\""},
        {"\"figures\": [a]\n", "figures@1; #0\"a\""},
        {"figures: []\n", "figures@1"},
        {"version: 1\n", "version=i1"},
        {"figures: &f [a]\ncopy: *f\n", "copy=[\"a\"]; figures@1; #0\"a\""},
        {"base: &b [a]\nfigures: *b\n", "base=[\"a\"]; figures@2; #0\"a\""},
        {"base: &b {vars: 1, version: 2}\n<<: *b\nversion: 3\nfigures:\n  - a\n",
         "base={vars: i1, version: i2}; version=i3; vars=i1; figures@4; #0\"a\""},
        {"base: &b {figures: [a]}\n<<: *b\nversion: 3\n", "base={figures: [\"a\"]}; version=i3; figures@1; #0\"a\""},
        {"x: &x {y: 1}\nfigures:\n  - {<<: *x, z: 2}\n", "x={y: i1}; figures@2; #0{z: i2, y: i1}"},
        // No list: for the reader of the job to refuse.
        {"figures: 3\nvars: 1\n", "vars=i1; figures=i3"},
        {"figures:\n", "figures=null"},
    };
    for (const Case& c : cases) {
        INFO("text: ", c.text);
        CHECK(record(c.text) == c.expected);
    }
}

TEST_CASE("errors of a stream") {
    const Case cases[] = {
        // What stands before the fault has been handed on.
        {"version: 1\nfigures:\n  - a\n  - b\n  - c: d: e\n",
         "version=i1; figures@2; #0\"a\"; #1\"b\"; error 5:9: a mapping cannot stand here; check the indentation, and "
         "quote "
         "a text that holds ': '"},
        {"figures:\n  - a\n  - {x: 1, x: 2}\n  - c\n",
         "figures@1; #0\"a\"; error 3:12: duplicate key 'x' | note 3:6: first given here"},
        // The rest of the file would say what the figures mean, so that none is handed on.
        {"figures:\n  - a\nvars: b: c\n",
         "vars=\"b\"; error 3:8: a mapping cannot stand here; check the indentation, and quote a text that holds ': '"},
        {"figures: [a]\nfigures: [b]\n", "; error 2:1: duplicate key 'figures' | note 1:1: first given here"},
        {"- a\n", "; error 1:1: a job file is a mapping with the key 'figures', found a list"},
        {"hello\n", "; error 1:1: a job file is a mapping with the key 'figures', found 'hello'"},
        {"\tfigures:\n", "; error 1:1: a tab cannot indent in YAML; use spaces"},
        {"", "; error 0:0: the file is empty"},
        {"a: 1\n---\nb: 1\n", "a=i1; error 2:1: a second document begins here; a file holds one document"},
    };
    for (const Case& c : cases) {
        INFO("text: ", c.text);
        CHECK(record(c.text) == c.expected);
    }
}

TEST_CASE("a sink that has enough ends the reading without a fault") {
    CHECK(record("version: 1\nfigures:\n  - a\n  - b\n  - c: d: e\n", 3) == "version=i1; figures@2; #0\"a\"");
    CHECK(record("version: 1\nfigures:\n  - a\n", 1) == "version=i1");
}

TEST_CASE("figures that are the last key are not kept") {
    std::string text = "version: 1\nfigures:\n";
    for (int i = 0; i < 50; ++i) text += "  - {name: f" + std::to_string(i) + "}\n";
    Recorder last, early;
    const Source a{"a.yaml", text}, b{"b.yaml", text + "vars: {}\n"};
    REQUIRE(stream(a, last));
    CHECK(last.freed == 49);
    REQUIRE(stream(b, early));
    CHECK(early.freed == 0);
}

TEST_CASE("whether the figures come last") {
    struct {
        const char* text;
        bool last;
    } const cases[] = {
        {"figures:\n  - a\n", true},
        {"version: 1\nfigures: # all\n\n# note\n- a\n  \n-\n  b\n", true},
        {"figures:\r\n  - a\r\n\r\n", true},
        {"figures: [a,\n  b]", true},
        {"figures:\n  - a\nvars: 1\n", false},
        {"figures:\n  - a\n\"vars\": 1\n", false},
        {"figures:\n  - a\n? vars\n", false},
        {"figures:\n- a\n-b: 1\n", false},
        {"figures:\n  - a\n...\n", false},
        {" figures:\n  - a\n", false},
        {"{figures: [a]}", false},
        {"figures_: 1\n", false},
        {"", false},
    };
    for (const auto& c : cases) {
        INFO("text: ", c.text);
        CHECK(figures_are_last(c.text) == c.last);
    }
    // A line that only looks like the key, inside a quoted text of an indented or flow mapping, fools nobody.
    CHECK(record(" a: \"x\nfigures:\n  y\"\n figures: [1]\n b: 2\n") == "a='x figures: y'; b=i2; figures@4; #0i1");
    CHECK(record("{a: 1,\nfigures:\n  [1], b: 2}") == "a=i1; b=i2; figures@2; #0i1");
}

}  // namespace plotmill::yaml
