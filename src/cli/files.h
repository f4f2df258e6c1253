// The few files that the program itself writes: reports, the example job, a temporary directory. One thread.
#pragma once

#include <string>
#include <string_view>

namespace plotmill::cli {

// Empty, or why not. `fresh`: an existing file is left alone, and that is the reason.
std::string write_file(const std::string& path, std::string_view text, bool fresh = false);

// Removed with everything in it at the end of its life.
class TemporaryDirectory {
public:
    TemporaryDirectory() = default;
    ~TemporaryDirectory();
    TemporaryDirectory(const TemporaryDirectory&) = delete;
    TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;

    // Its path, in $TMPDIR or /tmp; empty where it cannot be made: why().
    std::string make(const std::string& prefix);
    const std::string& why() const { return why_; }

private:
    std::string path_, why_;
};

}  // namespace plotmill::cli
