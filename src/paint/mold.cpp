#include "paint/mold.h"

#include <bit>

#include "paint/edge_trace.h"

namespace plotmill::paint {

namespace {

constexpr double same = 1e-10;            // pixels by which two makings of a shape may differ
constexpr double near = 1e-6;             // of 1/256 pixel: nearer to where rounding turns nothing is taken for sure
constexpr std::size_t max_points = 1000;  // of a mold

bool inside(const Rect& r, const PixelRect& box) {
    return r.x0 >= box.x0 && r.y0 >= box.y0 && r.x1 < box.x1 - 1 && r.y1 < box.y1 - 1;
}

Rect bounds_of(const std::vector<double>& xy, Rect r) {
    for (std::size_t i = 0; i < xy.size(); i += 2) r.unite({xy[i], xy[i + 1], xy[i], xy[i + 1]});
    return r;
}

// Whole 1/256 pixels of positive coordinates. False where rounding might turn out otherwise.
inline bool round_all(const double* xy, std::size_t n, Point place, int* out) {
    double low = 1, high = 0;
    const double by[2] = {place.x, place.y};
    for (std::size_t i = 0; i < n; i += 2)
        for (std::size_t k = 0; k < 2; ++k) {
            const double v = (xy[i + k] + by[k]) * 256 + 0.5;
            const int whole = static_cast<int>(v);
            const double rest = v - whole;
            low = rest < low ? rest : low;
            high = rest > high ? rest : high;
            out[i + k] = whole;
        }
    return low > near && high < 1 - near;
}

#ifdef PLOTMILL_WIDE
PLOTMILL_AVX2 bool round_all_wide(const double* xy, std::size_t n, Point place, int* out) {
    const __m256d by = _mm256_setr_pd(place.x, place.y, place.x, place.y), scale = _mm256_set1_pd(256),
                  half = _mm256_set1_pd(0.5);
    __m256d low = _mm256_set1_pd(1), high = _mm256_setzero_pd();
    std::size_t i = 0;
    for (; i + 4 <= n; i += 4) {
        const __m256d v = _mm256_add_pd(_mm256_mul_pd(_mm256_add_pd(_mm256_loadu_pd(xy + i), by), scale), half);
        const __m128i whole = _mm256_cvttpd_epi32(v);
        const __m256d rest = _mm256_sub_pd(v, _mm256_cvtepi32_pd(whole));
        low = _mm256_min_pd(low, rest);
        high = _mm256_max_pd(high, rest);
        _mm_storeu_si128(reinterpret_cast<__m128i*>(out + i), whole);
    }
    const __m256d sure = _mm256_and_pd(_mm256_cmp_pd(low, _mm256_set1_pd(near), _CMP_GT_OQ),
                                       _mm256_cmp_pd(high, _mm256_set1_pd(1 - near), _CMP_LT_OQ));
    return _mm256_movemask_pd(sure) == 15 && round_all(xy + i, n - i, place, out + i);
}
#endif

bool round_points(const std::vector<double>& xy, Point place, std::vector<int>& out) {
#ifdef PLOTMILL_WIDE
    if (wide_loops()) return round_all_wide(xy.data(), xy.size(), place, out.data());
#endif
    return round_all(xy.data(), xy.size(), place, out.data());
}

// Straight pieces as the rasterizer takes them: every polygon is closed, a close starts the next one at its start.
// `ends` gets the number of points up to the end of each. False where a point is not finite, or for curves.
template <class Put>
bool polygons_of(const Path& path, std::vector<std::uint32_t>& ends, const Put& put) {
    ends.clear();
    const Point* p = path.points.data();
    Point start;
    std::uint32_t count = 0;
    bool closed = false;
    const auto add = [&](Point q) {
        put(q);
        ++count;
    };
    const auto end = [&] {
        if (count > (ends.empty() ? 0 : ends.back())) ends.push_back(count);
    };
    for (const Verb v : path.verbs) {
        if (v == Verb::quad || v == Verb::cubic) return false;
        if (v == Verb::close) {
            end();
            closed = true;
            continue;
        }
        if (!finite(*p)) return false;
        if (v == Verb::move) {
            end();
            start = *p;
        } else if (closed) {
            add(start);
        }
        closed = false;
        add(*p++);
    }
    end();
    return true;
}

}  // namespace

bool SmallShape::may_be(const Path& path, const Brush& brush) {
    if (path.points.size() > max_points) return false;
    Rect bounds = Rect::none();
    for (const Point q : path.points) {
        if (!finite(q)) return false;
        bounds.unite({q.x, q.y, q.x, q.y});
    }
    return !bounds.is_none() && inside(bounds, brush.box) && bounds.width() * bounds.height() < Patch::max_cells;
}

bool SmallShape::draw(const Brush& brush, const Path& inside_path, Color8 inside_color, const Path& edge_path,
                      Color8 edge_color, Patch& patch) {
    Rect bounds = Rect::none();
    const Path* const paths[2] = {&inside_path, &edge_path};
    const bool drawn[2] = {inside_color.a != 0, edge_color.a != 0};
    for (std::size_t k = 0; k < 2; ++k) {
        if (!drawn[k]) continue;
        if (paths[k]->points.size() > max_points) return false;
        for (const Point q : paths[k]->points) {
            if (!finite(q)) return false;
            bounds.unite({q.x, q.y, q.x, q.y});
        }
    }
    if (bounds.is_none() || !inside(bounds, brush.box)) return false;
    int x = static_cast<int>(bounds.x0);
    const int y = static_cast<int>(bounds.y0);
    if (!patch.begin(static_cast<int>(bounds.x1) + 2 - x, static_cast<int>(bounds.y1) + 2 - y) ||
        patch.stride() > brush.canvas.width)
        return false;
    x = std::min(x, brush.canvas.width - patch.stride());
    for (std::size_t k = 0; k < 2; ++k) {
        xy_[k].clear();
        if (drawn[k] && !polygons_of(*paths[k], ends_[k], [&, k](Point q) {
                xy_[k].push_back(edges::fixed(q.x) - x * edges::scale);
                xy_[k].push_back(edges::fixed(q.y) - y * edges::scale);
            }))
            return false;
    }
    if (drawn[0]) patch.add(Patch::inside, xy_[0], ends_[0]);
    if (drawn[1]) patch.add(Patch::edge, xy_[1], ends_[1]);
    patch.lay(brush.canvas, x, y, inside_color, edge_color);
    return true;
}

bool Mold::Polygons::take(const Path& path, Point place) {
    xy.clear();
    if (path.points.size() > max_points) return false;
    const bool whole = polygons_of(path, ends, [&](Point q) {
        xy.push_back(q.x - place.x);
        xy.push_back(q.y - place.y);
    });
    fixed.resize(xy.size());
    return whole;
}

bool Mold::Polygons::agrees(const Polygons& other) const {
    return ends == other.ends && std::equal(xy.begin(), xy.end(), other.xy.begin(), other.xy.end(),
                                            [](double a, double b) { return std::fabs(a - b) <= same; });
}

bool Mold::Polygons::move(Point place) { return round_points(xy, place, fixed); }

void Mold::forget(const Key& key) {
    key_ = key;
    state_ = State::fresh;
}

void Mold::learn(const Path& inside_path, const Path& edge_path, Point place, const PixelRect& box) {
    if (state_ == State::fresh) {  // it may be the only one
        state_ = State::seen;
        return;
    }
    Polygons in, on;
    if (!finite(place) || !in.take(inside_path, place) || !on.take(edge_path, place)) {
        give_up();
        return;
    }
    const Rect bounds = bounds_of(on.xy, bounds_of(in.xy, Rect::none()));
    if (bounds.is_none() || !inside(bounds.moved(place.x, place.y), box)) return;  // cut, perhaps
    if (state_ == State::taken) {
        state_ = in.agrees(inside_) && on.agrees(edge_) ? State::proven : State::useless;
        return;
    }
    bounds_ = bounds;
    inside_ = std::move(in);
    edge_ = std::move(on);
    state_ = State::taken;
}

bool Mold::draw(const Brush& brush, Point place, Color8 inside_color, Color8 edge_color, Patch& patch,
                Rasterizer& rasterizer) {
    const Rect bounds = bounds_.moved(place.x, place.y);
    if (!inside(bounds, brush.box)) return false;
    int x = static_cast<int>(bounds.x0);
    const int y = static_cast<int>(bounds.y0);
    const int width = static_cast<int>(bounds.x1) + 2 - x, height = static_cast<int>(bounds.y1) + 2 - y;
    const bool small = patch.begin(width, height) && patch.stride() <= brush.canvas.width;
    if (small) x = std::min(x, brush.canvas.width - patch.stride());
    const Point from = small ? place - Point{static_cast<double>(x), static_cast<double>(y)} : place;
    if (!inside_.move(from) || !edge_.move(from)) return false;
    if (small) {
        if (inside_color.a) patch.add(Patch::inside, inside_.fixed, inside_.ends);
        if (edge_color.a) patch.add(Patch::edge, edge_.fixed, edge_.ends);
        patch.lay(brush.canvas, x, y, inside_color, edge_color);
        return true;
    }
    for (const auto& [polygons, color] : {std::pair{&inside_, inside_color}, std::pair{&edge_, edge_color}}) {
        if (color.a == 0) continue;
        rasterizer.begin(brush.box);
        rasterizer.add(polygons->fixed, polygons->ends);
        brush.sweep(rasterizer, color, true);  // too complex as those were that it was learnt from
    }
    return true;
}

Mold& Molds::of(const Mold::Key& key) {
    const std::uint64_t mixed =
        (std::bit_cast<std::uint64_t>(key.scale) ^ (key.path * 0x9e3779b97f4a7c15u)) * 0xff51afd7ed558ccdu ^
        std::bit_cast<std::uint64_t>(key.width);
    Mold& mold = molds_[(mixed * 0x9e3779b97f4a7c15u) >> 58];
    if (!(mold.key() == key)) mold.forget(key);
    return mold;
}

}  // namespace plotmill::paint
