// A depfile in make's syntax, as compilers write them: for make's `-include` and ninja's `depfile =`. One thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace plotmill::cli {

// A path as it stands in a rule.
std::string make_escaped(std::string_view path);

// "targets: inputs", and an empty rule for each input, so that one that is gone is no mistake of make's. Absolute paths
// below `directory` are written as seen from there.
std::string depfile_text(const std::vector<std::string>& targets, const std::vector<std::string>& inputs,
                         const std::string& directory);

}  // namespace plotmill::cli
