#include "figure/ticks/printf_format.h"

namespace plotmill::figure {

std::optional<StrMethodFormatter> printf_format(std::string_view text) {
    StrMethodFormatter out;
    bool found = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '{' || text[i] == '}') {
            out.format.append(2, text[i]);
            continue;
        }
        if (text[i] != '%') {
            out.format += text[i];
            continue;
        }
        if (++i < text.size() && text[i] == '%') {
            out.format += '%';
            continue;
        }
        if (found) return std::nullopt;
        found = true;
        std::string flags, rest;
        for (; i < text.size() && std::string_view("-+ 0#").find(text[i]) != std::string_view::npos; ++i)
            flags += text[i];
        for (; i < text.size() && std::string_view("0123456789.").find(text[i]) != std::string_view::npos; ++i)
            rest += text[i];
        if (i >= text.size()) return std::nullopt;
        char type = text[i];
        if (type == 'd' || type == 'i') {
            out.truncate = true;
            type = 'f';
            rest = rest.substr(0, rest.find('.')) + ".0";
        } else if (std::string_view("eEfFgG").find(type) == std::string_view::npos) {
            return std::nullopt;
        }
        auto has = [&](char c) { return flags.find(c) != std::string::npos; };
        // Without a precision "%g" means six digits, as "{:g}" does.
        out.format += "{x:";
        if (has('-')) out.format += '<';
        if (has('+'))
            out.format += '+';
        else if (has(' '))
            out.format += ' ';
        if (has('#')) out.format += '#';
        if (has('0') && !has('-')) out.format += '0';
        out.format += rest + type + "}";
    }
    if (!found) return std::nullopt;
    return out;
}

}  // namespace plotmill::figure
