#include "layers/bar_label.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "base/numbers.h"
#include "figure/annotation.h"
#include "figure/ticks/ticks.h"
#include "spec/common_fields.h"

namespace plotmill::layers {

namespace {

using namespace spec;

constexpr std::string_view type_words[] = {"edge", "center"};

constexpr Field fields[] = {
    {.name = "labels",
     .accepts = list | null_,
     .doc = "a text for each bar; null for its number",
     .items = string | null_},
    {.name = "fmt", .accepts = string, .doc = "of the numbers: \"%.1f\" or \"{x:,.0f}\"; \"%g\" by default"},
    {.name = "label_type",
     .accepts = word,
     .doc = "edge: at the bar's end, with its position; center: in the middle, with the bar's length",
     .words = type_words},
    {.name = "padding", .accepts = number, .doc = "distance from the bar's end, in points"},
};
constexpr const FieldTable* bases[] = {&text_properties};

// "{:.1f}" and "{}", as Matplotlib 3.7 takes them too, name the only value that there is.
std::string with_name(std::string_view format) {
    std::string out;
    for (std::size_t i = 0; i < format.size(); ++i) {
        out += format[i];
        if (format[i] != '{' || i + 1 == format.size()) continue;
        if (format[i + 1] == '{')
            out += format[++i];
        else if (format[i + 1] == ':' || format[i + 1] == '}' || format[i + 1] == '!')
            out += 'x';
    }
    return out;
}

// `fmt % value`, or `fmt.format(x=value)` where it has a field in braces.
std::optional<std::string> formatted(const std::string& fmt, double value) {
    if (fmt.find('{') != std::string::npos) return figure::str_method_text(fmt, value);
    return printf_format(fmt, value);
}

}  // namespace

constinit const FieldTable bar_label_table{.name = "'bar_label'", .fields = fields, .bases = bases};

std::optional<BarLabels> read_bar_labels(const Draft& d, std::size_t bars, std::size_t series) {
    const FieldValue* v = figure::given(d.fields(), "bar_label");
    if (!v || (v->as == flag && !v->boolean())) return std::nullopt;
    const Fields none;
    const Fields& f = v->as == object ? v->object() : none;
    BarLabels out;
    out.props = figure::text_props(f, d.rc());
    out.keywords = figure::artist_keywords(f);
    if (!out.keywords.clip_on) out.keywords.clip_on = false;
    Span at = v->span;
    if (v->as == string) out.fmt = v->text();
    if (v->as == object) {
        bool good = true;
        auto fault = [&](std::string_view key, std::string message) {
            d.axes().diagnostics().error(f.span_of(key), std::move(message));
            good = false;
        };
        for (const char* key : {"ha", "va"})
            if (f.has(key)) fault(key, fmt::format("'{}' is not for labels of bars, which are aligned to them", key));
        if (f.boolean("wrap", false))
            fault("wrap", "breaking lines with 'wrap' is not drawn yet: put \\n where a line shall end");
        if (const FieldValue* fmt = figure::given(f, "fmt")) {
            out.fmt = fmt->text();
            at = fmt->span;
        }
        out.center = f.text("label_type", "edge") == "center";
        out.padding = f.number("padding", 0);
        if (const FieldValue* list = figure::given(f, "labels")) {
            for (const FieldValue& item : list->list())
                out.labels.push_back(item.is_null() ? std::nullopt : std::optional<std::string>(text_of(item)));
            if (out.labels.size() != bars)
                fault("labels", fmt::format("labels has {} text{} for {} bar{}{}", out.labels.size(),
                                            out.labels.size() == 1 ? "" : "s", bars, bars == 1 ? "" : "s",
                                            series > 1 ? fmt::format(" of {} series", series) : ""));
        }
        if (!good) {
            d.out.failed = true;
            return std::nullopt;
        }
    }
    if (out.fmt.find('{') != std::string::npos) {
        out.fmt = with_name(out.fmt);
        if (const auto problem = figure::check_str_method(out.fmt)) {
            d.axes().diagnostics().error(at, fmt::format("the format '{}': {}", out.fmt, *problem));
            d.out.failed = true;
            return std::nullopt;
        }
    } else if (!printf_format(out.fmt, 0)) {
        d.axes().diagnostics().error(
            at, fmt::format("'{}' is no format of one number, as \"%.1f\" or \"{{x:.1f}}\"", out.fmt));
        d.out.failed = true;
        return std::nullopt;
    }
    return out;
}

void add_bar_labels(const Draft& d, const BarLabels& labels, const Bars& bars, const Values& values,
                    const std::optional<ErrorLengths>& errors, std::size_t first) {
    const std::size_t n = bars.at.size();
    for (std::size_t i = 0; i < n; ++i) {
        const double value = values[i];
        if (std::isnan(value)) continue;
        const bool up = value >= 0;
        const double from = bars.centred ? bars.at[i] - bars.thickness[i] / 2 : bars.at[i];
        const double across = (from + (from + bars.thickness[i])) / 2;
        const double begin = bars.base[i], end = bars.base[i] + bars.length[i];
        const double extreme = up ? std::max(begin, end) : std::min(begin, end);
        double along = extreme;
        if (labels.center) {
            along = (begin + end) / 2;
        } else if (errors) {
            const double low = end - errors->low[i], high = end + errors->high[i];
            const double outer = up ? high : low, inner = up ? low : high;
            along = std::isfinite(outer) ? outer : std::isfinite(inner) ? inner : extreme;
        }
        figure::AnnotationArtist note;
        const double shown = labels.center ? (up ? 1 : -1) * std::abs(begin - end) : extreme;
        const bool own = first + i < labels.labels.size() && labels.labels[first + i];
        note.text = own ? *labels.labels[first + i] : formatted(labels.fmt, shown).value_or("");
        note.xy = bars.horizontal ? Point{along, across} : Point{across, along};
        for (figure::Coords& c : note.text_coords) c = {figure::Coords::Origin::offset, figure::Coords::Unit::points};
        note.props = labels.props;
        note.bar_end = figure::BarEnd{bars.horizontal, !labels.center, value, labels.padding};
        figure::place_bar_label(note, false);
        figure::Artist& artist = add_artist(d.out, std::move(note), labels.keywords, 3);
        artist.limits_x = artist.limits_y = false;
    }
}

}  // namespace plotmill::layers
