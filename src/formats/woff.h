// Fonts for web pages, and bytes as text. Pure functions.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "formats/flate.h"

namespace plotmill::formats {

// A TrueType or OpenType font as WOFF 1.0: its tables, deflated one by one. Empty where the bytes are no such font.
std::string to_woff(std::span<const std::uint8_t> font, Flate& flate);

// Appends RFC 4648's text.
void put_base64(std::string& out, std::string_view bytes);

}  // namespace plotmill::formats
