// Texts of JSON to trees. Integers that no double holds exactly are nodes of their own kind, which know their digits
// and where they stand. For the .cpp files of sources/ only, since it brings the JSON library in.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "base/watch.h"
#include "data/sources/source.h"

namespace plotmill::data {

using Json = nlohmann::ordered_json;

// The tree of a text: one value, or one in each line (NDJSON), which makes a list. Faults of the text are reported.
// Throws Json::exception and std::bad_alloc where something else goes wrong; `guarded` catches them.
std::optional<Json> parse_json(std::string_view bytes, const SourceContext& context);

// An integer beyond 2^53. It has the library's binary type, which a text of JSON cannot give.
inline bool is_wide_integer(const Json& v) { return v.is_binary(); }
std::string wide_digits(const Json& v);
Place wide_place(const Json& v);

inline bool is_number(const Json& v) { return v.is_number() || is_wide_integer(v); }
double number_of(const Json& v);         // of a number; a wide one is rounded
std::string text_of(const Json& value);  // as it stands in the file, but for white space; a string without its quotes

// A tree's destructor allocates, and must not throw.
struct Clearing {
    std::optional<Json>& tree;
    ~Clearing() {
        const WatchHold hold;
        tree.reset();
    }
};

// What `read` gives; exceptions of the JSON library as faults of the file.
template <class Read>
auto guarded(const SourceContext& context, Read&& read) -> decltype(read()) {
    const WatchHold hold;  // trees are destroyed at any place, and their destructors must not throw
    try {
        return read();
    } catch (const Json::exception& e) {
        return context.fail(0, std::string("the file cannot be read as JSON: ") + e.what());
    } catch (const Stopped&) {
        throw;
    } catch (const std::bad_alloc&) {
        return context.fail(0, "the file is too large for memory");
    }
}

}  // namespace plotmill::data
