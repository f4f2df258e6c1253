#include "data/sources/image.h"

#include <csetjmp>
#include <cstring>
#include <memory>
#include <png.h>

namespace plotmill::data {
namespace {

constexpr png_uint_32 longest_side = 65'535;

// libpng reports faults by longjmp: what it may jump over has no destructors, all memory is here.
struct Reader {
    std::string_view bytes;
    std::size_t at = 0;
    char fault[160] = "";
    png_structp png = nullptr;
    png_infop info = nullptr;
    png_uint_32 width = 0, height = 0;
    int channels = 0, depth = 0;
    std::size_t row_bytes = 0;
    std::vector<png_byte> pixels;
    std::vector<png_bytep> rows;

    explicit Reader(std::string_view b) : bytes(b) {}
    ~Reader() { png_destroy_read_struct(&png, &info, nullptr); }
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;
};

void on_error(png_structp png, png_const_charp message) {
    auto* reader = static_cast<Reader*>(png_get_error_ptr(png));
    std::strncpy(reader->fault, message, sizeof reader->fault - 1);
    png_longjmp(png, 1);
}

void on_warning(png_structp, png_const_charp) {}

void on_read(png_structp png, png_bytep out, png_size_t n) {
    auto* reader = static_cast<Reader*>(png_get_io_ptr(png));
    if (n > reader->bytes.size() - reader->at) png_error(png, "the file ends too early");
    std::memcpy(out, reader->bytes.data() + reader->at, n);
    reader->at += n;
}

bool read_header(Reader& r) {
    r.png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &r, on_error, on_warning);
    if (r.png) r.info = png_create_info_struct(r.png);
    if (!r.info) return false;
    if (setjmp(png_jmpbuf(r.png))) return false;
    png_set_user_limits(r.png, longest_side, longest_side);
    png_set_read_fn(r.png, &r, on_read);
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
    if (bytes.size() < 8 || png_sig_cmp(reinterpret_cast<png_const_bytep>(bytes.data()), 0, 8) != 0)
        return context.fail(0, "this is no PNG image, the only kind of image that is read");
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
