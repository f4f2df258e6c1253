// Expectations are what matplotlib.path.Path.cleaned() of Matplotlib 3.6.3 returns for the same vertices.
#include "paint/path_cleanup.h"

#include <doctest/doctest.h>
#include <limits>
#include <string>

#include "base/flatten.h"

using namespace plotmill;
using namespace plotmill::paint;

namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

std::string text(const Path& path) {
    std::string out;
    std::size_t at = 0;
    constexpr int counts[] = {1, 1, 2, 3, 0};
    for (const Verb v : path.verbs) {
        out += out.empty() ? "" : " ";
        out += "MLQCZ"[static_cast<int>(v)];
        for (int i = 0; i < counts[static_cast<int>(v)]; ++i, ++at) {
            for (const double x : {path.points[at].x, path.points[at].y}) {
                std::string n = std::to_string(std::round(x * 1e6) / 1e6);
                n.erase(n.find_last_not_of('0') + 1);
                if (n.back() == '.') n.pop_back();
                out += ' ' + n;
            }
        }
    }
    return out;
}

std::string without_nans(const Path& p) {
    Path out;
    remove_nans(p, out);
    return text(out);
}

std::string clipped(const Path& p) {  // Path.cleaned(clip=(0, 0, 10, 10)) leaves one pixel around
    Path out;
    clip_lines(p, {-1, -1, 11, 11}, out);
    return text(out);
}

std::string snapped(Path p, scene::Snap snap, double width) {
    if (should_snap(p, snap, count_vertices(p))) snap_points(p, width);
    return text(p);
}

}  // namespace

TEST_CASE("gaps at points that are not finite") {
    CHECK(without_nans(Path::polyline({{0, 0}, {1, not_a_number}, {2, 2}, {3, 3}, {not_a_number, 4}, {5, 5}})) ==
          "M 0 0 M 2 2 L 3 3 M 5 5");
    CHECK(without_nans(Path::polyline({{not_a_number, not_a_number}})) == "");
    // A broken loop is joined to its start by a line instead of being closed.
    CHECK(without_nans(Path::polyline({{0, 0}, {1, 0}, {not_a_number, 1}, {0, 1}}, true)) == "M 0 0 L 1 0 M 0 1 L 0 0");
    CHECK(without_nans(Path::polyline({{not_a_number, 0}, {1, 0}, {1, 1}}, true)) == "M 1 0 L 1 1");
    CHECK(without_nans(Path::polyline({{0, 0}, {1, 0}, {1, 1}}, true)) == "M 0 0 L 1 0 L 1 1 Z");
    // A curve is left out as a whole, and the path goes on at its end where that is finite.
    Path curves;
    curves.move_to({0, 0});
    curves.cubic_to({1, 1}, {not_a_number, 2}, {3, 3});
    curves.line_to({4, 4});
    curves.quad_to({5, not_a_number}, {not_a_number, 6});
    curves.line_to({7, 7});
    curves.line_to({8, 7});
    CHECK(without_nans(curves) == "M 0 0 M 3 3 L 4 4 M 7 7 L 8 7");
}

TEST_CASE("lines are clipped") {
    CHECK(clipped(Path::polyline({{-5, 5}, {5, 5}, {20, 8}, {30, 8}, {8, 2}})) ==
          "M -1 5 L 5 5 L 11 6.2 M 11 2.818182 L 8 2");
    CHECK(clipped(Path::polyline({{2, 2}, {8, 2}, {8, 8}, {2, 8}}, true)) == "M 2 2 L 8 2 L 8 8 L 2 8 L 2 2 Z");
    CHECK(clipped(Path::polyline({{2, 2}, {15, 2}, {8, 8}, {2, 8}}, true)) ==
          "M 2 2 L 11 2 M 11 5.428571 L 8 8 L 2 8 L 2 2");
    Path moves;
    moves.move_to({1, 1});
    moves.move_to({3, 3});
    moves.line_to({-4, 20});
    moves.line_to({5, 20});
    moves.line_to({5, 5});
    CHECK(clipped(moves) == "M 1 1 M 3 3 L -0.294118 11 M 5 11 L 5 5");
    CHECK(clipped(Path::polyline({{-9, -9}, {-8, 30}})) == "");
    Path curve;
    curve.move_to({-50, 0});
    curve.quad_to({50, 90}, {70, 70});
    CHECK(clipped(curve) == "M -50 0 Q 50 90 70 70");
}

