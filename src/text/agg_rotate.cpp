#include "text/agg_rotate.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <vector>

namespace plotmill::text {
namespace {

constexpr int kShift = 8, kScale = 1 << kShift, kFraction = kScale - 1;  // subpixels of rasterizer and interpolator

int round_away(double v) { return static_cast<int>(v < 0 ? v - 0.5 : v + 0.5); }  // agg::iround

double spline36(double x) {
    if (x < 1) return ((13.0 / 11.0 * x - 453.0 / 209.0) * x - 3.0 / 209.0) * x + 1.0;
    if (x < 2) {
        const double t = x - 1;
        return ((-6.0 / 11.0 * t + 270.0 / 209.0) * t - 156.0 / 209.0) * t;
    }
    const double t = x - 2;
    return ((1.0 / 11.0 * t - 45.0 / 209.0) * t + 26.0 / 209.0) * t;
}

// Floor division with remainder, the start of each of the rasterizer's digital differential analysers.
struct Division {
    int quotient, remainder;
    Division(int dividend, int divisor) : quotient(dividend / divisor), remainder(dividend % divisor) {
        if (remainder < 0) {
            --quotient;
            remainder += divisor;
        }
    }
};

// Exact-area coverage in Agg's integers: for every cell, how much of its height edges cross (cover), and twice the area
// left of them (area).
class Coverage {
public:
    Coverage(int x0, int y0, int x1, int y1)
        : x0_(x0),
          y0_(y0),
          width_(x1 - x0 + 1),
          height_(y1 - y0 + 1),
          cells_(static_cast<std::size_t>(width_) * static_cast<std::size_t>(height_)) {}

    int width() const { return width_; }
    int height() const { return height_; }

    void line(int x1, int y1, int x2, int y2) {
        const int dx = x2 - x1;
        int dy = y2 - y1;
        int row = y1 >> kShift;
        const int last_row = y2 >> kShift;
        const int fy1 = y1 & kFraction, fy2 = y2 & kFraction;
        if (row == last_row) {
            piece(row, x1, fy1, x2, fy2);
            return;
        }
        const bool down = dy >= 0;
        const int first = down ? kScale : 0, step = down ? 1 : -1;
        if (dx == 0) {
            const int column = x1 >> kShift, twice_fx = (x1 & kFraction) << 1;
            add(row, column, first - fy1, twice_fx * (first - fy1));
            for (row += step; row != last_row; row += step) {
                add(row, column, first + first - kScale, twice_fx * (first + first - kScale));
            }
            add(row, column, fy2 - kScale + first, twice_fx * (fy2 - kScale + first));
            return;
        }
        const int to_border = (down ? kScale - fy1 : fy1) * dx;
        if (!down) dy = -dy;
        const Division start(to_border, dy);
        int error = start.remainder;
        int x = x1 + start.quotient;
        piece(row, x1, fy1, x, first);
        row += step;
        if (row != last_row) {
            const Division lift(kScale * dx, dy);
            error -= dy;
            for (; row != last_row; row += step) {
                int delta = lift.quotient;
                error += lift.remainder;
                if (error >= 0) {
                    error -= dy;
                    ++delta;
                }
                piece(row, x, kScale - first, x + delta, first);
                x += delta;
            }
        }
        piece(row, x, kScale - first, x2, fy2);
    }

    // Coverage of a row, 0..255, and the spans Agg makes of it: stretches of cells on edges, and runs of one value.
    struct Span {
        int x, length;
        bool run;
    };
    void row(int y, std::vector<std::uint8_t>& alpha, std::vector<Span>& spans) const {
        alpha.assign(static_cast<std::size_t>(width_), 0);
        spans.clear();
        int cover = 0;
        const Cell* cells = cells_.data() + static_cast<std::ptrdiff_t>(y) * width_;
        for (int x = 0; x < width_; ++x) {
            cover += cells[x].cover;
            const std::uint8_t value = to_alpha((cover << (kShift + 1)) - cells[x].area);
            alpha[static_cast<std::size_t>(x)] = value;
            if (value == 0) continue;
            const bool run = cells[x].area == 0;
            const bool joins = !spans.empty() && spans.back().x + spans.back().length == x && spans.back().run == run &&
                               (!run || alpha[static_cast<std::size_t>(x) - 1] == value);
            if (joins) {
                ++spans.back().length;
            } else {
                spans.push_back({x, 1, run});
            }
        }
    }

private:
    struct Cell {
        int cover = 0, area = 0;
    };

