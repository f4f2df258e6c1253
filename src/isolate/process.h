// Worker processes: this program again, started by exec so that nothing of the run's threads and locks is in it. They
// are children of one thread that lives as long as the nursery does, because the kernel ends a worker
// (PR_SET_PDEATHSIG) with the thread that started it.
#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <sys/types.h>
#include <thread>

#include "isolate/channel.h"

namespace plotmill::isolate {

// The first argument of a worker's command line; then the number of its socket and of its parent's process.
inline constexpr const char* worker_argument = "@worker";

struct Process {
    pid_t pid = -1;
    Channel channel;

    bool running() const { return pid > 0; }
    // SIGKILL, and waits for its end. Does nothing where it has ended.
    void kill();
    // Waits for its end; how it ended, as words after "the worker process": "was ended by SIGSEGV (Segmentation
    // fault)".
    std::string end();
};

class Nursery {
public:
    Nursery();  // throws std::system_error where there is no thread to be had
    ~Nursery();
    Nursery(const Nursery&) = delete;
    Nursery& operator=(const Nursery&) = delete;

    // Any thread. The words of what went wrong where the process is not running.
    Process start(std::string& why);

private:
    struct Order {
        Process process;
        int error = 0;
        bool done = false;
    };
    void run();
    static void spawn(Order& order);

    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Order*> orders_;
    bool closing_ = false;
    std::thread thread_;
};

}  // namespace plotmill::isolate
