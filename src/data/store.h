// Loads the tables that jobs name: each once, when first asked for, shared read-only between all figures and jobs. What
// has not been asked for lately is let go where there is much of it (shelf.h). The store may be asked from any thread;
// it is the one place of data/ that locks.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "data/load_limits.h"
#include "data/table.h"
#include "expr/expression.h"
#include "io/roots.h"
#include "io/stamp.h"
#include "spec/value.h"

namespace plotmill::data {

struct TableEntry {
    spec::ValuePtr description;  // the mapping as written, its templates not filled in
    std::string base;            // directory that its paths are relative to; "" is the current one
    Span name_span;
};

// The tables that can be named at one place: a figure's own over its job's. Filled by one thread, then only read.
class Catalog {
public:
    explicit Catalog(const Catalog* outer = nullptr) : outer_(outer) {}

    void add(std::string name, TableEntry entry);  // replaces one of that name
    const TableEntry* find(std::string_view name) const;
    bool is_own(std::string_view name) const;  // a figure's, not its job's
    std::vector<std::string> names() const;    // each once, the inner ones first

private:
    const Catalog* outer_;
    std::vector<std::pair<std::string, TableEntry>> entries_;
};

class TableStore {
public:
    // Which files may be read.
    using Permit = io::Roots;

    explicit TableStore(Limits limits = {}, Permit permit = {});
    ~TableStore();
    TableStore(const TableStore&) = delete;
    TableStore& operator=(const TableStore&) = delete;

    // Two askers get the same table where the description, with templates filled in, the directory and the values of
    // all names that its expressions use are the same. Errors are remembered too, and returned to each asker of the
    // same job file.
    Result<TablePtr> load(std::string_view name, const Catalog& catalog, const expr::Environment& scope, Span asked);

    const Limits& limits() const { return limits_; }
    std::size_t files_read() const;   // how often a file was really read
    std::size_t tables_kept() const;  // how many tables and files are held now
    // What a file of Table::files() held when it was read, and those beside it that belong to it.
    std::vector<io::InputFile> inputs(const std::string& path) const;

private:
    class Loader;
    struct State;
    Limits limits_;
    Permit permit_;
    std::unique_ptr<State> state_;
};

// A store seen through one catalog. All three must outlive it.
class CatalogSource final : public TableSource {
public:
    CatalogSource(TableStore& store, const Catalog& catalog) : store_(store), catalog_(catalog) {}
    Result<TablePtr> table(std::string_view name, const expr::Environment& scope, Span asked) const override {
        return store_.load(name, catalog_, scope, asked);
    }

private:
    TableStore& store_;
    const Catalog& catalog_;
};

}  // namespace plotmill::data
