// Statistics against the tables of tests/peers/tables.py.
#include "../tables.h"

#include "stats/bins.h"
#include "stats/boxplot.h"
#include "stats/contour.h"
#include "stats/hexagons.h"
#include "stats/kde.h"

using namespace plotmill;
using namespace plotmill::stats;
using namespace plotmill::test;

TEST_CASE("tables: bins by rule, by number and by edges") {
    const auto data = sets();
    std::size_t cases = 0;
    for (const Json& c : table("histograms")) {
        const std::string set = c["set"];
        CAPTURE(set);
        CAPTURE(c["bins"].dump());
        CAPTURE(c["range"].dump());
        const NumberList &x = data.at(set), edges = numbers(c["edges"]);
        std::optional<Range> range;
        if (!c["range"].is_null()) range = Range{c["range"][0], c["range"][1]};
        NumberList counts;
        if (c["bins"].is_array()) {
            REQUIRE(check_edges(edges));
            counts = histogram(x, edges, numbers(c["weights"]));
        } else {
            const auto made = c["bins"].is_string() ? bin_edges(x, *parse_bin_rule(c["bins"].get<std::string>()), range)
                                                    : bin_edges(x, c["bins"].get<std::size_t>(), range);
            REQUIRE(made);
            check_near(*made, edges);
            counts = uniform_histogram(x, {edges.front(), edges.back()}, edges.size() - 1);
        }
        check_near(counts, numbers(c["counts"]));
        check_near(density(counts, edges), numbers(c["density"]));
        ++cases;
    }
    CHECK(cases > 100);
}

TEST_CASE("tables: percentiles, mean, standard deviation") {
    const auto data = sets();
    for (const Json& c : table("percentiles")) {
        CAPTURE(c["set"].dump());
        NumberList x = data.at(c["set"]);
        check_near({mean(x)}, {number(c["mean"])});
        check_near({standard_deviation(x)}, {number(c["std"])});
        std::sort(x.begin(), x.end());
        NumberList values;
        for (double q : numbers(c["q"])) values.push_back(quantile(x, q / 100));
        check_near(values, numbers(c["values"]));
    }
}

TEST_CASE("tables: boxes and whiskers") {
    const auto data = sets();
    for (const Json& c : table("boxes")) {
        CAPTURE(c["set"].dump());
        CAPTURE(c["whis"].dump());
        Whiskers w;
        if (c["whis"].is_array())
            w = {.percentiles = true, .low = c["whis"][0], .high = c["whis"][1]};
        else
            w.factor = c["whis"];
        const BoxStats s = box_stats(data.at(c["set"]), w, c["autorange"]);
        check_near({s.mean, s.median, s.q1, s.q3, s.notch_low, s.notch_high, s.whisker_low, s.whisker_high},
                   {number(c["mean"]), number(c["median"]), number(c["q1"]), number(c["q3"]), number(c["notch"][0]),
                    number(c["notch"][1]), number(c["whiskers"][0]), number(c["whiskers"][1])});
        check_near({s.iqr}, {number(c["iqr"])});
        check_near(s.fliers, numbers(c["fliers"]));
    }
}

TEST_CASE("tables: kernel density estimates") {
    const auto data = sets();
    for (const Json& c : table("densities")) {
        CAPTURE(c["set"].dump());
        CAPTURE(c["bandwidth"].dump());
        const NumberList& x = data.at(c["set"]);
        const double factor = c["bandwidth"] == "scott"       ? scott_factor(x.size())
                              : c["bandwidth"] == "silverman" ? silverman_factor(x.size())
                                                              : c["bandwidth"].get<double>();
        check_near({factor}, {number(c["factor"])});
        check_near(gaussian_kde(x, factor, numbers(c["at"])), numbers(c["values"]));
    }
}

namespace {

NumberList flat(const std::vector<Point>& points) {
    NumberList out;
    for (Point p : points) out.insert(out.end(), {p.x, p.y});
    return out;
}

}  // namespace

