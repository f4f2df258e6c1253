#include "figure/emit.h"

#include <algorithm>
#include <cmath>

#include "base/watch.h"
#include "figure/annotation.h"
#include "figure/arrow.h"
#include "figure/arrows.h"
#include "figure/contour_labels.h"
#include "figure/image.h"
#include "figure/mesh.h"
#include "figure/table.h"
#include "figure/text_layout.h"
#include "style/markers.h"

namespace plotmill::figure {

namespace {

std::vector<double> scaled(const std::vector<double>& points, double dpi) {
    std::vector<double> out = points;
    for (double& v : out) v = v * dpi / 72;
    return out;
}

scene::Stroke stroke_of(const PatchProps& p, double dpi) {
    return {*p.edge, p.width * dpi / 72, p.cap, p.join, scaled(p.dashes, dpi), p.dash_offset * dpi / 72};
}

std::vector<Point> with_steps(const std::vector<Point>& p, DrawStyle style) {
    if (style == DrawStyle::line || p.size() < 2) return p;
    std::vector<Point> out;
    out.reserve(p.size() * 2);
    out.push_back(p[0]);
    for (std::size_t i = 1; i < p.size(); ++i) {
        if (style == DrawStyle::steps_pre) {
            out.push_back({p[i - 1].x, p[i].y});
            out.push_back(p[i]);
        } else if (style == DrawStyle::steps_post) {
            out.push_back({p[i].x, p[i - 1].y});
            out.push_back(p[i]);
        } else {
            const double mid = (p[i - 1].x + p[i].x) / 2;
            out.push_back({mid, p[i - 1].y});
            out.push_back({mid, p[i].y});
        }
    }
    if (style == DrawStyle::steps_mid) out.push_back(p.back());
    return out;
}

scene::Join join_of(style::MarkerJoin join) {
    switch (join) {
        case style::MarkerJoin::miter:
            return scene::Join::miter;
        case style::MarkerJoin::round:
            return scene::Join::round;
        case style::MarkerJoin::bevel:
            return scene::Join::bevel;
    }
    return scene::Join::round;
}

// lines._mark_every_path over points in pixels.
std::vector<Point> marked(const std::vector<Point>& p, const MarkEvery& every, const View& view) {
    std::vector<Point> out;
    const long n = static_cast<long>(p.size());
    switch (every.kind) {
        case MarkEvery::Kind::all:
            return p;
        case MarkEvery::Kind::every: {
            const long step = std::max(1L, static_cast<long>(every.step));
            long start = static_cast<long>(every.start);
            if (start < 0) start = std::max(0L, start + n);
            for (long i = start; i < n; i += step) out.push_back(p[static_cast<std::size_t>(i)]);
            return out;
        }
        case MarkEvery::Kind::indices:
            for (long i : every.indices) {
                if (i < 0) i += n;
                if (i >= 0 && i < n) out.push_back(p[static_cast<std::size_t>(i)]);
            }
            return out;
        case MarkEvery::Kind::distance:
            break;
    }
    std::vector<Point> points;
    for (const Point& q : p)
        if (finite(q)) points.push_back(q);
    if (points.empty() || every.step <= 0) return points;
    std::vector<double> along(points.size(), 0);
    for (std::size_t i = 1; i < points.size(); ++i)
        along[i] = along[i - 1] + std::hypot(points[i].x - points[i - 1].x, points[i].y - points[i - 1].y);
    const double scale = std::hypot(view.box().width(), view.box().height());
    const double step = every.step * scale;
    std::size_t last = points.size();
    // No more markers than points: a tiny step over a long line ends with every point.
    const double count = std::ceil((along.back() - every.start * scale) / step);
    if (!(count < 1e7)) return points;
    for (double k = 0; k < count; ++k) {
        const double at = every.start * scale + k * step;
        auto it = std::lower_bound(along.begin(), along.end(), at);
        std::size_t i = static_cast<std::size_t>(it - along.begin());
        if (i == along.size()) i = along.size() - 1;
        if (i > 0 && std::abs(along[i - 1] - at) <= std::abs(along[i] - at)) --i;
        while (i > 0 && along[i - 1] == along[i]) --i;
        if (i == last) continue;
        last = i;
        out.push_back(points[i]);
    }
    return out;
}

constexpr std::size_t long_line = 1024;  // from here on points stay in their columns

scene::PathItem line_item(const LineProps& line, scene::Builder& out) {
    scene::PathItem item;
    item.stroke = figure::stroke_of(line, out.dpi());
    item.snap = line.snap;
    item.antialias = line.antialias;
    return item;
}

void emit(const LineArtist& line, Space space, const View& view, scene::Builder& out) {
    const Points points = line.points();
    const bool linear = space == Space::data && view.straight();
    if (line.line.drawn && !points.empty()) {
        if (linear && line.drawstyle == DrawStyle::line && points.size() > long_line) {
            if (line.line.width > 0) {
                scene::PathItem item = line_item(line.line, out);
                item.samples = points.mapped(view.map(out.height()));
                item.simplify = true;
                out.add(std::move(item));
            }
        } else {
            std::vector<Point> path = with_steps(points.list(), line.drawstyle);
            for (Point& p : path) p = view.place(space, p);
            emit_line(path, line.line, out, true);
        }
    }
    if (!line.marker || !(line.marker->size > 0)) return;
    if (linear && line.markevery.kind == MarkEvery::Kind::all) {
        emit_markers_at(points.mapped(view.map(out.height())), *line.marker, out);
        return;
    }
    std::vector<Point> places = points.list();
    for (Point& p : places) p = view.place(space, p);
    emit_markers(marked(places, line.markevery, view), *line.marker, out);
}

void emit(const InfiniteLineArtist& line, Space space, const View& view, scene::Builder& out) {
    const auto at = line_ends(line, space, view);
    const std::vector<Point> ends(at.begin(), at.end());
    emit_line(ends, line.line, out);
    if (line.marker && line.marker->size > 0) emit_markers(marked(ends, line.markevery, view), *line.marker, out);
}

void emit(const PatchArtist& patch, Space space, const View& view, scene::Builder& out) {
    emit_patch(view.place(space, patch.path, patch.steps), patch.props, out);
}

void emit(const CollectionArtist& c, Space space, const View& view, scene::Builder& out) {
    const double dpi = view.dpi();
    if (c.arrows) {
        CollectionArtist made = c;
        made.paths = arrow_paths(*c.arrows, c.offsets, view);
        made.arrows.reset();
        emit(made, space, view, out);
        return;
    }
    if (c.paths.empty()) return;
    scene::CollectionItem item;
    const bool offset = !c.offsets.empty();
    for (const Path& p : c.paths) {
        Path path = offset ? p : view.place(space, p);
        for (Point& q : path.points) q = offset ? Point{q.x, -q.y} : out.flip(q);
        item.paths.push_back(std::move(path));
    }
    item.scales = scaled(c.scales, dpi);
    if (space == Space::data && view.straight()) {
        item.offsets = c.offsets.mapped(view.map(out.height()));
    } else {
        std::vector<Point> places = c.offsets.list();
        for (Point& p : places) p = out.flip(view.place(space, p));
        item.offsets = std::move(places);
    }
    item.faces = c.faces;
    item.snap = c.snap;
    if (!c.antialias) item.antialias = {false};

    const std::size_t n = std::max(c.paths.size(), c.offsets.size());
    if (!c.edges.empty() && !c.widths.empty()) {
        const std::size_t longest = std::max({c.edges.size(), c.widths.size(), c.dashes.size(), c.dash_offsets.size()});
        const std::size_t count = longest <= 1 ? 1 : n;
        for (std::size_t i = 0; i < count; ++i) {
            poll(i);
            scene::Stroke s;
            s.color = c.edges[i % c.edges.size()];
            s.width = c.widths[i % c.widths.size()] * dpi / 72;
            s.cap = c.cap;
            s.join = c.join;
            if (!c.dashes.empty()) s.dashes = scaled(c.dashes[i % c.dashes.size()], dpi);
            if (!c.dash_offsets.empty()) s.dash_offset = c.dash_offsets[i % c.dash_offsets.size()] * dpi / 72;
            item.edges.push_back(std::move(s));
        }
    }
    if (!c.hatch.empty()) item.hatch = scene::Hatch{c.hatch, c.hatch_color, c.hatch_width * dpi / 72};

    // Collection.draw: one path in one style goes through draw_markers, which puts it on whole pixels.
    if (item.paths.size() == 1 && item.scales.size() <= 1 && item.faces.size() == 1 && c.edges.size() == 1 &&
        item.edges.size() == 1 && c.widths.size() == 1 && item.edges[0].dashes.empty() && c.hatch.empty()) {
        scene::MarkersItem m;
        m.marker = std::move(item.paths[0]);
        const double k = item.scales.empty() ? 1 : item.scales[0];
        Rect extent = Rect::none();
        for (Point& q : m.marker.points) {
            if (offset) q = q * k;
            if (finite(q)) extent.unite({q.x, q.y, q.x, q.y});
        }
        if (extent.is_none() || (extent.width() < view.figure().width() && extent.height() < view.figure().height())) {
            if (offset) {
                m.positions = std::move(item.offsets);
            } else {
                for (Point& q : m.marker.points) q.y -= out.height();
                m.positions = {{0, out.height()}};
            }
            m.fill = item.faces[0];
            if (item.edges[0].width > 0) m.stroke = item.edges[0];
            m.snap = c.snap;
            m.antialias = c.antialias;
            out.add(std::move(m));
            return;
        }
        item.paths.push_back(std::move(m.marker));
        item.paths.erase(item.paths.begin());
        if (offset && !item.scales.empty()) item.scales.clear();
    }
    out.add(std::move(item));
}

void emit(const ArrowArtist& arrow, const View& view, scene::Builder& out) {
    for (const ArrowPiece& piece : arrow_pieces(arrow, view, view.dpi() / 72)) {
        PatchProps props = arrow.props;
        if (!piece.filled) props.face.reset();
        emit_patch(piece.path, props, out);
    }
}

}  // namespace

// AxLine.get_transform: between the middle two of the crossings with the view's edges, in scaled values.
std::array<Point, 2> line_ends(const InfiniteLineArtist& line, Space space, const View& view) {
    const Scale &sx = view.x_scale(), &sy = view.y_scale();
    auto to_scaled = [&](Point p) {
        if (space == Space::data) return Point{sx.transform(p.x), sy.transform(p.y)};
        // Axes fractions: through pixels back to scaled values.
        const Point px = view.place(space, p), o = view.scaled({0, 0}), u = view.scaled({1, 1});
        return Point{(px.x - o.x) / (u.x - o.x), (px.y - o.y) / (u.y - o.y)};
    };
    const Point p1 = to_scaled(line.xy1);
    double slope = line.slope;
    if (line.xy2) {
        const Point p2 = to_scaled(*line.xy2);
        slope = p1.x == p2.x ? INFINITY : (p2.y - p1.y) / (p2.x - p1.x);
    }
    const Rect& l = view.limits();
    const double x0 = sx.transform(l.x0), x1 = sx.transform(l.x1), y0 = sy.transform(l.y0), y1 = sy.transform(l.y1);
    Point start, stop;
    if (std::abs(slope) <= 1e-8) {
        start = {x0, p1.y};
        stop = {x1, p1.y};
    } else if (std::isinf(slope)) {
        start = {p1.x, y0};
        stop = {p1.x, y1};
    } else {
        Point c[] = {{x0, p1.y + (x0 - p1.x) * slope},
                     {x1, p1.y + (x1 - p1.x) * slope},
                     {p1.x + (y0 - p1.y) / slope, y0},
                     {p1.x + (y1 - p1.y) / slope, y1}};
        std::sort(std::begin(c), std::end(c), [](Point a, Point b) { return a.x < b.x || (a.x == b.x && a.y < b.y); });
        start = c[1];
        stop = c[2];
    }
    return {view.scaled(start), view.scaled(stop)};
}

void clip_to_axes(const View& view, scene::Builder& out, double pad) {
    if (view.outline()) {
        out.clip(view.outline());
        return;
    }
    Rect box = view.box();
    box.y0 -= out.points(pad);
    box.y1 += out.points(pad);
    out.clip(box);
}

scene::Stroke stroke_of(const LineProps& line, double dpi) {
    return {line.color, line.width * dpi / 72,    line.cap,
            line.join,  scaled(line.dashes, dpi), line.dash_offset * dpi / 72};
}

void emit_line(const std::vector<Point>& points, const LineProps& line, scene::Builder& out, bool simplify) {
    if (!line.drawn || points.empty() || line.width <= 0) return;
    scene::PathItem item = line_item(line, out);
    item.path = out.flipped(Path::polyline(points));
    item.simplify = simplify;
    out.add(std::move(item));
}

void emit_path_line(const Path& path, const LineProps& line, scene::Builder& out) {
    if (!line.drawn || path.empty() || line.width <= 0) return;
    scene::PathItem item = line_item(line, out);
    item.path = out.flipped(path);
    out.add(std::move(item));
}

void emit_markers(const std::vector<Point>& positions, const MarkerProps& marker, scene::Builder& out) {
    std::vector<Point> places = positions;
    for (Point& p : places) p = out.flip(p);
    emit_markers_at(std::move(places), marker, out);
}

void emit_markers_at(const Points& positions, const MarkerProps& marker, scene::Builder& out) {
    const auto fill = style::parse_marker_fill(marker.fillstyle).value_or(style::MarkerFill::full);
    const style::MarkerShape shape = style::marker_shape(marker.marker, fill);
    const double size = out.points(marker.size);
    const double scale = shape.scaled ? size : 1;
    auto half = [&](const Path& path, const Affine& to_unit, const std::optional<Rgba>& face) {
        if (path.empty()) return;
        scene::MarkersItem item;
        item.marker = path.transformed(to_unit.then(Affine::scale(scale, -scale)));
        item.positions = positions;
        if (face) item.fill = *face;
        // An edge that is not seen still has a width, which decides how the marker snaps.
        if (marker.edge_width > 0 && shape.scaled)
            item.stroke = scene::Stroke{marker.edge.value_or(Rgba{0, 0, 0, 0}),
                                        out.points(marker.edge_width),
                                        scene::Cap::butt,
                                        join_of(shape.join),
                                        {},
                                        0};
        if (shape.snap_threshold) item.snap = size >= *shape.snap_threshold ? scene::Snap::on : scene::Snap::off;
        out.add(std::move(item));
    };
    half(shape.path, shape.to_unit, marker.face);
    half(shape.alt_path, shape.alt_to_unit, marker.face_alt);
}

void emit_patch(const Path& path, const PatchProps& props, scene::Builder& out) {
    scene::PathItem item;
    item.path = out.flipped(path);
    if (props.face && props.face->a != 0) item.fill = props.face;
    if (props.edge && props.edge->a != 0 && props.width > 0) item.stroke = stroke_of(props, out.dpi());
    if (!props.hatch.empty()) item.hatch = scene::Hatch{props.hatch, props.hatch_color, out.points(props.hatch_width)};
    if (!item.fill && !item.stroke && !item.hatch) return;
    item.snap = props.snap;
    item.antialias = props.antialias;
    out.add(std::move(item));
}

void emit(const Artist& artist, const View& view, TextMetrics& metrics, scene::Builder& out) {
    if (!artist.visible) return;
    if (const auto* line = std::get_if<LineArtist>(&artist.content))
        emit(*line, artist.space, view, out);
    else if (const auto* through = std::get_if<InfiniteLineArtist>(&artist.content))
        emit(*through, artist.space, view, out);
    else if (const auto* patch = std::get_if<PatchArtist>(&artist.content))
        emit(*patch, artist.space, view, out);
    else if (const auto* many = std::get_if<CollectionArtist>(&artist.content))
        emit(*many, artist.space, view, out);
    else if (const auto* text = std::get_if<TextArtist>(&artist.content))
        emit_text(text->text, text->props, view.place(artist.space, text->position), metrics, out);
    else if (const auto* mesh = std::get_if<MeshArtist>(&artist.content))
        emit_mesh(*mesh, artist.space, view, out);
    else if (const auto* image = std::get_if<ImageArtist>(&artist.content)) {
        if (auto item = make_image(*image, view, artist.clip ? view.box() : view.figure())) out.add(std::move(*item));
    } else if (const auto* note = std::get_if<AnnotationArtist>(&artist.content))
        emit_annotation(*note, artist.clip, view, metrics, out);
    else if (const auto* table = std::get_if<TableArtist>(&artist.content))
        emit_table(*table, view, metrics, out);
    else if (const auto* arrow = std::get_if<ArrowArtist>(&artist.content))
        emit(*arrow, view, out);
    else if (const auto* triangles = std::get_if<TriMeshArtist>(&artist.content))
        emit_mesh(*triangles, artist.space, view, out);
    else if (const auto* labels = std::get_if<ContourLabelsArtist>(&artist.content))
        emit_contour_labels(*labels, view, metrics, out);
}

}  // namespace plotmill::figure
