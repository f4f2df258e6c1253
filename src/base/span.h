// Where in a file something stands. A Source outlives every Span that points into it (the job owns its sources; the
// table store owns those of data files). Spans are plain values; a null source means "no place".
#pragma once

#include <cstdint>
#include <string>

namespace plotmill {

struct Source {
    std::string name;  // as shown to people: the path as given, or "<stdin>"
    std::string text;  // whole text where excerpts are wanted; may be empty (large data files)
};

struct Span {
    const Source* source = nullptr;
    std::uint32_t line = 0;    // 1-based; 0 where only the file is known
    std::uint32_t column = 0;  // 1-based, in characters (code points); 0 where only the line is known
    std::uint32_t length = 0;  // characters; 0 and 1 both show a single caret

    friend bool operator==(const Span&, const Span&) = default;
};

}  // namespace plotmill
