#include "layers/clabel.h"

#include <algorithm>
#include <fmt/format.h>

#include "base/numbers.h"
#include "figure/ticks/printf_format.h"
#include "figure/ticks/ticks.h"
#include "spec/common_fields.h"

namespace plotmill::layers {

namespace {

using namespace spec;
using style::Rc;

constexpr Field clabel_fields[] = {
    {.name = "levels", .accepts = list | null_, .doc = "those that have labels; all of them", .items = number},
    {.name = "fmt",
     .accepts = string | mapping | null_,
     .doc = "of the numbers: \"%.2f\" or \"{x:.2f} m\"; or the text of each level",
     .items = string},
    {.name = "fontsize",
     .accepts = number | word | null_,
     .doc = "points, or relative to font.size",
     .words = fontsize_words,
     .positive = true},
    {.name = "colors",
     .accepts = color | list | null_,
     .doc = "one colour, or one for each label; those of the lines",
     .items = color},
    {.name = "inline", .accepts = flag, .doc = "take out the line below a label"},
    {.name = "inline_spacing", .accepts = number, .doc = "pixels between a label and its line", .min = 0},
    {.name = "manual",
     .accepts = list | flag,
     .doc = "[x, y] of the labels, which stand on the nearest line",
     .items = any,
     .max_items = 10'000},
    {.name = "rightside_up", .accepts = flag, .doc = "never upside down"},
    {.name = "use_clabeltext", .accepts = flag, .doc = "labels turn with the lines where the axes change their shape"},
    {.name = "zorder", .accepts = number | null_, .doc = "artists with a higher one are drawn later"},
};

// The texts of `levels`, one each; no value after a report.
std::optional<std::vector<std::string>> texts_of(const Draft& d, const FieldValue* format,
                                                 const std::vector<double>& levels) {
    figure::AxisView view;  // as ScalarFormatter's dummy axis
    if (!format) {
        figure::ScalarFormatter scalar;
        scalar.use_offset = false;
        const auto limits = d.rc().numbers(Rc::axes_formatter_limits);
        scalar.power_low = static_cast<int>(limits[0]);
        scalar.power_high = static_cast<int>(limits[1]);
        scalar.use_math_text = d.rc().flag(Rc::axes_formatter_use_mathtext);
        scalar.unicode_minus = d.rc().flag(Rc::axes_unicode_minus);
        std::vector<double> all = levels;
        all.push_back(levels.back());
        auto labels = figure::format_ticks(scalar, figure::FixedLocator{all}, all, view).labels;
        labels.resize(levels.size());
        return labels;
    }
    figure::StrMethodFormatter plain = *figure::printf_format("%1.3f");
    if (format->as == mapping) {
        std::vector<std::string> out;
        for (double level : levels) {
            const auto& entries = format->value->entries;
            const auto own = std::find_if(entries.begin(), entries.end(), [&](const Entry& e) {
                const auto key = parse_number(e.key);
                return key && *key == level;
            });
            if (own != entries.end())
                out.push_back(format->list()[static_cast<std::size_t>(own - entries.begin())].text());
            else
                out.push_back(figure::format_ticks(plain, figure::FixedLocator{{level}}, {level}, view).labels[0]);
        }
        return out;
    }
    const std::string& text = format->text();
    figure::StrMethodFormatter method{text};
    if (text.find('%') != std::string::npos) {
        const auto printf = figure::printf_format(text);
        if (!printf) {
            d.in.axes.diagnostics().error(
                format->span,
                fmt::format("'{}' is no format for levels: expected one such as \"%.2f\" or \"{{x:.2f}}\"", text));
            return std::nullopt;
        }
        method = *printf;
    }
    if (auto why = figure::check_str_method(method.format)) {
        d.in.axes.diagnostics().error(format->span, fmt::format("'{}' is no format for levels: {}", text, *why));
        return std::nullopt;
    }
    return figure::format_ticks(method, figure::FixedLocator{levels}, levels, view).labels;
}

bool read_places(const Draft& d, const FieldValue& manual, figure::ContourLabelsArtist& out) {
    if (manual.as == flag) {
        if (!manual.boolean()) return true;
        d.in.axes.diagnostics().error(manual.span,
                                      "'manual' is a list of places, [x, y] each: nobody is there to click");
        return false;
    }
    out.placed_by_hand = true;
    for (const FieldValue& place : manual.list()) {
        const auto& items = place.value->items;
        if (items.size() != 2 || !items[0]->is_number() || !items[1]->is_number()) {
            d.in.axes.diagnostics().error(place.span, "a place of a label is [x, y]");
            return false;
        }
        out.near.push_back({items[0]->number, items[1]->number});
    }
    return true;
}

}  // namespace

constinit const FieldTable clabel_table{.name = "the labels of contours", .fields = clabel_fields};

std::optional<figure::ContourLabelsArtist> read_clabel(const Draft& d, const FieldValue& clabel,
                                                       std::span<const double> levels, std::span<const Rgba> colors) {
    if (clabel.as == flag && !clabel.boolean()) return std::nullopt;
    const Fields none(&clabel_table, clabel.span);
    const Fields& f = clabel.as == object ? clabel.object() : none;
    std::vector<std::size_t> indices;
    const FieldValue* wanted = figure::given(f, "levels");
    if (wanted) {
        for (const FieldValue& level : wanted->list())
            if (std::find(levels.begin(), levels.end(), level.number()) == levels.end()) {
                d.in.axes.diagnostics().error(level.span,
                                              fmt::format("{} is no level of the contours", level.number()));
                return std::nullopt;
            }
    }
    for (std::size_t i = 0; i < levels.size(); ++i) {
        auto is_it = [&](const FieldValue& v) { return v.number() == levels[i]; };
        if (!wanted || std::any_of(wanted->list().begin(), wanted->list().end(), is_it)) indices.push_back(i);
    }
    if (indices.empty()) return std::nullopt;
    std::vector<double> chosen;
    for (std::size_t i : indices) chosen.push_back(levels[i]);
    const auto texts = texts_of(d, figure::given(f, "fmt"), chosen);
    if (!texts) return std::nullopt;

    std::vector<Rgba> own;
    if (const FieldValue* v = figure::given(f, "colors")) {
        const std::optional<double> alpha = d.fields().number("alpha");
        if (v->as == color)
            own.push_back(figure::to_rgba(v->color(), d.rc(), alpha));
        else
            for (const FieldValue& c : v->list()) own.push_back(figure::to_rgba(c.color(), d.rc(), alpha));
        if (own.empty()) {
            d.in.axes.diagnostics().error(v->span, "'colors' is empty");
            return std::nullopt;
        }
    }
    figure::ContourLabelsArtist out;
    for (std::size_t k = 0; k < indices.size(); ++k) {
        const std::size_t i = indices[k];
        out.levels.push_back({levels.size() - i, (*texts)[k], own.empty() ? colors[i] : own[k % own.size()]});
    }
    figure::TextDefaults defaults;
    defaults.ha = defaults.va = "center";
    if (const FieldValue* v = figure::given(f, "fontsize"))
        defaults.fontsize =
            std::holds_alternative<double>(v->data) ? v->number() : d.rc().font_points(v->text()).value_or(10);
    out.props = figure::text_props(d.rc(), defaults);
    out.cut = f.boolean("inline", true);
    out.spacing = f.number("inline_spacing", 5);
    out.follow = f.boolean("use_clabeltext", false);
    out.upright = f.boolean("rightside_up", true);
    if (const FieldValue* manual = figure::given(f, "manual"))
        if (!read_places(d, *manual, out)) return std::nullopt;
    return out;
}

}  // namespace plotmill::layers
