// hexbin: a histogram of two variables in hexagons.
#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

#include "figure/ticks/numeric.h"
#include "layers/grids.h"
#include "layers/kinds.h"
#include "spec/common_fields.h"
#include "stats/hexagons.h"

namespace plotmill::layers {

namespace {

using namespace spec;

constexpr std::string_view bins_words[] = {"log"};
constexpr std::string_view scale_words[] = {"linear", "log"};
constexpr std::string_view reduce_words[] = {"mean", "median", "sum", "min", "max", "std", "var", "len", "count"};
constexpr double most_hexagons = 4'000'000;

constexpr Field fields[] = {
    {.name = "x", .accepts = array | position, .doc = "x values", .required = true},
    {.name = "y", .accepts = array | position, .doc = "y values", .required = true},
    {.name = "C", .accepts = array | null_, .doc = "values that are reduced in each hexagon; counts without"},
    {.name = "gridsize",
     .accepts = integer | list,
     .doc = "hexagons along x, or [nx, ny]",
     .items = integer,
     .min = 1,
     .max = 10'000,
     .min_items = 2,
     .max_items = 2},
    {.name = "bins",
     .accepts = word | integer | list | null_,
     .doc = "log colours, a number of classes, or their lower bounds",
     .words = bins_words,
     .items = number,
     .min_items = 1},
    {.name = "xscale",
     .accepts = word,
     .doc = "a logarithmic x axis, with hexagons in its logarithms",
     .words = scale_words},
    {.name = "yscale",
     .accepts = word,
     .doc = "a logarithmic y axis, with hexagons in its logarithms",
     .words = scale_words},
    {.name = "extent",
     .accepts = list | null_,
     .doc = "[xmin, xmax, ymin, ymax] of the hexagons",
     .items = position,
     .min_items = 4,
     .max_items = 4},
    {.name = "mincnt", .accepts = number | null_, .doc = "hexagons with fewer points are left out", .min = 0},
    {.name = "marginals", .accepts = flag, .doc = "bars along the axes: the same for slices of x and y"},
    {.name = "reduce_C_function", .accepts = word, .doc = "what C becomes in a hexagon", .words = reduce_words},
};
constexpr const FieldTable* bases[] = {&mappable_properties, &collection_properties, &data_properties};

struct Extent {
    double x0, x1, y0, y1;
};

std::optional<Extent> extent_of(const Draft& d, const Values& x, const Values& y) {
    if (const FieldValue* v = figure::given(d.fields(), "extent")) {
        std::array<double, 4> at{};
        for (std::size_t i = 0; i < 4; ++i) {
            const auto one = d.axes().convert(i < 2 ? Direction::x : Direction::y, v->list()[i]);
            if (!one) return std::nullopt;
            at[i] = *one;
        }
        if (!(at[0] < at[1]) || !(at[2] < at[3]) || !std::isfinite(at[1] - at[0]) || !std::isfinite(at[3] - at[2])) {
            d.error("extent", "'extent' is [xmin, xmax, ymin, ymax], each pair increasing");
            return std::nullopt;
        }
        return Extent{at[0], at[1], at[2], at[3]};
    }
    auto range = [](const Values& v) {
        if (v.empty()) return std::pair(0.0, 1.0);
        const auto [lo, hi] = std::minmax_element(v.begin(), v.end());
        return figure::numeric::nonsingular(*lo, *hi, 0.1);
    };
    const auto [x0, x1] = range(x);
    const auto [y0, y1] = range(y);
    return Extent{x0, x1, y0, y1};
}

// Classes in place of counts.
bool classify(const Draft& d, const FieldValue& bins, Values& accum) {
    Values edges;
    if (std::holds_alternative<double>(bins.data)) {
        const double n = bins.number() - 1;
        if (!(n >= 1 && n <= 1e6)) {
            d.error("bins", "a number of classes is 2 or more");
            return false;
        }
        if (accum.empty()) return true;
        const auto [lo, hi] = std::minmax_element(accum.begin(), accum.end());
        for (double i = 0; i < n; ++i) edges.push_back(*lo + (*hi - *lo) * i / n);
    } else {
        for (const FieldValue& e : bins.list()) edges.push_back(e.number());
    }
    std::sort(edges.begin(), edges.end());
    for (double& v : accum) v = static_cast<double>(std::lower_bound(edges.begin(), edges.end(), v) - edges.begin());
    return true;
}

bool to_logarithms(const Draft& d, std::string_view name, Values& values) {
    for (double& v : values) {
        if (v <= 0) {
            d.error(name, fmt::format("'{}' has values at or below 0, which have no logarithm", name));
            return false;
        }
        v = std::log10(v);
    }
    return true;
}

struct Slices {
    double first, last;
    std::size_t count;
    bool log;

