#include "compare/picture.h"

#include <algorithm>
#include <cmath>
#include <csetjmp>
#include <fmt/format.h>

#include "formats/png.h"
#include "io/png_input.h"

namespace plotmill::compare {

namespace {

constexpr std::size_t most_pixels = std::size_t{1} << 27;

struct Reader : io::PngInput {
    Picture picture;
    std::vector<png_bytep> rows;

    using PngInput::PngInput;
};

bool read_header(Reader& r) {
    if (!r.info) return false;
    if (setjmp(png_jmpbuf(r.png))) return false;
    png_read_info(r.png, r.info);
    png_set_expand(r.png);
    png_set_strip_16(r.png);
    png_set_gray_to_rgb(r.png);
    png_set_add_alpha(r.png, 255, PNG_FILLER_AFTER);
    png_set_interlace_handling(r.png);
    png_read_update_info(r.png, r.info);
    r.picture.width = static_cast<int>(png_get_image_width(r.png, r.info));
    r.picture.height = static_cast<int>(png_get_image_height(r.png, r.info));
    return png_get_rowbytes(r.png, r.info) == 4 * static_cast<std::size_t>(r.picture.width);
}

bool read_pixels(Reader& r) {
    if (setjmp(png_jmpbuf(r.png))) return false;
    png_read_image(r.png, r.rows.data());
    png_read_end(r.png, nullptr);
    return true;
}

// How much of the source's pixel i a target's pixel takes: a run of weights along one axis.
struct Cover {
    int first = 0;
    std::vector<float> weights;
};

std::vector<Cover> covers(int from, int to) {
    std::vector<Cover> out(static_cast<std::size_t>(to));
    const double step = static_cast<double>(from) / to;
    for (int i = 0; i < to; ++i) {
        const double begin = i * step, end = std::min((i + 1) * step, static_cast<double>(from));
        Cover& c = out[static_cast<std::size_t>(i)];
        c.first = static_cast<int>(begin);
        for (int p = c.first; p < end; ++p)
            c.weights.push_back(
                static_cast<float>((std::min(end, p + 1.0) - std::max(begin, static_cast<double>(p))) / step));
    }
    return out;
}

}  // namespace

Picture make_picture(int width, int height) {
    Picture p{width, height, {}};
    p.rgba.resize(4 * static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    return p;
}

Result<Picture> read_png(std::string_view bytes, std::string_view name) {
    if (!io::is_png(bytes)) return error_at({}, fmt::format("'{}' is no PNG image", name));
    Reader r(bytes);
    if (!read_header(r)) return error_at({}, fmt::format("'{}' is a broken PNG image: {}", name, r.fault));
    const std::size_t pixels = static_cast<std::size_t>(r.picture.width) * static_cast<std::size_t>(r.picture.height);
    if (pixels > most_pixels) return error_at({}, fmt::format("'{}' has more than {} pixels", name, most_pixels));
    r.picture.rgba.resize(4 * pixels);
    for (int y = 0; y < r.picture.height; ++y) r.rows.push_back(r.picture.at(0, y));
    if (!read_pixels(r)) return error_at({}, fmt::format("'{}' is a broken PNG image: {}", name, r.fault));
    return std::move(r.picture);
}

std::string write_png(const Picture& picture) {
    std::vector<std::uint32_t> words(picture.pixels());
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::uint8_t* p = picture.rgba.data() + 4 * i;
        words[i] = std::uint32_t{p[3]} << 24 | std::uint32_t{p[0]} << 16 | std::uint32_t{p[1]} << 8 | p[2];
    }
    formats::PngEncoder encoder;
    const auto bytes =
        encoder.encode({reinterpret_cast<const std::uint8_t*>(words.data()),
                        4 * static_cast<std::ptrdiff_t>(picture.width), picture.width, picture.height, false, true});
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

Picture scaled_down(const Picture& picture, int width, int height) {
    const double scale =
        std::min({1.0, static_cast<double>(width) / picture.width, static_cast<double>(height) / picture.height});
    if (scale >= 1) return picture;
    Picture out = make_picture(std::max(1, static_cast<int>(std::lround(picture.width * scale))),
                               std::max(1, static_cast<int>(std::lround(picture.height * scale))));
    const std::vector<Cover> columns = covers(picture.width, out.width), rows = covers(picture.height, out.height);
    std::vector<float> line(4 * static_cast<std::size_t>(picture.width));  // premultiplied
    for (int y = 0; y < out.height; ++y) {
        const Cover& row = rows[static_cast<std::size_t>(y)];
        std::ranges::fill(line, 0.0F);
        for (std::size_t k = 0; k < row.weights.size(); ++k) {
            const std::uint8_t* p = picture.at(0, row.first + static_cast<int>(k));
            for (std::size_t i = 0; i < line.size(); i += 4) {
                const float alpha = row.weights[k] * static_cast<float>(p[i + 3]);
                for (std::size_t c = 0; c < 3; ++c) line[i + c] += alpha * static_cast<float>(p[i + c]);
                line[i + 3] += alpha;
            }
        }
        for (int x = 0; x < out.width; ++x) {
            const Cover& column = columns[static_cast<std::size_t>(x)];
            float sum[4] = {};
            for (std::size_t k = 0; k < column.weights.size(); ++k)
                for (std::size_t c = 0; c < 4; ++c)
                    sum[c] += column.weights[k] * line[4 * (static_cast<std::size_t>(column.first) + k) + c];
            std::uint8_t* p = out.at(x, y);
            for (std::size_t c = 0; c < 3; ++c)
                p[c] = sum[3] > 0 ? static_cast<std::uint8_t>(std::min(255.0F, sum[c] / sum[3] + 0.5F)) : 0;
            p[3] = static_cast<std::uint8_t>(std::min(255.0F, sum[3] + 0.5F));
        }
    }
    return out;
}

}  // namespace plotmill::compare
