// What a file holds, as a short text. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

namespace plotmill::io {

// XXH3-128 of `bytes` in its canonical form, as 32 hexadecimal digits (what `xxhsum -H2` prints).
std::string content_hash(std::string_view bytes);

}  // namespace plotmill::io
