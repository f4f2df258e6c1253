// Legends: packed as offsetbox's HPacker and VPacker do, placed as Legend does ("best" included), then put into the
// scene. Called by one thread per figure.
#pragma once

#include <vector>

#include "base/points.h"
#include "figure/text_metrics.h"
#include "figure/view.h"
#include "layout/facts.h"
#include "resolve/resolved.h"
#include "scene/builder.h"

namespace plotmill::layout {

// Places in pixels, y upwards; such as are not finite are gaps. What lies far from a box, or wholly within it, is
// counted by the hundred.
class Places {
public:
    Places(std::vector<Point> points);
    Places(std::initializer_list<Point> points) : Places(std::vector<Point>(points)) {}
    // Many points in columns, which are not copied: `map` as View::map gives it.
    static Places mapped(Points points, const Points::Map& map);

    // How many lie within the box, and one more where a straight piece from one to the next crosses it, if `joined`.
    double badness(const Rect& box, bool joined) const;

private:
    struct Block {
        Rect bounds = Rect::none();  // of those that are finite, and of the one before them
        std::size_t finite = 0;      // of them
        bool known = true;           // or some are so far away that nothing is said
    };
    Places() = default;
    std::size_t size() const { return own_.empty() ? points_.size() : own_.size(); }
    Point at(std::size_t i) const {
        if (!own_.empty()) return own_[i];
        const Point p = points_[i];
        return {map_.ax * p.x + map_.ex, map_.ay * p.y + map_.ey};
    }
    void make_blocks();

    std::vector<Point> own_;
    Points points_;
    Points::Map map_;
    std::vector<Block> blocks_;
};

// What "best" avoids (Legend._auto_legend_data), in pixels with y upwards.
struct Obstacles {
    std::vector<Rect> boxes;      // extents of patches
    std::vector<Places> lines;    // their vertices
    std::vector<Places> offsets;  // of collections
};
inline bool is_best(const resolve::LegendSpec& legend) { return legend.loc == 0 && !legend.loc_point; }
Obstacles obstacles_of(const resolve::ResolvedAxes& axes, const figure::View& view);

// Draws the legend into `parent` (the axes' box, or the figure's; pixels, y upwards) and returns its box (y upwards)
// and labels. `obstacles` may be null for figures' legends, where "best" means upper right.
LegendFact emit_legend(const resolve::LegendSpec& spec, const Rect& parent, const Obstacles* obstacles,
                       figure::TextMetrics& metrics, scene::Builder& out, FigureFacts* facts);

}  // namespace plotmill::layout
