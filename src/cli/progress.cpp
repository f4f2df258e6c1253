#include "cli/progress.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <utility>

#include "base/json.h"
#include "base/utf8.h"

namespace plotmill::cli {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds bar_interval = 100ms;  // also how long a run is silent: short ones show no bar
constexpr std::chrono::milliseconds line_interval = 3s;
constexpr std::chrono::milliseconds json_interval = 1s;

std::size_t handled(const Snapshot& s) { return s.done + s.failed; }

// Seconds that the rest will take, where that can be said.
std::optional<double> time_left(const Snapshot& s, double elapsed) {
    if (!s.total || handled(s) == 0 || handled(s) > *s.total) return std::nullopt;
    return elapsed / static_cast<double>(handled(s)) * static_cast<double>(*s.total - handled(s));
}

std::string left_text(const Snapshot& s, double elapsed) {
    const std::optional<double> left = time_left(s, elapsed);
    return left ? fmt::format(", {} left", duration_text(std::ceil(*left))) : "";
}

std::string failed_text(const Snapshot& s) { return s.failed > 0 ? fmt::format(", {} failed", s.failed) : ""; }

// Takes so many lines off the terminal, the last of which holds the cursor.
std::string taken_away(std::size_t lines) {
    std::string out = "\r\x1b[K";
    for (std::size_t i = 1; i < lines; ++i) out += "\x1b[A\x1b[K";
    return out;
}

// At most `room` characters, the end of a longer text as "...".
std::string cut(const std::string& text, std::size_t room) {
    std::size_t bytes = 0, characters = 0, short_end = 0;
    while (bytes < text.size()) {
        if (characters + 3 == room) short_end = bytes;
        if (characters == room) return room > 3 ? text.substr(0, short_end) + "..." : text.substr(0, bytes);
        bytes += std::max<std::size_t>(utf8_at(text, bytes), 1);
        ++characters;
    }
    return text;
}

}  // namespace

std::vector<std::string> worker_rows(const Snapshot& s, double elapsed, int width, int height) {
    std::vector<std::string> out;
    const std::size_t most = static_cast<std::size_t>(std::max(height - 4, 1));
    const std::size_t shown = s.workers.size() > most ? most - 1 : s.workers.size();
    for (std::size_t i = 0; i < shown; ++i) {
        const WorkerRow& w = s.workers[i];
        const std::string numbers =
            fmt::format("{:>3}  {:>6} done {:>4} failed {:>3.0f} % busy {:>7.1f} MB  ", i, w.done, w.failed,
                        std::min(100.0, 100 * w.busy / std::max(elapsed, 1e-6)), static_cast<double>(w.memory) / 1e6);
        const auto room = static_cast<std::size_t>(std::max(width - 1, 1));
        const std::string figure = w.figure.empty() ? "-" : printable(w.figure);
        out.push_back(numbers.size() < room ? numbers + cut(figure, room - numbers.size()) : cut(numbers, room));
    }
    if (shown < s.workers.size()) out.push_back(fmt::format("     and {} more workers", s.workers.size() - shown));
    return out;
}

std::string duration_text(double seconds) {
    if (seconds < 0.9995) return fmt::format("{:.2g} s", std::max(seconds, 0.001));
    if (seconds < 9.95) return fmt::format("{:.3g} s", seconds);
    const auto s = static_cast<long long>(std::lround(seconds));
    if (s < 60) return fmt::format("{} s", s);
    if (s < 3600) return fmt::format("{} min {} s", s / 60, s % 60);
    return fmt::format("{} h {} min", s / 3600, s / 60 % 60);
}

std::string rate_text(std::size_t figures, double seconds) {
    const double rate = static_cast<double>(figures) / std::max(seconds, 1e-6);
    return rate < 9.95 ? fmt::format("{:.1f} figures/s", rate) : fmt::format("{:.0f} figures/s", rate);
}

