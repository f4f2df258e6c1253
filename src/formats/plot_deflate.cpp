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
enum Filter : std::uint8_t { filter_none = 0, filter_sub_byte = 1, filter_up_byte = 2 };

// A token is three symbols of ten bits (a pixel of literals; a zero and its repeats), a match from afar (length - 3 in
// bits 15..22, distance - 1 in bits 0..14), a number of rows that are as the one above, or a pixel of four literals,
// whose word follows.
constexpr std::uint32_t symbols_token = 0u << 30, far_token = 1u << 30, blank_token = 2u << 30, wide_token = 3u << 30;
constexpr std::uint32_t kind_mask = 3u << 30;
// Symbols: literals, from first_length on lengths less 3, and these.
constexpr std::uint32_t first_length = 256, no_symbol = 512, byte_back = 513, pixel_back = 514, symbols = 515;
constexpr std::uint64_t adler_modulus = 65521;

constexpr std::uint32_t symbols_of(std::uint32_t a, std::uint32_t b, std::uint32_t c) {
    return symbols_token | a | b << 10 | c << 20;
}

template <int channels>
constexpr std::uint32_t pixel_token(std::uint32_t v) {
    return channels == 3 ? symbols_of(v >> 16, v >> 8 & 255, v & 255) : symbols_of(v, no_symbol, no_symbol);
}

// How many pixels are the same, of `most`; one more may be read.
inline std::uint32_t equal_pixels(const std::uint32_t* a, const std::uint32_t* b, std::uint32_t most) {
    for (std::uint32_t n = 0; n < most; n += 2) {
        std::uint64_t two_a, two_b;
        std::memcpy(&two_a, a + n, sizeof two_a);
        std::memcpy(&two_b, b + n, sizeof two_b);
        if (two_a != two_b) return std::min(n + (a[n] == b[n]), most);
    }
    return most;
}

inline std::uint32_t hash_pixels(std::uint32_t a, std::uint32_t b, std::size_t bits) {
    return (a * 0x9e3779b1u ^ (b * 0x85ebca6bu + (a >> 15))) * 0xc2b2ae35u >> (32 - bits);
}

}  // namespace

inline void PlotDeflater::literal(std::uint8_t byte) {
    tokens_[used_++] = symbols_of(byte, no_symbol, no_symbol);
    ++literal_counts_[3][byte];
}

inline void PlotDeflater::match(std::uint32_t bytes, std::uint32_t distance) {
    assert(bytes >= 3 && bytes <= max_match && distance >= 1 && distance <= max_distance);
    tokens_[used_++] = far_token | (bytes - 3) << 15 | (distance - 1);
    ++length_counts_[bytes - 3];
    ++distance_counts_[distance_code(distance).symbol];
}

inline void PlotDeflater::zeros(std::uint64_t bytes, bool after_zero) {
    // Mostly a zero and one match.
    const std::uint64_t repeated = bytes - !after_zero;
    if (bytes == 0 || repeated < 3 || repeated > max_match) {
        many_zeros(bytes, after_zero);
        return;
    }
    const auto length = static_cast<std::uint32_t>(repeated) - 3;
    tokens_[used_++] = after_zero ? symbols_of(first_length + length, byte_back, no_symbol)
                                  : symbols_of(0, first_length + length, byte_back);
    literal_counts_[3][0] += !after_zero;
    ++length_counts_[length];
    ++distance_counts_[0];
}

void PlotDeflater::many_zeros(std::uint64_t bytes, bool after_zero) {
    if (!after_zero && bytes > 0) {
        literal(0);
        --bytes;
    }
    while (bytes >= 3) {
        auto length = static_cast<std::uint32_t>(std::min<std::uint64_t>(bytes, max_match));
        if (bytes - length == 1 || bytes - length == 2) length -= 3;
        zeros(length, true);
        bytes -= length;
    }
    for (; bytes > 0; --bytes) literal(0);
}

