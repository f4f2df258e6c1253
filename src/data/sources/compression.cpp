#include "data/sources/compression.h"

#include <algorithm>
#include <memory>
#include <zlib.h>
#include <zstd.h>

namespace plotmill::data {
namespace {

constexpr std::size_t chunk = std::size_t{1} << 18;

Diagnostic fault(std::string message) { return error_at({}, std::move(message)); }
std::string too_large(std::size_t max_size) {
    return "the decompressed data is larger than the limit of " + std::to_string(max_size >> 20) + " MiB";
}

Result<std::string> inflate_all(std::string_view bytes, std::size_t max_size, int window_bits, bool members) {
    z_stream z{};
    if (inflateInit2(&z, window_bits) != Z_OK) return fault("cannot decompress: out of memory");
    const std::unique_ptr<z_stream, int (*)(z_stream*)> closer(&z, inflateEnd);
    std::string out;
    std::size_t used = 0;
    for (;;) {
        if (z.avail_in == 0) {
            const std::size_t n = std::min<std::size_t>(bytes.size() - used, std::size_t{1} << 30);
            z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data() + used));
            z.avail_in = static_cast<uInt>(n);
            used += n;
        }
        const std::size_t before = out.size();
        out.resize(before + chunk);
        z.next_out = reinterpret_cast<Bytef*>(out.data() + before);
        z.avail_out = static_cast<uInt>(chunk);
        const int r = inflate(&z, Z_NO_FLUSH);
        out.resize(before + chunk - z.avail_out);
        if (out.size() > max_size) return fault(too_large(max_size));
        if (r == Z_STREAM_END) {
            const bool more = z.avail_in > 0 || used < bytes.size();
            // gzip files may be several, one after the other; anything else behind them is padding.
            if (!members || !more || z.avail_in < 2 || z.next_in[0] != 0x1f || z.next_in[1] != 0x8b) return out;
            inflateReset(&z);
        } else if (r != Z_OK && r != Z_BUF_ERROR) {
            return fault("the compressed data is damaged");
        } else if (z.avail_in == 0 && used == bytes.size() && z.avail_out > 0) {
            return fault("the compressed data ends early");
        }
    }
}

Result<std::string> unpack_zstd(std::string_view bytes, std::size_t max_size) {
    const std::unique_ptr<ZSTD_DStream, std::size_t (*)(ZSTD_DStream*)> stream(ZSTD_createDStream(), ZSTD_freeDStream);
    if (!stream) return fault("cannot decompress: out of memory");
    ZSTD_DCtx_setParameter(stream.get(), ZSTD_d_windowLogMax, 27);
    ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
    std::string out;
    for (;;) {
        const std::size_t before = out.size();
        out.resize(before + chunk);
        ZSTD_outBuffer buffer{out.data() + before, chunk, 0};
        const std::size_t r = ZSTD_decompressStream(stream.get(), &buffer, &in);
        out.resize(before + buffer.pos);
        if (ZSTD_isError(r)) return fault("the compressed data is damaged");
        if (out.size() > max_size) return fault(too_large(max_size));
        if (in.pos == in.size && buffer.pos < buffer.size) {
            if (r == 0) return out;
            return fault("the compressed data ends early");
        }
    }
}

}  // namespace

Compression compression_of(std::string_view bytes) {
    if (bytes.starts_with("\x1f\x8b")) return Compression::gzip;
    if (bytes.starts_with("\x28\xb5\x2f\xfd")) return Compression::zstd;
    return Compression::none;
}

Result<std::string> decompress(Compression kind, std::string_view bytes, std::size_t max_size) {
    switch (kind) {
        case Compression::none:
            return std::string(bytes);
        case Compression::gzip:
            return inflate_all(bytes, max_size, 15 + 16, true);
        case Compression::zstd:
            return unpack_zstd(bytes, max_size);
    }
    return fault("unknown compression");
}

Result<std::string> inflate_raw(std::string_view bytes, std::size_t size) {
    auto out = inflate_all(bytes, size, -15, false);
    if (!out && out.errors()[0].message == too_large(size)) return fault("the compressed data is damaged");
    if (out && out->size() != size) return fault("the compressed data ends early");
    return out;
}

}  // namespace plotmill::data
