#include "io/hash.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace plotmill::io {

std::string content_hash(std::string_view bytes) {
    XXH128_canonical_t canonical;
    XXH128_canonicalFromHash(&canonical, XXH3_128bits(bytes.data(), bytes.size()));
    static constexpr char digits[] = "0123456789abcdef";
    std::string out;
    out.reserve(2 * sizeof canonical.digest);
    for (const unsigned char byte : canonical.digest) {
        out += digits[byte >> 4];
        out += digits[byte & 15];
    }
    return out;
}

}  // namespace plotmill::io
