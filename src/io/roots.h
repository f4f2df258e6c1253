// The directories that a job may read below, links followed. A file is asked about by name, which gives the words of
// the error, and opened here, where no link that is put in its place in between can lead out of them. Immutable; any
// thread.
#pragma once

#include <memory>
#include <string>
#include <vector>

namespace plotmill::io {

class Roots {
public:
    Roots() = default;                                     // every file may be read
    explicit Roots(std::vector<std::string> directories);  // none: the same

    explicit operator bool() const { return directories_ != nullptr; }  // whether anything is forbidden
    // Why a file or directory may not be looked at, as words after its name; "" where it may.
    std::string operator()(const std::string& path) const;

    // open() for reading, with O_CLOEXEC and `flags`. -1 and errno; EACCES where the way leads out.
    int open(const std::string& path, int flags) const;

private:
    // The root that holds a real path; null for none.
    const std::string* holder(const std::string& real) const;

    std::shared_ptr<const std::vector<std::string>> directories_;  // real paths
};

}  // namespace plotmill::io
