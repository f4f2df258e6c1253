// TextMetrics without fonts, for tests of what stands on text: every character is 0.6 em wide, lines are 0.95 em high
// with a descent of 0.2 em. Stateless, any thread.
#pragma once

#include <string_view>

#include "figure/text_metrics.h"

namespace plotmill::text {

class FixedTextMetrics final : public figure::TextMetrics {
public:
    // Math counts without its dollars, braces, carets and \mathdefault.
    figure::TextExtent measure(std::string_view line, const scene::Font& font, double dpi, bool math) override {
        const double em = font.size * dpi / 72.0;
        double characters = 0;
        for (std::size_t i = 0; i < line.size(); ++i) {
            const char c = line[i];
            if (math && c == '\\') {  // a command counts as one character, \mathdefault as none
                constexpr std::string_view quiet = "\\mathdefault";
                if (line.substr(i, quiet.size()) == quiet) {
                    i += quiet.size() - 1;
                    continue;
                }
                while (i + 1 < line.size() && ((line[i + 1] | 0x20) >= 'a' && (line[i + 1] | 0x20) <= 'z')) ++i;
                ++characters;
                continue;
            }
            if (math && (c == '$' || c == '{' || c == '}' || c == '^' || c == '_')) continue;
            if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) ++characters;
        }
        return {0.6 * em * characters, 0.95 * em, 0.2 * em};
    }
    // A square of half an em.
    Outline outline(std::string_view, const scene::Font& font) override {
        Outline out;
        out.path = Path::rectangle({0, 0, font.size / 2, font.size / 2});
        out.box = {0, 0, font.size / 2, font.size / 2};
        return out;
    }
};

}  // namespace plotmill::text
