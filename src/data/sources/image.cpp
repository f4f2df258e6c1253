#include "data/sources/image.h"

#include <csetjmp>
#include <memory>
#include <vector>

#include "io/png_input.h"

namespace plotmill::data {
namespace {

struct Reader : io::PngInput {
    png_uint_32 width = 0, height = 0;
    int channels = 0, depth = 0;
    std::size_t row_bytes = 0;
    std::vector<png_byte> pixels;
    std::vector<png_bytep> rows;

    using PngInput::PngInput;
};

bool read_header(Reader& r) {
    if (!r.info) return false;
    if (setjmp(png_jmpbuf(r.png))) return false;
    png_read_info(r.png, r.info);
    const int color = png_get_color_type(r.png, r.info), depth = png_get_bit_depth(r.png, r.info);
    if (color == PNG_COLOR_TYPE_PALETTE) {
        png_set_palette_to_rgb(r.png);
        if (png_get_valid(r.png, r.info, PNG_INFO_tRNS))
            png_set_tRNS_to_alpha(r.png);
        else
            png_set_add_alpha(r.png, 255, PNG_FILLER_AFTER);
    }
    if (color == PNG_COLOR_TYPE_GRAY && depth < 8) png_set_expand_gray_1_2_4_to_8(r.png);
    if (color == PNG_COLOR_TYPE_GRAY_ALPHA) png_set_gray_to_rgb(r.png);
    if (color != PNG_COLOR_TYPE_GRAY && depth == 16) png_set_strip_16(r.png);
    png_set_interlace_handling(r.png);
    png_read_update_info(r.png, r.info);
    r.width = png_get_image_width(r.png, r.info);
    r.height = png_get_image_height(r.png, r.info);
    r.channels = png_get_channels(r.png, r.info);
    r.depth = png_get_bit_depth(r.png, r.info);
    r.row_bytes = png_get_rowbytes(r.png, r.info);
    return true;
}

bool read_pixels(Reader& r) {
    if (setjmp(png_jmpbuf(r.png))) return false;
    png_read_image(r.png, r.rows.data());
    return true;
}

}  // namespace

std::optional<Columns> read_image(std::string_view bytes, const SourceContext& context) {
    if (!io::is_png(bytes)) return context.fail(0, "this is no PNG image, the only kind of image that is read");
    Reader r(bytes);
    if (!read_header(r)) return context.fail(0, std::string("a broken PNG image: ") + r.fault);
    const std::size_t values = std::size_t{r.width} * r.height * static_cast<std::size_t>(r.channels);
    if (values * sizeof(double) > context.limits.table_bytes)
        return context.fail(0, "the image has more pixels than a table may hold");
    r.pixels.resize(r.row_bytes * r.height);
    for (std::size_t i = 0; i < r.height; ++i) r.rows.push_back(r.pixels.data() + i * r.row_bytes);
    if (!read_pixels(r)) return context.fail(0, std::string("a broken PNG image: ") + r.fault);

    auto column = std::make_shared<Column>();
    column->cols = r.width;
    column->depth = r.channels == 1 ? 0 : static_cast<std::size_t>(r.channels);
    column->numbers.reserve(values);
    // Single precision, as imread's arrays.
    const std::size_t in_row = std::size_t{r.width} * static_cast<std::size_t>(r.channels);
    for (const png_byte* row : r.rows)
        for (std::size_t i = 0; i < in_row; ++i)
            column->numbers.push_back(
                r.depth == 16 ? static_cast<double>(static_cast<float>(row[2 * i] << 8 | row[2 * i + 1]) / 65535.0F)
                              : static_cast<double>(static_cast<float>(row[i]) / 255.0F));
    return Columns{{"", std::move(column)}};
}

}  // namespace plotmill::data
