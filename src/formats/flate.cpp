#include "formats/flate.h"

#include <libdeflate.h>
#include <new>

#include "base/watch.h"

namespace plotmill::formats {

namespace {

constexpr int level = 6;

}  // namespace

void Flate::Free::operator()(libdeflate_compressor* c) const { libdeflate_free_compressor(c); }

Flate::Flate() = default;
Flate::~Flate() = default;
Flate::Flate(Flate&&) noexcept = default;
Flate& Flate::operator=(Flate&&) noexcept = default;

std::string Flate::compress(std::string_view bytes) {
    if (!compressor_) compressor_.reset(libdeflate_alloc_compressor(level));
    if (!compressor_) throw std::bad_alloc();
    constexpr double least_seconds = 4e-9;  // a byte, and it cannot be stopped
    need_time(static_cast<double>(bytes.size()) * least_seconds);
    std::string out(libdeflate_zlib_compress_bound(compressor_.get(), bytes.size()), '\0');
    out.resize(libdeflate_zlib_compress(compressor_.get(), bytes.data(), bytes.size(), out.data(), out.size()));
    return out;
}

}  // namespace plotmill::formats
