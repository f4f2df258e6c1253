#include "watch/server.h"

#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <fmt/format.h>
#include <list>
#include <netinet/in.h>
#include <new>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>
#include <vector>

#include "io/files.h"

namespace plotmill::watch {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t most_connections = 64;
constexpr std::size_t most_file_bytes = std::size_t{256} << 20;
constexpr std::chrono::seconds request_time{5}, answer_time{60};

const char* type_of(const std::string& path) {
    if (path.ends_with(".png")) return "image/png";
    if (path.ends_with(".svg")) return "image/svg+xml";
    if (path.ends_with(".pdf")) return "application/pdf";
    return "application/octet-stream";
}

// One connection: reads a request, then writes its answer, then ends.
class Connection {
public:
    explicit Connection(int socket) : socket_(socket), until_(Clock::now() + request_time) {}
    ~Connection() { ::close(socket_); }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    int socket() const { return socket_; }
    short waits_for() const { return out_.empty() ? POLLIN : POLLOUT; }
    bool late(Clock::time_point now) const { return now > until_; }

    // False when it is done with.
    template <class F>
    bool go_on(const F& answer) {
        if (out_.empty() && !receive(answer)) return false;
        return out_.empty() || send();
    }

private:
    template <class F>
    bool receive(const F& answer) {
        std::array<char, 4096> buffer;
        const ssize_t n = ::recv(socket_, buffer.data(), buffer.size(), 0);
        if (n < 0) return errno == EAGAIN || errno == EINTR;
        if (n == 0) return false;
        in_.append(buffer.data(), static_cast<std::size_t>(n));
        const Parsed parsed = parse_request(in_);
        if (!parsed.request && parsed.status == 0) return true;
        out_ = parsed.request ? answer_bytes(answer(*parsed.request), parsed.request->head)
                              : answer_bytes(refusal(parsed.status), false);
        until_ = Clock::now() + answer_time;
        return true;
    }

    bool send() {
        while (sent_ < out_.size()) {
            const ssize_t n = ::send(socket_, out_.data() + sent_, out_.size() - sent_, MSG_NOSIGNAL);
            if (n < 0) return errno == EAGAIN || errno == EINTR;
            sent_ += static_cast<std::size_t>(n);
        }
        ::shutdown(socket_, SHUT_WR);
        return false;
    }

    int socket_;
    Clock::time_point until_;
    std::string in_, out_;
    std::size_t sent_ = 0;
};

}  // namespace

Result<std::unique_ptr<Server>> Server::start(int port) {
    const auto fault = [&] {
        return error_at({}, fmt::format("cannot serve on 127.0.0.1:{}: {}", port, std::strerror(errno)));
    };
    const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (listener < 0) return fault();
    const int on = 1;
    ::setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (::bind(listener, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
        ::listen(listener, 32) != 0 || ::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
        Diagnostic d = fault();
        ::close(listener);
        return d;
    }
    const int event = ::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    if (event < 0) {
        Diagnostic d = fault();
        ::close(listener);
        return d;
    }
    return std::unique_ptr<Server>(new Server(listener, event, ntohs(address.sin_port)));
}

Server::Server(int listener, int event, int port)
    : listener_(listener), event_(event), port_(port), published_(std::make_shared<Published>()) {
    thread_ = std::thread([this] { run(); });
}

Server::~Server() {
    const std::uint64_t one = 1;
    [[maybe_unused]] const ssize_t n = ::write(event_, &one, sizeof one);
    thread_.join();
    ::close(listener_);
    ::close(event_);
}

void Server::publish(Published published) {
    auto next = std::make_shared<const Published>(std::move(published));
    const std::lock_guard lock(mutex_);
    published_.swap(next);
}

Answer Server::answer(const Request& request) const {
    if (!is_own_host(request.host, port_)) return refusal(403);
    std::shared_ptr<const Published> published;
    {
        const std::lock_guard lock(mutex_);
        published = published_;
    }
    try {
        Answer out;
        if (request.path == "/") {
            out.type = "text/html; charset=utf-8";
            out.body = published->page;
            return out;
        }
        if (request.path == "/version") {
            out.body = published->version;
            return out;
        }
        const auto file = published->files.find(request.path);
        if (file == published->files.end()) return refusal(404);
        auto bytes = io::read_file(file->second, most_file_bytes);
        if (!bytes) return refusal(404);
        out.type = type_of(file->second);
        out.body = std::move(*bytes);
        return out;
    } catch (const std::bad_alloc&) {
        return refusal(503);
    }
}

void Server::run() {
    std::list<Connection> connections;
    std::vector<pollfd> wait_for;
    const auto give = [this](const Request& request) { return answer(request); };
    for (;;) {
        wait_for.assign(
            {pollfd{event_, POLLIN, 0}, pollfd{connections.size() < most_connections ? listener_ : -1, POLLIN, 0}});
        for (const Connection& c : connections) wait_for.push_back({c.socket(), c.waits_for(), 0});
        if (::poll(wait_for.data(), wait_for.size(), connections.empty() ? -1 : 1000) < 0 && errno != EINTR) return;
        if (wait_for[0].revents) return;
        const auto now = Clock::now();
        std::size_t i = 2;
        for (auto c = connections.begin(); c != connections.end(); ++i) {
            const bool ready = wait_for[i].revents != 0;
            const bool goes_on = (!ready || c->go_on(give)) && !c->late(now);
            c = goes_on ? std::next(c) : connections.erase(c);
        }
        if (!wait_for[1].revents) continue;
        const int socket = ::accept4(listener_, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (socket >= 0) connections.emplace_back(socket);
    }
}

}  // namespace plotmill::watch
