#include "paint/hatch.h"

#include <algorithm>
#include <numbers>
#include <vector>

namespace plotmill::paint {

namespace {

constexpr int density = 6;

int lines_of(std::string_view pattern, std::string_view letters) {
    std::ptrdiff_t n = 0;
    for (const char c : letters) n += std::count(pattern.begin(), pattern.end(), c);
    return static_cast<int>(std::min<std::ptrdiff_t>(n, max_hatch_repeats)) * density;
}

void segment(Path& out, Point a, Point b) {
    out.move_to(a);
    out.line_to(b);
}

// A closed shape of one kind of piece: cubics with a close at the end, or lines.
struct Shape {
    std::vector<Point> points;  // for cubics: the start, three a piece, and the closing point
    bool cubic = false;
};

Shape circle() {
    constexpr double magic = 0.2652031, half = 0.70710678118654757, m45 = half * magic;
    return {
        {{0, -1}, {magic, -1},  {half - m45, -half - m45},  {half, -half},  {half + m45, -half + m45},  {1, -magic},
         {1, 0},  {1, magic},   {half + m45, half - m45},   {half, half},   {half - m45, half + m45},   {magic, 1},
         {0, 1},  {-magic, 1},  {-half + m45, half + m45},  {-half, half},  {-half - m45, half - m45},  {-1, magic},
         {-1, 0}, {-1, -magic}, {-half - m45, -half + m45}, {-half, -half}, {-half + m45, -half - m45}, {-magic, -1},
         {0, -1}, {0, -1}},
        true};
}

Shape star() {
    Shape s;
    for (int i = 0; i <= 10; ++i) {
        const double theta = std::numbers::pi / 5 * i + std::numbers::pi / 2, r = i % 2 ? 0.5 : 1.0;
        s.points.push_back({r * std::cos(theta), r * std::sin(theta)});
    }
    return s;
}

void place(Path& out, const Shape& s, double size, bool reversed, Point at) {
    const std::size_t n = s.points.size();
    const auto point = [&](std::size_t i) { return s.points[reversed ? n - 1 - i : i] * size + at; };
    out.move_to(point(0));
    if (!s.cubic) {
        for (std::size_t i = 1; i < n; ++i) out.line_to(point(i));
        return;
    }
    for (std::size_t i = 1; i + 2 < n - 1; i += 3) out.cubic_to(point(i), point(i + 1), point(i + 2));
    out.close();
}

void shapes(Path& out, const Shape& s, int rows, double size, bool filled) {
    if (rows == 0) return;
    const double offset = 1.0 / rows;
    for (int row = 0; row <= rows; ++row) {
        const bool even = row % 2 == 0;
        const int columns = even ? rows + 1 : rows;
        for (int i = 0; i < columns; ++i) {
            const Point at{even ? i * offset : offset / 2 + i * offset, row * offset};
            place(out, s, offset * size, false, at);
            if (!filled) place(out, s, offset * size * 0.9, true, at);
        }
    }
}

}  // namespace

Path hatch_path(std::string_view pattern) {
    Path out;
    if (const int n = lines_of(pattern, "-+"))
        for (int i = 0; i < n; ++i) segment(out, {0, (i + 0.5) / n}, {1, (i + 0.5) / n});
    if (const int n = lines_of(pattern, "|+"))
        for (int i = 0; i < n; ++i) segment(out, {(i + 0.5) / n, 0}, {(i + 0.5) / n, 1});
    if (const int n = lines_of(pattern, "/xX"))
        for (int i = 0; i <= n; ++i) {
            const double s = static_cast<double>(i) / n - 0.5;
            segment(out, {s, -s}, {1 + s, 1 - s});
        }
    if (const int n = lines_of(pattern, "\\xX"))
        for (int i = 0; i <= n; ++i) {
            const double s = static_cast<double>(i) / n - 0.5;
            segment(out, {s, 1 + s}, {1 + s, s});
        }
    shapes(out, circle(), lines_of(pattern, "o"), 0.2, false);
    shapes(out, circle(), lines_of(pattern, "O"), 0.35, false);
    shapes(out, circle(), lines_of(pattern, "."), 0.1, true);
    shapes(out, star(), lines_of(pattern, "*"), 1.0 / 3, true);
    return out;
}

}  // namespace plotmill::paint