TEST_CASE("tables: contour lines and areas, with gaps and corner masks") {
    std::size_t closed = 0, holes = 0;
    for (const Json& c : table("contours")) {
        CAPTURE(c["grid"].dump());
        const NumberList x = numbers(c["x"]), y = numbers(c["y"]), z = numbers(c["z"]);
        const ContourGrid grid(x, y, z, c["nx"], c["ny"], c["corner_mask"]);
        const NumberList levels = numbers(c["levels"]);
        for (std::size_t i = 0; i < levels.size(); ++i) {
            CAPTURE(levels[i]);
            const auto lines = grid.lines(levels[i]);
            REQUIRE(lines.size() == c["lines"][i].size());
            for (std::size_t k = 0; k < lines.size(); ++k) {
                CHECK(lines[k].closed == c["lines"][i][k]["closed"].get<bool>());
                closed += lines[k].closed;
                check_near(flat(lines[k].points), numbers(c["lines"][i][k]["points"]));
            }
            if (i + 1 == levels.size()) break;
            const auto areas = grid.areas(levels[i], levels[i + 1]);
            REQUIRE(areas.size() == c["areas"][i].size());
            for (std::size_t k = 0; k < areas.size(); ++k) {
                const Json& loops = c["areas"][i][k];
                REQUIRE(areas[k].loops.size() == loops.size());
                holes += loops.size() - 1;
                for (std::size_t l = 0; l < loops.size(); ++l) check_near(flat(areas[k].loops[l]), numbers(loops[l]));
            }
        }
    }
    CHECK(closed > 5);
    CHECK(holes > 1);
}

TEST_CASE("tables: hexagons, counted and reduced") {
    for (const Json& c : table("hexagons")) {
        CAPTURE(c["gridsize"].dump());
        CAPTURE(c.value("reduce_C_function", "mean"));
        const NumberList x = numbers(c["x"]), y = numbers(c["y"]),
                         values = c.contains("C") ? numbers(c["C"]) : NumberList{};
        HexagonGrid grid;
        if (c["gridsize"].is_array()) {
            grid.nx = c["gridsize"][0];
            grid.ny = c["gridsize"][1];
        } else {
            grid.nx = c["gridsize"];
            grid.ny = static_cast<long>(static_cast<double>(grid.nx) / std::sqrt(3.0));
        }
        if (c.contains("extent")) {
            const NumberList e = numbers(c["extent"]);
            grid = {grid.nx, grid.ny, e[0], e[1], e[2], e[3]};
        } else {
            const auto [x0, x1] = std::minmax_element(x.begin(), x.end());
            const auto [y0, y1] = std::minmax_element(y.begin(), y.end());
            grid = {grid.nx, grid.ny, *x0, *x1, *y0, *y1};
        }
        const Hexagons made = count_hexagons(x, y, values, grid, c.value("reduce_C_function", "mean"),
                                             c.contains("mincnt") ? c["mincnt"].get<double>() : 0.0);
        NumberList centers, got;
        for (const Hexagon& h : made.list) {
            centers.insert(centers.end(), {h.center.x, h.center.y});
            got.push_back(h.value);
        }
        check_near(centers, numbers(c["centers"]));
        check_near(got, numbers(c["values"]));
    }
}

TEST_CASE("tables: histograms of two variables") {
    for (const Json& c : table("histograms2d")) {
        CAPTURE(c["bins"].dump());
        const NumberList x = numbers(c["x"]), y = numbers(c["y"]);
        const NumberList weights = c.contains("weights") ? numbers(c["weights"]) : NumberList{};
        const auto edges = [&](std::size_t i, const NumberList& values) {
            const Json& bins = c["bins"].is_array() ? c["bins"][i] : c["bins"];
            if (bins.is_array()) return numbers(bins);
            std::optional<Range> range;
            if (c.contains("range")) range = Range{c["range"][i][0], c["range"][i][1]};
            const auto made = bin_edges(values, bins.get<std::size_t>(), range);
            REQUIRE(made);
            return *made;
        };
        const NumberList x_edges = edges(0, x), y_edges = edges(1, y);
        check_near(x_edges, numbers(c["x_edges"]));
        check_near(y_edges, numbers(c["y_edges"]));
        NumberList counts = histogram2d(x, y, x_edges, y_edges, weights);
        if (c.contains("density")) counts = density2d(counts, x_edges, y_edges);
        for (double& v : counts)
            if ((c.contains("cmin") && v < c["cmin"].get<double>()) ||
                (c.contains("cmax") && v > c["cmax"].get<double>()))
                v = std::nan("");
        check_near(counts, numbers(c["counts"]));
    }
}
