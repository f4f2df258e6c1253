#include "resolve/tick_words.h"

#include <array>
#include <charconv>

#include "base/suggest.h"
#include "figure/props.h"

namespace plotmill::resolve {

namespace {

using figure::CalendarUnit;

constexpr std::array<std::string_view, 7> units{"year", "month", "week", "day", "hour", "minute", "second"};
constexpr int most_steps = 10'000;

std::optional<figure::Locator> every(const spec::FieldValue& v, const AxisView& view, Diagnostics& out) {
    if (std::holds_alternative<double>(v.data)) return figure::MultipleLocator{v.number()};
    const std::string& text = v.text();
    std::string_view word = text;
    int step = 1;
    const std::size_t space = text.find(' ');
    if (space != std::string::npos) {
        const auto [end, error] = std::from_chars(text.data(), text.data() + space, step);
        if (error != std::errc() || end != text.data() + space || step < 1 || step > most_steps) step = 0;
        word = std::string_view(text).substr(space + 1);
        if (step > 1 && word.ends_with('s')) word.remove_suffix(1);
    }
    const auto found = std::find(units.begin(), units.end(), word);
    if (found == units.end() || step == 0) {
        out.error(v.span, "'" + text + "' is no interval of ticks" + did_you_mean(word, units) +
                              ": expected a number, one of year, month, week, day, hour, minute and second, or so many "
                              "of them, such as \"3 months\"");
        return {};
    }
    if (!view.dates) {
        out.error(v.span, "'" + text + "' is an interval of dates, and the axis has none");
        return {};
    }
    const auto unit = static_cast<CalendarUnit>(found - units.begin());
    if (unit == CalendarUnit::week && step > 1) {
        out.error(v.span, "weeks are counted one by one: expected \"week\", or days by positions in 'ticks'");
        return {};
    }
    return figure::CalendarLocator{unit, step};
}

}  // namespace

std::optional<figure::Locator> read_locator(const spec::Fields& t, const AxisView& view, Diagnostics& out) {
    const auto* interval = figure::given(t, "every");
    const auto* most = figure::given(t, "max");
    if (interval && most) {
        out.error(most->span, "'every' and 'max' exclude each other");
        return {};
    }
    if (interval) return every(*interval, view, out);
    if (!most) return {};
    if (view.dates || !view.categories.empty() || view.scale.kind != figure::ScaleKind::linear) {
        out.error(most->span, view.dates ? "'max' is for axes of numbers; dates take 'every'"
                                         : "'max' is for linear axes of numbers");
        return {};
    }
    return figure::MaxNLocator{.nbins = static_cast<int>(most->number())};
}

}  // namespace plotmill::resolve
