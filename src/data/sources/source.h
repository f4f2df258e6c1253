// What the readers of files share: limits, places of errors, the columns' types that the job asks for. One thread reads
// one file; what comes out is immutable.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/diagnostic.h"
#include "data/load_limits.h"
#include "data/table.h"

namespace plotmill::data {

using Columns = std::vector<NamedColumn>;

// What the job says about a column's type, in place of the guess.
struct ColumnRule {
    enum class Type : std::uint8_t { text, number, date, boolean, duration };
    std::string column;
    Type type = Type::date;
    std::string date_format;  // strptime; empty: ISO
    Span span;                // of the rule
};

// Where in a data file; 1-based, 0: the file (or the line) as a whole.
struct Place {
    Place(std::uint32_t l = 0, std::uint32_t c = 0) : line(l), column(c) {}
    std::uint32_t line, column;
};
// Columns count characters. Lines end at LF, CR or both.
Place place_in(std::string_view text, std::size_t offset);

// The data file as a source of diagnostics, made where there is a fault: most files have none.
class FileSource {
public:
    FileSource(const Source* known = nullptr) : known_(known) {}
    template <class F>
    requires std::is_invocable_r_v<const Source*, F> FileSource(F make) : make_(std::move(make)) {}
    const Source* get() const { return make_ ? make_() : known_; }

private:
    const Source* known_ = nullptr;
    std::function<const Source*()> make_;
};

struct SourceContext {
    const Limits& limits;
    FileSource file;  // for places inside the data file
    Span span;        // where the job names the file
    Diagnostics& out;
    const std::vector<ColumnRule>* rules = nullptr;  // of readers that have to know them
    std::string_view table = {};                     // the name of columns without one

    // A fault inside the file. Always empty, to be returned.
    std::nullopt_t fail(Place place, std::string message) const;
    const ColumnRule* rule(const std::string& column) const;  // null: none
};

// What becomes of a column of integers some of which no number holds exactly.
enum class Inexact : std::uint8_t { fault, text, round };
Inexact inexact_integers(const ColumnRule* rule);

const ColumnRule* find_rule(const std::vector<ColumnRule>& rules, std::string_view column);

// Reports columns of rules that are not there.
void check_rules(const std::vector<ColumnRule>& rules, const Columns& columns, std::string_view table,
                 Diagnostics& out);

// Applies the rules to columns that are already typed, and (`guess`) makes dates of text columns that are ISO dates
// throughout.
void settle_types(Columns& columns, const std::vector<ColumnRule>& rules, bool guess, Diagnostics& out);

// The column as dates, where every text that is there is an ISO date and at least one is there; else null.
ColumnPtr as_iso_dates(const Column& text);

}  // namespace plotmill::data
