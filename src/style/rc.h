// Matplotlib's rcParams: every name of Matplotlib 3.6.3 with its type and default (rc_table.inc), as a value type. An
// RcParams is immutable behind its pointers: copies are cheap and may be read by any thread; set() and put() change
// only the object they are called on (parts are shared until they change). Sizes, widths and pads are in points,
// figsize in inches, as in Matplotlib.
#pragma once

#include <array>
#include <cassert>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/color.h"
#include "base/diagnostic.h"
#include "base/text_rules.h"
#include "spec/reader.h"
#include "spec/value.h"
#include "style/literal.h"
#include "style/prop_cycle.h"

namespace plotmill::style {

// One enumerator a parameter: "lines.linewidth" is lines_linewidth, "font.sans-serif" is font_sans_serif.
enum class Rc : std::uint16_t {
#define PLOTMILL_RC(id, name, kind, words, otherwise, shows) id,
#include "style/rc_table.inc"
#undef PLOTMILL_RC
};

inline constexpr std::size_t rc_count = 0
#define PLOTMILL_RC(id, name, kind, words, otherwise, shows) +1
#include "style/rc_table.inc"
#undef PLOTMILL_RC
    ;

// What a parameter may be, as the validators of rcsetup.py.
enum class RcKind : std::uint8_t {
    boolean,
    integer,
    integer_or_none,
    integer_pair,
    number,
    number_or_none,
    number_pair,
    numbers,
    unit,       // 0 <= x <= 1
    unit_open,  // 0 <= x < 1
    text,
    text_or_none,
    time_zone,  // of the tz database
    texts,
    word,  // one of RcInfo::words
    word_any_case,
    word_or_none,
    color,
    color_or_auto,
    color_or_inherit,
    color_or_face,
    label_color,  // none, "linecolor", "markerfacecolor", "markeredgecolor" or a colour
    colormap,
    font_size,  // a number, or a word relative to font.size
    font_size_or_none,
    font_weight,   // a number, or a word
    font_stretch,  // a number, or a word
    line_style,
    marker,
    aspect,      // "auto", "equal" or a number
    axis_below,  // a boolean or "line"
    dpi,         // a number or "figure"
    bbox,        // "tight", or none (written "standard")
    whiskers,    // a number, or two percentiles
    hist_bins,   // a number of bins, a rule's name, or edges
    font_type,
    date,
    sketch,
    prop_cycle,
};

enum class Shows : std::uint8_t { yes, no, later };

struct RcInfo {
    Rc id;
    std::string_view name;
    RcKind kind;
    std::string_view words;      // "a|b|c" for the word kinds
    std::string_view otherwise;  // the default, as a matplotlibrc file writes it
    Shows shows;
};

std::span<const RcInfo> rc_table();  // in the order of Rc
const RcInfo& rc_info(Rc id);
const RcInfo* find_rc(std::string_view name);  // null for an unknown name

// monostate is Matplotlib's None. Words that stand in for another kind of value ("auto", "inherit", "large", "line",
// "figure", "face") are strings.
using RcValue = std::variant<std::monostate, bool, double, std::string, ColorSpec, spec::LineStyle, std::vector<double>,
                             std::vector<std::string>, std::shared_ptr<const PropCycle>>;

class RcParams {
public:
    RcParams();  // Matplotlib's defaults

    // Sets one parameter from what was written; false, and a report to `out`, where the name is unknown or the value
    // does not fit. Text is read as a matplotlibrc file's, a Value as an entry of a job's `rc` mapping (name at
    // `name_span`).
    bool set(std::string_view name, std::string_view text, Span span, Diagnostics& out);
    bool set(std::string_view name, Span name_span, const spec::Value& value, Diagnostics& out);
    // Every entry of a job's `rc` mapping; false where one of them was refused.
    bool set_all(const spec::Value& map, Diagnostics& out);
    // A value that is known to fit.
    void put(Rc id, RcValue value);

