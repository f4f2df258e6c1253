#include "style/rc_read.h"

#include <cmath>

#include "base/dates.h"
#include "base/numbers.h"
#include "base/suggest.h"
#include "base/zones.h"
#include "style/colormap.h"

namespace plotmill::style {

namespace {

std::vector<std::string_view> split(std::string_view text, char at) {
    std::vector<std::string_view> out;
    while (!text.empty()) {
        const std::size_t end = text.find(at);
        out.push_back(text.substr(0, end));
        if (end == std::string_view::npos) break;
        text.remove_prefix(end + 1);
    }
    return out;
}

std::string listed(std::string_view words) {
    std::string out;
    const std::vector<std::string_view> all = split(words, '|');
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (i > 0) out += i + 1 == all.size() ? " or " : ", ";
        out += "'" + std::string(all[i]) + "'";
    }
    return out;
}

// The text of a scalar as written, whatever type it looks like; no value for lists, mappings and null.
std::optional<std::string> scalar_text(const Literal& v) {
    switch (v.kind) {
        case Literal::Kind::text:
            return v.text;
        case Literal::Kind::number:
            return v.text.empty() ? shortest(v.number) : v.text;
        case Literal::Kind::boolean:
            return v.text.empty() ? std::string(v.number != 0 ? "True" : "False") : v.text;
        default:
            return std::nullopt;
    }
}

bool is_none(const Literal& v) { return v.kind == Literal::Kind::none || (v.is_text() && lowered(v.text) == "none"); }

std::optional<bool> read_flag(const Literal& v) {
    if (v.kind == Literal::Kind::boolean) return v.number != 0;
    if (v.kind == Literal::Kind::number && (v.number == 0 || v.number == 1)) return v.number == 1;
    if (!v.is_text()) return std::nullopt;
    const std::string word = lowered(v.text);
    if (is_word(word, "t|y|yes|on|true|1")) return true;
    if (is_word(word, "f|n|no|off|false|0")) return false;
    return std::nullopt;
}

std::optional<double> read_integer(const Literal& v) {
    const std::optional<double> number = read_number(v);
    if (!number || *number != std::floor(*number) || std::fabs(*number) > 2147483647.0) return std::nullopt;
    if (v.is_text() && v.text.find_first_of(".eE") != std::string::npos) return std::nullopt;
    return number;
}

// A list of scalars, or text with commas.
std::optional<std::vector<std::string>> read_texts(const Literal& v) {
    std::vector<std::string> out;
    if (v.is_list()) {
        for (const Literal& item : v.items) {
            const std::optional<std::string> text = scalar_text(item);
            if (!text) return std::nullopt;
            if (!text->empty()) out.push_back(*text);
        }
        return out;
    }
    const std::optional<std::string> text = scalar_text(v);
    if (!text) return std::nullopt;
    for (const std::string_view part : split(*text, ','))
        if (!trimmed(part).empty()) out.emplace_back(trimmed(part));
    return out;
}

std::optional<RcValue> read_pair(const Literal& v, bool integers) {
    const std::optional<std::vector<double>> pair = read_numbers(v);
    if (!pair || pair->size() != 2) return std::nullopt;
    if (integers && ((*pair)[0] != std::floor((*pair)[0]) || (*pair)[1] != std::floor((*pair)[1]))) return std::nullopt;
    return RcValue(*pair);
}

template <class T>
std::optional<RcValue> wrap(std::optional<T> v) {
    if (!v) return std::nullopt;
    return RcValue(std::move(*v));
}

constexpr std::string_view size_words = "xx-small|x-small|small|medium|large|x-large|xx-large|smaller|larger";
constexpr std::string_view stretch_words =
    "ultra-condensed|extra-condensed|condensed|semi-condensed|normal|semi-expanded|expanded|extra-expanded|"
    "ultra-expanded";

std::optional<RcValue> read_font_size(const Literal& v) {
    if (v.is_text() && is_word(lowered(v.text), size_words)) return RcValue(lowered(v.text));
    const std::optional<double> number = read_number(v);
    if (!number || *number <= 0) return std::nullopt;
    return RcValue(*number);
}

std::optional<RcValue> color_or(const Literal& v, std::string_view word) {
    if (v.is_text() && v.text == word) return RcValue(std::string(word));
    return wrap(read_color(v));
}

std::optional<RcValue> read_label_color(const Literal& v) {
    if (is_none(v)) return RcValue();
    if (v.is_text()) {
        if (v.text == "linecolor") return RcValue(v.text);
        if (v.text == "mfc" || v.text == "markerfacecolor") return RcValue(std::string("markerfacecolor"));
        if (v.text == "mec" || v.text == "markeredgecolor") return RcValue(std::string("markeredgecolor"));
    }
    return wrap(read_color(v));
}

std::optional<RcValue> read_hist_bins(const Literal& v) {
    if (v.is_text() && is_word(v.text, "auto|sturges|fd|doane|scott|rice|sqrt")) return RcValue(v.text);
    if (const std::optional<double> n = read_integer(v)) return *n >= 1 ? std::optional<RcValue>(*n) : std::nullopt;
    std::optional<std::vector<double>> edges = read_numbers(v);
    if (!edges || edges->size() < 2) return std::nullopt;
    return RcValue(std::move(*edges));
}

// The value, with what its kind expects for where there is none.
std::optional<RcValue> read_kind(const RcInfo& info, const Literal& v, std::string& expected) {
    switch (info.kind) {
        case RcKind::boolean:
            expected = "true or false";
            return wrap(read_flag(v));
        case RcKind::integer_or_none:
            if (is_none(v)) return RcValue();
            [[fallthrough]];
        case RcKind::integer:
            expected = "a whole number";
            return wrap(read_integer(v));
        case RcKind::integer_pair:
            expected = "two whole numbers";
            return read_pair(v, true);
        case RcKind::number_or_none:
            if (is_none(v)) return RcValue();
            [[fallthrough]];
        case RcKind::number:
            expected = "a number";
            return wrap(read_number(v));
        case RcKind::number_pair:
            expected = "two numbers";
            return read_pair(v, false);
        case RcKind::numbers:
            expected = "a list of numbers";
            return wrap(read_numbers(v));
        case RcKind::unit:
        case RcKind::unit_open: {
            const bool open = info.kind == RcKind::unit_open;
            expected = open ? "a number from 0 to less than 1" : "a number from 0 to 1";
            const std::optional<double> x = read_number(v);
            if (!x || *x < 0 || *x > 1 || (open && *x == 1)) return std::nullopt;
            return RcValue(*x);
        }
        case RcKind::text_or_none:
            if (is_none(v)) return RcValue();
            [[fallthrough]];
        case RcKind::text:
            expected = "text";
            return wrap(scalar_text(v));
        case RcKind::texts:
            expected = "a list of texts";
            return wrap(read_texts(v));
        case RcKind::word_or_none:
            if (is_none(v)) return RcValue();
            [[fallthrough]];
        case RcKind::word:
        case RcKind::word_any_case: {
            expected = (info.kind == RcKind::word_or_none ? "'none', " : "") + listed(info.words);
            const std::optional<std::string> text = scalar_text(v);
            if (!text) return std::nullopt;
            std::string word = info.kind == RcKind::word ? *text : lowered(*text);
            if (!is_word(word, info.words)) {
                const std::vector<std::string_view> words = split(info.words, '|');
                expected += did_you_mean(word, words);
                return std::nullopt;
            }
            return RcValue(std::move(word));
        }
        case RcKind::color:
            expected = "a colour";
            return wrap(read_color(v));
        case RcKind::color_or_auto:
            expected = "a colour or 'auto'";
            return color_or(v, "auto");
        case RcKind::color_or_inherit:
            expected = "a colour or 'inherit'";
            return color_or(v, "inherit");
        case RcKind::color_or_face:
            expected = "a colour or 'face'";
            return color_or(v, "face");
        case RcKind::label_color:
            expected = "a colour, 'linecolor', 'markerfacecolor', 'markeredgecolor' or 'none'";
            return read_label_color(v);
        case RcKind::colormap: {
            const std::optional<std::string> text = scalar_text(v);
            expected = "the name of a colormap" + (text ? did_you_mean(*text, list_colormaps()) : std::string());
            if (!text || !is_colormap(*text)) return std::nullopt;
            return RcValue(*text);
        }
        case RcKind::font_size_or_none:
            if (is_none(v)) return RcValue();
            [[fallthrough]];
        case RcKind::font_size:
            expected = "a size in points, or one of " + listed(size_words);
            return read_font_size(v);
        case RcKind::font_weight: {
            expected = "a weight such as 'normal', 'bold' or 700";
            const std::optional<std::string> text = scalar_text(v);
            if (!text || !parse_font_weight(*text)) return std::nullopt;
            if (const std::optional<double> number = read_integer(v)) return RcValue(*number);
            return RcValue(*text);
        }
        case RcKind::font_stretch:
            expected = "a whole number, or one of " + listed(stretch_words);
            if (v.is_text() && is_word(v.text, stretch_words)) return RcValue(v.text);
            return wrap(read_integer(v));
        case RcKind::line_style:
            expected = "a line style such as '-', 'dashed', 'none' or [offset, [on, off, ...]]";
            return wrap(read_line_style(v));
        case RcKind::marker: {
            expected = "a marker such as 'o', 's', '^' or 'none'";
            std::optional<spec::Marker> marker = read_marker(v);
            if (!marker) return std::nullopt;
            return RcValue(std::move(marker->name));
        }
        case RcKind::aspect:
            expected = "'auto', 'equal' or a number";
            if (v.is_text() && is_word(v.text, "auto|equal")) return RcValue(v.text);
            return wrap(read_number(v));
        case RcKind::axis_below:
            expected = "true, false or 'line'";
            if (v.is_text() && v.text == "line") return RcValue(v.text);
            return wrap(read_flag(v));
        case RcKind::dpi: {
            expected = "a number or 'figure'";
            if (v.is_text() && v.text == "figure") return RcValue(v.text);
            return wrap(read_number(v));
        }
        case RcKind::bbox:
            expected = "'tight' or 'standard'";
            if (v.kind == Literal::Kind::none) return RcValue();
            if (!v.is_text()) return std::nullopt;
            if (lowered(v.text) == "tight") return RcValue(std::string("tight"));
            if (lowered(v.text) == "standard") return RcValue();
            return std::nullopt;
        case RcKind::whiskers:
            expected = "a number or two percentiles";
            if (std::optional<RcValue> pair = read_pair(v, false)) return pair;
            return wrap(read_number(v));
        case RcKind::hist_bins:
            expected = "'auto', 'sturges', 'fd', 'doane', 'scott', 'rice', 'sqrt', a number of bins or a list of edges";
            return read_hist_bins(v);
        case RcKind::font_type: {
            expected = "'type3', 'truetype', 3 or 42";
            const std::optional<std::string> text = scalar_text(v);
            if (!text) return std::nullopt;
            const std::string word = lowered(*text);
            if (word == "type3" || word == "3") return RcValue(3.0);
            if (word == "truetype" || word == "42") return RcValue(42.0);
            return std::nullopt;
        }
        case RcKind::date: {
            expected = "a date such as 1970-01-01";
            const std::optional<std::string> text = scalar_text(v);
            if (!text || !parse_iso_date(*text)) return std::nullopt;
            return RcValue(*text);
        }
        case RcKind::time_zone: {
            expected = "a time zone's name, such as UTC or Europe/Berlin";
            const std::optional<std::string> text = scalar_text(v);
            const Zone* zone = nullptr;
            if (!text || !find_zone(*text, zone)) return std::nullopt;
            return RcValue(*text);
        }
        case RcKind::sketch: {
            expected = "'none' or three numbers: scale, length, randomness";
            if (is_none(v)) return RcValue();
            std::optional<std::vector<double>> triple = read_numbers(v);
            if (!triple || triple->size() != 3) return std::nullopt;
            return RcValue(std::move(*triple));
        }
        case RcKind::prop_cycle:
            break;  // read_rc_value
    }
    return std::nullopt;
}

}  // namespace

