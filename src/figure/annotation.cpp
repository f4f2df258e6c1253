#include "figure/annotation.h"

#include <algorithm>
#include <cmath>

#include "base/flatten.h"
#include "figure/arrow.h"
#include "figure/data_limits.h"
#include "figure/emit.h"
#include "figure/text_layout.h"

namespace plotmill::figure {

namespace {

// _AnnotationBase._get_xy, one direction at a time; `reference` is what offsets count from.
Point place(const Coords (&coords)[2], Point p, Point reference, double font_size, const View& view) {
    const bool polar = coords[0].origin == Coords::Origin::polar;
    const Point data = view(polar ? Point{p.y * std::cos(p.x), p.y * std::sin(p.x)} : p);
    auto along = [&](const Coords& c, double value, double in_data, double box0, double box_size, double figure_size,
                     double from) {
        if (c.origin == Coords::Origin::data || c.origin == Coords::Origin::polar) return in_data;
        double origin = from, size = 0;
        if (c.origin == Coords::Origin::axes) {
            origin = box0;
            size = box_size;
        }
        if (c.origin == Coords::Origin::figure) {
            origin = 0;
            size = figure_size;
        }
        switch (c.unit) {
            case Coords::Unit::points:
                size = view.dpi() / 72;
                break;
            case Coords::Unit::pixels:
                size = 1;
                break;
            case Coords::Unit::fontsize:
                size = font_size * view.dpi() / 72;
                break;
            case Coords::Unit::fraction:
                break;
        }
        return value * size + origin;
    };
    const Rect &box = view.box(), &figure = view.figure();
    return {along(coords[0], p.x, data.x, box.x0, box.width(), figure.width(), reference.x),
            along(coords[1], p.y, data.y, box.y0, box.height(), figure.height(), reference.y)};
}

Point target(const AnnotationArtist& note, const View& view) {
    return place(note.xy_coords, note.xy, {}, note.props.font.size, view);
}

// Whether a point lies inside a closed path, or within half a pixel of it.
bool within(const Path& path, Point p) {
    Path flat;
    flatten(path, flat);
    bool inside = false;
    auto edge = [&](Point a, Point b) {
        const Point d = b - a;
        const double length = d.x * d.x + d.y * d.y;
        const double t = length > 0 ? std::clamp(((p.x - a.x) * d.x + (p.y - a.y) * d.y) / length, 0.0, 1.0) : 0;
        const Point nearest = a + d * t;
        if (std::hypot(p.x - nearest.x, p.y - nearest.y) <= 0.5) return true;
        if ((a.y > p.y) != (b.y > p.y) && p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x) inside = !inside;
        return false;
    };
    Point start, last;
    std::size_t i = 0;
    for (const Verb v : flat.verbs) {
        const Point next = v == Verb::close ? start : flat.points[i++];
        if (v == Verb::move)
            start = next;
        else if (edge(last, next))
            return true;
        last = next;
    }
    return inside;
}

// The nearest of a side's ends and middle, and what share of the side it is.
std::pair<double, double> nearest(double from, double to, double value) {
    std::pair<double, double> best;
    double least = INFINITY;
    for (const auto& [at, share] : {std::pair(from, 0.0), std::pair((from + to) / 2, 0.5), std::pair(to, 1.0)})
        if (std::abs(at - value) < least) {
            least = std::abs(at - value);
            best = {at, share};
        }
    return best;
}

// Annotation.update_positions. `pixel`: pixels of a point as the arrow takes it.
std::vector<ArrowPiece> pieces_of(const AnnotationArtist& note, const View& view, TextMetrics& metrics, double pixel) {
    const ArrowProps& arrow = *note.arrow;
    const Point anchor = annotation_place(note, view), end = target(note, view);
    if (!finite(anchor) || !finite(end)) return {};
    const Rect box = text_extent(note.text, note.props, anchor, metrics, view.dpi());
    const double scale = arrow.scale.value_or(note.props.font.size);
    ArrowStyle style = arrow.arrow;
    Point share = arrow.relpos;
    double shrink_a = arrow.shrink_a, shrink_b = arrow.shrink_b;
    if (arrow.plain) {
        const ArrowProps::Plain& p = *arrow.plain;
        style = {"simple",
                 {{"head_length", p.headlength / scale},
                  {"head_width", p.headwidth / scale},
                  {"tail_width", p.width / scale}}};
        const auto [x, share_x] = nearest(box.x0, box.x1, end.x);
        const auto [y, share_y] = nearest(box.y0, box.y1, end.y);
        share = {share_x, share_y};
        shrink_a = shrink_b = p.shrink * std::hypot(y - end.y, x - end.x) / (view.dpi() / 72);
    }
    const Point begin{box.x0 + box.width() * share.x, box.y0 + box.height() * share.y};
    Inside inside;
    if (arrow.avoid_text) {
        if (note.props.box) {
            const PatchProps& patch = note.props.box->props;
            inside = inside_outline(text_box(note.text, note.props, anchor, metrics, view.dpi()),
                                    patch.edge ? patch.width : 0);
        } else if (!note.text.empty()) {
            inside = inside_outline(Path::rectangle(box.padded(4 * view.dpi() / 72 / 2)), arrow.text_edge);
        }
    }
    return arrow_pieces({style, arrow.connection, begin, end, std::move(inside), shrink_a * pixel, shrink_b * pixel,
                         scale * pixel, arrow.aspect, arrow.props.width * pixel});
}

}  // namespace

Point annotation_place(const AnnotationArtist& note, const View& view) {
    return place(note.text_coords, note.xytext, target(note, view), note.props.font.size, view);
}

bool annotation_shown(const AnnotationArtist& note, const View& view) {
    const bool in_data =
        note.xy_coords[0].origin == Coords::Origin::data && note.xy_coords[1].origin == Coords::Origin::data;
    if (!note.clip.value_or(in_data)) return true;
    if (view.outline()) return within(*view.outline(), target(note, view));
    return view.box().padded(0.5).contains(target(note, view));
}

void emit_annotation(const AnnotationArtist& note, bool clip, const View& view, TextMetrics& metrics,
                     scene::Builder& out) {
    out.no_clip();
    if (!annotation_shown(note, view)) return;
    if (note.arrow && note.arrow->visible)
        for (const ArrowPiece& piece : pieces_of(note, view, metrics, view.dpi() / 72)) {
            PatchProps props = note.arrow->props;
            if (!piece.filled) props.face.reset();
            emit_patch(piece.path, props, out);
        }
    if (clip) clip_to_axes(view, out);
    emit_text(note.text, note.props, annotation_place(note, view), metrics, out);
    out.no_clip();
}

Rect annotation_extent(const AnnotationArtist& note, const View& view, TextMetrics& metrics) {
    if (!annotation_shown(note, view)) return Rect::none();
    Rect all = text_extent(note.text, note.props, annotation_place(note, view), metrics, view.dpi());
    if (note.arrow)
        for (const ArrowPiece& piece : pieces_of(note, view, metrics, 1)) {
            DataLimits limits;
            add_path_extents(limits, piece.path, true, true);
            if (limits.has_x()) all.unite({limits.x0, limits.y0, limits.x1, limits.y1});
        }
    return all;
}

void place_bar_label(AnnotationArtist& note, bool inverted) {
    const BarEnd& bar = *note.bar_end;
    const double offset = (inverted ? -1 : 1) * (bar.value >= 0 ? 1 : -1) * bar.padding;
    note.xytext = bar.horizontal ? Point{offset, 0} : Point{0, offset};
    note.props.ha = note.props.va = "center";
    if (!bar.edge) return;
    const bool before = inverted ? bar.value > 0 : bar.value < 0;  // left of the bar's end, or below it
    if (bar.horizontal)
        note.props.ha = before ? "right" : "left";
    else
        note.props.va = before ? "top" : "bottom";
}

}  // namespace plotmill::figure
