// Decompression with a cap on what comes out. Pure functions, any thread. Faults have no place; the caller adds one.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace plotmill::data {

enum class Compression : std::uint8_t { none, gzip, zstd };
Compression compression_of(std::string_view bytes);  // by the first bytes, not by the name

Result<std::string> decompress(Compression kind, std::string_view bytes, std::size_t max_size);

// A raw deflate stream, as zip archives hold it; `size` is what must come out.
Result<std::string> inflate_raw(std::string_view bytes, std::size_t size);

}  // namespace plotmill::data
