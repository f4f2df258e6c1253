#include "style/markers.h"

#include <cmath>
#include <initializer_list>
#include <limits>
#include <numbers>
#include <utility>
#include <vector>

namespace plotmill::style {

namespace {

constexpr double pi = std::numbers::pi;
constexpr double infinity = std::numeric_limits<double>::infinity();

using Points = std::vector<Point>;

Affine rotation(double degrees) { return Affine::rotate(degrees * (pi / 180)); }

bool is_half(MarkerFill fill) { return fill != MarkerFill::full && fill != MarkerFill::none; }

// The angle for each half fill, in degrees.
struct HalfAngles {
    double left, right, bottom, top;
    double of(MarkerFill fill) const {
        switch (fill) {
            case MarkerFill::left:
                return left;
            case MarkerFill::right:
                return right;
            case MarkerFill::bottom:
                return bottom;
            default:
                return top;
        }
    }
};

Points regular_points(int corners, double inner_radius, bool star) {
    const int n = star ? 2 * corners : corners;
    Points out;
    for (int i = 0; i <= n; ++i) {
        const double theta = (2 * pi / n) * i + pi / 2;
        const double r = star && i % 2 == 1 ? inner_radius : 1.0;
        out.push_back({r * std::cos(theta), r * std::sin(theta)});
    }
    return out;
}

Path closed(Points points) { return Path::polyline(points, true); }
Path open(Points points) { return Path::polyline(points); }

Path open_at(const Points& v, std::initializer_list<int> indices) {
    Points out;
    for (const int i : indices) out.push_back(v[static_cast<std::size_t>(i)]);
    return open(std::move(out));
}

// Separate strokes, each a pair of points.
Path strokes(std::initializer_list<Point> points) {
    Path out;
    bool start = true;
    for (const Point p : points) {
        if (start)
            out.move_to(p);
        else
            out.line_to(p);
        start = !start;
    }
    return out;
}

Path unit_square() { return Path::rectangle({0, 0, 1, 1}); }

// How a marker is made: its path (and the other half's) before `to_unit`.
struct Maker {
    MarkerFill fill;
    MarkerShape shape;

    void whole(Path path, const Affine& to_unit) {
        shape.path = std::move(path);
        shape.to_unit = to_unit;
    }
    void halves(Path path, const Affine& to_unit, Path other, const Affine& other_to_unit) {
        whole(std::move(path), to_unit);
        shape.alt_path = std::move(other);
        shape.alt_to_unit = other_to_unit;
    }
    void line(Path path, const Affine& to_unit, double snap) {
        whole(std::move(path), to_unit);
        shape.snap_threshold = snap;
        shape.filled = false;
    }
    // Which of the four parts are drawn for the fill and for the rest.
    void parts(const Path& left, const Path& right, const Path& bottom, const Path& top, const Affine& to_unit) {
        switch (fill) {
            case MarkerFill::left:
                return halves(left, to_unit, right, to_unit);
            case MarkerFill::right:
                return halves(right, to_unit, left, to_unit);
            case MarkerFill::bottom:
                return halves(bottom, to_unit, top, to_unit);
            default:
                return halves(top, to_unit, bottom, to_unit);
        }
    }

    void circle(double size) {
        const Affine half = Affine::scale(0.5 * size, 0.5 * size);
        shape.snap_threshold = infinity;
        if (!is_half(fill)) return whole(unit_circle(), half);
        const double angle = HalfAngles{180, 0, 270, 90}.of(fill);
        const Affine turned = half.then(rotation(angle));
        halves(unit_circle_right_half(), turned, unit_circle_right_half(), turned.then(rotation(180)));
    }

