#include "layers/segments.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace plotmill::layers {

figure::CollectionArtist add_segments(const Draft& d, const Values& at, const Values& low, const Values& high,
                                      bool vertical, const figure::CollectionKeywords& keywords) {
    figure::CollectionArtist lines;
    lines.kind = figure::CollectionArtist::Kind::lines;
    figure::resolve_collection(keywords, d.rc(), true, lines);
    constexpr double inf = std::numeric_limits<double>::infinity();
    Point least{inf, inf}, most{-inf, -inf};
    for (std::size_t i = 0; i < at.size(); ++i) {
        const Point ends[2] = {vertical ? Point{at[i], low[i]} : Point{low[i], at[i]},
                               vertical ? Point{at[i], high[i]} : Point{high[i], at[i]}};
        for (const Point& p : ends) {  // a coordinate counts although the other one may be missing
            if (!std::isnan(p.x)) least.x = std::min(least.x, p.x), most.x = std::max(most.x, p.x);
            if (!std::isnan(p.y)) least.y = std::min(least.y, p.y), most.y = std::max(most.y, p.y);
        }
        Path path;
        path.move_to(ends[0]);
        path.line_to(ends[1]);
        lines.paths.push_back(std::move(path));
    }
    figure::Artist& artist = add_artist(d.out, lines, keywords, 2);
    artist.limit_points.emplace();
    if (!at.empty()) artist.limit_points = {least, most};
    return lines;
}

}  // namespace plotmill::layers
