// What the figures of a matrix share, and colours by value.
#include <array>

#include "figures.h"

using namespace plotmill;
using namespace plotmill::resolve;
using test::all_of;

namespace {

data::TablePtr table_of(std::vector<std::string> names, std::vector<double> values) {
    auto who = std::make_shared<Column>();
    who->type = ColumnType::text;
    who->texts = std::move(names);
    auto v = std::make_shared<Column>();
    v->numbers = std::move(values);
    return std::make_shared<const data::Table>("t", std::vector<data::NamedColumn>{{"who", who}, {"v", v}});
}

struct Figure {
    std::string yaml;
    data::TablePtr table = nullptr;
};

ResolvedFigure resolve_one(const Figure& f, const SharedScales* scales, SharedScales* measured, std::string& said) {
    static std::deque<Source> sources;
    sources.push_back({"figure", f.yaml});
    Diagnostics out;
    auto tree = yaml::parse(sources.back());
    REQUIRE_MESSAGE(tree, f.yaml);
    static const expr::EmptyEnvironment empty;
    const data::EnvironmentScope scope(empty);
    const spec::Fields fields = spec::read_fields(*tree, spec::figure_table, scope, out);
    const FigureInput input{"test",
                            fields,
                            scope,
                            empty,
                            [&](const std::string&, Span, Diagnostics&) { return f.table; },
                            std::make_shared<style::RcParams>(style::default_rc()),
                            scales,
                            measured};
    ResolvedFigure figure;
    if (!out.has_errors()) figure = resolve_figure(input, out);
    said = all_of(out);
    return figure;
}

// All figures of a matrix, measured and then resolved by what they share.
std::vector<ResolvedFigure> matrix(const std::vector<Figure>& figures, std::string* said = nullptr) {
    SharedScales scales;
    std::string words;
    for (const Figure& f : figures) {
        SharedScales one;
        resolve_one(f, nullptr, &one, words);
        scales.merge(one);
    }
    std::vector<ResolvedFigure> out;
    for (const Figure& f : figures) {
        out.push_back(resolve_one(f, &scales, nullptr, words));
        if (said)
            *said += words;
        else
            CHECK(words == "");
    }
    return out;
}

std::array<double, 4> limits(const ResolvedFigure& f) {
    const AxisView &x = f.views[f.axes[0].x.view], &y = f.views[f.axes[0].y.view];
    return {x.lo, x.hi, y.lo, y.hi};
}

bool near(const std::array<double, 4>& a, const std::array<double, 4>& b) {
    for (std::size_t i = 0; i < 4; ++i)
        if (!test::near(a[i], b[i])) return false;
    return true;
}

std::string colors_of(const ResolvedFigure& f) {
    std::string out;
    for (const figure::LegendHandle& h : f.axes[0].legend->handles) {
        const auto& line = std::get<figure::LineHandle>(h.content).line.color;
        char hex[16];
        std::snprintf(hex, sizeof hex, "%02x%02x%02x", static_cast<int>(line.r * 255 + 0.5),
                      static_cast<int>(line.g * 255 + 0.5), static_cast<int>(line.b * 255 + 0.5));
        out += (out.empty() ? "" : " ") + h.label + "=" + hex;
    }
    return out;
}

}  // namespace

TEST_CASE("shared limits are those of shared axes") {
    // Matplotlib's, where the figures' axes are made with sharex and sharey.
    const auto f = matrix({{"{name: a, share: [xlim, ylim], layers: [{plot: {x: [0, 1], y: [1, 4]}}]}"},
                           {"{name: b, share: [xlim, ylim], layers: [{plot: {x: [0, 10], y: [-5, 0]}}]}"}});
    CHECK(near(limits(f[0]), {-0.5, 10.5, -5.45, 4.45}));
    CHECK(limits(f[0]) == limits(f[1]));
}

TEST_CASE("one direction alone; edges that margins do not cross; own limits win") {
    const auto f = matrix({{"{name: a, share: ylim, layers: [{bar: {x: [0, 1], height: [1, 4]}}]}"},
                           {"{name: b, share: ylim, layers: [{bar: {x: [0, 5], height: [8, 20]}}]}"},
                           {"{name: c, share: ylim, ylim: [0, 5], layers: [{bar: {x: [0, 5], height: [8, 10]}}]}"}});
    CHECK(near(limits(f[0]), {-0.49, 1.49, 0, 21}));
    CHECK(near(limits(f[1]), {-0.69, 5.69, 0, 21}));
    CHECK(near(limits(f[2]), {-0.69, 5.69, 0, 5}));
}

TEST_CASE("a log axis; a figure without data") {
    const auto f = matrix({{"{name: a, share: [ylim], yscale: log, layers: [{plot: {y: [0.01, 10]}}]}"},
                           {"{name: b, share: [ylim], yscale: log, layers: [{plot: {y: [1, 1000]}}]}"},
                           {"{name: c, share: [ylim], yscale: log, layers: []}"}});
    CHECK(limits(f[0])[2] == limits(f[1])[2]);
    CHECK(test::near(limits(f[0])[2], std::pow(10, -2.25)));
    CHECK(test::near(limits(f[0])[3], std::pow(10, 3.25)));
}

