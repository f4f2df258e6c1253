// PNG's row filters over whole pictures, for the general compressor. Pure functions on bytes.
#pragma once

#include <cstdint>
#include <vector>

#include "formats/plot_deflate.h"

namespace plotmill::formats {

enum class FilterStrategy { none, sub, up, paeth, least_sum, least_change };

// The samples of all rows without gaps, in the file's order.
void pack_pixels(const PixelRows& pixels, std::vector<std::uint8_t>& packed);

// The rows with their filter bytes. least_sum takes, row by row, the filter with the smallest sum of absolute
// differences; least_change the one of none, Sub and Up whose bytes change least often along the row.
void filter_rows(const std::vector<std::uint8_t>& packed, std::size_t row_bytes, std::size_t pixel_bytes,
                 FilterStrategy strategy, std::vector<std::uint8_t>& filtered);

}  // namespace plotmill::formats
