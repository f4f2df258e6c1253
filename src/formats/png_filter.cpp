#include "formats/png_filter.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>

namespace plotmill::formats {

namespace {

constexpr std::uint8_t none = 0, sub = 1, up = 2, average = 3, paeth = 4;

std::uint8_t predict_paeth(int left, int above, int corner) {
    const int p = left + above - corner;
    const int a = std::abs(p - left), b = std::abs(p - above), c = std::abs(p - corner);
    return static_cast<std::uint8_t>(a <= b && a <= c ? left : b <= c ? above : corner);
}

// One row; `above` is zeros for the first.
void filter_row(const std::uint8_t* row, const std::uint8_t* above, std::size_t n, std::size_t step,
                std::uint8_t filter, std::uint8_t* out) {
    const auto byte = [](int v) { return static_cast<std::uint8_t>(v); };
    const std::size_t head = std::min(step, n);
    switch (filter) {
        case none:
            std::memcpy(out, row, n);
            return;
        case sub:
            std::memcpy(out, row, head);
            for (std::size_t i = head; i < n; ++i) out[i] = byte(row[i] - row[i - step]);
            return;
        case up:
            for (std::size_t i = 0; i < n; ++i) out[i] = byte(row[i] - above[i]);
            return;
        case average:
            for (std::size_t i = 0; i < head; ++i) out[i] = byte(row[i] - above[i] / 2);
            for (std::size_t i = head; i < n; ++i) out[i] = byte(row[i] - (row[i - step] + above[i]) / 2);
            return;
        default:
            for (std::size_t i = 0; i < head; ++i) out[i] = byte(row[i] - above[i]);
            for (std::size_t i = head; i < n; ++i)
                out[i] = byte(row[i] - predict_paeth(row[i - step], above[i], above[i - step]));
    }
}

std::size_t sum_cost(const std::uint8_t* bytes, std::size_t n) {
    std::size_t cost = 0;
    for (std::size_t i = 0; i < n; ++i) cost += static_cast<std::size_t>(std::abs(static_cast<std::int8_t>(bytes[i])));
    return cost;
}

std::size_t change_cost(const std::uint8_t* bytes, std::size_t n, std::size_t step) {
    std::size_t cost = 0;
    for (std::size_t i = step; i < n; ++i) cost += bytes[i] != bytes[i - step];
    return cost;
}

}  // namespace

void pack_pixels(const PixelRows& pixels, std::vector<std::uint8_t>& packed) {
    const auto channels = static_cast<std::size_t>(pixels.channels);
    packed.resize(std::size_t{pixels.width} * channels * pixels.height);
    std::uint8_t* out = packed.data();
    for (std::uint32_t y = 0; y < pixels.height; ++y) {
        const std::uint32_t* row = pixels.row(y);
        for (std::uint32_t x = 0; x < pixels.width; ++x)
            for (std::size_t k = channels; k-- > 0;) *out++ = static_cast<std::uint8_t>(row[x] >> (8 * k));
    }
}

void filter_rows(const std::vector<std::uint8_t>& packed, std::size_t row_bytes, std::size_t pixel_bytes,
                 FilterStrategy strategy, std::vector<std::uint8_t>& filtered) {
    const std::size_t height = packed.size() / row_bytes;
    filtered.resize((row_bytes + 1) * height);
    const std::vector<std::uint8_t> zeros(row_bytes, 0);
    std::vector<std::uint8_t> trial(row_bytes);
    for (std::size_t y = 0; y < height; ++y) {
        const std::uint8_t* row = packed.data() + y * row_bytes;
        const std::uint8_t* above = y > 0 ? row - row_bytes : zeros.data();
        std::uint8_t* out = filtered.data() + y * (row_bytes + 1);
        std::uint8_t filter = none;
        switch (strategy) {
            case FilterStrategy::none:
                break;
            case FilterStrategy::sub:
                filter = sub;
                break;
            case FilterStrategy::up:
                filter = up;
                break;
            case FilterStrategy::paeth:
                filter = paeth;
                break;
            case FilterStrategy::least_sum:
            case FilterStrategy::least_change: {
                const bool by_sum = strategy == FilterStrategy::least_sum;
                std::size_t best = SIZE_MAX;
                const std::uint8_t last = by_sum ? paeth : up;
                for (std::uint8_t candidate = none; candidate <= last; ++candidate) {
                    filter_row(row, above, row_bytes, pixel_bytes, candidate, trial.data());
                    const std::size_t cost =
                        by_sum ? sum_cost(trial.data(), row_bytes) : change_cost(trial.data(), row_bytes, pixel_bytes);
                    if (cost >= best) continue;
                    best = cost;
                    filter = candidate;
                }
                break;
            }
        }
        out[0] = filter;
        filter_row(row, above, row_bytes, pixel_bytes, filter, out + 1);
    }
}

}  // namespace plotmill::formats
