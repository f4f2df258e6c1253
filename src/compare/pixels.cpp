#include "compare/pixels.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

namespace plotmill::compare {

namespace {

constexpr double largest_delta = 35215;  // of two colours: the metric's range

struct Yiq {
    double y, i, q;
};

// A colour over white, as the metric's weights see it.
std::array<double, 3> over_white(const std::uint8_t* p) {
    if (p[3] == 255) return {static_cast<double>(p[0]), static_cast<double>(p[1]), static_cast<double>(p[2])};
    const double alpha = p[3] / 255.0;
    return {255 + (p[0] - 255) * alpha, 255 + (p[1] - 255) * alpha, 255 + (p[2] - 255) * alpha};
}

double luma(const std::array<double, 3>& c) { return c[0] * 0.29889531 + c[1] * 0.58662247 + c[2] * 0.11448223; }

Yiq to_yiq(const std::uint8_t* p) {
    const auto c = over_white(p);
    return {luma(c), c[0] * 0.59597799 - c[1] * 0.27417610 - c[2] * 0.32180189,
            c[0] * 0.21147017 - c[1] * 0.52261711 + c[2] * 0.31114694};
}

bool same(const std::uint8_t* a, const std::uint8_t* b) { return std::memcmp(a, b, 4) == 0; }

// Squared distance, negative where `b` is darker.
double color_delta(const std::uint8_t* a, const std::uint8_t* b) {
    if (same(a, b)) return 0;
    const Yiq p = to_yiq(a), r = to_yiq(b);
    const double y = p.y - r.y, i = p.i - r.i, q = p.q - r.q;
    const double delta = 0.5053 * y * y + 0.299 * i * i + 0.1957 * q * q;
    return p.y > r.y ? -delta : delta;
}

double luma_delta(const std::uint8_t* a, const std::uint8_t* b) {
    return same(a, b) ? 0 : luma(over_white(a)) - luma(over_white(b));
}

struct Neighbours {
    int x0, y0, x1, y1;
    bool at_edge;
    Neighbours(const Picture& p, int x, int y)
        : x0(std::max(x - 1, 0)),
          y0(std::max(y - 1, 0)),
          x1(std::min(x + 1, p.width - 1)),
          y1(std::min(y + 1, p.height - 1)),
          at_edge(x == x0 || x == x1 || y == y0 || y == y1) {}
};

// Three neighbours of the same colour; the picture's edge counts for one.
bool in_a_flat_place(const Picture& p, int x, int y) {
    const Neighbours n(p, x, y);
    int equal = n.at_edge ? 1 : 0;
    const std::uint8_t* center = p.at(x, y);
    for (int u = n.x0; u <= n.x1; ++u)
        for (int v = n.y0; v <= n.y1; ++v)
            if ((u != x || v != y) && same(center, p.at(u, v)) && ++equal > 2) return true;
    return equal > 2;
}

// Between something darker and something brighter, one of which is flat in both pictures.
bool is_antialiased(const Picture& p, const Picture& other, int x, int y) {
    const Neighbours n(p, x, y);
    int equal = n.at_edge ? 1 : 0;
    double least = 0, most = 0;
    int least_x = 0, least_y = 0, most_x = 0, most_y = 0;
    const std::uint8_t* center = p.at(x, y);
    for (int u = n.x0; u <= n.x1; ++u) {
        for (int v = n.y0; v <= n.y1; ++v) {
            if (u == x && v == y) continue;
            const double delta = luma_delta(center, p.at(u, v));
            if (delta == 0) {
                if (++equal > 2) return false;
            } else if (delta < least) {
                least = delta;
                least_x = u;
                least_y = v;
            } else if (delta > most) {
                most = delta;
                most_x = u;
                most_y = v;
            }
        }
    }
    if (least == 0 || most == 0) return false;
    return (in_a_flat_place(p, least_x, least_y) && in_a_flat_place(other, least_x, least_y)) ||
           (in_a_flat_place(p, most_x, most_y) && in_a_flat_place(other, most_x, most_y));
}

void put(std::uint8_t* p, int r, int g, int b) {
    p[0] = static_cast<std::uint8_t>(r);
    p[1] = static_cast<std::uint8_t>(g);
    p[2] = static_cast<std::uint8_t>(b);
    p[3] = 255;
}

// What is the same: a tenth of its brightness.
void put_pale(std::uint8_t* p, const std::uint8_t* color) {
    const double gray = 255 + (luma(over_white(color)) - 255) * 0.1;
    const int level = std::clamp(static_cast<int>(gray), 0, 255);
    put(p, level, level, level);
}

}  // namespace

PixelDifference compare_pixels(const Picture& expected, const Picture& actual, const PixelOptions& options,
                               Picture* picture) {
    PixelDifference out;
    const int width = std::max(expected.width, actual.width), height = std::max(expected.height, actual.height);
    const int both_width = std::min(expected.width, actual.width);
    const int both_height = std::min(expected.height, actual.height);
    const bool same_size = width == both_width && height == both_height;
    if (picture) *picture = make_picture(width, height);
    const double most = largest_delta * options.threshold * options.threshold;
    double largest = 0;
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            std::uint8_t* to = picture ? picture->at(x, y) : nullptr;
            if (x >= both_width || y >= both_height) {
                ++out.different;
                largest = largest_delta;
                if (to) put(to, 255, 0, 0);
                continue;
            }
            const std::uint8_t* a = expected.at(x, y);
            const double delta = color_delta(a, actual.at(x, y));
            largest = std::max(largest, std::abs(delta));
            if (std::abs(delta) <= most) {
                if (to) put_pale(to, a);
            } else if (same_size && !options.antialiased &&
                       (is_antialiased(expected, actual, x, y) || is_antialiased(actual, expected, x, y))) {
                ++out.antialiased;
                if (to) put(to, 255, 214, 0);
            } else {
                ++out.different;
                if (to) delta < 0 ? put(to, 220, 0, 40) : put(to, 255, 110, 0);
            }
        }
    }
    out.largest = std::sqrt(largest / largest_delta);
    return out;
}

}  // namespace plotmill::compare
