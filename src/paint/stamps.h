// Very many equal marks of one opaque colour: where a mark would change nothing any more it is not drawn again. The
// pixels are those that drawing every one of them gives.
#pragma once

#include <vector>

#include "base/points.h"
#include "base/wide.h"
#include "paint/sprite.h"

namespace plotmill::paint {

// The nearest whole pixels of points from..from + count; `skipped` where a point is not finite or far off.
inline constexpr int skipped = -(1 << 30);
void snap_positions(const Points& points, std::size_t from, std::size_t count, int* x, int* y,
                    bool wide = wide_loops());

class Stamps {
public:
    // The marks lie within brush.wide, which has no mask; `above` is laid on `below` in the same opaque colour.
    Stamps(const Brush& brush, const Sprite& below, const Sprite& above, Color8 color);
    void draw(int x, int y);

private:
    struct Soft {  // a pixel that is covered in part
        std::ptrdiff_t at;
        std::uint8_t below, above;
    };
    struct Hard {  // pixels that take the colour
        std::ptrdiff_t at;
        int count;
    };

    const Brush& brush_;
    const Sprite &below_, &above_;
    const Color8 color_;
    PixelRect box_;    // of the mark
    PixelRect inner_;  // places from which it lies wholly within the brush
    std::vector<Soft> soft_;
    std::vector<Hard> hard_;
    std::vector<bool> done_;  // by place of inner_: a mark there changes nothing
};

}  // namespace plotmill::paint
