#include "stats/hexagons.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/sort.h"
#include "stats/bins.h"

namespace plotmill::stats {

double reduced(std::string_view how, std::vector<double> v) {
    const double n = static_cast<double>(v.size());
    if (how == "len" || how == "count") return n;
    if (how == "sum") return std::accumulate(v.begin(), v.end(), 0.0);
    if (how == "min") return *std::min_element(v.begin(), v.end());
    if (how == "max") return *std::max_element(v.begin(), v.end());
    if (how == "std") return standard_deviation(v);
    if (how == "var") return std::pow(standard_deviation(v), 2);
    if (how == "median") {
        sort_values(v.begin(), v.end());
        return quantile(v, 0.5);
    }
    return mean(v);
}

Hexagons count_hexagons(std::span<const double> x, std::span<const double> y, std::span<const double> c,
                        HexagonGrid grid, std::string_view reduce, double least) {
    const bool reducing = !c.empty();
    const long nx = grid.nx, ny = grid.ny, nx1 = nx + 1, ny1 = ny + 1;
    const double padding = 1e-9 * (grid.x1 - grid.x0);
    grid.x0 -= padding;
    grid.x1 += padding;
    Hexagons out;
    out.x0 = grid.x0;
    out.x1 = grid.x1;
    out.width = (grid.x1 - grid.x0) / static_cast<double>(nx);
    out.height = (grid.y1 - grid.y0) / static_cast<double>(ny);

    // A point belongs to the nearer centre of the two lattices.
    const std::size_t first = static_cast<std::size_t>(nx1 * ny1), all = first + static_cast<std::size_t>(nx * ny);
    std::vector<double> counts(all, 0);
    std::vector<std::vector<double>> lists(reducing ? all : 0);
    for (std::size_t i = 0; i < x.size(); ++i) {
        const double ix = (x[i] - grid.x0) / out.width, iy = (y[i] - grid.y0) / out.height;
        const double ix1 = std::nearbyint(ix), iy1 = std::nearbyint(iy), ix2 = std::floor(ix), iy2 = std::floor(iy);
        const double d1 = std::pow(ix - ix1, 2) + 3.0 * std::pow(iy - iy1, 2);
        const double d2 = std::pow(ix - ix2 - 0.5, 2) + 3.0 * std::pow(iy - iy2 - 0.5, 2);
        const bool one = d1 < d2;
        const double cx = one ? ix1 : ix2, cy = one ? iy1 : iy2;
        const long width = one ? nx1 : nx, height = one ? ny1 : ny;
        if (!(cx >= 0 && cx < static_cast<double>(width) && cy >= 0 && cy < static_cast<double>(height))) continue;
        const std::size_t at =
            (one ? 0 : first) + static_cast<std::size_t>(static_cast<long>(cx) * height + static_cast<long>(cy));
        counts[at] += 1;
        if (reducing) lists[at].push_back(c[i]);
    }
    for (std::size_t k = 0; k < all; ++k) {
        if (reducing ? !(counts[k] > least) : counts[k] < least) continue;
        const double value = reducing ? reduced(reduce, std::move(lists[k])) : counts[k];
        if (std::isnan(value)) continue;
        const bool one = k < first;
        const std::size_t local = one ? k : k - first, height = static_cast<std::size_t>(one ? ny1 : ny);
        const double half = one ? 0 : 0.5;
        out.list.push_back({{(static_cast<double>(local / height) + half) * out.width + grid.x0,
                             (static_cast<double>(local % height) + half) * out.height + grid.y0},
                            value});
    }
    return out;
}

}  // namespace plotmill::stats
