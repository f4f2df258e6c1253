#include "io/beneath.h"

#include <cerrno>
#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace plotmill::io {

int open_part_by_part(int directory, const std::string& path, int flags) {
    int at = ::fcntl(directory, F_DUPFD_CLOEXEC, 0);
    for (std::size_t begin = 0; at >= 0;) {
        const std::size_t end = path.find('/', begin);
        const bool last = end == std::string::npos;
        const std::string part = path.substr(begin, last ? end : end - begin);
        begin = end + 1;
        if (part == "..") {
            ::close(at);
            errno = EXDEV;
            return -1;
        }
        if (part.empty() && !last) continue;
        const int next = ::openat(at, part.empty() ? "." : part.c_str(),
                                  (last ? flags : O_PATH | O_DIRECTORY) | O_NOFOLLOW | O_CLOEXEC);
        int code = errno;
        // Of a link that should be a directory the kernel says so; which of the two it is makes no difference here.
        if (next < 0 && code == ENOTDIR) {
            char target[1];
            if (::readlinkat(at, part.c_str(), target, sizeof target) >= 0) code = ELOOP;
        }
        ::close(at);
        errno = code;
        if (last || next < 0) return next;
        at = next;
    }
    return -1;
}

int open_beneath(int directory, const std::string& path, int flags, Links links) {
    open_how how{};
    how.flags = static_cast<std::uint64_t>(flags | O_CLOEXEC);
    how.resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS | (links == Links::none ? RESOLVE_NO_SYMLINKS : 0u);
    for (int tries = 0; tries < 16; ++tries) {
        const long fd = ::syscall(SYS_openat2, directory, path.c_str(), &how, sizeof how);
        if (fd >= 0) return static_cast<int>(fd);
        if (errno == ENOSYS || errno == EPERM || errno == E2BIG) break;  // an old kernel, or a sandbox around us
        if (errno != EAGAIN && errno != EINTR) return -1;                // EAGAIN: something was renamed meanwhile
    }
    return open_part_by_part(directory, path, flags);
}

}  // namespace plotmill::io
