#include "figure/box_style.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <span>

#include "base/numbers.h"
#include "base/suggest.h"

namespace plotmill::figure {

namespace {

constexpr std::array<std::string_view, 9> box_styles{"square", "circle", "larrow",   "rarrow",    "darrow",
                                                     "round",  "round4", "sawtooth", "roundtooth"};

// " (did you mean 'x'?)", or all that there are.
std::string one_of(std::string_view word, std::span<const std::string_view> known) {
    std::string out = did_you_mean(word, known);
    if (!out.empty()) return out;
    for (std::string_view k : known) out += (out.empty() ? ": expected " : ", ") + std::string(k);
    return out;
}

std::optional<double> param(const BoxProps& box, std::string_view name) {
    for (const auto& [key, value] : box.params)
        if (key == name) return value;
    return {};
}

Path closed(const std::vector<Point>& points) { return Path::polyline(points, true); }

Path circle(Point c, double radius) {
    // Eight cubic arcs, as Path.unit_circle.
    constexpr double magic = 0.2652031, half = 0.7071067811865476;
    const double side = half * magic;
    const Point unit[] = {{0.0, -1.0},
                          {magic, -1.0},
                          {half - side, -half - side},
                          {half, -half},
                          {half + side, -half + side},
                          {1.0, -magic},
                          {1.0, 0.0},
                          {1.0, magic},
                          {half + side, half - side},
                          {half, half},
                          {half - side, half + side},
                          {magic, 1.0},
                          {0.0, 1.0},
                          {-magic, 1.0},
                          {-half + side, half + side},
                          {-half, half},
                          {-half - side, half - side},
                          {-1.0, magic},
                          {-1.0, 0.0},
                          {-1.0, -magic},
                          {-half - side, -half + side},
                          {-half, -half},
                          {-half + side, -half - side},
                          {-magic, -1.0},
                          {0.0, -1.0}};
    Path p;
    auto at = [&](std::size_t i) { return Point{c.x + radius * unit[i].x, c.y + radius * unit[i].y}; };
    p.move_to(at(0));
    for (std::size_t i = 1; i + 2 < std::size(unit); i += 3) p.cubic_to(at(i), at(i + 1), at(i + 2));
    p.close();
    return p;
}

Path round_box(Rect r, double dr) {
    Path p;
    p.move_to({r.x0 + dr, r.y0});
    p.line_to({r.x1 - dr, r.y0});
    p.quad_to({r.x1, r.y0}, {r.x1, r.y0 + dr});
    p.line_to({r.x1, r.y1 - dr});
    p.quad_to({r.x1, r.y1}, {r.x1 - dr, r.y1});
    p.line_to({r.x0 + dr, r.y1});
    p.quad_to({r.x0, r.y1}, {r.x0, r.y1 - dr});
    p.line_to({r.x0, r.y0 + dr});
    p.quad_to({r.x0, r.y0}, {r.x0 + dr, r.y0});
    p.close();
    return p;
}

Path round4_box(Rect r, double dr) {
    const Rect b = r.padded(-dr);
    Path p;
    p.move_to({b.x0, b.y0});
    p.cubic_to({b.x0 + dr, b.y0 - dr}, {b.x1 - dr, b.y0 - dr}, {b.x1, b.y0});
    p.cubic_to({b.x1 + dr, b.y0 + dr}, {b.x1 + dr, b.y1 - dr}, {b.x1, b.y1});
    p.cubic_to({b.x1 - dr, b.y1 + dr}, {b.x0 + dr, b.y1 + dr}, {b.x0, b.y1});
    p.cubic_to({b.x0 - dr, b.y1 - dr}, {b.x0 - dr, b.y0 + dr}, {b.x0, b.y0});
    p.close();
    return p;
}

Path arrow_box(const Rect& r, double pad, bool both) {
    double x0 = r.x0, y0 = r.y0, x1 = both ? r.x1 - 2 * pad : r.x1, y1 = r.y1;
    const double dx = (y1 - y0) / 2, dxx = dx / 2;
    x0 += pad / 1.4;
    if (!both)
        return closed({{x0 + dxx, y0},
                       {x1, y0},
                       {x1, y1},
                       {x0 + dxx, y1},
                       {x0 + dxx, y1 + dxx},
                       {x0 - dx, y0 + dx},
                       {x0 + dxx, y0 - dxx},
                       {x0 + dxx, y0}});
    return closed({{x0 + dxx, y0},
                   {x1, y0},
                   {x1, y0 - dxx},
                   {x1 + dx + dxx, y0 + dx},
                   {x1, y1 + dxx},
                   {x1, y1},
                   {x0 + dxx, y1},
                   {x0 + dxx, y1 + dxx},
                   {x0 - dx, y0 + dx},
                   {x0 + dxx, y0 - dxx},
                   {x0 + dxx, y0}});
}

std::vector<Point> saw(Rect r, double pad, double tooth) {
    const double half = tooth / 2;
    const double width = r.width() - tooth, height = r.height() - tooth;
    const int nx = std::max(1, static_cast<int>(std::nearbyint((width - tooth) / (tooth * 2)))) * 2;
    const int ny = std::max(1, static_cast<int>(std::nearbyint((height - tooth) / (tooth * 2)))) * 2;
    const double dx = (width - tooth) / nx, dy = (height - tooth) / ny;
    const double x0 = r.x0 + half, y0 = r.y0 + half, x1 = x0 + width, y1 = y0 + height;
    (void)pad;
    std::vector<Point> out;
    const double wave[] = {-half, 0, half, 0};
    out.push_back({x0, y0});
    for (int i = 0; i < nx * 2; ++i) out.push_back({x0 + half + dx * .5 * i, y0 + wave[i % 4]});
    out.push_back({x1 - half, y0 - half});
    out.push_back({x1, y0});
    for (int i = 0; i < ny * 2; ++i) out.push_back({x1 - wave[i % 4], y0 + half + dy * .5 * i});
    out.push_back({x1 + half, y1 - half});
    out.push_back({x1, y1});
    for (int i = 0; i < nx * 2; ++i) out.push_back({x1 - half - dx * .5 * i, y1 - wave[i % 4]});
    out.push_back({x0 + half, y1 + half});
    out.push_back({x0, y1});
    for (int i = 0; i < ny * 2; ++i) out.push_back({x0 + wave[i % 4], y1 - half - dy * .5 * i});
    out.push_back({x0 - half, y0 + half});
    out.push_back({x0, y0});
    return out;
}

}  // namespace

bool is_box_style(std::string_view name) {
    for (std::string_view s : box_styles)
        if (s == name) return true;
    return false;
}

std::string box_style_problem(std::string_view text) {
    auto next = [&text] {
        const std::size_t comma = text.find(',');
        std::string_view part = text.substr(0, comma);
        text = comma == std::string_view::npos ? std::string_view() : text.substr(comma + 1);
        while (part.starts_with(' ')) part.remove_prefix(1);
        while (part.ends_with(' ')) part.remove_suffix(1);
        return part;
    };
    std::string name(next());
    for (char& c : name)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (!is_box_style(name)) return "unknown box style '" + name + "'" + one_of(name, box_styles);
    std::vector<std::string_view> keys{"pad"};
    if (name == "round" || name == "round4") keys.push_back("rounding_size");
    if (name == "sawtooth" || name == "roundtooth") keys.push_back("tooth_size");
    while (!text.empty()) {
        const std::string_view part = next();
        const std::size_t equals = part.find('=');
        const std::string_view key = part.substr(0, equals);
        if (equals == std::string_view::npos)
            return "expected name=number after the box style, found '" + std::string(part) + "'";
        if (std::find(keys.begin(), keys.end(), key) == keys.end())
            return "the box style '" + name + "' has no '" + std::string(key) + "'" + one_of(key, keys);
        if (!parse_number(part.substr(equals + 1)))
            return "'" + std::string(key) + "' of the box style '" + name + "' must be a number, not '" +
                   std::string(part.substr(equals + 1)) + "'";
    }
    return {};
}

Path box_outline(const BoxProps& box, const Rect& r, double mutation_size, double font_points) {
    // Text.set_bbox writes the pad into the style with two digits.
    double pad = 0.3;
    if (auto given = param(box, "pad"))
        pad = *given;
    else if (box.pad_points)
        pad = std::nearbyint(*box.pad_points / font_points * 100) / 100;
    pad *= mutation_size;
    Rect b = r.padded(pad);
    if (box.style == "circle") return circle(b.center(), std::max(b.width(), b.height()) / 2);
    if (box.style == "round") {
        const double size = param(box, "rounding_size").value_or(0);
        return round_box(b, size != 0 ? size * mutation_size : pad);
    }
    if (box.style == "round4") {
        const double size = param(box, "rounding_size").value_or(0);
        return round4_box(b, size != 0 ? size * mutation_size : pad / 2);
    }
    if (box.style == "larrow") return arrow_box(b, pad, false);
    if (box.style == "rarrow") {
        Path p = arrow_box(b, pad, false);
        for (Point& q : p.points) q.x = 2 * r.x0 + r.width() - q.x;
        return p;
    }
    if (box.style == "darrow") return arrow_box(b, pad, true);
    if (box.style == "sawtooth" || box.style == "roundtooth") {
        const double tooth = param(box, "tooth_size") ? *param(box, "tooth_size") * mutation_size : pad * .5;
        if (tooth <= 0) return Path::rectangle(b);
        const std::vector<Point> pts = saw(b, pad, tooth);
        if (box.style == "sawtooth") return closed(pts);
        Path p;
        p.move_to(pts[0]);
        for (std::size_t i = 1; i + 1 < pts.size(); i += 2) p.quad_to(pts[i], pts[i + 1]);
        p.close();
        return p;
    }
    return Path::rectangle(b);
}

}  // namespace plotmill::figure
