// Bytes from files and bytes to files: with glob.h the only door to the file system. Any thread may call anything here;
// the functions share nothing. Faults come back as one Diagnostic without a place, "cannot read 'x.csv': No such file
// or directory"; the caller adds the span of whoever named the file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "io/roots.h"
#include "io/stamp.h"

namespace plotmill::io {

// The whole file, at most `max_size` bytes, where the roots allow it. Directories and devices are refused; pipes only as /dev/stdin and
// /dev/fd/N.
Result<std::string> read_file(const std::string& path, std::size_t max_size, const Roots& roots = {});

// Everything up to the end of an open descriptor; `name` is for messages.
Result<std::string> read_descriptor(int descriptor, std::string_view name, std::size_t max_size);

// Writes ".name.tmp-PID-N" beside the file and renames it, so that no reader sees half a file; makes missing parent
// directories. On any failure the old file is as it was and the temporary is gone. Not synchronised to the disk. Where
// the path is a device or pipe (/dev/stdout), writes straight into it. `stamp`, where given, is the new file's own,
// whoever replaces it meanwhile (its `changed` is that of before it was put in its place).
Status write_atomically(const std::string& path, std::string_view bytes, std::optional<FileStamp>* stamp = nullptr);

Status remove_file(const std::string& path);  // that it is not there is no fault

// 0, or the errno of the write that failed.
int write_all(int descriptor, std::string_view bytes);

// Adds to the end of a file, which may not be there yet; another writer may do so at the same time.
Status append_file(const std::string& path, std::string_view bytes);

// The same for a file in `directory`, which may be anywhere, whose `name` does not lead out of it: not by links in its
// directories either, and a link or a device at its own place is replaced.
Status write_within(const std::string& directory, const std::string& name, std::string_view bytes,
                    std::optional<FileStamp>* stamp = nullptr);

// A file that is written in parts, with the promises of write_atomically(). Without commit() it is as if it had never
// been begun. Used by one thread at a time.
class AtomicFile {
public:
    static Result<AtomicFile> create(const std::string& path);
    static Result<AtomicFile> create_within(const std::string& directory, const std::string& name);
    AtomicFile(AtomicFile&& other) noexcept;
    AtomicFile& operator=(AtomicFile&& other) noexcept;
    ~AtomicFile();

    Status write(std::string_view bytes);                      // kept back until there is enough to write
    Status commit(std::optional<FileStamp>* stamp = nullptr);  // the last call

private:
    AtomicFile() = default;
    Status flush();
    void discard();

    int place() const;

    std::string path_;              // for messages
    std::string name_, temporary_;  // as seen from directory_; no temporary: a device or pipe
    std::string waiting_;
    int fd_ = -1;
    int directory_ = -1;  // below zero: names are as seen from the current directory
};

// The directory and its parents; none of them existing is no fault, an existing file in the way is.
Status make_directories(const std::string& path);

// Removes temporaries of write_atomically() in `directory` (not below) whose process no longer runs; gives their
// number.
std::size_t remove_stale_temporaries(const std::string& directory);

bool remove_empty_directory(const std::string& path);

enum class FileKind { none, file, directory, other };  // links are followed
FileKind file_kind(const std::string& path);

bool is_link(const std::string& path);

// Absolute, with links followed as far as its parts exist.
std::string real_path(const std::string& path);

// `path` as seen from `base`: unchanged where it is absolute or `base` is empty.
std::string join_path(std::string_view base, std::string_view path);
// What stands before the last '/', "." where there is none.
std::string parent_directory(std::string_view path);

// Why `name` is no file name inside a directory (judged by its text alone): absolute, "..", an empty or "." part, NUL,
// a part too long. Empty where it is fine. Words that fit after "name 'x' ".
std::string output_name_fault(std::string_view name);

}  // namespace plotmill::io
