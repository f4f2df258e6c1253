// Against the tables of tests/peers/tables.py: Axes.transData and the transforms of its other spaces.
#include "figure/view.h"

#include "../tables.h"

using namespace plotmill;
using namespace plotmill::figure;
using namespace plotmill::test;

namespace {

Scale scale(const std::string& name) {
    Scale s;
    if (name == "log") s.kind = ScaleKind::log;
    if (name == "symlog") s.kind = ScaleKind::symlog;
    if (name == "logit") s.kind = ScaleKind::logit;
    return s;
}

}  // namespace

TEST_CASE("view: every space to pixels, as Matplotlib's transforms") {
    const std::pair<const char*, Space> spaces[] = {{"data", Space::data},
                                                    {"x_data_y_axes", Space::x_data_y_axes},
                                                    {"x_axes_y_data", Space::x_axes_y_data},
                                                    {"axes", Space::axes},
                                                    {"figure", Space::figure}};
    for (const Json& c : table("views")) {
        CAPTURE(c["xscale"].dump());
        CAPTURE(c["yscale"].dump());
        const NumberList b = numbers(c["box"]), x = numbers(c["xlim"]), y = numbers(c["ylim"]),
                         f = numbers(c["figure"]);
        const View view({b[0], b[1], b[2], b[3]}, {x[0], y[0], x[1], y[1]}, scale(c["xscale"]), scale(c["yscale"]),
                        {0, 0, f[0], f[1]}, 120);
        CHECK(view.straight() == (c["xscale"] == "linear" && c["yscale"] == "linear"));
        for (const auto& [name, space] : spaces) {
            CAPTURE(name);
            for (std::size_t i = 0; i < c["points"].size(); ++i) {
                const NumberList p = numbers(c["points"][i]), at = numbers(c["pixels"][name][i]);
                const Point q = view.place(space, {p[0], p[1]});
                CAPTURE(i);
                // What a scale has no place for is not finite, or far out on both sides alike.
                if (std::isfinite(at[0]) && std::fabs(at[0]) < 1e5) CHECK(q.x == doctest::Approx(at[0]).epsilon(1e-12));
                if (std::isfinite(at[1]) && std::fabs(at[1]) < 1e5) CHECK(q.y == doctest::Approx(at[1]).epsilon(1e-12));
            }
        }
    }
}

TEST_CASE("view: pixels stay, flips turn over the figure, points are 1/72 inch") {
    const View view({80, 50, 580, 350}, {0, 0, 10, 5}, {}, {}, {0, 0, 640, 480}, 100);
    CHECK(view.place(Space::pixels, {3, 4}) == Point{3, 4});
    CHECK(view.flip(Point{3, 4}) == Point{3, 476});
    CHECK(view.flip(Rect{1, 2, 3, 4}) == Rect{1, 476, 3, 478});
    CHECK(view.points(36) == 50);
    CHECK(view.axes_point({0.5, 1}) == Point{330, 350});
    CHECK(view({5, 2.5}) == Point{330, 200});
    CHECK(view.scaled({5, 2.5}) == Point{330, 200});
}
