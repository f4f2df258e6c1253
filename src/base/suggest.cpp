#include "base/suggest.h"

#include <algorithm>
#include <array>

namespace plotmill {

namespace {

constexpr std::size_t max_length = 64;

char fold(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// Optimal string alignment distance; letter case is free. Gives limit + 1 as soon as the distance must exceed `limit`.
std::size_t distance(std::string_view a, std::string_view b, std::size_t limit) {
    const std::size_t difference = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
    if (difference > limit) return limit + 1;
    std::array<std::array<std::size_t, max_length + 1>, 3> rows;
    std::size_t* before = rows[0].data();
    std::size_t* previous = rows[1].data();
    std::size_t* current = rows[2].data();
    for (std::size_t j = 0; j <= b.size(); ++j) previous[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        current[0] = i;
        std::size_t least = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const bool same = fold(a[i - 1]) == fold(b[j - 1]);
            std::size_t d = std::min({previous[j] + 1, current[j - 1] + 1, previous[j - 1] + (same ? 0 : 1)});
            if (i > 1 && j > 1 && fold(a[i - 1]) == fold(b[j - 2]) && fold(a[i - 2]) == fold(b[j - 1]))
                d = std::min(d, before[j - 2] + 1);
            current[j] = d;
            least = std::min(least, d);
        }
        if (least > limit) return limit + 1;
        std::swap(before, previous);
        std::swap(previous, current);
    }
    return previous[b.size()];
}

}  // namespace

std::string_view nearest_word(std::string_view word, std::span<const std::string_view> candidates) {
    if (word.empty() || word.size() > max_length) return {};
    std::size_t limit = std::max<std::size_t>(1, word.size() / 3);
    std::string_view best;
    for (std::string_view candidate : candidates) {
        if (candidate.empty() || candidate.size() > max_length) continue;
        const std::size_t d = distance(word, candidate, limit);
        // A word of which nothing is left is no near word.
        if (d > limit || d >= std::max(word.size(), candidate.size())) continue;
        best = candidate;
        if (d == 0) break;
        limit = d - 1;
    }
    return best;
}

std::string did_you_mean(std::string_view word, std::span<const std::string_view> candidates) {
    const std::string_view best = nearest_word(word, candidates);
    if (best.empty()) return {};
    return " (did you mean '" + std::string(best) + "'?)";
}

}  // namespace plotmill
