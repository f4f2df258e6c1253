// YAML text to a tree of values with spans. yaml-cpp and its exceptions stay inside this folder. Any thread; a call
// keeps no state. The Source must outlive the values, whose spans point into it.
#pragma once

#include <cstddef>

#include "base/result.h"
#include "base/span.h"
#include "spec/value.h"

namespace plotmill::yaml {

// What a text may cost. Beyond them it is refused, with the place where that happened.
struct Limits {
    std::size_t bytes = std::size_t{64} << 20;
    std::size_t depth = 64;            // lists and mappings inside each other, through aliases too
    std::size_t events = 20'000'000;   // scalars, aliases, begins and ends of lists and mappings
    std::size_t expanded = 1'000'000;  // nodes that aliases stand for, all together
    std::size_t scalar_bytes = std::size_t{1} << 20;
    std::size_t errors = 20;  // faults reported before giving up
};

// Receives a job as it is read. Every on_top_level() comes before on_figures(), and that before the on_figure()s. Where
// another key follows `figures`, the parser holds the figures back until the end to keep that promise; otherwise a
// figure is handed on as soon as it is read, and kept by nobody but the receiver. After a fault nothing more is handed
// on. A false answer stops the reading, which then counts as successful.
class Sink {
public:
    virtual ~Sink() = default;
    // A top-level key other than `figures`; also `figures` where its value is no list, for its reader to refuse.
    virtual bool on_top_level(const spec::Entry& entry) = 0;
    // The list of figures begins (also when it is empty).
    virtual bool on_figures(Span key_span) = 0;
    virtual bool on_figure(const spec::ValuePtr& figure, std::size_t index) = 0;
};

// The whole tree of a text that holds one document, of any kind. Merge keys (<<) are resolved.
Result<spec::ValuePtr> parse(const Source& source, const Limits& limits = {});

// A job file, whose document is a mapping, key by key. The errors, if there are any, are of the whole text; figures
// before the first one have then been handed on.
Status stream(const Source& source, Sink& sink, const Limits& limits = {});

}  // namespace plotmill::yaml
