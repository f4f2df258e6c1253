#include "layout/tight.h"

#include <algorithm>

#include "layout/grid.h"

namespace plotmill::layout {

namespace {

constexpr double pad_fonts = 1.08;  // TightLayoutEngine's pad, in font sizes

struct Spaces {  // one value per boundary and cell across it
    Spaces(int boundaries, int across) : across_(across), values_(static_cast<std::size_t>(boundaries * across), 0.0) {}
    double& at(int boundary, int cell) { return values_[static_cast<std::size_t>(boundary * across_ + cell)]; }
    double largest(int from, int to) {  // over boundaries [from, to)
        double most = -1e300;
        for (int b = from; b < to; ++b)
            for (int c = 0; c < across_; ++c) most = std::max(most, at(b, c));
        return most;
    }

private:
    int across_;
    std::vector<double> values_;
};

}  // namespace

std::optional<resolve::GridSpec> tight_grid(const TightInput& in, std::string& why) {
    const int rows = in.grid.nrows, cols = in.grid.ncols;
    // In Matplotlib's order of operations: a marker or an edge may fall between two pixels.
    const double pad = pad_fonts * (in.font_size / 72);
    const double pad_x = pad / in.width, pad_y = pad / in.height;
    const double kx = 1 / (in.width * in.dpi), ky = 1 / (in.height * in.dpi);
    Spaces h(cols + 1, rows), v(rows + 1, cols);

    // Axes of one slot count once, with all that is around any of them.
    std::vector<TightAxes> groups;
    for (const TightAxes& a : in.axes) {
        auto same = std::find_if(groups.begin(), groups.end(), [&](const TightAxes& g) {
            return g.slot.row0 == a.slot.row0 && g.slot.row1 == a.slot.row1 && g.slot.col0 == a.slot.col0 &&
                   g.slot.col1 == a.slot.col1;
        });
        if (same == groups.end())
            groups.push_back(a);
        else
            same->box.unite(a.box);
    }
    for (const TightAxes& g : groups) {
        const Rect p = slot_position(in.grid, g.slot);
        const Rect t{g.box.x0 * kx, g.box.y0 * ky, g.box.x1 * kx, g.box.y1 * ky};
        for (int r = g.slot.row0; r < g.slot.row1; ++r) {
            h.at(g.slot.col0, r) += p.x0 - t.x0;
            h.at(g.slot.col1, r) += t.x1 - p.x1;
        }
        for (int c = g.slot.col0; c < g.slot.col1; ++c) {
            v.at(g.slot.row0, c) += t.y1 - p.y1;
            v.at(g.slot.row1, c) += p.y0 - t.y0;
        }
    }

    double left = std::max(h.largest(0, 1), 0.0) + pad_x, right = std::max(h.largest(cols, cols + 1), 0.0) + pad_x;
    double top = std::max(v.largest(0, 1), 0.0) + pad_y, bottom = std::max(v.largest(rows, rows + 1), 0.0) + pad_y;
    for (double size : in.edges.left) left += size * kx + pad_x;
    for (double size : in.edges.right) right += size * kx + pad_x;
    for (double size : in.edges.top) top += size * ky + pad_y;
    for (double size : in.edges.bottom) bottom += size * ky + pad_y;
    if (left + right >= 1 || bottom + top >= 1) {
        why = "tight layout is not applied: what stands around the axes leaves no room for them";
        return {};
    }
    resolve::GridSpec out = in.grid;
    out.left = left;
    out.right = 1 - right;
    out.bottom = bottom;
    out.top = 1 - top;
    if (cols > 1) {
        const double space = h.largest(1, cols) + pad_x, size = (1 - right - left - space * (cols - 1)) / cols;
        if (size < 0) {
            why = "tight layout is not applied: the columns are too narrow for what stands between them";
            return {};
        }
        out.wspace = space / size;
    }
    if (rows > 1) {
        const double space = v.largest(1, rows) + pad_y, size = (1 - top - bottom - space * (rows - 1)) / rows;
        if (size < 0) {
            why = "tight layout is not applied: the rows are too low for what stands between them";
            return {};
        }
        out.hspace = space / size;
    }
    return out;
}

}  // namespace plotmill::layout
