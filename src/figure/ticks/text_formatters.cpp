#include <algorithm>
#include <array>
#include <cmath>

#include "base/dates.h"
#include "base/numbers.h"
#include "figure/ticks/formatters.h"
#include "figure/ticks/locators.h"
#include "figure/ticks/numeric.h"

namespace plotmill::figure {

namespace {

// str.format with the keyword arguments x and pos, as far as numbers need it: fields with a conversion (!r, !s) and a
// format spec, in which fields may be nested once. Either the text, or what is wrong.
class StrFormat {
public:
    StrFormat(double x, bool x_is_integer, std::size_t pos)
        : x_(x), x_is_integer_(x_is_integer), pos_(static_cast<double>(pos)) {}

    std::optional<std::string> run(std::string_view format) { return expand(format, 0); }
    const std::string& error() const { return error_; }

private:
    std::optional<std::string> fail(std::string message) {
        error_ = std::move(message);
        return std::nullopt;
    }

    std::optional<std::string> expand(std::string_view text, int depth) {
        std::string out;
        for (std::size_t i = 0; i < text.size(); ++i) {
            const char c = text[i];
            const bool doubled = i + 1 < text.size() && text[i + 1] == c;
            if (c != '{' && c != '}') {
                out += c;
            } else if (doubled && depth == 0) {
                out += c;
                ++i;
            } else if (c == '}') {
                return fail("a single '}' (write '}}' for a brace)");
            } else {
                const std::size_t end = field_end(text, i + 1);
                if (end == std::string_view::npos) return fail("'{' without its '}' (write '{{' for a brace)");
                const auto value = field(text.substr(i + 1, end - i - 1), depth);
                if (!value) return std::nullopt;
                out += *value;
                i = end;
            }
        }
        return out;
    }

    static std::size_t field_end(std::string_view text, std::size_t from) {
        int open = 1;
        for (std::size_t i = from; i < text.size(); ++i) {
            if (text[i] == '{') ++open;
            if (text[i] == '}' && --open == 0) return i;
        }
        return std::string_view::npos;
    }

    std::optional<std::string> field(std::string_view text, int depth) {
        if (depth > 1) return fail("fields are nested too deeply");
        const std::size_t name_end = std::min(text.find_first_of("!:"), text.size());
        const std::string_view name = text.substr(0, name_end);
        if (name != "x" && name != "pos")
            return fail("'{" + std::string(name) +
                        "}' is no field, expected {x} (the value) or {pos} (the number of the tick)");
        text.remove_prefix(name_end);
        char conversion = 0;
        if (!text.empty() && text[0] == '!') {
            if (text.size() < 2 || (text[1] != 'r' && text[1] != 's' && text[1] != 'a') ||
                (text.size() > 2 && text[2] != ':'))
                return fail("expected !r or !s, then ':' or '}'");
            conversion = text[1];
            text.remove_prefix(2);
        }
        std::string spec;
        if (!text.empty()) {
            auto expanded = expand(text.substr(1), depth + 1);
            if (!expanded) return std::nullopt;
            spec = std::move(*expanded);
        }
        const bool is_x = name == "x", is_integer = !is_x || x_is_integer_;
        const double value = is_x ? x_ : pos_;
        std::optional<std::string> result;
        if (conversion)
            result = py_format(std::string_view(plain(value, is_integer)), spec);
        else if (spec.empty())
            result = plain(value, is_integer);
        else
            result = py_format(value, is_integer, spec);
        if (!result) return fail("'" + spec + "' is no format for " + (is_integer ? "an integer" : "a number"));
        return result;
    }

    static std::string plain(double v, bool is_integer) { return is_integer ? format_f(v, 0) : repr(v); }

    double x_;
    bool x_is_integer_;
    double pos_;
    std::string error_;
};

}  // namespace

std::string percent_label(const PercentFormatter& f, double value, const AxisView& view) {
    const auto percent = [&](double v) { return 100.0 * (v / f.xmax); };
    int decimals = f.decimals.value_or(0);
    if (!f.decimals) {
        const double range = percent(std::abs(view.hi - view.lo));
        if (range > 0) {
            const double wanted = std::ceil(2.0 - std::log10(2.0 * range));
            decimals = static_cast<int>(std::clamp(wanted, 0.0, 5.0));
        }
    }
    return fix_minus(format_f(percent(value), std::max(decimals, 0)) + f.symbol, f.unicode_minus);
}

std::string eng_label(const EngFormatter& f, double value) {
    static constexpr std::array<const char*, 17> prefixes{"y", "z", "a", "f", "p", "n", "\u00b5", "m", "",
                                                          "k", "M", "G", "T", "P", "E", "Z",      "Y"};
    if (!std::isfinite(value)) return {};
    const auto written = [&](double v) { return f.places ? format_f(v, *f.places) : format_g(v, 6); };
    const double magnitude = std::abs(value);
    int power = 0;
    if (magnitude != 0)
        power = static_cast<int>(std::clamp(std::floor(std::log10(magnitude) / 3) * 3, -24.0, 24.0));
    else
        value = 0;  // and not -0
    double mantissa = value / numeric::power_of_ten(power);
    std::string text = written(mantissa);
    const auto rounded = parse_number(text);
    if (rounded && std::abs(*rounded) >= 1000 && power < 24) {
        mantissa /= 1000;
        power += 3;
        text = written(mantissa);
    }
    if (f.use_math_text) text = "$" + text + "$";
    text += f.sep + prefixes[static_cast<std::size_t>(power / 3 + 8)] + f.unit;
    if (!f.sep.empty() && text.ends_with(f.sep)) text.resize(text.size() - f.sep.size());
    return fix_minus(text, f.unicode_minus);
}

std::vector<std::string> str_method_labels(const StrMethodFormatter& f, const std::vector<double>& positions,
                                           bool integers) {
    std::vector<std::string> out;
    for (std::size_t i = 0; i < positions.size(); ++i)
        out.push_back(StrFormat(positions[i], integers, i).run(f.format).value_or(""));
    return out;
}

std::optional<std::string> check_str_method(std::string_view format, bool integers) {
    StrFormat probe(1, integers, 0);
    if (probe.run(format)) return std::nullopt;
    return probe.error();
}

std::optional<std::string> str_method_text(std::string_view format, double x) {
    return StrFormat(x, false, 0).run(format);
}

}  // namespace plotmill::figure
