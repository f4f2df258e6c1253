// What `--version` prints. Pure.
#pragma once

#include <string>

namespace plotmill::cli {

std::string version_text();

}  // namespace plotmill::cli
