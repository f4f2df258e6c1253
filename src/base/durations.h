// Durations written as text, to seconds. Pure functions, any thread.
#pragma once

#include <optional>
#include <string_view>

namespace plotmill {

// "01:30:00", "1:30" (hours and minutes), "-2 days 03:04:05.5", "1 day, 2:00:00" (Python), "P1DT2H30M" (ISO 8601, no
// years or months), "1h30m", "250 ms", "3.5us": clocks, or numbers with units (w d h m min s ms us ns and their words).
// A number without a unit is none.
std::optional<double> parse_duration(std::string_view text);

}  // namespace plotmill
