// "Did you mean": the nearest of some words by Damerau-Levenshtein distance (at most a third of the word's length, or
// 1).
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace plotmill {

// Empty when no candidate is near enough.
std::string_view nearest_word(std::string_view word, std::span<const std::string_view> candidates);

// " (did you mean 'x'?)" or "".
std::string did_you_mean(std::string_view word, std::span<const std::string_view> candidates);

}  // namespace plotmill
