#include "data/sources/json.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <limits>
#include <nlohmann/json.hpp>
#include <unordered_map>

#include "base/numbers.h"
#include "base/suggest.h"
#include "base/watch.h"

namespace plotmill::data {
namespace {

using Json = nlohmann::ordered_json;
constexpr double nan_value = std::numeric_limits<double>::quiet_NaN();

// The parser itself is not recursive, but what walks its result is.
bool too_deep(std::string_view text, std::size_t limit) {
    std::size_t depth = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quoted) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                quoted = false;
        } else if (c == '"') {
            quoted = true;
        } else if (c == '[' || c == '{') {
            if (++depth > limit) return true;
        } else if ((c == ']' || c == '}') && depth > 0) {
            --depth;
        }
    }
    return false;
}

// The text, asking now and then whether there is time left.
struct PolledBytes {
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = const char&;

    const char* at = nullptr;

    reference operator*() const { return *at; }
    PolledBytes& operator++() {
        constexpr std::uintptr_t stretch = 1 << 16;
        if (reinterpret_cast<std::uintptr_t>(++at) % stretch == 0) poll_now();
        return *this;
    }
    PolledBytes operator++(int) {
        const PolledBytes old = *this;
        ++*this;
        return old;
    }
    friend bool operator==(const PolledBytes&, const PolledBytes&) = default;
};

// A value's destructor allocates, and must not throw.
struct Clearing {
    Json& value;
    ~Clearing() {
        const WatchHold hold;
        value = nullptr;
    }
};

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

using Cells = std::vector<const Json*>;  // null where a record lacks the key

bool all_number_lists(const Cells& cells) {
    if (cells.empty() || !cells[0] || !cells[0]->is_array()) return false;
    const std::size_t n = cells[0]->size();
    return n > 0 && std::all_of(cells.begin(), cells.end(), [&](const Json* c) {
               return c && c->is_array() && c->size() == n &&
                      std::all_of(c->begin(), c->end(), [](const Json& v) { return v.is_number() || v.is_null(); });
           });
}

double number_of(const Json* v) {
    if (!v || v->is_null()) return nan_value;
    return v->is_boolean() ? (v->get<bool>() ? 1 : 0) : v->get<double>();
}

std::string text_of(const Json& v) {
    if (v.is_string()) return v.get_ref<const std::string&>();
    if (v.is_number()) return shortest(v.get<double>());
    return v.dump(-1, ' ', false, Json::error_handler_t::replace);
}

ColumnPtr column_of(const Cells& cells) {
    auto c = std::make_shared<Column>();
    if (all_number_lists(cells)) {
        c->cols = cells[0]->size();
        for (const Json* row : cells)
            for (const Json& v : *row) c->numbers.push_back(number_of(&v));
        return c;
    }
    bool numbers = true, booleans = true, integers = true, any = false;
    for (const Json* v : cells) {
        if (!v || v->is_null()) continue;
        any = true;
        numbers &= v->is_number() || v->is_boolean();
        booleans &= v->is_boolean();
        integers &= v->is_number_integer();
    }
    if (numbers) {
        c->type = any && booleans ? ColumnType::boolean : ColumnType::number;
        c->integers = any && integers;
        c->numbers.reserve(cells.size());
        for (const Json* v : cells) c->numbers.push_back(number_of(v));
        return c;
    }
    c->type = ColumnType::text;
    c->texts.reserve(cells.size());
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const bool gap = !cells[i] || cells[i]->is_null();
        if (gap) {
            c->missing.resize(cells.size(), false);
            c->missing[i] = true;
        }
        c->texts.push_back(gap ? std::string() : text_of(*cells[i]));
    }
    return c;
}

std::optional<Columns> from_records(const Json& list, const SourceContext& context) {
    std::vector<std::string> names;
    std::vector<Cells> cells;
    std::unordered_map<std::string, std::size_t> index;
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (!list[i].is_object())
            return context.fail(
                0, "item " + std::to_string(i) + " of the list is no record (expected a mapping, as the first is)");
        for (const auto& item : list[i].items()) {
            const auto [found, fresh] = index.try_emplace(item.key(), names.size());
            if (fresh) {
                if (names.size() >= context.limits.columns) return context.fail(0, "the table has too many columns");
                names.push_back(item.key());
                cells.emplace_back(list.size(), nullptr);
            }
            cells[found->second][i] = &item.value();
        }
        if (names.size() * list.size() > context.limits.table_bytes / sizeof(void*))
            return context.fail(0, "the table is too large for memory");
    }
    Columns columns;
    for (std::size_t j = 0; j < names.size(); ++j) columns.push_back({names[j], column_of(cells[j])});
    return columns;
}

std::optional<Columns> from_columns(const Json& map, const SourceContext& context) {
    Columns columns;
    for (const auto& item : map.items()) {
        if (!item.value().is_array())
            return context.fail(0, "'" + item.key() +
                                       "' is no list (expected a list of records or a mapping of columns; " +
                                       "'path' says where in the file that is)");
        Cells cells;
        cells.reserve(item.value().size());
        for (const Json& v : item.value()) cells.push_back(&v);
        columns.push_back({item.key(), column_of(cells)});
    }
    if (columns.size() > context.limits.columns) return context.fail(0, "the table has too many columns");
    return columns;
}

}  // namespace

std::optional<Columns> read_json(std::string_view bytes, std::string_view path, const SourceContext& context) {
    if (too_deep(bytes, context.limits.json_depth))
        return context.fail(
            0, "the file is nested too deeply (more than " + std::to_string(context.limits.json_depth) + " levels)");
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    try {
        Json root;
        const Clearing clearing{root};
        try {
            root = Json::parse(PolledBytes{bytes.data()}, PolledBytes{bytes.data() + bytes.size()});
        } catch (const Json::parse_error& e) {
            const std::size_t end = std::min(e.byte ? e.byte - 1 : 0, bytes.size());
            const auto line = 1 + std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(end), '\n');
            std::string what = e.what();  // "[json.exception.parse_error.101] parse error at line 1, column 2: ..."
            const std::size_t colon = what.find(": ");
            return context.fail(
                static_cast<std::uint32_t>(line),
                "the file is no valid JSON: " + (colon == std::string::npos ? what : what.substr(colon + 2)));
        }
        const Json* at = &root;
        while (!path.empty()) {
            const std::string key(path.substr(0, path.find('.')));
            path.remove_prefix(std::min(path.size(), key.size() + 1));
            std::string why;
            at = step_into(*at, key, why);
            if (!at) return context.fail(0, "'path' leads nowhere: " + why);
        }
        if (at->is_object()) return from_columns(*at, context);
        if (!at->is_array())
            return context.fail(0, "expected a list of records or a mapping of columns, found a plain value");
        if (at->empty() || at->front().is_object()) return from_records(*at, context);
        Cells cells;
        for (const Json& v : *at) cells.push_back(&v);
        return Columns{{"", column_of(cells)}};
    } catch (const Json::exception& e) {
        return context.fail(0, std::string("the file cannot be read as JSON: ") + e.what());
    } catch (const Stopped&) {
        throw;
    } catch (const std::bad_alloc&) {
        return context.fail(0, "the file is too large for memory");
    }
}

}  // namespace plotmill::data
