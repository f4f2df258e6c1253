#include "layers/mapping.h"

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

}  // namespace

std::optional<Mapping> read_mapping(const Draft& d, std::span<const double> values, Norm otherwise, bool widen) {
    const FieldValue* name = figure::given(d.fields(), "cmap");
    const std::string& map_name = name ? name->text() : d.rc().text(style::Rc::image_cmap);
    auto map = style::find_colormap(map_name);
    if (!map) {
        d.error("cmap",
                fmt::format("unknown colormap '{}'{}", map_name, did_you_mean(map_name, style::list_colormaps())));
        return std::nullopt;
    }
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
    if (norm.kind != Norm::Kind::boundary) {
        if (auto v = number_of(d.fields(), "vmin")) norm.vmin = v;
        if (auto v = number_of(d.fields(), "vmax")) norm.vmax = v;
    }
    const std::string_view at = d.has("norm") ? "norm" : d.has("vmin") ? "vmin" : "vmax";
    if (const std::string problem = norm.problem(); !problem.empty()) {
        d.error(at, problem);
        return std::nullopt;
    }
    norm.autoscale(values);
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

std::vector<Rgba> mapped_colors(const Mapping& mapping, std::span<const double> values) {
    std::vector<Rgba> out;
    out.reserve(values.size());
    for (double v : values) out.push_back(mapping.norm.color(v, mapping.colormap));
    return out;
}

}  // namespace plotmill::layers
