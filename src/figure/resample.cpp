#include "figure/resample.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <numbers>

#include "base/watch.h"

namespace plotmill::figure {

namespace {

using std::numbers::pi;

constexpr int shift = 8, scale = 1 << shift, mask = scale - 1;  // subpixels
constexpr int weight_shift = 14, weight_one = 1 << weight_shift;

constexpr std::string_view names[] = {"nearest", "bilinear", "bicubic", "spline16", "spline36", "hanning",
                                      "hamming", "hermite",  "kaiser",  "quadric",  "catrom",   "gaussian",
                                      "bessel",  "mitchell", "sinc",    "lanczos",  "blackman"};

int round_away(double v) { return static_cast<int>(v < 0 ? v - 0.5 : v + 0.5); }

double cube(double x) { return x <= 0 ? 0 : x * x * x; }

double bessel_i0(double x) {
    double sum = 1, y = x * x / 4, t = y;
    for (int i = 2; t > 1e-12; ++i) {
        sum += t;
        t *= y / (i * i);
    }
    return sum;
}

struct Filter {
    double radius = 1;
    double (*weight)(double x, double radius) = nullptr;
};

Filter filter_of(std::string_view name, double radius) {
    const double wide = std::max(2.0, radius);
    if (name == "bilinear") return {1, [](double x, double) { return 1 - x; }};
    if (name == "bicubic")
        return {2, [](double x, double) {
                    return (1.0 / 6.0) * (cube(x + 2) - 4 * cube(x + 1) + 6 * cube(x) - 4 * cube(x - 1));
                }};
    if (name == "spline16")
        return {2, [](double x, double) {
                    if (x < 1) return ((x - 9.0 / 5.0) * x - 1.0 / 5.0) * x + 1.0;
                    return ((-1.0 / 3.0 * (x - 1) + 4.0 / 5.0) * (x - 1) - 7.0 / 15.0) * (x - 1);
                }};
    if (name == "spline36")
        return {3, [](double x, double) {
                    if (x < 1) return ((13.0 / 11.0 * x - 453.0 / 209.0) * x - 3.0 / 209.0) * x + 1.0;
                    if (x < 2) return ((-6.0 / 11.0 * (x - 1) + 270.0 / 209.0) * (x - 1) - 156.0 / 209.0) * (x - 1);
                    return ((1.0 / 11.0 * (x - 2) - 45.0 / 209.0) * (x - 2) + 26.0 / 209.0) * (x - 2);
                }};
    if (name == "hamming") return {1, [](double x, double) { return 0.54 + 0.46 * std::cos(pi * x); }};
    if (name == "hermite") return {1, [](double x, double) { return (2 * x - 3) * x * x + 1; }};
    if (name == "kaiser")
        return {1, [](double x, double) {
                    constexpr double a = 6.33;
                    return bessel_i0(a * std::sqrt(1 - x * x)) * (1 / bessel_i0(a));
                }};
    if (name == "quadric")
        return {1.5, [](double x, double) {
                    if (x < 0.5) return 0.75 - x * x;
                    if (x < 1.5) return 0.5 * (x - 1.5) * (x - 1.5);
                    return 0.0;
                }};
    if (name == "catrom")
        return {2, [](double x, double) {
                    if (x < 1) return 0.5 * (2 + x * x * (-5 + x * 3));
                    if (x < 2) return 0.5 * (4 + x * (-8 + x * (5 - x)));
                    return 0.0;
                }};
    if (name == "gaussian") return {2, [](double x, double) { return std::exp(-2 * x * x) * std::sqrt(2 / pi); }};
    if (name == "bessel")
        return {3.2383, [](double x, double) { return x == 0 ? pi / 4 : std::cyl_bessel_j(1.0, pi * x) / (2 * x); }};
    if (name == "mitchell")
        return {2, [](double x, double) {
                    constexpr double b = 1.0 / 3.0, c = 1.0 / 3.0;
                    if (x < 1)
                        return (6 - 2 * b) / 6 + x * x * ((-18 + 12 * b + 6 * c) / 6 + x * ((12 - 9 * b - 6 * c) / 6));
                    if (x < 2)
                        return (8 * b + 24 * c) / 6 +
                               x * ((-12 * b - 48 * c) / 6 + x * ((6 * b + 30 * c) / 6 + x * ((-b - 6 * c) / 6)));
                    return 0.0;
                }};
    if (name == "sinc")
        return {wide, [](double x, double) {
                    if (x == 0) return 1.0;
                    x *= pi;
                    return std::sin(x) / x;
                }};
    if (name == "lanczos")
        return {wide, [](double x, double r) {
                    if (x == 0) return 1.0;
                    if (x > r) return 0.0;
                    x *= pi;
                    const double xr = x / r;
                    return (std::sin(x) / x) * (std::sin(xr) / xr);
                }};
    if (name == "blackman")
        return {wide, [](double x, double r) {
                    if (x == 0) return 1.0;
                    if (x > r) return 0.0;
                    x *= pi;
                    const double xr = x / r;
                    return (std::sin(x) / x) * (0.42 + 0.5 * std::cos(xr) + 0.08 * std::cos(2 * xr));
                }};
    return {1, [](double x, double) { return 0.5 + 0.5 * std::cos(pi * x); }};  // hanning
}

struct Weights {
    int diameter = 2;
    std::vector<std::int16_t> at;  // diameter << shift

