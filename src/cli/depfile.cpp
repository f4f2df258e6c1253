#include "cli/depfile.h"

namespace plotmill::cli {

std::string make_escaped(std::string_view path) {
    std::string out;
    std::size_t backslashes = 0;  // just before
    for (const char c : path) {
        // Backslashes are doubled only where they stand before a blank or a sharp.
        if (c == ' ' || c == '\t' || c == '#') out.append(backslashes + 1, '\\');
        if (c == ':') out += '\\';
        if (c == '$') out += '$';
        backslashes = c == '\\' ? backslashes + 1 : 0;
        out += c;
    }
    return out;
}

std::string depfile_text(const std::vector<std::string>& targets, const std::vector<std::string>& inputs,
                         const std::string& directory) {
    const std::string below = directory.ends_with('/') ? directory : directory + '/';
    const auto written = [&](std::string_view path) {
        if (path.starts_with(below)) path.remove_prefix(below.size());
        return make_escaped(path);
    };
    std::string out;
    for (const std::string& t : targets) out += (out.empty() ? "" : " \\\n ") + written(t);
    out += ":";
    for (const std::string& i : inputs) out += " \\\n  " + written(i);
    out += '\n';
    for (const std::string& i : inputs) out += '\n' + written(i) + ":\n";
    return out;
}

}  // namespace plotmill::cli
