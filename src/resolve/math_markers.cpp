#include "resolve/math_markers.h"

#include <map>

#include "figure/props.h"
#include "style/markers.h"

namespace plotmill::resolve {

namespace {

class Outliner {
public:
    Outliner(const style::RcParams& rc, figure::TextMetrics& metrics, Span span, Diagnostics& out)
        : rc_(rc), metrics_(metrics), span_(span), out_(out) {}

    void marker(spec::Marker& m) {
        if (!style::is_math_marker(m) || m.outline) return;
        const auto [known, fresh] = known_.try_emplace(m.name);
        if (fresh) known->second = outline(m.name);
        m.outline = known->second;
    }
    void marker(std::optional<figure::MarkerProps>& m) {
        if (m) marker(m->marker);
    }

    void operator()(figure::LineArtist& line) { marker(line.marker); }
    void operator()(figure::CollectionArtist& c) {
        path(c.math_marker, [&](const Path& p) { c.paths = {p}; });
    }
    void operator()(figure::LineHandle& h) { marker(h.marker); }
    void operator()(figure::ScatterHandle& h) {
        path(h.math_marker, [&](const Path& p) { h.path = p; });
    }
    void operator()(figure::ErrorbarHandle& h) { marker(h.marker); }
    void operator()(figure::StemHandle& h) { marker(h.marker.marker); }
    template <class T>
    void operator()(T&) {}

private:
    template <class F>
    void path(std::optional<spec::Marker>& m, F&& use) {
        if (!m) return;
        marker(*m);
        if (m->outline) use(*m->outline);
    }

    std::shared_ptr<const Path> outline(const std::string& text) {
        figure::TextMetrics::Outline shape = metrics_.outline(text, figure::text_props(rc_).font);
        if (!shape.problem.empty()) {
            out_.error(span_, "in the marker '" + text + "', " + shape.problem);
            return nullptr;
        }
        const double width = shape.box.width(), height = shape.box.height(), longer = std::max(width, height);
        if (shape.path.empty() || !(longer > 0)) return nullptr;
        for (Point& p : shape.path.points) {
            p = {(p.x + (-shape.box.x0 + 0.5 * -width)) * (1.0 / longer),
                 (p.y + (-shape.box.y0 + 0.5 * -height)) * (1.0 / longer)};
        }
        return std::make_shared<const Path>(std::move(shape.path));
    }

    const style::RcParams& rc_;
    figure::TextMetrics& metrics_;
    Span span_;
    Diagnostics& out_;
    std::map<std::string, std::shared_ptr<const Path>> known_;
};

}  // namespace

void outline_markers(layers::Prepared& prepared, const style::RcParams& rc, figure::TextMetrics& metrics, Span span,
                     Diagnostics& out) {
    Outliner outliner(rc, metrics, span, out);
    for (figure::Artist& artist : prepared.artists) std::visit(outliner, artist.content);
    for (figure::LegendHandle& handle : prepared.handles) std::visit(outliner, handle.content);
}

}  // namespace plotmill::resolve
