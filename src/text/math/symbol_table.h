// TeX's symbol names with their characters, sorted by name: those that Matplotlib draws in DejaVu Sans. Symbols of
// other fonts (DejaVu Sans Display, STIX, Computer Modern) are not among them. Constant, any thread. Internal to
// text/math.
#pragma once

#include <span>

#include "text/math/symbols.h"

namespace plotmill::text {

std::span<const MathSymbol> symbol_table();

}  // namespace plotmill::text
