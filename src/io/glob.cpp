#include "io/glob.h"

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <dirent.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <string.h>
#include <sys/stat.h>

#include "io/files.h"

namespace plotmill::io {

namespace {

constexpr std::size_t max_matches = 1000000;
constexpr std::size_t max_entries = 10000000;  // directory entries looked at
constexpr int max_depth = 128;
constexpr std::size_t max_pattern = 4096;

// The code point at `text[i]`, moving `i` past it; a byte that is no UTF-8 counts as itself.
std::uint32_t next_character(std::string_view text, std::size_t& i) {
    const auto c = static_cast<unsigned char>(text[i++]);
    const int tail = c >= 0xf0 ? 3 : c >= 0xe0 ? 2 : c >= 0xc2 ? 1 : 0;
    std::uint32_t value = tail == 3 ? c & 7u : tail == 2 ? c & 15u : tail == 1 ? c & 31u : c;
    std::size_t k = i;
    for (int n = 0; n < tail; ++n, ++k) {
        if (k >= text.size() || (static_cast<unsigned char>(text[k]) & 0xc0) != 0x80) return c;
        value = value << 6 | (static_cast<unsigned char>(text[k]) & 63u);
    }
    i = k;
    return value;
}

// Where the bracket that opens at `pattern[p]` ends (its ']'); npos where it is not closed, and so an ordinary '['.
std::size_t bracket_end(std::string_view pattern, std::size_t p) {
    std::size_t q = p + 1;
    if (q < pattern.size() && pattern[q] == '!') ++q;
    if (q < pattern.size() && pattern[q] == ']') ++q;
    return pattern.find(']', q);
}

bool in_bracket(std::string_view set, std::uint32_t c) {
    std::size_t i = 0;
    const bool negated = !set.empty() && set[0] == '!';
    if (negated) ++i;
    bool found = false;
    while (i < set.size()) {
        const std::uint32_t low = next_character(set, i);
        std::uint32_t high = low;
        if (i + 1 < set.size() && set[i] == '-') {
            ++i;
            high = next_character(set, i);
        }
        found = found || (low <= c && c <= high);
    }
    return found != negated;
}

struct Entry {
    std::string name;
    bool directory = false;  // links followed
    bool link = false;
};

// 0, or the errno of opendir().
int read_directory(const std::string& path, std::vector<Entry>& out) {
    DIR* open_directory = ::opendir(path.empty() ? "." : path.c_str());
    if (!open_directory) return errno;
    while (const dirent* entry = ::readdir(open_directory)) {
        const std::string_view name = entry->d_name;
        if (name == "." || name == "..") continue;
        Entry e{std::string(name), entry->d_type == DT_DIR, entry->d_type == DT_LNK};
        bool usable = e.directory || entry->d_type == DT_REG;
        if (!usable && (entry->d_type == DT_LNK || entry->d_type == DT_UNKNOWN)) {
            struct stat info;
            if (::fstatat(::dirfd(open_directory), entry->d_name, &info, 0) != 0) continue;
            e.directory = S_ISDIR(info.st_mode);
            usable = e.directory || S_ISREG(info.st_mode);
            if (entry->d_type == DT_UNKNOWN &&
                ::fstatat(::dirfd(open_directory), entry->d_name, &info, AT_SYMLINK_NOFOLLOW) == 0)
                e.link = S_ISLNK(info.st_mode);
        }
        if (usable) out.push_back(std::move(e));
    }
    ::closedir(open_directory);
    std::sort(out.begin(), out.end(), [](const Entry& a, const Entry& b) { return a.name < b.name; });
    return 0;
}

std::vector<std::string_view> split_parts(std::string_view pattern) {
    std::vector<std::string_view> parts;
    for (std::size_t begin = 0; begin <= pattern.size();) {
        const std::size_t slash = std::min(pattern.find('/', begin), pattern.size());
        const std::string_view part = pattern.substr(begin, slash - begin);
        // "a//b" is "a/b", and "**/**" is "**".
        if (!part.empty() && !(part == "**" && !parts.empty() && parts.back() == "**")) parts.push_back(part);
        begin = slash + 1;
    }
    return parts;
}

class Search {
public:
    Search(std::vector<std::string_view> parts, std::string base) : parts_(std::move(parts)), base_(std::move(base)) {}