template <int channels>
void PlotDeflater::tokenize_row(std::uint32_t y, std::uint32_t width) {
    const std::uint32_t placed = width <= most_placed && y <= most_placed ? width : 0;
    const std::uint64_t row_bytes = 1 + std::uint64_t{width} * channels;
    constexpr std::uint32_t longest = max_match / channels;  // pixels
    const std::uint32_t* const delta = delta_.pixels;
    for (std::uint32_t x = 0;;) {
        const std::uint32_t next = delta_.some.next_set(x);
        if (next != x) {
            const bool after_zero = x > 0 && (delta[x - 1] & 255) == 0;
            zeros(std::uint64_t{next - x} * channels, after_zero);
            x = next;
        }
        if (x == width) break;
        const std::uint32_t v = delta[x];
        if (delta_.again.at(x)) {
            const std::uint32_t n = std::min(delta_.again.next_clear(x) - x, longest);
            if (n * channels >= 3) {
                tokens_[used_++] = symbols_of(first_length + n * channels - 3, pixel_back, no_symbol);
                ++length_counts_[n * channels - 3];
                ++distance_counts_[channels - 1];
                x += n;
                continue;
            }
        }
        if (x + 1 < placed) {
            std::uint64_t& place = places_[hash_pixels(v, delta[x + 1], hash_bits)];
            const std::uint64_t old = place;
            place = v | std::uint64_t{y} << 32 | std::uint64_t{x} << 48;
            if (static_cast<std::uint32_t>(old) == v) {
                const std::uint32_t old_y = static_cast<std::uint32_t>(old >> 32) & 0xffff;
                const auto old_x = static_cast<std::uint32_t>(old >> 48);
                const std::int64_t distance =
                    static_cast<std::int64_t>(y - old_y) * static_cast<std::int64_t>(row_bytes) +
                    (static_cast<std::int64_t>(x) - old_x) * channels;
                if (distance <= std::int64_t{max_distance}) {
                    const std::uint32_t n = equal_pixels(ring_row(old_y, width) + old_x, delta + x,
                                                         std::min({width - x, width - old_x, longest}));
                    if (n >= 2 && n * channels >= 3) {
                        match(n * channels, static_cast<std::uint32_t>(distance));
                        x += n;
                        continue;
                    }
                }
            }
        }
        if constexpr (channels == 4) {
            tokens_[used_++] = wide_token;
            tokens_[used_++] = v;
        } else {
            tokens_[used_++] = pixel_token<channels>(v);
        }
        for (int k = 0; k < channels; ++k) ++literal_counts_[static_cast<std::size_t>(k)][v >> (8 * k) & 255];
        ++x;
    }
}

// Up or Sub, whichever costs less; the latter's pixels are in delta_ then.
template <int channels>
std::uint8_t PlotDeflater::best_filter(const std::uint32_t* row, std::uint32_t width, std::uint32_t up_cost) {
    constexpr std::uint32_t little = 3;
    if (up_cost <= little) return filter_up_byte;
    const std::uint32_t block = block_width(width);
    for (; unknown_costs_ != 0 && sub_cost_known_ < up_cost; unknown_costs_ &= unknown_costs_ - 1) {
        const auto k = static_cast<std::uint32_t>(std::countr_zero(unknown_costs_));
        sub_costs_[k] =
            static_cast<std::uint16_t>(sub_cost<channels>(row, k * block, std::min((k + 1) * block, width)));
        sub_cost_known_ += sub_costs_[k];
    }
    if (sub_cost_known_ >= up_cost) return filter_up_byte;
    delta_.begin(delta_.pixels, width);
    filter_sub<channels>(row, width, delta_);
    return filter_sub_byte;
}

