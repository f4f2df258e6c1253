#include "figure/arrow.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <span>

#include "base/flatten.h"
#include "base/numbers.h"
#include "base/suggest.h"
#include "figure/connection.h"

namespace plotmill::figure {

namespace {

using Names = std::span<const std::string_view>;

constexpr std::string_view curve_params[] = {"head_length", "head_width", "widthA", "widthB", "lengthA",
                                             "lengthB",     "angleA",     "angleB", "scaleA", "scaleB"};
constexpr std::string_view a_params[] = {"widthA", "lengthA", "angleA"};
constexpr std::string_view b_params[] = {"widthB", "lengthB", "angleB"};
constexpr std::string_view ab_params[] = {"widthA", "lengthA", "angleA", "widthB", "lengthB", "angleB"};
constexpr std::string_view bar_ab_params[] = {"widthA", "angleA", "widthB", "angleB"};
constexpr std::string_view block_params[] = {"head_length", "head_width", "tail_width"};
constexpr std::string_view wedge_params[] = {"tail_width", "shrink_factor"};
constexpr std::string_view arc3_params[] = {"rad"};
constexpr std::string_view angle3_params[] = {"angleA", "angleB"};
constexpr std::string_view angle_params[] = {"angleA", "angleB", "rad"};
constexpr std::string_view arc_params[] = {"angleA", "angleB", "armA", "armB", "rad"};
constexpr std::string_view bar_params[] = {"armA", "armB", "fraction", "angle"};

struct Style {
    std::string_view name;
    Names params;
};
constexpr Style arrow_styles[] = {{"-", {}},
                                  {"<-", curve_params},
                                  {"->", curve_params},
                                  {"<->", curve_params},
                                  {"<|-", curve_params},
                                  {"-|>", curve_params},
                                  {"<|-|>", curve_params},
                                  {"]-", a_params},
                                  {"-[", b_params},
                                  {"]-[", ab_params},
                                  {"|-|", bar_ab_params},
                                  {"]->", a_params},
                                  {"<-[", b_params},
                                  {"simple", block_params},
                                  {"fancy", block_params},
                                  {"wedge", wedge_params}};
constexpr Style connection_styles[] = {{"arc3", arc3_params},
                                       {"angle3", angle3_params},
                                       {"angle", angle_params},
                                       {"arc", arc_params},
                                       {"bar", bar_params}};

// patches._Style: spaces do not count, nor does the case of the name.
std::optional<ArrowStyle> parse(std::string_view text, std::span<const Style> styles, const char* what,
                                std::string& error) {
    std::string plain;
    for (char c : text)
        if (c != ' ') plain += c;
    std::string_view rest = plain;
    auto next = [&rest] {
        const std::size_t comma = rest.find(',');
        const std::string_view part = rest.substr(0, comma);
        rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 1);
        return part;
    };
    bool more = rest.find(',') != std::string_view::npos;
    ArrowStyle out{std::string(next()), {}};
    for (char& c : out.name)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    const Style* style = nullptr;
    for (const Style& s : styles)
        if (s.name == out.name) style = &s;
    if (!style) {
        std::vector<std::string_view> names;
        std::string all;
        for (const Style& s : styles) {
            names.push_back(s.name);
            all += (all.empty() ? "" : ", ") + std::string(s.name);
        }
        error = "unknown " + std::string(what) + " '" + out.name + "'" + did_you_mean(out.name, names) +
                ": expected one of " + all;
        return std::nullopt;
    }
    while (more) {
        more = rest.find(',') != std::string_view::npos;
        const std::string_view part = next();
        const std::size_t equals = part.find('=');
        const auto value = equals == std::string_view::npos ? std::nullopt : parse_number(part.substr(equals + 1));
        if (!value || !std::isfinite(*value)) {
            error = "'" + std::string(part) + "' is no parameter: expected \"" + out.name + ",name=number,...\"";
            return std::nullopt;
        }
        const std::string_view key = part.substr(0, equals);
        if (std::find(style->params.begin(), style->params.end(), key) == style->params.end()) {
            error = std::string(what) + " '" + out.name + "' has no parameter '" + std::string(key) + "'" +
                    did_you_mean(key, style->params);
            return std::nullopt;
        }
        out.params.emplace_back(std::string(key), *value);
    }
    return out;
}

bool is_block(const ArrowStyle& s) { return s.name == "simple" || s.name == "fancy" || s.name == "wedge"; }

Path block(const Quad& right, const Quad* head_right, const Quad* head_left, const Quad& left, const Point* start) {
    Path p;
    p.move_to(start ? *start : right[0]);
    if (start) p.line_to(right[0]);
    p.quad_to(right[1], right[2]);
    if (head_right) {
        p.line_to((*head_right)[0]);
        p.quad_to((*head_right)[1], (*head_right)[2]);
        p.quad_to((*head_left)[1], (*head_left)[0]);
    }
    p.line_to(left[2]);
    p.quad_to(left[1], left[0]);
    if (start || head_right) p.line_to(start ? *start : right[0]);
    p.close();
    return p;
}

Quad quad_of(const std::vector<Point>& p) { return {p[0], p[1], p[2]}; }

// A straight head of full length, where the line is shorter than that.
Quad short_head(const Quad& line, double length) {
    const Point d = line[2] - line[1];
    const double f = length / std::sqrt(d.x * d.x + d.y * d.y);
    const Point start{line[2].x - f * d.x, line[2].y - f * d.y};
    return {start, {0.5 * (start.x + line[2].x), 0.5 * (start.y + line[2].y)}, line[2]};
}

std::optional<Path> simple_arrow(const ArrowStyle& s, const Quad& line, double size) {
    const double head_length = s.number("head_length", .5) * size;
    const auto parts = split_bezier({line.begin(), line.end()}, inside_circle(line[2], head_length));
    const Quad head = parts ? quad_of(parts->second) : short_head(line, head_length);
    const auto [left, right] = wedge(head, s.number("head_width", .5) * size / 2, 1, .5, 0);
    if (!parts) {
        Path p;
        p.move_to(right[0]);
        p.quad_to(right[1], right[2]);
        p.quad_to(left[1], left[0]);
        p.close();
        return p;
    }
    const auto [tail_left, tail_right] = parallels(quad_of(parts->first), s.number("tail_width", .2) * size / 2);
    return block(tail_right, &right, &left, tail_left, nullptr);
}

std::optional<Path> fancy_arrow(const ArrowStyle& s, Quad line, double size) {
    const double head_length = s.number("head_length", .4) * size;
    const Point tip = line[2];
    Point begin = line[0];
    auto parts = split_bezier({line.begin(), line.end()}, inside_circle(tip, head_length));
    Quad head;
    if (parts) {
        head = quad_of(parts->second);
    } else {
        head = line = short_head(line, head_length);
        begin = line[0];
    }
    parts = split_bezier({line.begin(), line.end()}, inside_circle(tip, head_length * .8));
    if (!parts) return std::nullopt;
    const auto [head_left, head_right] = wedge(head, s.number("head_width", .4) * size / 2, 1, .6, 0);
    const double tail_width = s.number("tail_width", .4) * size;
    const auto [tail_left, tail_right] = wedge(quad_of(parts->first), tail_width * .5, 1, .6, .3);
    parts = split_bezier({line.begin(), line.end()}, inside_circle(begin, tail_width * .3));
    if (!parts) return std::nullopt;
    return block(tail_right, &head_right, &head_left, tail_left, &parts->first.back());
}

Path wedge_arrow(const ArrowStyle& s, const Quad& line, double size) {
    const auto [plus, minus] = wedge(line, s.number("tail_width", .3) * size / 2, 1, s.number("shrink_factor", .5), 0);
    return block(plus, nullptr, nullptr, minus, nullptr);
}

struct Head {
    std::vector<Point> points;
    Point back;  // how much the line is shortened, so that the projecting tip ends where it should
};

Head open_head(Point from, Point to, double distance, double cos_t, double sin_t, double line_width) {
    double dx = from.x - to.x, dy = from.y - to.y;
    double length = std::hypot(dx, dy);
    const double pad = .5 * line_width / sin_t;
    if (length == 0) length = 1;
    const Point back{pad * dx / length, pad * dy / length};
    dx = dx / length * distance;
    dy = dy / length * distance;
    const Point tip = to + back;
    return {{tip + Point{cos_t * dx + sin_t * dy, -sin_t * dx + cos_t * dy}, tip,
             tip + Point{cos_t * dx - sin_t * dy, sin_t * dx + cos_t * dy}},
            back};
}

Path bracket(Point end, Point inner, double width, double length, double angle) {
    const Point along = direction(inner, end);
    const auto [p1, p2] = beside(end, along, width);
    const Point d = along * length;
    Path p = Path::polyline({p1 + d, p1, p2, p2 + d});
    if (angle != 0) {
        const Affine turn = Affine::translate(-end.x, -end.y)
                                .then(Affine::rotate(angle * (std::numbers::pi / 180)))
                                .then(Affine::translate(end.x, end.y));
        p = p.transformed(turn);
    }
    return p;
}

std::vector<ArrowPiece> curve_arrow(const ArrowStyle& s, Path line, double size, double line_width) {
    const std::size_t dash = s.name.find('-');
    const std::string begin = s.name.substr(0, dash), end = s.name.substr(dash + 1);
    const double head_length = s.number("head_length", .4) * size, head_width = s.number("head_width", .2) * size;
    const double distance = std::hypot(head_length, head_width), cos_t = head_length / distance,
                 sin_t = head_width / distance;
    const bool bars = s.name == "|-|";
    std::vector<ArrowPiece> heads;
    auto finish = [&](bool filled_style, bool bracket_style, bool head_style, Point tip, Point inner,
                      const char* side) -> Point {
        if (head_style) {
            if (tip == inner) return {};
            const Head head = open_head(inner, tip, distance, cos_t, sin_t, line_width);
            Path p = Path::polyline(head.points);
            if (filled_style) {
                p.line_to(head.points[0]);
                p.close();
            }
            heads.push_back({std::move(p), filled_style});
            return head.back;
        }
        if (bracket_style) {
            auto name = [side](const char* what) { return std::string(what) + side; };
            const double scale = s.number(name("scale"), size);
            heads.push_back({bracket(tip, inner, s.number(name("width"), 1) * scale,
                                     bars ? 0 : s.number(name("length"), .2) * scale, s.number(name("angle"), 0)),
                             false});
        }
        return {};
    };
    const std::vector<Point> v = line.points;
    if (v.size() < 2) return {};
    const Point back_a =
        finish(begin == "<|", begin == "]" || begin == "|", begin == "<" || begin == "<|", v[0], v[1], "A");
    const Point back_b =
        finish(end == "|>", end == "[" || end == "|", end == ">" || end == "|>", v.back(), v[v.size() - 2], "B");
    line.points.front() = v.front() + back_a;
    line.points.back() = v.back() + back_b;
    std::vector<ArrowPiece> out{{std::move(line), false}};
    out.insert(out.end(), std::make_move_iterator(heads.begin()), std::make_move_iterator(heads.end()));
    return out;
}

}  // namespace