bool is_word(std::string_view word, std::string_view words) {
    for (const std::string_view w : split(words, '|'))
        if (w == word) return true;
    return false;
}

std::optional<double> read_number(const Literal& value) {
    if (value.kind == Literal::Kind::number) {
        if (!std::isfinite(value.number)) return std::nullopt;
        return value.number;
    }
    if (!value.is_text()) return std::nullopt;
    const std::optional<double> number = parse_number(trimmed(value.text));
    if (!number || !std::isfinite(*number)) return std::nullopt;
    return number;
}

std::optional<std::vector<double>> read_numbers(const Literal& value) {
    std::vector<double> out;
    if (value.is_list()) {
        for (const Literal& item : value.items) {
            const std::optional<double> x = read_number(item);
            if (!x) return std::nullopt;
            out.push_back(*x);
        }
        return out;
    }
    if (!value.is_text()) return std::nullopt;
    for (const std::string_view part : split(value.text, ',')) {
        if (trimmed(part).empty()) continue;
        const std::optional<double> x = parse_number(trimmed(part));
        if (!x || !std::isfinite(*x)) return std::nullopt;
        out.push_back(*x);
    }
    return out;
}

std::optional<ColorSpec> read_color(const Literal& value) {
    if (value.is_list()) {
        if (value.items.size() != 3 && value.items.size() != 4) return std::nullopt;
        double part[4] = {0, 0, 0, 1};
        for (std::size_t i = 0; i < value.items.size(); ++i) {
            if (value.items[i].kind != Literal::Kind::number) return std::nullopt;
            part[i] = value.items[i].number;
            if (!(part[i] >= 0 && part[i] <= 1)) return std::nullopt;
        }
        ColorSpec out;
        out.rgba = {part[0], part[1], part[2], part[3]};
        return out;
    }
    const std::optional<std::string> text = scalar_text(value);
    if (!text) return std::nullopt;
    if (lowered(*text) == "none") return parse_color("none");
    if (text->size() == 6 || text->size() == 8)
        if (std::optional<ColorSpec> hex = parse_color("#" + *text)) return hex;
    if (std::optional<ColorSpec> color = parse_color(*text)) return color;
    if (value.is_text() && text->find(',') != std::string::npos)
        if (const std::optional<Literal> tuple = parse_literal(*text); tuple && tuple->is_list())
            return read_color(*tuple);
    return std::nullopt;
}

