// Values as bytes between the run and its worker processes, which are the same program on the same machine. Reading
// never goes beyond the bytes, and says at the end whether all was well; a worker that has lost its mind is a crash.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>

namespace plotmill::isolate {

class WireWriter {
public:
    template <class T>
    requires(std::is_arithmetic_v<T> || std::is_enum_v<T>) void put(T v) {
        bytes_.append(reinterpret_cast<const char*>(&v), sizeof v);
    }
    void put(std::string_view text) {
        put(static_cast<std::uint64_t>(text.size()));
        bytes_ += text;
    }
    template <class List, class F>
    void list(const List& items, F&& each) {
        put(static_cast<std::uint64_t>(items.size()));
        for (const auto& item : items) each(item);
    }
    std::string take() { return std::move(bytes_); }

private:
    std::string bytes_;
};

class WireReader {
public:
    explicit WireReader(std::string_view bytes) : rest_(bytes) {}

    template <class T>
    requires(std::is_arithmetic_v<T> || std::is_enum_v<T>) T get() {
        if constexpr (std::is_same_v<T, bool>) return get<std::uint8_t>() != 0;  // whatever the byte is
        T v{};
        if (rest_.size() < sizeof v) {
            broken_ = true;
            return v;
        }
        std::memcpy(&v, rest_.data(), sizeof v);
        rest_.remove_prefix(sizeof v);
        return v;
    }
    std::string text() {
        const auto n = get<std::uint64_t>();
        if (broken_ || n > rest_.size()) {
            broken_ = true;
            return {};
        }
        std::string out(rest_.substr(0, n));
        rest_.remove_prefix(n);
        return out;
    }
    // Calls each() for every item; an item is a byte at least.
    template <class F>
    void list(F&& each) {
        const auto n = get<std::uint64_t>();
        if (n > rest_.size()) broken_ = true;
        for (std::uint64_t i = 0; i < n && !broken_; ++i) each();
    }
    bool good() const { return !broken_; }
    bool complete() const { return !broken_ && rest_.empty(); }

private:
    std::string_view rest_;
    bool broken_ = false;
};

}  // namespace plotmill::isolate
