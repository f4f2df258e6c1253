#include "layers/format.h"

#include <fmt/format.h>

namespace plotmill::layers {

namespace {

constexpr std::string_view marker_letters = ".,ov^<>12348sp*hH+xDd|_PX";
constexpr std::string_view color_letters = "bgrcmykw";

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Text that Python's str(int(text)) gives back: a number like "1", which means a marker rather than a grey.
bool is_plain_integer(std::string_view text) {
    if (text.empty() || (text.size() > 1 && text[0] == '0')) return false;
    for (char c : text)
        if (!is_digit(c)) return false;
    return true;
}

}  // namespace

Result<PlotFormat> parse_plot_format(std::string_view text, const style::RcParams& rc, Span span) {
    PlotFormat out;
    auto fail = [&](std::string_view why) {
        return error_at(span, fmt::format("'{}' is not a valid format string ({})", text, why));
    };
    if (!is_plain_integer(text)) {
        if (auto color = parse_color(text)) {
            out.color = color;
            return out;
        }
    }
    for (std::size_t i = 0; i < text.size();) {
        const std::string_view two = text.substr(i, 2);
        const char c = text[i];
        if (two == "--" || two == "-." || c == '-' || c == ':' || c == ' ') {
            if (out.linestyle) return fail("two linestyle symbols");
            const std::string_view style = two == "--" || two == "-." ? two : two.substr(0, 1);
            out.linestyle = figure::linestyle_of(style);
            if (c == ' ') out.linestyle->kind = spec::LineStyle::Kind::none;
            i += style.size();
        } else if (marker_letters.find(c) != std::string_view::npos) {
            if (out.marker) return fail("two marker symbols");
            out.marker = spec::parse_marker(text.substr(i, 1));
            ++i;
        } else if (color_letters.find(c) != std::string_view::npos) {
            if (out.color) return fail("two color symbols");
            out.color = parse_color(text.substr(i, 1));
            ++i;
        } else if (c == 'C' && i + 1 < text.size() && is_digit(text[i + 1])) {
            out.color = ColorSpec{text[i + 1] - '0', false, {}};
            i += 2;
        } else {
            return fail(fmt::format("unrecognized character '{}'", c));
        }
    }
    if (!out.linestyle && !out.marker) out.linestyle = rc.line_style(style::Rc::lines_linestyle);
    if (!out.linestyle) out.linestyle = spec::LineStyle{spec::LineStyle::Kind::none, 0, {}};
    if (!out.marker) out.marker = spec::Marker{"none"};
    return out;
}

void apply_format(const PlotFormat& format, figure::LineKeywords& k) {
    if (!k.linestyle) k.linestyle = format.linestyle;
    if (!k.marker) k.marker = format.marker;
    if (!k.color) k.color = format.color;
}

}  // namespace plotmill::layers
