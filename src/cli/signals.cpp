#include "cli/signals.h"

#include <array>
#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <poll.h>
#include <pthread.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>
#include <utility>

namespace plotmill::cli {

namespace {

constexpr std::array watched{SIGINT, SIGTERM, SIGHUP};

bool is_ignored(int signal) {
    struct sigaction action {};
    return ::sigaction(signal, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

volatile std::sig_atomic_t ended_by = 0;

void leave(int /*signal*/) { ::_exit(128 + ended_by); }

}  // namespace

SignalWatch::SignalWatch(OnSignal on_signal) : on_signal_(std::move(on_signal)) {
    sigset_t set;
    sigemptyset(&set);
    for (const int s : watched)
        if (!is_ignored(s)) sigaddset(&set, s);
    pthread_sigmask(SIG_BLOCK, &set, &old_mask_);
    signals_ = ::signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
    quit_ = ::eventfd(0, EFD_CLOEXEC);
    if (signals_ < 0 || quit_ < 0)
        pthread_sigmask(SIG_SETMASK, &old_mask_, nullptr);  // signals then do what they do by default
    else
        thread_ = std::thread([this] { run(); });
}

void SignalWatch::end() {
    if (thread_.joinable()) {
        const std::uint64_t one = 1;
        [[maybe_unused]] const ssize_t n = ::write(quit_, &one, sizeof one);
        thread_.join();
        if (signal_ != 0) {
            // One more while the program puts its things away: it ends at once, with the code of the first.
            ended_by = signal_;
            for (const int s : watched)
                if (!is_ignored(s)) std::signal(s, leave);
        }
        pthread_sigmask(SIG_SETMASK, &old_mask_, nullptr);
    }
    if (signals_ >= 0) ::close(std::exchange(signals_, -1));
    if (quit_ >= 0) ::close(std::exchange(quit_, -1));
}

void SignalWatch::run() {
    int count = 0, timeout = -1;
    std::array<pollfd, 2> wait{pollfd{signals_, POLLIN, 0}, pollfd{quit_, POLLIN, 0}};
    for (;;) {
        const int ready = ::poll(wait.data(), wait.size(), timeout);
        if (ready < 0) {
            if (errno == EINTR) continue;
            return;
        }
        if (ready == 0) {
            timeout = on_signal_(0, count);
            continue;
        }
        if (wait[1].revents) return;
        signalfd_siginfo info{};
        while (::read(signals_, &info, sizeof info) == static_cast<ssize_t>(sizeof info)) {
            const int signal = static_cast<int>(info.ssi_signo);
            if (++count == 1) signal_ = signal;
            timeout = on_signal_(signal, count);
        }
    }
}

void ignore_write_signals() {
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);
}

void die_of_closed_pipe() {
    std::signal(SIGPIPE, SIG_DFL);
    std::raise(SIGPIPE);
    std::_Exit(128 + SIGPIPE);
}

}  // namespace plotmill::cli
