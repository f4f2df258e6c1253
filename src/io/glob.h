// Names by pattern, always in byte order. Any thread. Names that begin with a dot are hidden, unless the pattern's part
// does.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace plotmill::io {

// Shell pattern against the whole of `text`: '*', '?', '[a-z]', '[!a-z]'. '*' also matches '/' (as Python's fnmatch,
// for names of figures). No backslash escapes: '[*]' is a star.
bool wildcard_match(std::string_view pattern, std::string_view text);

bool has_wildcards(std::string_view pattern);

// The files (links followed) directly in `directory` whose names end with `suffix`, sorted, as "directory/name".
Result<std::vector<std::string>> list_directory(const std::string& directory, std::string_view suffix);

// The files that match `pattern` below `base` (the pattern may be absolute), sorted, in the pattern's form: relative to
// `base` where it is relative. A part "**" is any number of directories (links to directories are not followed there).
// Nothing that matches is an empty list; a fault only where the search exceeds its limits.
Result<std::vector<std::string>> glob(std::string_view pattern, const std::string& base);

}  // namespace plotmill::io