    // `turns`: quarter turns that bring the halves of the upright triangle to their place.
    void triangle(double angle, int turns) {
        const Affine to_unit = Affine::scale(0.5, 0.5).then(rotation(angle));
        shape.snap_threshold = 5;
        shape.join = MarkerJoin::miter;
        if (!is_half(fill)) return whole(closed({{0, 1}, {-1, -1}, {1, -1}}), to_unit);
        const Path parts[] = {
            closed({{0, 1}, {-3.0 / 5, -1.0 / 5}, {3.0 / 5, -1.0 / 5}}), closed({{0, 1}, {0, -1}, {-1, -1}}),
            closed({{-3.0 / 5, -1.0 / 5}, {3.0 / 5, -1.0 / 5}, {1, -1}, {-1, -1}}), closed({{0, 1}, {0, -1}, {1, -1}})};
        const int first = fill == MarkerFill::top      ? 0
                          : fill == MarkerFill::left   ? 1
                          : fill == MarkerFill::bottom ? 2
                                                       : 3;
        halves(parts[(first + turns) % 4], to_unit, parts[(first + 2 + turns) % 4], to_unit);
    }

    void square() {
        Affine to_unit = Affine::translate(-0.5, -0.5);
        shape.snap_threshold = 2;
        shape.join = MarkerJoin::miter;
        if (!is_half(fill)) return whole(unit_square(), to_unit);
        to_unit = to_unit.then(rotation(HalfAngles{270, 90, 0, 180}.of(fill)));
        halves(open({{0, 0}, {1, 0}, {1, 0.5}, {0, 0.5}, {0, 0}}), to_unit,
               open({{0, 0.5}, {1, 0.5}, {1, 1}, {0, 1}, {0, 0.5}}), to_unit);
    }

    void diamond(double width) {
        Affine to_unit = Affine::translate(-0.5, -0.5).then(rotation(45));
        shape.snap_threshold = 5;
        shape.join = MarkerJoin::miter;
        if (!is_half(fill)) return whole(unit_square(), to_unit.then(Affine::scale(width, 1)));
        to_unit = to_unit.then(rotation(HalfAngles{180, 0, 270, 90}.of(fill))).then(Affine::scale(width, 1));
        halves(open({{0, 0}, {1, 0}, {1, 1}, {0, 0}}), to_unit, open({{0, 0}, {0, 1}, {1, 1}, {0, 0}}), to_unit);
    }

    void pentagon() {
        const Affine to_unit = Affine::scale(0.5, 0.5);
        shape.snap_threshold = 5;
        shape.join = MarkerJoin::miter;
        if (!is_half(fill)) return whole(unit_regular_polygon(5), to_unit);
        const Points v = regular_points(5, 1, false);
        const Point foot{0, -(1 + std::sqrt(5.0)) / 4};
        parts(open({v[0], v[1], v[2], foot, v[0]}), open({v[0], v[4], v[3], foot, v[0]}), open_at(v, {1, 2, 3, 4, 1}),
              open_at(v, {0, 1, 4, 0}), to_unit);
    }

    void star() {
        const Affine to_unit = Affine::scale(0.5, 0.5);
        shape.snap_threshold = 5;
        shape.join = MarkerJoin::bevel;
        constexpr double inner = 0.381966;
        if (!is_half(fill)) return whole(unit_regular_star(5, inner), to_unit);
        const Points v = regular_points(5, inner, true);
        parts(open_at(v, {0, 1, 2, 3, 4, 5, 0}), open_at(v, {0, 5, 6, 7, 8, 9, 0}), open_at(v, {3, 4, 5, 6, 7, 3}),
              open_at(v, {0, 1, 2, 3, 7, 8, 9, 0}), to_unit);
    }

    void hexagon1() {
        const Affine to_unit = Affine::scale(0.5, 0.5);
        shape.join = MarkerJoin::miter;
        if (!is_half(fill)) return whole(unit_regular_polygon(6), to_unit);
        const Points v = regular_points(6, 1, false);
        const double x = std::fabs(std::cos(5 * pi / 6));
        parts(open_at(v, {0, 1, 2, 3}), open_at(v, {0, 5, 4, 3}), open({{-x, 0}, v[2], v[3], v[4], {x, 0}}),
              open({{-x, 0}, v[1], v[0], v[5], {x, 0}}), to_unit);
    }

