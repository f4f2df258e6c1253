#include "resolve/bar_place.h"

#include <algorithm>

#include "figure/props.h"

namespace plotmill::resolve {

namespace {

// An axes by its place in the figure's `axes`, or by the letter of a mosaic; nothing after a report.
std::optional<std::size_t> named_axes(const FigureAxes& figure, const spec::FieldValue& name, Diagnostics& out) {
    for (std::size_t k = 0; k < figure.plan.axes.size(); ++k) {
        const int entry = figure.plan.axes[k].entry;
        if (entry < 0) continue;
        if (std::holds_alternative<double>(name.data)) {
            if (entry == static_cast<int>(name.number())) return k;
            continue;
        }
        const auto* at = figure::given(*figure.entries[static_cast<std::size_t>(entry)], "at");
        if (at && at->as == spec::string && at->text() == name.text()) return k;
    }
    if (std::holds_alternative<double>(name.data))
        out.error(name.span, "the figure has no axes " + std::to_string(static_cast<long>(name.number())) +
                                 ": they are counted from 0, in the order of 'axes'");
    else
        out.error(name.span, "no axes of this figure is at '" + name.text() +
                                 "': expected a letter of its mosaic, or a number, from 0, in the order of 'axes'");
    return std::nullopt;
}

}  // namespace

std::optional<BarPlace> bar_place(const FigureAxes& figure, std::size_t axes, const spec::FieldValue& bar,
                                  Diagnostics& out) {
    BarPlace place;
    place.parents = {axes};
    if (bar.as != spec::object) return place;
    const spec::Fields& f = bar.object();
    if (const auto* v = figure::given(f, "cax")) {
        if (f.has("ax")) {
            out.error(f.span_of("ax"), "give 'ax' or 'cax', not both");
            return std::nullopt;
        }
        if (v->as == spec::list) {
            const auto& b = v->list();
            place.inset =
                Rect{b[0].number(), b[1].number(), b[0].number() + b[2].number(), b[1].number() + b[3].number()};
            if (b[2].number() > 0 && b[3].number() > 0) return place;
            out.error(v->span, "'cax' is [x0, y0, width, height]: width and height must be above 0");
            return std::nullopt;
        }
        place.own = named_axes(figure, *v, out);
        if (place.own && *place.own == axes) {
            out.error(v->span, "a colour bar has no room in the axes of its own layer: name another one");
            return std::nullopt;
        }
        if (!place.own) return std::nullopt;
        return place;
    }
    const auto* v = figure::given(f, "ax");
    if (!v) return place;
    place.several = true;
    place.parents.clear();
    if (v->as == spec::word) {
        for (std::size_t k = 0; k < figure.plan.axes.size(); ++k) place.parents.push_back(k);
        return place;
    }
    for (const spec::FieldValue& name : v->list()) {
        const auto one = named_axes(figure, name, out);
        if (!one) return std::nullopt;
        if (std::find(place.parents.begin(), place.parents.end(), *one) == place.parents.end())
            place.parents.push_back(*one);
    }
    return place;
}

}  // namespace plotmill::resolve