std::optional<ArrowStyle> parse_arrow_style(std::string_view text, std::string& error) {
    return parse(text, arrow_styles, "arrowstyle", error);
}

std::optional<ArrowStyle> parse_connection_style(std::string_view text, std::string& error) {
    auto style = parse(text, connection_styles, "connectionstyle", error);
    if (style && (style->name == "angle" || style->name == "angle3")) {
        const double turn = (style->number("angleA", 90) - style->number("angleB", 0)) * (std::numbers::pi / 180);
        if (std::abs(std::sin(turn)) < 1e-12) {
            error = "connectionstyle '" + style->name +
                    "' bends where two lines cross: angleA and angleB must not be parallel";
            return std::nullopt;
        }
    }
    return style;
}

std::string arrow_conflict(const ArrowStyle& arrow, const ArrowStyle& connection) {
    if (!is_block(arrow) || connection.name == "arc3" || connection.name == "angle3") return {};
    return "arrowstyle '" + arrow.name + "' goes with connectionstyle arc3 or angle3, not with '" + connection.name +
           "'";
}

std::vector<ArrowPiece> arrow_pieces(const ArrowGeometry& g) {
    Path line = connection_path(g.connection, g.a, g.b);
    for (const Point& p : line.points)
        if (!finite(p)) return {};
    if (g.inside_a)
        if (auto parts = split_path(line, g.inside_a)) line = std::move(parts->second);
    if (g.shrink_a != 0)
        if (auto parts = split_path(line, inside_circle(line.points.front(), g.shrink_a)))
            line = std::move(parts->second);
    if (g.shrink_b != 0)
        if (auto parts = split_path(line, inside_circle(line.points.back(), g.shrink_b)))
            line = std::move(parts->first);
    for (Point& p : line.points) p.y /= g.aspect;

    std::vector<ArrowPiece> out;
    if (!is_block(g.arrow)) {
        out = curve_arrow(g.arrow, std::move(line), g.scale, g.line_width);
        for (ArrowPiece& piece : out)
            for (Point& p : piece.path.points) p.y *= g.aspect;
        return out;
    }
    // These are not stretched back by the aspect, as in Matplotlib.
    if (line.verbs.size() != 2 || line.verbs[1] != Verb::quad) return {};
    const Quad quad = quad_of(line.points);
    std::optional<Path> path;
    if (g.arrow.name == "simple") path = simple_arrow(g.arrow, quad, g.scale);
    if (g.arrow.name == "fancy") path = fancy_arrow(g.arrow, quad, g.scale);
    if (g.arrow.name == "wedge") path = wedge_arrow(g.arrow, quad, g.scale);
    if (path) out.push_back({std::move(*path), true});
    return out;
}

