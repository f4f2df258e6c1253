#include "report/text.h"

#include <fmt/format.h>

#include "base/utf8.h"
#include "report/manifest_parts.h"

namespace plotmill::report {

std::string xml_text(std::string_view text) {
    std::string out;
    out.reserve(text.size() + text.size() / 8);
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t n = utf8_at(text, i);
        const std::string_view c = text.substr(i, n);
        i += n == 0 ? 1 : n;
        const bool control = n == 1 && static_cast<unsigned char>(c[0]) < 0x20 && c != "\n" && c != "\t" && c != "\r";
        if (n == 0 || control || c == "\xef\xbf\xbe" || c == "\xef\xbf\xbf")
            out += "\xef\xbf\xbd";
        else if (c == "&")
            out += "&amp;";
        else if (c == "<")
            out += "&lt;";
        else if (c == ">")
            out += "&gt;";
        else if (c == "\"")
            out += "&quot;";
        else
            out += c;
    }
    return out;
}

std::string markdown_text(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\n' || c == '\r')
            out += ' ';
        else if (c == '<')
            out += "&lt;";
        else if (c == '&')
            out += "&amp;";
        else if (std::string_view("\\`*_{}[]>|#~@:").find(c) != std::string_view::npos)
            (out += '\\') += c;
        else
            out += c;
    }
    return out;
}

std::string full_text(const api::Diagnostic& d) {
    if (!d.text.empty()) return d.text;
    std::string place = d.file;
    if (!place.empty() && d.line > 0) place += fmt::format(":{}", d.line);
    if (!place.empty() && d.column > 0) place += fmt::format(":{}", d.column);
    return fmt::format("{}{}{}: {}\n", place, place.empty() ? "" : ": ", severity_name(d.severity), d.message);
}

std::string full_text(const std::vector<api::Diagnostic>& list) {
    std::string out;
    for (const api::Diagnostic& d : list) out += full_text(d);
    return out;
}

std::string comparison_text(const Figure& figure, bool failures) {
    std::string out;
    for (const compare::Comparison& c : figure.comparisons) {
        if (c.verdict == compare::Verdict::identical) continue;
        if (failures && (compare::is_fine(c.verdict) || c.accepted)) continue;
        if (!out.empty()) out += '\n';
        out += fmt::format("{}: {}{}{}{}", c.pair.name, compare::verdict_name(c.verdict), c.note.empty() ? "" : ": ",
                           c.note, c.accepted ? " (accepted)" : "");
    }
    return out;
}

}  // namespace plotmill::report