TEST_CASE("snapping by stroke width") {
    const Path corner = Path::polyline({{0.3, 0.5}, {4.7, 0.5}, {4.7, 3.49}});
    const std::string even = "M 0 1 L 5 1 L 5 3", odd = "M 0.5 1.5 L 5.5 1.5 L 5.5 3.5";
    for (const double width : {0.0, 1.5, 2.0, 2.49}) CHECK(snapped(corner, scene::Snap::automatic, width) == even);
    for (const double width : {1.0, 1.4, 3.0}) CHECK(snapped(corner, scene::Snap::automatic, width) == odd);
    CHECK(snapped(corner, scene::Snap::off, 1) == "M 0.3 0.5 L 4.7 0.5 L 4.7 3.49");

    const Path slanted = Path::polyline({{0.3, 0.5}, {4.7, 0.6}, {4.7, 3.49}});
    CHECK(snapped(slanted, scene::Snap::automatic, 1) == "M 0.3 0.5 L 4.7 0.6 L 4.7 3.49");
    CHECK(snapped(slanted, scene::Snap::on, 1) == odd);
    CHECK(snapped(Path::polyline({{0.3, 0.5}, {4.7, 0.50009}}), scene::Snap::automatic, 1) == "M 0.5 1.5 L 5.5 1.5");
    // The closing piece may be slanted.
    CHECK(snapped(Path::polyline({{0.3, 0.5}, {4.7, 0.5}, {4.7, 3.4}}, true), scene::Snap::automatic, 1) == odd + " Z");

    Path long_path = Path::polyline(std::vector<Point>(1025, Point{0.3, 0.3}));
    CHECK_FALSE(should_snap(long_path, scene::Snap::automatic, 1025));
    CHECK(should_snap(long_path, scene::Snap::automatic, 1024));
    CHECK_FALSE(should_snap(Path{}, scene::Snap::automatic, 0));
}

TEST_CASE("dense lines are simplified") {
    std::vector<Point> wave;
    for (int i = 0; i < 200; ++i) {
        const double y = 5 * std::sin(i * .05) + (i % 7 == 0 ? 3 : 0);
        wave.push_back({i * .25, std::round(y * 1e6) / 1e6});
    }
    Path out;
    const Path line = Path::polyline(wave);
    CHECK(should_simplify(line));
    simplify(line, 1.0 / 9, out);
    CHECK(out.points.size() == 94);
    Point sum;
    for (const Point p : out.points) sum = sum + p;
    CHECK(sum.x == doctest::Approx(2380.5));
    CHECK(sum.y == doctest::Approx(170.816567));
    out.verbs.resize(6);
    out.points.resize(6);
    CHECK(text(out) == "M 0 3 L 0.25 0.249896 L 1.5 1.477601 L 1.75 4.714489 L 2 1.947092 L 3.25 3.025932");

    std::vector<Point> noise;
    for (int i = 0; i < 40; ++i)
        for (const double y : {0., 9., 3., -4., 1.}) noise.push_back({static_cast<double>(i), y});
    noise[100] = {not_a_number, not_a_number};
    Path clean;
    remove_nans(Path::polyline(noise), clean);
    simplify(clean, 1.0 / 9, out);
    CHECK(out.points.size() == 159);
    CHECK(std::count(out.verbs.begin(), out.verbs.end(), Verb::move) == 2);
    sum = {};
    for (const Point p : out.points) sum = sum + p;
    CHECK(sum == Point{3100, 240});

    CHECK_FALSE(should_simplify(Path::polyline(std::vector<Point>(127))));
    CHECK_FALSE(should_simplify(Path::polyline(std::vector<Point>(128), true)));
    simplify(Path{}, 1.0 / 9, out);
    CHECK(out.empty());
}

TEST_CASE("one pass over a long line gives what three passes give") {
    const Rect box{-1, -1, 101, 61};
    std::uint32_t state = 7;
    const auto random = [&] { return static_cast<double>((state = state * 1664525 + 1013904223) >> 8) / (1 << 24); };
    for (const double step : {0.3, 4.0, 90.0})
        for (const double gaps : {0.0, 0.01, 0.3}) {
            Path path;
            Point at{50, 30};
            for (int i = 0; i < 4000; ++i) {
                at = at + Point{(random() - 0.5) * step, (random() - 0.5) * step};
                if (std::fabs(at.x - 50) > 80 || std::fabs(at.y - 30) > 60) at = {50, 30};
                const Point p = random() < gaps ? Point{not_a_number, at.y} : at;
                if (i == 0 || random() < 0.002)
                    path.move_to(p);
                else
                    path.line_to(p);
            }
            Path a, b, expected, out;
            remove_nans(path, a);
            clip_lines(a, box, b);
            simplify(b, 1.0 / 9, expected);
            simplify_clipped(path, box, 1.0 / 9, out);
            CHECK(out.verbs == expected.verbs);
            CHECK(out.points == expected.points);
            CHECK(out.points.size() > 3);
        }
}

TEST_CASE("curves become lines") {
    Path path, out;
    path.move_to({0, 0});
    path.quad_to({5, 10}, {10, 0});
    path.cubic_to({20, 0}, {20, 0}, {30, 0});  // straight: its ends are enough
    path.close();
    flatten(path, out);
    CHECK(text(out) ==
          "M 0 0 L 1.25 2.1875 L 3.125 4.296875 L 4.375 4.921875 L 5.625 4.921875 L 6.875 4.296875 "
          "L 8.75 2.1875 L 10 0 L 30 0 Z");
    for (const Point p : {Point{not_a_number, 1}, Point{1e300, -1e300}}) {
        Path wild;
        wild.move_to({0, 0});
        wild.cubic_to(p, p, {1, 1});
        flatten(wild, out);
        CHECK(out.points.size() == 2);
    }
}
