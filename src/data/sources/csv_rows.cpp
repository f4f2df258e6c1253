#include "data/sources/csv_rows.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <fast_float/fast_float.h>
#include <limits>
#include <vector>

#include "data/sources/csv_number.h"

namespace plotmill::data {

#ifdef PLOTMILL_WIDE
namespace {

constexpr std::size_t block = 64, number_room = 16;

// One bit for each of 64 characters: a delimiter or a line feed.
PLOTMILL_AVX2 inline std::uint64_t ends_in(const char* p, __m256i delimiter, __m256i feed) {
    const __m256i low = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(p)),
                  high = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(p + 32));
    const auto bits = [&](__m256i v) PLOTMILL_AVX2 {
        const __m256i found = _mm256_or_si256(_mm256_cmpeq_epi8(v, delimiter), _mm256_cmpeq_epi8(v, feed));
        return std::uint64_t{static_cast<std::uint32_t>(_mm256_movemask_epi8(found))};
    };
    return bits(low) | bits(high) << 32;
}

// Sixteen bytes of it from n on: the last n of them are set.
alignas(32) constexpr auto last_bytes = [] {
    std::array<std::uint8_t, 32> a{};
    for (std::size_t i = 16; i < 32; ++i) a[i] = 0xff;
    return a;
}();
PLOTMILL_AVX2 inline __m128i last_set(unsigned n) {
    return _mm_loadu_si128(reinterpret_cast<const __m128i*>(last_bytes.data() + n));
}

// A number while its block is read: digits, how many of them are decimals, sign. The division waits until the block is
// done: the processor would otherwise hold too few numbers at a time to hide what each takes from end to end.
struct Packed {
    static constexpr unsigned decimals_at = 56;
    static constexpr std::uint64_t digits = (std::uint64_t{1} << decimals_at) - 1, sign = std::uint64_t{1} << 63,
                                   point = std::uint64_t{1} << 60;  // it has one

    static double value(std::uint64_t v) {
        const double whole = static_cast<double>(static_cast<std::int64_t>(v & digits));
        const double magnitude = whole / detail::powers[v >> decimals_at & 15];
        return std::bit_cast<double>(std::bit_cast<std::uint64_t>(magnitude) | (v & sign));
    }
};

// The number in [begin, end), of at most sixteen characters after its sign: those that end there, without the point,
// are one sum of products. False where it is written in another way.
PLOTMILL_AVX2 inline bool short_number(const char* begin, const char* end, std::uint64_t& out) {
    const bool negative = *begin == '-';
    const auto n = static_cast<unsigned>(end - begin) - negative;
    if (n - 1 >= number_room) return false;
    const __m128i chars = _mm_loadu_si128(reinterpret_cast<const __m128i*>(end - number_room));
    __m128i values = _mm_sub_epi8(chars, _mm_set1_epi8('0'));
    const __m128i digits = _mm_cmpeq_epi8(_mm_min_epu8(values, _mm_set1_epi8(9)), values);
    // Of the last n characters, those that are no digits.
    const unsigned others = ~static_cast<unsigned>(_mm_movemask_epi8(digits)) & (0xffff0000u >> n) & 0xffffu;
    std::uint64_t flags = std::uint64_t{negative} << 63;
    unsigned count = n;
    if (others) {
        const unsigned point = static_cast<unsigned>(std::countr_zero(others));
        if ((others & (others - 1)) != 0 || n == 1 || *(end - number_room + point) != '.') return false;
        const unsigned fraction = number_room - 1 - point;
        --count;
        flags |= Packed::point | std::uint64_t{fraction} << Packed::decimals_at;
        values = _mm_blendv_epi8(_mm_slli_si128(values, 1), values, last_set(fraction));
    }
    values = _mm_and_si128(values, last_set(count));
    const __m128i by_two = _mm_maddubs_epi16(values, _mm_set1_epi16(10 | 1 << 8));
    const __m128i by_four = _mm_madd_epi16(by_two, _mm_set1_epi32(100 | 1 << 16));
    const __m128i by_eight = _mm_madd_epi16(_mm_packus_epi32(by_four, by_four), _mm_set1_epi32(10000 | 1 << 16));
    const auto halves = static_cast<std::uint64_t>(_mm_cvtsi128_si64(by_eight));
    const std::uint64_t mantissa = (halves & 0xffffffffu) * 100'000'000 + (halves >> 32);
    out = mantissa | flags;
    return mantissa <= std::uint64_t{1} << 53;  // so that it is a double, and the quotient rounded once
}

// A number that is not just digits: with blanks around it, an exponent, more digits.
bool long_number(const char* begin, const char* end, double& out, bool& integer) {
    while (begin < end && (*begin == ' ' || *begin == '\t')) ++begin;
    while (begin < end && (end[-1] == ' ' || end[-1] == '\t')) --end;
    const auto r = fast_float::from_chars(begin, end, out);
    if (r.ec != std::errc() || r.ptr != end || !std::isfinite(out)) return false;
    integer =
        std::string_view(begin, static_cast<std::size_t>(end - begin)).find_first_of(".eE") == std::string_view::npos;
    return !integer || std::abs(out) < 9007199254740992.0;  // the others may be no doubles
}

