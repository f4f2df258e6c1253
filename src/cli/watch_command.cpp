// watch: renders again what a saved file changes, and shows the page of it.
#include <algorithm>
#include <csignal>
#include <filesystem>
#include <fmt/format.h>
#include <pthread.h>
#include <unistd.h>
#include <utility>

#include "cli/commands.h"
#include "cli/jobs.h"
#include "cli/rendering.h"
#include "plotmill/version.h"
#include "report/manifest.h"
#include "report/page.h"
#include "watch/changes.h"
#include "watch/server.h"

namespace plotmill::cli {

namespace {

namespace fs = std::filesystem;

constexpr std::chrono::milliseconds calm{60};  // after the last of several saves
constexpr std::size_t most_directories = 500;
constexpr int depth_below_jobs = 2;

// One run, for the page and for what is to be watched.
class Keeper final : public report::Sink {
public:
    Keeper(report::Manifest& run, const report::Head& head) : run_(run) { run_.head = head; }
    std::string figure(const report::Figure& figure) override {
        run_.figures.push_back(figure);
        return {};
    }
    std::string finish(const report::Tail& tail) override {
        run_.tail = tail;
        return {};
    }

private:
    report::Manifest& run_;
};

std::string absolute(const std::string& path) {
    std::error_code ignored;
    return fs::weakly_canonical(fs::absolute(path, ignored), ignored).string();
}

std::string directory_of(const std::string& path) { return fs::path(path).parent_path().string(); }

// SIGINT and its kin wait until somebody reads them, in this thread and all that it makes.
void block_signals() {
    sigset_t set;
    sigemptyset(&set);
    for (const int s : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&set, s);
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

class Watching {
public:
    Watching(const Options& options, watch::Changes& changes, watch::Server* server)
        : options_(options), err_(STDERR_FILENO, options.color), changes_(changes), server_(server) {
        for (const std::string& path :
             {options.manifest, options.junit, options.report, options.trace, options.pdf_pages, options.depfile})
            if (!path.empty()) own_.insert(absolute(path));
        for (const std::string& job : options.arguments) known_.insert(absolute(job));
    }

    // The exit code.
    int operator()() {
        for (bool first = true;; first = false) {
            if (const int code = render(first); code != all_done) return code;
            std::vector<std::string> changed;
            int signal = 0;
            {
                SignalWatch signals([&](int, int) {
                    changes_.wake();
                    return -1;
                });
                if (first) say(fmt::format("watching {}; Ctrl-C ends it\n", counted(known_.size(), "file")));
                changed = changes_.wait([this](const std::string& path) { return matters(path); }, calm);
                signals.end();
                signal = signals.signal();
            }
            if (signal) return by_signal + signal;
            if (changed.empty()) return some_failed;  // inotify itself has failed
            announce(changed);
        }
    }

private:
    void say(const std::string& text) {
        if (!options_.quiet) err_.write(text);
    }

    int render(bool first) {
        // The directories first: what is saved while the figures are drawn is not lost.
        if (first) watch_all({});
        report::Manifest made;
        report::Head head;
        head.version = api::version();
        head.started = report::utc_now();
        head.workers = options_.jobs > 0 ? options_.jobs : api::granted_cpus();
        api::BatchOptions batch = batch_options(options_);
        batch.list_files = batch.record;
        RunResult result;
        {
            Run run(options_, std::move(batch), std::make_unique<Keeper>(made, head));
            result = run();
            last_words(options_, run, result);
        }
        if (result.signal) return by_signal + result.signal;
        if (first && result.reports_failed) return some_failed;
        for (const std::string& path : result.inputs) known_.insert(absolute(path));
        for (const report::Figure& f : made.figures) {
            for (const report::File& file : f.files) own_.insert(absolute(file.path));
            for (const api::Diagnostic& d : f.diagnostics) note(d);
        }
        for (const report::Job& job : made.tail.jobs)
            for (const api::Diagnostic& d : job.diagnostics) note(d);
        watch_all(result.directories);
        if (server_) publish(made);
        return all_done;
    }

    void note(const api::Diagnostic& d) {
        if (!d.file.empty() && !d.file.starts_with("<")) known_.insert(absolute(d.file));
    }

    // Where the files are that are known, and what lies below the jobs, where data is that could not be read so far.
    void watch_all(const std::set<std::string>& outputs) {
        for (const std::string& directory : outputs) outputs_.insert(absolute(directory));
        std::set<std::string> directories, jobs;
        for (const std::string& path : known_) {
            std::error_code ignored;
            const bool is_directory = fs::is_directory(path, ignored);
            directories.insert(is_directory ? path : directory_of(path));
        }
        for (const std::string& job : options_.arguments) {
            const std::string path = absolute(job);
            std::error_code ignored;
            jobs.insert(fs::is_directory(path, ignored) ? path : directory_of(path));
        }
        for (const std::string& directory : jobs)
            directories.merge(watch::directories_below(directory, depth_below_jobs, most_directories, outputs_));
        changes_.watch(directories);
    }

    bool matters(const std::string& path) const {
        if (known_.contains(path)) return true;
        if (own_.contains(path)) return false;
        // What is below an output directory is made, unless somebody reads it.
        return std::ranges::none_of(outputs_, [&](const std::string& output) {
            return path == output || (path.starts_with(output + "/") && !holds_known(output));
        });
    }

    bool holds_known(const std::string& directory) const {
        const auto at = known_.lower_bound(directory + "/");
        return at != known_.end() && at->starts_with(directory + "/");
    }

    void announce(const std::vector<std::string>& changed) {
        if (options_.quiet || options_.progress == ProgressMode::json) return;
        if (err_.is_terminal()) err_.write("\x1b[2J\x1b[3J\x1b[H");  // what is wrong stands where it stood before
        std::error_code ignored;
        const std::string here = fs::current_path(ignored).string() + "/";
        std::string text = "changed: ";
        for (std::size_t i = 0; i < std::min<std::size_t>(changed.size(), 3); ++i) {
            const std::string& path = changed[i];
            text += (i ? ", " : "") + printable(path.starts_with(here) ? path.substr(here.size()) : path);
        }
        if (changed.size() > 3) text += fmt::format(" and {} more", changed.size() - 3);
        err_.write(text + "\n");
    }

    void publish(const report::Manifest& run) {
        watch::Published published;
        published.version = fmt::format("{}-{}", ::getpid(), ++version_);
        std::map<std::string, std::string> hashes;
        for (const report::Figure& f : run.figures)
            for (const report::File& file : f.files) hashes[file.path] = file.hash;
        report::PageOptions page;
        page.live = published.version;
        page.most_thumbnails = 0;  // the files themselves are near
        page.href = [&](const std::string& path) {
            const std::string address = fmt::format("/files/{}", path);
            published.files[address] = path;
            // Its hash makes the browser keep what has not changed.
            return fmt::format("{}?{}", report::percent_encoded(address), hashes[path]);
        };
        published.page = report::page_text(run, page);
        server_->publish(std::move(published));
    }

    const Options& options_;
    Terminal err_;
    watch::Changes& changes_;
    watch::Server* server_;
    std::set<std::string> known_;    // files that are read
    std::set<std::string> own_;      // files that are written
    std::set<std::string> outputs_;  // directories of images
    std::size_t version_ = 0;
};

}  // namespace

int watch_command(const Options& options) {
    block_signals();
    Terminal err(STDERR_FILENO, options.color);
    auto changes = watch::Changes::create();
    if (!changes) {
        err.write(complaint(err, changes.errors().front().message));
        return some_failed;
    }
    std::unique_ptr<watch::Server> server;
    if (options.serve) {
        auto started = watch::Server::start(*options.serve);
        if (!started) {
            err.write(complaint(err, started.errors().front().message));
            return some_failed;
        }
        server = std::move(*started);
        err.write(fmt::format("serving http://127.0.0.1:{}/\n", server->port()));
    }
    return Watching(options, **changes, server.get())();
}

}  // namespace plotmill::cli
