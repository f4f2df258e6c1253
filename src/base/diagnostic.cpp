#include "base/diagnostic.h"

#include <algorithm>
#include <fmt/format.h>
#include <string_view>

#include "base/secrets.h"

namespace plotmill {

namespace {

constexpr std::size_t max_line = 160;  // characters of a source line that are shown
constexpr std::size_t lead_in = 60;    // of them before the span, where the line is cut
constexpr std::string_view cut_mark = "...";

std::string_view label(Severity s) {
    switch (s) {
        case Severity::error:
            return "error";
        case Severity::warning:
            return "warning";
        case Severity::note:
            return "note";
    }
    return "";
}

std::string_view label_color(Severity s) {
    switch (s) {
        case Severity::error:
            return "\x1b[1;31m";
        case Severity::warning:
            return "\x1b[1;35m";
        case Severity::note:
            return "\x1b[1;36m";
    }
    return "";
}

std::string_view source_line(std::string_view text, std::uint32_t line) {
    std::size_t begin = 0;
    for (std::uint32_t i = 1; i < line; ++i) {
        begin = text.find('\n', begin);
        if (begin == std::string_view::npos) return {};
        ++begin;
    }
    std::string_view rest = text.substr(begin);
    rest = rest.substr(0, rest.find('\n'));
    if (!rest.empty() && rest.back() == '\r') rest.remove_suffix(1);
    return rest;
}

// One string a character, as shown: control characters (terminal escapes of a hostile file) become '?', tabs stay.
std::vector<std::string_view> characters(std::string_view line) {
    std::vector<std::string_view> out;
    for (std::size_t i = 0; i < line.size();) {
        const auto c = static_cast<unsigned char>(line[i]);
        std::size_t n = 1;
        while (c >= 0xc0 && n < 4 && i + n < line.size() && (static_cast<unsigned char>(line[i + n]) & 0xc0) == 0x80)
            ++n;
        const bool c1_control = n == 2 && c == 0xc2 && static_cast<unsigned char>(line[i + 1]) < 0xa0;
        const bool control = (c < 0x20 && c != '\t') || c == 0x7f || c1_control;
        out.push_back(control ? std::string_view("?") : line.substr(i, n));
        i += n;
    }
    return out;
}

std::string one_line(std::string_view message) {
    std::string out;
    out.reserve(message.size());
    for (char c : masked(message)) {
        const auto u = static_cast<unsigned char>(c);
        if (c == '\n')
            out += "\\n";
        else if (c == '\t')
            out += "\\t";
        else if (u < 0x20 || u == 0x7f)
            out += fmt::format("\\x{:02x}", static_cast<unsigned>(u));
        else
            out += c;
    }
    return out;
}

void add_excerpt(std::string& out, const Span& span, bool color) {
    if (!span.source || span.line == 0 || span.source->text.empty()) return;
    const std::string whole = masked(source_line(span.source->text, span.line));
    std::vector<std::string_view> line = characters(whole);
    if (line.empty()) return;

    std::size_t begin = 0, end = line.size();
    const std::size_t first = span.column > 0 ? std::min<std::size_t>(span.column - 1, line.size()) : 0;
    if (line.size() > max_line) {
        begin = first > lead_in ? std::min(first - lead_in, line.size() - max_line) : 0;
        end = begin + max_line;
    }
    const std::string_view before = begin > 0 ? cut_mark : std::string_view{};
    const std::string_view after = end < line.size() ? cut_mark : std::string_view{};

    std::string shown;
    for (std::size_t i = begin; i < end; ++i) shown += line[i];
    out += fmt::format("{:5} | {}{}{}\n", span.line, before, shown, after);
    if (span.column == 0) return;

    std::string caret(before.size(), ' ');
    for (std::size_t i = begin; i < first; ++i) caret += line[i] == "\t" ? '\t' : ' ';
    std::string mark = "^";
    if (span.length > 1 && first + 1 < end) mark.append(std::min<std::size_t>(span.length - 1, end - first - 1), '~');
    out += fmt::format("      | {}{}{}{}\n", caret, color ? "\x1b[1;32m" : "", mark, color ? "\x1b[0m" : "");
}

void add_entry(std::string& out, Severity severity, const Span& span, std::string_view message, bool color) {
    std::string place;
    if (span.source) {
        place = one_line(span.source->name) + ":";
        if (span.line > 0) place += fmt::format("{}:", span.line);
        if (span.line > 0 && span.column > 0) place += fmt::format("{}:", span.column);
        place += " ";
    }
    if (color)
        out += fmt::format("\x1b[1m{}{}{}:\x1b[0m \x1b[1m{}\x1b[0m\n", place, label_color(severity), label(severity),
                           one_line(message));
    else
        out += fmt::format("{}{}: {}\n", place, label(severity), one_line(message));
    add_excerpt(out, span, color);
}

}  // namespace

std::string format_diagnostic(const Diagnostic& d, bool color) {
    std::string out;
    add_entry(out, d.severity, d.span, d.message, color);
    for (const auto& [span, message] : d.notes) add_entry(out, Severity::note, span, message, color);
    return out;
}

}  // namespace plotmill
