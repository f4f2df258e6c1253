// Trees of JSON to columns: what the readers of JSON files share. For the .cpp files of sources/ only, since it brings
// the JSON library in.
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

// One record a row; keys that a record lacks, and nulls, are gaps.
std::optional<Columns> columns_of_records(const Json& list, const SourceContext& context);

// A mapping of names to lists, or a list of plain values (one column without a name).
std::optional<Columns> columns_of_lists(const Json& map, const SourceContext& context);
std::optional<Columns> column_of_values(const Json& list, const SourceContext& context);

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
