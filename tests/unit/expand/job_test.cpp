// Jobs to figures: defaults, matrices, names. Jobs are written as YAML; includes and tables are the test's own.
#include "expand/job.h"

#include <deque>
#include <doctest/doctest.h>
#include <map>

#include "spec/job_tables.h"
#include "yaml/parse.h"

using namespace plotmill;
using namespace plotmill::expand;

namespace {

struct Expanded {
    std::vector<FigureSpec> figures;
    std::string names;  // "a b c"; failed ones as "!name"
    std::string said;
};

std::string words(const std::vector<Diagnostic>& list) {
    std::string out;
    for (const Diagnostic& d : list) out += (out.empty() ? "" : " | ") + d.message;
    return out;
}

Expanded expand_job(const std::string& yaml, JobOptions options = {}, int stop_after = -1) {
    static std::deque<Source> sources;
    static std::deque<JobOptions> kept;
    sources.push_back({"job.yaml", yaml});
    kept.push_back(std::move(options));
    Expanded e;
    Diagnostics out;
    JobBuilder::Hooks hooks;
    hooks.figure = [&](FigureSpec f) {
        e.names += (e.names.empty() ? "" : " ") + f.name;
        e.figures.push_back(std::move(f));
        return stop_after < 0 || static_cast<int>(e.figures.size()) < stop_after;
    };
    hooks.failed = [&](std::string name, Span, std::vector<Diagnostic> why) {
        e.names += (e.names.empty() ? "!" : " !") + name;
        e.said += (e.said.empty() ? "" : " | ") + words(why);
        return true;
    };
    hooks.include = [](const std::string&, Span, Diagnostics&) { return nullptr; };
    hooks.column = [](const data::Catalog&, const std::string&, const std::string& column, const Names&, Span span,
                      Diagnostics& d) -> ColumnPtr {
        auto c = std::make_shared<Column>();
        c->type = ColumnType::text;
        c->texts = {"b", "a", "b", "c"};
        if (column == "k") return c;
        d.error(span, "no such column");
        return nullptr;
    };
    JobBuilder builder("job.yaml", ".", kept.back(), std::move(hooks));
    struct JobSink final : yaml::Sink {
        JobBuilder& builder;
        Diagnostics& out;
        bool figures = false, bad = false;
        JobSink(JobBuilder& b, Diagnostics& o) : builder(b), out(o) {}
        bool on_top_level(const spec::Entry& entry) override {
            builder.top_level(entry);
            return true;
        }
        bool on_figures(Span) override {
            figures = true;
            bad = !builder.begin_figures(out);
            return true;
        }
        bool on_figure(const spec::ValuePtr& figure, std::size_t index) override {
            return bad || builder.figure(figure, index, out);
        }
    } sink(builder, out);
    auto status = yaml::stream(sources.back(), sink);
    CHECK_MESSAGE(status, yaml);
    builder.finish(sink.figures, {}, out);
    if (!out.list().empty()) e.said += (e.said.empty() ? "" : " | ") + words(out.list());
    return e;
}

std::string figure(const std::string& rest) { return "figures:\n  - " + rest + "\n"; }

spec::Fields fields_of(const FigureSpec& f) {
    Diagnostics out;
    spec::Fields fields = read_figure(f, out);
    CHECK(words(out.list()) == "");
    return fields;
}

}  // namespace

TEST_CASE("a matrix is a product, the last key varies fastest") {
    CHECK(expand_job(figure("{name: \"${{ a }}${{ b }}\", matrix: {a: [x, y], b: {range: [0, 3]}}}")).names ==
          "x0 x1 x2 y0 y1 y2");
    CHECK(expand_job(figure("{name: \"r${{ v }}\", matrix: {v: {range: [1, 0, -0.25]}}}")).names ==
          "r1 r0.75 r0.5 r0.25");
    CHECK(expand_job(figure("{name: \"u${{ v }}\", matrix: {v: {unique: {data: t, column: k}}}}")).names == "ub ua uc");
    CHECK(expand_job(figure("{name: \"u${{ v }}\", matrix: {v: {unique: {data: t, column: q}}}}")).said ==
          "no such column");
    CHECK(expand_job(figure("{name: \"n${{ v }}\", matrix: {v: [1, null, 2]}}")).names == "n1 n2");
    CHECK(expand_job(figure("{name: one, matrix: {}}")).names == "one");
    const Expanded none = expand_job(figure("{name: \"n${{ v }}\", matrix: {v: []}}"));
    CHECK(none.figures.empty());
    CHECK(none.said == "the matrix has no combinations: no figure is made");
}

