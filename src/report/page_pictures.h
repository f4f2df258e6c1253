// The pictures that a page holds, as data URIs. Reads files; any thread.
#pragma once

#include <string>
#include <string_view>

#include "compare/compare.h"
#include "report/records.h"

namespace plotmill::report {

std::string data_uri(std::string_view type, std::string_view bytes);

// A thumbnail of the figure's PNG file, or its SVG file where it is small; "" where there is neither.
std::string thumbnail(const Figure& figure);

// The image of a PNG or SVG file as it is; "" for others, for large ones, and where it cannot be read.
std::string whole_picture(const std::string& path);

// The difference as a picture, of the two files anew; "" where they are no pictures.
std::string difference_picture(const compare::Comparison& c);

}  // namespace plotmill::report
