// A table: named columns, immutable once made and shared read-only between threads. TableSource is how the stages after
// data/ ask for tables without knowing where they come from.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/column.h"
#include "base/result.h"
#include "expr/expression.h"

namespace plotmill::data {

struct NamedColumn {
    std::string name;
    ColumnPtr column;  // never null
};

class Table;
using TablePtr = std::shared_ptr<const Table>;

class Table {
public:
    // Names are unique. `files`: the paths that the values were read from.
    Table(std::string name, std::vector<NamedColumn> columns, std::vector<std::string> files = {});

    const std::string& name() const { return name_; }
    const std::vector<NamedColumn>& columns() const { return columns_; }
    const std::vector<std::string>& files() const { return files_; }
    ColumnPtr find(std::string_view column) const;  // null where there is none

    // Rows of all columns, or of the longest where they differ (arrays of an .npz); then even() is false.
    std::size_t rows() const { return rows_; }
    bool even() const { return even_; }

    // False once a file that columns still lie in has been cut off: what was drawn from it is wrong.
    bool intact() const;

    // "table 'runs' has no column 'los' (did you mean 'loss'?)": the words of an error.
    std::string no_column(std::string_view wanted) const;

    // The table of these rows, in this order. Columns with another number of rows than rows() stay as they are.
    TablePtr subset(std::span<const std::size_t> rows) const;

private:
    std::string name_;
    std::vector<NamedColumn> columns_;
    std::vector<std::string> files_;
    std::size_t rows_ = 0;
    bool even_ = true;
};

// Whether a value is a gap.
bool is_missing(const Column& column, std::size_t index);

// These rows of a column, in this order.
ColumnPtr take_rows(const Column& column, std::span<const std::size_t> rows);

// The rows of each distinct value of a column, in order of first appearance; rows whose value is missing are in no
// group.
struct Grouping {
    struct Group {
        expr::Scalar value;
        std::string label;  // the value as text
        std::vector<std::size_t> rows;
    };
    std::vector<Group> groups;
    std::size_t missing = 0;  // rows without a value
};
Grouping group_rows(const Column& column);

// Answers names with a table's columns, then with `outer`. Both must outlive it.
class TableEnvironment final : public expr::Environment {
public:
    TableEnvironment(const Table* table, const expr::Environment& outer) : table_(table), outer_(outer) {}
    std::optional<expr::Operand> lookup(std::string_view name, bool skip_columns) const override;
    std::vector<std::string> names() const override;

private:
    const Table* table_;  // may be null
    const expr::Environment& outer_;
};

// How the stages after data/ ask for the tables of a job without knowing where they come from.
class TableSource {
public:
    virtual ~TableSource() = default;
    // `scope`: what templates and expressions in the table's description mean (matrix parameters, vars). `asked`: who
    // names the table, for errors. Any thread.
    virtual Result<TablePtr> table(std::string_view name, const expr::Environment& scope, Span asked) const = 0;
};

}  // namespace plotmill::data
