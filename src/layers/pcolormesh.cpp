// pcolormesh: a grid of coloured cells.
#include <cmath>
#include <fmt/format.h>

#include "layers/grids.h"
#include "layers/kinds.h"
#include "spec/common_fields.h"

namespace plotmill::layers {

namespace {

using namespace spec;
using style::Rc;

constexpr std::string_view shading_words[] = {"flat", "nearest", "gouraud", "auto"};

constexpr Field fields[] = {
    {.name = "C", .accepts = array, .doc = "the values, a row for each y", .required = true},
    {.name = "X", .accepts = array, .doc = "corners or centres of the cells, of one dimension or two"},
    {.name = "Y", .accepts = array, .doc = "corners or centres of the cells, of one dimension or two"},
    {.name = "shading",
     .accepts = word,
     .doc = "flat: X and Y are corners; nearest: centres; gouraud: colours run between the points",
     .words = shading_words},
    {.name = "snap", .accepts = flag | null_, .doc = "cells on whole pixels"},
};
constexpr const FieldTable* bases[] = {&mappable_properties, &collection_properties, &data_properties};

// Corners halfway between centres, in one direction (Axes._pcolorargs).
Grid corners_along_rows(const Grid& g) {
    Grid out;
    out.rows = g.rows;
    out.cols = g.cols + 1;
    for (std::size_t r = 0; r < g.rows; ++r) {
        auto half = [&](std::size_t c) { return (g.at(r, c + 1) - g.at(r, c)) / 2.0; };
        if (g.cols == 1) {
            out.values.append(2, g.at(r, 0));
            continue;
        }
        out.values.push_back(g.at(r, 0) - half(0));
        for (std::size_t c = 0; c + 1 < g.cols; ++c) out.values.push_back(g.at(r, c) + half(c));
        out.values.push_back(g.at(r, g.cols - 1) + half(g.cols - 2));
    }
    return out;
}

Grid transposed(const Grid& g) {
    Grid out;
    out.rows = g.cols;
    out.cols = g.rows;
    for (std::size_t c = 0; c < g.cols; ++c)
        for (std::size_t r = 0; r < g.rows; ++r) out.values.push_back(g.at(r, c));
    return out;
}

Grid corners_of(const Grid& g) { return transposed(corners_along_rows(transposed(corners_along_rows(g)))); }

// Places in one direction as a grid of one row.
Grid row_of(const Numbers& values) {
    Grid out;
    out.rows = 1;
    out.cols = values.size();
    out.values = values;
    return out;
}

// The grid that two rows of places stand for: x along its rows, or y along its columns.
Grid spread(const Grid& x, const Grid& y, bool along_x) {
    Grid out;
    out.rows = y.cols;
    out.cols = x.cols;
    out.values.reserve(out.rows * out.cols);
    for (std::size_t r = 0; r < out.rows; ++r)
        for (std::size_t c = 0; c < out.cols; ++c) out.values.push_back(along_x ? x.values[c] : y.values[r]);
    return out;
}

void draw(const Draft& d) {
    const auto c = grid_values(d, "C");
    if (!c) return;
    std::string shading = d.fields().text("shading", d.rc().text(Rc::pcolor_shading));
    if (d.has("X") != d.has("Y")) {
        d.error(d.has("X") ? "X" : "Y", "give both 'X' and 'Y', or neither");
        return;
    }
    Grid x, y;
    bool straight = true;  // x and y are rows of places
    if (!d.has("X")) {
        const std::size_t more = shading == "gouraud" || shading == "nearest" ? 0 : 1;
        if (shading == "auto") shading = "flat";
        x = row_of(counting(c->cols + more));
        y = row_of(counting(c->rows + more));
    } else {
        const ColumnPtr cx = d.group.column("X"), cy = d.group.column("Y");
        if (!cx || !cy) return;
        const std::size_t nx = cx->cols ? cx->cols : cx->size(), ny = cy->cols ? cy->rows() : cy->size();
        straight = cx->cols == 0 && cy->cols == 0;
        auto gx = mesh_coordinates(d, "X", Direction::x, straight ? 1 : ny);
        auto gy = mesh_coordinates(d, "Y", Direction::y, straight ? 1 : nx);
        if (!gx || !gy) return;
        x = std::move(*gx);
        y = std::move(*gy);
        if (straight) y = row_of(y.values);
        if (!straight && (x.rows != y.rows || x.cols != y.cols)) {
            d.error("Y", fmt::format("X is {} x {}, Y is {} x {}: both must have the same shape", x.rows, x.cols,
                                     y.rows, y.cols));
            return;
        }
        const std::size_t rows = straight ? y.cols : x.rows;
        const bool same = rows == c->rows && x.cols == c->cols;
        if (shading == "auto") shading = same ? "nearest" : "flat";
        const std::size_t more = shading == "flat" ? 1 : 0;
        if (rows != c->rows + more || x.cols != c->cols + more) {
            d.error("C",
                    fmt::format("C is {} x {}, X and Y are {} x {}: shading '{}' wants {}", c->rows, c->cols, rows,
                                x.cols, shading, more ? "one row and one column more than C has" : "the same shape"));
            return;
        }
    }
    if (shading == "nearest") {
        x = straight ? corners_along_rows(x) : corners_of(x);
        y = straight ? corners_along_rows(y) : corners_of(y);
    }
    if (straight && shading != "gouraud")
        add_mesh(d, x.values, y.values, *c);
    else if (straight)
        add_mesh(d, spread(x, y, true), spread(x, y, false), *c, true);
    else
        add_mesh(d, x, y, *c, shading == "gouraud");
}

}  // namespace

constinit const FieldTable pcolormesh_table{.name = "layer 'pcolormesh'", .fields = fields, .bases = bases};

Prepared prepare_pcolormesh(const LayerInput& in) { return for_each_group(in, draw); }

}  // namespace plotmill::layers
