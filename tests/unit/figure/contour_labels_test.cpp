#include "figure/contour_labels.h"

#include <cmath>
#include <doctest/doctest.h>
#include <numbers>

#include "figure/ticks/printf_format.h"

using namespace plotmill;
using namespace plotmill::figure;

namespace {

enum class Part : std::uint8_t { label, piece };
struct Expected {
    int variant;
    Part part;
    std::size_t level;
    double v[4];
};
constexpr Expected expected[] = {
#include "contour_labels_expected.inc"
};

// Every label is as wide as those of tests/peers/contours.py.
struct FixedMetrics final : TextMetrics {
    TextExtent measure(std::string_view, const scene::Font&, double, bool) override { return {42.5, 10, 2}; }
};

Path circle() {
    std::vector<Point> points;
    for (int i = 0; i < 120; ++i) {
        const double t = i * 2 * std::numbers::pi / 120;
        points.push_back({5 + 3 * std::cos(t), 2 + 1.5 * std::sin(t)});
    }
    return Path::polyline(points, true);
}

Path wave() {
    std::vector<Point> points;
    for (int i = 0; i <= 200; ++i) points.push_back({i / 20.0, 2 + 1.8 * std::sin(i / 20.0)});
    return Path::polyline(points);
}

ContourLabelsArtist variant(int which) {
    ContourLabelsArtist out;
    out.levels = {{2, "1.000", {}}, {1, "2.000", {}}};
    out.props.ha = out.props.va = "center";
    if (which == 1) out.spacing = 12;
    if (which == 2) out.upright = false;
    if (which == 3) out.cut = false;
    if (which == 4) out.follow = true;
    if (which == 5) {
        out.placed_by_hand = true;
        out.near = {{1, 3.5}, {5, 0}, {9, 2}};
    }
    return out;
}

bool near(double a, double b) { return std::abs(a - b) <= 1e-8 * std::max(1.0, std::abs(b)); }

}  // namespace

TEST_CASE("contour labels stand and cut lines as Matplotlib's") {
    const View view({60, 40, 540, 360}, {0, 0, 10, 4}, {}, {}, {0, 0, 600, 400}, 100);
    FixedMetrics metrics;
    for (int which = 0; which < 6; ++which) {
        CAPTURE(which);
        CollectionArtist a, b;
        a.paths = {circle()};
        b.paths = {wave()};
        ContourLabelsArtist artist = variant(which);
        place_contour_labels(artist, {&a, &b}, view, metrics);
        std::size_t label = 0, piece[2] = {0, 0};
        for (const Expected& e : expected) {
            if (e.variant != which) continue;
            if (e.part == Part::label) {
                REQUIRE(label < artist.labels.size());
                const auto& l = artist.labels[label++];
                CHECK(l.level == e.level);
                CHECK(near(l.at.x, e.v[0]));
                CHECK(near(l.at.y, e.v[1]));
                CHECK(std::abs(l.rotation - e.v[2]) < 1e-4);
                continue;
            }
            const auto& paths = (e.level == 0 ? a : b).paths;
            REQUIRE(piece[e.level] < paths.size());
            const Path& path = paths[piece[e.level]++];
            const bool closed = path.verbs.back() == Verb::close;
            REQUIRE(path.points.size() + closed == static_cast<std::size_t>(e.v[0]));
            const Point middle = path.points[static_cast<std::size_t>(e.v[0]) / 2];
            CHECK(near(middle.x, e.v[1]));
            CHECK(near(middle.y, e.v[2]));
            CHECK(near(path.points[0].x, e.v[3]));
        }
        CHECK(label == artist.labels.size());
        CHECK(piece[0] == a.paths.size());
        CHECK(piece[1] == b.paths.size());
    }
}

TEST_CASE("labels that follow the axes turn with them") {
    const View tall({0, 0, 100, 400}, {0, 0, 1, 1}, {}, {}, {0, 0, 400, 400}, 100);
    ContourLabelsArtist artist;
    artist.levels = {{1, "1", {}}};
    const ContourLabelsArtist::Label fixed{0, {0.5, 0.5}, 45, false}, follows{0, {0.5, 0.5}, 45, true};
    CHECK(contour_label_props(artist, fixed, tall).rotation == 45);
    CHECK(contour_label_props(artist, follows, tall).rotation == doctest::Approx(75.9637565).epsilon(1e-6));
}

TEST_CASE("C's formats in str.format's words") {
    CHECK(printf_format("%.2f m")->format == "{x:.2f} m");
    CHECK(printf_format("%+08.3e")->format == "{x:+08.3e}");
    CHECK(printf_format("{%d%%}")->format == "{{{x:.0f}%}}");
    CHECK(printf_format("%d")->truncate);
    CHECK(!printf_format("no number"));
    CHECK(!printf_format("%.2f %.2f"));
    CHECK(!printf_format("%s"));
    CHECK(!printf_format("%"));
}
