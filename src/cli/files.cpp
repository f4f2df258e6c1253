#include "cli/files.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <unistd.h>

namespace plotmill::cli {

std::string write_file(const std::string& path, std::string_view text, bool fresh) {
    const int flags = O_WRONLY | O_CREAT | O_CLOEXEC | (fresh ? O_EXCL : O_TRUNC);
    const int file = ::open(path.c_str(), flags, 0666);
    if (file < 0) return std::strerror(errno);
    int error = 0;
    while (!text.empty() && error == 0) {
        const ssize_t n = ::write(file, text.data(), text.size());
        if (n >= 0)
            text.remove_prefix(static_cast<std::size_t>(n));
        else if (errno != EINTR)
            error = errno;
    }
    if (::close(file) != 0 && error == 0) error = errno;
    return error ? std::strerror(error) : "";
}

std::string TemporaryDirectory::make(const std::string& prefix) {
    std::error_code error;
    const std::filesystem::path parent = std::filesystem::temp_directory_path(error);
    if (error) {
        why_ = error.message();
        return {};
    }
    std::string name = (parent / (prefix + "-XXXXXX")).string();
    if (!::mkdtemp(name.data())) {
        why_ = std::strerror(errno);
        return {};
    }
    return path_ = name;
}

TemporaryDirectory::~TemporaryDirectory() {
    std::error_code ignored;
    if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
}

}  // namespace plotmill::cli
