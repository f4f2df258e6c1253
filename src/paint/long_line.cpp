#include "paint/long_line.h"

#include <algorithm>
#include <optional>

#include "base/watch.h"
#include "paint/line_stages.h"

namespace plotmill::paint {

namespace {

#ifdef PLOTMILL_WIDE

// Eight points at a time as long as they only stretch the line that is being built: they lie in the box and near the
// line beyond doubt (what is within rounding of the limit is left to the plain loop). Of points that go no further than
// those before nothing is kept but the last. The others are few, and looked at one by one with the same arithmetic.
class Stretcher {
public:
    Stretcher(const Points& points, const Rect& box, double threshold)
        : x_(points.x().empty() ? nullptr : points.x().data()),
          y_(points.y().data()),
          map_(*points.map()),
          box_(box),
          threshold_(threshold) {}

    // From point i on, n at most; the number taken, a multiple of eight.
    PLOTMILL_AVX2 std::size_t take(std::size_t i, std::size_t n, Growth& g) const {
        if (!(threshold_ >= 1e-3) || !(g.length2 > 1e-30 && g.length2 < 1e12)) return 0;
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
        std::size_t record = 0;  // one past the last point that went further
        for (; i < end; i += 8) {
            __m256d px[2], py[2], dot[2], ok = _mm256_castsi256_pd(_mm256_set1_epi64x(-1)), far = _mm256_setzero_pd();
            for (int k = 0; k < 2; ++k) {
                const std::size_t at = i + 4 * static_cast<std::size_t>(k);
                const __m256d x = x_ ? _mm256_loadu_pd(x_ + at)
                                     : _mm256_add_pd(_mm256_set1_pd(static_cast<double>(at)), lanes);
                px[k] = _mm256_add_pd(_mm256_mul_pd(ax, x), ex);
                py[k] = _mm256_sub_pd(height, _mm256_add_pd(_mm256_mul_pd(ay, _mm256_loadu_pd(y_ + at)), ey));
                const __m256d tx = _mm256_sub_pd(px[k], ox), ty = _mm256_sub_pd(py[k], oy);
                dot[k] = _mm256_add_pd(_mm256_mul_pd(dx, tx), _mm256_mul_pd(dy, ty));
                const __m256d cross = _mm256_sub_pd(_mm256_mul_pd(dx, ty), _mm256_mul_pd(dy, tx));
                ok = _mm256_and_pd(ok, _mm256_cmp_pd(_mm256_andnot_pd(sign, cross), beside, _CMP_LE_OQ));
                ok = _mm256_and_pd(ok, _mm256_and_pd(_mm256_cmp_pd(py[k], top, _CMP_GE_OQ),
                                                     _mm256_cmp_pd(py[k], bottom, _CMP_LE_OQ)));
                ok = _mm256_and_pd(ok, _mm256_and_pd(_mm256_cmp_pd(px[k], left, _CMP_GE_OQ),
                                                     _mm256_cmp_pd(px[k], right, _CMP_LE_OQ)));
                far = _mm256_or_pd(far, _mm256_or_pd(_mm256_cmp_pd(dot[k], furthest, _CMP_GT_OQ),
                                                     _mm256_cmp_pd(dot[k], nearest, _CMP_LT_OQ)));
            }
            if (_mm256_movemask_pd(ok) != 15) break;
            if (_mm256_movemask_pd(far) == 0) continue;
            alignas(32) double xs[8], ys[8], dots[8];
            for (int k = 0; k < 2; ++k) {
                _mm256_store_pd(xs + 4 * k, px[k]);
                _mm256_store_pd(ys + 4 * k, py[k]);
                _mm256_store_pd(dots + 4 * k, dot[k]);
            }
            for (std::size_t k = 0; k < 8; ++k) {
                if (!(dots[k] > forward || dots[k] < backward)) continue;
                g.stretch({xs[k], ys[k]}, dots[k], norm2(g.along(dots[k])));
                if (g.last_is_forward)
                    forward = dots[k];
                else if (g.last_is_backward)
                    backward = dots[k];
                else
                    continue;
                record = i + k + 1;
            }
            furthest = _mm256_set1_pd(forward);
            nearest = _mm256_set1_pd(backward);
        }
        if (i == begin) return 0;
        if (record != i) g.last_is_forward = g.last_is_backward = false;
        g.last = {map_.x(x_ ? x_[i - 1] : static_cast<double>(i - 1)), map_.y(y_[i - 1])};
        return i - begin;
    }

private:
    const double* x_;
    const double* y_;
    const Points::Map map_;
    const Rect box_;
    const double threshold_;
};

#endif

}  // namespace

void simplify_points(const Points& points, const Rect& box, double threshold, Path& out, [[maybe_unused]] bool wide) {
    out.clear();
    Simplifier simplifier(threshold, out);
    LineClipper<Simplifier> clipper(box, simplifier);
    const std::size_t n = points.size();
    bool needs_move = true;  // at the start, and after a gap
#ifdef PLOTMILL_WIDE
    constexpr std::size_t step = 8;
    wide = wide && points.in_columns() && points.map();
    bool calm = false;  // the last points began no new line: it is likely to go on
    std::optional<Stretcher> stretcher;
    if (wide) stretcher.emplace(points, box, threshold);
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
