#include "figure/text_layout.h"

#include <cmath>
#include <numbers>

#include "figure/box_style.h"
#include "figure/emit.h"

namespace plotmill::figure {

bool has_math(std::string_view line) {
    std::size_t dollars = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] != '$') continue;
        // Matplotlib's cbook.is_math_text counts "$" less "\$", without looking at doubled backslashes.
        if (i == 0 || line[i - 1] != '\\') ++dollars;
    }
    return dollars > 0 && dollars % 2 == 0;
}

namespace {

std::string unescape_dollars(std::string_view line) {
    std::string out;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] == '\\' && i + 1 < line.size() && line[i + 1] == '$') continue;
        out += line[i];
    }
    return out;
}

struct Turn {
    double s, k;
    explicit Turn(double degrees) {
        const double r = degrees * std::numbers::pi / 180;
        s = std::sin(r);
        k = std::cos(r);
    }
    Point operator()(Point p) const { return {k * p.x - s * p.y, s * p.x + k * p.y}; }
};

}  // namespace

TextBlock layout_text(std::string_view text, const TextProps& props, TextMetrics& metrics, double dpi) {
    TextBlock block;
    const TextExtent lp = metrics.measure("lp", props.font, dpi, false);
    const double min_dy = (lp.height - lp.descent) * props.linespacing;

    double y = 0, width = 0, baseline = 0, descent = 0;
    bool first = true;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        const std::string_view raw = text.substr(begin, end - begin);
        begin = end + 1;
        TextLine line;
        line.math = props.parses_math() && has_math(raw);
        line.text = line.math || !props.parses_math() ? std::string(raw) : unescape_dollars(raw);
        TextExtent e;
        if (!line.text.empty()) e = metrics.measure(line.text, props.font, dpi, line.math);
        const double h = std::max(e.height, lp.height), d = std::max(e.descent, lp.descent);
        line.width = e.width;
        line.height = h;
        baseline = (h - d) - y;
        if (first)
            y = -(h - d);
        else
            y -= std::max(min_dy, (h - d) * props.linespacing);
        first = false;
        line.offset = {0, y};
        y -= d;
        descent = d;
        width = std::max(width, line.width);
        block.lines.push_back(std::move(line));
    }
    block.width = width;
    block.descent = descent;
    const double ymin = block.lines.back().offset.y - descent;
    block.height = -ymin;

    const std::string& malign = props.multialignment.empty() ? props.ha : props.multialignment;
    for (TextLine& l : block.lines) {
        if (malign == "center") l.offset.x = width / 2 - l.width / 2;
        if (malign == "right") l.offset.x = width - l.width;
    }

    const Turn turn(props.rotation);
    Rect rotated = Rect::none();
    for (Point c : {Point{0, ymin}, Point{0, 0}, Point{width, 0}, Point{width, ymin}}) {
        const Point p = turn(c);
        rotated.unite({p.x, p.y, p.x, p.y});
    }

    // What of the text stands on the anchor; the unrotated box decides in anchor mode.
    auto align = [&](const Rect& r, bool anchored) {
        Point o;
        o.x = props.ha == "center" ? (r.x0 + r.x1) / 2 : props.ha == "right" ? r.x1 : r.x0;
        const double h = r.y1 - r.y0;
        if (props.va == "center")
            o.y = (r.y0 + r.y1) / 2;
        else if (props.va == "top")
            o.y = r.y1;
        else if (props.va == "baseline")
            o.y = anchored ? r.y1 - baseline : r.y0 + descent;
        else if (props.va == "center_baseline")
            o.y = anchored ? r.y1 - baseline / 2.0 : r.y0 + h - baseline / 2.0;
        else
            o.y = r.y0;
        return o;
    };
    const Point offset = props.anchor_mode ? turn(align({0, ymin, width, 0}, true)) : align(rotated, false);
    block.box = rotated.moved(-offset.x, -offset.y);
    for (TextLine& l : block.lines) l.offset = turn(l.offset) - offset;
    return block;
}

Rect text_extent(std::string_view text, const TextProps& props, Point anchor, TextMetrics& metrics, double dpi) {
    if (text.empty()) return {anchor.x, anchor.y, anchor.x, anchor.y};
    return layout_text(text, props, metrics, dpi).box.moved(anchor.x, anchor.y);
}

