// A table's mapping in the job, read: which source, how it is read, and the steps after that. Plain values; reading
// them is a pure function.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "data/sources/csv.h"
#include "spec/reader.h"
#include "spec/value.h"

namespace plotmill::data {

enum class SourceKind : std::uint8_t {  // none: only `columns`
    none,
    csv,
    npy,
    npz,
    json,
    image,
    sqlite,
    postgres,
    google_benchmark,
    hyperfine,
    pytest_benchmark,
    criterion,
    query,
    meshgrid
};

struct Placed {
    std::string text;
    Span span;
};

struct ComputedColumn {
    Placed name;
    spec::ValuePtr value;  // an array argument
};

struct Description {
    SourceKind kind = SourceKind::none;
    Placed file;     // as written, for postgres the connection; empty for none and query
    CsvOptions csv;  // `names` and `rules` (parse_dates, types) are for every source
    Span names_span;
    std::string json_path;
    Placed sql;
    std::vector<ComputedColumn> meshgrid;  // two: along the columns of the grid, along its rows
    std::vector<ComputedColumn> columns;
    std::optional<Placed> filter;  // without its '='
    std::optional<Placed> sort;
    std::vector<Placed> select;
    std::vector<std::pair<Placed, Placed>> rename;  // new, old
    Span span;
};

// `value`: the mapping with its templates filled in. Reports every fault to `out`; no value where there was one.
std::optional<Description> read_description(const spec::ValuePtr& value, const spec::Scope& scope, Diagnostics& out);

}  // namespace plotmill::data
