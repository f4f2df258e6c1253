#include "formats/png.h"

#include <algorithm>
#include <cstring>
#include <doctest/doctest.h>
#include <libdeflate.h>
#include <png.h>
#include <string>

#include "base/blocks.h"
#include "pictures.h"

using namespace plotmill::formats;

namespace {

constexpr PngCompression levels[] = {PngCompression::fast, PngCompression::balanced, PngCompression::small};

struct Chunk {
    std::string type;
    std::string data;
};

std::uint32_t read32(const std::uint8_t* p) {
    return static_cast<std::uint32_t>(p[0]) << 24 | static_cast<std::uint32_t>(p[1]) << 16 |
           static_cast<std::uint32_t>(p[2]) << 8 | p[3];
}

std::vector<Chunk> chunks_of(std::span<const std::uint8_t> file) {
    std::vector<Chunk> out;
    REQUIRE(file.size() > 8);
    REQUIRE(std::memcmp(file.data(), "\x89PNG\r\n\x1a\n", 8) == 0);
    for (std::size_t i = 8; i < file.size();) {
        REQUIRE(i + 12 <= file.size());
        const std::size_t length = read32(&file[i]);
        REQUIRE(i + 12 + length <= file.size());
        CHECK(read32(&file[i + 8 + length]) == libdeflate_crc32(0, &file[i + 4], length + 4));
        const auto* data = reinterpret_cast<const char*>(&file[i]);
        out.push_back({std::string(data + 4, 4), std::string(data + 8, length)});
        i += 12 + length;
    }
    return out;
}

const Chunk* find(const std::vector<Chunk>& chunks, std::string_view type) {
    for (const Chunk& c : chunks)
        if (c.type == type) return &c;
    return nullptr;
}

// The picture as libpng reads it: R, G, B, A.
std::vector<std::uint8_t> decode(std::span<const std::uint8_t> file, int width, int height) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    REQUIRE(png_image_begin_read_from_memory(&image, file.data(), file.size()));
    image.format = PNG_FORMAT_RGBA;
    REQUIRE(static_cast<int>(image.width) == width);
    REQUIRE(static_cast<int>(image.height) == height);
    std::vector<std::uint8_t> out(PNG_IMAGE_SIZE(image));
    REQUIRE(png_image_finish_read(&image, nullptr, out.data(), 0, nullptr));
    CHECK(image.warning_or_error == 0);
    return out;
}

void check_lossless(PngEncoder& encoder, const Picture& p, PngCompression level) {
    const auto file = encoder.encode(p.view(), {.compression = level});
    const std::vector<std::uint8_t> got = decode(file, p.width, p.height);
    int wrong = 0;
    for (int y = 0; y < p.height; ++y)
        for (int x = 0; x < p.width; ++x) {
            const std::uint8_t* q = &got[static_cast<std::size_t>(y * p.width + x) * 4];
            const std::uint32_t word = p.at(x, y), a = p.opaque ? 255 : word >> 24;
            wrong += q[3] != a;
            for (int k = 0; k < 3; ++k) {
                // Premultiplying again must give the surface back.
                const std::uint32_t c = word >> (16 - 8 * k) & 255;
                wrong += (q[k] * a + 127) / 255 != c;
            }
        }
    CHECK_MESSAGE(wrong == 0, p.width, "x", p.height, " at level ", static_cast<int>(level));
}

int color_type(std::span<const std::uint8_t> file) { return file[25]; }

}  // namespace

