#include "cli/progress.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <utility>

#include "base/json.h"

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

}  // namespace

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
        err_.write("\r\x1b[K" + bar_line(s, elapsed(), err_.width(), err_.color()));
        shown_ = true;
    }
}

void Progress::clear() {
    if (!std::exchange(shown_, false)) return;
    err_.write("\r\x1b[K");
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
