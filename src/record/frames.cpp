#include "record/frames.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include <utility>

#include "io/files.h"

namespace plotmill::record {

namespace {

// The version of what stands in the frames: another one is another file.
constexpr std::string_view header = "plotmill record 1\n";
constexpr std::size_t frame_head = 12;  // size and checksum
constexpr std::uint64_t most_bytes = std::uint64_t{4} << 30;

std::string words_of(int code) {
    const char* text = strerrordesc_np(code);
    return text ? text : "error " + std::to_string(code);
}

void append_frame(std::string& out, std::string_view payload) {
    const auto size = static_cast<std::uint32_t>(payload.size());
    const std::uint64_t sum = digest64(payload);
    out.append(reinterpret_cast<const char*>(&size), sizeof size);
    out.append(reinterpret_cast<const char*>(&sum), sizeof sum);
    out.append(payload);
}

}  // namespace

Bytes& Bytes::number(std::uint64_t n) {
    for (; n >= 0x80; n >>= 7) out_ += static_cast<char>((n & 0x7f) | 0x80);
    out_ += static_cast<char>(n);
    return *this;
}

Bytes& Bytes::fixed(std::uint32_t n) {
    out_.append(reinterpret_cast<const char*>(&n), sizeof n);
    return *this;
}

Bytes& Bytes::digest(const Digest& d) {
    out_.append(reinterpret_cast<const char*>(&d), sizeof d);
    return *this;
}

Bytes& Bytes::text(std::string_view s) {
    number(s.size());
    out_.append(s);
    return *this;
}

std::string_view ByteReader::take(std::size_t n) {
    if (n > rest_.size()) {
        good_ = false;
        rest_ = {};
        return {};
    }
    const std::string_view out = rest_.substr(0, n);
    rest_.remove_prefix(n);
    return out;
}

std::uint64_t ByteReader::number() {
    std::uint64_t n = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
        const std::string_view c = take(1);
        if (c.empty()) return 0;
        n |= static_cast<std::uint64_t>(static_cast<unsigned char>(c[0]) & 0x7f) << shift;
        if (!(c[0] & 0x80)) return n;
    }
    good_ = false;
    return 0;
}

std::int64_t ByteReader::integer() {
    const std::uint64_t n = number();
    return static_cast<std::int64_t>((n >> 1) ^ (~(n & 1) + 1));
}

std::uint32_t ByteReader::fixed() {
    std::uint32_t n = 0;
    if (const std::string_view b = take(sizeof n); !b.empty()) std::memcpy(&n, b.data(), sizeof n);
    return n;
}

Digest ByteReader::digest() {
    Digest d;
    if (const std::string_view b = take(sizeof d); !b.empty()) std::memcpy(&d, b.data(), sizeof d);
    return d;
}

std::string_view ByteReader::text() { return take(static_cast<std::size_t>(number())); }

std::size_t ByteReader::count() {
    const std::uint64_t n = number();
    if (n > rest_.size()) good_ = false;
    return good_ ? static_cast<std::size_t>(n) : 0;
}

FrameFile::~FrameFile() { close(); }

void FrameFile::close() {
    if (fd_ >= 0) ::close(fd_);
    fd_ = -1;
}

