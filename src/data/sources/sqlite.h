// SQLite: one SELECT over a database file, opened read-only, or over tables copied into memory. One thread runs one
// query on a connection of its own. Nothing but reading is authorized, and the work is bounded.
#pragma once

#include <functional>

#include "data/sources/source.h"
#include "expr/expression.h"
#include "io/roots.h"

namespace plotmill::data {

struct Query {
    std::string sql;
    Span span;                       // of the text in the job
    const expr::Environment& scope;  // $name: a matrix parameter or var, bound, never spliced
};

std::optional<Columns> query_database(const std::string& path, const io::Roots& roots, const Query& query,
                                      const SourceContext& context);

// Called for each table that the SQL names, once; null where loading it failed (and has been reported). No value where
// the job has no such table.
using FindTable = std::function<std::optional<TablePtr>(const std::string& name)>;

// Dates are ISO text there, gaps NULL, truth 0 and 1. `known`: the job's tables, for "did you mean".
std::optional<Columns> query_tables(const Query& query, const FindTable& find, const std::vector<std::string>& known,
                                    const SourceContext& context);

// The identifiers of an SQL text, quoted or not: whatever may be a table's name.
std::vector<std::string> sql_identifiers(std::string_view sql);
// The names that it binds, without '$', ':' or '@'.
std::vector<std::string> sql_parameters(std::string_view sql);

}  // namespace plotmill::data