[[gnu::noinline]] bool is_gap(double v, const CsvForm& form) {
    return std::find(form.gaps.begin(), form.gaps.end(), v) != form.gaps.end();
}

struct Placed {  // a number that is not packed
    double* place;
    double value;
};

// What is not the short number that it mostly is; false where it is nothing plain.
[[gnu::noinline]] bool other_field(const char* text, const char* begin, const char* end, std::size_t row, CsvLane& lane,
                                   const CsvForm& form, std::vector<Placed>& placed) {
    const auto length = static_cast<std::size_t>(end - begin);
    if (lane.kind == CsvLane::Kind::numbers) {
        double v = std::numeric_limits<double>::quiet_NaN();
        bool integer = true;
        if (length > 0 && !long_number(begin, end, v, integer)) return false;
        if (is_gap(v, form)) return false;
        lane.numbers[row] = 0;
        placed.push_back({lane.numbers + row, v});
        lane.integers &= integer;
        return true;
    }
    if (length > form.longest_field || *begin == '"' || std::memchr(begin, '\r', length)) return false;
    if (lane.kind == CsvLane::Kind::cells) lane.cells[row] = {static_cast<std::uint64_t>(begin - text), length, 0};
    return true;
}

// A walk over the ends of fields.
struct Ends {
    const char* base;   // of the 64 characters
    const char* limit;  // the last ones'
    __m256i delimiter, feed;
    std::uint64_t bits;

    PLOTMILL_AVX2 const char* next() {  // null where there is none in whole blocks
        while (bits == 0) {
            base += block;
            if (base > limit) return nullptr;
            bits = ends_in(base, delimiter, feed);
        }
        const char* const end = base + std::countr_zero(bits);
        bits &= bits - 1;
        return end;
    }
};

template <bool gaps>
PLOTMILL_AVX2 inline bool take(const char* text, const char* begin, const char* end, std::size_t row, CsvLane& lane,
                               const CsvForm& form, std::vector<Placed>& placed) {
    std::uint64_t v;
    if (lane.kind != CsvLane::Kind::numbers || !short_number(begin, end, v) || (gaps && is_gap(Packed::value(v), form)))
        return other_field(text, begin, end, row, lane, form, placed);
    lane.numbers[row] = std::bit_cast<double>(v);
    return true;
}

template <bool gaps>
PLOTMILL_AVX2 std::size_t read_wide(std::string_view text, std::size_t& at, std::size_t most, const CsvForm& form,
                                    std::span<CsvLane> lanes) {
    const char* const begin = text.data();
    const char* row = begin + at;
    const char delimiter = form.delimiter;
    Ends ends{row, begin + text.size() - block, _mm256_set1_epi8(delimiter), _mm256_set1_epi8('\n'), 0};
    ends.bits = ends_in(row, ends.delimiter, ends.feed);
    CsvLane* const last = lanes.data() + lanes.size() - 1;
    std::vector<Placed> placed;
    std::size_t rows = 0;
    for (; rows < most && row < ends.limit; ++rows) {
        if (form.comment && *row == form.comment) break;
        if (delimiter == ' ' && (*row == ' ' || *row == '\t')) break;  // maybe a blank line
        const char* field = row;
        CsvLane* lane = lanes.data();
        for (; lane != last; ++lane) {
            const char* const end = ends.next();
            if (!end || *end != delimiter || !take<gaps>(begin, field, end, rows, *lane, form, placed)) break;
            field = end + 1;
        }
        if (lane != last) break;
        const char* const next = ends.next();
        if (!next || *next == delimiter) break;
        const char* const end = next - (next[-1] == '\r');
        if (end == field && lanes.size() == 1) break;  // a blank line
        if (!take<gaps>(begin, field, end, rows, *lane, form, placed)) break;
        row = next + 1;
    }
    at = static_cast<std::size_t>(row - begin);
    for (CsvLane& lane : lanes) {
        if (lane.numbers) {
            std::uint64_t all = 0;
            for (std::size_t i = 0; i < rows; ++i) {
                const auto v = std::bit_cast<std::uint64_t>(lane.numbers[i]);
                all |= v;
                lane.numbers[i] = Packed::value(v);
            }
            lane.integers &= (all & Packed::point) == 0;
            lane.numbers += rows;
        }
        if (lane.cells) lane.cells += rows;
    }
    for (const Placed& p : placed) *p.place = p.value;
    return rows;
}

}  // namespace
#endif

std::size_t read_plain_rows(std::string_view text, [[maybe_unused]] std::size_t& at, [[maybe_unused]] std::size_t most,
                            [[maybe_unused]] const CsvForm& form, [[maybe_unused]] std::span<CsvLane> lanes,
                            [[maybe_unused]] bool wide) {
#ifdef PLOTMILL_WIDE
    if (wide && !lanes.empty() && at >= number_room && text.size() >= block && at <= text.size() - block)
        return form.gaps.empty() ? read_wide<false>(text, at, most, form, lanes)
                                 : read_wide<true>(text, at, most, form, lanes);
#endif
    return 0;
}

}  // namespace plotmill::data