TEST_CASE("straight colours are kept as they are") {
    PngEncoder encoder;
    for (const int colors : {40, 4000}) {  // a palette; none
        std::vector<std::uint32_t> words(80 * 60);
        for (std::size_t i = 0; i < words.size(); ++i) {
            const auto k = static_cast<std::uint32_t>(i) % static_cast<std::uint32_t>(colors);
            words[i] = (k % 200) << 24 | (0xffffff - k * 1031);
        }
        const SurfaceView view{reinterpret_cast<const std::uint8_t*>(words.data()), 80 * 4, 80, 60, false, true};
        const std::vector<std::uint8_t> got = decode(encoder.encode(view), 80, 60);
        int wrong = 0;
        for (std::size_t i = 0; i < words.size(); ++i)
            for (int k = 0; k < 4; ++k)
                wrong += got[i * 4 + static_cast<std::size_t>(k)] != (words[i] >> (k == 3 ? 24 : 16 - 8 * k) & 255);
        CHECK(wrong == 0);
    }
}

TEST_CASE("what is encoded is what libpng decodes") {
    PngEncoder encoder;
    for (const PngCompression level : levels) {
        check_lossless(encoder, plot_picture(160, 120), level);
        check_lossless(encoder, noise_picture(61, 43), level);
        check_lossless(encoder, gradient_picture(97, 55), level);
        check_lossless(encoder, alpha_picture(90, 70), level);
        for (const auto& [w, h] : {std::pair{1, 1}, {1, 50}, {50, 1}, {2, 3}, {3000, 2}, {255, 7}}) {
            check_lossless(encoder, Picture(w, h), level);
            check_lossless(encoder, Picture(w, h, 0xff123456), level);
            check_lossless(encoder, noise_picture(w, h), level);
            check_lossless(encoder, alpha_picture(w, h), level);
        }
    }
    check_lossless(encoder, plot_picture(640, 480), PngCompression::fast);
    check_lossless(encoder, plot_picture(1283, 401), PngCompression::fast);
    check_lossless(encoder, noise_picture(640, 480), PngCompression::fast);
}

TEST_CASE("the smallest exact form is taken") {
    PngEncoder encoder;
    Picture gray(300, 4);
    for (int y = 0; y < 4; ++y)
        for (int x = 0; x < 300; ++x) gray.at(x, y) = rgb(x % 256, x % 256, x % 256);
    Picture few(40, 40);
    for (int i = 0; i < 40 * 40; ++i) few.words[static_cast<std::size_t>(i)] = rgb(i % 250, 7, 9);
    Picture clear = few;
    clear.opaque = false;
    for (int i = 0; i < 900; ++i) clear.words[static_cast<std::size_t>(i)] = i % 2 ? 0 : 0x80402010;
    Picture opaque_after_all = plot_picture(64, 48);
    opaque_after_all.opaque = false;
    for (const PngCompression level : levels) {
        check_lossless(encoder, gray, level);
        CHECK(color_type(encoder.encode(gray.view(), {.compression = level})) == 0);
        check_lossless(encoder, few, level);
        CHECK(color_type(encoder.encode(few.view(), {.compression = level})) == 3);
        check_lossless(encoder, clear, level);
        const auto chunks = chunks_of(encoder.encode(clear.view(), {.compression = level}));
        CHECK(find(chunks, "tRNS")->data.size() == 2);  // the transparent colours come first
    }
    CHECK(color_type(encoder.encode(noise_picture(50, 50).view())) == 2);
    CHECK(color_type(encoder.encode(alpha_picture(90, 70).view())) == 6);
    CHECK(color_type(encoder.encode(opaque_after_all.view())) == 3);
}

TEST_CASE("the unused byte of RGB24 says nothing") {
    PngEncoder encoder;
    Picture clean = gradient_picture(70, 30), dirty = clean;
    for (std::size_t i = 0; i < dirty.words.size(); ++i)
        dirty.words[i] = (dirty.words[i] & 0xffffff) | static_cast<std::uint32_t>(i * 37) << 24;
    for (const PngCompression level : levels) {
        const auto a = encoder.encode(clean.view(), {.compression = level});
        const std::vector<std::uint8_t> first(a.begin(), a.end());
        const auto b = encoder.encode(dirty.view(), {.compression = level});
        CHECK(first == std::vector<std::uint8_t>(b.begin(), b.end()));
    }
}

