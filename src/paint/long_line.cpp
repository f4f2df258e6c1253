#include "paint/long_line.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <optional>

#include "base/watch.h"
#include "paint/line_stages.h"

namespace plotmill::paint {

namespace {

#ifdef PLOTMILL_WIDE

// Eight points at a time as long as they only stretch the line that is being built: they lie in the box and near the
// line beyond doubt (what is within rounding of the limit is left to the plain loop). Of points that go no further than
// those before nothing is kept but the last. Of eight of which some do, the furthest one is what is left of them in the
// end; it is found with the plain loop's arithmetic.
class Stretcher {
public:
    // `inside`: all points are known to be finite and within the box.
    Stretcher(const Points& points, const Rect& box, double threshold, bool inside)
        : x_(points.x().empty() ? nullptr : points.x().data()),
          y_(points.y().data()),
          map_(*points.map()),
          box_(box),
          threshold_(threshold),
          inside_(inside) {}

    // From point i on, n at most; the number taken. Where it is none, the next point may end the line.
    PLOTMILL_AVX2 std::size_t take(std::size_t i, std::size_t n, Growth& g) const {
        if (!(threshold_ >= 1e-3) || !(g.length2 > 1e-30 && g.length2 < 1e12)) return 0;
        return inside_ ? run<false>(i, n, g) : run<true>(i, n, g);
    }

private:
    template <bool checked>
    PLOTMILL_AVX2 std::size_t run(std::size_t i, std::size_t n, Growth& g) const {
        const double length = std::sqrt(g.length2);
        double forward = std::sqrt(g.forward2) * length * (1 - 1e-9);
        double backward = -std::sqrt(g.backward2) * length * (1 - 1e-9);
        const __m256d beside = _mm256_set1_pd(threshold_ * length * (1 - 1e-6)), dx = _mm256_set1_pd(g.direction.x),
                      dy = _mm256_set1_pd(g.direction.y), ox = _mm256_set1_pd(g.origin.x),
                      oy = _mm256_set1_pd(g.origin.y), sign = _mm256_set1_pd(-0.0);
        const __m256d ax = _mm256_set1_pd(map_.ax), ex = _mm256_set1_pd(map_.ex), ay = _mm256_set1_pd(map_.ay),
                      ey = _mm256_set1_pd(map_.ey), height = _mm256_set1_pd(map_.height);
        const __m256d left = _mm256_set1_pd(box_.x0), right = _mm256_set1_pd(box_.x1), top = _mm256_set1_pd(box_.y0),
                      bottom = _mm256_set1_pd(box_.y1);
        const __m256d lanes = _mm256_setr_pd(0, 1, 2, 3);
        __m256d furthest = _mm256_set1_pd(forward), nearest = _mm256_set1_pd(backward);
        const std::size_t end = i + n / 8 * 8, begin = i;
        std::size_t last_forward = 0, last_backward = 0;  // one past the last points that went further
        std::size_t count = 8;                            // less in the last round
        while (i < end && count == 8) {
            __m256d dot[2], good[2], far = _mm256_setzero_pd();
            for (int k = 0; k < 2; ++k) {
                const std::size_t at = i + 4 * static_cast<std::size_t>(k);
                const __m256d x =
                    x_ ? _mm256_loadu_pd(x_ + at) : _mm256_add_pd(_mm256_set1_pd(static_cast<double>(at)), lanes);
                const __m256d px = _mm256_add_pd(_mm256_mul_pd(ax, x), ex);
                const __m256d py =
                    _mm256_sub_pd(height, _mm256_add_pd(_mm256_mul_pd(ay, _mm256_loadu_pd(y_ + at)), ey));
                const __m256d tx = _mm256_sub_pd(px, ox), ty = _mm256_sub_pd(py, oy);
                dot[k] = _mm256_add_pd(_mm256_mul_pd(dx, tx), _mm256_mul_pd(dy, ty));
                const __m256d cross = _mm256_sub_pd(_mm256_mul_pd(dx, ty), _mm256_mul_pd(dy, tx));
                __m256d ok = _mm256_cmp_pd(_mm256_andnot_pd(sign, cross), beside, _CMP_LE_OQ);
                if (checked) {
                    ok = _mm256_and_pd(
                        ok, _mm256_and_pd(_mm256_cmp_pd(py, top, _CMP_GE_OQ), _mm256_cmp_pd(py, bottom, _CMP_LE_OQ)));
                    ok = _mm256_and_pd(
                        ok, _mm256_and_pd(_mm256_cmp_pd(px, left, _CMP_GE_OQ), _mm256_cmp_pd(px, right, _CMP_LE_OQ)));
                }
                good[k] = ok;
                far = _mm256_or_pd(far, _mm256_or_pd(_mm256_cmp_pd(dot[k], furthest, _CMP_GT_OQ),
                                                     _mm256_cmp_pd(dot[k], nearest, _CMP_LT_OQ)));
            }
            __m256d turned[2] = {_mm256_xor_pd(dot[0], sign), _mm256_xor_pd(dot[1], sign)};
            const unsigned taken = mask(good[0], good[1]);
            if (taken != 255) {  // those before the first that is not
                count = static_cast<std::size_t>(std::countr_one(taken));
                if (count == 0) break;
                const __m256d lane_count = _mm256_set1_pd(static_cast<double>(count)),
                              nowhere = _mm256_set1_pd(-std::numeric_limits<double>::infinity());
                const __m256d first = _mm256_cmp_pd(lanes, lane_count, _CMP_LT_OQ),
                              second = _mm256_cmp_pd(_mm256_add_pd(lanes, _mm256_set1_pd(4)), lane_count, _CMP_LT_OQ);
                dot[0] = _mm256_blendv_pd(nowhere, dot[0], first);
                dot[1] = _mm256_blendv_pd(nowhere, dot[1], second);
                turned[0] = _mm256_blendv_pd(nowhere, turned[0], first);
                turned[1] = _mm256_blendv_pd(nowhere, turned[1], second);
            } else if (_mm256_movemask_pd(far) == 0) {
                i += 8;
                continue;
            }
            const double most = highest(dot), least = -highest(turned);
            const Record ahead = most > forward ? record(g, dot, most) : Record{},
                         behind = least < backward ? record(g, turned, -least) : Record{};
            if (ahead.unclear || behind.unclear) break;  // before anything is changed: the plain loop tells
            if (ahead.along2 > g.forward2) {
                g.forward2 = ahead.along2;
                furthest = _mm256_set1_pd(forward = most);
                last_forward = i + ahead.lane + 1;
            }
            if (behind.along2 > g.backward2) {
                g.backward2 = behind.along2;
                nearest = _mm256_set1_pd(backward = least);
                last_backward = i + behind.lane + 1;
            }
            i += count;
        }
        if (i == begin) return 0;
        if (last_forward) g.forward = at(last_forward - 1);
        if (last_backward) g.backward = at(last_backward - 1);
        g.last = at(i - 1);
        g.last_is_forward = last_forward == i;
        g.last_is_backward = last_backward == i;
        return i - begin;
    }

