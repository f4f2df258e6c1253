#include "paint/stamps.h"

#include <algorithm>
#include <cmath>

namespace plotmill::paint {

namespace {

constexpr double farthest = 1 << 23;  // pixels

#ifdef PLOTMILL_WIDE
PLOTMILL_AVX2 std::size_t snap_wide(const double* x, const double* y, const Points::Map& map, std::size_t from,
                                    std::size_t count, int* out_x, int* out_y) {
    const __m256d ax = _mm256_set1_pd(map.ax), ex = _mm256_set1_pd(map.ex), ay = _mm256_set1_pd(map.ay),
                  ey = _mm256_set1_pd(map.ey), height = _mm256_set1_pd(map.height), half = _mm256_set1_pd(0.5),
                  limit = _mm256_set1_pd(farthest), sign = _mm256_set1_pd(-0.0),
                  none = _mm256_set1_pd(static_cast<double>(skipped)), lanes = _mm256_setr_pd(0, 1, 2, 3);
    const std::size_t n = count / 4 * 4;
    for (std::size_t i = 0; i < n; i += 4) {
        const __m256d vx =
            x ? _mm256_loadu_pd(x + from + i) : _mm256_add_pd(_mm256_set1_pd(static_cast<double>(from + i)), lanes);
        const __m256d px = _mm256_add_pd(_mm256_mul_pd(ax, vx), ex);
        const __m256d py = _mm256_sub_pd(height, _mm256_add_pd(_mm256_mul_pd(ay, _mm256_loadu_pd(y + from + i)), ey));
        const __m256d near = _mm256_and_pd(_mm256_cmp_pd(_mm256_andnot_pd(sign, px), limit, _CMP_LT_OQ),
                                           _mm256_cmp_pd(_mm256_andnot_pd(sign, py), limit, _CMP_LT_OQ));
        const __m256d wx = _mm256_blendv_pd(none, _mm256_floor_pd(_mm256_add_pd(px, half)), near);
        const __m256d wy = _mm256_blendv_pd(none, _mm256_floor_pd(_mm256_add_pd(py, half)), near);
        _mm_storeu_si128(reinterpret_cast<__m128i*>(out_x + i), _mm256_cvttpd_epi32(wx));
        _mm_storeu_si128(reinterpret_cast<__m128i*>(out_y + i), _mm256_cvttpd_epi32(wy));
    }
    return n;
}
#endif

}  // namespace

void snap_positions(const Points& points, std::size_t from, std::size_t count, int* x, int* y,
                    [[maybe_unused]] bool wide) {
    std::size_t i = 0;
#ifdef PLOTMILL_WIDE
    if (wide && points.in_columns() && points.map())
        i = snap_wide(points.x().empty() ? nullptr : points.x().data(), points.y().data(), *points.map(), from, count,
                      x, y);
#endif
    for (; i < count; ++i) {
        const Point q = points[from + i];
        const bool near = std::fabs(q.x) < farthest && std::fabs(q.y) < farthest;  // finite, too
        x[i] = near ? static_cast<int>(std::floor(q.x + 0.5)) : skipped;
        y[i] = near ? static_cast<int>(std::floor(q.y + 0.5)) : skipped;
    }
}

Stamps::Stamps(const Brush& brush, const Sprite& below, const Sprite& above, Color8 color)
    : brush_(brush), below_(below), above_(above), color_(color) {
    box_ = below.empty() ? above.box() : below.box();
    for (const Sprite* s : {&below, &above}) {
        if (s->empty()) continue;
        box_ = {std::min(box_.x0, s->box().x0), std::min(box_.y0, s->box().y0), std::max(box_.x1, s->box().x1),
                std::max(box_.y1, s->box().y1)};
    }
    const PixelRect& w = brush.wide;
    inner_ = {w.x0 - box_.x0, w.y0 - box_.y0, w.x1 - box_.x1 + 1, w.y1 - box_.y1 + 1};
    brush.canvas.touch(w);
    if (!inner_.empty())
        done_.assign(static_cast<std::size_t>(inner_.width()) * static_cast<std::size_t>(inner_.height()), false);
    for (int y = box_.y0; y < box_.y1; ++y)
        for (int x = box_.x0; x < box_.x1; ++x) {
            const std::uint8_t b = below.cover(x, y), a = above.cover(x, y);
            if (!a && !b) continue;
            const std::ptrdiff_t at = static_cast<std::ptrdiff_t>(y) * brush.canvas.stride + x;
            if (a != 255 && b != 255)
                soft_.push_back({at, b, a});
            else if (!hard_.empty() && hard_.back().at + hard_.back().count == at)
                ++hard_.back().count;
            else
                hard_.push_back({at, 1});
        }
}

void Stamps::draw(int x, int y) {
    if (x < inner_.x0 || x >= inner_.x1 || y < inner_.y0 || y >= inner_.y1) {
        if (x == skipped) return;
        below_.draw(brush_, x, y, color_);
        above_.draw(brush_, x, y, color_);
        return;
    }
    const std::size_t place = static_cast<std::size_t>(y - inner_.y0) * static_cast<std::size_t>(inner_.width()) +
                              static_cast<std::size_t>(x - inner_.x0);
    if (done_[place]) return;
    std::uint32_t* const p = brush_.canvas.data + static_cast<std::ptrdiff_t>(y) * brush_.canvas.stride + x;
    const std::uint32_t word = color_.word();
    for (const Hard& h : hard_) std::fill_n(p + h.at, h.count, word);
    bool done = true;
    for (const Soft& s : soft_) {
        std::uint32_t& pixel = p[s.at];
        if (pixel == word) continue;
        if (s.below) blend_cover(pixel, color_, s.below);
        if (s.above && pixel != word) blend_cover(pixel, color_, s.above);
        done = done && pixel == word;
    }
    done_[place] = done;
}

}  // namespace plotmill::paint
