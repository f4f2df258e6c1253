// What each lint says of a figure, and above all when it says nothing.
#include "lint/lint.h"

#include <algorithm>
#include <doctest/doctest.h>

#include "render/reader.h"
#include "render/render.h"
#include "spec/job_tables.h"

using namespace plotmill;

namespace {

struct Said {
    std::string lints;  // names, one after the other
    std::vector<Diagnostic> list;
    std::vector<std::string> texts;
};

// `figure`: its keys but the name, as YAML, indented by four.
Said check(const std::string& figure, const std::string& job = "") {
    const std::string yaml = job + "figures:\n  - name: a\n" + figure;
    render::Shared shared;
    render::Context context;
    Said said;
    render::ReaderHooks hooks;
    hooks.figure = [&](render::ReadyFigure f) {
        const render::Inspected i = render::inspect_figure(f.spec, *f.job, shared.tables, context, {});
        for (const Diagnostic& d : i.diagnostics) {
            CHECK_MESSAGE(d.severity == Severity::warning, d.message);
            said.lints += (said.lints.empty() ? "" : " ") + std::string(d.lint);
            said.texts.push_back(d.message);
            said.list.push_back(d);
        }
        return true;
    };
    hooks.failed = [&](std::string, Span, std::vector<Diagnostic> why) {
        FAIL(why.front().message);
        return true;
    };
    const render::ReadResult r = render::read_job("job.yaml", {}, shared, hooks, &yaml, ".");
    for (const Diagnostic& d : r.diagnostics) FAIL_CHECK(d.message);
    return said;
}

std::string lints(const std::string& figure) { return check(figure).lints; }

}  // namespace

TEST_CASE("lint: names are those of the field table") {
    for (std::size_t i = 0; i < lint::check_count; ++i)
        CHECK(spec::lint_table.find(lint::name_of(static_cast<lint::Check>(i))));
    CHECK(spec::lint_table.fields.size() == lint::check_count);
}

TEST_CASE("lint: a figure in order") {
    CHECK(lints(R"(
    title: All is well
    xlabel: time
    ylabel: height
    legend: true
    layers: [{plot: {y: [1, 3, 2], marker: o, label: a}}, {bar: {x: [0, 1, 2], height: [1, 2, 1]}}, {axhline: {y: 2}}]
)")
              .empty());
}

TEST_CASE("lint: switches of the job and of the figure") {
    const std::string figure = "    legend: true\n    layers: [{plot: {x: [1], y: [1]}}]\n";
    CHECK(check(figure).lints == "empty legend");
    CHECK(check("    lint: {empty: false}\n" + figure).lints == "legend");
    CHECK(check("    lint: false\n" + figure).lints.empty());
    CHECK(check(figure, "lint: {legend: false}\n").lints == "empty");
    CHECK(check("    lint: {legend: true}\n" + figure, "lint: false\n").lints == "legend");
    CHECK(check("    lint: true\n" + figure, "lint: false\n").lints == "empty legend");
    CHECK(check(figure, "defaults: {lint: {legend: false, empty: false}}\n").lints.empty());
}

TEST_CASE("lint: the place, the numbers, the name, a hint") {
    const Said said = check("    ylim: [0, 4]\n    layers:\n      - scatter: {x: [1, 2, 3], y: [1, 9, 16]}\n");
    REQUIRE(said.list.size() == 1);
    const Diagnostic& d = said.list[0];
    CHECK(d.message ==
          "2 of 3 points of layer 'scatter' are outside ylim [0, 4]: the first is x 2, y 9 [lint: outside]");
    CHECK(d.span.line == 5);
    CHECK(d.span.column == 9);
    REQUIRE(d.notes.size() == 2);
    CHECK(d.notes[0].first.line == 3);
    CHECK(d.notes[1].second == "wider limits show them; null in place of a limit lets it follow the data");
}

TEST_CASE("lint: tick labels overlap by their ink, turned as they are") {
    const auto ticks = [](const char* more, const char* figsize = "[6.4, 4.8]") {
        return std::string("    figsize: ") + figsize +
               "\n    layout: tight\n    layers: [{plot: {y: [1, 2, 1, 2, 1]}}]\n    xticks: {ticks: [0, 1, 2, 3, 4], "
               "labels: [Wellington, Christchurch, Auckland, Dunedin, Hamilton]" +
               more + "}\n";
    };
    CHECK(lints(ticks("")).empty());
    CHECK(lints(ticks("", "[4, 3]")) == "overlap");
    CHECK(lints(ticks(", rotation: 45", "[4, 3]")).empty());
    CHECK(lints(ticks(", rotation: 90", "[4, 3]")).empty());
    CHECK(lints(ticks(", rotation: 45", "[1.6, 3]")) == "overlap");
    CHECK(lints(ticks(", fontsize: 6", "[4, 3]")).empty());
    // Lines of one label are no labels.
    CHECK(lints("    layout: tight\n    layers: [{plot: {y: [1, 2]}}]\n    xticks: {ticks: [0, 1], labels: [\"a\\nb\", "
                "\"c\\nd\"]}\n")
              .empty());
    const Said said = check(ticks("", "[4, 3]"));
    REQUIRE(said.list.size() == 1);
    CHECK(said.texts[0].starts_with("3 of 5 x tick labels overlap, 'Wellington' and 'Christchurch' by "));
}

