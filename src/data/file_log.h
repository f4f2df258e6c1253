// What the files held that tables were read from. Any thread.
#pragma once

#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "io/stamp.h"

namespace plotmill::data {

class FileLog {
public:
    // The stamp of a file that is about to be read, for read().
    static std::optional<io::FileStamp> begin(const std::string& path) { return io::stamp_of(path); }
    void read(const std::string& path, const std::optional<io::FileStamp>& stamp, std::string_view bytes);
    // A file that somebody else reads right afterwards, piece by piece.
    void read_whole(const std::string& path);

    // Null where nobody has read the file. Two reads that saw different contents make it unknown.
    std::optional<io::InputFile> find(const std::string& path) const;

private:
    void add(io::InputFile file);

    mutable std::mutex mutex_;
    std::unordered_map<std::string, io::InputFile> files_;
};

}  // namespace plotmill::data
