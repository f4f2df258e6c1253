#include "layout/legend_keys.h"

#include <algorithm>
#include <cmath>

#include "figure/emit.h"

namespace plotmill::layout {

namespace {

using figure::LineProps;
using figure::MarkerProps;

constexpr double marker_pad = 0.3;                          // HandlerNpoints, font sizes
constexpr double scatter_offsets[] = {0.375, 0.5, 0.3125};  // Legend._scatteryoffsets
constexpr double err_size = 0.5;                            // HandlerErrorbar, font sizes

class Key {
public:
    Key(const resolve::LegendSpec& spec, const KeyBox& box, scene::Builder& out) : spec_(spec), box_(box), out_(out) {}

    void operator()(const figure::LineHandle& h) const {
        std::vector<double> xs = line_x(spec_.numpoints);
        if (h.gaps) line(xs, middle(), *h.gaps);
        line(xs, middle(), h.line);
        if (h.marker) markers(marker_x(spec_.numpoints), middle(), scaled(*h.marker));
    }

    void operator()(const figure::LinesHandle& h) const {
        line(line_x(spec_.scatterpoints), middle(), of_collection(h.line));
    }

    void operator()(const figure::PatchHandle& h) const {
        const Point a = at(0, -box_.descent), b = at(box_.width, box_.height - box_.descent);
        figure::emit_patch(Path::rectangle({a.x, a.y, b.x, b.y}), h.props, out_);
    }

    void operator()(const figure::ScatterHandle& h) const {
        const int n = spec_.scatterpoints;
        const std::vector<double> xs = marker_x(n);
        figure::CollectionArtist c;
        c.join = scene::Join::round;  // a graphics context's own, which collections leave as it is
        c.paths = {h.path};
        for (const std::size_t i : index(xs)) c.offsets.push_back(at(xs[i], box_.height * scatter_offsets[i % 3]));
        const double k = spec_.markerscale * spec_.markerscale;
        const auto [lo, hi] = h.sizes.empty() ? std::pair(1.0, 1.0)
                                              : std::pair(*std::min_element(h.sizes.begin(), h.sizes.end()),
                                                          *std::max_element(h.sizes.begin(), h.sizes.end()));
        const double small = lo * k, large = hi * k;
        for (int i = 0; i < n; ++i) {
            const double size = n < 4 ? (i == 0   ? (large + small) / 2
                                         : i == 1 ? large
                                                  : small)
                                      : (large - small) * i / (n - 1) + small;
            c.scales.push_back(std::sqrt(size));
        }
        c.faces = h.faces;
        c.edges = h.edges;
        if (!h.widths.empty()) c.widths = h.widths;
        c.dashes = h.dashes;
        c.dash_offsets = h.dash_offsets;
        c.hatch = h.hatch;
        c.hatch_color = h.hatch_color;
        c.hatch_width = h.hatch_width;
        figure::Artist artist;
        artist.content = std::move(c);
        emit_pixels(artist);
    }

    void operator()(const figure::ErrorbarHandle& h) const {
        const std::vector<double> xs = marker_x(spec_.numpoints);
        const double e = err_size * box_.fontsize, y = middle();
        const LineProps bars = of_collection(h.bars);
        if (h.has_x)
            for (double x : xs) segment({x - e, y}, {x + e, y}, bars);
        if (h.has_y)
            for (double x : xs) segment({x, y - e}, {x, y + e}, bars);
        for (double x : xs) {
            if (h.has_x && h.cap_x) {
                markers({x - e}, y, *h.cap_x);
                markers({x + e}, y, *h.cap_x);
            }
            if (h.has_y && h.cap_y) {
                markers({x}, y - e, *h.cap_y);
                markers({x}, y + e, *h.cap_y);
            }
        }
        if (h.line) line(line_x(spec_.numpoints), y, *h.line);
        if (h.marker) markers(xs, y, scaled(*h.marker));
    }

    void operator()(const figure::StemHandle& h) const {
        const std::vector<double> xs = marker_x(spec_.numpoints), whole = line_x(spec_.numpoints);
        auto y = [&](std::size_t i) { return box_.height * (0.5 * scatter_offsets[i % 3] + 0.5); };
        for (std::size_t i : index(xs)) segment({xs[i], 0}, {xs[i], y(i)}, of_collection(h.stem));
        segment({whole.front(), 0}, {whole.back(), 0}, h.baseline);
        for (std::size_t i : index(xs)) markers({xs[i]}, y(i), h.marker);
    }

private:
    Point at(double x, double y) const { return {box_.origin.x + out_.points(x), box_.origin.y + out_.points(y)}; }
    double middle() const { return (box_.height - box_.descent) / 2; }

    static std::vector<std::size_t> index(const std::vector<double>& v) {
        std::vector<std::size_t> out(v.size());
        for (std::size_t i = 0; i < out.size(); ++i) out[i] = i;
        return out;
    }

    std::vector<double> spread(int n) const {
        const double pad = marker_pad * box_.fontsize;
        std::vector<double> out;
        for (int i = 0; i < n; ++i) out.push_back(pad + (box_.width - 2 * pad) * i / (n - 1));
        return out;
    }
    std::vector<double> line_x(int n) const { return n > 1 ? spread(n) : std::vector<double>{0, box_.width}; }
    std::vector<double> marker_x(int n) const { return n > 1 ? spread(n) : std::vector<double>{0.5 * box_.width}; }

    // A line that takes its style from a collection has the caps of dashes, even where it is solid:
    // Line2D.set_linestyle takes any pattern given as numbers for a dashed one.
    static LineProps of_collection(LineProps line) {
        line.cap = scene::Cap::butt;
        return line;
    }

    MarkerProps scaled(MarkerProps m) const {
        m.size *= spec_.markerscale;
        return m;
    }

    void line(const std::vector<double>& xs, double y, const LineProps& props) const {
        std::vector<Point> p;
        for (double x : xs) p.push_back(at(x, y));
        // HandlerLine2D gives a lone point's line three vertices, which decides nothing but the dashes' start.
        figure::emit_line(p, props, out_);
    }
    void segment(Point a, Point b, const LineProps& props) const {
        figure::emit_line({at(a.x, a.y), at(b.x, b.y)}, props, out_);
    }
    void markers(const std::vector<double>& xs, double y, const MarkerProps& props) const {
        std::vector<Point> p;
        for (double x : xs) p.push_back(at(x, y));
        figure::emit_markers(p, props, out_);
    }
    void emit_pixels(figure::Artist& artist) const {
        artist.space = figure::Space::pixels;
        const Rect whole{0, 0, out_.scene().width, out_.scene().height};
        const figure::View view(whole, {0, 0, 1, 1}, {}, {}, whole, out_.dpi());
        struct NoText : figure::TextMetrics {
            figure::TextExtent measure(std::string_view, const scene::Font&, double, bool) override { return {}; }
        } none;
        figure::emit(artist, view, none, out_);
    }

    const resolve::LegendSpec& spec_;
    const KeyBox& box_;
    scene::Builder& out_;
};

}  // namespace

void emit_key(const figure::LegendHandle& handle, const resolve::LegendSpec& spec, const KeyBox& box,
              scene::Builder& out) {
    std::visit(Key(spec, box, out), handle.content);
}

}  // namespace plotmill::layout
