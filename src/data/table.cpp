#include "data/table.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <unordered_map>

#include "base/suggest.h"
#include "base/watch.h"

namespace plotmill::data {

Table::Table(std::string name, std::vector<NamedColumn> columns, std::vector<std::string> files)
    : name_(std::move(name)), columns_(std::move(columns)), files_(std::move(files)) {
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        const std::size_t n = columns_[i].column->rows();
        if (i > 0 && n != rows_) even_ = false;
        rows_ = std::max(rows_, n);
    }
}

bool Table::intact() const {
    return std::all_of(columns_.begin(), columns_.end(),
                       [](const NamedColumn& c) { return c.column->numbers.intact(); });
}

ColumnPtr Table::find(std::string_view column) const {
    for (const NamedColumn& c : columns_)
        if (c.name == column) return c.column;
    return nullptr;
}

std::string Table::no_column(std::string_view wanted) const {
    std::vector<std::string_view> names;
    for (const NamedColumn& c : columns_) names.push_back(c.name);
    std::string m = "table '" + name_ + "' has no column '" + std::string(wanted) + "'";
    const std::string near = did_you_mean(wanted, names);
    if (!near.empty()) return m + near;
    if (names.empty()) return m + " (it has none)";
    m += " (it has: ";
    for (std::size_t i = 0; i < names.size() && i < 12; ++i) m += (i ? ", " : "") + std::string(names[i]);
    if (names.size() > 12) m += ", ...";
    return m + ")";
}

TablePtr Table::subset(std::span<const std::size_t> rows) const {
    std::vector<NamedColumn> columns;
    columns.reserve(columns_.size());
    for (const NamedColumn& c : columns_)
        columns.push_back({c.name, c.column->rows() == rows_ ? take_rows(*c.column, rows) : c.column});
    return std::make_shared<const Table>(name_, std::move(columns), files_);
}

bool is_missing(const Column& column, std::size_t index) {
    if (column.type == ColumnType::text) return !column.missing.empty() && column.missing[index];
    return std::isnan(column.numbers[index]);
}

ColumnPtr take_rows(const Column& column, std::span<const std::size_t> rows) {
    auto out = std::make_shared<Column>();
    out->type = column.type;
    out->integers = column.integers;
    out->cols = column.cols;
    out->depth = column.depth;
    if (column.type == ColumnType::text) {
        out->texts.reserve(rows.size());
        for (std::size_t r : rows) out->texts.push_back(column.texts[r]);
        if (!column.missing.empty()) {
            out->missing.reserve(rows.size());
            for (std::size_t r : rows) out->missing.push_back(column.missing[r]);
        }
        return out;
    }
    const std::size_t width = column.cols ? column.cols * std::max<std::size_t>(column.depth, 1) : 1;
    out->numbers.reserve(rows.size() * width);
    for (std::size_t r : rows) {
        out->numbers.append({column.numbers.data() + r * width, width});
    }
    return out;
}

Grouping group_rows(const Column& column) {
    assert(!column.cols);
    Grouping g;
    std::unordered_map<std::string, std::size_t> by_text;
    std::unordered_map<double, std::size_t> by_number;
    for (std::size_t i = 0; i < column.size(); ++i) {
        poll(i);
        if (is_missing(column, i)) {
            ++g.missing;
            continue;
        }
        const std::size_t next = g.groups.size();
        const std::size_t at = column.type == ColumnType::text
                                   ? by_text.try_emplace(column.texts[i], next).first->second
                                   : by_number.try_emplace(column.numbers[i], next).first->second;
        if (at == next) {
            expr::Scalar value = expr::element(column, i);
            std::string label = expr::to_text(value);
            g.groups.push_back({std::move(value), std::move(label), {}});
        }
        g.groups[at].rows.push_back(i);
    }
    return g;
}

std::optional<expr::Operand> TableEnvironment::lookup(std::string_view name, bool skip_columns) const {
    if (table_ && !skip_columns)
        if (ColumnPtr c = table_->find(name)) return expr::Operand(std::move(c));
    return outer_.lookup(name, skip_columns);
}

std::vector<std::string> TableEnvironment::names() const {
    std::vector<std::string> all;
    if (table_)
        for (const NamedColumn& c : table_->columns()) all.push_back(c.name);
    std::vector<std::string> outer = outer_.names();
    all.insert(all.end(), std::make_move_iterator(outer.begin()), std::make_move_iterator(outer.end()));
    return all;
}

}  // namespace plotmill::data
