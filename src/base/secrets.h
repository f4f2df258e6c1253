// Passwords in connection texts ("password=...", "scheme://user:...@host"): found, and masked where a text is shown.
// Pure functions, any thread.
#pragma once

#include <string>
#include <string_view>

namespace plotmill {

bool holds_password(std::string_view text);

// Every character of a password is a '*': what stands behind it keeps its place.
std::string masked(std::string_view text);

}  // namespace plotmill
