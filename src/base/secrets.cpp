#include "base/secrets.h"

#include <algorithm>

namespace plotmill {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

// take(begin, end) for each password.
template <class F>
void find_passwords(std::string_view text, F&& take) {
    std::string small(text);
    std::transform(small.begin(), small.end(), small.begin(), lower);
    constexpr std::string_view key = "password";
    for (std::size_t i = small.find(key); i != std::string::npos; i = small.find(key, i + 1)) {
        std::size_t at = i + key.size();
        while (at < text.size() && text[at] == ' ') ++at;
        if (at >= text.size() || text[at] != '=') continue;
        ++at;
        while (at < text.size() && text[at] == ' ') ++at;
        std::size_t end = at;
        if (at < text.size() && text[at] == '\'') {
            for (++end; end < text.size() && text[end] != '\''; ++end)
                if (text[end] == '\\' && end + 1 < text.size()) ++end;
            end = std::min(end + 1, text.size());
        } else {
            while (end < text.size() && std::string_view(" \t\n&\"'}").find(text[end]) == std::string_view::npos) ++end;
        }
        if (end > at) take(at, end);
    }
    for (std::size_t i = small.find("://"); i != std::string::npos; i = small.find("://", i + 3)) {
        const std::size_t end = std::min(text.find_first_of(" \t\n\"'/?", i + 3), text.size());
        const std::size_t user = text.find(':', i + 3);
        if (user >= end) continue;
        const std::size_t host = text.substr(0, end).rfind('@');
        if (host != std::string_view::npos && host > user + 1) take(user + 1, host);
    }
}

}  // namespace

bool holds_password(std::string_view text) {
    bool any = false;
    find_passwords(text, [&](std::size_t, std::size_t) { any = true; });
    return any;
}

std::string masked(std::string_view text) {
    std::string out(text);
    find_passwords(text, [&](std::size_t begin, std::size_t end) {
        std::fill(out.begin() + static_cast<std::ptrdiff_t>(begin), out.begin() + static_cast<std::ptrdiff_t>(end),
                  '*');
    });
    return out;
}

}  // namespace plotmill
