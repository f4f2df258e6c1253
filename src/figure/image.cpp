#include "figure/image.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "figure/resample.h"

namespace plotmill::figure {

namespace {

constexpr double most_pixels = 268'435'456;

struct Placed {
    PixelMap map;
    std::size_t width = 0, height = 0;
    Rect box;  // pixels, y upwards
};

std::optional<Placed> place(const ImageArtist& image, const View& view, const Rect& clip) {
    const Rect& e = image.extent;
    const Point p0 = view({e.x0, e.y0}), p1 = view({e.x1, e.y1});
    if (!finite(p0) || !finite(p1)) return std::nullopt;
    Placed out;
    out.box = {std::max(std::min(p0.x, p1.x), clip.min_x()), std::max(std::min(p0.y, p1.y), clip.min_y()),
               std::min(std::max(p0.x, p1.x), clip.max_x()), std::min(std::max(p0.y, p1.y), clip.max_y())};
    const double w = out.box.width(), h = out.box.height();
    if (!(w > 0) || !(h > 0) || !(w * h < most_pixels)) return std::nullopt;

    const double cols = static_cast<double>(image.cols), rows = static_cast<double>(image.rows);
    double kx = 1, ky = 1;
    double out_w = std::trunc(w), out_h = std::trunc(h);
    if (view.straight() && (std::fmod(w, 1.0) != 0 || std::fmod(h, 1.0) != 0)) {
        out_w = std::ceil(w);
        out_h = std::ceil(h);
        kx = 1 + (out_w - w) / w;
        ky = 1 + (out_h - h) / h;
    }
    out.width = static_cast<std::size_t>(out_w);
    out.height = static_cast<std::size_t>(out_h);
    if (out.width == 0 || out.height == 0) return std::nullopt;
    PixelMap& m = out.map;
    m.sx = (p1.x - p0.x) / cols * kx;
    m.ex = (p0.x - out.box.x0) * kx;
    m.sy = (p1.y - p0.y) / rows * ky;
    m.ey = (p0.y - out.box.y0) * ky;
    if (image.upper) {  // row r is drawn at rows - r
        m.ey += m.sy * rows;
        m.sy = -m.sy;
    }
    if (!view.straight()) {
        const Point o = view.scaled({0, 0}), u = view.scaled({1, 1});
        const bool upper = image.upper;
        m.inverse = [=, &view, &e = image.extent, box = out.box](Point p) {
            const double x = view.x_scale().inverse((p.x + box.x0 - o.x) / (u.x - o.x));
            const double y = view.y_scale().inverse((p.y + box.y0 - o.y) / (u.y - o.y));
            const double row = (y - e.y0) / e.height() * rows;
            return Point{(x - e.x0) / e.width() * cols, upper ? rows - row : row};
        };
    }
    return out;
}

std::uint8_t byte(double v) { return static_cast<std::uint8_t>(std::clamp(v, 0.0, 255.0)); }

void put(std::vector<std::uint8_t>& out, std::size_t at, const Rgba& c, double alpha) {
    out[at] = byte(c.r * 255);
    out[at + 1] = byte(c.g * 255);
    out[at + 2] = byte(c.b * 255);
    out[at + 3] = byte(static_cast<float>(byte(c.a * 255)) * static_cast<float>(alpha));
}

// Values are resampled on a scale of 0.1 to 0.9, since Agg clips to 0..1, and brought back before the norm.
void map_values(const ImageArtist& image, const Placed& at, const ResampleOptions& options,
                std::vector<std::uint8_t>& out) {
    double lo = std::numeric_limits<double>::infinity(), hi = -lo;
    if (const Extremes known = image.values.extremes(); known.low > -lo && known.high < lo) {
        lo = known.low;
        hi = known.high;
    } else {
        for (const double v : image.values) {
            if (!std::isfinite(v)) continue;
            lo = std::min(lo, v);
            hi = std::max(hi, v);
        }
    }
    if (lo > hi) lo = 0, hi = 1;
    style::Norm norm = image.norm;
    double vmin = norm.vmin.value_or(lo), vmax = norm.vmax.value_or(hi);
    const double dv = vmax - vmin, middle = vmin + dv / 2;
    const double low = middle - dv * 1e7, high = middle + dv * 1e7;
    if (low >= lo) lo = low;
    if (high <= hi) hi = high;
    constexpr double offset = 0.1, share = 0.8;
    const double factor = (hi - lo) / share;
    const auto scaled_row = [&](std::size_t row, double* to) {
        const double* const from = image.values.data() + row * image.cols;
        for (std::size_t i = 0; i < image.cols; ++i) {
            double v = from[i];
            v = std::isfinite(v) ? std::clamp(v, lo, hi) - lo : std::numeric_limits<double>::quiet_NaN();
            if (lo != hi) v /= factor;
            to[i] = v + offset;
        }
    };
    auto round_trip = [&](double v) {
        v -= lo;
        if (lo != hi) v /= factor;
        v += offset;
        v -= offset;
        if (lo != hi) v *= factor;
        return v + lo;
    };
    vmin = round_trip(vmin);
    vmax = round_trip(vmax);
    if (norm.kind == style::Norm::Kind::log && vmin <= 0) vmin = std::numeric_limits<double>::epsilon();
    if (norm.kind != style::Norm::Kind::boundary && norm.kind != style::Norm::Kind::none) {
        norm.vmin = vmin;
        norm.vmax = vmax;
    }
    const std::vector<double> pixels =
        resample(scaled_row, image.rows, image.cols, 1, at.height, at.width, at.map, options);
    std::vector<double> alphas;
    if (!image.alphas.empty())
        alphas = resample(image.alphas, image.rows, image.cols, 1, at.height, at.width, at.map, options);
    for (std::size_t i = 0; i < pixels.size(); ++i) {
        double v = pixels[i] - offset;
        if (lo != hi) v *= factor;
        const double alpha = alphas.empty() ? image.alpha : static_cast<double>(static_cast<float>(alphas[i]));
        put(out, i * 4, norm.color(v + lo, image.colormap), alpha);
    }
}

// Opacity is resampled as the colours are: by itself.
void map_colors(const ImageArtist& image, const MakeRow& rgba_row, const Placed& at, ResampleOptions options,
                std::vector<std::uint8_t>& out) {
    options.bytes = image.bytes;
    const auto c = resample(rgba_row, image.rows, image.cols, 4, at.height, at.width, at.map, options);
    const double k = image.bytes ? 1 : 255;
    for (std::size_t i = 0; i < c.size(); i += 4) {
        for (std::size_t j = 0; j < 3; ++j) out[i + j] = byte(c[i + j] * k);
        out[i + 3] = byte(c[i + 3] * k * image.alpha);
    }
}

}  // namespace

void color_row(const ImageArtist& image, std::size_t row, double* to) {
    const double most = image.bytes ? 255 : 1;
    const auto clipped = [&](double v) {
        return std::isnan(v) ? 0 : std::clamp(image.bytes ? std::trunc(v) : v, 0.0, most);
    };
    const double* from = image.colors.data() + row * image.cols * image.depth;
    for (std::size_t i = 0; i < image.cols; ++i, from += image.depth, to += 4) {
        for (std::size_t j = 0; j < 3; ++j) to[j] = clipped(from[j]);
        to[3] = image.depth == 4 ? clipped(from[3]) : most;
    }
}

std::optional<scene::ImageItem> make_image(const ImageArtist& image, const View& view, const Rect& clip) {
    if (image.rows == 0 || image.cols == 0) return std::nullopt;
    const auto at = place(image, view, clip);
    if (!at) return std::nullopt;
    ResampleOptions options;
    options.filter = image.interpolation;
    if (options.filter == "none") options.filter = "nearest";
    if (options.filter == "antialiased") options.filter = antialiased_filter(at->map, image.rows, image.cols);
    options.radius = image.filterrad;
    options.normalize = image.filternorm;
    options.full = image.resample;

    std::vector<std::uint8_t> pixels(at->width * at->height * 4);
    if (!image.colors.empty()) {
        map_colors(
            image, [&](std::size_t row, double* to) { color_row(image, row, to); }, *at, options, pixels);
    } else if (image.rgba_stage) {
        const auto mapped_row = [&](std::size_t row, double* to) {
            const double* const from = image.values.data() + row * image.cols;
            for (std::size_t i = 0; i < image.cols; ++i, to += 4) {
                const Rgba c = image.norm.color(std::isfinite(from[i]) ? from[i] : std::nan(""), image.colormap);
                to[0] = c.r, to[1] = c.g, to[2] = c.b, to[3] = c.a;
            }
        };
        map_colors(image, mapped_row, *at, options, pixels);
    } else {
        map_values(image, *at, options, pixels);
    }
    // Rows from the bottom up so far.
    auto flipped = std::make_shared<std::vector<std::uint8_t>>(pixels.size());
    const std::size_t stride = at->width * 4;
    for (std::size_t j = 0; j < at->height; ++j)
        std::copy_n(pixels.begin() + static_cast<std::ptrdiff_t>((at->height - 1 - j) * stride), stride,
                    flipped->begin() + static_cast<std::ptrdiff_t>(j * stride));
    scene::ImageItem item;
    item.width = static_cast<int>(at->width);
    item.height = static_cast<int>(at->height);
    item.rgba = std::move(flipped);
    // Rounded before it is flipped: a half pixel may go either way by its last bit.
    item.position = view.flip(Point{std::floor(at->box.x0 + 0.5), std::floor(at->box.y0 + 0.5)});
    item.position.y -= static_cast<double>(at->height);
    return item;
}

}  // namespace plotmill::figure