    Point at(std::size_t i) const { return {map_.x(x_ ? x_[i] : static_cast<double>(i)), map_.y(y_[i])}; }

    // The furthest of eight points.
    struct Record {
        double along2 = 0;
        std::size_t lane = 0;
        bool unclear = false;
    };
    // `most` is the highest of `dot`. Unclear where a point before it comes so near that rounding may make it as far.
    PLOTMILL_AVX2 static Record record(const Growth& g, const __m256d (&dot)[2], double most) {
        const __m256d top = _mm256_set1_pd(most), near = _mm256_set1_pd(most * (1 - 1e-12));
        const unsigned close = mask(_mm256_cmp_pd(dot[0], near, _CMP_GE_OQ), _mm256_cmp_pd(dot[1], near, _CMP_GE_OQ)),
                       equal = mask(_mm256_cmp_pd(dot[0], top, _CMP_EQ_OQ), _mm256_cmp_pd(dot[1], top, _CMP_EQ_OQ));
        const int lane = std::countr_zero(equal);
        const double along2 = norm2(g.along(most));
        return {along2, static_cast<std::size_t>(lane), (close & ((1u << lane) - 1)) != 0 || !(along2 > 1e-250)};
    }
    PLOTMILL_AVX2 static unsigned mask(__m256d low, __m256d high) {
        return static_cast<unsigned>(_mm256_movemask_pd(low) | _mm256_movemask_pd(high) << 4);
    }
    PLOTMILL_AVX2 static double highest(const __m256d (&v)[2]) {
        const __m256d four = _mm256_max_pd(v[0], v[1]);
        const __m128d two = _mm_max_pd(_mm256_castpd256_pd128(four), _mm256_extractf128_pd(four, 1));
        return _mm_cvtsd_f64(_mm_max_sd(two, _mm_unpackhi_pd(two, two)));
    }

