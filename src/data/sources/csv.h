// Delimited text (RFC 4180 and its relatives) to columns. One thread reads one text.
#pragma once

#include "data/sources/source.h"

namespace plotmill::data {

struct CsvOptions {
    char delimiter = 0;  // 0: found among , ; tab | by the first lines
    std::size_t skip_rows = 0;
    std::string comment;                 // lines that begin with it are skipped; empty: none
    std::vector<std::string> na_values;  // besides the empty field
    std::vector<std::string> names;      // of a file without a header row
    std::vector<ColumnRule> rules;
    std::vector<std::string> only;  // columns that are wanted, where all of them are there; empty: all
};

// The types of columns are settled here, since numbers and texts are told apart by what is written: numbers, true and
// false, dates, else texts. Blank lines are skipped; rows of another length than the header's are errors. Numbers may
// be quoted and surrounded by blanks; "nan" is a gap.
std::optional<Columns> read_csv(std::string_view bytes, const CsvOptions& options, const SourceContext& context);

}  // namespace plotmill::data
