// TeX's symbol names with their characters, sorted by name: all that Matplotlib knows, and where Computer Modern has
// them. Constant tables, any thread. Internal to text/math.
#pragma once

#include <span>

#include "text/math/symbols.h"

namespace plotmill::text {

std::span<const MathSymbol> symbol_table();

struct ComputerModernCharacter {  // a character that is written as itself
    char32_t character;
    ComputerModern font;
    char32_t code;
};
std::span<const ComputerModernCharacter> computer_modern_characters();

}  // namespace plotmill::text