    void add(int row, int column, int cover, int area) {
        Cell& cell = cells_[static_cast<std::size_t>(row - y0_) * static_cast<std::size_t>(width_) +
                            static_cast<std::size_t>(column - x0_)];
        cell.cover += cover;
        cell.area += area;
    }

    // The part of an edge inside one row; y1, y2 are within the row.
    void piece(int row, int x1, int y1, int x2, int y2) {
        if (y1 == y2) return;
        int column = x1 >> kShift;
        const int last = x2 >> kShift;
        const int fx1 = x1 & kFraction, fx2 = x2 & kFraction;
        if (column == last) {
            add(row, column, y2 - y1, (fx1 + fx2) * (y2 - y1));
            return;
        }
        int dx = x2 - x1;
        const bool right = dx >= 0;
        const int first = right ? kScale : 0, step = right ? 1 : -1;
        const int to_border = (right ? kScale - fx1 : fx1) * (y2 - y1);
        if (!right) dx = -dx;
        const Division start(to_border, dx);
        int error = start.remainder;
        add(row, column, start.quotient, (fx1 + first) * start.quotient);
        column += step;
        int y = y1 + start.quotient;
        if (column != last) {
            const Division lift(kScale * (y2 - y + start.quotient), dx);
            error -= dx;
            for (; column != last; column += step) {
                int delta = lift.quotient;
                error += lift.remainder;
                if (error >= 0) {
                    error -= dx;
                    ++delta;
                }
                add(row, column, delta, kScale * delta);
                y += delta;
            }
        }
        add(row, column, y2 - y, (fx2 + kScale - first) * (y2 - y));
    }

    static std::uint8_t to_alpha(int area) {
        return static_cast<std::uint8_t>(std::min(std::abs(area >> (kShift + 1)), 255));
    }

    int x0_, y0_, width_, height_;
    std::vector<Cell> cells_;
};

// x' = sx x + shx y + tx, y' = shy x + sy y + ty, composed in Agg's order of operations.
struct Map {
    double sx = 1, shy = 0, shx = 0, sy = 1, tx = 0, ty = 0;

    Map then(const Map& m) const {
        return {sx * m.sx + shy * m.shx, sx * m.shy + shy * m.sy,       shx * m.sx + sy * m.shx,
                shx * m.shy + sy * m.sy, tx * m.sx + ty * m.shx + m.tx, tx * m.shy + ty * m.sy + m.ty};
    }
    Map inverse() const {
        const double d = 1.0 / (sx * sy - shy * shx);
        Map r;
        r.sx = sy * d;
        r.sy = sx * d;
        r.shy = -shy * d;
        r.shx = -shx * d;
        r.tx = -tx * r.sx - ty * r.shx;
        r.ty = -tx * r.shy - ty * r.sy;
        return r;
    }
    void operator()(double& x, double& y) const {
        const double was = x;
        x = was * sx + y * shx + tx;
        y = was * shy + y * sy + ty;
    }
};

// Whole-number interpolation over a span (agg::dda2_line_interpolator).
class Interpolator {
public:
    Interpolator(int from, int to, int count)
        : count_(std::max(count, 1)), step_((to - from) / count_), remainder_((to - from) % count_), value_(from) {
        error_ = remainder_;
        if (error_ <= 0) {
            error_ += count_;
            remainder_ += count_;
            --step_;
        }
        error_ -= count_;
    }
    int value() const { return value_; }
    void advance() {
        error_ += remainder_;
        value_ += step_;
        if (error_ > 0) {
            error_ -= count_;
            ++value_;
        }
    }

private:
    int count_, step_, remainder_, value_, error_;
};

// Filtered values of an image that is blank outside. The image is copied into a blank border, so that no tap needs a
// check.
class Sampler {
public:
    Sampler(const Mask& image, const Spline36& filter)
        : filter_(filter),
          width_(image.width),
          height_(image.height),
          stride_(image.width + 2 * kBorder + kSlack),
          pixels_(static_cast<std::size_t>(stride_) * static_cast<std::size_t>(image.height + 2 * kBorder), 0) {
        for (int row = 0; row < height_; ++row) {
            std::memcpy(pixels_.data() + static_cast<std::ptrdiff_t>(row + kBorder) * stride_ + kBorder,
                        image.pixels.data() + static_cast<std::ptrdiff_t>(row) * width_,
                        static_cast<std::size_t>(width_));
        }
    }