    Weights(const Filter& filter, bool normalized) {
        diameter = static_cast<int>(std::ceil(filter.radius)) * 2;
        at.assign(static_cast<std::size_t>(diameter) << shift, 0);
        const std::size_t pivot = static_cast<std::size_t>(diameter) << (shift - 1);
        for (std::size_t i = 0; i < pivot; ++i) {
            const double y = filter.weight(static_cast<double>(i) / scale, filter.radius);
            at[pivot + i] = at[pivot - i] = static_cast<std::int16_t>(round_away(y * weight_one));
        }
        at[0] = at.back();
        if (normalized) normalize();
    }

private:
    // The weights of every phase are made to sum up to one, in whole steps, taking turns around the middle.
    void normalize() {
        int flip = 1;
        auto entry = [&](int j, int i) -> std::int16_t& { return at[static_cast<std::size_t>(j * scale + i)]; };
        for (int i = 0; i < scale; ++i) {
            for (int turns = 0; turns < 1000; ++turns) {
                int sum = 0;
                for (int j = 0; j < diameter; ++j) sum += entry(j, i);
                if (sum == weight_one || sum == 0) break;
                const double k = static_cast<double>(weight_one) / sum;
                sum = 0;
                for (int j = 0; j < diameter; ++j) {
                    entry(j, i) = static_cast<std::int16_t>(round_away(entry(j, i) * k));
                    sum += entry(j, i);
                }
                sum -= weight_one;
                const int step = sum > 0 ? -1 : 1;
                for (int j = 0; j < diameter && sum; ++j) {
                    flip ^= 1;
                    const int at_j = flip ? diameter / 2 + j / 2 : diameter / 2 - j / 2;
                    if (entry(at_j, i) < weight_one) {
                        entry(at_j, i) = static_cast<std::int16_t>(entry(at_j, i) + step);
                        sum += step;
                    }
                }
            }
        }
        const std::size_t pivot = static_cast<std::size_t>(diameter) << (shift - 1);
        for (std::size_t i = 0; i < pivot; ++i) at[pivot + i] = at[pivot - i];
        at[0] = at.back();
    }
};

// The coordinate along a row, from one end to the other in whole subpixels (dda2_line_interpolator).
class Steps {
public:
    Steps(int from, int to, int count)
        : count_(std::max(count, 1)), lift_((to - from) / count_), rest_((to - from) % count_), mod_(rest_), at_(from) {
        if (mod_ <= 0) {
            mod_ += count_;
            rest_ += count_;
            --lift_;
        }
        mod_ -= count_;
    }
    int at() const { return at_; }
    void next() {
        mod_ += rest_;
        at_ += lift_;
        if (mod_ > 0) {
            mod_ -= count_;
            ++at_;
        }
    }

private:
    int count_, lift_, rest_, mod_, at_;
};

std::size_t reflect(int v, std::size_t size) {
    const int n = static_cast<int>(size), twice = 2 * n;
    if (v >= 0 && v < n) return static_cast<std::size_t>(v);
    int m = v % twice;
    if (m < 0) m += twice;
    return static_cast<std::size_t>(m >= n ? twice - m - 1 : m);
}

int to_subpixels(double v) { return round_away(std::clamp(std::isnan(v) ? 0.0 : v, -4e6, 4e6) * scale); }

}  // namespace

std::span<const std::string_view> filter_names() { return names; }

std::string_view antialiased_filter(const PixelMap& map, std::size_t rows, std::size_t cols) {
    const double w = static_cast<double>(cols), h = static_cast<double>(rows);
    const double dx = std::abs((map.sx * w + map.ex) - map.ex), dy = std::abs((map.sy * h + map.ey) - map.ey);
    auto plain = [](double d, double n) { return d > 3 * n || d == n || d == 2 * n; };
    return plain(dx, w) && plain(dy, h) ? "nearest" : "hanning";
}

namespace {

// The rows of the input: as they lie in memory, ...
struct StoredRows {
    std::span<const double> input;
    std::size_t stride;
    void keep(std::size_t) {}
    const double* operator()(std::size_t row) const { return &input[row * stride]; }
};

// ... or made, and kept as long as neighbours of theirs may be asked for.
class MadeRows {
public:
    MadeRows(const MakeRow& make_row, std::size_t rows, std::size_t stride)
        : make_row_(make_row), rows_(rows), stride_(stride) {}
    void keep(std::size_t count) {
        held_.assign(std::min(rows_, count), SIZE_MAX);
        values_.resize(held_.size() * stride_);
    }
    const double* operator()(std::size_t row) {
        const std::size_t place = row % held_.size();
        double* const to = values_.data() + place * stride_;
        if (held_[place] != row) {
            make_row_(row, to);
            held_[place] = row;
        }
        return to;
    }

private:
    const MakeRow& make_row_;
    std::size_t rows_, stride_;
    std::vector<std::size_t> held_;  // which row is at a place
    std::vector<double> values_;
};

template <std::size_t channels, class Rows>
std::vector<double> resample_rows(Rows line_of, std::size_t rows, std::size_t cols, std::size_t out_rows,
                                  std::size_t out_cols, const PixelMap& map, const ResampleOptions& options) {
    std::vector<double> out(out_rows * out_cols * channels, 0.0);
    if (rows == 0 || cols == 0 || out_rows == 0 || out_cols == 0) return out;
    const bool affine = !map.inverse;
    const bool nearest = options.filter == "nearest" || (affine && std::abs(map.sx) == 1 && std::abs(map.sy) == 1);
    const Weights weights(filter_of(options.filter, options.radius), options.normalize);
    const double full = options.bytes ? 255 : 1;

    const bool full_steps = affine && options.full;
    auto steps = [&](double k) { return full_steps ? std::clamp(std::abs(1 / k), 1.0, 200.0) : 1.0; };
    double scale_x = steps(map.sx), scale_y = steps(map.sy);
    if (full_steps) {
        double sx = std::abs(1 / map.sx), sy = std::abs(1 / map.sy);
        if (sx * sy > 200) {
            const double both = sx * sy;
            sx = sx * 200 / both;
            sy = sy * 200 / both;
            scale_x = std::clamp(sx, 1.0, 200.0);
            scale_y = std::clamp(sy, 1.0, 200.0);
        }
    }
    const int rx = round_away(scale_x * scale), ry = round_away(scale_y * scale);
    const int rx_inv = round_away(1 / scale_x * scale), ry_inv = round_away(1 / scale_y * scale);
    const int filter_size = weights.diameter << shift;
    const int radius_x = (weights.diameter * rx) >> 1, radius_y = (weights.diameter * ry) >> 1;

    line_of.keep(nearest ? 1 : static_cast<std::size_t>(filter_size / std::max(ry_inv, 1)) + 2);
    auto pixel = [&](int x, int y, double* to) {
        if (nearest) {
            const double* from = line_of(reflect(y >> shift, rows)) + reflect(x >> shift, cols) * channels;
            std::copy(from, from + channels, to);
            return;
        }
        x += scale / 2 - radius_x;
        y += scale / 2 - radius_y;
        std::array<double, channels> sum{};
        int total = 0;
        const int x_first = ((mask - (x & mask)) * rx_inv) >> shift;
        int row = y >> shift;
        for (int y_at = ((mask - (y & mask)) * ry_inv) >> shift; y_at < filter_size; y_at += ry_inv, ++row) {
            const int weight_y = weights.at[static_cast<std::size_t>(y_at)];
            const double* line = line_of(reflect(row, rows));
            int col = x >> shift;
            for (int x_at = x_first; x_at < filter_size; x_at += rx_inv, ++col) {
                const int weight =
                    (weight_y * weights.at[static_cast<std::size_t>(x_at)] + weight_one / 2) >> weight_shift;
                const double* from = line + reflect(col, cols) * channels;
                for (std::size_t c = 0; c < channels; ++c) sum[c] += from[c] * weight;
                total += weight;
            }
        }
        if (!full_steps) total = weight_one;
        for (std::size_t c = 0; c < channels; ++c) {
            double v = total ? sum[c] / total : 0;
            if (options.bytes) v = std::trunc(v);
            to[c] = v < 0 ? 0 : v > full ? full : v;
        }
    };

    const double rounding = nearest ? 0 : 0.5;
    auto cut = [&](double v) {
        return static_cast<int>(std::clamp(std::isnan(v) ? 0.0 : v, -4e6, 4e6) * scale + rounding);
    };
    for (std::size_t j = 0; j < out_rows; ++j) {
        poll_now();
        double* to = &out[j * out_cols * channels];
        const double y = static_cast<double>(j) + 0.5;
        if (!affine) {
            for (std::size_t i = 0; i < out_cols; ++i, to += channels) {
                const Point p = map.inverse({static_cast<double>(i), static_cast<double>(j)});
                pixel(cut(p.x), cut(p.y), to);
            }
            continue;
        }
        const double n = static_cast<double>(out_cols);
        Steps xs(to_subpixels((0.5 - map.ex) / map.sx), to_subpixels((0.5 + n - map.ex) / map.sx),
                 static_cast<int>(out_cols));
        const int row = to_subpixels((y - map.ey) / map.sy);
        for (std::size_t i = 0; i < out_cols; ++i, to += channels, xs.next()) pixel(xs.at(), row, to);
    }
    return out;
}

}  // namespace

std::vector<double> resample(std::span<const double> input, std::size_t rows, std::size_t cols, std::size_t channels,
                             std::size_t out_rows, std::size_t out_cols, const PixelMap& map,
                             const ResampleOptions& options) {
    const StoredRows stored{input, cols * channels};
    return channels == 1 ? resample_rows<1>(stored, rows, cols, out_rows, out_cols, map, options)
                         : resample_rows<4>(stored, rows, cols, out_rows, out_cols, map, options);
}

std::vector<double> resample(const MakeRow& make_row, std::size_t rows, std::size_t cols, std::size_t channels,
                             std::size_t out_rows, std::size_t out_cols, const PixelMap& map,
                             const ResampleOptions& options) {
    const MadeRows made(make_row, rows, cols * channels);
    return channels == 1 ? resample_rows<1>(made, rows, cols, out_rows, out_cols, map, options)
                         : resample_rows<4>(made, rows, cols, out_rows, out_cols, map, options);
}

}  // namespace plotmill::figure