template <int channels>
void PlotDeflater::tokenize(const PixelRows& pixels) {
    const std::uint32_t width = pixels.width;
    const std::uint64_t row_bytes = 1 + std::uint64_t{width} * channels;
    const std::size_t ring_rows = std::bit_ceil(static_cast<std::size_t>(max_distance / row_bytes) + 3);
    ring_mask_ = ring_rows - 1;
    if (ring_blocks_.size() != ring_rows || ring_width_ != width) {
        ring_.assign(std::max(ring_.size(), ring_rows * width + 2), 0);
        ring_blocks_.assign(ring_rows, 0);
        ring_width_ = width;
    }
    const std::uint64_t all = all_blocks(width);
    unknown_costs_ = all;
    sub_cost_known_ = 0;
    places_.fill({});
    for (auto& counts : literal_counts_) counts.fill(0);
    length_counts_.fill(0);
    distance_counts_.fill(0);
    used_ = 0;
    adler_a_ = 1;
    adler_b_ = 0;
    blank_rows_ = 0;
    std::size_t after_blank = 0;  // behind the token of blank rows that came last

    const std::size_t most_tokens = std::size_t{width} * 2 + row_bytes / max_match + 16;  // of one row
    const auto need_tokens = [&] {
        if (tokens_.size() < used_ + most_tokens) tokens_.resize(std::max(used_ + most_tokens, tokens_.size() * 2));
    };
    for (std::uint32_t y = 0; y < pixels.height; ++y) {
        if (y % rows_between_polls == rows_between_polls - 1) poll_now();
        need_tokens();
        const std::uint32_t* row = pixels.row(y);
        changed_ = all;
        std::uint32_t up_cost = UINT32_MAX;
        if (y > 0 && pixels.touched) changed_ &= pixels.touched[y] | pixels.touched[y - 1];
        if (y > 0 && pixels.same && pixels.same[y]) changed_ = 0;
        if (changed_ != 0) {
            // Zero but for what the row that was here before has left.
            std::uint32_t* const delta = ring_row(y, width);
            for (BlockRuns left(ring_blocks_[y & ring_mask_], width); !left.done(); left.next())
                std::fill(delta + left.begin(), delta + left.end(), 0);
            ring_blocks_[y & ring_mask_] = 0;
            delta_.begin(delta, width);
            if (y > 0) up_cost = filter_up<channels>(row, pixels.row(y - 1), width, changed_, delta_);
        }
        if (changed_ == 0) {
            ++blank_rows_;
            if (after_blank != used_ || used_ == 0) {
                tokens_[used_++] = blank_token;
                after_blank = used_;
            }
            ++tokens_[used_ - 1];
            adler_a_ += filter_up_byte;
            adler_b_ += adler_a_;
            adler_b_ = (adler_b_ + adler_a_ * (row_bytes - 1)) % adler_modulus;
            adler_a_ %= adler_modulus;
            continue;
        }
        // The cost of Sub changes only where the row does, and in the two pixels after that.
        const std::uint64_t other = (changed_ | changed_ << 1) & all;
        for (std::uint64_t known = other & ~unknown_costs_; known != 0; known &= known - 1)
            sub_cost_known_ -= sub_costs_[static_cast<std::size_t>(std::countr_zero(known))];
        unknown_costs_ |= other;
        const std::uint8_t filter = best_filter<channels>(row, width, up_cost);
        if (filter == filter_sub_byte) changed_ = all;
        ring_blocks_[y & ring_mask_] = changed_;

        literal(filter);
        adler_a_ += filter;
        adler_b_ += adler_a_;
        CheckSums sums{row_bytes};
        for (BlockRuns runs(changed_, width); !runs.done(); runs.next())
            add_sums<channels>(delta_.pixels, runs.begin(), runs.end(), sums);
        adler_b_ = (adler_b_ + adler_a_ * (row_bytes - 1) + sums.weighted) % adler_modulus;
        adler_a_ = (adler_a_ + sums.sum) % adler_modulus;
        tokenize_row<channels>(y, width);
    }
    need_tokens();
    add_blank_rows(row_bytes);

    for (std::size_t s = 0; s < 288; ++s)
        literal_counts_[0][s] += literal_counts_[1][s] + literal_counts_[2][s] + literal_counts_[3][s];
    for (std::size_t i = 0; i < 256; ++i) literal_counts_[0][length_table[i].symbol] += length_counts_[i];
    literal_counts_[0][end_of_block] = 1;
}

