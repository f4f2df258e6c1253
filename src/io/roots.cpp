#include "io/roots.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

#include "io/beneath.h"
#include "io/files.h"

namespace plotmill::io {

Roots::Roots(std::vector<std::string> directories) {
    if (directories.empty()) return;
    for (std::string& d : directories) d = real_path(d);
    directories_ = std::make_shared<const std::vector<std::string>>(std::move(directories));
}

const std::string* Roots::holder(const std::string& real) const {
    for (const std::string& root : *directories_)
        if (root == "/" || real == root ||
            (real.size() > root.size() && real.starts_with(root) && real[root.size()] == '/'))
            return &root;
    return nullptr;
}

std::string Roots::operator()(const std::string& path) const {
    if (!directories_ || holder(real_path(path))) return "";
    return "is outside of the directories that jobs may read";
}

int Roots::open(const std::string& path, int flags) const {
    if (!directories_) return ::open(path.c_str(), O_RDONLY | O_CLOEXEC | flags);
    const std::string real = real_path(path);
    const std::string* root = holder(real);
    if (!root) {
        errno = EACCES;
        return -1;
    }
    // The real path has no links in it: one that is met on the way was put there just now.
    const int directory = ::open(root->c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (directory < 0) return -1;
    std::string rest = real.substr(*root == "/" ? 1 : std::min(real.size(), root->size() + 1));
    if (rest.empty()) rest = ".";
    const int fd = open_beneath(directory, rest, O_RDONLY | flags, Links::none);
    const int code = errno;
    ::close(directory);
    errno = code == ELOOP || code == EXDEV ? EACCES : code;
    return fd;
}

}  // namespace plotmill::io
