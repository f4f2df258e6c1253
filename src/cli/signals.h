// Ctrl-C and its kin as calls on an ordinary thread: SIGINT, SIGTERM and SIGHUP are blocked in every thread and read by
// one of our own, so that nothing need be async-signal-safe. Make the watch before any other thread (they inherit the
// mask). A signal that was ignored when the program began (nohup, background jobs) stays ignored.
#pragma once

#include <atomic>
#include <csignal>
#include <functional>
#include <thread>

namespace plotmill::cli {

class SignalWatch {
public:
    // `on_signal(signal, count)` runs on the watch's thread; count is 1 for the first signal. It answers after how many
    // milliseconds it is to be called again where no other signal comes (then with signal 0), or -1 for never.
    using OnSignal = std::function<int(int signal, int count)>;
    explicit SignalWatch(OnSignal on_signal);
    ~SignalWatch() { end(); }
    SignalWatch(const SignalWatch&) = delete;
    SignalWatch& operator=(const SignalWatch&) = delete;

    // No more calls. Signals do again what they did before; after a first one, the next ends the process with its code.
    void end();

    int signal() const { return signal_; }  // the first; 0 for none

private:
    void run();

    OnSignal on_signal_;
    sigset_t old_mask_{};
    int signals_ = -1;  // signalfd
    int quit_ = -1;     // eventfd
    std::atomic<int> signal_ = 0;
    std::thread thread_;
};

// A closed pipe and a full quota of file size become errors of write() instead of deaths.
void ignore_write_signals();

// Ends the process as SIGPIPE does by default, for results that nobody reads any more.
[[noreturn]] void die_of_closed_pipe();

}  // namespace plotmill::cli
