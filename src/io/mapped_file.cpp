#include "io/mapped_file.h"

#include <array>
#include <atomic>
#include <cerrno>
#include <cstdint>
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

#include "io/files.h"

namespace plotmill::io {
namespace {

// A page of a mapped file that is no longer in the file raises SIGBUS where it is touched, and nothing prevents another
// program from cutting the file off. The handler finds the map among these and puts zeros in place of what is gone.
// This has to be known to the whole process, as signals are.
struct Guard {
    std::atomic<bool> taken{false};
    std::atomic<std::uintptr_t> begin{0}, end{0};
    std::atomic<bool> lost{false};
};
std::array<Guard, 512> guards;
struct sigaction previous;
const std::uintptr_t page_size = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));

void on_bus_error(int, siginfo_t* info, void*) {
    const auto at = reinterpret_cast<std::uintptr_t>(info->si_addr);
    for (Guard& g : guards) {
        const std::uintptr_t begin = g.begin.load(std::memory_order_acquire), end = g.end.load();
        if (at < begin || at >= end || begin == 0) continue;
        const int code = errno;
        const std::uintptr_t page = at / page_size * page_size;
        void* const zeros = ::mmap(reinterpret_cast<void*>(page), end - page, PROT_READ,
                                   MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED | MAP_NORESERVE, -1, 0);
        errno = code;
        if (zeros == MAP_FAILED) break;
        g.lost.store(true);
        return;
    }
    ::sigaction(SIGBUS, &previous, nullptr);  // not ours: the instruction runs again, into whatever was there before
}

void install() {
    struct sigaction action {};
    action.sa_sigaction = on_bus_error;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK;
    sigemptyset(&action.sa_mask);
    ::sigaction(SIGBUS, &action, &previous);
}

int take_guard(const void* data, std::size_t size) {
    for (std::size_t i = 0; i < guards.size(); ++i) {
        Guard& g = guards[i];
        if (g.taken.load(std::memory_order_relaxed) || g.taken.exchange(true)) continue;
        const auto begin = reinterpret_cast<std::uintptr_t>(data);
        g.lost.store(false);
        g.end.store(begin + (size + page_size - 1) / page_size * page_size);
        g.begin.store(begin, std::memory_order_release);
        return static_cast<int>(i);
    }
    return -1;
}

void leave_guard(int i) {
    Guard& g = guards[static_cast<std::size_t>(i)];
    g.begin.store(0);
    g.end.store(0);
    g.taken.store(false, std::memory_order_release);
}

}  // namespace

Result<MappedFile> MappedFile::open(const std::string& path, std::size_t max_size, const Roots& roots) {
    MappedFile out;
    struct stat info;
    const auto read = [&]() -> Result<MappedFile> {
        auto text = read_file(path, max_size, roots);
        if (!text) return text.take_errors();
        out.copy_ = std::move(*text);
        return std::move(out);
    };
    if (::stat(path.c_str(), &info) != 0 || !S_ISREG(info.st_mode)) return read();
    const auto size = static_cast<std::size_t>(info.st_size);
    if (size < smallest_map || size > max_size) return read();
    const int fd = roots.open(path, O_NONBLOCK);
    if (fd < 0) return read();  // says why not
    if (::fstat(fd, &info) != 0 || static_cast<std::size_t>(info.st_size) != size) {  // it was replaced just now
        ::close(fd);
        return read();
    }
    static const bool installed = (install(), true);
    static_cast<void>(installed);
    void* data = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, fd, 0);
    const int guard = data == MAP_FAILED ? -1 : take_guard(data, size);
    if (guard < 0) {
        if (data != MAP_FAILED) ::munmap(data, size);
        ::close(fd);
        return read();
    }
    out.guard_ = guard;
    out.descriptor_ = fd;
    out.mapped_ = static_cast<const char*>(data);
    out.size_ = size;
    return out;
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : mapped_(std::exchange(other.mapped_, nullptr)),
      size_(std::exchange(other.size_, 0)),
      guard_(std::exchange(other.guard_, -1)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      copy_(std::exchange(other.copy_, {})) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
    std::swap(mapped_, other.mapped_);
    std::swap(size_, other.size_);
    std::swap(guard_, other.guard_);
    std::swap(descriptor_, other.descriptor_);
    std::swap(copy_, other.copy_);
    return *this;
}

MappedFile::~MappedFile() {
    if (!mapped_) return;
    leave_guard(guard_);
    ::munmap(const_cast<char*>(mapped_), size_);
    ::close(descriptor_);
}

bool MappedFile::intact() const {
    if (!mapped_) return true;
    if (guards[static_cast<std::size_t>(guard_)].lost.load(std::memory_order_relaxed)) return false;
    struct stat info;  // what is cut off of a page reads as zeros without a signal
    return ::fstat(descriptor_, &info) == 0 && static_cast<std::size_t>(info.st_size) >= size_;
}

void expect_use(void* data, std::size_t size) {
    constexpr std::size_t worthwhile = std::size_t{4} << 20;
    if (size < worthwhile) return;
    const auto begin = (reinterpret_cast<std::uintptr_t>(data) + page_size - 1) / page_size * page_size;
    const auto end = (reinterpret_cast<std::uintptr_t>(data) + size) / page_size * page_size;
    ::madvise(reinterpret_cast<void*>(begin), end - begin, MADV_HUGEPAGE);
}

}  // namespace plotmill::io