std::vector<ArrowPiece> arrow_pieces(const ArrowArtist& a, const View& view, double pixel) {
    const double shrink = a.shrink * pixel;
    return arrow_pieces({a.arrow,
                         a.connection,
                         view(a.from),
                         view(a.to),
                         {},
                         shrink,
                         shrink,
                         a.scale * pixel,
                         1,
                         a.props.width * pixel});
}

Inside inside_outline(const Path& outline, double radius) {
    Path flat;
    flatten(outline, flat);
    std::vector<Point> ring;
    for (const Point& p : flat.points)
        if (ring.empty() || !(std::hypot(p.x - ring.back().x, p.y - ring.back().y) < 1e-9)) ring.push_back(p);
    while (ring.size() > 1 && std::hypot(ring.front().x - ring.back().x, ring.front().y - ring.back().y) < 1e-9)
        ring.pop_back();
    if (ring.size() < 3) return [](Point) { return false; };
    if (radius != 0) {
        // Each side moves to its right by half the radius; corners are mitred.
        const std::size_t n = ring.size();
        std::vector<Point> grown(n);
        for (std::size_t i = 0; i < n; ++i) {
            const Point p = ring[i], u = direction(ring[(i + n - 1) % n], p), w = direction(p, ring[(i + 1) % n]);
            const Point a = beside(p, u, radius / 2).first, b = beside(p, w, radius / 2).first;
            const auto corner = line_crossing(a, u, b, w);
            const bool near = corner && std::hypot(corner->x - p.x, corner->y - p.y) <= 4 * std::abs(radius / 2);
            grown[i] = near ? *corner : b;
        }
        ring = std::move(grown);
    }
    return [ring = std::move(ring)](Point p) {
        bool inside = false;
        for (std::size_t i = 0, k = ring.size() - 1; i < ring.size(); k = i++) {
            const Point a = ring[i], b = ring[k];
            if ((a.y >= p.y) != (b.y >= p.y) && (p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x)) inside = !inside;
        }
        return inside;
    };
}

}  // namespace plotmill::figure
