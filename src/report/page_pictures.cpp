#include "report/page_pictures.h"

#include <new>

#include "compare/picture.h"
#include "io/files.h"

namespace plotmill::report {

namespace {

constexpr int thumbnail_width = 480, thumbnail_height = 360;  // twice what a card shows
constexpr std::size_t most_file_bytes = std::size_t{256} << 20, most_whole_bytes = std::size_t{4} << 20;
constexpr std::size_t most_svg_bytes = std::size_t{128} << 10;

std::string base64(std::string_view bytes) {
    static constexpr char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    out.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const auto byte = [&](std::size_t k) {
            return i + k < bytes.size() ? static_cast<unsigned>(static_cast<unsigned char>(bytes[i + k])) : 0u;
        };
        const unsigned word = byte(0) << 16 | byte(1) << 8 | byte(2);
        out += digits[word >> 18];
        out += digits[word >> 12 & 63];
        out += i + 1 < bytes.size() ? digits[word >> 6 & 63] : '=';
        out += i + 2 < bytes.size() ? digits[word & 63] : '=';
    }
    return out;
}

const File* file_of(const Figure& figure, std::string_view format) {
    for (const File& f : figure.files)
        if (f.format == format && !f.path.empty()) return &f;
    return nullptr;
}

Result<compare::Picture> picture_of(const std::string& path) {
    auto bytes = io::read_file(path, most_file_bytes);
    if (!bytes) return bytes.take_errors();
    return compare::read_png(*bytes, path);
}

std::string svg_uri(const std::string& path, std::size_t most) {
    auto bytes = io::read_file(path, most);
    return bytes ? data_uri("image/svg+xml", *bytes) : "";
}

}  // namespace

std::string data_uri(std::string_view type, std::string_view bytes) {
    return "data:" + std::string(type) + ";base64," + base64(bytes);
}

std::string thumbnail(const Figure& figure) {
    try {
        if (const File* png = file_of(figure, "png"))
            if (auto picture = picture_of(png->path))
                return data_uri("image/png",
                                compare::write_png(compare::scaled_down(*picture, thumbnail_width, thumbnail_height)));
        if (const File* svg = file_of(figure, "svg")) return svg_uri(svg->path, most_svg_bytes);
    } catch (const std::bad_alloc&) {  // then without
    }
    return {};
}

std::string whole_picture(const std::string& path) {
    if (path.ends_with(".svg")) return svg_uri(path, most_whole_bytes);
    if (!path.ends_with(".png")) return {};
    auto bytes = io::read_file(path, most_whole_bytes);
    return bytes ? data_uri("image/png", *bytes) : "";
}

std::string difference_picture(const compare::Comparison& c) {
    if (!c.diff.empty()) return whole_picture(c.diff);
    if (c.pixels == 0) return {};
    try {
        auto expected = picture_of(c.pair.expected);
        auto actual = picture_of(c.pair.actual);
        if (!expected || !actual) return {};
        compare::Picture picture;
        compare::compare_pixels(*expected, *actual, {}, &picture);
        return data_uri("image/png", compare::write_png(picture));
    } catch (const std::bad_alloc&) {
        return {};
    }
}

}  // namespace plotmill::report