    // At a place in subpixels.
    int operator()(int x, int y) {
        constexpr int start = -(kTaps / 2 - 1);
        const int column = (x >> kShift) + start, row = (y >> kShift) + start;
        if (column <= -kTaps || row <= -kTaps || column >= width_ || row >= height_) return 0;
        const std::uint8_t* from =
            pixels_.data() + static_cast<std::ptrdiff_t>(row + kBorder) * stride_ + column + kBorder;
        const int x_phase = kFraction - (x & kFraction), y_phase = kFraction - (y & kFraction);
        if (x_phase != x_phase_ || y_phase != y_phase_) set_phase(x_phase, y_phase);
        int sum = 0;
        for (int j = 0; j < kTaps; ++j, from += stride_) {
            std::uint64_t six = 0;
            std::memcpy(&six, from, kTaps);
            if (six == 0) continue;
            const int* weights = weights_.data() + j * kTaps;
            for (int i = 0; i < kTaps; ++i) sum += from[i] * weights[i];
        }
        return std::clamp(sum >> 14, 0, 255);
    }

private:
    static constexpr int kTaps = Spline36::kDiameter, kBorder = kTaps, kSlack = 2;

    void set_phase(int x_phase, int y_phase) {
        x_phase_ = x_phase;
        y_phase_ = y_phase;
        for (int j = 0; j < kTaps; ++j) {
            const int weight_y = filter_[y_phase + j * kScale];
            for (int i = 0; i < kTaps; ++i) {
                weights_[static_cast<std::size_t>(j * kTaps + i)] =
                    (weight_y * filter_[x_phase + i * kScale] + Spline36::kOne / 2) >> 14;
            }
        }
    }

