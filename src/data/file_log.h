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
    // A database that SQLite reads right afterwards: the file, and the log of changes that may stand beside it. Once
    // for each content, however many tables are read from it: to close a file takes from the process the locks that
    // SQLite holds on it for a query on another thread.
    void read_database(const std::string& path);

    // The file as it was read, with what belongs to it; unknown where nobody has read it, and where two reads saw
    // different contents.
    std::vector<io::InputFile> find(const std::string& path) const;

private:
    void add(io::InputFile file);
    bool has(const std::string& path, const io::FileStamp& stamp) const;

    std::mutex databases_;  // for read_database(), before mutex_
    mutable std::mutex mutex_;
    std::unordered_map<std::string, io::InputFile> files_;
};

}  // namespace plotmill::data