// The file that has the name now: another process may have put a new one in its place.
bool FrameFile::open(bool create) {
    if (fd_ >= 0 && (writable_ || !create) && still_named()) return true;
    if (fd_ >= 0 && !still_named()) renewed_ = true;
    close();
    exists_ = false;
    read_ = 0;
    // A link or pipe of this name is not ours.
    fd_ = ::open(path_.c_str(), O_RDWR | O_APPEND | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | (create ? O_CREAT : 0), 0666);
    writable_ = fd_ >= 0;
    if (fd_ < 0 && !create) fd_ = ::open(path_.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (fd_ < 0) return false;
    struct stat held;
    if (::fstat(fd_, &held) != 0 || !S_ISREG(held.st_mode)) {
        close();
        errno = EINVAL;
        return false;
    }
    exists_ = true;
    return true;
}

bool FrameFile::still_named() const {
    struct stat named, held;
    return ::lstat(path_.c_str(), &named) == 0 && ::fstat(fd_, &held) == 0 && held.st_ino == named.st_ino &&
           held.st_dev == named.st_dev;
}

bool FrameFile::lock(int patience) {
    for (int waited = 0;; waited += 5) {
        if (::flock(fd_, LOCK_EX | LOCK_NB) == 0) return true;
        if (errno != EWOULDBLOCK && errno != EINTR) return true;  // a file system without locks
        if (waited >= patience) return false;
        const struct timespec pause { 0, 5'000'000 };
        ::nanosleep(&pause, nullptr);
    }
}

void FrameFile::unlock() {
    if (fd_ >= 0) ::flock(fd_, LOCK_UN);
}

void FrameFile::read_new(const OnFrame& frame) {
    struct stat info;
    if (::fstat(fd_, &info) != 0) return;
    const auto size = static_cast<std::uint64_t>(info.st_size);
    damaged_ = false;
    if (size < read_ || size > most_bytes) {  // somebody cut it
        damaged_ = true;
        return;
    }
    if (size == read_) return;
    std::string bytes(static_cast<std::size_t>(size - read_), '\0');
    std::size_t have = 0;
    while (have < bytes.size()) {
        const ssize_t n = ::pread(fd_, bytes.data() + have, bytes.size() - have, static_cast<off_t>(read_ + have));
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) break;
        have += static_cast<std::size_t>(n);
    }
    std::string_view rest = std::string_view(bytes).substr(0, have);
    if (read_ == 0) {
        if (!rest.starts_with(header)) {
            damaged_ = true;
            return;
        }
        rest.remove_prefix(header.size());
        read_ = header.size();
    }
    while (rest.size() >= frame_head) {
        std::uint32_t length = 0;
        std::uint64_t sum = 0;
        std::memcpy(&length, rest.data(), sizeof length);
        std::memcpy(&sum, rest.data() + sizeof length, sizeof sum);
        if (length > rest.size() - frame_head) break;
        const std::string_view payload = rest.substr(frame_head, length);
        if (digest64(payload) != sum) break;
        frame(payload);
        rest.remove_prefix(frame_head + length);
        read_ += frame_head + length;
    }
    damaged_ = !rest.empty();
}

void FrameFile::read(const OnFrame& frame) {
    if (!open(false)) return;
    // A shared lock would do; a writer holds it for microseconds.
    const bool held = lock(100);
    read_new(frame);
    if (held) unlock();
}

std::string FrameFile::write_fresh(const std::vector<std::string>& payloads) {
    std::string bytes(header);
    for (const std::string& p : payloads) append_frame(bytes, p);
    const auto status = io::write_atomically(path_, bytes);
    if (!status) return status.errors().front().message;
    close();
    if (open(false)) read_ = bytes.size();
    return {};
}

std::string FrameFile::append(const std::vector<std::string>& payloads, int patience, const OnFrame& frame) {
    for (int attempt = 0; attempt < 100; ++attempt) {
        if (!open(true)) return words_of(errno);
        if (!lock(patience)) return std::string(locked);
        if (!still_named()) {  // while we waited, the holder of the lock has put a new file in its place
            unlock();
            continue;
        }
        read_new(frame);
        if (damaged_ || std::exchange(renewed_, false)) {  // behind what is damaged nobody would find it
            unlock();
            return std::string(damaged_ ? broken : renewed);
        }
        std::string bytes;
        if (read_ == 0) bytes = header;
        for (const std::string& p : payloads) append_frame(bytes, p);
        const int code = io::write_all(fd_, bytes);
        // Part of a frame, on a full disk: cut off again, for those who come next.
        if (code != 0 && ::ftruncate(fd_, static_cast<off_t>(read_)) != 0) damaged_ = true;
        if (code == 0) read_ += bytes.size();
        unlock();
        return code == 0 ? std::string() : words_of(code);
    }
    return std::string(locked);
}

std::string FrameFile::replace(int patience, const OnFrame& frame,
                               const std::function<std::vector<std::string>()>& all) {
    for (int attempt = 0; attempt < 100; ++attempt) {
        if (!open(true)) return words_of(errno);
        if (!lock(patience)) return std::string(locked);
        if (!still_named()) {
            unlock();
            continue;
        }
        read_new(frame);
        const int old = fd_;
        fd_ = -1;  // keeps the old file's lock until the new one is there
        const std::string why = write_fresh(all());
        ::close(old);
        renewed_ = false;
        return why;
    }
    return std::string(locked);
}

}  // namespace plotmill::record
