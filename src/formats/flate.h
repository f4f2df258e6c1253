// Deflated streams in zlib's wrapping, for what vector files hold: fonts, pixels, drawings. Equal input gives equal
// bytes. One owner, one thread at a time.
#pragma once

#include <memory>
#include <string>
#include <string_view>

struct libdeflate_compressor;

namespace plotmill::formats {

class Flate {
public:
    Flate();
    ~Flate();
    Flate(Flate&&) noexcept;
    Flate& operator=(Flate&&) noexcept;

    std::string compress(std::string_view bytes);

private:
    struct Free {
        void operator()(libdeflate_compressor* c) const;
    };
    std::unique_ptr<libdeflate_compressor, Free> compressor_;
};

}  // namespace plotmill::formats
