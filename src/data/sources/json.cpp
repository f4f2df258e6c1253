#include "data/sources/json.h"

#include <cmath>

#include "base/numbers.h"
#include "base/suggest.h"
#include "data/sources/json_table.h"

namespace plotmill::data {
namespace {

const Json* step_into(const Json& at, const std::string& key, std::string& why) {
    if (at.is_object()) {
        const auto found = at.find(key);
        if (found != at.end()) return &*found;
        std::vector<std::string_view> keys;
        for (const auto& item : at.items()) keys.push_back(item.key());
        why = "there is no key '" + key + "'" + did_you_mean(key, keys);
        return nullptr;
    }
    if (at.is_array()) {
        const auto index = parse_number(key);
        if (index && *index >= 0 && *index == std::floor(*index) && *index < static_cast<double>(at.size()))
            return &at[static_cast<std::size_t>(*index)];
        why = "'" + key + "' is no index of a list of " + std::to_string(at.size());
        return nullptr;
    }
    why = "'" + key + "' is asked of a plain value";
    return nullptr;
}

}  // namespace

std::optional<Columns> read_json(std::string_view bytes, std::string_view path, const SourceContext& context) {
    return guarded(context, [&]() -> std::optional<Columns> {
        std::optional<Json> root = parse_json(bytes, context);
        const Clearing clearing{root};
        if (!root) return std::nullopt;
        const Json* at = &*root;
        while (!path.empty()) {
            const std::string key(path.substr(0, path.find('.')));
            path.remove_prefix(std::min(path.size(), key.size() + 1));
            std::string why;
            at = step_into(*at, key, why);
            if (!at) return context.fail(0, "'path' leads nowhere: " + why);
        }
        if (at->is_object()) return columns_of_lists(*at, context);
        if (!at->is_array())
            return context.fail(0, "expected a list of records or a mapping of columns, found a plain value");
        if (at->empty() || at->front().is_object()) return columns_of_records(*at, context);
        return column_of_values(*at, context);
    });
}

}  // namespace plotmill::data
