// Shapes of a collection that come again at other places: flattened and stroked once, then moved. What is moved lies
// within rounding of what would be made anew; wherever that might fall on the other side of a 1/256 pixel, and where
// the shape is cut by the clip, the mark is left to be made anew, so that the pixels are the same. One per worker.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "base/path.h"
#include "base/wide.h"
#include "paint/brush.h"
#include "paint/patch.h"
#include "scene/scene.h"

namespace plotmill::paint {

// A shape and its outline of straight pieces that lie wholly within `brush`, small enough for the patch, drawn by it.
// False, and nothing is drawn, where that is not so. The brush has no mask.
class SmallShape {
public:
    // Whether a shape is, as far as it can be told without its outline.
    static bool may_be(const Path& path, const Brush& brush);
    bool draw(const Brush& brush, const Path& inside, Color8 inside_color, const Path& edge, Color8 edge_color,
              Patch& patch);

private:
    std::vector<int> xy_[2];
    std::vector<std::uint32_t> ends_[2];
};

class Mold {
public:
    // What makes a shape within one collection.
    struct Key {
        std::size_t path = 0;
        double scale = 1, width = 0;
        scene::Cap cap = scene::Cap::butt;
        scene::Join join = scene::Join::miter;
        friend bool operator==(const Key&, const Key&) = default;
    };

    void forget(const Key& key);
    const Key& key() const { return key_; }
    bool ready() const { return state_ == State::proven; }
    bool learning() const { return state_ < State::proven; }
    void give_up() { state_ = State::useless; }  // it depends on the place

    // The straight pieces that were drawn with the shape at `place`: kept the second time, compared the third time.
    void learn(const Path& inside, const Path& edge, Point place, const PixelRect& box);

    // Draws it there. False: has to be made anew.
    bool draw(const Brush& brush, Point place, Color8 inside, Color8 edge, Patch& patch, Rasterizer& rasterizer);

private:
    enum class State : std::uint8_t { fresh, seen, taken, proven, useless };
    struct Polygons {
        std::vector<double> xy;  // from the place on
        std::vector<std::uint32_t> ends;
        std::vector<int> fixed;  // 1/256 pixel, of the place it was moved to last

        bool take(const Path& path, Point place);
        bool agrees(const Polygons& other) const;
        bool move(Point place);
    };

    Key key_;
    State state_ = State::useless;
    Rect bounds_;
    Polygons inside_, edge_;
};

// The molds of one collection: a few are kept, found by their keys.
class Molds {
public:
    void clear() {
        for (Mold& m : molds_) m.forget({});
    }
    Mold& of(const Mold::Key& key);

private:
    std::array<Mold, 64> molds_;
};

}  // namespace plotmill::paint
