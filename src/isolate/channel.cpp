#include "isolate/channel.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace plotmill::isolate {

namespace {

constexpr std::size_t head_bytes = sizeof(std::uint64_t) + sizeof(Message);

bool send_all(int fd, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t n = ::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    return true;
}

}  // namespace

bool Channel::send(Message message, std::string_view body) {
    if (fd_ < 0) return false;
    const std::uint64_t size = body.size();
    std::string bytes(head_bytes, '\0');
    std::memcpy(bytes.data(), &size, sizeof size);
    bytes[sizeof size] = static_cast<char>(message);
    bytes += body;
    return send_all(fd_, bytes);
}

Channel::Got Channel::receive(std::chrono::milliseconds patience, Message& message, std::string& body) {
    using Clock = std::chrono::steady_clock;
    const auto until = Clock::now() + patience;
    for (;;) {
        if (waiting_.size() >= head_bytes) {
            std::uint64_t size = 0;
            std::memcpy(&size, waiting_.data(), sizeof size);
            if (waiting_.size() - head_bytes >= size) {
                message = static_cast<Message>(waiting_[sizeof size]);
                body = waiting_.substr(head_bytes, size);
                waiting_.erase(0, head_bytes + size);
                return Got::message;
            }
        }
        if (fd_ < 0) return Got::end;
        int wait = -1;
        if (patience.count() >= 0) {
            const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now());
            if (left.count() < 0) return Got::nothing;
            wait = static_cast<int>(left.count());
        }
        pollfd entry{fd_, POLLIN, 0};
        const int ready = ::poll(&entry, 1, wait);
        if (ready < 0 && errno != EINTR) return Got::end;
        if (ready == 0) return Got::nothing;
        if (ready < 0) continue;
        std::array<char, 1 << 16> buffer;
        const ssize_t n = ::recv(fd_, buffer.data(), buffer.size(), 0);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return Got::end;
        waiting_.append(buffer.data(), static_cast<std::size_t>(n));
    }
}

void Channel::close() {
    if (fd_ >= 0) ::close(std::exchange(fd_, -1));
}

}  // namespace plotmill::isolate
