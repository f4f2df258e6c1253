// Digests of bytes: XXH3's 128 bits, which tell contents apart and protect nobody. Equal on every machine. Pure
// functions, any thread.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace plotmill {

struct Digest {
    std::uint64_t high = 0, low = 0;
    friend bool operator==(const Digest&, const Digest&) = default;
};

Digest digest(std::string_view bytes);
std::uint64_t digest64(std::string_view bytes);

// 32 hexadecimal digits, as `xxh128sum` writes them.
std::string hex(const Digest& d);

// The same of bytes that come in parts.
class Digester {
public:
    Digester();
    void add(std::string_view bytes);
    Digest take() const;

private:
    struct Free {
        void operator()(void* state) const;
    };
    std::unique_ptr<void, Free> state_;
};

// Where what is digested is gathered first: each part with its length, so that no two lists of parts look the same.
class DigestText {
public:
    DigestText& add(std::string_view part) {
        const std::uint64_t size = part.size();
        text_.append(reinterpret_cast<const char*>(&size), sizeof size).append(part);
        return *this;
    }
    DigestText& add(const Digest& d) {
        text_.append(reinterpret_cast<const char*>(&d), sizeof d);
        return *this;
    }
    Digest take() const { return digest(text_); }
    void clear() { text_.clear(); }

private:
    std::string text_;
};

}  // namespace plotmill

template <>
struct std::hash<plotmill::Digest> {
    std::size_t operator()(const plotmill::Digest& d) const noexcept { return static_cast<std::size_t>(d.low); }
};
