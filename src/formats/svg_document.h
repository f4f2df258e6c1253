// The parts of an SVG file that are gathered while its items are drawn: definitions, each once, and the fonts with the
// characters that are used of them. Internal to formats/; one file, one thread.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

#include "base/color.h"
#include "base/path.h"
#include "formats/flate.h"
#include "scene/scene.h"
#include "text/font_engine.h"

namespace plotmill::formats {

// What may stand in an attribute or element. Characters that XML does not allow become U+FFFD.
std::string xml_text(std::string_view utf8);
std::string xml_text(std::u32string_view text);

// A path's `d`: relative commands in units of 10^-decimals after scaling.
std::string path_data(const Path& path, double scale, int decimals);

// " fill=... fill-opacity=...", with "none" for no colour; black is the default and left out.
std::string fill_attributes(const Rgba* color);
// " stroke=... ...", lengths times `scale`; empty for no stroke.
std::string stroke_attributes(const scene::Stroke* stroke, double scale);

std::string hex_color(const Rgba& color);

class SvgDocument {
public:
    // The name of a definition: `body` with its id put where '@' stands. Equal bodies are kept once.
    std::string define(char kind, const std::string& body);
    const std::string& definitions() const { return definitions_; }

    void use_font(text::FaceId face, std::u32string_view characters);
    // @font-face rules for all that was used.
    std::string font_rules(text::FontEngine& fonts, Flate& flate) const;

private:
    std::map<std::string, std::string> names_;  // by body
    std::map<char, int> counts_;
    std::string definitions_;
    std::map<text::FaceId, std::set<char32_t>> fonts_;
};

}  // namespace plotmill::formats
