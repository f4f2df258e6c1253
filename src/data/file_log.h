// What the files held that tables were read from. Any thread.
#pragma once

#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "io/stamp.h"

namespace plotmill::data {

class FileLog {
public:
    // The stamp of a file that is about to be read, for read().
    static std::optional<io::FileStamp> begin(const std::string& path) { return io::stamp_of(path); }
    void read(const std::string& path, const std::optional<io::FileStamp>& stamp, std::string_view bytes);
    // A database that SQLite reads right afterwards: the file, and the log of changes that may stand beside it.
    void read_database(const std::string& path);

    // The file as it was read, with what belongs to it; unknown where nobody has read it, and where two reads saw
    // different contents.
    std::vector<io::InputFile> find(const std::string& path) const;

private:
    void add(io::InputFile file);

    mutable std::mutex mutex_;
    std::unordered_map<std::string, io::InputFile> files_;
};

}  // namespace plotmill::data