    // `shown` is what has matched so far, ending with '/' or empty.
    void walk(std::size_t part, const std::string& shown, int depth) {
        if (exceeded_ || part == parts_.size()) return;
        if (depth > max_depth) {
            exceeded_ = true;
            return;
        }
        const std::string_view pattern = parts_[part];
        const bool last = part + 1 == parts_.size();
        if (pattern != "**" && !has_wildcards(pattern)) {
            const std::string next = shown + std::string(pattern);
            const FileKind kind = file_kind(place(next));
            if (last && kind == FileKind::file) add(next);
            if (!last && kind == FileKind::directory) walk(part + 1, next + "/", depth + 1);
            return;
        }
        std::vector<Entry> entries;
        read_directory(place(shown), entries);
        seen_ += entries.size();
        if (seen_ > max_entries) exceeded_ = true;
        if (pattern == "**" && !last) walk(part + 1, shown, depth + 1);
        for (const Entry& e : entries) {
            if (exceeded_) return;
            if (e.name[0] == '.' && pattern[0] != '.') continue;
            const std::string next = shown + e.name;
            if (pattern == "**") {
                if (e.directory && !e.link) walk(part, next + "/", depth + 1);
                if (!e.directory && last) add(next);
            } else if (wildcard_match(pattern, e.name)) {
                if (last && !e.directory) add(next);
                if (!last && e.directory) walk(part + 1, next + "/", depth + 1);
            }
        }
    }

    bool exceeded() const { return exceeded_; }
    std::vector<std::string> take() {
        std::sort(matches_.begin(), matches_.end());
        matches_.erase(std::unique(matches_.begin(), matches_.end()), matches_.end());
        return std::move(matches_);
    }

private:
    std::string place(const std::string& shown) const { return shown.empty() ? base_ : join_path(base_, shown); }
    void add(const std::string& match) {
        if (matches_.size() >= max_matches)
            exceeded_ = true;
        else
            matches_.push_back(match);
    }

    std::vector<std::string_view> parts_;
    std::string base_;
    std::vector<std::string> matches_;
    std::size_t seen_ = 0;
    bool exceeded_ = false;
};

}  // namespace

bool wildcard_match(std::string_view pattern, std::string_view text) {
    std::size_t p = 0, t = 0;
    std::size_t star = std::string_view::npos, star_text = 0;  // the last '*', and where its match ends so far
    while (t < text.size()) {
        bool matched = false;
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            star_text = t;
            continue;
        }
        if (p < pattern.size()) {
            std::size_t after = t;
            const std::uint32_t c = next_character(text, after);
            const std::size_t end = pattern[p] == '[' ? bracket_end(pattern, p) : std::string_view::npos;
            if (end != std::string_view::npos) {
                if (in_bracket(pattern.substr(p + 1, end - p - 1), c)) {
                    p = end + 1;
                    t = after;
                    matched = true;
                }
            } else if (pattern[p] == '?') {
                ++p;
                t = after;
                matched = true;
            } else if (pattern[p] == text[t]) {
                ++p;
                ++t;
                matched = true;
            }
        }
        if (matched) continue;
        if (star == std::string_view::npos) return false;
        p = star + 1;
        t = ++star_text;
    }
    while (p < pattern.size() && pattern[p] == '*') ++p;
    return p == pattern.size();
}

bool has_wildcards(std::string_view pattern) { return pattern.find_first_of("*?[") != std::string_view::npos; }

Result<std::vector<std::string>> list_directory(const std::string& directory, std::string_view suffix) {
    std::vector<Entry> entries;
    if (const int code = read_directory(directory, entries))
        return error_at({}, fmt::format("cannot read directory '{}': {}", directory, strerrordesc_np(code)));
    std::vector<std::string> out;
    for (const Entry& e : entries)
        if (!e.directory && e.name[0] != '.' && e.name.ends_with(suffix)) out.push_back(join_path(directory, e.name));
    return out;
}

Result<std::vector<std::string>> glob(std::string_view pattern, const std::string& base) {
    if (pattern.size() > max_pattern || pattern.find('\0') != std::string_view::npos)
        return error_at({}, "glob pattern is too long or contains a NUL character");
    const bool absolute = pattern.starts_with('/');
    Search search(split_parts(pattern), absolute ? "" : base);
    search.walk(0, absolute ? "/" : "", 0);
    if (search.exceeded())
        return error_at({}, fmt::format("glob '{}' finds more than {} files, or goes deeper than {} directories",
                                        pattern, max_matches, max_depth));
    return search.take();
}

}  // namespace plotmill::io
