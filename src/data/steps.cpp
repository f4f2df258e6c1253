#include "data/steps.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <unordered_set>

#include "base/sort.h"
#include "data/arguments.h"

namespace plotmill::data {
namespace {

// Single values among computed columns: one for all rows once the number of rows is known.
struct Item {
    std::string name;
    ColumnPtr column;  // null: `value` holds
    expr::Scalar value;
};

class ItemEnvironment final : public expr::Environment {
public:
    ItemEnvironment(const std::vector<Item>& items, const expr::Environment& outer) : items_(items), outer_(outer) {}
    std::optional<expr::Operand> lookup(std::string_view name, bool skip_columns) const override {
        if (!skip_columns)
            for (const Item& i : items_)
                if (i.name == name && !i.column) return expr::Operand(i.value);
        return outer_.lookup(name, skip_columns);
    }
    std::vector<std::string> names() const override {
        std::vector<std::string> all = outer_.names();
        for (const Item& i : items_)
            if (!i.column) all.push_back(i.name);
        return all;
    }

private:
    const std::vector<Item>& items_;
    const expr::Environment& outer_;
};

class Steps {
public:
    Steps(const std::string& name, const Description& d, const expr::Environment& scope, const Limits& limits,
          std::vector<std::string> files, Diagnostics& out)
        : name_(name), d_(d), scope_(scope), limits_(limits), files_(std::move(files)), out_(out) {}

    TablePtr run(Columns columns) {
        const std::size_t before = out_.error_count();
        compute(columns);
        if (out_.error_count() != before) return nullptr;  // what follows would only repeat it
        TablePtr table = make(std::move(columns));
        if (d_.filter) table = filter(*table);
        if (table && d_.sort) table = sort(*table);
        if (table && !d_.select.empty()) table = select(*table);
        if (table && !d_.rename.empty()) table = rename(*table);
        return table;
    }

private:
    TablePtr make(Columns columns) const { return std::make_shared<const Table>(name_, std::move(columns), files_); }
    TablePtr fail(Span span, std::string message) {
        out_.error(span, std::move(message));
        return nullptr;
    }

    void compute(Columns& columns) {
        if (d_.columns.empty()) return;
        std::vector<Item> items;
        for (NamedColumn& c : columns) items.push_back({std::move(c.name), std::move(c.column), {}});
        const bool has_rows = d_.kind != SourceKind::none && !items.empty();
        const std::size_t rows = Table(name_, as_columns(items)).rows();
        for (const ComputedColumn& c : d_.columns) {
            const Table table(name_, as_columns(items));
            const ItemEnvironment scope(items, scope_);
            auto value = evaluate_array(c.value, &table, scope, limits_);
            if (!value) {
                for (Diagnostic& e : value.take_errors()) out_.add(std::move(e));
                return;
            }
            if (value->form == ArrayValue::Form::series) {
                out_.error(c.value->span, "column '" + c.name.text + "' is one list of values, and this is several");
                return;
            }
            Item item{c.name.text, nullptr, {}};
            if (value->form == ArrayValue::Form::scalar)
                item.value = expr::element(*value->column(), 0);
            else
                item.column = value->column();
            if (item.column && has_rows && table.even() && item.column->rows() != rows) {
                out_.error(c.value->span, "column '" + c.name.text + "' has " + std::to_string(item.column->rows()) +
                                              " values, but the table has " + std::to_string(rows) + " rows");
                return;
            }
            const auto old =
                std::find_if(items.begin(), items.end(), [&](const Item& i) { return i.name == item.name; });
            if (old != items.end())
                *old = std::move(item);
            else
                items.push_back(std::move(item));
        }
        if (items.size() > limits_.columns) out_.error(d_.span, "the table has too many columns");
        const Columns real = as_columns(items);
        const std::size_t n = real.empty() ? 1 : Table(name_, real).rows();
        columns.clear();
        for (Item& i : items)
            columns.push_back({std::move(i.name), i.column ? std::move(i.column) : expr::repeat(i.value, n)});
    }

    static Columns as_columns(const std::vector<Item>& items) {
        Columns columns;
        for (const Item& i : items)
            if (i.column) columns.push_back({i.name, i.column});
        return columns;
    }

