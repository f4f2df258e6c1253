// TeX's font names, and those that mathtext has for itself. Internal to text/.
#pragma once

#include <cstdint>

namespace plotmill::text {

enum class MathFont : std::uint8_t {
    standard,  // "default": the font of the text around the math
    regular,   // the same, but falls back on roman
    roman,
    italic,
    bold,
    typewriter,
    sans,
    calligraphic,
    blackboard,
    fraktur,
    script,
    // Not to be had by a command:
    extension,          // DejaVu Display, or Computer Modern's large symbols
    non_unicode_roman,  // STIX's characters without a place in Unicode
    non_unicode_italic,
    non_unicode_bold,
    size_0,  // STIX in its sizes
    size_1,
    size_2,
    size_3,
    size_4,
    size_5,
    computer_modern_symbols,  // the minus sign of cmr10
};
inline constexpr int kMathFonts = 22;

enum class ComputerModern : std::uint8_t { none, extension, italic, roman, symbols, typewriter };

}  // namespace plotmill::text
