#include "io/stamp.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include <vector>

namespace plotmill::io {

namespace {

constexpr std::int64_t second = 1'000'000'000;
constexpr std::int64_t fine_tick = 20'000'000;  // longer than the kernel's tick (4 or 10 ms)
constexpr std::int64_t coarse_step = 10'000'000;
constexpr std::size_t part_size = 256 * 1024;
constexpr std::int64_t coarse_tick = 2 * second;  // FAT's

std::int64_t nanoseconds(const struct timespec& t) { return std::int64_t{t.tv_sec} * second + t.tv_nsec; }

std::optional<FileStamp> made_of(const struct stat& info) {
    if (!S_ISREG(info.st_mode)) return std::nullopt;
    return FileStamp{static_cast<std::uint64_t>(info.st_size), info.st_ino, nanoseconds(info.st_mtim),
                     nanoseconds(info.st_ctim)};
}

}  // namespace

std::optional<FileStamp> stamp_of(const std::string& path) {
    struct stat info;
    return ::stat(path.c_str(), &info) == 0 ? made_of(info) : std::nullopt;
}

std::optional<FileStamp> stamp_of(int descriptor) {
    struct stat info;
    return ::fstat(descriptor, &info) == 0 ? made_of(info) : std::nullopt;
}

std::int64_t now() {
    struct timespec t;
    ::clock_gettime(CLOCK_REALTIME, &t);
    return nanoseconds(t);
}

bool is_settled(const FileStamp& s, std::int64_t at) {
    const auto before = [at](std::int64_t t) {
        return at - t > (t % coarse_step == 0 ? coarse_tick : fine_tick);  // a time to come is never settled
    };
    return before(s.modified) && before(s.changed);
}

// Not mapped: a file that shrinks meanwhile would end the process.
std::optional<Digest> content_of(const std::string& path) {
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0) return std::nullopt;
    Digester whole;
    std::vector<char> part(part_size);
    ssize_t n = stamp_of(fd) ? 1 : -1;
    while (n > 0) {
        n = ::read(fd, part.data(), part.size());
        if (n < 0 && errno == EINTR)
            n = 1;
        else if (n > 0)
            whole.add({part.data(), static_cast<std::size_t>(n)});
    }
    ::close(fd);
    return n == 0 ? std::optional(whole.take()) : std::nullopt;
}

}  // namespace plotmill::io
