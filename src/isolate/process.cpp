#include "isolate/process.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace plotmill::isolate {

namespace {

constexpr int worker_socket = 3;

std::string ended_by(int status) {
    if (WIFSIGNALED(status)) {
        const int signal = WTERMSIG(status);
        const char* name = ::sigabbrev_np(signal);
        const char* words = ::sigdescr_np(signal);
        return name ? fmt::format("was ended by SIG{} ({})", name, words ? words : "")
                    : fmt::format("was ended by signal {}", signal);
    }
    return fmt::format("ended with exit status {}", WIFEXITED(status) ? WEXITSTATUS(status) : -1);
}

int wait_for(pid_t pid) {
    int status = 0;
    while (::waitpid(pid, &status, 0) < 0 && errno == EINTR) {
    }
    return status;
}

}  // namespace

void Process::kill() {
    if (pid <= 0) return;
    ::kill(pid, SIGKILL);
    wait_for(std::exchange(pid, -1));
    channel.close();
}

std::string Process::end() {
    channel.close();
    if (pid <= 0) return "was not running";
    return ended_by(wait_for(std::exchange(pid, -1)));
}

Nursery::Nursery() : thread_([this] { run(); }) {}

Nursery::~Nursery() {
    {
        const std::lock_guard lock(mutex_);
        closing_ = true;
    }
    changed_.notify_all();
    thread_.join();
}

Process Nursery::start(std::string& why) {
    Order order;
    std::unique_lock lock(mutex_);
    orders_.push_back(&order);
    changed_.notify_all();
    changed_.wait(lock, [&] { return order.done; });
    if (order.error) {
        const char* text = ::strerrordesc_np(order.error);
        why = text ? text : "error " + std::to_string(order.error);
    }
    return std::move(order.process);
}

void Nursery::run() {
    std::unique_lock lock(mutex_);
    for (;;) {
        changed_.wait(lock, [&] { return closing_ || !orders_.empty(); });
        if (orders_.empty()) return;
        Order& order = *orders_.front();
        orders_.pop_front();
        lock.unlock();
        spawn(order);
        lock.lock();
        order.done = true;
        changed_.notify_all();
    }
}

void Nursery::spawn(Order& order) {
    std::array<int, 2> ends{-1, -1};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) {
        order.error = errno;
        return;
    }
    // Away from the number that the worker is to find it under: dup2() to itself would keep close-on-exec.
    const int theirs = ::fcntl(ends[1], F_DUPFD_CLOEXEC, worker_socket + 1);
    ::close(ends[1]);
    Channel ours(ends[0]);
    if (theirs < 0) {
        order.error = errno;
        return;
    }
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, theirs, worker_socket);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    sigset_t none;
    sigemptyset(&none);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);

    std::string name = "plotmill", mode = worker_argument, socket = std::to_string(worker_socket),
                parent = std::to_string(::getpid());
    std::array<char*, 5> arguments{name.data(), mode.data(), socket.data(), parent.data(), nullptr};
    pid_t pid = -1;
    order.error = ::posix_spawn(&pid, "/proc/self/exe", &actions, &attributes, arguments.data(), environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    ::close(theirs);
    if (order.error) return;
    order.process.pid = pid;
    order.process.channel = std::move(ours);
}

}  // namespace plotmill::isolate
