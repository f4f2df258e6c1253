#include "io/files.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <dirent.h>
#include <fcntl.h>
#include <filesystem>
#include <fmt/format.h>
#include <optional>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

#include "io/beneath.h"

namespace plotmill::io {

namespace {

constexpr std::size_t max_name = 255;             // NAME_MAX of Linux's file systems
constexpr std::size_t kept_of_name = 200;         // in a temporary's name, so that it stays below max_name
constexpr unsigned max_temporary_number = 10000;  // gives up where so many names are taken
constexpr std::string_view temporary_mark = ".tmp-";

// Not strerror(): that one is neither free of the locale nor safe under threads.
std::string error_text(int code) {
    const char* text = strerrordesc_np(code);
    return text ? text : fmt::format("error {}", code);
}

Diagnostic fault(std::string_view what, std::string_view path, std::string_view why) {
    return error_at({}, fmt::format("cannot {} '{}': {}", what, path, why));
}

Diagnostic fault(std::string_view what, std::string_view path, int code) { return fault(what, path, error_text(code)); }

std::string too_large(std::size_t max_size) { return fmt::format("larger than the limit of {} bytes", max_size); }

class Descriptor {
public:
    explicit Descriptor(int fd) : fd_(fd) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (fd_ >= 0) ::close(fd_);
    }
    int get() const { return fd_; }
    bool ok() const { return fd_ >= 0; }
    // The error of close(), where some file systems report a full quota; 0 when fine.
    int close() { return ::close(std::exchange(fd_, -1)) == 0 ? 0 : errno; }

private:
    int fd_;
};

bool may_be_pipe(const std::string& path) { return path == "/dev/stdin" || path.starts_with("/dev/fd/"); }

// Opens for reading without waiting for a pipe's other end; why it may not be read, or nothing.
std::string check_kind(const std::string& path, const struct stat& info) {
    if (S_ISREG(info.st_mode)) return {};
    if (S_ISDIR(info.st_mode)) return "is a directory";
    return may_be_pipe(path) ? std::string() : std::string("is not a regular file");
}

std::pair<std::string, std::string> split(std::string_view path) {
    const std::size_t slash = path.rfind('/');
    if (slash == std::string_view::npos) return {"", std::string(path)};
    return {std::string(path.substr(0, slash + 1)), std::string(path.substr(slash + 1))};
}

// Opens a new temporary beside `path`; its name is left in `temporary`. -1 and errno on failure.
int open_temporary(int place, const std::string& path, std::string& temporary) {
    const auto [directory, name] = split(path);
    const std::string stem =
        fmt::format("{}.{}{}{}-", directory, name.substr(0, kept_of_name), temporary_mark, ::getpid());
    for (unsigned i = 0; i < max_temporary_number; ++i) {
        temporary = stem + std::to_string(i);
        const int fd = ::openat(place, temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (fd >= 0 || errno != EEXIST) return fd;
    }
    return -1;
}

// The process number in ".name.tmp-PID-N".
std::optional<pid_t> temporary_owner(std::string_view name) {
    const std::size_t mark = name.rfind(temporary_mark);
    if (name.empty() || name[0] != '.' || mark == std::string_view::npos || mark == 0) return std::nullopt;
    const std::string_view rest = name.substr(mark + temporary_mark.size());
    const std::size_t dash = rest.find('-');
    if (dash == std::string_view::npos) return std::nullopt;
    const std::string_view number = rest.substr(dash + 1);
    pid_t pid = 0;
    unsigned counter = 0;
    const auto a = std::from_chars(rest.data(), rest.data() + dash, pid);
    const auto b = std::from_chars(number.data(), number.data() + number.size(), counter);
    const bool whole = a.ptr == rest.data() + dash && b.ptr == number.data() + number.size();
    if (a.ec != std::errc() || b.ec != std::errc() || !whole || pid <= 0) return std::nullopt;
    return pid;
}

}  // namespace

int write_all(int fd, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t n = ::write(fd, bytes.data(), bytes.size());
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return errno;
        bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    return 0;
}

Result<std::string> read_descriptor(int descriptor, std::string_view name, std::size_t max_size) {
    std::string out;
    struct stat info;
    if (::fstat(descriptor, &info) == 0 && S_ISREG(info.st_mode)) {
        const auto size = static_cast<std::size_t>(info.st_size);
        if (size > max_size) return fault("read", name, too_large(max_size));
        out.reserve(size + 1);
    }
    constexpr std::size_t step = 64 * 1024;
    for (;;) {
        const std::size_t old = out.size();
        const std::size_t room = out.capacity() > old ? out.capacity() - old : step;
        out.resize(old + room);
        const ssize_t n = ::read(descriptor, out.data() + old, room);
        const int code = errno;
        out.resize(old + (n > 0 ? static_cast<std::size_t>(n) : 0));
        if (n < 0 && code == EINTR) continue;
        if (n < 0) return fault("read", name, code);
        if (n == 0) return out;
        if (out.size() > max_size) return fault("read", name, too_large(max_size));
    }
}

Result<std::string> read_file(const std::string& path, std::size_t max_size, const Roots& roots) {
    // Without O_NONBLOCK a named pipe that nobody writes would hold the caller for ever.
    Descriptor file(roots.open(path, may_be_pipe(path) ? 0 : O_NONBLOCK));
    struct stat info;
    if (!file.ok() || ::fstat(file.get(), &info) != 0) return fault("read", path, errno);
    if (const std::string why = check_kind(path, info); !why.empty()) return fault("read", path, why);
    return read_descriptor(file.get(), path, max_size);
}

Result<AtomicFile> AtomicFile::create(const std::string& path) {
    AtomicFile file;
    file.path_ = file.name_ = path;
    struct stat info;
    if (::stat(path.c_str(), &info) == 0 && !S_ISREG(info.st_mode)) {
        if (S_ISDIR(info.st_mode)) return fault("write", path, EISDIR);
        file.fd_ = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
        if (file.fd_ < 0) return fault("write", path, errno);
        return file;
    }
    file.fd_ = open_temporary(AT_FDCWD, path, file.temporary_);
    if (file.fd_ < 0 && errno == ENOENT) {
        if (Status made = make_directories(parent_directory(path)); !made) return made.take_errors();
        file.fd_ = open_temporary(AT_FDCWD, path, file.temporary_);
    }
    if (file.fd_ < 0) return fault("write", path, errno);
    return file;
}

namespace {

// The directory of `name` below `directory`, made where it is not there. -1 and errno.
int open_directory_within(int directory, const std::string& name) {
    const int flags = O_PATH | O_DIRECTORY;
    int fd = open_beneath(directory, name, flags, Links::inside);
    if (fd >= 0 || errno != ENOENT) return fd;
    int above = ::fcntl(directory, F_DUPFD_CLOEXEC, 0);
    for (std::size_t begin = 0; above >= 0;) {
        const std::size_t end = std::min(name.find('/', begin), name.size());
        ::mkdirat(above, name.substr(begin, end - begin).c_str(), 0777);
        fd = open_beneath(directory, name.substr(0, end), flags, Links::inside);
        const int code = errno;
        ::close(above);
        errno = code;
        if (end == name.size()) return fd;
        above = fd;
        begin = end + 1;
    }
    return -1;
}

}  // namespace

Result<AtomicFile> AtomicFile::create_within(const std::string& directory, const std::string& name) {
    AtomicFile file;
    file.path_ = join_path(directory, name);
    file.name_ = file.path_;
    const std::size_t slash = name.rfind('/');
    if (slash != std::string::npos) {
        if (Status made = make_directories(directory); !made) return made.take_errors();
        const Descriptor output(::open(directory.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
        file.directory_ = output.ok() ? open_directory_within(output.get(), name.substr(0, slash)) : -1;
        if (file.directory_ < 0) {
            if (errno == EXDEV || errno == ELOOP)
                return fault("write", file.path_,
                             fmt::format("a link in '{}' leads out of the output directory", name.substr(0, slash)));
            return fault("create directory", parent_directory(file.path_), errno);
        }
        file.name_ = name.substr(slash + 1);
    }
    struct stat info;
    if (::fstatat(file.place(), file.name_.c_str(), &info, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(info.st_mode))
        return fault("write", file.path_, EISDIR);
    file.fd_ = open_temporary(file.place(), file.name_, file.temporary_);
    if (file.fd_ < 0 && errno == ENOENT && file.directory_ < 0) {
        if (Status made = make_directories(parent_directory(file.path_)); !made) return made.take_errors();
        file.fd_ = open_temporary(file.place(), file.name_, file.temporary_);
    }
    if (file.fd_ < 0) return fault("write", file.path_, errno);
    return file;
}

int AtomicFile::place() const { return directory_ >= 0 ? directory_ : AT_FDCWD; }

AtomicFile::AtomicFile(AtomicFile&& other) noexcept
    : path_(std::move(other.path_)),
      name_(std::move(other.name_)),
      temporary_(std::move(other.temporary_)),
      waiting_(std::move(other.waiting_)),
      fd_(std::exchange(other.fd_, -1)),
      directory_(std::exchange(other.directory_, -1)) {}

AtomicFile& AtomicFile::operator=(AtomicFile&& other) noexcept {
    std::swap(path_, other.path_);
    std::swap(name_, other.name_);
    std::swap(temporary_, other.temporary_);
    std::swap(waiting_, other.waiting_);
    std::swap(fd_, other.fd_);
    std::swap(directory_, other.directory_);
    return *this;
}

AtomicFile::~AtomicFile() {
    discard();
    if (directory_ >= 0) ::close(directory_);
}

void AtomicFile::discard() {
    if (fd_ < 0) return;
    ::close(std::exchange(fd_, -1));
    if (!temporary_.empty()) ::unlinkat(place(), temporary_.c_str(), 0);
}

Status AtomicFile::flush() {
    const int code = write_all(fd_, waiting_);
    waiting_.clear();
    if (code != 0) return fault("write", path_, code);
    return Ok{};
}

Status AtomicFile::write(std::string_view bytes) {
    constexpr std::size_t little = 4096, enough = 64 * 1024;
    if (waiting_.empty() && bytes.size() >= little) {  // a whole image, mostly
        const int code = write_all(fd_, bytes);
        return code == 0 ? Status(Ok{}) : Status(fault("write", path_, code));
    }
    waiting_ += bytes;
    return waiting_.size() < enough ? Status(Ok{}) : flush();
}

Status AtomicFile::commit(std::optional<FileStamp>* stamp) {
    if (Status written = flush(); !written) return written;
    if (stamp) *stamp = stamp_of(fd_);
    int code = ::close(std::exchange(fd_, -1)) == 0 ? 0 : errno;  // where some file systems report a full quota
    if (temporary_.empty()) return code == 0 ? Status(Ok{}) : Status(fault("write", path_, code));
    if (code == 0 && ::renameat(place(), temporary_.c_str(), place(), name_.c_str()) != 0) code = errno;
    if (code == 0) return Ok{};
    ::unlinkat(place(), temporary_.c_str(), 0);
    return fault("write", path_, code);
}

Status write_atomically(const std::string& path, std::string_view bytes, std::optional<FileStamp>* stamp) {
    auto file = AtomicFile::create(path);
    if (!file) return file.take_errors();
    if (Status written = file->write(bytes); !written) return written;
    return file->commit(stamp);
}

Status remove_file(const std::string& path) {
    if (::unlink(path.c_str()) == 0 || errno == ENOENT) return Ok{};
    return fault("remove", path, errno);
}

Status append_file(const std::string& path, std::string_view bytes) {
    const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    if (fd < 0) return fault("write", path, errno);
    int code = write_all(fd, bytes);
    if (::close(fd) != 0 && code == 0) code = errno;
    if (code != 0) return fault("write", path, code);
    return Ok{};
}

Status write_within(const std::string& directory, const std::string& name, std::string_view bytes,
                    std::optional<FileStamp>* stamp) {
    const auto attempt = [&]() -> Status {
        auto file = AtomicFile::create_within(directory, name);
        if (!file) return file.take_errors();
        if (Status written = file->write(bytes); !written) return written;
        return file->commit(stamp);
    };
    Status written = attempt();
    // Somebody has removed the directory meanwhile: it is made again.
    if (!written && written.errors().front().message.ends_with(error_text(ENOENT))) written = attempt();
    return written;
}

Status make_directories(const std::string& path) {
    if (file_kind(path) == FileKind::directory) return Ok{};
    std::error_code code;
    std::filesystem::create_directories(path, code);
    if (code && file_kind(path) != FileKind::directory) return fault("create directory", path, code.value());
    return Ok{};
}

std::size_t remove_stale_temporaries(const std::string& directory) {
    DIR* open_directory = ::opendir(directory.c_str());
    if (!open_directory) return 0;
    std::size_t removed = 0;
    while (const dirent* entry = ::readdir(open_directory)) {
        const auto owner = temporary_owner(entry->d_name);
        if (!owner || ::kill(*owner, 0) == 0 || errno != ESRCH) continue;
        if (::unlinkat(::dirfd(open_directory), entry->d_name, 0) == 0) ++removed;
    }
    ::closedir(open_directory);
    return removed;
}

bool remove_empty_directory(const std::string& path) { return ::rmdir(path.c_str()) == 0; }

FileKind file_kind(const std::string& path) {
    struct stat info;
    if (::stat(path.c_str(), &info) != 0) return FileKind::none;
    if (S_ISREG(info.st_mode)) return FileKind::file;
    return S_ISDIR(info.st_mode) ? FileKind::directory : FileKind::other;
}

bool is_link(const std::string& path) {
    struct stat info;
    return ::lstat(path.c_str(), &info) == 0 && S_ISLNK(info.st_mode);
}

std::string real_path(const std::string& path) {
    std::error_code error;
    const auto absolute = std::filesystem::absolute(path, error);
    const auto real = std::filesystem::weakly_canonical(absolute, error);
    std::string out = (error ? absolute.lexically_normal() : real).string();
    while (out.size() > 1 && out.back() == '/') out.pop_back();
    return out;
}

std::string join_path(std::string_view base, std::string_view path) {
    if (path.empty()) return std::string(base);
    if (base.empty() || base == "." || path.starts_with('/')) return std::string(path);
    std::string out(base);
    if (!out.ends_with('/')) out += '/';
    return out += path;
}

std::string parent_directory(std::string_view path) {
    const std::size_t slash = path.rfind('/');
    if (slash == std::string_view::npos) return ".";
    return slash == 0 ? "/" : std::string(path.substr(0, slash));
}

std::string output_name_fault(std::string_view name) {
    if (name.empty()) return "is empty";
    if (name.find('\0') != std::string_view::npos) return "contains a NUL character";
    if (std::any_of(name.begin(), name.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; }))
        return "contains a control character";
    if (name[0] == '/') return "is an absolute path";
    for (std::size_t begin = 0; begin <= name.size();) {
        const std::size_t slash = std::min(name.find('/', begin), name.size());
        const std::string_view part = name.substr(begin, slash - begin);
        if (part.empty()) return "has an empty part";
        if (part == "." || part == "..") return fmt::format("has the part '{}'", part);
        if (part.size() > max_name) return fmt::format("has a part longer than {} bytes", max_name);
        begin = slash + 1;
    }
    return {};
}

}  // namespace plotmill::io