std::optional<spec::LineStyle> read_line_style(const Literal& value) {
    if (value.kind == Literal::Kind::none) return spec::LineStyle{spec::LineStyle::Kind::none, 0, {}};
    if (value.is_text()) {
        // Blanks mean "none" to Matplotlib; names are read in any case.
        if (trimmed(value.text).empty()) return spec::LineStyle{spec::LineStyle::Kind::none, 0, {}};
        if (std::optional<spec::LineStyle> named = spec::parse_linestyle(lowered(value.text))) return named;
        const std::optional<Literal> list = parse_literal(value.text);
        if (!list || !list->is_list()) return std::nullopt;
        return read_line_style(*list);
    }
    if (!value.is_list()) return std::nullopt;
    spec::LineStyle out;
    out.kind = spec::LineStyle::Kind::custom;
    const Literal* pattern = &value;
    if (value.items.size() == 2 && value.items[1].is_list()) {
        if (value.items[0].kind != Literal::Kind::number) return std::nullopt;
        out.offset = value.items[0].number;
        pattern = &value.items[1];
    }
    if (pattern->items.size() % 2 != 0) return std::nullopt;
    for (const Literal& item : pattern->items) {
        if (item.kind != Literal::Kind::number || !(item.number >= 0) || !std::isfinite(item.number))
            return std::nullopt;
        out.dashes.push_back(item.number);
    }
    return out;
}