namespace {

// The box patch goes around the unrotated lines and turns with them (text._get_textbox).
Path box_path(const TextBlock& block, const TextProps& props, Point anchor, double dpi) {
    const Turn back(-props.rotation), turn(props.rotation);
    Rect r = Rect::none();
    for (const TextLine& l : block.lines) {
        Point p = back(l.offset);
        p.y -= block.descent;
        r.unite({p.x, p.y, p.x + l.width, p.y + l.height});
    }
    const double size = props.font.size * dpi / 72;
    Path path = box_outline(*props.box, {0, 0, r.width(), r.height()}, size, props.font.size);
    const Point corner = turn({r.x0, r.y0});
    for (Point& p : path.points) p = turn(p) + corner + anchor;
    return path;
}

}  // namespace

Path text_box(std::string_view text, const TextProps& props, Point anchor, TextMetrics& metrics, double dpi) {
    return props.box ? box_path(layout_text(text, props, metrics, dpi), props, anchor, dpi) : Path();
}

namespace {

// Text._get_dist_to_box: from the anchor along a direction to the figure's edge, as Matplotlib reckons it.
double distance_to_edge(double rotation, Point p, double width, double height) {
    const auto cosine = [](double degrees) { return std::cos(degrees * (std::numbers::pi / 180)); };
    if (rotation > 270) return std::min(p.y / cosine(rotation - 270), (width - p.x) / cosine(360 - rotation));
    if (rotation > 180) return std::min(p.x / cosine(rotation - 180), p.y / cosine(270 - rotation));
    if (rotation > 90) return std::min((height - p.y) / cosine(rotation - 90), p.x / cosine(180 - rotation));
    return std::min((width - p.x) / cosine(rotation), (height - p.y) / cosine(90 - rotation));
}

// Text._get_wrapped_text: as many words in a line as fit between the anchor and the figure's edge.
std::string wrapped(std::string_view text, const TextProps& props, Point anchor, TextMetrics& metrics,
                    scene::Builder& out) {
    const double width = out.scene().width, height = out.scene().height;
    const double left = distance_to_edge(props.rotation, anchor, width, height);
    const double right = distance_to_edge(std::fmod(180 + props.rotation, 360), anchor, width, height);
    const double room = props.ha == "left" ? left : props.ha == "right" ? right : 2 * std::min(left, right);
    std::string all;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        std::string line;
        for (std::size_t at = begin; at <= end;) {
            const std::size_t space = std::min(text.find(' ', at), end);
            const std::string_view word = text.substr(at, space - at);
            const bool first = at == begin;
            at = space + 1;
            if (first) {
                line = word;
                continue;
            }
            std::string longer = line + " " + std::string(word);
            if (std::ceil(metrics.measure(longer, props.font, out.dpi(), false).width) > room) {
                all += line + "\n";
                line = word;
            } else {
                line = std::move(longer);
            }
        }
        all += line;
        if (end < text.size()) all += '\n';
        begin = end + 1;
    }
    return all;
}

// As RendererSVG: turned text that is placed by its box has no side that stays.
double anchor_of(const TextProps& props) {
    if (props.rotation != 0 && !props.anchor_mode) return 0.5;
    const std::string& side = props.multialignment.empty() ? props.ha : props.multialignment;
    return side == "center" ? 0.5 : side == "right" ? 1 : 0;
}

}  // namespace

Rect emit_text(std::string_view text, const TextProps& props, Point anchor, TextMetrics& metrics, scene::Builder& out) {
    if (text.empty() || !finite(anchor)) return {anchor.x, anchor.y, anchor.x, anchor.y};
    if (props.wrap) {
        TextProps lines = props;
        lines.wrap = false;
        lines.anchor_mode = true;  // Matplotlib sets it on the way
        return emit_text(wrapped(text, props, anchor, metrics, out), lines, anchor, metrics, out);
    }
    const TextBlock block = layout_text(text, props, metrics, out.dpi());
    if (props.box) emit_patch(box_path(block, props, anchor, out.dpi()), props.box->props, out);
    const auto font = std::make_shared<const scene::Font>(props.font);
    int line = 0;
    for (const TextLine& l : block.lines) {
        if (l.text.empty()) continue;
        scene::TextItem item;
        item.line = line++;
        item.text = l.text;
        item.font = font;
        item.position = out.flip_text(l.offset + anchor);
        item.angle = props.rotation;
        item.color = props.color;
        item.anchor = anchor_of(props);
        item.math = l.math;
        item.antialias = !font->rules || font->rules->antialias;
        out.add(std::move(item));
    }
    return block.box.moved(anchor.x, anchor.y);
}

}  // namespace plotmill::figure
