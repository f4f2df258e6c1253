#include "layers/areas.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace plotmill::layers {

namespace {

// numpy.interp for two points in any order.
double interpolate(double at, double x0, double y0, double x1, double y1) {
    if (x1 < x0) std::swap(x0, x1), std::swap(y0, y1);
    if (at <= x0) return y0;
    if (at >= x1) return y1;
    return y0 + (y1 - y0) / (x1 - x0) * (at - x0);
}

struct Slice {
    Values along, first, second;
};

// cbook.STEP_LOOKUP_MAP.
Slice stepped(const Slice& in, Step step) {
    const std::size_t n = in.along.size();
    if (step == Step::none || n == 0) return in;
    Slice out;
    auto add = [&](double along, std::size_t i) {
        out.along.push_back(along);
        out.first.push_back(in.first[i]);
        out.second.push_back(in.second[i]);
    };
    if (step == Step::mid) {
        add(in.along[0], 0);
        for (std::size_t i = 0; i + 1 < n; ++i) {
            const double middle = (in.along[i] + in.along[i + 1]) / 2;
            add(middle, i);
            add(middle, i + 1);
        }
        add(in.along[n - 1], n - 1);
        return out;
    }
    for (std::size_t i = 0; i < n; ++i) {
        add(in.along[i], i);
        if (i + 1 < n) step == Step::pre ? add(in.along[i], i + 1) : add(in.along[i + 1], i);
    }
    return out;
}

}  // namespace

Step parse_step(std::string_view word) {
    if (word == "pre") return Step::pre;
    if (word == "mid") return Step::mid;
    if (word == "post") return Step::post;
    return Step::none;
}

void add_area(const Draft& d, const Area& area, const figure::CollectionKeywords& keywords, const std::string& label) {
    const std::size_t n = area.along.size();
    auto whole = [&](std::size_t i) {
        return std::isfinite(area.along[i]) && std::isfinite(area.first[i]) && std::isfinite(area.second[i]);
    };
    auto shown = [&](std::size_t i) { return (area.where.empty() || area.where[i]) && whole(i); };
    auto point = [&](double along, double across) {
        return area.vertical ? Point{along, across} : Point{across, along};
    };

    // Where the curves cross between point i - 1 and point i: the area's end when it is interpolated.
    auto crossing = [&](std::size_t i) -> Point {
        const std::size_t before = i > 0 ? i - 1 : 0;
        if (before == i || !std::isfinite(area.first[before] - area.second[before]))
            return {area.along[i], area.first[i]};
        if (!std::isfinite(area.first[i] - area.second[i])) return {area.along[before], area.first[before]};
        const double root = interpolate(0, area.first[before] - area.second[before], area.along[before],
                                        area.first[i] - area.second[i], area.along[i]);
        return {root, interpolate(root, area.along[before], area.first[before], area.along[i], area.first[i])};
    };

    figure::CollectionArtist artist;
    artist.kind = figure::CollectionArtist::Kind::polygons;
    std::vector<Point> limits;
    for (std::size_t begin = 0; begin < n;) {
        if (!shown(begin)) {
            ++begin;
            continue;
        }
        std::size_t end = begin;
        Slice raw;
        for (; end < n && shown(end); ++end) {
            raw.along.push_back(area.along[end]);
            raw.first.push_back(area.first[end]);
            raw.second.push_back(area.second[end]);
            limits.push_back(point(area.along[end], area.first[end]));
            limits.push_back(point(area.along[end], area.second[end]));
        }
        const Slice slice = stepped(raw, area.step);
        const std::size_t m = slice.along.size();
        Point start{slice.along[0], slice.second[0]}, stop{slice.along[m - 1], slice.second[m - 1]};
        if (area.interpolate) {
            start = crossing(begin);
            // At the curves' last point Matplotlib looks at that point alone.
            stop = end < n ? crossing(end) : Point{area.along[n - 1], area.first[n - 1]};
        }
        std::vector<Point> outline;
        outline.reserve(2 * m + 2);
        outline.push_back(point(start.x, start.y));
        for (std::size_t i = 0; i < m; ++i) outline.push_back(point(slice.along[i], slice.first[i]));
        outline.push_back(point(stop.x, stop.y));
        for (std::size_t i = m; i-- > 0;) outline.push_back(point(slice.along[i], slice.second[i]));
        artist.paths.push_back(Path::polyline(outline, true));
        begin = end;
    }
    figure::resolve_collection(keywords, d.rc(), false, artist);
    const figure::PatchHandle handle{figure::first_patch(artist)};
    figure::Artist& added = add_artist(d.out, std::move(artist), keywords, 1);
    added.limit_points = std::move(limits);
    (area.vertical ? added.sticky_y : added.sticky_x) = area.sticky;
    add_handle(d.out, label, handle);
}

}  // namespace plotmill::layers