TEST_CASE("exclude: every combination that an item describes, also in part") {
    CHECK(expand_job(figure("{name: \"${{ os }}-${{ v }}\", matrix: {os: [mac, win], v: [12, 14, 16], exclude: [{os: "
                            "mac, v: 12}, {v: 16}]}}"))
              .names == "mac-14 win-12 win-14");
    CHECK(expand_job(figure("{name: \"n${{ v }}\", matrix: {v: [1, 2], exclude: [{w: 1}]}}")).said ==
          "'exclude' names 'w', which is no key of the matrix");
    CHECK(expand_job(figure("{name: \"n${{ v }}\", matrix: {v: [1, 2], exclude: [{v: null}]}}")).said ==
          "'v' in 'exclude' has no value");
    CHECK(expand_job(figure("{name: \"n${{ v }}\", matrix: {v: [1, 2], exclude: [{}]}}")).said ==
          "this item of 'exclude' names nothing");
}

TEST_CASE("include: the documented example of GitHub Actions") {
    const Expanded e = expand_job(R"(
vars: {color: none, shape: none, animal: none}
figures:
  - name: "${{ fruit }}-${{ animal }}-${{ color }}-${{ shape }}"
    matrix:
      fruit: [apple, pear]
      animal: [cat, dog]
      include:
        - {color: green}
        - {color: pink, animal: cat}
        - {fruit: apple, shape: circle}
        - {fruit: banana}
        - {fruit: banana, animal: cat}
)");
    CHECK(e.names ==
          "apple-cat-pink-circle apple-dog-green-circle pear-cat-pink-none pear-dog-green-none banana-none-none-none "
          "banana-cat-none-none");
    // A combination that an item added is not widened by another, even where it has every key.
    CHECK(expand_job("vars: {x: 0}\nfigures:\n  - {name: \"${{ a }}-${{ x }}\", matrix: {a: [p], include: [{a: q}, {a: "
                     "q, x: 1}]}}\n")
              .names == "p-0 q-0 q-1");
    // Without keys each item stands alone.
    CHECK(expand_job(figure("{name: \"${{ s }}${{ d }}\", matrix: {include: [{s: a, d: 1}, {s: b, d: 2}]}}")).names ==
          "a1 b2");
}

TEST_CASE("matrices that are too large, or none") {
    CHECK(expand_job(figure("{name: n, matrix: {a: {range: [0, 2000]}, b: {range: [0, 2000]}}}")).said ==
          "the matrix has 4000000 combinations: at most 1000000 are made");
    CHECK(expand_job(figure("{name: n, matrix: {a: {range: [0, 1.0e+12]}}}")).said ==
          "the range has more than 1000000 values");
    CHECK(expand_job(figure("{name: n, matrix: {a: {range: [0, 1, 0]}}}")).said ==
          "a range needs finite numbers and a step that is not 0");
    CHECK(expand_job(figure("{name: n, matrix: {a: {range: [0, .inf]}}}")).said != "");
    CHECK(expand_job(figure("{name: n, matrix: [1]}")).said == "'matrix' is a mapping of names to lists of values");
    CHECK(expand_job(figure("{name: n, matrix: {a: 3}}")).said.find("a matrix value is a list, {range: [...]}") == 0);
    CHECK(expand_job(figure("{name: n, matrix: {a: [[1]]}}")).said ==
          "expected a number, text, true or false, found a list");
}

