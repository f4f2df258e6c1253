// What the file system says of a file's content without showing it, and what a file that was read held. Any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/digest.h"

namespace plotmill::io {

// Nanoseconds since 1970, as far as the file system keeps them.
struct FileStamp {
    std::uint64_t size = 0, inode = 0;
    std::int64_t modified = 0, changed = 0;
    friend bool operator==(const FileStamp&, const FileStamp&) = default;
};

// Of a regular file; links are followed.
std::optional<FileStamp> stamp_of(const std::string& path);
std::optional<FileStamp> stamp_of(int descriptor);

std::int64_t now();

// Whether a change after `at` would have given the file another stamp. Clocks of file systems tick: two changes within
// one tick look the same, so a file that was changed just before it was stamped may hold something else since.
bool is_settled(const FileStamp& stamp, std::int64_t at);

// A file as somebody read it: its stamp was taken before its content was, so that a content that is newer than the
// stamp shows as a change.
struct InputFile {
    std::string path;
    Digest content;
    std::optional<FileStamp> stamp;  // none: its content has to be looked at again
    bool settled = false;
    bool known = true;  // false: nobody knows what was read (it changed meanwhile, or is no file at all)
};

// What SQLite calls the log beside a database.
inline constexpr const char* database_log = "-wal";

// The file's content; none where it cannot be read.
std::optional<Digest> content_of(const std::string& path);

}  // namespace plotmill::io
