#include "data/file_log.h"

namespace plotmill::data {

void FileLog::read(const std::string& path, const std::optional<io::FileStamp>& stamp, std::string_view bytes) {
    io::InputFile file{path, digest(bytes), stamp, stamp && io::is_settled(*stamp, io::now()), stamp.has_value()};
    add(std::move(file));
}

void FileLog::read_whole(const std::string& path) {
    const auto stamp = begin(path);
    const auto content = io::content_of(path);
    add({path, content.value_or(Digest{}), stamp, stamp && io::is_settled(*stamp, io::now()), stamp && content});
}

void FileLog::add(io::InputFile file) {
    const std::lock_guard lock(mutex_);
    const auto [at, is_new] = files_.try_emplace(file.path, file);
    if (!is_new && at->second.content != file.content) at->second.known = false;
}

std::optional<io::InputFile> FileLog::find(const std::string& path) const {
    const std::lock_guard lock(mutex_);
    const auto at = files_.find(path);
    return at == files_.end() ? std::nullopt : std::optional(at->second);
}

}  // namespace plotmill::data