    void hexagon2() {
        const Affine to_unit = Affine::scale(0.5, 0.5).then(rotation(30));
        shape.join = MarkerJoin::miter;
        if (!is_half(fill)) return whole(unit_regular_polygon(6), to_unit);
        const Points v = regular_points(6, 1, false);
        const double x = std::sqrt(3.0) / 4, y = 3.0 / 4;
        parts(open({{x, y}, v[0], v[1], v[2], {-x, -y}, {x, y}}), open({{x, y}, v[5], v[4], v[3], {-x, -y}}),
              open_at(v, {1, 2, 3, 4}), open_at(v, {1, 0, 5, 4, 1}), to_unit);
    }

    void octagon() {
        const Affine half = Affine::scale(0.5, 0.5);
        shape.snap_threshold = 5;
        shape.join = MarkerJoin::miter;
        if (!is_half(fill)) return whole(unit_regular_polygon(8), half.then(rotation(22.5)));
        const double x = std::sqrt(2.0) / 4;
        const Path left = open({{0, -1}, {0, 1}, {-x, 1}, {-1, x}, {-1, -x}, {-x, -1}, {0, -1}});
        const Affine turned = half.then(rotation(HalfAngles{0, 180, 90, 270}.of(fill)));
        halves(left, turned, left, turned.then(rotation(180)));
    }

    // A closed outline, or its upper half turned into place.
    void outline(Points all, Points upper_half, double divisor) {
        const Affine to_unit = Affine::scale(1 / divisor, 1 / divisor);
        shape.snap_threshold = 5;
        shape.join = MarkerJoin::miter;
        if (!is_half(fill)) return whole(closed(std::move(all)), to_unit);
        const Path half = closed(std::move(upper_half));
        const Affine turned = to_unit.then(rotation(HalfAngles{90, 270, 180, 0}.of(fill)));
        halves(half, turned, half, turned.then(rotation(180)));
    }

    void tri(double angle) {
        line(strokes({{0, 0}, {0, -1}, {0, 0}, {0.8, 0.5}, {0, 0}, {-0.8, 0.5}}),
             Affine::scale(0.5, 0.5).then(rotation(angle)), 5);
    }
    void caret(double angle, bool base) {
        line(base ? open({{-1, 0}, {0, -1.5}, {1, 0}}) : open({{-1, 1.5}, {0, 0}, {1, 1.5}}),
             Affine::scale(0.5, 0.5).then(rotation(angle)), 3);
        shape.join = MarkerJoin::miter;
    }

