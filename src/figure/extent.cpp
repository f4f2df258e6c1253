#include "figure/extent.h"

#include "figure/annotation.h"
#include "figure/data_limits.h"
#include "figure/table.h"
#include "figure/text_layout.h"

namespace plotmill::figure {

namespace {

Rect box_of(const DataLimits& limits) {
    return limits.has_x() ? Rect{limits.x0, limits.y0, limits.x1, limits.y1} : Rect::none();
}

Rect extent(const LineArtist& line, Space space, const View& view) {
    Rect box = Rect::none();
    const auto add = [&](Point at) {
        const Point p = view.place(space, at);
        if (finite(p)) box.unite({p.x, p.y, p.x, p.y});
    };
    const Extremes x = line.x.empty() && line.size() > 0 ? Extremes{0, static_cast<double>(line.size() - 1)}
                                                         : line.x.extremes(),
                   y = line.y.extremes();
    if (space == Space::data && view.straight() && line.size() > 0 && x.all_finite() && y.all_finite()) {
        add({x.low, y.low});
        add({x.high, y.high});
    } else {
        for (const Point at : line.points()) add(at);
    }
    if (box.is_none() || !line.marker) return box;
    return box.padded(view.points(line.marker->size) * 0.5);
}

Rect extent(const PatchArtist& patch, Space space, const View& view) {
    Path path = patch.path;
    for (Point& p : path.points) p = view.place(space, p);
    DataLimits limits;
    add_path_extents(limits, path, true, true);
    return box_of(limits);
}

Rect extent(const MeshArtist& mesh, Space space, const View& view) {
    Rect box = Rect::none();
    for (std::size_t i = 0; i < mesh.corner_count(); ++i) {
        const Point p = view.place(space, mesh.corner(i));
        if (finite(p)) box.unite({p.x, p.y, p.x, p.y});
    }
    return box;
}

}  // namespace

Rect artist_extent(const Artist& artist, const View& view, TextMetrics& metrics) {
    if (const auto* line = std::get_if<LineArtist>(&artist.content)) return extent(*line, artist.space, view);
    if (const auto* patch = std::get_if<PatchArtist>(&artist.content)) return extent(*patch, artist.space, view);
    if (const auto* mesh = std::get_if<MeshArtist>(&artist.content)) return extent(*mesh, artist.space, view);
    if (const auto* table = std::get_if<TableArtist>(&artist.content)) return table_extent(*table, view);
    if (const auto* note = std::get_if<AnnotationArtist>(&artist.content))
        return annotation_extent(*note, view, metrics);
    if (const auto* text = std::get_if<TextArtist>(&artist.content))
        return text_extent(text->text, text->props, view.place(artist.space, text->position), metrics, view.dpi());
    if (const auto* image = std::get_if<ImageArtist>(&artist.content)) {
        const Point p = view({image->extent.x0, image->extent.y0}), q = view({image->extent.x1, image->extent.y1});
        Rect box = Rect::none();
        box.unite({p.x, p.y, q.x, q.y});
        return box;
    }
    return Rect::none();
}

}  // namespace plotmill::figure
