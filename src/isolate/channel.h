// Whole messages over a socket. One thread at a time at each end.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "isolate/messages.h"

namespace plotmill::isolate {

class Channel {
public:
    Channel() = default;
    explicit Channel(int fd) : fd_(fd) {}
    ~Channel() { close(); }
    Channel(Channel&& other) noexcept : fd_(std::exchange(other.fd_, -1)), waiting_(std::move(other.waiting_)) {}
    Channel& operator=(Channel&& other) noexcept {
        std::swap(fd_, other.fd_);
        std::swap(waiting_, other.waiting_);
        return *this;
    }

    // False where the other end is gone.
    bool send(Message message, std::string_view body);

    enum class Got : std::uint8_t { message, nothing, end };
    // Waits for a message up to `patience`; below zero: for as long as it takes.
    Got receive(std::chrono::milliseconds patience, Message& message, std::string& body);

    void close();

private:
    int fd_ = -1;
    std::string waiting_;  // bytes of a message that is not whole yet
};

}  // namespace plotmill::isolate
