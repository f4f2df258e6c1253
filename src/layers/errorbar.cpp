// errorbar: points or lines with error bars.
#include <fmt/format.h>

#include "layers/errorbars.h"
#include "layers/kinds.h"
#include "spec/common_fields.h"

namespace plotmill::layers {

namespace {

using namespace spec;

constexpr Field fields[] = {
    {.name = "x", .accepts = array | position, .doc = "x positions", .required = true},
    {.name = "y", .accepts = array | position, .doc = "y positions", .required = true},
    {.name = "xerr",
     .accepts = array | number | null_,
     .doc = "lengths to the left and right: one, one for each point, or two rows"},
    {.name = "yerr",
     .accepts = array | number | null_,
     .doc = "lengths below and above: one, one for each point, or two rows"},
    {.name = "fmt", .accepts = string, .doc = "colour, marker and line style in short; 'none' for error bars alone"},
    {.name = "ecolor",
     .accepts = color | list | null_,
     .doc = "colour of the error bars; the line's by default",
     .items = color},
    {.name = "elinewidth", .accepts = number | null_, .doc = "width of the error bars, in points", .min = 0},
    {.name = "capsize", .accepts = number | null_, .doc = "half the length of the caps, in points", .min = 0},
    {.name = "capthick", .accepts = number | null_, .doc = "thickness of the caps, in points", .min = 0},
    {.name = "barsabove", .accepts = flag, .doc = "whether the bars are above the markers"},
    {.name = "lolims", .accepts = array | flag, .doc = "the values are lower limits: an arrow upwards"},
    {.name = "uplims", .accepts = array | flag, .doc = "the values are upper limits: an arrow downwards"},
    {.name = "xlolims", .accepts = array | flag, .doc = "the values are lower limits in x"},
    {.name = "xuplims", .accepts = array | flag, .doc = "the values are upper limits in x"},
    {.name = "errorevery",
     .accepts = integer | list | object,
     .doc = "bars at every n-th point, {start, every}, or a list of indices",
     .items = integer | flag,
     .table = &every_table},
};
constexpr const FieldTable* bases[] = {&line_properties, &data_properties};

// No value where it is faulty.
std::optional<std::vector<bool>> limits(const Draft& d, std::string_view name, std::size_t n) {
    if (!d.has(name)) return std::vector<bool>{};
    auto values = truth_values(d, name);
    if (!values) return std::nullopt;
    if (values->size() == 1 && n != 1) values->assign(n, (*values)[0]);
    if (!same_length(d, "x", n, name, values->size())) return std::nullopt;
    return values;
}

// Axes._errorevery_to_mask.
std::optional<std::vector<bool>> every(const Draft& d, std::size_t n) {
    const FieldValue* v = figure::given(d.fields(), "errorevery");
    if (!v) return std::vector<bool>{};
    std::vector<bool> out(n, false);
    const long size = static_cast<long>(n);
    auto slice = [&](long start, long step) {
        if (step < 1) {
            d.error("errorevery", "'errorevery' must be at least 1");
            return false;
        }
        if (start < 0) start = std::max(0L, start + size);
        for (long i = start; i < size; i += step) out[static_cast<std::size_t>(i)] = true;
        return true;
    };
    if (const double* step = std::get_if<double>(&v->data)) {
        if (!slice(0, static_cast<long>(*step))) return std::nullopt;
        return out;
    }
    if (v->as == object) {
        const auto number = [&](std::string_view name, double otherwise) {
            return static_cast<long>(v->object().number(name, otherwise));
        };
        if (!slice(number("start", 0), number("every", 1))) return std::nullopt;
        return out;
    }
    const auto& items = v->list();
    bool flags = !items.empty();
    for (const FieldValue& i : items) flags = flags && std::holds_alternative<bool>(i.data);
    if (flags) {
        if (!same_length(d, "x", n, "errorevery", items.size())) return std::nullopt;
        for (std::size_t i = 0; i < n; ++i) out[i] = items[i].boolean();
        return out;
    }
    std::vector<long> numbers;
    for (const FieldValue& i : items) {
        if (!std::holds_alternative<double>(i.data)) {
            d.error("errorevery", "'errorevery' must be whole numbers or truth values, not both");
            return std::nullopt;
        }
        numbers.push_back(static_cast<long>(i.number()));
    }
    for (long i : numbers) {
        const long at = i < 0 ? i + size : i;
        if (at < 0 || at >= size) {
            d.error("errorevery", fmt::format("'errorevery' has the index {}, x has {} values", i, n));
            return std::nullopt;
        }
        out[static_cast<std::size_t>(at)] = true;
    }
    return out;
}

void draw(const Draft& d) {
    Errorbars out;
    auto x = axis_values(d, "x", Direction::x);
    auto y = axis_values(d, "y", Direction::y);
    if (!x || !y || !same_length(d, "x", x->size(), "y", y->size())) return;
    const std::size_t n = x->size();
    out.x = std::move(*x);
    out.y = std::move(*y);
    if (d.has("xerr") && !(out.xerr = error_lengths(d, "xerr", "x", n))) return;
    if (d.has("yerr") && !(out.yerr = error_lengths(d, "yerr", "y", n))) return;
    auto lolims = limits(d, "lolims", n), uplims = limits(d, "uplims", n);
    auto xlolims = limits(d, "xlolims", n), xuplims = limits(d, "xuplims", n);
    auto mask = every(d, n);
    if (!lolims || !uplims || !xlolims || !xuplims || !mask) return;
    out.lolims = std::move(*lolims);
    out.uplims = std::move(*uplims);
    out.xlolims = std::move(*xlolims);
    out.xuplims = std::move(*xuplims);
    out.every = std::move(*mask);
    read_errorbar_style(d.fields(), out);
    if (const FieldValue* fmt = figure::given(d.fields(), "fmt"); fmt && !fmt->text().empty()) {
        if (fmt->text() == "none" || fmt->text() == "None") {
            out.line = false;
        } else {
            auto format = parse_plot_format(fmt->text(), d.rc(), fmt->span).or_report(d.axes().diagnostics());
            if (!format) return;
            apply_format(*format, out.keywords);
        }
    }
    out.label = single_label(d);
    add_errorbars(d, std::move(out));
}

}  // namespace

constinit const FieldTable errorbar_table{.name = "layer 'errorbar'", .fields = fields, .bases = bases};

Prepared prepare_errorbar(const LayerInput& in) { return for_each_group(in, draw); }

}  // namespace plotmill::layers
