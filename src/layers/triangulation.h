// Triangulations of scattered points, as the layers over them take them (tri.Triangulation). Called by one thread per
// figure.
#pragma once

#include "layers/args.h"
#include "stats/delaunay.h"

namespace plotmill::layers {

extern const spec::FieldTable triangulation_fields;  // for the bases of a layer's own: x, y, triangles, mask, data

struct Triangulation {
    std::vector<Point> points;
    std::vector<stats::Triangle> triangles;
    std::vector<bool> masked;  // empty, or one for each triangle
    bool given = false;        // the job's triangles, which may turn either way; else Delaunay's

    bool shown(std::size_t i) const { return masked.empty() || !masked[i]; }
    // The corners of the points' box: left and bottom, right and top; none without points.
    std::vector<Point> limits() const;
};

// Reports what does not fit; then no value.
std::optional<Triangulation> read_triangulation(const Draft& d);

}  // namespace plotmill::layers
