// ssim A.png B.png [A.png B.png]...: a line for each pair with the structural similarity of the two in gray (Wang et
// al., 2004): Gaussian windows of 1.5 pixels, after averaging down to 256 pixels on the shorter side, as its authors
// advise. Transparent pixels stand on white.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <png.h>
#include <vector>

namespace {

struct Gray {
    int width = 0, height = 0;
    std::vector<double> values;
    double& at(int x, int y) {
        return values[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)];
    }
    double at(int x, int y) const { return const_cast<Gray*>(this)->at(x, y); }
};

Gray blank(int width, int height) {
    return {width, height, std::vector<double>(static_cast<std::size_t>(width) * static_cast<std::size_t>(height))};
}

Gray read(const char* path) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    if (!png_image_begin_read_from_file(&image, path)) {
        std::fprintf(stderr, "cannot read %s: %s\n", path, image.message);
        std::exit(2);
    }
    image.format = PNG_FORMAT_RGBA;
    std::vector<png_byte> bytes(PNG_IMAGE_SIZE(image));
    if (!png_image_finish_read(&image, nullptr, bytes.data(), 0, nullptr)) std::exit(2);
    Gray out = blank(static_cast<int>(image.width), static_cast<int>(image.height));
    for (std::size_t i = 0; i < out.values.size(); ++i) {
        const png_byte* p = bytes.data() + i * 4;
        const double luma = 0.299 * p[0] + 0.587 * p[1] + 0.114 * p[2], alpha = p[3] / 255.0;
        out.values[i] = luma * alpha + 255 * (1 - alpha);
    }
    return out;
}

Gray averaged(const Gray& in, int step) {
    Gray out = blank(in.width / step, in.height / step);
    for (int y = 0; y < out.height; ++y)
        for (int x = 0; x < out.width; ++x) {
            double sum = 0;
            for (int i = 0; i < step; ++i)
                for (int k = 0; k < step; ++k) sum += in.at(x * step + k, y * step + i);
            out.at(x, y) = sum / (step * step);
        }
    return out;
}

constexpr int reach = 5;

Gray blurred(const Gray& in) {
    double weights[2 * reach + 1], total = 0;
    for (int i = -reach; i <= reach; ++i) total += weights[i + reach] = std::exp(-i * i / (2 * 1.5 * 1.5));
    Gray rows = blank(in.width, in.height), out = rows;
    for (int y = 0; y < in.height; ++y)
        for (int x = 0; x < in.width; ++x)
            for (int i = -reach; i <= reach; ++i)
                rows.at(x, y) += in.at(std::clamp(x + i, 0, in.width - 1), y) * weights[i + reach] / total;
    for (int y = 0; y < in.height; ++y)
        for (int x = 0; x < in.width; ++x)
            for (int i = -reach; i <= reach; ++i)
                out.at(x, y) += rows.at(x, std::clamp(y + i, 0, in.height - 1)) * weights[i + reach] / total;
    return out;
}

Gray product(const Gray& a, const Gray& b) {
    Gray out = a;
    for (std::size_t i = 0; i < out.values.size(); ++i) out.values[i] *= b.values[i];
    return out;
}

double similarity(Gray a, Gray b) {
    const int step = std::max(1, static_cast<int>(std::lround(std::min(a.width, a.height) / 256.0)));
    if (step > 1) {
        a = averaged(a, step);
        b = averaged(b, step);
    }
    const Gray ma = blurred(a), mb = blurred(b), aa = blurred(product(a, a)), bb = blurred(product(b, b)),
               ab = blurred(product(a, b));
    constexpr double c1 = 0.01 * 255 * 0.01 * 255, c2 = 0.03 * 255 * 0.03 * 255;
    double sum = 0;
    for (std::size_t i = 0; i < a.values.size(); ++i) {
        const double x = ma.values[i], y = mb.values[i];
        const double vx = aa.values[i] - x * x, vy = bb.values[i] - y * y, cov = ab.values[i] - x * y;
        sum += (2 * x * y + c1) * (2 * cov + c2) / ((x * x + y * y + c1) * (vx + vy + c2));
    }
    return sum / static_cast<double>(a.values.size());
}

}  // namespace

int main(int argc, char** argv) {
    for (int i = 1; i + 1 < argc; i += 2) {
        const Gray a = read(argv[i]), b = read(argv[i + 1]);
        const bool same = a.width == b.width && a.height == b.height;
        std::printf("%.4f\n", same ? similarity(a, b) : 0.0);
    }
    return 0;
}