    TablePtr filter(const Table& table) {
        const Span span = d_.filter->span;
        if (!table.even()) return fail(span, "table '" + name_ + "' cannot be filtered: its columns differ in length");
        const TableEnvironment names(&table, scope_);
        auto result = expr::evaluate(d_.filter->text, names, span);
        if (!result) {
            for (Diagnostic& e : result.take_errors()) out_.add(std::move(e));
            return nullptr;
        }
        if (result->type() != ColumnType::boolean && result->type() != ColumnType::number)
            return fail(span, "the filter gives " + std::string(expr::type_name(result->type())) +
                                  " (expected true or false for each row)");
        std::vector<std::size_t> rows;
        const auto keep = [](double v) { return v != 0 && !std::isnan(v); };
        if (result->is_scalar()) {
            if (keep(result->scalar().number)) return make(table.columns());
        } else {
            const Column& c = *result->column();
            if (c.cols || c.size() != table.rows())
                return fail(span, "the filter gives " + std::to_string(c.size()) + " values for " +
                                      std::to_string(table.rows()) + " rows");
            for (std::size_t i = 0; i < c.size(); ++i)
                if (keep(c.numbers[i])) rows.push_back(i);
        }
        return table.subset(rows);
    }

    TablePtr sort(const Table& table) {
        const Span span = d_.sort->span;
        std::string name = d_.sort->text;
        bool descending = false;
        if (!table.find(name) && name.starts_with('-')) {
            descending = true;
            name.erase(0, 1);
        }
        const ColumnPtr column = table.find(name);
        if (!column) return fail(span, table.no_column(name));
        if (column->cols) return fail(span, "column '" + name + "' has two dimensions (expected one to sort by)");
        if (!table.even()) return fail(span, "table '" + name_ + "' cannot be sorted: its columns differ in length");
        return table.subset(sorted_rows(*column, descending));
    }

    TablePtr select(const Table& table) {
        Columns columns;
        bool good = true;
        for (const Placed& p : d_.select) {
            const auto same = [&](const NamedColumn& c) { return c.name == p.text; };
            ColumnPtr column = table.find(p.text);
            if (!column || std::any_of(columns.begin(), columns.end(), same)) {
                out_.error(p.span, column ? "column '" + p.text + "' is selected twice" : table.no_column(p.text));
                good = false;
                continue;
            }
            columns.push_back({p.text, std::move(column)});
        }
        return good ? make(std::move(columns)) : nullptr;
    }

    TablePtr rename(const Table& table) {
        Columns columns = table.columns();
        std::vector<bool> renamed(columns.size());
        bool good = true;
        for (const auto& [to, from] : d_.rename) {
            std::size_t i = 0;
            while (i < columns.size() && table.columns()[i].name != from.text) ++i;
            if (i == columns.size() || renamed[i]) {
                out_.error(from.span, i == columns.size() ? table.no_column(from.text)
                                                          : "column '" + from.text + "' is renamed twice");
                good = false;
                continue;
            }
            columns[i].name = to.text;
            renamed[i] = true;
        }
        std::unordered_set<std::string> seen;
        for (const NamedColumn& c : columns)
            if (!seen.insert(c.name).second)
                return fail(d_.rename.front().first.span, "after 'rename', two columns are named '" + c.name + "'");
        return good ? make(std::move(columns)) : nullptr;
    }

    const std::string& name_;
    const Description& d_;
    const expr::Environment& scope_;
    const Limits& limits_;
    std::vector<std::string> files_;
    Diagnostics& out_;
};

}  // namespace

std::vector<std::size_t> sorted_rows(const Column& column, bool descending) {
    std::vector<std::size_t> rows(column.rows());
    std::iota(rows.begin(), rows.end(), std::size_t{0});
    const auto middle =
        std::stable_partition(rows.begin(), rows.end(), [&](std::size_t i) { return !is_missing(column, i); });
    const auto less = [&](std::size_t a, std::size_t b) {
        return column.type == ColumnType::text ? column.texts[a] < column.texts[b]
                                               : column.numbers[a] < column.numbers[b];
    };
    if (descending)
        sort_stably(rows.begin(), middle, [&](std::size_t a, std::size_t b) { return less(b, a); });
    else
        sort_stably(rows.begin(), middle, less);
    return rows;
}

TablePtr apply_steps(const std::string& name, Columns columns, const Description& description,
                     const expr::Environment& scope, const Limits& limits, std::vector<std::string> files,
                     Diagnostics& out) {
    return Steps(name, description, scope, limits, std::move(files), out).run(std::move(columns));
}

}  // namespace plotmill::data