    const double* x_;
    const double* y_;
    const Points::Map map_;
    const Rect box_;
    const double threshold_;
    const bool inside_;
};

#endif

}  // namespace

namespace {

// Whether all points are finite and lie within the box: then nothing is cut.
bool all_inside(const Points& points, const Rect& box) {
    if (!points.in_columns() || !points.map() || points.empty()) return false;
    const Extremes y = points.y().extremes();
    const Extremes x = points.x().empty() ? Extremes{0, static_cast<double>(points.size() - 1)} : points.x().extremes();
    const Points::Map& m = *points.map();
    // Rounding does not change the order, so that the ends tell of all between.
    return x.all_finite() && y.all_finite() && box.contains({m.x(x.low), m.y(y.low)}) &&
           box.contains({m.x(x.high), m.y(y.high)});
}

void simplify_inside(const Points& points, double threshold, Path& out, [[maybe_unused]] bool wide) {
    Simplifier simplifier(threshold, out);
    const Points::Map m = *points.map();
    const double* const x = points.x().empty() ? nullptr : points.x().data();
    const double* const y = points.y().data();
    const std::size_t n = points.size();
    const auto at = [&](std::size_t i) { return Point{m.x(x ? x[i] : static_cast<double>(i)), m.y(y[i])}; };
#ifdef PLOTMILL_WIDE
    const Stretcher stretcher(points, {}, threshold, true);
#endif
    simplifier.move_to(at(0));
    [[maybe_unused]] constexpr std::size_t few = 4;
    std::size_t step = 8;
    for (std::size_t i = 1; i < n;) {
        [[maybe_unused]] const std::size_t vertices = out.points.size();
        for (const std::size_t end = std::min(n, i + step); i < end; ++i) simplifier.line_to(at(i));
#ifdef PLOTMILL_WIDE
        // Where the last points began no new line it is likely to go on; so it is where lines were long of late.
        if (!wide || (step == 8 && out.points.size() != vertices)) continue;
        std::size_t taken = 0;
        if (Growth* const g = simplifier.growing()) taken = stretcher.take(i, n - i, *g);
        i += taken;
        step = taken >= few ? 1 : 8;
#endif
    }
    simplifier.finish();
}

}  // namespace

void simplify_points(const Points& points, const Rect& box, double threshold, Path& out, [[maybe_unused]] bool wide) {
    out.clear();
    if (all_inside(points, box)) {
        simplify_inside(points, threshold, out, wide);
        return;
    }
    Simplifier simplifier(threshold, out);
    LineClipper<Simplifier> clipper(box, simplifier);
    const std::size_t n = points.size();
    bool needs_move = true;  // at the start, and after a gap
#ifdef PLOTMILL_WIDE
    constexpr std::size_t step = 8;
    wide = wide && points.in_columns() && points.map();
    bool calm = false;  // the last points began no new line: it is likely to go on
    std::optional<Stretcher> stretcher;
    if (wide) stretcher.emplace(points, box, threshold, false);
#else
    constexpr std::size_t step = 1 << 20;
#endif
    Poll poll;
    for (std::size_t i = 0; i < n;) {
        poll(8);
#ifdef PLOTMILL_WIDE
        if (Growth* const g = wide && calm && !needs_move && clipper.inside() ? simplifier.growing() : nullptr) {
            const std::size_t taken = stretcher->take(i, n - i, *g);
            if (taken > 0) clipper.skip_to(g->last);
            i += taken;
        }
#endif
        [[maybe_unused]] const std::size_t vertices = out.points.size();
        for (const std::size_t end = std::min(n, i + step); i < end; ++i) {
            const Point q = points[i];
            if (!finite(q)) {
                needs_move = true;
            } else if (needs_move) {
                clipper.move_to(q);
                needs_move = false;
            } else {
                clipper.line_to(q);
            }
        }
#ifdef PLOTMILL_WIDE
        calm = out.points.size() == vertices;
#endif
    }
    clipper.finish();
    simplifier.finish();
}

}  // namespace plotmill::paint
