#include "spec/data_tables.h"

#include <string_view>

namespace plotmill::spec {
namespace {

constexpr std::string_view type_words[] = {"text", "number", "date", "category", "boolean", "duration"};

constexpr Field source_fields[] = {
    {.name = "csv", .accepts = string, .doc = "a text file with a header row; may be compressed (.gz, .zst)"},
    {.name = "npy", .accepts = string, .doc = "a NumPy array; a record array's fields are its columns"},
    {.name = "npz", .accepts = string, .doc = "a NumPy archive; its members are the columns"},
    {.name = "json", .accepts = string, .doc = "a list of records, a mapping of columns, or a record a line (NDJSON)"},
    {.name = "image", .accepts = string, .doc = "a PNG image: a column named as its table, for imshow and figimage"},
    {.name = "sqlite", .accepts = string, .doc = "an SQLite database, with 'query'"},
    {.name = "postgres",
     .accepts = string,
     .doc = "a PostgreSQL connection (service=NAME, or host=... dbname=...), with 'query'; passwords stand in libpq's "
            "own files"},
    {.name = "parquet",
     .accepts = string,
     .doc = "a Parquet file",
     .later = "Parquet is not read: no library for it is in Debian 12 (write CSV or .npz)"},
    {.name = "google_benchmark",
     .accepts = string,
     .doc = "Google Benchmark's JSON: benchmark, argument, repetition, real_time, cpu_time (s), ...; may be a pattern"},
    {.name = "hyperfine",
     .accepts = string,
     .doc = "hyperfine's JSON: command, its parameters, run, time (s), mean, ...; may be a pattern"},
    {.name = "pytest_benchmark",
     .accepts = string,
     .doc = "pytest-benchmark's JSON: test, its parameters, round, time (s), mean, ...; may be a pattern"},
    {.name = "criterion",
     .accepts = string,
     .doc = "criterion's raw.csv: group, function, value, sample, time (s), ...; may be a pattern"},
    {.name = "query", .accepts = string, .doc = "SQL; without 'sqlite' or 'postgres', over the job's other tables"},
    {.name = "meshgrid",
     .accepts = mapping,
     .doc = "two coordinates, {x: generator or list, y: ...}: columns of two dimensions for grids, as numpy.meshgrid's",
     .items = array,
     .min_items = 2,
     .max_items = 2},
    {.name = "columns",
     .accepts = mapping,
     .doc = "computed columns: name to \"=expression\", generator or list",
     .items = array},
    {.name = "path", .accepts = string, .doc = "json: where in the file the table is, keys joined by dots"},
    {.name = "delimiter", .accepts = string, .doc = "csv: the character between two values (',')"},
    {.name = "skip_rows", .accepts = integer, .doc = "csv: lines before the header", .min = 0},
    {.name = "comment", .accepts = string, .doc = "csv: lines that begin with this are skipped"},
    {.name = "na_values",
     .accepts = string | list,
     .doc = "csv: texts that mean a gap, besides the empty one",
     .items = string},
    {.name = "parse_dates",
     .accepts = string | list | mapping,
     .doc = "columns that are ISO dates, or a mapping of columns to strptime forms",
     .items = string},
    {.name = "types",
     .accepts = mapping,
     .doc = "column types in place of the guess",
     .words = type_words,
     .items = word},
    {.name = "names",
     .accepts = list,
     .doc = "column names of a file without a header",
     .items = string,
     .min_items = 1},
    {.name = "filter", .accepts = string, .doc = "\"=expression\": rows to keep"},
    {.name = "sort", .accepts = string, .doc = "a column to sort by, stable; '-column' descends"},
    {.name = "select", .accepts = list, .doc = "columns to keep", .items = string, .min_items = 1},
    {.name = "rename", .accepts = mapping, .doc = "new names: {new: old}", .items = string},
};

constexpr Field normal_fields[] = {
    {.name = "mean", .accepts = number, .doc = "0"},
    {.name = "std", .accepts = number, .doc = "1", .min = 0},
    {.name = "n", .accepts = integer, .doc = "how many", .min = 0, .max = 1e8, .required = true},
    {.name = "seed", .accepts = integer, .doc = "0", .min = 0, .max = 9007199254740992.0},
};

constexpr Field uniform_fields[] = {
    {.name = "low", .accepts = number, .doc = "0"},
    {.name = "high", .accepts = number, .doc = "1"},
    {.name = "n", .accepts = integer, .doc = "how many", .min = 0, .max = 1e8, .required = true},
    {.name = "seed", .accepts = integer, .doc = "0", .min = 0, .max = 9007199254740992.0},
};

constexpr Field generator_fields[] = {
    {.name = "linspace",
     .accepts = list,
     .doc = "[start, stop, n]: n equidistant numbers, both ends included",
     .items = number,
     .min_items = 3,
     .max_items = 3},
    {.name = "arange",
     .accepts = list,
     .doc = "[start, stop, step]: start + i*step below stop",
     .items = number,
     .min_items = 1,
     .max_items = 3},
    {.name = "range",
     .accepts = list,
     .doc = "[start, stop, step]: the same as arange",
     .items = number,
     .min_items = 1,
     .max_items = 3},
    {.name = "logspace",
     .accepts = list,
     .doc = "[start, stop, n]: n powers of 10, exponents from start to stop",
     .items = number,
     .min_items = 3,
     .max_items = 3},
    {.name = "geomspace",
     .accepts = list,
     .doc = "[start, stop, n]: n numbers of a geometric series",
     .items = number,
     .min_items = 3,
     .max_items = 3},
    {.name = "normal", .accepts = object, .doc = "random numbers of a normal distribution", .table = &normal_table},
    {.name = "uniform", .accepts = object, .doc = "random numbers between low and high", .table = &uniform_table},
};

constexpr Field unique_fields[] = {
    {.name = "data", .accepts = string, .doc = "a table", .required = true},
    {.name = "column", .accepts = string, .doc = "its column", .required = true},
};

constexpr Field matrix_value_fields[] = {
    {.name = "range",
     .accepts = list,
     .doc = "[start, stop, step], half-open",
     .items = number,
     .min_items = 1,
     .max_items = 3},
    {.name = "glob", .accepts = string, .doc = "files by a pattern, sorted"},
    {.name = "unique",
     .accepts = object,
     .doc = "the distinct values of a column, in order of first appearance",
     .table = &unique_table},
};

}  // namespace

constinit const FieldTable source_table{.name = "a table of 'data'", .fields = source_fields};
constinit const FieldTable generator_table{.name = "a generator", .fields = generator_fields, .one_key = true};
constinit const FieldTable normal_table{.name = "the generator 'normal'", .fields = normal_fields};
constinit const FieldTable uniform_table{.name = "the generator 'uniform'", .fields = uniform_fields};
constinit const FieldTable matrix_value_table{
    .name = "a 'matrix' value", .fields = matrix_value_fields, .one_key = true};
constinit const FieldTable unique_table{.name = "'unique'", .fields = unique_fields};

}  // namespace plotmill::spec
