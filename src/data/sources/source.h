// What the readers of files share: limits, places of errors, the columns' types that the job asks for. One thread reads
// one file; what comes out is immutable.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "data/load_limits.h"
#include "data/table.h"

namespace plotmill::data {

using Columns = std::vector<NamedColumn>;

// What the job says about a column's type, in place of the guess.
struct ColumnRule {
    enum class Type : std::uint8_t { text, number, date };
    std::string column;
    Type type = Type::date;
    std::string date_format;  // strptime; empty: ISO
    Span span;                // of the rule
};

struct SourceContext {
    const Limits& limits;
    const Source* file = nullptr;  // for places inside the data file
    Span span;                     // where the job names the file
    Diagnostics& out;

    // A fault at a line of the file (1-based; 0: the file as a whole). Always empty, to be returned.
    std::nullopt_t fail(std::uint32_t line, std::string message) const;
};

const ColumnRule* find_rule(const std::vector<ColumnRule>& rules, std::string_view column);

// Reports columns of rules that are not there.
void check_rules(const std::vector<ColumnRule>& rules, const Columns& columns, std::string_view table,
                 Diagnostics& out);

// Applies the rules to columns that are already typed, and makes dates of text columns that are ISO dates throughout.
void settle_types(Columns& columns, const std::vector<ColumnRule>& rules, Diagnostics& out);

// The column as dates, where every text that is there is an ISO date and at least one is there; else null.
ColumnPtr as_iso_dates(const Column& text);

}  // namespace plotmill::data
