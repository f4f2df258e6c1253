#include "watch/changes.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <unistd.h>

#include "io/files.h"

namespace plotmill::watch {

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr std::uint32_t saves =
    IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_CREATE | IN_DELETE | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR;

// Itself or the nearest parent that is a directory.
std::string existing(std::string directory) {
    while (io::file_kind(directory) != io::FileKind::directory && directory != "/" && directory != ".")
        directory = io::parent_directory(directory);
    return directory;
}

void drain(int event) {
    std::uint64_t count = 0;
    [[maybe_unused]] const ssize_t n = ::read(event, &count, sizeof count);
}

}  // namespace

bool is_plain_name(const std::string& name) {
    if (name.empty() || name.front() == '.' || name.front() == '#' || name == "4913")
        return false;  // 4913: vim's probe
    constexpr std::array endings{"~", ".swp", ".swx", ".tmp", ".bak", "-journal", "-wal", "-shm"};
    return std::ranges::none_of(endings, [&](const char* ending) { return name.ends_with(ending); });
}

std::set<std::string> directories_below(const std::string& directory, int depth, std::size_t most,
                                        const std::set<std::string>& without) {
    std::set<std::string> out{directory};
    std::error_code error;
    fs::recursive_directory_iterator i(directory, fs::directory_options::skip_permission_denied, error), end;
    for (; !error && i != end && out.size() < most; i.increment(error)) {
        std::error_code ignored;
        if (!i->is_directory(ignored) || i->is_symlink(ignored)) continue;
        const std::string path = i->path().string();
        if (!is_plain_name(i->path().filename().string()) || without.contains(io::real_path(path)))
            i.disable_recursion_pending();
        else
            out.insert(path);
        if (i.depth() + 1 >= depth) i.disable_recursion_pending();
    }
    return out;
}

Result<std::unique_ptr<Changes>> Changes::create() {
    const int inotify = ::inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (inotify < 0) return error_at({}, std::string("files cannot be watched: ") + std::strerror(errno));
    const int event = ::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    if (event < 0) {
        ::close(inotify);
        return error_at({}, std::string("files cannot be watched: ") + std::strerror(errno));
    }
    return std::unique_ptr<Changes>(new Changes(inotify, event));
}

Changes::~Changes() {
    ::close(inotify_);
    ::close(event_);
}

void Changes::watch(const std::set<std::string>& directories) {
    std::map<int, std::string> now;
    for (const std::string& directory : directories) {
        const std::string path = existing(directory);
        const int id = ::inotify_add_watch(inotify_, path.c_str(), saves);
        if (id >= 0) now.emplace(id, path);
    }
    for (const auto& [id, path] : directories_)
        if (!now.contains(id)) ::inotify_rm_watch(inotify_, id);
    directories_ = std::move(now);
}

void Changes::read_events(std::set<std::string>& paths) {
    alignas(inotify_event) std::array<char, 16 * 1024> buffer;
    for (;;) {
        const ssize_t n = ::read(inotify_, buffer.data(), buffer.size());
        if (n <= 0) return;
        for (ssize_t at = 0; at < n;) {
            const auto* event = reinterpret_cast<const inotify_event*>(buffer.data() + at);
            at += static_cast<ssize_t>(sizeof *event + event->len);
            const auto found = directories_.find(event->wd);
            if (found == directories_.end()) continue;
            if (event->mask & IN_IGNORED) {
                directories_.erase(found);
                continue;
            }
            // The creation of a file says nothing yet: it is written to, and then closed.
            std::error_code ignored;
            const std::string path = event->len > 0 ? io::join_path(found->second, event->name) : found->second;
            if ((event->mask & IN_CREATE) && !(event->mask & IN_ISDIR) && !fs::is_symlink(path, ignored)) continue;
            if (event->len == 0 || is_plain_name(event->name)) paths.insert(path);
        }
    }
}

std::vector<std::string> Changes::wait(const Matters& matters, std::chrono::milliseconds calm) {
    std::set<std::string> all, mattering;
    Clock::time_point last{}, first{};
    for (;;) {
        all.clear();
        read_events(all);
        const std::size_t before = mattering.size();
        for (const std::string& path : all)
            if (matters(path)) mattering.insert(path);
        const auto now = Clock::now();
        if (before == 0 && !mattering.empty()) first = now;
        if (!mattering.empty() && (!all.empty() || before == 0)) last = now;
        int timeout = -1;
        if (!mattering.empty()) {
            if (now - last >= calm || now - first >= 10 * calm) return {mattering.begin(), mattering.end()};
            timeout = static_cast<int>(std::chrono::ceil<std::chrono::milliseconds>(calm - (now - last)).count());
        }
        std::array<pollfd, 2> wait_for{pollfd{inotify_, POLLIN, 0}, pollfd{event_, POLLIN, 0}};
        if (::poll(wait_for.data(), wait_for.size(), timeout) < 0 && errno != EINTR) return {};
        if (wait_for[1].revents) {
            drain(event_);
            return {};
        }
    }
}

void Changes::wake() {
    const std::uint64_t one = 1;
    [[maybe_unused]] const ssize_t n = ::write(event_, &one, sizeof one);
}

}  // namespace plotmill::watch
