// Matplotlib's markers (MarkerStyle.markers).
#include <algorithm>
#include <array>

#include "spec/marker_names.h"
#include "spec/reader.h"

namespace plotmill::spec {

std::optional<Marker> parse_marker(std::string_view text) {
    if (text.empty() || text == " " || text == "none" || text == "None") return Marker{"none"};
    if (text.size() > 2 && text.front() == '$' && text.back() == '$') return Marker{std::string(text)};
    if (std::find(std::begin(marker_texts), std::end(marker_texts), text) != std::end(marker_texts))
        return Marker{std::string(text)};
    for (std::size_t i = 0; i < std::size(marker_numbers); ++i)
        if (marker_numbers[i] == text || std::to_string(i) == text) return Marker{std::string(marker_numbers[i])};
    return std::nullopt;
}

}  // namespace plotmill::spec
