#include "formats/row_delta.h"

#include <algorithm>

#include "base/blocks.h"

namespace plotmill::formats {

namespace {

constexpr std::uint32_t chunk = 16;  // pixels; blocks are whole numbers of it

// Which pixels of a chunk are not zero, and which of these are as the one before.
struct Marks {
    std::uint32_t some, again;
    std::uint32_t cost() const { return static_cast<std::uint32_t>(std::popcount(some & ~again)); }
};

// a - b channel by channel, the bytes above the pixel's cleared.
template <int channels>
std::uint32_t subtract(std::uint32_t a, std::uint32_t b) {
    constexpr std::uint32_t high = 0x80808080u;
    return (((a | high) - (b & ~high)) ^ ((a ^ ~b) & high)) & pixel_mask<channels>;
}

// The first n pixels of a chunk at x: `from(x)` gives what is subtracted from one, `put(x, v)` takes the difference.
template <int channels, class From, class Put>
Marks subtract_all(const std::uint32_t* row, std::uint32_t x, std::uint32_t n, std::uint32_t before, From from,
                   Put put) {
    Marks m{0, 0};
    for (std::uint32_t i = 0; i < n; ++i) {
        const std::uint32_t v = subtract<channels>(row[x + i], from(x + i));
        put(x + i, v);
        if (v != 0) {
            m.some |= 1u << i;
            if (v == before && x + i > 0) m.again |= 1u << i;
        }
        before = v;
    }
    return m;
}

void note(DeltaRow& out, std::uint32_t x, Marks m) {
    out.some.set(x, m.some);
    out.again.set(x, m.again);
}

template <int channels>
Marks up_chunk(const std::uint32_t* row, const std::uint32_t* above, std::uint32_t x, std::uint32_t n,
               std::uint32_t* to) {
    return subtract_all<channels>(
        row, x, n, x > 0 ? to[static_cast<std::ptrdiff_t>(x) - 1] : 0, [&](std::uint32_t i) { return above[i]; },
        [&](std::uint32_t i, std::uint32_t v) { to[i] = v; });
}

// What Sub leaves of the pixel before x.
template <int channels>
std::uint32_t sub_before(const std::uint32_t* row, std::uint32_t x) {
    return x == 0 ? 0 : subtract<channels>(row[x - 1], x == 1 ? 0 : row[x - 2]);
}

template <int channels, class Put>
Marks sub_chunk(const std::uint32_t* row, std::uint32_t x, std::uint32_t n, Put put) {
    return subtract_all<channels>(
        row, x, n, sub_before<channels>(row, x), [&](std::uint32_t i) { return i > 0 ? row[i - 1] : 0; }, put);
}

#ifdef PLOTMILL_WIDE

// A chunk as two vectors.
struct Pair {
    __m256i low, high;
};

PLOTMILL_AVX2 inline Pair load(const std::uint32_t* p) {
    return {_mm256_loadu_si256(reinterpret_cast<const __m256i*>(p)),
            _mm256_loadu_si256(reinterpret_cast<const __m256i*>(p + 8))};
}

PLOTMILL_AVX2 inline void store(std::uint32_t* p, Pair v) {
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(p), v.low);
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(p + 8), v.high);
}

// Moved by one pixel to the right, `first` coming in.
PLOTMILL_AVX2 inline Pair moved(Pair v, std::uint32_t first) {
    const __m256i turn = _mm256_setr_epi32(7, 0, 1, 2, 3, 4, 5, 6);
    const __m256i low = _mm256_permutevar8x32_epi32(v.low, turn), high = _mm256_permutevar8x32_epi32(v.high, turn);
    const __m256i in = _mm256_castsi128_si256(_mm_cvtsi32_si128(static_cast<int>(first)));
    return {_mm256_blend_epi32(low, in, 1), _mm256_blend_epi32(high, low, 1)};
}

template <int channels>
PLOTMILL_AVX2 inline Pair subtract(Pair a, Pair b) {
    const __m256i mask = _mm256_set1_epi32(static_cast<int>(pixel_mask<channels>));
    return {_mm256_and_si256(_mm256_sub_epi8(a.low, b.low), mask),
            _mm256_and_si256(_mm256_sub_epi8(a.high, b.high), mask)};
}

PLOTMILL_AVX2 inline std::uint32_t bits_of(__m256i v) {
    return static_cast<std::uint32_t>(_mm256_movemask_ps(_mm256_castsi256_ps(v)));
}

PLOTMILL_AVX2 inline std::uint32_t equal_bits(Pair a, Pair b) {
    return bits_of(_mm256_cmpeq_epi32(a.low, b.low)) | bits_of(_mm256_cmpeq_epi32(a.high, b.high)) << 8;
}

// Of the differences of a chunk at x.
PLOTMILL_AVX2 inline Marks marks_of(Pair v, std::uint32_t before, std::uint32_t x) {
    const __m256i zero = _mm256_setzero_si256();
    const std::uint32_t some = ~equal_bits(v, {zero, zero}) & 0xffff;
    return {some, equal_bits(v, moved(v, before)) & some & (x == 0 ? ~1u : ~0u)};
}