    const Spline36& filter_;
    int width_, height_, stride_;
    std::vector<std::uint8_t> pixels_;
    int x_phase_ = -1, y_phase_ = -1;
    std::array<int, static_cast<std::size_t>(kTaps) * kTaps> weights_{};
};

}  // namespace

Spline36::Spline36() {
    constexpr int size = kDiameter * kSteps, pivot = size / 2;
    std::array<int, size> w{};
    for (int i = 0; i < pivot; ++i) {
        const int value = round_away(spline36(static_cast<double>(i) / kSteps) * kOne);
        w[static_cast<std::size_t>(pivot + i)] = w[static_cast<std::size_t>(pivot - i)] = value;
    }
    w[0] = w[size - 1];
    // Agg's normalisation: the weights of each phase sum to one, corrections alternating around the centre.
    int flip = 1;
    for (int i = 0; i < kSteps; ++i) {
        const auto at = [&](int j) -> int& { return w[static_cast<std::size_t>(j * kSteps + i)]; };
        for (;;) {
            int sum = 0;
            for (int j = 0; j < kDiameter; ++j) sum += at(j);
            if (sum == kOne) break;
            const double k = static_cast<double>(kOne) / sum;
            sum = 0;
            for (int j = 0; j < kDiameter; ++j) sum += at(j) = round_away(at(j) * k);
            sum -= kOne;
            const int increment = sum > 0 ? -1 : 1;
            for (int j = 0; j < kDiameter && sum; ++j) {
                flip ^= 1;
                int& weight = at(flip ? kDiameter / 2 + j / 2 : kDiameter / 2 - j / 2);
                if (weight < kOne) {
                    weight += increment;
                    sum += increment;
                }
            }
        }
    }
    for (int i = 0; i < pivot; ++i) w[static_cast<std::size_t>(pivot + i)] = w[static_cast<std::size_t>(pivot - i)];
    w[0] = w[size - 1];
    for (std::size_t i = 0; i < w.size(); ++i) weights_[i] = static_cast<std::int16_t>(w[i]);
}

RotatedMask rotate_mask(const Mask& source, double degrees, const Spline36& filter) {
    RotatedMask result;
    // Beyond this the rasterizer's products would not fit an int.
    constexpr int widest = 16000;
    if (source.pixels.empty() || source.width > widest || source.height > widest) return result;
    constexpr double pi = 3.14159265358979323846;
    const double radians = -degrees * (pi / 180.0);
    const Map rotation{std::cos(radians), std::sin(radians), -std::sin(radians), std::cos(radians), 0, 0};
    const Map map = Map{1, 0, 0, 1, 0, -static_cast<double>(source.height)}.then(rotation);
    const Map back = map.inverse();

    std::array<int, 4> xs, ys;
    const std::array<double, 4> corner_x = {0, static_cast<double>(source.width), static_cast<double>(source.width), 0};
    const std::array<double, 4> corner_y = {0, 0, static_cast<double>(source.height),
                                            static_cast<double>(source.height)};
    for (std::size_t i = 0; i < 4; ++i) {
        double x = corner_x[i], y = corner_y[i];
        map(x, y);
        xs[i] = round_away(x * kScale);
        ys[i] = round_away(y * kScale);
    }
    const int x0 = *std::min_element(xs.begin(), xs.end()) >> kShift,
              x1 = *std::max_element(xs.begin(), xs.end()) >> kShift;
    const int y0 = *std::min_element(ys.begin(), ys.end()) >> kShift,
              y1 = *std::max_element(ys.begin(), ys.end()) >> kShift;
    Coverage coverage(x0, y0, x1, y1);
    for (std::size_t i = 0; i < 4; ++i) {
        const std::size_t next = (i + 1) % 4;
        coverage.line(xs[i], ys[i], xs[next], ys[next]);
    }

    result.x = x0;
    result.y = y0;
    result.mask.reset(coverage.width(), coverage.height());
    if (result.mask.pixels.empty()) return result;
    Sampler sample(source, filter);
    std::vector<std::uint8_t> alpha;
    std::vector<Coverage::Span> spans;
    for (int row = 0; row < coverage.height(); ++row) {
        coverage.row(row, alpha, spans);
        std::uint8_t* out = result.mask.pixels.data() + static_cast<std::ptrdiff_t>(row) * coverage.width();
        for (const Coverage::Span& span : spans) {
            double from_x = x0 + span.x + 0.5, from_y = y0 + row + 0.5;
            double to_x = from_x + span.length, to_y = from_y;
            back(from_x, from_y);
            back(to_x, to_y);
            Interpolator x(round_away(from_x * kScale), round_away(to_x * kScale), span.length);
            Interpolator y(round_away(from_y * kScale), round_away(to_y * kScale), span.length);
            for (int i = 0; i < span.length; ++i, x.advance(), y.advance()) {
                const int value = sample(x.value() - kScale / 2, y.value() - kScale / 2);
                const int step = (255 * value) >> 8;
                const int product = step * alpha[static_cast<std::size_t>(span.x + i)] + 128;
                out[span.x + i] = static_cast<std::uint8_t>((product + (product >> 8)) >> 8);
            }
        }
    }
    return result;
}

}  // namespace plotmill::text
