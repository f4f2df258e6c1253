// Which plotmill this is and what it was built with. Any thread.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace plotmill::api {

std::string version();  // "0.1.0"

struct BuildInfo {
    std::string version;
    std::string compiler;                                        // "gcc 12.2.0"
    std::string build_type;                                      // "release"
    std::string flags;                                           // "sanitizers", "assertions"; "" in an ordinary build
    std::vector<std::pair<std::string, std::string>> libraries;  // name and version, sorted by name
};

BuildInfo build_info();

}  // namespace plotmill::api