template <int channels>
PLOTMILL_AVX2 std::uint32_t filter_up_wide(const std::uint32_t* row, const std::uint32_t* above, std::uint32_t width,
                                           std::uint64_t& blocks, DeltaRow& out) {
    const std::uint32_t block = block_width(width);
    std::uint64_t changed = 0;
    std::uint32_t cost = 0;
    for (std::uint64_t left = blocks; left != 0; left &= left - 1) {
        const std::uint32_t begin = static_cast<std::uint32_t>(std::countr_zero(left)) * block;
        const std::uint32_t end = std::min(begin + block, width);
        bool any = false;
        std::uint32_t x = begin;
        for (; x + chunk <= end; x += chunk) {
            const Pair v = subtract<channels>(load(row + x), load(above + x));
            const __m256i both = _mm256_or_si256(v.low, v.high);
            if (_mm256_testz_si256(both, both)) continue;
            any = true;
            store(out.pixels + x, v);
            const Marks m = marks_of(v, out.pixels[static_cast<std::ptrdiff_t>(x) - 1], x);
            cost += m.cost();
            note(out, x, m);
        }
        if (x < end) {
            const Marks m = up_chunk<channels>(row, above, x, end - x, out.pixels);
            any |= m.some != 0;
            cost += m.cost();
            note(out, x, m);
        }
        changed |= std::uint64_t{any} << (begin / block);
    }
    blocks = changed;
    return cost;
}

template <int channels>
PLOTMILL_AVX2 Pair sub_wide(const std::uint32_t* row, std::uint32_t x) {
    const Pair v = load(row + x);
    return subtract<channels>(v, moved(v, x > 0 ? row[x - 1] : 0));
}

template <int channels>
PLOTMILL_AVX2 std::uint32_t filter_sub_wide(const std::uint32_t* row, std::uint32_t width, DeltaRow& out) {
    std::uint32_t x = 0;
    for (; x + chunk <= width; x += chunk) {
        const Pair v = sub_wide<channels>(row, x);
        store(out.pixels + x, v);
        note(out, x, marks_of(v, out.pixels[static_cast<std::ptrdiff_t>(x) - 1], x));
    }
    return x;
}

// Adds to `cost`; gives where it ends.
template <int channels>
PLOTMILL_AVX2 std::uint32_t sub_cost_wide(const std::uint32_t* row, std::uint32_t x, std::uint32_t end,
                                          std::uint32_t& cost) {
    for (; x + chunk <= end; x += chunk) {
        const Marks m = marks_of(sub_wide<channels>(row, x), sub_before<channels>(row, x), x);
        cost += m.cost() + (x == 0 && !(m.some & 1));
    }
    return x;
}

#endif

}  // namespace

template <int channels>
std::uint32_t filter_up(const std::uint32_t* row, const std::uint32_t* above, std::uint32_t width,
                        std::uint64_t& blocks, DeltaRow& out, [[maybe_unused]] bool wide) {
#ifdef PLOTMILL_WIDE
    if (wide) return filter_up_wide<channels>(row, above, width, blocks, out);
#endif
    const std::uint32_t block = block_width(width);
    std::uint64_t changed = 0;
    std::uint32_t cost = 0;
    for (std::uint64_t left = blocks; left != 0; left &= left - 1) {
        const std::uint32_t begin = static_cast<std::uint32_t>(std::countr_zero(left)) * block;
        const std::uint32_t end = std::min(begin + block, width);
        for (std::uint32_t x = begin; x < end; x += chunk) {
            const Marks m = up_chunk<channels>(row, above, x, std::min(chunk, end - x), out.pixels);
            if (m.some == 0) continue;
            changed |= std::uint64_t{1} << (begin / block);
            cost += m.cost();
            note(out, x, m);
        }
    }
    blocks = changed;
    return cost;
}

template <int channels>
void filter_sub(const std::uint32_t* row, std::uint32_t width, DeltaRow& out, [[maybe_unused]] bool wide) {
    std::uint32_t x = 0;
#ifdef PLOTMILL_WIDE
    if (wide) x = filter_sub_wide<channels>(row, width, out);
#endif
    for (; x < width; x += chunk)
        note(out, x, sub_chunk<channels>(row, x, std::min(chunk, width - x), [&](std::uint32_t i, std::uint32_t v) {
                 out.pixels[i] = v;
             }));
}

template <int channels>
std::uint32_t sub_cost(const std::uint32_t* row, std::uint32_t begin, std::uint32_t end, [[maybe_unused]] bool wide) {
    std::uint32_t cost = 0, x = begin;
#ifdef PLOTMILL_WIDE
    if (wide) x = sub_cost_wide<channels>(row, x, end, cost);
#endif
    for (; x < end; x += chunk) {
        const Marks m = sub_chunk<channels>(row, x, std::min(chunk, end - x), [](std::uint32_t, std::uint32_t) {});
        cost += m.cost() + (x == 0 && !(m.some & 1));
    }
    return cost;
}

#define PLOTMILL_ROW_DELTA(n)                                                                                      \
    template std::uint32_t filter_up<n>(const std::uint32_t*, const std::uint32_t*, std::uint32_t, std::uint64_t&, \
                                        DeltaRow&, bool);                                                          \
    template void filter_sub<n>(const std::uint32_t*, std::uint32_t, DeltaRow&, bool);                             \
    template std::uint32_t sub_cost<n>(const std::uint32_t*, std::uint32_t, std::uint32_t, bool);
PLOTMILL_ROW_DELTA(1)
PLOTMILL_ROW_DELTA(3)
PLOTMILL_ROW_DELTA(4)
#undef PLOTMILL_ROW_DELTA

}  // namespace plotmill::formats
