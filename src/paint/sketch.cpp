#include "paint/sketch.h"

#include <cmath>
#include <cstdint>
#include <numbers>

namespace plotmill::paint {

namespace {

// The generator of Matplotlib's C++ code.
class Random {
public:
    double next() {
        state_ = 214013u * state_ + 2531011u;
        return static_cast<double>(state_) / 4294967296.0;
    }

private:
    std::uint32_t state_ = 0;
};

class Hand {
public:
    Hand(const std::array<double, 3>& wave, Path& out) : scale_(wave[0]), out_(out) {
        const double length = wave[1], randomness = wave[2];
        constexpr double none = 2.220446049250313e-16;
        if (randomness > none) log_randomness_ = 2 * std::log(randomness);
        if (randomness > none && length > none) pace_ = 2 * std::numbers::pi / (length * randomness);
    }

    void move_to(Point p) {
        phase_ = 0;
        last_ = at_ = p;
        out_.move_to(p);
    }

    // In steps of a pixel, which go on over corners as Agg's segmentator does.
    void line_to(Point p) {
        const Point d{p.x - at_.x, p.y - at_.y};
        const double step = 1.0 / std::max(std::sqrt(d.x * d.x + d.y * d.y), 1e-30);
        for (double along = step; along < 1.0 - step; along += step) point({at_.x + d.x * along, at_.y + d.y * along});
        point({at_.x + d.x, at_.y + d.y});
        at_ = at_ + d;
    }

    void close() {
        random_.next();  // closing costs one
        out_.close();
    }

private:
    void point(Point p) {
        phase_ += std::exp(random_.next() * log_randomness_);
        const double den = last_.x - p.x, num = last_.y - p.y;
        const double length = num * num + den * den;
        last_ = p;
        if (length != 0) {
            const double r = std::sin(phase_ * pace_) * scale_ / std::sqrt(length);
            p.x += r * num;
            p.y -= r * den;
        }
        out_.line_to(p);
    }

    double scale_, log_randomness_ = 0, pace_ = 0, phase_ = 0;
    Path& out_;
    Random random_;
    Point last_, at_;
};

}  // namespace

void sketch(const Path& in, const std::array<double, 3>& wave, Path& out) {
    out.clear();
    Hand hand(wave, out);
    const Point* p = in.points.data();
    Point start;
    int vertices = 0;
    for (const Verb v : in.verbs) {
        if (v == Verb::close) {
            if (vertices > 2) hand.line_to(start);
            hand.close();
            vertices = 0;
        } else if (v == Verb::move) {
            hand.move_to(start = *p++);
            vertices = 1;
        } else {
            hand.line_to(*p++);
            ++vertices;
        }
    }
}

}  // namespace plotmill::paint
