#include "layers/mapping.h"

#include <cmath>
#include <fmt/format.h>
#include <tuple>

#include "base/suggest.h"
#include "figure/ticks/numeric.h"

namespace plotmill::layers {

using spec::Fields;
using spec::FieldValue;
using style::Norm;

namespace {

constexpr int boundary_colors = 256;
constexpr double symlog_linthresh = 2;  // of the scale, by which a norm is made of its name

std::optional<double> number_of(const Fields& fields, std::string_view name) {
    const FieldValue* v = figure::given(fields, name);
    if (!v || !std::holds_alternative<double>(v->data)) return std::nullopt;
    return v->number();
}

// A norm by its name, with its parameters (none where only the name was given).
Norm named_norm(std::string_view name, const Fields& p) {
    Norm out;
    if (name == "log") out = Norm::log();
    if (name == "symlog")
        out = Norm::symlog(number_of(p, "linthresh").value_or(symlog_linthresh), number_of(p, "linscale").value_or(1),
                           number_of(p, "base").value_or(10));
    if (name == "logit") out = Norm::logit();
    if (name == "two_slope") out = Norm::two_slope(number_of(p, "vcenter").value_or(0));
    if (name == "centered") out = Norm::centered(number_of(p, "vcenter").value_or(0), number_of(p, "halfrange"));
    if (name == "power") out = Norm::power(number_of(p, "gamma").value_or(1));
    if (name == "boundaries") {
        Values edges;
        if (const FieldValue* v = figure::given(p, "boundaries"))
            for (const FieldValue& e : v->list()) edges.push_back(e.number());
        const FieldValue* extend = figure::given(p, "extend");
        const std::string word = extend ? extend->text() : "neither";
        out =
            Norm::boundary(std::move(edges), static_cast<int>(number_of(p, "ncolors").value_or(boundary_colors)), false,
                           word == "min"    ? Norm::Extend::min
                           : word == "max"  ? Norm::Extend::max
                           : word == "both" ? Norm::Extend::both
                                            : Norm::Extend::neither);
    }
    if (auto v = number_of(p, "vmin")) out.vmin = v;
    if (auto v = number_of(p, "vmax")) out.vmax = v;
    const FieldValue* clip = figure::given(p, "clip");
    if (clip && std::holds_alternative<bool>(clip->data)) out.clip = clip->boolean();
    return out;
}

std::optional<style::Colormap> named_colormap(const Draft& d, const std::string& name, Span span, int n) {
    auto map = style::find_colormap(name, n);
    if (map) return map;
    d.in.axes.diagnostics().error(
        span, fmt::format("unknown colormap '{}'{}", name, did_you_mean(name, style::list_colormaps())));
    d.out.failed = true;
    return std::nullopt;
}

std::vector<Rgba> listed(const Draft& d, const FieldValue& colors) {
    std::vector<Rgba> out;
    for (const FieldValue& c : colors.list()) out.push_back(figure::to_rgba(c.color(), d.rc()));
    return out;
}

// `cmap`: a name, colours, or a mapping of colormap_table.
std::optional<style::Colormap> read_colormap(const Draft& d) {
    const std::string& usual = d.rc().text(style::Rc::image_cmap);
    const FieldValue* v = figure::given(d.fields(), "cmap");
    if (!v) return named_colormap(d, usual, d.fields().span(), 0);
    if (v->as == spec::string) return named_colormap(d, v->text(), v->span, 0);
    if (v->as == spec::list) return style::Colormap::listed(listed(d, *v));
    const Fields& f = v->object();
    if (f.has("name") && f.has("colors")) {
        d.in.axes.diagnostics().error(f.span_of("colors"), "give a colormap's 'name' or its 'colors', not both");
        return std::nullopt;
    }
    const int n = static_cast<int>(f.number("n", 0));
    std::optional<style::Colormap> map;
    if (const FieldValue* colors = figure::given(f, "colors"))
        map =
            n > 0 ? style::Colormap::interpolated(listed(d, *colors), n) : style::Colormap::listed(listed(d, *colors));
    else
        map = named_colormap(d, f.text("name", usual), f.has("name") ? f.span_of("name") : v->span, n);
    if (!map) return std::nullopt;
    if (const ColorSpec* c = f.color("under")) map->set_under(figure::to_rgba(*c, d.rc()));
    if (const ColorSpec* c = f.color("over")) map->set_over(figure::to_rgba(*c, d.rc()));
    if (const ColorSpec* c = f.color("bad")) map->set_bad(figure::to_rgba(*c, d.rc()));
    return map;
}

}  // namespace

std::optional<Mapping> read_mapping(const Draft& d, std::span<const double> values, Norm otherwise, bool widen) {
    auto map = read_colormap(d);
    if (!map) return std::nullopt;
    Norm norm = std::move(otherwise);
    if (const FieldValue* v = figure::given(d.fields(), "norm")) {
        if (std::holds_alternative<std::string>(v->data)) {
            norm = named_norm(v->text(), Fields());
        } else if (!v->object().all().empty()) {
            const auto& choice = v->object().all().front();
            const std::string_view kind = choice.field->name;
            if (std::holds_alternative<std::vector<FieldValue>>(choice.value.data)) {
                Values edges;
                for (const FieldValue& e : choice.value.list()) edges.push_back(e.number());
                norm = Norm::boundary(std::move(edges), boundary_colors);
            } else if (std::holds_alternative<std::shared_ptr<const Fields>>(choice.value.data)) {
                norm = named_norm(kind, choice.value.object());
            } else {
                norm = named_norm(kind, Fields());
            }
        }
    }
    if (norm.kind == Norm::Kind::boundary) {
        for (const char* limit : {"vmin", "vmax"})
            if (d.has(limit)) {
                d.error(limit, fmt::format("'{}' has no meaning beside a norm of boundaries, which say it", limit));
                return std::nullopt;
            }
    } else {
        if (auto v = number_of(d.fields(), "vmin")) norm.vmin = v;
        if (auto v = number_of(d.fields(), "vmax")) norm.vmax = v;
    }
    const std::string_view at = d.has("norm") ? "norm" : d.has("vmin") ? "vmin" : "vmax";
    if (const std::string problem = norm.problem(); !problem.empty()) {
        d.error(at, problem);
        return std::nullopt;
    }
    d.axes().autoscale(norm, values);
    if (norm.kind == Norm::Kind::log && !norm.scaled() && !values.empty())
        d.axes().diagnostics().warning(d.span_of(at),
                                       "no value is above 0: with a norm of logarithms none of them has a colour");
    if (const std::string problem = norm.problem(); !problem.empty() && norm.scaled()) {
        d.error(at, problem);
        return std::nullopt;
    }
    // A colour bar widens limits that are one (Colorbar._process_values), and the layer is drawn after that.
    const FieldValue* bar = d.fields().table()->find("colorbar") ? figure::given(d.fields(), "colorbar") : nullptr;
    if (widen && bar && !(bar->as == spec::flag && !bar->boolean()) && norm.kind != Norm::Kind::boundary) {
        if (!norm.scaled()) {
            norm.vmin = 0;
            norm.vmax = 1;
        }
        std::tie(*norm.vmin, *norm.vmax) = figure::numeric::nonsingular(*norm.vmin, *norm.vmax, 0.1);
    }
    return Mapping{std::move(*map), std::move(norm)};
}

namespace {

// Places in a colormap's table, then those of under, over and bad.
struct Slots {
    double n;  // of the table

