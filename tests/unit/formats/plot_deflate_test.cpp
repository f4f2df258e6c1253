#include "formats/plot_deflate.h"

#include <bit>
#include <doctest/doctest.h>
#include <libdeflate.h>

#include "base/blocks.h"
#include "pictures.h"

using namespace plotmill::formats;

namespace {

// Inflates (which checks the Adler sum) and takes the filters back; one vector of samples, row after row.
std::vector<std::uint8_t> inflate(const std::vector<std::uint8_t>& stream, const PixelRows& shape) {
    const auto step = static_cast<std::size_t>(shape.channels);
    const std::size_t row_bytes = shape.width * step;
    std::vector<std::uint8_t> raw((row_bytes + 1) * shape.height);
    libdeflate_decompressor* d = libdeflate_alloc_decompressor();
    std::size_t size = 0;
    const auto result = libdeflate_zlib_decompress(d, stream.data(), stream.size(), raw.data(), raw.size(), &size);
    libdeflate_free_decompressor(d);
    REQUIRE(result == LIBDEFLATE_SUCCESS);
    REQUIRE(size == raw.size());
    std::vector<std::uint8_t> out(row_bytes * shape.height);
    for (std::size_t y = 0; y < shape.height; ++y) {
        const std::uint8_t* row = raw.data() + y * (row_bytes + 1);
        std::uint8_t* to = out.data() + y * row_bytes;
        REQUIRE(row[0] <= 2);
        for (std::size_t i = 0; i < row_bytes; ++i) {
            std::uint8_t base = 0;
            if (row[0] == 1 && i >= step) base = to[i - step];
            if (row[0] == 2 && y > 0) base = (to - row_bytes)[i];
            to[i] = static_cast<std::uint8_t>(row[1 + i] + base);
        }
    }
    return out;
}

std::size_t check_round_trip(const Picture& p, int channels) {
    PlotDeflater deflater;
    const SurfaceView view = p.view();
    const PixelRows rows{view.data, view.stride, static_cast<std::uint32_t>(p.width),
                         static_cast<std::uint32_t>(p.height), channels};
    std::vector<std::uint8_t> stream, again, expected;
    deflater.compress(rows, stream);
    deflater.compress(rows, again);
    CHECK(stream == again);  // what an object did before does not show
    // That parts of it are known to be blank saves time and changes nothing.
    std::vector<std::uint64_t> touched(rows.height);
    const int shift = std::countr_zero(plotmill::block_width(rows.width));
    for (int y = 0; y < p.height; ++y)
        for (int x = 0; x < p.width; ++x)
            if (p.at(x, y) != p.at(0, 0)) touched[static_cast<std::size_t>(y)] |= std::uint64_t{1} << (x >> shift);
    PixelRows known = rows;
    known.touched = touched.data();
    again.clear();
    deflater.compress(known, again);
    CHECK(stream == again);
    for (int y = 0; y < p.height; ++y)
        for (int x = 0; x < p.width; ++x)
            for (int k = channels - 1; k >= 0; --k)
                expected.push_back(static_cast<std::uint8_t>(p.at(x, y) >> (8 * k)));
    const bool same = inflate(stream, rows) == expected;
    CHECK_MESSAGE(same, p.width, "x", p.height, " with ", channels, " channels");
    return stream.size();
}

}  // namespace

TEST_CASE("streams of all shapes inflate to the pixels") {
    for (int channels : {1, 3, 4})
        for (int w : {1, 2, 3, 4, 5, 7, 15, 16, 17, 33, 64, 86, 87, 259})
            for (int h : {1, 2, 5, 19}) {
                check_round_trip(noise_picture(w, h), channels);
                check_round_trip(Picture(w, h), channels);
                check_round_trip(plot_picture(w, h), channels);
                check_round_trip(gradient_picture(w, h), channels);
            }
}

TEST_CASE("long rows and columns") {
    for (int channels : {1, 3, 4}) {
        check_round_trip(plot_picture(20000, 6), channels);  // a row is longer than deflate's window
        check_round_trip(gradient_picture(1, 20000), channels);
        check_round_trip(noise_picture(2, 9000), channels);
    }
}

TEST_CASE("few values make many repeats, near and far") {
    std::mt19937 random(3);
    for (unsigned values : {2u, 3u, 9u}) {
        Picture p(211, 97);
        for (std::uint32_t& word : p.words) word = (random() % values) * 0x01020304u;
        for (int channels : {1, 3, 4}) check_round_trip(p, channels);
    }
    Picture sprites(300, 120);
    for (int i = 0; i < 60; ++i) {
        const int x0 = static_cast<int>(random() % 290), y0 = static_cast<int>(random() % 110);
        for (int y = 0; y < 9; ++y)
            for (int x = 0; x < 9; ++x) sprites.at(x0 + x, y0 + y) = rgb(x * 28, y * 28, 90);
    }
    for (int channels : {1, 3, 4}) check_round_trip(sprites, channels);
}

TEST_CASE("sizes: plots small, blanks tiny, noise no larger than stored") {
    CHECK(check_round_trip(Picture(640, 480), 3) < 2500);
    CHECK(check_round_trip(plot_picture(640, 480), 3) < 16500);
    CHECK(check_round_trip(noise_picture(200, 100), 3) <= 60100 + 16);
    CHECK(check_round_trip(noise_picture(200, 100), 4) <= 80100 + 32);
    CHECK(check_round_trip(noise_picture(1, 1), 3) <= 15);
}
