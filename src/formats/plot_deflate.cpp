#include "formats/plot_deflate.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cstring>
#include <libdeflate.h>

#include "base/blocks.h"
#include "base/watch.h"
#include "formats/deflate_format.h"
#include "formats/huffman.h"
#include "formats/row_sums.h"

namespace plotmill::formats {

namespace {

constexpr std::uint32_t rows_between_polls = 256;
enum Filter : std::uint8_t { filter_none = 0, filter_sub = 1, filter_up = 2 };

// A token is a pixel of literals (its word, top byte 0; with four channels flagged apart in a second word), one literal
// byte or a match (length - 3 in bits 15..22, distance - 1 in bits 0..14).
constexpr std::uint32_t pixel_token = 0u << 30, byte_token = 1u << 30, match_token = 2u << 30, wide_token = 3u << 30;
constexpr std::uint32_t kind_mask = 3u << 30;
constexpr std::uint64_t adler_modulus = 65521;

template <int channels>
constexpr std::uint32_t pixel_mask = channels == 4 ? 0xffffffffu : (1u << (8 * channels % 32)) - 1;

using Bytes = std::uint8_t __attribute__((vector_size(16)));
using Words = std::uint32_t __attribute__((vector_size(16)));

template <class Vector>
Vector load(const std::uint32_t* p) {
    Vector v;
    std::memcpy(&v, p, sizeof v);
    return v;
}

// Whether any bit of a vector is set.
bool any(Words v) {
    std::uint64_t halves[2];
    std::memcpy(halves, &v, sizeof v);
    return (halves[0] | halves[1]) != 0;
}

template <int channels>
bool differ(const std::uint32_t* a, const std::uint32_t* b, std::uint32_t width) {
    std::uint32_t x = 0;
    for (; x + 16 <= width; x += 16) {
        Words difference = load<Words>(a + x) ^ load<Words>(b + x);
        for (std::uint32_t k = x + 4; k < x + 16; k += 4) difference |= load<Words>(a + k) ^ load<Words>(b + k);
        if (any(difference) && any(difference & pixel_mask<channels>)) return true;
    }
    for (; x < width; ++x)
        if (((a[x] ^ b[x]) & pixel_mask<channels>) != 0) return true;
    return false;
}

// Where the pixels from `x` on stop being zero.
std::uint32_t skip_zeros(const std::uint32_t* delta, std::uint32_t x, std::uint32_t width) {
    for (; x + 16 <= width; x += 16)
        if (any(load<Words>(delta + x) | load<Words>(delta + x + 4) | load<Words>(delta + x + 8) |
                load<Words>(delta + x + 12)))
            break;
    while (x < width && delta[x] == 0) ++x;
    return x;
}

// out[x] = a[x] - b[x] channel by channel, the bytes above the pixel's cleared. Gives the number of pixels that are
// neither zero nor as the one before: what the row will cost in literals. `before` is out[-1]; `out` may be null.
template <int channels>
std::uint32_t subtract(const std::uint32_t* a, const std::uint32_t* b, std::uint32_t* out, std::uint32_t width,
                       std::uint32_t before) {
    constexpr std::uint32_t mask = pixel_mask<channels>;
    Words cost = {0, 0, 0, 0}, last = {0, 0, 0, before};
    std::uint32_t x = 0;
    for (; x + 4 <= width; x += 4) {
        const Words v = (Words)(load<Bytes>(a + x) - load<Bytes>(b + x)) & mask;
        if (out) std::memcpy(out + x, &v, sizeof v);
        const Words shifted = __builtin_shufflevector(last, v, 3, 4, 5, 6);
        cost -= (Words)((v != 0u) & (v != shifted));  // true is -1
        last = v;
    }
    if (x > 0) before = last[3];
    std::uint32_t total = cost[0] + cost[1] + cost[2] + cost[3];
    for (; x < width; ++x) {
        constexpr std::uint32_t high = 0x80808080u;
        const std::uint32_t v = (((a[x] | high) - (b[x] & ~high)) ^ ((a[x] ^ ~b[x]) & high)) & mask;
        if (out) out[x] = v;
        total += v != 0 && v != before;
        before = v;
    }
    return total;
}

// What a block of a row costs in literals after PNG's Sub. The row's first pixel costs one.
template <int channels>
std::uint32_t sub_cost(const std::uint32_t* row, std::uint32_t begin, std::uint32_t end) {
    std::uint32_t cost = 0, before = 0;
    if (begin == 0) {
        cost = 1;
        before = row[0] & pixel_mask<channels>;
        begin = 1;
    } else {
        subtract<channels>(row + begin - 1, row + begin - 2, &before, 1, 0);
    }
    return cost + subtract<channels>(row + begin, row + begin - 1, nullptr, end - begin, before);
}

std::uint32_t hash_pixels(std::uint32_t a, std::uint32_t b, std::size_t bits) {
    return (a * 0x9e3779b1u ^ (b * 0x85ebca6bu + (a >> 15))) * 0xc2b2ae35u >> (32 - bits);
}

}  // namespace

void PlotDeflater::literal(std::uint8_t byte) {
    tokens_[used_++] = byte_token | byte;
    ++literal_counts_[3][byte];
}

void PlotDeflater::match(std::uint32_t bytes, std::uint32_t distance) {
    assert(bytes >= 3 && bytes <= max_match && distance >= 1 && distance <= max_distance);
    tokens_[used_++] = match_token | (bytes - 3) << 15 | (distance - 1);
    ++literal_counts_[3][length_table[bytes - 3].symbol];
    ++distance_counts_[distance_code(distance).symbol];
}

void PlotDeflater::zeros(std::uint64_t bytes, bool after_zero) {
    if (!after_zero && bytes > 0) {
        literal(0);
        --bytes;
    }
    while (bytes >= 3) {
        auto length = static_cast<std::uint32_t>(std::min<std::uint64_t>(bytes, max_match));
        if (bytes - length == 1 || bytes - length == 2) length -= 3;
        match(length, 1);
        bytes -= length;
    }
    for (; bytes > 0; --bytes) literal(0);
}

// Where row `y` differs from the one above it, in whole blocks.
template <int channels>
void PlotDeflater::find_changes(const PixelRows& pixels, std::uint32_t y) {
    changes_.clear();
    const std::uint32_t width = pixels.width, block = block_width(width);
    const std::uint32_t *row = pixels.row(y), *above = pixels.row(y - 1);
    std::uint64_t blocks = UINT64_MAX >> (64 - (width + block - 1) / block);
    if (pixels.touched)
        blocks &= pixels.touched[y] | pixels.touched[y - 1];
    else if (std::memcmp(row, above, width * sizeof(std::uint32_t)) == 0)
        return;
    for (; blocks != 0; blocks &= blocks - 1) {
        const std::uint32_t begin = static_cast<std::uint32_t>(std::countr_zero(blocks)) * block;
        const std::uint32_t end = std::min(begin + block, width);
        if (!differ<channels>(row + begin, above + begin, end - begin)) continue;
        if (!changes_.empty() && changes_.back().end == begin)
            changes_.back().end = end;
        else
            changes_.push_back({begin, end});
    }
}

template <int channels>
void PlotDeflater::tokenize_row(std::uint32_t y, std::uint32_t width, const std::uint32_t* delta) {
    const std::uint64_t row_bytes = 1 + std::uint64_t{width} * channels;
    constexpr std::uint32_t longest = max_match / channels;  // pixels
    CheckSums sums{row_bytes};
    for (const Span& change : changes_) add_sums<channels>(delta, change.begin, change.end, sums);

    auto span = changes_.begin();
    for (std::uint32_t x = 0; x < width;) {
        const std::uint32_t v = delta[x];
        if (v == 0) {
            std::uint32_t end = width;
            for (; span != changes_.end(); ++span) {
                if (x >= span->end) continue;
                end = skip_zeros(delta, std::max(x, span->begin), span->end);
                if (end < span->end) break;
                end = width;
            }
            const bool after_zero = x > 0 && (delta[x - 1] & 255) == 0;
            zeros(std::uint64_t{end - x} * channels, after_zero);
            x = end;
            continue;
        }
        if (x > 0 && v == delta[x - 1]) {
            std::uint32_t end = x + 1;
            while (end < width && end - x < longest && delta[end] == v) ++end;
            if ((end - x) * channels >= 3) {
                match((end - x) * channels, channels);
                x = end;
                continue;
            }
        }
        if (x + 1 < width) {
            Place& place = places_[hash_pixels(v, delta[x + 1], hash_bits)];
            const Place old = place;
            place = {v, y, x};
            const std::int64_t distance = static_cast<std::int64_t>(y - old.y) * static_cast<std::int64_t>(row_bytes) +
                                          (static_cast<std::int64_t>(x) - old.x) * channels;
            if (old.pixel == v && distance <= std::int64_t{max_distance}) {
                const std::uint32_t* before = ring_row(old.y, width) + old.x;
                const std::uint32_t room = std::min({width - x, width - old.x, longest});
                std::uint32_t n = 0;
                while (n < room && before[n] == delta[x + n]) ++n;
                if (n >= 2 && n * channels >= 3) {
                    match(n * channels, static_cast<std::uint32_t>(distance));
                    x += n;
                    continue;
                }
            }
        }
        if constexpr (channels == 4) {
            tokens_[used_++] = wide_token;
            tokens_[used_++] = v;
        } else {
            tokens_[used_++] = pixel_token | v;
        }
        for (int k = 0; k < channels; ++k) ++literal_counts_[static_cast<std::size_t>(k)][v >> (8 * k) & 255];
        ++x;
    }
    adler_b_ = (adler_b_ + adler_a_ * (row_bytes - 1) + sums.weighted) % adler_modulus;
    adler_a_ = (adler_a_ + sums.sum) % adler_modulus;
}

template <int channels>
void PlotDeflater::tokenize(const PixelRows& pixels) {
    const std::uint32_t width = pixels.width;
    const std::uint64_t row_bytes = 1 + std::uint64_t{width} * channels;
    const std::size_t ring_rows = std::bit_ceil(static_cast<std::size_t>(max_distance / row_bytes) + 3);
    ring_mask_ = ring_rows - 1;
    if (ring_spans_.size() != ring_rows || ring_width_ != width) {
        ring_.assign(std::max(ring_.size(), ring_rows * width + 1), 0);
        ring_spans_.assign(ring_rows, {});
        ring_width_ = width;
    }
    changes_.clear();
    sub_costs_.fill(unknown_cost);
    const std::uint32_t block = block_width(width), blocks = (width + block - 1) / block;
    places_.fill({});
    for (auto& counts : literal_counts_) counts.fill(0);
    distance_counts_.fill(0);
    used_ = 0;
    adler_a_ = 1;
    adler_b_ = 0;

    // The tokens of a row that equals the one above, once they are known: they are the same each time.
    std::vector<std::uint32_t>::size_type blank_begin = 0, blank_size = 0;
    std::uint32_t blank_rows = 0;
    std::uint32_t sub_cost_known = 0;  // of the blocks of the row above whose cost is known
    std::array<std::uint32_t, 288> blank_literals{};
    std::array<std::uint32_t, 30> blank_distances{};

    const std::size_t most_tokens = std::size_t{width} * 2 + row_bytes / max_match + 16;  // of one row
    for (std::uint32_t y = 0; y < pixels.height; ++y) {
        if (y % rows_between_polls == rows_between_polls - 1) poll_now();
        if (tokens_.size() < used_ + most_tokens) tokens_.resize(std::max(used_ + most_tokens, tokens_.size() * 2));
        const std::uint32_t* row = pixels.row(y);
        const auto begin_row = [&](std::uint8_t filter) {
            literal(filter);
            adler_a_ += filter;
            adler_b_ += adler_a_;
        };
        const std::uint32_t* above = y > 0 ? pixels.row(y - 1) : nullptr;
        if (above)
            find_changes<channels>(pixels, y);
        else
            changes_.assign(1, {0, width});
        if (changes_.empty()) {
            if (blank_rows++ == 0) {
                blank_literals = literal_counts_[3];
                blank_distances = distance_counts_;
                blank_begin = used_;
                begin_row(filter_up);
                zeros(row_bytes - 1, false);
                blank_size = used_ - blank_begin;
                for (std::size_t s = 0; s < 288; ++s) blank_literals[s] = literal_counts_[3][s] - blank_literals[s];
                for (std::size_t s = 0; s < 30; ++s) blank_distances[s] = distance_counts_[s] - blank_distances[s];
            } else {
                std::memcpy(tokens_.data() + used_, tokens_.data() + blank_begin, blank_size * sizeof(std::uint32_t));
                used_ += blank_size;
                adler_a_ += filter_up;
                adler_b_ += adler_a_;
            }
            adler_b_ = (adler_b_ + adler_a_ * (row_bytes - 1)) % adler_modulus;
            adler_a_ %= adler_modulus;
            continue;
        }

        // Zero but for its span, which the row that was here before has left.
        std::uint32_t* delta = ring_row(y, width);
        Span& span = ring_spans_[y & ring_mask_];
        std::fill(delta + span.begin, delta + span.end, 0);
        span = {changes_.front().begin, changes_.back().end};

        // The cost of Sub changes only where the row does, and in the two pixels after that.
        std::uint32_t up_cost = above ? 0 : UINT32_MAX;
        for (const Span& change : changes_) {
            for (std::uint32_t k = change.begin / block; k < blocks && k * block < change.end + 2; ++k) {
                if (sub_costs_[k] != unknown_cost) sub_cost_known -= sub_costs_[k];
                sub_costs_[k] = unknown_cost;
            }
            if (above)
                up_cost += subtract<channels>(row + change.begin, above + change.begin, delta + change.begin,
                                              change.end - change.begin, 0);
        }
        std::uint8_t filter = filter_up;
        if (up_cost > 3) {
            for (std::uint32_t k = 0; k < blocks && sub_cost_known < up_cost; ++k) {
                if (sub_costs_[k] != unknown_cost) continue;
                sub_costs_[k] =
                    static_cast<std::uint16_t>(sub_cost<channels>(row, k * block, std::min((k + 1) * block, width)));
                sub_cost_known += sub_costs_[k];
            }
            if (sub_cost_known < up_cost) {
                filter = filter_sub;
                delta[0] = row[0] & pixel_mask<channels>;
                subtract<channels>(row + 1, row, delta + 1, width - 1, delta[0]);
                span = {0, width};
                changes_.assign(1, span);
            }
        }
        begin_row(filter);
        tokenize_row<channels>(y, width, delta);
    }

    if (blank_rows > 1) {
        for (std::size_t s = 0; s < 288; ++s) literal_counts_[3][s] += blank_literals[s] * (blank_rows - 1);
        for (std::size_t s = 0; s < 30; ++s) distance_counts_[s] += blank_distances[s] * (blank_rows - 1);
    }
    for (std::size_t s = 0; s < 288; ++s)
        literal_counts_[0][s] += literal_counts_[1][s] + literal_counts_[2][s] + literal_counts_[3][s];
    literal_counts_[0][end_of_block] = 1;
}

void PlotDeflater::build_codes() {
    huffman_lengths(std::span(literal_counts_[0]).first(286), 15, literal_lengths_);
    huffman_lengths(distance_counts_, 15, distance_lengths_);
    huffman_codes(literal_lengths_, literal_codes_);
    huffman_codes(distance_lengths_, distance_codes_);
    literal_symbols_ = 286;
    while (literal_symbols_ > 257 && literal_lengths_[literal_symbols_ - 1] == 0) --literal_symbols_;
    distance_symbols_ = 30;
    while (distance_symbols_ > 1 && distance_lengths_[distance_symbols_ - 1] == 0) --distance_symbols_;

    // Both tables' lengths, runs shortened by the symbols 16 (repeat), 17 and 18 (zeros).
    std::array<std::uint8_t, 316> lengths;
    std::copy_n(literal_lengths_.begin(), literal_symbols_, lengths.begin());
    std::copy_n(distance_lengths_.begin(), distance_symbols_, lengths.begin() + literal_symbols_);
    const std::size_t total = literal_symbols_ + distance_symbols_;
    std::array<std::uint32_t, 19> counts{};
    header_.clear();
    const auto add = [&](std::uint8_t symbol, std::size_t extra) {
        ++counts[symbol];
        header_.push_back(symbol);
        header_.push_back(static_cast<std::uint8_t>(extra));
    };
    for (std::size_t i = 0; i < total;) {
        std::size_t run = 1;
        while (i + run < total && lengths[i + run] == lengths[i]) ++run;
        const std::uint8_t length = lengths[i];
        i += run;
        if (length != 0) {
            add(length, 0);
            --run;
            for (; run >= 3; run -= std::min<std::size_t>(run, 6)) add(16, std::min<std::size_t>(run, 6) - 3);
        } else {
            for (; run >= 11; run -= std::min<std::size_t>(run, 138)) add(18, std::min<std::size_t>(run, 138) - 11);
            if (run >= 3) {
                add(17, run - 3);
                run = 0;
            }
        }
        for (; run > 0; --run) add(length, 0);
    }
    huffman_lengths(counts, 7, header_lengths_);
    huffman_codes(header_lengths_, header_codes_);
    header_symbols_ = 19;
    while (header_symbols_ > 4 && header_lengths_[header_order[header_symbols_ - 1]] == 0) --header_symbols_;
}

std::uint64_t PlotDeflater::body_bits() const {
    std::uint64_t bits = 3 + 14 + 3 * header_symbols_ + (header_.size() / 2) * (7 + 7);
    for (std::size_t s = 0; s < 286; ++s) {
        const std::uint64_t extra = s < 265 || s == 285 ? 0 : (s - 261) / 4;
        bits += literal_counts_[0][s] * (literal_lengths_[s] + extra);
    }
    for (std::size_t s = 0; s < 30; ++s)
        bits += std::uint64_t{distance_counts_[s]} * (distance_lengths_[s] + (s < 4 ? 0 : s / 2 - 1));
    return bits;
}

template <int channels>
void PlotDeflater::write_tokens(std::vector<std::uint8_t>& out) {
    const std::size_t begin = out.size();
    out.resize(begin + static_cast<std::size_t>(body_bits() / 8) + 24);
    out[begin] = 0x78;  // deflate with a window of 32 KiB, "fast"
    out[begin + 1] = 0x5e;
    BitWriter writer(out.data() + begin + 2);
    writer.put(1 | 2 << 1, 3);  // the last block, with its own tables
    writer.put(literal_symbols_ - 257, 5);
    writer.put(distance_symbols_ - 1, 5);
    writer.put(header_symbols_ - 4, 4);
    writer.flush();
    for (std::size_t i = 0; i < header_symbols_; ++i) {
        writer.put(header_lengths_[header_order[i]], 3);
        writer.flush();
    }
    for (std::size_t i = 0; i < header_.size(); i += 2) {
        const std::uint8_t symbol = header_[i];
        writer.put(header_codes_[symbol], header_lengths_[symbol]);
        writer.put(header_[i + 1], symbol == 16 ? 2 : symbol == 17 ? 3 : symbol == 18 ? 7 : 0);
        writer.flush();
    }

    struct Code {
        std::uint32_t bits, count;
    };
    std::array<Code, 256> literals, lengths;  // a length's with its extra bits
    for (std::size_t i = 0; i < 256; ++i) {
        literals[i] = {literal_codes_[i], literal_lengths_[i]};
        const LengthCode& l = length_table[i];
        const std::uint32_t count = literal_lengths_[l.symbol];
        lengths[i] = {static_cast<std::uint32_t>(literal_codes_[l.symbol] | std::uint32_t{l.extra} << count),
                      count + l.extra_bits};
    }
    const auto put = [&](Code code) { writer.put(code.bits, code.count); };
    for (std::size_t i = 0; i < used_; ++i) {
        const std::uint32_t token = tokens_[i];
        switch (token & kind_mask) {
            case pixel_token:
                for (int k = std::min(channels, 3) - 1; k >= 0; --k) put(literals[token >> (8 * k) & 255]);
                break;
            case wide_token: {
                const std::uint32_t v = tokens_[++i];
                put(literals[v >> 24]);
                put(literals[v >> 16 & 255]);
                writer.flush();
                put(literals[v >> 8 & 255]);
                put(literals[v & 255]);
                break;
            }
            case byte_token:
                put(literals[token & 255]);
                break;
            default: {
                put(lengths[token >> 15 & 255]);
                const DistanceCode d = distance_code((token & 0x7fff) + 1);
                writer.put(distance_codes_[d.symbol], distance_lengths_[d.symbol]);
                writer.put(d.extra, d.extra_bits);
            }
        }
        writer.flush();
    }
    writer.put(literal_codes_[end_of_block], literal_lengths_[end_of_block]);
    std::uint8_t* end = writer.finish();
    const auto adler = static_cast<std::uint32_t>(adler_b_ << 16 | adler_a_);
    for (int shift = 24; shift >= 0; shift -= 8) *end++ = static_cast<std::uint8_t>(adler >> shift);
    out.resize(static_cast<std::size_t>(end - out.data()));
}

// For noise: unfiltered rows in stored blocks.
template <int channels>
void PlotDeflater::store(const PixelRows& pixels, std::vector<std::uint8_t>& out) const {
    const std::uint64_t row_bytes = 1 + std::uint64_t{pixels.width} * channels;
    std::uint64_t left = row_bytes * pixels.height;
    out.insert(out.end(), {0x78, 0x01});
    std::uint32_t adler = 1, room = 0;
    std::size_t block = out.size();
    const auto put = [&](std::uint8_t byte) {
        if (room == 0) {
            adler = libdeflate_adler32(adler, out.data() + block, out.size() - block);
            room = static_cast<std::uint32_t>(std::min<std::uint64_t>(left, 65535));
            const std::uint8_t last = room == left;
            const auto low = static_cast<std::uint8_t>(room), high = static_cast<std::uint8_t>(room >> 8);
            out.insert(out.end(), {last, low, high, static_cast<std::uint8_t>(~low), static_cast<std::uint8_t>(~high)});
            block = out.size();
            left -= room;
        }
        out.push_back(byte);
        --room;
    };
    for (std::uint32_t y = 0; y < pixels.height; ++y) {
        if (y % rows_between_polls == rows_between_polls - 1) poll_now();
        put(filter_none);
        const std::uint32_t* row = pixels.row(y);
        for (std::uint32_t x = 0; x < pixels.width; ++x)
            for (int k = channels - 1; k >= 0; --k) put(static_cast<std::uint8_t>(row[x] >> (8 * k)));
    }
    adler = libdeflate_adler32(adler, out.data() + block, out.size() - block);
    for (int shift = 24; shift >= 0; shift -= 8) out.push_back(static_cast<std::uint8_t>(adler >> shift));
}

void PlotDeflater::compress(const PixelRows& pixels, std::vector<std::uint8_t>& out) {
    assert(pixels.width > 0 && pixels.height > 0);
    const auto run = [&]<int channels>() {
        tokenize<channels>(pixels);
        build_codes();
        const std::uint64_t raw = (1 + std::uint64_t{pixels.width} * channels) * pixels.height;
        if (body_bits() / 8 > raw + raw / 65535 * 5 + 5)
            store<channels>(pixels, out);
        else
            write_tokens<channels>(out);
    };
    switch (pixels.channels) {
        case 1:
            run.template operator()<1>();
            break;
        case 3:
            run.template operator()<3>();
            break;
        case 4:
            run.template operator()<4>();
            break;
        default:
            assert(false);
    }
}

}  // namespace plotmill::formats