    std::uint16_t of_index(double index) const {
        if (std::isnan(index)) return bad();
        if (index < 0) return under();
        return index >= n ? over() : static_cast<std::uint16_t>(index);
    }
    // Colormap::operator().
    std::uint16_t of(double x) const {
        const double i = x * n;
        return i == n ? static_cast<std::uint16_t>(n - 1) : of_index(i);
    }
    std::uint16_t under() const { return static_cast<std::uint16_t>(n); }
    std::uint16_t over() const { return static_cast<std::uint16_t>(n + 1); }
    std::uint16_t bad() const { return static_cast<std::uint16_t>(n + 2); }
};

#ifdef PLOTMILL_WIDE
// A linear norm, four values at a time; how many were done.
PLOTMILL_AVX2 std::size_t wide_slots(std::span<const double> values, double low, double high, Slots slots,
                                     std::uint16_t* out) {
    const __m256d from = _mm256_set1_pd(low), width = _mm256_set1_pd(high - low), n = _mm256_set1_pd(slots.n);
    const __m256d last = _mm256_set1_pd(slots.n - 1), over = _mm256_set1_pd(slots.n + 1),
                  bad = _mm256_set1_pd(slots.n + 2), zero = _mm256_setzero_pd();
    const std::size_t count = values.size() / 4 * 4;
    for (std::size_t i = 0; i < count; i += 4) {
        const __m256d v = _mm256_loadu_pd(values.data() + i);
        const __m256d at = _mm256_mul_pd(_mm256_div_pd(_mm256_sub_pd(v, from), width), n);
        __m256d slot = at;
        slot = _mm256_blendv_pd(slot, over, _mm256_cmp_pd(at, n, _CMP_GT_OQ));
        slot = _mm256_blendv_pd(slot, last, _mm256_cmp_pd(at, n, _CMP_EQ_OQ));
        slot = _mm256_blendv_pd(slot, n, _mm256_cmp_pd(at, zero, _CMP_LT_OQ));
        slot = _mm256_blendv_pd(slot, bad, _mm256_cmp_pd(at, at, _CMP_UNORD_Q));
        const __m128i whole = _mm256_cvttpd_epi32(slot);
        _mm_storel_epi64(reinterpret_cast<__m128i*>(out + i), _mm_packus_epi32(whole, whole));
    }
    return count;
}
#endif

}  // namespace

std::shared_ptr<const std::vector<std::uint16_t>> mapped_indices(const Mapping& mapping, std::span<const double> values,
                                                                 std::vector<Rgba>& palette,
                                                                 [[maybe_unused]] bool wide) {
    const style::Colormap& map = mapping.colormap;
    const Norm& norm = mapping.norm;
    if (map.size() > 60000) return nullptr;
    palette = map.table();
    for (const Rgba& c : {map.under(), map.over(), map.bad()}) palette.push_back(c);
    const Slots slots{static_cast<double>(map.size())};
    auto out = std::make_shared<std::vector<std::uint16_t>>(values.size());
    std::size_t done = 0;
#ifdef PLOTMILL_WIDE
    const bool linear = norm.kind == Norm::Kind::linear || norm.kind == Norm::Kind::centered;
    if (wide && linear && !norm.clip && norm.scaled() && *norm.vmin != *norm.vmax)
        done = wide_slots(values, *norm.vmin, *norm.vmax, slots, out->data());
#endif
    const bool index = norm.gives_index();
    for (std::size_t i = done; i < values.size(); ++i) {
        const double v = norm(values[i]);
        (*out)[i] = index ? slots.of_index(std::trunc(v)) : slots.of(v);
    }
    return out;
}

std::vector<Rgba> mapped_colors(const Mapping& mapping, std::span<const double> values) {
    std::vector<Rgba> out;
    out.reserve(values.size());
    for (double v : values) out.push_back(mapping.norm.color(v, mapping.colormap));
    return out;
}

}  // namespace plotmill::layers
