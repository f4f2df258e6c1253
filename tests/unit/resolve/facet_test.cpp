#include <doctest/doctest.h>

#include "data/scope.h"
#include "data/table.h"
#include "resolve/figure.h"
#include "spec/job_tables.h"
#include "yaml/parse.h"

using namespace plotmill;
using namespace plotmill::resolve;

namespace {

struct Resolved {
    ResolvedFigure figure;
    std::vector<std::string> errors, warnings;
};

// Table t: g = a, b, a, (missing), c; x = 0 ... 4; k = p, q, q, q, p.
Resolved resolved(std::string_view yaml) {
    auto texts = [](std::vector<std::string> values, std::vector<bool> missing = {}) {
        auto c = std::make_shared<Column>();
        c->type = ColumnType::text;
        c->texts = std::move(values);
        for (bool m : missing) c->missing.push_back(m);
        return c;
    };
    auto x = std::make_shared<Column>();
    x->numbers = {0, 1, 2, 3, 4};
    const auto table = std::make_shared<const data::Table>(
        "t", std::vector<data::NamedColumn>{{"g", texts({"a", "b", "a", "", "c"}, {false, false, false, true, false})},
                                            {"x", x},
                                            {"k", texts({"p", "q", "q", "q", "p"})}});
    const Source source{"test", std::string(yaml)};
    Diagnostics diagnostics;
    auto tree = yaml::parse(source);
    REQUIRE(tree);
    const expr::EmptyEnvironment names;
    const data::EnvironmentScope scope(names);
    const spec::Fields fields = spec::read_fields(*tree, spec::figure_table, scope, diagnostics);
    Resolved out;
    out.figure = resolve_figure(
        {"f", fields, scope, names, [&](const std::string&, Span, Diagnostics&) -> data::TablePtr { return table; },
         std::make_shared<style::RcParams>(style::default_rc())},
        diagnostics);
    for (const Diagnostic& d : diagnostics.list())
        (d.severity == Severity::error ? out.errors : out.warnings).push_back(d.message);
    return out;
}

}  // namespace

TEST_CASE("facet: one axes per value, with its rows and shared limits") {
    const Resolved r =
        resolved("{name: f, facet: {data: t, by: g, ncols: 2}, layers: [{plot: {x: x, y: x}}], xlabel: x}");
    REQUIRE(r.errors.empty());
    CHECK(r.warnings == std::vector<std::string>{"1 row has no 'g' and form no facet"});
    REQUIRE(r.figure.axes.size() == 3);
    CHECK(r.figure.grid.nrows == 2);
    CHECK(r.figure.axes[0].titles[0]->text == "a");
    CHECK(r.figure.axes[2].titles[0]->text == "c");
    CHECK(std::get<figure::LineArtist>(r.figure.axes[0].artists[0].content).x == std::vector<double>{0, 2});
    CHECK(std::get<figure::LineArtist>(r.figure.axes[2].artists[0].content).x == std::vector<double>{4});
    CHECK(r.figure.axes[0].x.view == r.figure.axes[2].x.view);
    CHECK(r.figure.views[r.figure.axes[0].x.view].hi == doctest::Approx(4.2));
    CHECK_FALSE(r.figure.axes[0].x.major.label1);
    CHECK(r.figure.axes[1].x.major.label1);  // nothing stands below it
    CHECK_FALSE(r.figure.axes[1].y.major.label1);
    CHECK(r.figure.axes[1].x.label->text == "x");
}

TEST_CASE("facet: groups of a layer have the same colours in each") {
    const Resolved r =
        resolved("{name: f, data: t, facet: {by: g, sharex: false}, layers: [{plot: {x: x, y: x, by: k}}]}");
    REQUIRE(r.errors.empty());
    REQUIRE(r.figure.axes.size() == 3);
    CHECK(r.figure.grid.ncols == 3);
    CHECK(r.figure.axes[0].x.view != r.figure.axes[1].x.view);
    CHECK(r.figure.axes[0].y.view == r.figure.axes[1].y.view);
    // b has only q, which is the second group of the whole table.
    const auto& last = std::get<figure::LineArtist>(r.figure.axes[1].artists.back().content);
    CHECK(last.x == std::vector<double>{1});
    CHECK(last.line.color == std::get<figure::LineArtist>(r.figure.axes[0].artists.back().content).line.color);
}

TEST_CASE("facet: faults") {
    CHECK(resolved("{name: f, facet: {by: g}}").errors ==
          std::vector<std::string>{"'facet' needs a table: name one with 'data'"});
    CHECK(resolved("{name: f, facet: {data: t, by: h}}").errors.at(0).starts_with("table 't' has no column 'h'"));
    CHECK(resolved("{name: f, facet: {data: t, by: g}, axes: []}")
              .errors.at(0)
              .starts_with("'facet' draws the figure's own axes keys"));
    CHECK(resolved("{name: f, facet: {data: t, by: g}, subplots: {nrows: 2}}")
              .errors.at(0)
              .starts_with("'facet' makes the grid"));
}

TEST_CASE("inset: an axes of its own, after the twins") {
    const Resolved r =
        resolved("{name: f, inset: [{bounds: [0.1, 0.2, 0.3, 0.4], layers: [{plot: {y: [1, 2]}}]}], twinx: {}}");
    REQUIRE(r.errors.empty());
    REQUIRE(r.figure.axes.size() == 3);
    CHECK(r.figure.axes[1].twin_of == 0);
    CHECK(r.figure.axes[2].inset_of == 0);
    CHECK(r.figure.axes[2].inset.x1 == doctest::Approx(0.4));
    CHECK(r.figure.axes[2].artists.size() == 1);
    CHECK(resolved("{name: f, inset: [{bounds: [0, 0, 0, 1]}]}").errors.at(0).starts_with("an inset's bounds"));
    CHECK(resolved("{name: f, inset: [{bounds: [0, 0, 1, 1], at: [0, 0]}]}")
              .errors.at(0)
              .starts_with("the place of an inset is its 'bounds'"));
}
