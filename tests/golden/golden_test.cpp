// Every job beside this file, drawn, against the picture committed next to it: decoded, and each channel of each pixel
// at most 1 off (processors round the last bit of sines differently). Run with PLOTMILL_UPDATE=1 the pictures are
// written anew and the run fails: new pictures are to be looked at before they are committed.
#include <cstdlib>
#include <doctest/doctest.h>
#include <png.h>

#include "io/files.h"
#include "io/glob.h"
#include "render/reader.h"
#include "render/render.h"

using namespace plotmill;

namespace {

struct Picture {
    unsigned width = 0, height = 0;
    std::vector<std::uint8_t> rgba;
};

Picture decode(const void* bytes, std::size_t size) {
    Picture p;
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    REQUIRE(png_image_begin_read_from_memory(&image, bytes, size) != 0);
    image.format = PNG_FORMAT_RGBA;
    p.width = image.width;
    p.height = image.height;
    p.rgba.resize(PNG_IMAGE_SIZE(image));
    REQUIRE(png_image_finish_read(&image, nullptr, p.rgba.data(), 0, nullptr) != 0);
    return p;
}

std::vector<std::uint8_t> draw(const std::string& path) {
    render::Shared shared;
    render::Context context;
    render::Settings settings;
    const expand::JobOptions options;
    std::vector<std::uint8_t> bytes;
    std::string said;
    render::ReaderHooks hooks;
    hooks.figure = [&](render::ReadyFigure f) {
        settings.scales = f.scales.get();
        render::Outcome o = render::render_figure(f.spec, *f.job, shared.tables, context, settings);
        for (const Diagnostic& d : o.diagnostics) said += format_diagnostic(d);
        if (!o.images.empty()) bytes = std::move(o.images.front().bytes);
        return true;
    };
    hooks.failed = [&](std::string, Span, std::vector<Diagnostic> why) {
        for (const Diagnostic& d : why) said += format_diagnostic(d);
        return true;
    };
    for (const Diagnostic& d : render::read_job(path, options, shared, hooks).diagnostics) said += format_diagnostic(d);
    CHECK(said == "");
    REQUIRE(!bytes.empty());
    return bytes;
}

}  // namespace

TEST_CASE("goldens") {
    const bool update = std::getenv("PLOTMILL_UPDATE") != nullptr;
    auto jobs = io::list_directory(GOLDEN_DIRECTORY, ".yaml");
    REQUIRE(jobs);
    REQUIRE(jobs->size() >= 6);
    for (const std::string& job : *jobs) {
        CAPTURE(job);
        const std::string golden = job.substr(0, job.size() - 5) + ".png";
        const std::vector<std::uint8_t> bytes = draw(job);
        if (update) {
            CHECK(io::write_atomically(golden, {reinterpret_cast<const char*>(bytes.data()), bytes.size()}));
            continue;
        }
        auto file = io::read_file(golden, 10'000'000);
        if (!file) {
            FAIL_CHECK("no golden is committed: run with PLOTMILL_UPDATE=1");
            continue;
        }
        const Picture is = decode(bytes.data(), bytes.size()), was = decode(file->data(), file->size());
        CHECK(is.width == was.width);
        CHECK(is.height == was.height);
        if (is.rgba.size() != was.rgba.size()) continue;
        std::size_t off = 0, first = 0;
        for (std::size_t i = 0; i < is.rgba.size(); ++i)
            if (std::abs(int{is.rgba[i]} - int{was.rgba[i]}) > 1 && off++ == 0) first = i / 4;
        CHECK_MESSAGE(off == 0, off, " channels differ, first at pixel ", first % is.width, ", ", first / is.width);
    }
    if (update) FAIL_CHECK("goldens were written, not tested");
}