    // numpy.linspace and geomspace.
    Values edges() const {
        Values out(count + 1);
        const double a = log ? std::log10(first) : first, b = log ? std::log10(last) : last;
        const double step = (b - a) / static_cast<double>(count);
        for (std::size_t i = 0; i <= count; ++i) {
            out[i] = a + static_cast<double>(i) * step;
            if (log) out[i] = std::pow(10.0, out[i]);
        }
        out.front() = first;
        out.back() = last;
        return out;
    }
};

// A bar along one axis, whose colours are the reduced values of its slices.
void add_marginal(const Draft& d, Direction along, const Values& places, const Values& values, std::string_view how,
                  const Slices& slices, const Mapping& mapping) {
    const Values edges = slices.edges();
    std::vector<Values> parts(slices.count);
    for (std::size_t i = 0; i < places.size(); ++i) {
        const auto at = std::lower_bound(edges.begin(), edges.end(), places[i]) - edges.begin();
        if (at >= 1 && at <= static_cast<std::ptrdiff_t>(slices.count))
            parts[static_cast<std::size_t>(at) - 1].push_back(values[i]);
    }
    figure::CollectionArtist artist;
    artist.kind = figure::CollectionArtist::Kind::polygons;
    Values accum;
    for (std::size_t i = 0; i < slices.count; ++i) {
        if (parts[i].empty()) continue;
        const double value = stats::reduced(how, std::move(parts[i]));
        if (std::isnan(value)) continue;
        accum.push_back(value);
        auto turned = [&](double z, double share) { return along == Direction::x ? Point{z, share} : Point{share, z}; };
        artist.paths.push_back(Path::polyline(
            {turned(edges[i], 0), turned(edges[i], 0.05), turned(edges[i + 1], 0.05), turned(edges[i + 1], 0)}, true));
    }
    if (accum.empty()) return;
    Mapping own = mapping;
    // Limits of their own, unless there is a norm to share; vmin and vmax are the hexagons' only.
    if (!d.has("norm") && own.norm.kind == style::Norm::Kind::linear) own.norm = style::Norm();
    own.norm.autoscale(accum);
    figure::CollectionKeywords k = figure::collection_keywords(d.fields(), false);
    if (!k.edgecolor) k.edgecolor = figure::ColorList{.face = true, .colors = {}};
    k.linewidth.reset();
    figure::resolve_collection(k, d.rc(), false, artist);
    artist.faces = mapped_colors(own, accum);
    if (k.alpha)
        for (Rgba& f : artist.faces)
            if (!(f == own.colormap.bad())) f.a = *k.alpha;
    artist.edges = artist.faces;
    figure::Artist& a = add_artist(d.out, std::move(artist), k, 1);
    a.space = along == Direction::x ? figure::Space::x_data_y_axes : figure::Space::x_axes_y_data;
    a.limits_x = a.limits_y = false;
}

void draw(const Draft& d) {
    auto x = axis_values(d, "x", Direction::x), y = axis_values(d, "y", Direction::y);
    if (!x || !y || !same_length(d, "x", x->size(), "y", y->size())) return;
    Values c;
    if (d.has("C")) {
        auto v = plain_values(d, "C");
        if (!v || !same_length(d, "x", x->size(), "C", v->size())) return;
        c = std::move(*v);
    }
    const bool reduce = d.has("C");
    std::size_t kept = 0;
    for (std::size_t i = 0; i < x->size(); ++i) {
        if (!std::isfinite((*x)[i]) || !std::isfinite((*y)[i]) || (reduce && !std::isfinite(c[i]))) continue;
        (*x)[kept] = (*x)[i];
        (*y)[kept] = (*y)[i];
        if (reduce) c[kept] = c[i];
        ++kept;
    }
    x->resize(kept);
    y->resize(kept);
    if (reduce) c.resize(kept);

    long nx = 100, ny = 57;
    if (const FieldValue* v = figure::given(d.fields(), "gridsize")) {
        if (std::holds_alternative<double>(v->data)) {
            nx = static_cast<long>(v->number());
            ny = static_cast<long>(static_cast<double>(nx) / std::sqrt(3.0));
        } else {
            nx = static_cast<long>(v->list()[0].number());
            ny = static_cast<long>(v->list()[1].number());
        }
    }
    if (nx < 1 || ny < 1 || 2.0 * static_cast<double>(nx + 1) * static_cast<double>(ny + 1) > most_hexagons) {
        d.error("gridsize", fmt::format("a grid of {} x {} hexagons cannot be drawn", nx, ny));
        return;
    }
    const bool log_x = d.fields().text("xscale", "linear") == "log",
               log_y = d.fields().text("yscale", "linear") == "log";
    Values tx = *x, ty = *y;
    if ((log_x && !to_logarithms(d, "x", tx)) || (log_y && !to_logarithms(d, "y", ty))) return;
    auto extent = extent_of(d, tx, ty);
    if (!extent) return;
    const auto mincnt = d.fields().number("mincnt");
    const std::string how = d.fields().text("reduce_C_function", "mean");
    Values accum;
    figure::CollectionArtist artist;
    artist.kind = figure::CollectionArtist::Kind::polygons;
    constexpr Point shape[] = {{.5, -.5}, {.5, .5}, {0, 1}, {-.5, .5}, {-.5, -.5}, {0, -1}};
    const stats::Hexagons hexagons = stats::count_hexagons(
        tx, ty, c, {nx, ny, extent->x0, extent->x1, extent->y0, extent->y1}, how, mincnt.value_or(0));
    extent->x0 = hexagons.x0;
    extent->x1 = hexagons.x1;
    for (const stats::Hexagon& h : hexagons.list) {
        accum.push_back(h.value);
        std::vector<Point> corners;
        for (const Point& p : shape) {
            const Point q{h.center.x + p.x * hexagons.width, h.center.y + p.y * (hexagons.height / 3)};
            corners.push_back({log_x ? std::pow(10.0, q.x) : q.x, log_y ? std::pow(10.0, q.y) : q.y});
        }
        artist.paths.push_back(Path::polyline(corners, true));
    }
    bool log = false;
    if (const FieldValue* bins = figure::given(d.fields(), "bins")) {
        if (std::holds_alternative<std::string>(bins->data))
            log = !d.has("norm");
        else if (!classify(d, *bins, accum))
            return;
    }
    const auto mapping = read_mapping(d, accum, log ? style::Norm::log() : style::Norm());
    if (!mapping) return;
    figure::CollectionKeywords k = figure::collection_keywords(d.fields(), false);
    if (!k.linewidth) k.linewidth = Values{1.0};
    if (!k.edgecolor) k.edgecolor = figure::ColorList{.face = true, .colors = {}};
    figure::resolve_collection(k, d.rc(), false, artist);
    artist.faces = mapped_colors(*mapping, accum);
    if (k.alpha)
        for (Rgba& f : artist.faces)
            if (!(f == mapping->colormap.bad())) f.a = *k.alpha;
    if (k.edgecolor->face) artist.edges = artist.faces;
    if (log_x) {
        extent->x0 = std::pow(10.0, extent->x0);
        extent->x1 = std::pow(10.0, extent->x1);
        d.axes().set_log_scale(Direction::x);
    }
    if (log_y) {
        extent->y0 = std::pow(10.0, extent->y0);
        extent->y1 = std::pow(10.0, extent->y1);
        d.axes().set_log_scale(Direction::y);
    }
    figure::Artist& a = add_artist(d.out, std::move(artist), k, 1);
    a.limit_points = std::vector<Point>{{extent->x0, extent->y0}, {extent->x1, extent->y1}};
    d.out.mappable = figure::Mappable{mapping->colormap, mapping->norm, k.alpha, {}};
    if (!d.fields().boolean("marginals", false)) return;
    const Values& values = reduce ? c : Values(kept, 1.0);
    add_marginal(d, Direction::x, *x, values, how, {extent->x0, extent->x1, static_cast<std::size_t>(nx), log_x},
                 *mapping);
    add_marginal(d, Direction::y, *y, values, how, {extent->y0, extent->y1, static_cast<std::size_t>(2 * ny), log_y},
                 *mapping);
}

}  // namespace

constinit const FieldTable hexbin_table{.name = "layer 'hexbin'", .fields = fields, .bases = bases};

Prepared prepare_hexbin(const LayerInput& in) { return for_each_group(in, draw); }

}  // namespace plotmill::layers