TEST_CASE("defaults: mappings merge, lists and scalars replace") {
    const Expanded e = expand_job(R"(
defaults: {title: t, dpi: 50, grid: {axis: x, color: r}, xlim: [0, 1]}
figures:
  - {name: a, grid: {color: b}, xlim: [2, 3]}
)");
    REQUIRE(e.figures.size() == 1);
    const spec::Fields f = fields_of(e.figures[0]);
    CHECK(f.text("title", "") == "t");
    CHECK(f.number("dpi", 0) == 50);
    CHECK(f.object("grid")->text("axis", "") == "x");
    CHECK(f.object("grid")->color("color")->rgba.b == 1);
    CHECK(f.get("xlim")->list()[0].number() == 2);
    CHECK(expand_job("defaults: {name: x}\nfigures: []\n").said == "'name' has no default: each figure has its own");
    CHECK(expand_job("defaults: [1]\nfigures: []\n").said != "");
}

TEST_CASE("defaults' axes keys go to every axes of a list, and under its own") {
    const Expanded e = expand_job(R"(
defaults: {ylabel: all, dpi: 50, legend: true}
figures:
  - {name: a, subplots: {ncols: 2}, axes: [{ylabel: own}, {}]}
)");
    REQUIRE(e.figures.size() == 1);
    const spec::Fields f = fields_of(e.figures[0]);
    CHECK(f.number("dpi", 0) == 50);
    CHECK(!f.has("ylabel"));
    CHECK(!f.has("legend"));
    const auto& axes = f.get("axes")->list();
    CHECK(axes[0].object().text("ylabel", "") == "own");
    CHECK(axes[1].object().text("ylabel", "") == "all");
    CHECK(axes[1].object().has("legend"));
}

TEST_CASE("names: matrix over the figure's vars over the job's, --set over both vars") {
    const std::string job =
        "vars: {a: 1, b: \"=a*2\", c: job}\nfigures:\n  - {name: \"${{ a }}${{ b }}${{ c }}\", vars: {c: fig}, matrix: "
        "{a: [7, 8]}}\n";
    CHECK(expand_job(job).names == "72fig 82fig");
    JobOptions set;
    set.set = {{"c", expr::Operand(scalar_of_text("set"))}, {"a", expr::Operand(scalar_of_text("5"))}};
    CHECK(expand_job(job, set).names == "710set 810set");
    // The command line does not reach into a matrix.
    CHECK(expand_job("figures:\n  - {name: \"${{ b }}\", vars: {b: \"=a*2\"}, matrix: {a: [7]}}\n", set).names == "14");
    CHECK(expand_job("vars: {a: \"=b\", b: 1}\nfigures: []\n").said != "");
    CHECK(expand_job("vars: [1]\nfigures: []\n").said.find("'vars' is a mapping") != std::string::npos);
}

TEST_CASE("names of files") {
    CHECK(expand_job(figure("{name: \"a/b-${{ 1 + 1 }}\"}")).names == "a/b-2");
    for (const char* bad : {"../x", "/x", "a//b", ".", "a/../b", ""}) {
        CAPTURE(bad);
        CHECK(expand_job(figure(std::string("{name: \"") + bad + "\"}")).figures.empty());
    }
    CHECK(expand_job(figure("{name: \"${{ v }}\", vars: {v: a/b}}")).figures.empty());
    CHECK(expand_job(figure("{name: \"${{ v }}\", vars: {v: .hidden}}")).figures.empty());
    CHECK(expand_job(figure("{title: t}")).said == "a figure needs a 'name', the output file without its extension");
    CHECK(expand_job(figure("3")).said == "a figure is a mapping, found an integer");
    CHECK(expand_job("version: 1\n").said == "the job has no 'figures'");
}

TEST_CASE("--only, and the order and the end of streaming") {
    JobOptions only;
    only.only = {"b*", "c1"};
    const std::string job =
        "figures:\n  - {name: a}\n  - {name: b0}\n  - {name: \"c${{ i }}\", matrix: {i: [0, 1, 2]}}\n";
    CHECK(expand_job(job, only).names == "b0 c1");
    CHECK(expand_job(job, {}, 2).names == "a b0");
    const Expanded all = expand_job(job);
    for (std::size_t i = 0; i < all.figures.size(); ++i) CHECK(all.figures[i].index == i);
}

TEST_CASE("one bad figure leaves the others") {
    CHECK(expand_job("figures:\n  - {name: a}\n  - {name: \"${{ nope }}\"}\n  - {name: b}\n").names ==
          "a !${{ nope }} b");
}
