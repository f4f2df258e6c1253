#include "base/sizes.h"

#include "base/numbers.h"

namespace plotmill {

namespace {

constexpr std::string_view letters = "KMGT";
constexpr double step = 1024;

}  // namespace

std::optional<std::size_t> parse_size(std::string_view text) {
    for (std::string_view tail : {"iB", "B"})
        if (text.ends_with(tail)) {
            text.remove_suffix(tail.size());
            break;
        }
    double factor = 1;
    if (!text.empty()) {
        const char last = text.back() >= 'a' && text.back() <= 'z' ? static_cast<char>(text.back() - 32) : text.back();
        if (const std::size_t at = letters.find(last); at != std::string_view::npos) {
            for (std::size_t i = 0; i <= at; ++i) factor *= step;
            text.remove_suffix(1);
        }
    }
    const std::optional<double> number = parse_number(text);
    constexpr double most = 0x1p62;
    if (!number || !(*number > 0) || *number * factor < 1 || *number * factor > most) return std::nullopt;
    return static_cast<std::size_t>(*number * factor);
}

std::string size_text(std::size_t bytes) {
    auto value = static_cast<double>(bytes);
    std::string letter;
    for (std::size_t i = 0; i < letters.size() && value >= step; ++i) {
        value /= step;
        letter = letters[i];
    }
    return format_g(value, 4) + letter;
}

}  // namespace plotmill
