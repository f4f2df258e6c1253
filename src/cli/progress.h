// How far a run is, on standard error: one line that is redrawn on a terminal, plain lines every few seconds elsewhere,
// or a JSON object a line for programs. A thread of its own draws it; other text goes through print() and
// print_result(), so that the line never mixes with it. All members may be called from any thread.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "cli/options.h"
#include "cli/terminal.h"

namespace plotmill::cli {

struct WorkerRow {
    std::string figure;  // in work; empty: none
    std::size_t done = 0, failed = 0;
    double busy = 0;  // seconds, the figure in work included
    std::size_t memory = 0;
};

struct Snapshot {
    std::size_t done = 0, failed = 0;  // `done` without the failed ones
    std::optional<std::size_t> total;  // once it is known
    std::vector<WorkerRow> workers;    // where they are to be shown above the bar
};

class Progress {
public:
    Progress(Terminal& err, Terminal& out, ProgressMode mode, std::function<Snapshot()> snapshot);
    ~Progress() { stop(); }
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    void print(std::string_view text);         // to standard error
    void print_result(std::string_view text);  // to standard output
    void stop();                               // takes the line away; no drawing afterwards
    bool is_bar() const { return mode_ == ProgressMode::bar; }
    bool is_json() const { return mode_ == ProgressMode::json; }
    double elapsed() const;  // seconds since construction

private:
    void run();
    void draw();   // with mutex_ held
    void clear();  // with mutex_ held

    Terminal& err_;
    Terminal& out_;
    ProgressMode mode_;
    std::function<Snapshot()> snapshot_;
    const std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
    std::mutex mutex_;
    std::condition_variable wake_;
    bool stopping_ = false;
    std::size_t shown_ = 0;  // lines that are on the terminal
    std::thread thread_;
};

// The texts, apart from clocks and threads.
std::string bar_line(const Snapshot& s, double elapsed, int width, bool color);
// A line for each worker, and "and 3 more workers" where there is no room for all.
std::vector<std::string> worker_rows(const Snapshot& s, double elapsed, int width, int height);
std::string plain_line(const Snapshot& s, double elapsed);
std::string json_line(const Snapshot& s, double elapsed);
std::string duration_text(double seconds);                   // "0.18 s", "12 s", "3 min 5 s", "2 h 10 min"
std::string rate_text(std::size_t figures, double seconds);  // "66 figures/s"

}  // namespace plotmill::cli