TEST_CASE("lint: texts of neighbours overlap; twins that write the same are one") {
    const std::string two =
        "    axes:\n      - {xlabel: time, layers: [{plot: {y: [1, 2]}}]}\n"
        "      - {title: A title as long as this, layers: [{plot: {y: [1, 2]}}]}\n";
    CHECK(lints("    subplots: {nrows: 2, hspace: 0.1}\n" + two) == "overlap");
    CHECK(lints("    layout: tight\n    subplots: {nrows: 2}\n" + two).empty());
    CHECK(lints("    layers: [{plot: {y: [1, 2]}}]\n    twinx: {layers: [{plot: {y: [3, 4]}}]}\n").empty());
}

TEST_CASE("lint: cut off is what has no ink left on the picture") {
    CHECK(
        lints("    figsize: [3, 2]\n    ylabel: height\n    subplots: {left: 0.1}\n    layers: [{plot: {y: [1, 2]}}]\n")
            .starts_with("cut_off"));
    CHECK(lints("    layers: [{plot: {y: [1, 2]}}, {text: {x: 1.2, y: 1.5, s: beyond the edge of it}}]\n") ==
          "cut_off");
    // Cut to the axes on purpose, blank, or not seen at all.
    CHECK(lints("    layers: [{plot: {y: [1, 2]}}, {text: {x: 1.2, y: 1.5, s: beyond, clip_on: true}}, "
                "{text: {x: 9, y: 9, s: unseen, alpha: 0}}]\n")
              .empty());
    const Said all = check("    layers: [{plot: {y: [1, 2]}}, {text: {x: 9, y: 1.5, s: gone}}]\n");
    REQUIRE(all.texts.size() == 1);
    CHECK(all.texts[0] == "the text 'gone' of layer 'text' is outside the figure, past its right edge [lint: cut_off]");
}

TEST_CASE("lint: points are outside where nothing tells of them") {
    const std::string data = "x: [1, 2, 3, 4, 5], y: [1, 4, 9, 16, 25]";
    // The view follows the data: nothing is hidden. A window along a line is its author's; so is one that has room.
    CHECK(lints("    layers: [{scatter: {" + data + "}}]\n").empty());
    CHECK(lints("    xlim: [2, 4]\n    layers: [{plot: {" + data + "}}]\n").empty());
    CHECK(lints("    xlim: [0, 9]\n    ylim: [null, 25]\n    layers: [{scatter: {" + data + "}}]\n").empty());
    CHECK(lints("    ylim: [0, 10]\n    layers: [{bar: {x: [1, 2], height: [5, 20]}}]\n").empty());
    CHECK(lints("    ylim: [0, 10]\n    layers: [{fill_between: {x: [1, 2], y1: [5, 20]}}]\n").empty());
    // Half a mark is a mark.
    CHECK(lints("    ylim: [0, 24.9]\n    layers: [{scatter: {" + data + "}}]\n").empty());
    // What a line loses across its window, and marks anywhere.
    CHECK(lints("    ylim: [0, 10]\n    layers: [{plot: {" + data + "}}]\n") == "outside");
    CHECK(lints("    xlim: [2, 4]\n    layers: [{plot: {" + data + ", linestyle: none, marker: o}}]\n") == "outside");
    CHECK(lints("    ylim: [10, 0]\n    layers: [{scatter: {" + data + "}}]\n") == "outside");
    CHECK(lints("    ylim: [0, 10]\n    invert_yaxis: true\n    layers: [{scatter: {" + data + "}}]\n") == "outside");
    CHECK(lints("    ylim: [0, 10]\n    layers: [{errorbar: {" + data + ", yerr: 1, fmt: o, capsize: 2}}]\n") ==
          "outside");
    CHECK(check("    ylim: [0, 10]\n    layers: [{errorbar: {" + data + ", yerr: 1, fmt: o, capsize: 2}}]\n")
              .texts[0]
              .starts_with("2 of 5 points"));
    // On a log axis what has no place at all is no fault of the limits.
    CHECK(lints("    yscale: log\n    ylim: [1, 100]\n    layers: [{scatter: {x: [1, 2], y: [0, 10]}}]\n").empty());
    CHECK(lints("    yscale: log\n    ylim: [1, 100]\n    layers: [{scatter: {x: [1, 2], y: [0.1, 10]}}]\n") ==
          "outside");
}

