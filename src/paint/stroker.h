// Lines to their outlines: width, caps, joins and dashes by Agg's stroke geometry (inner joins mitred, arcs within 1/8
// pixel). One per worker; keeps its buffers.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "base/path.h"
#include "paint/rasterizer.h"
#include "scene/scene.h"

namespace plotmill::paint {

class Stroker {
public:
    struct Style {
        double width = 1;  // pixels; 0 gives an outline without area
        scene::Cap cap = scene::Cap::butt;
        scene::Join join = scene::Join::miter;
        double miter_limit = 4;    // length of a miter over half the width; Matplotlib sets it to the width in pixels
        bool smart_miter = false;  // beyond the miter limit: cut the tip off at the limit, not at the bevel (hatches)
    };

    // The outline of straight pieces as closed polygons (to be filled nonzero), appended to `out`.
    void stroke(const Path& lines, const Style& style, Path& out);
    // The same outline straight to the rasterizer, which was begun.
    void stroke(const Path& lines, const Style& style, Rasterizer& out);

    // The dashes of straight pieces as open lines, appended to `out`. Lengths in pixels, on, off, ... (an even number,
    // at most 32 are taken). False, and `out` as it was, where they cannot be drawn: none, negative, sum zero, or more
    // than a few million dashes.
    bool dash(const Path& lines, std::span<const double> lengths, double offset, Path& out);

private:
    struct Vertex {
        Point p;
        double length = 0;  // to the next vertex
        Point across;       // half the width, at a right angle to the piece to the next vertex; y counts upwards
    };

    template <class Emit>
    void subpaths(const Path& lines, Emit&& emit);
    void add(Point p);
    bool measure(std::size_t i, std::size_t next);
    void finish(bool& closed);
    void begin(const Style& style);
    void outline(bool closed);
    void shut();
    static constexpr double max_dashes = 4e6;

    void dash_one(bool closed, std::span<const double> lengths, double offset, Path& out);
    void cap(const Vertex& v0, const Vertex& v1, double length);
    void join(Point v0, Point v1, Point v2, double length1, double length2, Point d1, Point d2);
    void miter(Point v0, Point v1, Point v2, Point d1, Point d2, bool revert, double limit, double bevel);
    void arc(Point c, Point d1, Point d2);
    bool short_arc(Point c, Point d1, Point d2);
    void put(Point p) {
        block_[count_++] = p;
        if (count_ == block_.size()) flush();
    }
    void flush();

    std::vector<Vertex> vertices_;
    Style style_;
    double half_ = 0.5;
    double arc_step_ = 0;                  // the widest angle within 1/8 pixel of a circle
    std::array<double, 4> arc_cosines_{};  // of one, two, three and four times that; -2 from half a circle on
    Path* out_ = nullptr;                  // or, where this is null:
    Rasterizer* raster_ = nullptr;
    std::array<Point, 256> block_;  // of the polygon, not handed on yet
    std::size_t count_ = 0;
    bool first_ = true;  // the polygon's first point is not handed on yet
};

}  // namespace plotmill::paint