    // False for a name that is no marker.
    bool make(std::string_view name);
};

bool Maker::make(std::string_view name) {
    const Affine half = Affine::scale(0.5, 0.5);
    if (name.size() == 1) {
        switch (name[0]) {
            case '.':
                circle(0.5);
                break;
            case 'o':
                circle(1);
                break;
            case ',':
                whole(unit_square(), Affine::translate(-0.49999, -0.49999));
                shape.scaled = false;
                break;
            case '^':
                triangle(0, 0);
                break;
            case 'v':
                triangle(180, 2);
                break;
            case '<':
                triangle(90, 3);
                break;
            case '>':
                triangle(270, 1);
                break;
            case '1':
                tri(0);
                break;
            case '2':
                tri(180);
                break;
            case '3':
                tri(270);
                break;
            case '4':
                tri(90);
                break;
            case '8':
                octagon();
                break;
            case 's':
                square();
                break;
            case 'p':
                pentagon();
                break;
            case '*':
                star();
                break;
            case 'h':
                hexagon1();
                break;
            case 'H':
                hexagon2();
                break;
            case 'D':
                diamond(1);
                break;
            case 'd':
                diamond(0.6);
                break;
            case '+':
                line(strokes({{-1, 0}, {1, 0}, {0, -1}, {0, 1}}), half, 1);
                break;
            case 'x':
                line(strokes({{-1, -1}, {1, 1}, {-1, 1}, {1, -1}}), half, 3);
                break;
            case '|':
                line(open({{0, -1}, {0, 1}}), half, 1);
                break;
            case '_':
                line(open({{0, -1}, {0, 1}}), half.then(rotation(90)), 1);
                break;
            case 'P':
                outline({{-1, -3},
                         {1, -3},
                         {1, -1},
                         {3, -1},
                         {3, 1},
                         {1, 1},
                         {1, 3},
                         {-1, 3},
                         {-1, 1},
                         {-3, 1},
                         {-3, -1},
                         {-1, -1}},
                        {{3, 0}, {3, 1}, {1, 1}, {1, 3}, {-1, 3}, {-1, 1}, {-3, 1}, {-3, 0}}, 6);
                break;
            case 'X':
                outline({{-1, -2},
                         {0, -1},
                         {1, -2},
                         {2, -1},
                         {1, 0},
                         {2, 1},
                         {1, 2},
                         {0, 1},
                         {-1, 2},
                         {-2, 1},
                         {-1, 0},
                         {-2, -1}},
                        {{1, 0}, {2, 1}, {1, 2}, {0, 1}, {-1, 2}, {-2, 1}, {-1, 0}}, 4);
                break;
            default:
                return false;
        }
        return true;
    }
    const Path right = open({{0, 0}, {1, 0}}), up = open({{0, 0}, {0, 1}});
    if (name == "tickleft")
        line(right, Affine::scale(-1, 1), 1);
    else if (name == "tickright")
        line(right, {}, 1);
    else if (name == "tickup")
        line(up, {}, 1);
    else if (name == "tickdown")
        line(up, Affine::scale(1, -1), 1);
    else if (name == "caretdown")
        caret(0, false);
    else if (name == "caretup")
        caret(180, false);
    else if (name == "caretleft")
        caret(270, false);
    else if (name == "caretright")
        caret(90, false);
    else if (name == "caretdownbase")
        caret(0, true);
    else if (name == "caretupbase")
        caret(180, true);
    else if (name == "caretleftbase")
        caret(270, true);
    else if (name == "caretrightbase")
        caret(90, true);
    else
        return false;
    return true;
}

}  // namespace

Path unit_circle_right_half() {
    constexpr double magic = 0.2652031;
    const double h = std::sqrt(0.5), m = h * magic;
    Path p;
    p.move_to({0, -1});
    p.cubic_to({magic, -1}, {h - m, -h - m}, {h, -h});
    p.cubic_to({h + m, -h + m}, {1, -magic}, {1, 0});
    p.cubic_to({1, magic}, {h + m, h - m}, {h, h});
    p.cubic_to({h - m, h + m}, {magic, 1}, {0, 1});
    p.close();
    return p;
}

Path unit_circle() {
    constexpr double magic = 0.2652031;
    const double h = std::sqrt(0.5), m = h * magic;
    Path p = unit_circle_right_half();
    p.verbs.pop_back();
    p.cubic_to({-magic, 1}, {-h + m, h + m}, {-h, h});
    p.cubic_to({-h - m, h - m}, {-1, magic}, {-1, 0});
    p.cubic_to({-1, -magic}, {-h - m, -h + m}, {-h, -h});
    p.cubic_to({-h + m, -h - m}, {-magic, -1}, {0, -1});
    p.close();
    return p;
}

Path unit_regular_polygon(int corners) {
    Points points = regular_points(corners, 1, false);
    points.pop_back();
    return closed(std::move(points));
}

Path unit_regular_star(int corners, double inner_radius) {
    Points points = regular_points(corners, inner_radius, true);
    points.pop_back();
    return closed(std::move(points));
}

std::optional<MarkerFill> parse_marker_fill(std::string_view text) {
    if (text == "full") return MarkerFill::full;
    if (text == "left") return MarkerFill::left;
    if (text == "right") return MarkerFill::right;
    if (text == "bottom") return MarkerFill::bottom;
    if (text == "top") return MarkerFill::top;
    if (text == "none") return MarkerFill::none;
    return std::nullopt;
}

bool is_math_marker(const spec::Marker& marker) {
    return marker.name.size() > 2 && marker.name.front() == '$' && marker.name.back() == '$';
}

MarkerShape marker_shape(const spec::Marker& marker, MarkerFill fill) {
    Maker maker{fill, {}};
    maker.shape.filled = fill != MarkerFill::none;
    if (is_math_marker(marker)) {
        if (marker.outline) maker.shape.path = *marker.outline;
        return std::move(maker.shape);
    }
    if (!maker.make(marker.name)) maker.shape.filled = false;
    return std::move(maker.shape);
}

}  // namespace plotmill::style
