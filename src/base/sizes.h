// Sizes of memory as people write them: "512M" is 512 times 1024 times 1024 bytes.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace plotmill {

// A number above 0, with K, M, G or T (small letters too, and a B or iB behind them); bytes without. No value where it
// is none, or more than memory can be addressed.
std::optional<std::size_t> parse_size(std::string_view text);

std::string size_text(std::size_t bytes);  // "512M", "1.5G", "700": what parse_size() reads back, to four digits

}  // namespace plotmill
