#include "io/png_input.h"

#include <cstring>

namespace plotmill::io {

namespace {

void on_error(png_structp png, png_const_charp message) {
    auto* input = static_cast<PngInput*>(png_get_error_ptr(png));
    std::strncpy(input->fault, message, sizeof input->fault - 1);
    png_longjmp(png, 1);
}

void on_warning(png_structp, png_const_charp) {}

void on_read(png_structp png, png_bytep out, png_size_t n) {
    auto* input = static_cast<PngInput*>(png_get_io_ptr(png));
    if (n > input->bytes.size() - input->at) png_error(png, "the file ends too early");
    std::memcpy(out, input->bytes.data() + input->at, n);
    input->at += n;
}

}  // namespace

bool is_png(std::string_view bytes) {
    return bytes.size() >= 8 && png_sig_cmp(reinterpret_cast<png_const_bytep>(bytes.data()), 0, 8) == 0;
}

PngInput::PngInput(std::string_view b) : bytes(b) {
    png = png_create_read_struct(PNG_LIBPNG_VER_STRING, this, on_error, on_warning);
    if (png) info = png_create_info_struct(png);
    if (!info) return;
    png_set_user_limits(png, longest_side, longest_side);
    png_set_read_fn(png, this, on_read);
}

PngInput::~PngInput() { png_destroy_read_struct(&png, &info, nullptr); }

}  // namespace plotmill::io