// The tokens of a row that equals the one above: they are the same each time. All such rows are counted.
void PlotDeflater::add_blank_rows(std::uint64_t row_bytes) {
    blank_begin_ = used_;
    if (blank_rows_ == 0) return;
    const auto literals = literal_counts_[3];
    const auto lengths = length_counts_;
    const auto distances = distance_counts_;
    literal(filter_up_byte);
    zeros(row_bytes - 1, false);
    const auto times = static_cast<std::uint32_t>(blank_rows_ - 1);
    for (std::size_t i = 0; i < literals.size(); ++i)
        literal_counts_[3][i] += times * (literal_counts_[3][i] - literals[i]);
    for (std::size_t i = 0; i < lengths.size(); ++i) length_counts_[i] += times * (length_counts_[i] - lengths[i]);
    for (std::size_t i = 0; i < distances.size(); ++i)
        distance_counts_[i] += times * (distance_counts_[i] - distances[i]);
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

    std::array<Code, symbols> codes;  // a length's with its extra bits
    for (std::size_t i = 0; i < 256; ++i) {
        codes[i] = {literal_codes_[i], literal_lengths_[i]};
        const LengthCode& l = length_table[i];
        const std::uint32_t count = literal_lengths_[l.symbol];
        codes[first_length + i] = {
            static_cast<std::uint32_t>(literal_codes_[l.symbol] | std::uint32_t{l.extra} << count),
            count + l.extra_bits};
    }
    codes[no_symbol] = {0, 0};
    codes[byte_back] = {distance_codes_[0], distance_lengths_[0]};
    codes[pixel_back] = {distance_codes_[channels - 1], distance_lengths_[channels - 1]};
    struct Bits {  // 50 at most
        std::uint64_t bits;
        std::uint32_t count;
    };
    const auto three = [&codes](std::uint32_t token) -> Bits {
        const Code a = codes[token & 1023], b = codes[token >> 10 & 1023], c = codes[token >> 20];
        const std::uint32_t two = a.count + b.count;
        return {a.bits | std::uint64_t{b.bits} << a.count | std::uint64_t{c.bits} << two, two + c.count};
    };
    blank_bits_.clear();
    for (std::size_t i = blank_begin_; i < used_; ++i) {
        const Bits next = three(tokens_[i]);
        const std::uint64_t before = blank_bits_.empty() ? 56 : blank_bits_.back() >> 56;
        if (before + next.count <= 56)
            blank_bits_.back() += next.bits << before | std::uint64_t{next.count} << 56;
        else
            blank_bits_.push_back(next.bits | std::uint64_t{next.count} << 56);
    }
    // What is written may lie anywhere, as far as the compiler knows: nothing of this object is read in the loop.
    const std::vector<std::uint64_t>& blank_bits = blank_bits_;
    const auto put = [&codes, &writer](std::uint32_t symbol) { writer.put(codes[symbol].bits, codes[symbol].count); };
    const std::uint32_t* const end_token = tokens_.data() + blank_begin_;
    for (const std::uint32_t* t = tokens_.data(); t != end_token; ++t) {
        const std::uint32_t token = *t;
        if (token < far_token) [[likely]] {
            const Bits next = three(token);
            writer.put(next.bits, next.count);
        } else if ((token & kind_mask) == far_token) {
            put(first_length + (token >> 15 & 255));
            const DistanceCode d = distance_code((token & 0x7fff) + 1);
            writer.put(distance_codes_[d.symbol], distance_lengths_[d.symbol]);
            writer.put(d.extra, d.extra_bits);
        } else if ((token & kind_mask) == blank_token) {
            for (std::uint32_t n = token & ~kind_mask; n > 0; --n)
                for (const std::uint64_t some : blank_bits) {
                    writer.put(some & UINT64_MAX >> 8, static_cast<std::uint32_t>(some >> 56));
                    writer.flush();
                }
        } else {
            const std::uint32_t v = *++t;
            put(v >> 24);
            put(v >> 16 & 255);
            writer.flush();
            put(v >> 8 & 255);
            put(v & 255);
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
