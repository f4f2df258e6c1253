// The names of all markers. Constant data.
#pragma once

#include <string_view>

namespace plotmill::spec {

inline constexpr std::string_view marker_texts[] = {".", ",", "o", "v", "^", "<", ">", "1", "2", "3", "4", "8", "s",
                                                    "p", "P", "*", "h", "H", "+", "x", "X", "D", "d", "|", "_"};
// Markers that are numbers, by number.
inline constexpr std::string_view marker_numbers[] = {
    "tickleft", "tickright", "tickup",        "tickdown",       "caretleft",   "caretright",
    "caretup",  "caretdown", "caretleftbase", "caretrightbase", "caretupbase", "caretdownbase"};

}  // namespace plotmill::spec
