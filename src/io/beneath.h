// open() that does not leave a directory: by openat2() where the kernel has it, else part by part. Any thread.
#pragma once

#include <cstdint>
#include <string>

namespace plotmill::io {

enum class Links : std::uint8_t { none, inside };  // refused; or followed as long as they stay below

// `path` is relative, without "..". -1 and errno: ELOOP or EXDEV where a link stands in the way. O_CLOEXEC is always
// set. Without openat2() no link is followed at all.
int open_beneath(int directory, const std::string& path, int flags, Links links);

// The same without openat2(), whatever the kernel has.
int open_part_by_part(int directory, const std::string& path, int flags);

}  // namespace plotmill::io
