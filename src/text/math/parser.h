// A line with math between dollars to TeX boxes: the grammar of Matplotlib 3.6's mathtext, and \text. Hostile input is
// bounded in depth and length. Internal to text/; one worker.
#pragma once

#include <optional>
#include <string_view>

#include "text/math/boxes.h"
#include "text/math/math.h"

namespace plotmill::text {

struct ParsedMath {
    NodePtr box;  // packed hlist; null where there is an error
    std::optional<MathError> error;
};

ParsedMath parse_math(MathGlyphs& glyphs, std::string_view line, double points);

}  // namespace plotmill::text