std::optional<spec::Marker> read_marker(const Literal& value) {
    if (value.kind == Literal::Kind::none) return spec::Marker{"none"};
    // A matplotlibrc file's "1" is the tri_down marker; a number in YAML, as in Python, is one of the twelve ticks and
    // carets.
    if (value.kind == Literal::Kind::number) {
        constexpr std::string_view names[] = {"tickleft",      "tickright",      "tickup",      "tickdown",
                                              "caretleft",     "caretright",     "caretup",     "caretdown",
                                              "caretleftbase", "caretrightbase", "caretupbase", "caretdownbase"};
        if (!value.integer || value.number < 0 || value.number > 11) return std::nullopt;
        return spec::Marker{std::string(names[static_cast<int>(value.number)])};
    }
    if (!value.is_text()) return std::nullopt;
    return spec::parse_marker(value.text);
}

std::optional<RcValue> read_rc_value(const RcInfo& info, const Literal& value, std::string& problem) {
    if (info.kind == RcKind::prop_cycle) {
        std::string message;
        std::optional<PropCycle> cycle = read_prop_cycle(value, message);
        if (cycle) return RcValue(std::make_shared<const PropCycle>(std::move(*cycle)));
        problem = "is no property cycle: " + message;
        return std::nullopt;
    }
    std::string expected;
    std::optional<RcValue> out = read_kind(info, value, expected);
    if (!out) problem = "wants " + expected + ", not " + describe(value);
    return out;
}

}  // namespace plotmill::style
