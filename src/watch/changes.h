// What is saved in some directories, by inotify: whole directories are watched, because editors save by renaming.
// Hidden files, editors' backups and what SQLite keeps beside a database are nobody's business. Linux only, as inotify
// is; not on file systems of other machines. wake() may be called by any thread and by signal handlers, all else by one
// thread.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "base/result.h"

namespace plotmill::watch {

class Changes {
public:
    static Result<std::unique_ptr<Changes>> create();
    ~Changes();
    Changes(const Changes&) = delete;
    Changes& operator=(const Changes&) = delete;

    // From now on these directories; those that are not there wait in their nearest parent. Changes since the last
    // wait() in directories that stay are kept.
    void watch(const std::set<std::string>& directories);
    std::size_t watched() const { return directories_.size(); }

    // Waits until something was saved that `matters`, and then nothing more for `calm` (yet at most ten times that).
    // The paths, sorted; none after wake().
    using Matters = std::function<bool(const std::string& path)>;
    std::vector<std::string> wait(const Matters& matters, std::chrono::milliseconds calm);
    void wake();

private:
    Changes(int inotify, int event) : inotify_(inotify), event_(event) {}
    void read_events(std::set<std::string>& paths);

    int inotify_, event_;
    std::map<int, std::string> directories_;  // by watch descriptor
};

// Whether a name is one that people save, not their tools.
bool is_plain_name(const std::string& name);

// `directory` and what is below it, to a depth, at most so many; hidden ones and those in `without` (real paths) are
// left out.
std::set<std::string> directories_below(const std::string& directory, int depth, std::size_t most,
                                        const std::set<std::string>& without);

}  // namespace plotmill::watch
