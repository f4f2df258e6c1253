#include "plotmill/figure_builder.h"

#include <limits>

#include "support.h"

using namespace plotmill::api;

namespace {

Figure built(Engine& engine, const FigureBuilder& builder) {
    const BuildResult r = builder.build(engine);
    for (const Diagnostic& d : r.diagnostics) MESSAGE(d.text);
    REQUIRE(r.figure);
    return *r.figure;
}

}  // namespace

TEST_CASE("a figure made in code is the one of the same words") {
    Engine engine;
    FigureBuilder builder("growth");
    builder.set("title", "Growth").set("xlim", {0, 4}).set("figsize", {4, 3.5}).set("grid", true);
    builder.set("yticks", Value::map({{"ticks", {1, 4, 9}}, {"labels", {"one", "four", "nine"}}}));
    builder.layer(
        "plot",
        {{"x", std::vector<double>{1, 2, 3}}, {"y", {1, 4, 9}}, {"color", "C1"}, {"label", "5"}, {"marker", "o"}});
    builder.layer("axhline", {{"y", 2.5}, {"linestyle", "--"}});
    builder.set("legend", Value::map({{"loc", "upper left"}}));
    const Outcome a = render(engine, built(engine, builder));
    CHECK(a.name == "growth");
    CHECK(a.job == "<figure 'growth'>");
    for (const Diagnostic& d : a.diagnostics) MESSAGE(d.text);
    REQUIRE(a.status == Status::done);

    const auto job = figures(engine, R"(
figures:
  - name: growth
    title: Growth
    xlim: [0, 4]
    figsize: [4, 3.5]
    grid: true
    yticks: {ticks: [1, 4, 9], labels: [one, four, nine]}
    layers:
      - plot: {x: [1, 2, 3], y: [1, 4, 9], color: C1, label: "5", marker: o}
      - axhline: {y: 2.5, linestyle: "--"}
    legend: {loc: upper left}
)");
    CHECK(bytes(a) == bytes(render(engine, job[0])));
}

TEST_CASE("several axes, tables and gaps") {
    Engine engine;
    const double nan = std::numeric_limits<double>::quiet_NaN();
    FigureBuilder builder("panels");
    builder.set("subplots", Value::map({{"nrows", 1}, {"ncols", 2}}));
    builder.table("runs", {{"step", std::vector<double>{0, 1, 2, 3}}, {"loss", std::vector<double>{4, nan, 2, 1}}});
    builder.axes({{"title", "left"}, {"data", "runs"}}).layer("plot", {{"x", "step"}, {"y", "=loss*2"}});
    builder.axes({{"at", {0, 1}}})
        .layer("bar", {{"x", std::vector<std::string>{"a", "b"}}, {"height", std::vector<int>{3, 4}}})
        .layer("axhline", {{"y", 1}});
    const Figure figure = built(engine, builder);
    const Outcome a = render(engine, figure);
    for (const Diagnostic& d : a.diagnostics) MESSAGE(d.text);
    REQUIRE(a.status == Status::done);
    const auto job = figures(engine, R"(
figures:
  - name: panels
    subplots: {nrows: 1, ncols: 2}
    data: {runs: {columns: {step: [0, 1, 2, 3], loss: [4, .nan, 2, 1]}}}
    axes:
      - {title: left, data: runs, layers: [{plot: {x: step, y: "=loss*2"}}]}
      - {at: [0, 1], layers: [{bar: {x: [a, b], height: [3, 4]}}, {axhline: {y: 1}}]}
)");
    CHECK(bytes(a) == bytes(render(engine, job[0])));
}

TEST_CASE("faults are said in the job's words, with the place in the figure") {
    Engine engine;
    FigureBuilder builder("bad");
    builder.set("title", "x").layer("plot", {{"y", {1, 2}}, {"colour", "C1"}});
    const Outcome o = render(engine, built(engine, builder));
    REQUIRE(o.status == Status::failed);
    REQUIRE(o.diagnostics.size() == 1);
    const Diagnostic& d = o.diagnostics[0];
    CHECK(d.file == "<figure 'bad'>");
    CHECK(d.line == 6);
    CHECK(d.message.starts_with("unknown key 'colour' in layer 'plot'"));
    CHECK(d.text.find("    6 |       colour: \"C1\"\n      |       ^~~~~~\n") != std::string::npos);
}

TEST_CASE("a figure that cannot be built") {
    Engine engine;
    const auto message = [&](const FigureBuilder& b) {
        const BuildResult r = b.build(engine);
        CHECK_FALSE(r.figure);
        return r.diagnostics.empty() ? "" : r.diagnostics[0].message;
    };
    CHECK(message(FigureBuilder("../x")).starts_with("the name '../x' "));
    CHECK(message(FigureBuilder("x").set("matrix", Value::map({{"i", {1, 2}}}))) ==
          "a figure built in code takes no 'matrix'");
    CHECK(message(FigureBuilder("x").set("data", Map{}).table("t", {})) ==
          "either table() or the key 'data' defines the tables of a figure, not both");
    FigureBuilder mixed("x");
    mixed.layer("plot", {}).axes();
    CHECK(message(mixed) == "a figure with axes() has its layers in them: call axes() before layer()");
    Value deep(1);
    for (int i = 0; i < 100; ++i) deep = Value(std::vector<Value>{deep});
    CHECK(message(FigureBuilder("x").set("xlim", deep)) == "lists and mappings are nested more than 64 deep");
}

TEST_CASE("long lists and hostile texts") {
    Engine engine;
    FigureBuilder builder("long");
    std::vector<double> y(5000);
    for (std::size_t i = 0; i < y.size(); ++i) y[i] = static_cast<double>(i % 7);
    builder.layer("plot", {{"y", y}, {"label", "a\"b\n\xc3\xa9" + std::string(300, 'x')}})
        .set("title", "=1+1")
        .set("titel", 1);
    const Outcome o = render(engine, built(engine, builder));
    REQUIRE(o.status == Status::failed);
    CHECK(o.diagnostics[0].message.starts_with("unknown key 'titel'"));
    CHECK(o.diagnostics[0].text.find("titel: 1") != std::string::npos);
}
