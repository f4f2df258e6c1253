// Made-up pictures for the encoders' tests.
#pragma once

#include <cmath>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "formats/png.h"

namespace plotmill::formats {

struct Picture {
    int width = 0, height = 0;
    bool opaque = true;
    int padding = 0;  // words after each row
    std::vector<std::uint32_t> words;

    Picture(int w, int h, std::uint32_t fill = 0xffffffff, int pad = 0)
        : width(w),
          height(h),
          padding(pad),
          words(static_cast<std::size_t>(w + pad) * static_cast<std::size_t>(h), fill) {}
    std::uint32_t& at(int x, int y) { return words[static_cast<std::size_t>(y * (width + padding) + x)]; }
    std::uint32_t at(int x, int y) const { return words[static_cast<std::size_t>(y * (width + padding) + x)]; }
    SurfaceView view() const {
        return {reinterpret_cast<const std::uint8_t*>(words.data()), (width + padding) * 4, width, height, opaque};
    }
};

inline std::uint32_t rgb(int r, int g, int b) {
    return 0xff000000u | static_cast<std::uint32_t>(r) << 16 | static_cast<std::uint32_t>(g) << 8 |
           static_cast<std::uint32_t>(b);
}

// Axes, antialiased curves in two colours and blocks that stand for text.
inline Picture plot_picture(int w, int h) {
    Picture p(w, h, 0xffffffff, 3);
    const auto blend = [&p](int x, int y, int r, int g, int b, double cover) {
        if (x < 0 || y < 0 || x >= p.width || y >= p.height) return;
        const auto mix = [cover](int c) { return static_cast<int>(std::lround(255 + (c - 255) * cover)); };
        p.at(x, y) = rgb(mix(r), mix(g), mix(b));
    };
    for (int x = w / 10; x < w * 9 / 10; ++x)
        for (int line : {h / 10, h * 9 / 10}) blend(x, line, 0, 0, 0, 1);
    for (int y = h / 10; y < h * 9 / 10; ++y)
        for (int line : {w / 10, w * 9 / 10}) blend(line, y, 0, 0, 0, 1);
    for (int x = w / 10; x < w * 9 / 10; ++x)
        for (int k = 0; k < 2; ++k) {
            const double y = h * (0.5 + 0.35 * std::sin(x * 12.0 / w + k)), whole = std::floor(y);
            blend(x, static_cast<int>(whole), k ? 255 : 31, 119, k ? 14 : 180, 1 - (y - whole));
            blend(x, static_cast<int>(whole) + 1, k ? 255 : 31, 119, k ? 14 : 180, y - whole);
        }
    std::mt19937 random(7);
    for (int label = 0; label < 6; ++label)
        for (int i = 0; i < 40; ++i)
            blend(w * (label + 1) / 8 + static_cast<int>(random() % 9), h - 1 - static_cast<int>(random() % 12), 0, 0,
                  0, (random() % 100) / 100.0);
    return p;
}

inline Picture noise_picture(int w, int h, unsigned seed = 1) {
    Picture p(w, h);
    std::mt19937 random(seed);
    for (std::uint32_t& word : p.words) word = random() | 0xff000000u;
    return p;
}

inline Picture gradient_picture(int w, int h) {
    Picture p(w, h);
    for (int y = 0; y < h; ++y)
        for (int x = 0; x < w; ++x) p.at(x, y) = rgb(x * 255 / w, y * 255 / h, (x + y) * 255 / (w + h));
    return p;
}

// Premultiplied, with every alpha.
inline Picture alpha_picture(int w, int h) {
    Picture p(w, h, 0);
    p.opaque = false;
    for (int y = 0; y < h; ++y)
        for (int x = 0; x < w; ++x) {
            const int a = (x * 7 + y * 3) % 256;
            const auto times = [a](int c) { return static_cast<std::uint32_t>((c * a + 127) / 255); };
            if (x % 5)
                p.at(x, y) = static_cast<std::uint32_t>(a) << 24 | times(200) << 16 | times(x % 256) << 8 | times(9);
        }
    return p;
}

}  // namespace plotmill::formats
