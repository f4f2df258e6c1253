#include "data/sources/json_table.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <limits>
#include <unordered_map>

#include "base/numbers.h"
#include "data/sources/text_types.h"

namespace plotmill::data {
namespace {

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

bool blank(std::string_view s) { return s.find_first_not_of(" \t\r\n") == std::string_view::npos; }

// A record (or list) a line, two at least.
bool is_lines(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos || (text[first] != '{' && text[first] != '[')) return false;
    const std::size_t end = text.find('\n', first);
    if (end == std::string_view::npos || blank(text.substr(end))) return false;
    return Json::accept(text.begin() + static_cast<std::ptrdiff_t>(first),
                        text.begin() + static_cast<std::ptrdiff_t>(end));
}

std::nullopt_t invalid(const Json::parse_error& e, std::string_view whole, std::size_t start,
                       const SourceContext& context) {
    std::string what = e.what();  // "[json.exception.parse_error.101] parse error at line 1, column 2: ..."
    const std::size_t colon = what.find(": ");
    if (colon != std::string::npos) what.erase(0, colon + 2);
    return context.fail(place_in(whole, start + (e.byte ? e.byte - 1 : 0)), "the file is no valid JSON: " + what);
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

bool is_inexact(const Json& v) {
    constexpr std::uint64_t limit = std::uint64_t{1} << 53;
    if (!v.is_number_integer()) return false;
    if (v.is_number_unsigned()) return v.get<std::uint64_t>() > limit;
    const auto i = v.get<std::int64_t>();
    return i > static_cast<std::int64_t>(limit) || i < -static_cast<std::int64_t>(limit);
}

std::string text_of(const Json& v) {
    if (v.is_string()) return v.get_ref<const std::string&>();
    if (v.is_number_float()) return shortest(v.get<double>());
    return v.dump(-1, ' ', false, Json::error_handler_t::replace);
}

ColumnPtr column_of(const Cells& cells, const std::string& name, const SourceContext& context) {
    auto c = std::make_shared<Column>();
    if (all_number_lists(cells)) {
        c->cols = cells[0]->size();
        for (const Json* row : cells)
            for (const Json& v : *row) c->numbers.push_back(number_of(&v));
        return c;
    }
    const ColumnRule* rule = context.rule(name);
    bool numbers = true, booleans = true, integers = true, any = false;
    const Json* inexact = nullptr;
    for (const Json* v : cells) {
        if (!v || v->is_null()) continue;
        any = true;
        numbers &= v->is_number() || v->is_boolean();
        booleans &= v->is_boolean();
        integers &= v->is_number_integer();
        if (!inexact && is_inexact(*v)) inexact = v;
    }
    if (numbers && inexact) {
        const Inexact asked = inexact_integers(rule);
        if (asked == Inexact::fault) {
            (void)context.fail(0, inexact_integer(text_of(*inexact), name.empty() ? context.table : name));
            return nullptr;
        }
        numbers = asked == Inexact::round;
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

// A text's bytes for the parser, asking now and then whether there is time left.
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
        if (reinterpret_cast<std::uintptr_t>(++at) % stretch == 0) {
            poll_now();
            need_memory(0);  // what was taken meanwhile stopped nothing
        }
        return *this;
    }
    PolledBytes operator++(int) {
        const PolledBytes old = *this;
        ++*this;
        return old;
    }
    friend bool operator==(const PolledBytes&, const PolledBytes&) = default;
};

Json parse(std::string_view text) {
    return Json::parse(PolledBytes{text.data()}, PolledBytes{text.data() + text.size()});
}

}  // namespace

std::optional<Json> parse_json(std::string_view bytes, const SourceContext& context) {
    const std::string_view whole = bytes;
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    if (const std::size_t nul = bytes.substr(0, 4096).find('\0'); nul != std::string_view::npos)
        return context.fail(place_in(bytes, nul), "the file is binary: there is a NUL byte here (expected JSON)");
    if (too_deep(bytes, context.limits.json_depth))
        return context.fail(
            0, "the file is nested too deeply (more than " + std::to_string(context.limits.json_depth) + " levels)");
    if (blank(bytes)) return context.fail(0, "the file is empty (expected JSON)");
    const auto offset = static_cast<std::size_t>(bytes.data() - whole.data());
    if (!is_lines(bytes)) {
        try {
            return parse(bytes);
        } catch (const Json::parse_error& e) {
            return invalid(e, whole, offset, context);
        }
    }
    Json list = Json::array();
    for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t end = std::min(bytes.find('\n', at), bytes.size());
        const std::string_view line = bytes.substr(at, end - at);
        if (!blank(line)) {
            if (list.size() >= context.limits.rows)
                return context.fail(place_in(bytes, at), "the table has too many rows");
            try {
                list.push_back(parse(line));
            } catch (const Json::parse_error& e) {
                return invalid(e, whole, offset + at, context);
            }
        }
        at = end + 1;
    }
    return list;
}

std::optional<Columns> columns_of_records(const Json& list, const SourceContext& context) {
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
    for (std::size_t j = 0; j < names.size(); ++j) {
        columns.push_back({names[j], column_of(cells[j], names[j], context)});
        if (!columns.back().column) return std::nullopt;
    }
    return columns;
}

std::optional<Columns> columns_of_lists(const Json& map, const SourceContext& context) {
    Columns columns;
    if (map.size() > context.limits.columns) return context.fail(0, "the table has too many columns");
    for (const auto& item : map.items()) {
        if (!item.value().is_array())
            return context.fail(0, "'" + item.key() +
                                       "' is no list (expected a list of records or a mapping of columns; " +
                                       "'path' says where in the file that is)");
        Cells cells;
        cells.reserve(item.value().size());
        for (const Json& v : item.value()) cells.push_back(&v);
        columns.push_back({item.key(), column_of(cells, item.key(), context)});
        if (!columns.back().column) return std::nullopt;
    }
    return columns;
}

std::optional<Columns> column_of_values(const Json& list, const SourceContext& context) {
    Cells cells;
    for (const Json& v : list) cells.push_back(&v);
    ColumnPtr column = column_of(cells, "", context);
    if (!column) return std::nullopt;
    return Columns{{"", std::move(column)}};
}

}  // namespace plotmill::data