    const RcValue& value(Rc id) const {
        const auto i = static_cast<std::size_t>(id);
        return (*(*chunks_)[i / chunk_size])[i % chunk_size];
    }
    // Each asserts that the value is of that type now; where a parameter may be of several, ask is_* first.
    double number(Rc id) const { return get<double>(id); }
    int integer(Rc id) const { return static_cast<int>(get<double>(id)); }
    bool flag(Rc id) const { return get<bool>(id); }
    const std::string& text(Rc id) const { return get<std::string>(id); }
    const ColorSpec& color(Rc id) const { return get<ColorSpec>(id); }
    const spec::LineStyle& line_style(Rc id) const { return get<spec::LineStyle>(id); }
    const std::vector<double>& numbers(Rc id) const { return get<std::vector<double>>(id); }
    const std::vector<std::string>& texts(Rc id) const { return get<std::vector<std::string>>(id); }
    const PropCycle& prop_cycle() const { return *get<std::shared_ptr<const PropCycle>>(Rc::axes_prop_cycle); }
    std::shared_ptr<const PropCycle> shared_prop_cycle() const {
        return get<std::shared_ptr<const PropCycle>>(Rc::axes_prop_cycle);
    }

    bool is_none(Rc id) const { return std::holds_alternative<std::monostate>(value(id)); }
    bool is_number(Rc id) const { return std::holds_alternative<double>(value(id)); }
    bool is_flag(Rc id) const { return std::holds_alternative<bool>(value(id)); }
    bool is_text(Rc id) const { return std::holds_alternative<std::string>(value(id)); }
    bool is_text(Rc id, std::string_view word) const { return is_text(id) && text(id) == word; }
    bool is_color(Rc id) const { return std::holds_alternative<ColorSpec>(value(id)); }

    // The colour as drawn: references into the cycle resolved, "inherit" and "auto" replaced by what they stand for
    // (legend.facecolor: axes.facecolor, xtick.labelcolor: xtick.color, axes.titlecolor: text.color, ...).
    Rgba rgba(Rc id) const;

    // A font size in points: a number as it is, a word by font_manager.font_scalings of font.size, none as font.size.
    double font_points(Rc id) const;
    // The same for a word of a job ("x-large"); no value for text that is no size.
    std::optional<double> font_points(std::string_view word) const;
    int font_weight(Rc id) const;  // 100 .. 900

    // The parameters of letters together; null where all of them are Matplotlib's defaults.
    const std::shared_ptr<const TextRules>& text_rules() const { return text_rules_; }

    friend bool operator==(const RcParams& a, const RcParams& b);

private:
    static constexpr std::size_t chunk_size = 16;
    using Chunk = std::array<RcValue, chunk_size>;
    using Chunks = std::array<std::shared_ptr<const Chunk>, (rc_count + chunk_size - 1) / chunk_size>;

    template <class T>
    const T& get(Rc id) const {
        const T* v = std::get_if<T>(&value(id));
        assert(v && "the rcParam is of another type");
        return *v;
    }
    bool set(std::string_view name, Span name_span, const Literal& value, Span span, Diagnostics& out);

    explicit RcParams(std::shared_ptr<const Chunks> chunks) : chunks_(std::move(chunks)) {}
    static RcParams make_default();
    friend const RcParams& default_rc();

    std::shared_ptr<const Chunks> chunks_;
    std::shared_ptr<const TextRules> text_rules_;
};

// Matplotlib's defaults.
const RcParams& default_rc();

// Of the parameters font.*, text.* and mathtext.*.
bool is_text_rule(Rc id);
TextRules text_rules_of(const RcParams& rc);
std::optional<MathFontSet> math_font_set(std::string_view name);  // "dejavusans", "cm", ...

// 100 .. 900 for "bold", "light", "600", ...; no value for text that is no weight.
std::optional<int> parse_font_weight(std::string_view text);

}  // namespace plotmill::style