TEST_CASE("lint: another axes that shows the points") {
    const std::string points = "layers: [{scatter: {x: [1, 2, 3], y: [1, 2, 90]}}]";
    CHECK(lints("    subplots: {nrows: 2}\n    axes:\n      - {ylim: [80, 100], " + points +
                "}\n      - {ylim: [0, 10], " + points + "}\n")
              .empty());
    CHECK(lints("    subplots: {nrows: 2}\n    axes:\n      - {ylim: [95, 100], " + points +
                "}\n      - {ylim: [0, 10], " + points + "}\n") == "outside outside");
    CHECK(lints("    " + points + "\n    inset: [{bounds: [0.1, 0.5, 0.4, 0.4], xlim: [0.5, 2.5], ylim: [0, 3], " +
                points + "}]\n")
              .empty());
}

TEST_CASE("lint: layers of which nothing is seen") {
    CHECK(lints("    ylim: [0, 4]\n    layers: [{plot: {y: [1, 2, 3]}}, {axhline: {y: 9}}]\n") == "outside");
    CHECK(lints("    xlim: [0, 4]\n    layers: [{plot: {y: [1, 2, 3]}}, {axvspan: {xmin: 8, xmax: 9}}]\n") ==
          "outside");
    CHECK(lints("    ylim: [0, 4]\n    layers: [{plot: {y: [1, 2, 3]}}, {axhline: {y: 3}}]\n").empty());
}

TEST_CASE("lint: empty layers") {
    const std::string none = "    data: {q: {columns: {x: [1, 2], y: [1, 2]}, filter: \"=x > 5\"}}\n";
    for (const char* layer : {"plot: {data: q, x: x, y: y}", "scatter: {data: q, x: x, y: y}",
                              "bar: {data: q, x: x, height: y}", "hist: {data: q, x: x}"}) {
        CAPTURE(layer);
        CHECK(lints(none + "    layers: [{" + layer + "}]\n") == "empty");
    }
    CHECK(lints("    layers: [{plot: {y: [null, 1, null, 2]}}]\n") == "empty");
    CHECK(lints("    layers: [{plot: {y: [null, 1, null, 2], marker: o}}]\n").empty());
    CHECK(lints("    layers: [{imshow: {X: [[null, null], [null, null]]}}]\n") == "empty");
    // An entry of a legend alone, a condition that holds nowhere, a layer that is not to be seen.
    CHECK(lints("    legend: true\n    layers: [{plot: {x: [], y: [], label: for the legend}}]\n").empty());
    CHECK(lints("    layers: [{fill_between: {x: [1, 2], y1: [1, 2], where: [false, false]}}]\n").empty());
    CHECK(lints("    layers: [{plot: {x: [1], y: [1], visible: false}}]\n").empty());
    CHECK(check("    layers: [{plot: {y: [[1, 2], [null, null]]}}]\n").texts[0] ==
          "series 2 of the 2 of layer 'plot' draws nothing: none of its 2 points has both coordinates [lint: empty]");
}

TEST_CASE("lint: legends") {
    CHECK(lints("    legend: true\n    layers: [{plot: {y: [1, 2]}}]\n") == "legend");
    CHECK(lints("    legend: false\n    layers: [{plot: {y: [1, 2]}}]\n").empty());
    const auto groups = [](int n) {
        std::string y, g;
        for (int i = 0; i < n; ++i) {
            y += (i ? ", " : "") + std::to_string(i);
            g += (i ? ", g" : "g") + std::to_string(i);
        }
        return "    figsize: [8, 8]\n    data: {t: {columns: {y: [" + y + "], g: [" + g +
               "]}}}\n    legend: true\n    layers: [{plot: {data: t, x: y, y: y, by: g, marker: o}}]\n";
    };
    CHECK(lints(groups(10)).empty());
    CHECK(lints(groups(11)) == "categories");
    // Equal looks of different layers are what their author wrote.
    CHECK(
        lints("    legend: true\n    layers: [{plot: {y: [1, 2], color: C0, label: a}}, {plot: {y: [2, 1], color: C0, "
              "label: b}}]\n")
            .empty());
}

TEST_CASE("lint: wedges of a pie") {
    CHECK(lints("    layers: [{pie: {x: [1, 2, 3], labels: [a, b, c], autopct: \"%.0f%%\"}}]\n").empty());
    CHECK(lints("    layers: [{pie: {x: [1, 1, 1, 1, 200], labels: [copper, zinc, lead, tin, iron]}}]\n") ==
          "categories");
}

TEST_CASE("lint: characters, at the text that has them") {
    const Said said = check("    title: \"\xE6\xBC\xA2\"\n    xlabel: time\n    layers: []\n");
    REQUIRE(said.list.size() == 1);
    CHECK(said.list[0].lint == "characters");
    CHECK(said.list[0].span.line == 3);
    CHECK(said.list[0].span.column == 12);
}