TEST_CASE("categories have one place in all figures") {
    const auto f = matrix({{"{name: a, share: xlim, layers: [{plot: {x: [p, q], y: [1, 2]}}]}"},
                           {"{name: b, share: xlim, layers: [{plot: {x: [r, p], y: [1, 2]}}]}"}});
    CHECK(f[1].views[f[1].axes[0].x.view].categories == std::vector<std::string>{"p", "q", "r"});
    CHECK(std::get<figure::LineArtist>(f[1].axes[0].artists[0].content).x == std::vector<double>{2, 0});
    CHECK(limits(f[0])[1] == limits(f[1])[1]);
}

TEST_CASE("axes of several kinds are not shared") {
    std::string said;
    const auto f = matrix({{"{name: a, share: xlim, layers: [{plot: {x: [1, 2], y: [1, 2]}}]}"},
                           {"{name: b, share: xlim, layers: [{plot: {x: [p, q], y: [1, 2]}}]}"}},
                          &said);
    CHECK(said.find("warning: the x axes of the figures hold numbers and names: their limits are not shared") == 0);
    CHECK(test::near(limits(f[0])[0], 0.95));
}

TEST_CASE("shared norms") {
    const auto f = matrix({{"{name: a, share: norm, layers: [{imshow: {X: [[1, 2], [3, 4]]}}]}"},
                           {"{name: b, share: norm, layers: [{imshow: {X: [[5, -2], [3, 4]]}}]}"},
                           {"{name: c, share: norm, layers: [{imshow: {X: [[5, 9], [3, 4]], vmin: 0}}]}"}});
    auto norm = [&](std::size_t i) { return std::get<figure::ImageArtist>(f[i].axes[0].artists[0].content).norm; };
    CHECK(norm(0).vmin == -2.0);
    CHECK(norm(0).vmax == 9.0);
    CHECK(norm(1) == norm(0));
    CHECK(norm(2).vmin == 0.0);
    CHECK(norm(2).vmax == 9.0);
}

TEST_CASE("shared colours: each value has the same one, in the same order") {
    const std::string yaml = "{name: a, share: colors, data: t, legend: true, layers: [{plot: {y: v, by: who}}]}";
    const auto f =
        matrix({{yaml, table_of({"ada", "bob"}, {1, 2})}, {yaml, table_of({"cyd", "bob", "ada"}, {1, 2, 3})}});
    CHECK(colors_of(f[0]) == "ada=1f77b4 bob=ff7f0e");
    CHECK(colors_of(f[1]) == "ada=1f77b4 bob=ff7f0e cyd=2ca02c");
}

TEST_CASE("colours by value: the map's order, a default, the rest of the cycle") {
    const auto table = table_of({"ada", "bob", "cyd", "dot"}, {1, 2, 3, 4});
    auto colors = [&](const std::string& rest) {
        std::string said;
        const auto f = resolve_one({"{name: a, data: t, legend: true, " + rest + "}", table}, nullptr, nullptr, said);
        CHECK(said == "");
        return colors_of(f);
    };
    CHECK(colors("layers: [{plot: {y: v, by: who, colors: {cyd: r, ada: C0}}}]") ==
          "cyd=ff0000 ada=1f77b4 bob=ff7f0e dot=2ca02c");
    CHECK(colors("layers: [{plot: {y: v, by: who, colors: {bob: k, default: \"0.8\"}}}]") ==
          "bob=000000 ada=cccccc cyd=cccccc dot=cccccc");
    CHECK(colors("colors: {bob: k, default: \"0.8\"}, layers: [{plot: {y: v, by: who}}]") ==
          "bob=000000 ada=cccccc cyd=cccccc dot=cccccc");
}

TEST_CASE("colours by value in facets") {
    std::string said;
    const auto f =
        resolve_one({"{name: a, facet: {data: t, by: who}, layers: [{plot: {y: v, colors: {bob: r, ada: g}}}]}",
                     table_of({"ada", "bob"}, {1, 2})},
                    nullptr, nullptr, said);
    CHECK(said == "");
    REQUIRE(f.axes.size() == 2);
    CHECK(std::get<figure::LineArtist>(f.axes[0].artists[0].content).line.color.r == 0);
    CHECK(std::get<figure::LineArtist>(f.axes[1].artists[0].content).line.color.r == 1);
}

TEST_CASE("maps of colours that say nothing") {
    const auto table = table_of({"ada", "bob"}, {1, 2});
    auto words = [&](const std::string& layer) {
        std::string said;
        resolve_one({"{name: a, data: t, layers: [{" + layer + "}]}", table}, nullptr, nullptr, said);
        return said;
    };
    CHECK(words("plot: {y: v, by: who, colors: {ada: r, eve: g}}") ==
          "warning: no row of column 'who' has the value 'eve'");
    CHECK(words("plot: {y: v, colors: {ada: r}}") == "'colors' are those of the values of 'by': name a column there");
    CHECK(words("plot: {y: v, by: who, color: k, colors: {ada: r}}") == "give 'color' or 'colors', not both");
    CHECK(words("hexbin: {x: v, y: v, by: who, colors: {ada: r}}") ==
          "layer 'hexbin' has no one colour for each value");
}
