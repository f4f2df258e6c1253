#include "data/sources/json_table.h"

#include <algorithm>
#include <limits>
#include <unordered_map>

#include "data/sources/text_types.h"

namespace plotmill::data {
namespace {

constexpr double nan_value = std::numeric_limits<double>::quiet_NaN();

using Cells = std::vector<const Json*>;  // null where a record lacks the key

bool all_number_lists(const Cells& cells) {
    if (cells.empty() || !cells[0] || !cells[0]->is_array()) return false;
    const std::size_t n = cells[0]->size();
    return n > 0 && std::all_of(cells.begin(), cells.end(), [&](const Json* c) {
               return c && c->is_array() && c->size() == n &&
                      std::all_of(c->begin(), c->end(), [](const Json& v) { return is_number(v) || v.is_null(); });
           });
}

double value_of(const Json* v) {
    if (!v || v->is_null()) return nan_value;
    return v->is_boolean() ? (v->get<bool>() ? 1 : 0) : number_of(*v);
}

// The column or, after a report, null.
ColumnPtr column_of(const Cells& cells, const std::string& name, const SourceContext& context,
                    const FileOfRow& file_of = {}) {
    const Inexact asked = inexact_integers(context.rule(name));
    const auto refuse = [&](const Json& wide, std::size_t row) {
        SourceContext own = context;
        if (file_of) own.file = file_of(row);
        (void)own.fail(wide_place(wide), inexact_integer(wide_digits(wide), name.empty() ? context.table : name));
        return nullptr;
    };
    auto c = std::make_shared<Column>();
    if (all_number_lists(cells)) {
        c->cols = cells[0]->size();
        for (std::size_t i = 0; i < cells.size(); ++i)
            for (const Json& v : *cells[i]) {
                if (is_wide_integer(v) && asked != Inexact::round) return refuse(v, i);
                c->numbers.push_back(value_of(&v));
            }
        return c;
    }
    bool numbers = true, booleans = true, integers = true, any = false;
    std::size_t wide = cells.size();  // the first row of one
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const Json* const v = cells[i];
        if (!v || v->is_null()) continue;
        any = true;
        numbers &= is_number(*v) || v->is_boolean();
        booleans &= v->is_boolean();
        integers &= v->is_number_integer() || is_wide_integer(*v);
        if (wide == cells.size() && is_wide_integer(*v)) wide = i;
    }
    if (numbers && wide != cells.size()) {
        if (asked == Inexact::fault) return refuse(*cells[wide], wide);
        numbers = asked == Inexact::round;
    }
    if (numbers) {
        c->type = any && booleans ? ColumnType::boolean : ColumnType::number;
        c->integers = any && integers;
        c->numbers.reserve(cells.size());
        for (const Json* v : cells) c->numbers.push_back(value_of(v));
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

}  // namespace

std::optional<Columns> columns_of_records(const Json& list, const SourceContext& context, const FileOfRow& file_of) {
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
        columns.push_back({names[j], column_of(cells[j], names[j], context, file_of)});
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
