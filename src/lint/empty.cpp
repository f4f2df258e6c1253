#include "lint/empty.h"

#include <algorithm>
#include <cmath>

namespace plotmill::lint {

namespace {

// What of an artist is seen.
struct Seen {
    bool drawn = false;
    std::size_t points = 0;      // that it was given
    std::size_t values = 0;      // of them those with both coordinates, counted only where nothing is drawn
    bool lone = false;           // a line of points without neighbours
    bool neither = false;        // no line and no marker
    bool counts_points = false;  // it is a line or a scatter
};

Seen seen(const figure::LineArtist& l) {
    Seen s;
    s.counts_points = true;
    const Points points = l.points();
    s.points = points.size();
    const bool line = l.line.drawn && l.line.width > 0;
    s.neither = !line && !l.marker;
    for (std::size_t i = 0; i < points.size() && !s.drawn; ++i) {
        if (!finite(points[i])) continue;
        ++s.values;
        if (s.neither) continue;
        if (l.marker) s.drawn = true;
        if (line && i + 1 < points.size() && finite(points[i + 1])) s.drawn = true;
    }
    s.lone = !s.drawn && line && s.values > 0;
    return s;
}

bool has_points(const Path& path) {
    return std::any_of(path.points.begin(), path.points.end(), [](Point p) { return finite(p); });
}

Seen seen(const figure::CollectionArtist& c) {
    Seen s;
    if (!c.offsets.empty() || c.arrows || (c.kind == figure::CollectionArtist::Kind::paths && c.paths.empty())) {
        s.counts_points = true;
        s.points = c.offsets.size();
        for (std::size_t i = 0; i < c.offsets.size() && !s.drawn; ++i) {
            const bool arrow = !c.arrows || i >= c.arrows->vectors.size() || finite(c.arrows->vectors[i]);
            if (finite(c.offsets[i]) && arrow) s.drawn = true;
        }
        return s;
    }
    s.drawn = std::any_of(c.paths.begin(), c.paths.end(), has_points);
    return s;
}

// A histogram of nothing has bars without a height.
bool has_area(const Path& path) {
    Rect r = Rect::none();
    for (Point p : path.points)
        if (finite(p)) r.unite({p.x, p.y, p.x, p.y});
    return !r.is_none() && r.width() > 0 && r.height() > 0;
}

bool any_opaque(const std::vector<Rgba>& colors) {
    return std::any_of(colors.begin(), colors.end(), [](const Rgba& c) { return c.a > 0; });
}

bool any_face(const figure::MeshArtist& m) {
    for (std::size_t i = 0; i < m.face_count(); ++i)
        if (m.face(i).a > 0) return true;
    return false;
}

struct See {
    bool histogram;

    Seen operator()(const figure::LineArtist& l) const { return seen(l); }
    Seen operator()(const figure::InfiniteLineArtist&) const { return {.drawn = true}; }
    Seen operator()(const figure::PatchArtist& p) const {
        return {.drawn = histogram ? has_area(p.path) : has_points(p.path)};
    }
    Seen operator()(const figure::CollectionArtist& c) const { return seen(c); }
    Seen operator()(const figure::TextArtist& t) const {
        return {.drawn = t.text.find_first_not_of(" \t\r\n") != std::string::npos};
    }
    Seen operator()(const figure::MeshArtist& m) const { return {.drawn = any_face(m) || any_opaque(m.edges)}; }
    Seen operator()(const figure::ImageArtist& i) const {
        return {.drawn = !i.colors.empty() ||
                         std::any_of(i.values.begin(), i.values.end(), [](double v) { return std::isfinite(v); })};
    }
    Seen operator()(const figure::AnnotationArtist& a) const { return {.drawn = !a.text.empty() || a.arrow}; }
    Seen operator()(const figure::TableArtist& t) const { return {.drawn = !t.cells.empty()}; }
    // What this file does not know counts as seen.
    template <class Other>
    Seen operator()(const Other&) const {
        return {.drawn = true};
    }
};

struct Layer {
    std::size_t artists = 0, empty = 0;
    std::size_t points = 0, values = 0;
    bool counts_points = true, lone = false, neither = false;
    std::size_t first_empty = 0;  // its number among the artists
};

}  // namespace

void check_empty(const resolve::ResolvedFigure& figure, Report& report) {
    std::vector<Layer> layers(figure.layer_names.size());
    for (const resolve::ResolvedAxes& axes : figure.axes)
        for (const figure::Artist& artist : axes.artists) {
            const auto index = static_cast<std::size_t>(artist.layer);
            if (artist.layer < 0 || index >= layers.size()) continue;
            Layer& layer = layers[index];
            const Seen s = artist.visible ? std::visit(See{figure.layer_names[index] == "hist"}, artist.content)
                                          : Seen{.drawn = true};
            ++layer.artists;
            if (s.drawn) continue;
            if (layer.empty++ == 0) layer.first_empty = layer.artists;
            layer.points += s.points;
            layer.values += s.values;
            layer.counts_points = layer.counts_points && s.counts_points;
            layer.lone = layer.lone || s.lone;
            layer.neither = layer.neither || s.neither;
        }
    for (std::size_t i = 0; i < layers.size(); ++i) {
        const Layer& l = layers[i];
        if (figure.layer_may_be_empty[i]) continue;
        const std::string& name = figure.layer_names[i];
        // Contours say so themselves, in terms of their levels.
        if (name.find("contour") != std::string::npos) continue;
        const bool series = name == "plot" || name == "step" || name == "scatter";
        if (l.empty < l.artists && !(series && l.empty > 0)) continue;
        std::string what = report.layer_name(static_cast<int>(i)) + " draws nothing";
        if (l.empty < l.artists)
            what = l.empty == 1 ? "series " + std::to_string(l.first_empty) + " of the " + std::to_string(l.artists) +
                                      " of " + report.layer_name(static_cast<int>(i)) + " draws nothing"
                                : std::to_string(l.empty) + " of the " + std::to_string(l.artists) + " series of " +
                                      report.layer_name(static_cast<int>(i)) + " draw nothing";
        std::string hint = "'filter', 'by' and gaps (null, empty fields) are what takes values away";
        if (l.artists > 0 && l.counts_points && l.neither) {
            what += ": it has neither a line nor a marker";
            hint = "'marker: o' shows its points";
        } else if (l.artists > 0 && l.counts_points && l.lone) {
            what += l.values == 1 ? ": a line takes two points, and it has one"
                                  : ": a line takes two points in a row, and each of its " + std::to_string(l.values) +
                                        " stands alone";
            hint = "'marker: o' shows points without neighbours";
        } else if (l.artists > 0 && l.counts_points && l.points > 0) {
            what += ": none of its " + counted(l.points, "point") + " has both coordinates";
        } else if (l.artists == 0 || (l.counts_points && l.points == 0)) {
            what += ": it has no values";
        }
        report.say(Check::empty, report.place_of_layer(static_cast<int>(i)), std::move(what), std::move(hint));
    }
}

}  // namespace plotmill::lint
