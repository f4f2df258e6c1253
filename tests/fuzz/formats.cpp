// Patterns that people write: for files, dates and numbers. The first byte parts the pattern from the text.
#include <string>

#include "base/color.h"
#include "base/dates.h"
#include "base/numbers.h"
#include "base/sizes.h"
#include "io/glob.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace plotmill;
    if (size < 1) return 0;
    constexpr std::size_t longest = 400;
    const std::string_view all(reinterpret_cast<const char*>(data) + 1, std::min(size - 1, longest));
    const std::size_t cut = std::min<std::size_t>(data[0], all.size());
    const std::string_view pattern = all.substr(0, cut), text = all.substr(cut);
    (void)io::wildcard_match(pattern, text);
    if (!io::wildcard_match("*", text)) __builtin_trap();
    const double values[] = {0, 1.5, -719162, 19723.25, 2932896};
    for (const double v : values) {
        (void)format_date(v, pattern);
        (void)py_format(v, false, pattern);
        (void)py_format(v, true, pattern);
        (void)printf_format(pattern, v);
    }
    (void)py_format(text, pattern);
    (void)parse_date(text, pattern);
    (void)parse_iso_date(text);
    if (const auto v = parse_number(text); v && *v == *v && parse_number(repr(*v)) != v && *v - *v == 0)
        __builtin_trap();  // what is written reads back
    (void)parse_size(text);
    return 0;
}