std::string plain_line(const Snapshot& s, double elapsed) {
    const std::string count = s.total ? fmt::format("{} of {}", handled(s), *s.total) : std::to_string(handled(s));
    return fmt::format("plotmill: {} figures{}, {}{}\n", count, failed_text(s), rate_text(handled(s), elapsed),
                       left_text(s, elapsed));
}

std::string json_line(const Snapshot& s, double elapsed) {
    JsonWriter json;
    json.begin_object().member("event", "progress");
    json.member("done", std::uint64_t{s.done}).member("failed", std::uint64_t{s.failed});
    json.key("total");
    s.total ? json.value(std::uint64_t{*s.total}) : json.null();
    json.member("elapsed", elapsed).member("rate", static_cast<double>(handled(s)) / std::max(elapsed, 1e-6));
    json.key("left");
    const std::optional<double> left = time_left(s, elapsed);
    left ? json.value(*left) : json.null();
    json.end_object();
    return json.take() + "\n";
}

std::string bar_line(const Snapshot& s, double elapsed, int width, bool color) {
    const std::string count = s.total ? fmt::format("{}/{}", handled(s), *s.total) : std::to_string(handled(s));
    const std::string failed = failed_text(s);
    const std::string rest = fmt::format(", {}{}", rate_text(handled(s), elapsed), left_text(s, elapsed));
    const std::size_t words = count.size() + failed.size() + rest.size();
    const auto room = static_cast<std::size_t>(std::max(width - 1, 1));
    constexpr std::size_t widest = 30, narrowest = 10;
    std::string line;
    if (s.total && *s.total > 0 && words + narrowest + 3 <= room) {
        const std::size_t length = std::min(widest, room - words - 3);
        const double part = std::min(1.0, static_cast<double>(handled(s)) / static_cast<double>(*s.total));
        const auto full = static_cast<std::size_t>(part * static_cast<double>(length));
        line = fmt::format("[{}{}] ", std::string(full, '#'), std::string(length - full, '.'));
    }
    if (line.size() + words > room) return (count + failed).substr(0, room);
    return line + count + (color && !failed.empty() ? "\x1b[31m" + failed + "\x1b[0m" : failed) + rest;
}

Progress::Progress(Terminal& err, Terminal& out, ProgressMode mode, std::function<Snapshot()> snapshot)
    : err_(err), out_(out), mode_(mode), snapshot_(std::move(snapshot)) {
    if (mode_ == ProgressMode::automatic) mode_ = err_.is_terminal() ? ProgressMode::bar : ProgressMode::plain;
    if (mode_ != ProgressMode::none) thread_ = std::thread([this] { run(); });
}

double Progress::elapsed() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count();
}

void Progress::run() {
    const auto interval = mode_ == ProgressMode::bar    ? bar_interval
                          : mode_ == ProgressMode::json ? json_interval
                                                        : line_interval;
    std::unique_lock lock(mutex_);
    while (!wake_.wait_for(lock, interval, [this] { return stopping_; })) draw();
}

void Progress::draw() {
    const Snapshot s = snapshot_();
    if (mode_ == ProgressMode::plain) {
        err_.write(plain_line(s, elapsed()));
    } else if (mode_ == ProgressMode::json) {
        err_.write(json_line(s, elapsed()));
    } else {
        const std::vector<std::string> rows = worker_rows(s, elapsed(), err_.width(), err_.height());
        std::string text = taken_away(shown_);
        for (const std::string& row : rows) text += row + '\n';
        err_.write(text + bar_line(s, elapsed(), err_.width(), err_.color()));
        shown_ = rows.size() + 1;
    }
}

void Progress::clear() {
    if (const std::size_t lines = std::exchange(shown_, 0); lines > 0) err_.write(taken_away(lines));
}

void Progress::print(std::string_view text) {
    const std::lock_guard lock(mutex_);
    clear();
    err_.write(text);
}

void Progress::print_result(std::string_view text) {
    const std::lock_guard lock(mutex_);
    if (out_.is_terminal()) clear();
    out_.write(text);
}

void Progress::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    if (thread_.joinable()) thread_.join();
    const std::lock_guard lock(mutex_);
    clear();
}

}  // namespace plotmill::cli