TEST_CASE("chunks: header, resolution, texts, in order") {
    PngEncoder encoder;
    const Picture p = gradient_picture(31, 17);
    const PngText texts[] = {{"Title", "plain"}, {"Description", "\xce\xb1 over \xce\xb2"}};
    const auto chunks = chunks_of(encoder.encode(p.view(), {.dpi = 100, .texts = texts}));
    std::string order;
    for (const Chunk& c : chunks) order += c.type + " ";
    CHECK(order == "IHDR pHYs tEXt iTXt IDAT IEND ");
    CHECK(chunks[0].data == std::string("\0\0\0\x1f\0\0\0\x11\x08\x02\0\0\0", 13));
    CHECK(chunks[1].data == std::string("\0\0\x0f\x61\0\0\x0f\x61\x01", 9));  // 3937 a metre, as Matplotlib writes
    CHECK(chunks[2].data == std::string("Title\0plain", 11));
    CHECK(chunks[3].data == std::string("Description\0\0\0\0\0\xce\xb1 over \xce\xb2", 26));
    CHECK_FALSE(find(chunks_of(encoder.encode(p.view())), "pHYs"));
}

TEST_CASE("equal pictures give equal files, whatever was encoded before") {
    const Picture p = plot_picture(200, 150);
    for (const PngCompression level : levels) {
        PngEncoder fresh, used;
        (void)used.encode(noise_picture(300, 200).view(), {.compression = level});
        (void)used.encode(alpha_picture(90, 90).view(), {.compression = PngCompression::fast});
        const auto a = fresh.encode(p.view(), {.compression = level}),
                   b = used.encode(p.view(), {.compression = level});
        CHECK(std::vector<std::uint8_t>(a.begin(), a.end()) == std::vector<std::uint8_t>(b.begin(), b.end()));
    }
}

TEST_CASE("what is known to be blank saves time and changes nothing, from picture to picture") {
    std::mt19937 random(11);
    PngEncoder encoder;
    for (int i = 0; i < 40; ++i) {
        // Few colours, and now and then another size, ground, or more colours than a palette holds.
        const int width = i % 13 == 12 ? 300 : 130;
        Picture p(width, 90, i % 7 == 6 ? rgb(200, 220, 255) : rgb(255, 255, 255), i % 3);
        for (int k = 0; k < 6; ++k) {
            const int x0 = static_cast<int>(random() % 100), y0 = k == 0 ? 0 : static_cast<int>(random() % 60);
            for (int y = y0; y < y0 + 20; ++y)
                for (int x = x0; x < x0 + 25; ++x) p.at(x, y) = i % 5 == 4 ? rgb(x, y, k) : rgb(40 * k, k % 2 * x, 9);
        }
        std::vector<std::uint64_t> touched(static_cast<std::size_t>(p.height));
        const std::uint32_t block = plotmill::block_width(static_cast<std::uint32_t>(width));
        const std::uint32_t ground = p.at(width - 1, p.height - 1);
        for (int y = 0; y < p.height; ++y)
            for (int x = 0; x < width; ++x)
                if (p.at(x, y) != ground)
                    touched[static_cast<std::size_t>(y)] |= std::uint64_t{1} << (static_cast<std::uint32_t>(x) / block);
        SurfaceView view = p.view();
        PngEncoder fresh;
        const auto expected = fresh.encode(view);
        view.touched = touched.data();
        const auto file = encoder.encode(view);
        CHECK(std::ranges::equal(file, expected));
        check_lossless(fresh, p, PngCompression::fast);
    }
}

TEST_CASE("more effort, smaller files") {
    PngEncoder encoder;
    const Picture p = plot_picture(320, 240);
    const std::size_t fast = encoder.encode(p.view(), {.compression = PngCompression::fast}).size();
    const std::size_t balanced = encoder.encode(p.view(), {.compression = PngCompression::balanced}).size();
    const std::size_t small = encoder.encode(p.view(), {.compression = PngCompression::small}).size();
    CHECK(small <= balanced);
    CHECK(balanced <= fast);
}
