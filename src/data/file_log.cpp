#include "data/file_log.h"

namespace plotmill::data {

void FileLog::read(const std::string& path, const std::optional<io::FileStamp>& stamp, std::string_view bytes) {
    io::InputFile file{path, digest(bytes), stamp, stamp && io::is_settled(*stamp, io::now()), stamp.has_value()};
    add(std::move(file));
}

void FileLog::read_database(const std::string& path) {
    const std::lock_guard lock(databases_);
    for (const std::string& p : {path, path + io::database_log}) {
        const auto stamp = begin(p);
        if (stamp && stamp->size > 0 && has(p, *stamp)) continue;
        const auto content = stamp && stamp->size > 0 ? io::content_of(p) : std::nullopt;
        const bool known = content || p != path;  // an empty log is none
        add({p, content.value_or(Digest{}), stamp, stamp && io::is_settled(*stamp, io::now()), known});
    }
}

// With that very content: a stamp that was taken too early may be that of two.
bool FileLog::has(const std::string& path, const io::FileStamp& stamp) const {
    const std::lock_guard lock(mutex_);
    const auto at = files_.find(path);
    return at != files_.end() && at->second.known && at->second.settled && at->second.stamp == stamp;
}

void FileLog::add(io::InputFile file) {
    const std::lock_guard lock(mutex_);
    const auto [at, is_new] = files_.try_emplace(file.path, file);
    if (!is_new && at->second.content != file.content) at->second.known = false;
}

std::vector<io::InputFile> FileLog::find(const std::string& path) const {
    const std::lock_guard lock(mutex_);
    std::vector<io::InputFile> out;
    const auto at = files_.find(path);
    out.push_back(at == files_.end() ? io::InputFile{path, {}, std::nullopt, false, false} : at->second);
    if (const auto log = files_.find(path + io::database_log); log != files_.end()) out.push_back(log->second);
    return out;
}

}  // namespace plotmill::data
