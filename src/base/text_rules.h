// What the rcParams say about how letters become pixels (font.*, text.*, mathtext.*). A
// plain value, shared by all texts of a figure; no TextRules at all means Matplotlib's defaults.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace plotmill {

enum class FontStyle : std::uint8_t { normal, italic, oblique };
enum class Hinting : std::uint8_t { plain, no_autohint, force_autohint, none };  // FreeType's load flags
enum class MathFontSet : std::uint8_t { dejavu_sans, dejavu_serif, computer_modern, stix, stix_sans, custom };
enum class MathFallback : std::uint8_t { computer_modern, stix, stix_sans, none };

struct TextRules {
    // What the generic families stand for, in the order in which they are tried.
    std::vector<std::string> sans_serif, serif, cursive, fantasy, monospace;
    // font.style and font.weight: for what a pattern such as mathtext.rm leaves open.
    FontStyle style = FontStyle::normal;
    int weight = 400;
    int stretch = 500;  // font.stretch: 0 .. 1000

    bool parse_math = true;  // what is between dollars
    bool antialias = true;
    Hinting hinting = Hinting::force_autohint;
    int hinting_factor = 8;  // the grid of hinting is so much finer in x
    int kerning_factor = 0;  // kerning is divided by two to its power

    MathFontSet math_set = MathFontSet::dejavu_sans;
    MathFallback math_fallback = MathFallback::computer_modern;
    std::string math_default = "it";  // TeX's name of the font between dollars
    // Of the custom set, as font patterns ("serif:italic").
    std::string math_rm = "sans", math_it = "sans:italic", math_bf = "sans:bold", math_sf = "sans",
                math_tt = "monospace", math_cal = "cursive";

    friend bool operator==(const TextRules&, const TextRules&) = default;
};

}  // namespace plotmill
