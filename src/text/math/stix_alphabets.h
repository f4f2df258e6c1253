// Where the STIX fonts keep their letters of other styles: blackboard, calligraphic, fraktur, script, sans serif and
// typewriter letters are at places of their own in the roman, italic and bold faces. Constant tables, any thread.
// Internal to text/math.
#pragma once

#include <span>

#include "text/math/fonts.h"

namespace plotmill::text {

struct StixRange {
    char32_t first, last;  // characters as written
    MathFont font;         // where they are
    char32_t place;        // of the first
};

// Sorted by character; empty for a font that is no such alphabet.
std::span<const StixRange> stix_alphabet(MathFont font, MathFont font_class);

}  // namespace plotmill::text
