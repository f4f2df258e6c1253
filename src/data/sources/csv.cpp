#include "data/sources/csv.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fast_float/fast_float.h>
#include <limits>
#include <unordered_map>

#include "base/dates.h"
#include "base/utf8.h"
#include "base/watch.h"
#include "data/sources/csv_number.h"
#include "data/sources/csv_rows.h"
#include "data/sources/text_types.h"
#include "io/mapped_file.h"

namespace plotmill::data {
namespace {

constexpr double nan_value = std::numeric_limits<double>::quiet_NaN();

std::string_view trimmed(std::string_view s) {
    while (!s.empty() && (s.front() == ' ' || s.front() == '\t')) s.remove_prefix(1);
    while (!s.empty() && (s.back() == ' ' || s.back() == '\t')) s.remove_suffix(1);
    return s;
}

using Cell = CsvCell;

std::optional<double> parse_cell(std::string_view s) {
    s = trimmed(s);
    if (s.starts_with('+') && s.size() > 1 && s[1] != '-') s.remove_prefix(1);
    double v = 0;
    const auto r = fast_float::from_chars(s.data(), s.data() + s.size(), v);
    if (r.ec != std::errc() || r.ptr != s.data() + s.size()) return std::nullopt;
    return v;
}

bool looks_integer(std::string_view s) { return s.find_first_of(".eEnN") == std::string_view::npos; }

// A column while the rows pass by. It is one of numbers until a value says otherwise; from that row on the places of
// its values are kept, and those of the rows before are looked up in a second pass.
struct Growing {
    using Kind = CsvLane::Kind;
    std::string name;
    const ColumnRule* rule = nullptr;
    Kind kind = Kind::numbers;
    bool integers = true;
    std::vector<double> numbers;
    std::size_t first_cell = 0;  // the row of cells[0]
    std::vector<Cell> cells;
    std::size_t inexact_row = std::numeric_limits<std::size_t>::max();  // of the first integer beyond 2^53
    Cell inexact{};
};

class Reader {
public:
    Reader(std::string_view text, const CsvOptions& options, const SourceContext& context)
        : text_(text), options_(options), context_(context) {
        for (const std::string& na : options.na_values)
            if (const auto v = parse_cell(na)) gaps_.push_back(*v);
    }

    std::optional<Columns> run() {
        if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
        if (text_.starts_with("\xFF\xFE") || text_.starts_with("\xFE\xFF"))
            return context_.fail({}, "the file is UTF-16 (expected UTF-8)");
        if (const std::size_t nul = text_.substr(0, 4096).find('\0'); nul != std::string_view::npos)
            return fail(nul, binary_file);
        for (std::size_t i = 0; i < options_.skip_rows && at_ < text_.size(); ++i) skip_line();
        delimiter_ = options_.delimiter ? options_.delimiter : guess_delimiter();
        plain_ = std::string_view("0123456789.-").find(delimiter_) == std::string_view::npos;
        if (!header() || !rows() || !early_cells()) return std::nullopt;
        return convert();
    }

private:
    std::nullopt_t fail(std::size_t offset, std::string message) const {
        return context_.fail(place_in(text_, offset), std::move(message));
    }
    bool stop(std::size_t offset, std::string message) const {
        (void)fail(offset, std::move(message));
        return false;
    }

    std::size_t line_end(std::size_t from) const { return std::min(text_.find_first_of("\r\n", from), text_.size()); }
    void end_line() {  // at a line's end, or the text's
        if (at_ < text_.size() && text_[at_] == '\r')
            ++at_;
        else if (at_ < text_.size()) {
            ++at_;
            return;
        }
        if (at_ < text_.size() && text_[at_] == '\n') ++at_;
    }
    void skip_line() {
        at_ = line_end(at_);
        end_line();
    }
    // Blank lines and comments.
    bool skippable() const {
        const char c = text_[at_];
        if (c > ' ' && (options_.comment.empty() || c != options_.comment[0])) return false;
        const std::size_t end = line_end(at_);
        const std::string_view line = text_.substr(at_, end - at_);
        if (trimmed(line).empty() && !(delimiter_ == '\t' && !line.empty())) return true;
        return !options_.comment.empty() && line.starts_with(options_.comment);
    }
    void skip_lines() {
        while (at_ < text_.size() && skippable()) skip_line();
    }

    // The candidate that the first lines hold most evenly; ',' where none stands out.
    char guess_delimiter() {
        constexpr std::array<char, 4> candidates = {',', ';', '\t', '|'};
        const std::size_t start = at_;
        std::vector<std::array<std::size_t, 4>> lines;
        while (at_ < text_.size() && lines.size() < 10 && at_ - start < (std::size_t{1} << 20)) {
            if (skippable()) {
                skip_line();
                continue;
            }
            std::array<std::size_t, 4> count{};
            bool quoted = false;
            for (; at_ < text_.size(); ++at_) {
                const char c = text_[at_];
                if (c == '"') quoted = !quoted;
                if (quoted) continue;
                if (c == '\n' || c == '\r') break;
                for (std::size_t k = 0; k < candidates.size(); ++k) count[k] += c == candidates[k];
            }
            lines.push_back(count);
            end_line();
        }
        at_ = start;
        std::size_t best = 0, best_score = 0;
        for (std::size_t k = 0; k < candidates.size(); ++k) {
            if (lines.empty() || !lines[0][k]) continue;
            const bool even =
                std::all_of(lines.begin(), lines.end(), [&](const auto& l) { return l[k] == lines[0][k]; });
            const std::size_t score = (even ? 1'000'000 : 0) + lines[0][k];
            if (score > best_score) best = k, best_score = score;
        }
        return candidates[best];
    }

    // The field at at_, which then stands at the delimiter or the line's end.
    bool field(Cell& cell) {
        if (at_ < text_.size() && text_[at_] == '"') return quoted_field(cell);
        const std::size_t start = at_;
        const char* p = text_.data() + at_;
        const char* const end = text_.data() + text_.size();
        while (p < end && *p != delimiter_ && *p != '\n' && *p != '\r') ++p;
        at_ = static_cast<std::size_t>(p - text_.data());
        return make_cell(start, at_ - start, false, cell);
    }

    bool quoted_field(Cell& cell) {
        const std::size_t start = at_ + 1;
        std::size_t end = start;
        for (;;) {
            end = text_.find('"', end);
            if (end == std::string_view::npos) return stop(at_, "the quoted field is not closed");
            if (end + 1 >= text_.size() || text_[end + 1] != '"') break;
            end += 2;
        }
        std::size_t next = end + 1;
        while (next < text_.size() && text_[next] == ' ' && delimiter_ != ' ') ++next;
        if (next < text_.size() && text_[next] != delimiter_ && text_[next] != '\n' && text_[next] != '\r')
            return stop(next, "expected the delimiter after a quoted field (a quote inside one is written twice)");
        at_ = next;
        return make_cell(start, end - start, true, cell);
    }

    bool make_cell(std::size_t offset, std::size_t length, bool quoted, Cell& cell) const {
        if (length > context_.limits.cell_bytes || length >= (1u << 23)) return stop(offset, "a field is too long");
        if (offset >= (std::uint64_t{1} << 40)) return stop(offset, "the file is too large");
        cell = {offset, length, quoted};
        return true;
    }

    std::string_view raw(const Cell& c) const { return text_.substr(c.offset, c.length); }
    std::string value(const Cell& c) const {
        const std::string_view r = raw(c);
        if (!c.quoted || r.find('"') == std::string_view::npos) return std::string(r);
        std::string s;
        for (std::size_t i = 0; i < r.size(); ++i) {
            s += r[i];
            if (r[i] == '"') ++i;
        }
        return s;
    }

    bool missing(const Cell& c) const {
        const std::string_view r = raw(c);
        if (r.empty()) return true;
        const std::string_view t = trimmed(r);
        if (t.empty()) return !c.quoted;
        return !options_.na_values.empty() &&
               std::find(options_.na_values.begin(), options_.na_values.end(), t) != options_.na_values.end();
    }

    bool header() {
        skip_lines();
        const bool given = !options_.names.empty();
        if (at_ >= text_.size() && !given) {
            (void)context_.fail({}, "the file is empty (expected a header row)");
            return false;
        }
        std::vector<Cell> cells;
        const std::size_t start = at_;
        while (!given) {
            Cell& c = cells.emplace_back();
            if (!field(c)) return false;
            if (cells.size() > context_.limits.columns) return stop(start, "the table has too many columns");
            if (at_ >= text_.size() || text_[at_] != delimiter_) break;
            ++at_;
        }
        if (!given) end_line();
        std::unordered_map<std::string, std::size_t> seen;
        const std::size_t width = given ? options_.names.size() : cells.size();
        for (std::size_t j = 0; j < width; ++j) {
            const std::size_t offset = given ? start : cells[j].offset;
            std::string name = given ? options_.names[j] : value(cells[j]);
            if (!given && !cells[j].quoted) name = std::string(trimmed(name));
            if (name.find('\0') != std::string::npos) return stop(offset, binary_file);
            if (name.empty()) return stop(offset, "column " + std::to_string(j + 1) + " has no name in the header");
            if (!seen.emplace(name, j).second)
                return stop(offset, "the column name '" + name + "' stands twice in the header");
            Growing c;
            c.rule = find_rule(options_.rules, name);
            c.name = std::move(name);
            if (c.rule && c.rule->type != ColumnRule::Type::number) c.kind = Growing::Kind::cells;
            columns_.push_back(std::move(c));
        }
        const auto known = [&](const std::string& n) { return seen.contains(n); };
        if (std::all_of(options_.only.begin(), options_.only.end(), known) && !options_.only.empty())
            for (Growing& c : columns_)
                if (std::find(options_.only.begin(), options_.only.end(), c.name) == options_.only.end())
                    c.kind = Growing::Kind::skipped;
        data_ = at_;
        return true;
    }

    bool rows() {
        std::size_t next_look = 256;
        while (at_ < text_.size()) {
            if (rows_ == next_look && !skippable()) {
                if (!look(next_look)) return false;
                next_look *= 64;
            }
            if (plain_rows(next_look - rows_)) continue;
            poll(rows_);
            if (skippable()) {
                skip_line();
                continue;
            }
            const std::size_t start = at_;
            if (!row(start, fast_values())) return false;
            ++rows_;
        }
        return rows_ <= context_.limits.rows || stop(text_.size(), "the table has too many rows");
    }

    // Blocks of rows without anything special. Where many are not so, it is tried less often.
    bool plain_rows(std::size_t most) {
        if (!plain_ || rows_ < 64 || rows_ < not_before_) return false;
        most = std::min(most, std::clamp<std::size_t>(16384 / columns_.size(), 16, 1024));
        lanes_.resize(columns_.size());
        for (std::size_t j = 0; j < columns_.size(); ++j) {
            Growing& c = columns_[j];
            CsvLane& lane = lanes_[j] = {c.kind, nullptr, nullptr, c.integers};
            if (c.kind == Growing::Kind::numbers) lane.numbers = more(c.numbers, most);
            if (c.kind == Growing::Kind::cells) lane.cells = more(c.cells, most);
        }
        const CsvForm form{delimiter_, options_.comment.empty() ? '\0' : options_.comment[0], gaps_,
                           std::min<std::size_t>(context_.limits.cell_bytes, (1u << 23) - 1)};
        const std::size_t rows = read_plain_rows(text_, at_, most, form, lanes_);
        for (std::size_t j = 0; j < columns_.size(); ++j) {
            Growing& c = columns_[j];
            c.integers = lanes_[j].integers;
            if (c.kind == Growing::Kind::numbers) c.numbers.resize(c.numbers.size() - (most - rows));
            if (c.kind == Growing::Kind::cells) c.cells.resize(c.cells.size() - (most - rows));
        }
        rows_ += rows;
        patience_ = rows > 8 ? 0 : std::min<std::size_t>(patience_ * 2 + 1, 63);
        not_before_ = rows_ + (rows < most ? 1 + patience_ : 0);
        poll_now();
        return rows > 0;
    }
    template <class T>
    static T* more(std::vector<T>& v, std::size_t n) {
        v.resize(v.size() + n);
        return v.data() + v.size() - n;
    }

    // Room for all rows at once, by the length of those that are read; limits.
    bool look(std::size_t rows) {
        const std::size_t estimate = (text_.size() - data_) / std::max<std::size_t>((at_ - data_) / rows, 1);
        if (rows > context_.limits.rows) return stop(at_, "the table has too many rows");
        if (estimate / 2 > context_.limits.table_bytes / sizeof(double) / columns_.size())
            return stop(at_, "the table is too large for memory (about " + std::to_string(estimate) + " rows)");
        const std::size_t room = estimate + estimate / 16 + 64;
        for (Growing& c : columns_) {
            if (c.kind == Growing::Kind::numbers) {
                c.numbers.reserve(room);
                io::expect_use(c.numbers.data(), room * sizeof(double));
            }
            if (c.kind == Growing::Kind::cells) c.cells.reserve(room);
        }
        return true;
    }

    // The values of the row at at_, as far as they are numbers as most are written; how many. at_ is then at the next.
    std::size_t fast_values() {
        const std::size_t width = columns_.size();
        if (text_.size() - at_ < simple_number_room * width || !plain_) return 0;
        const char* p = text_.data() + at_;
        const char delimiter = delimiter_;
        std::size_t j = 0;
        for (Growing* c = columns_.data(); j < width; ++j, ++c) {
            if (c->kind != Growing::Kind::numbers) break;
            double v = 0;
            bool integer = false;
            const char* const end = simple_number(p, v, integer);
            if (!end || *end != (j + 1 < width ? delimiter : '\n') || may_be_gap(v)) break;
            c->numbers.push_back(v);
            c->integers &= integer;
            p = end + 1;
        }
        at_ = static_cast<std::size_t>(p - text_.data());
        return j;
    }

    // The row from value `j` on; the others are there.
    bool row(std::size_t start, std::size_t j) {
        const std::size_t width = columns_.size();
        if (j == width) return true;
        for (; j < width; ++j) {
            if (!fast_number(columns_[j]) && !slow_value(columns_[j])) return false;
            if (j + 1 == width) break;
            if (at_ >= text_.size() || text_[at_] != delimiter_) return wrong_width(start);
            ++at_;
        }
        if (at_ < text_.size() && text_[at_] == delimiter_) return wrong_width(start);
        end_line();
        return true;
    }

    // Some of `na_values` are numbers: what is one of them is looked at as text.
    bool may_be_gap(double v) const {
        return !gaps_.empty() && std::find(gaps_.begin(), gaps_.end(), v) != gaps_.end();
    }

    // False where it is no such number, and nothing has happened.
    bool fast_number(Growing& c) {
        if (c.kind != Growing::Kind::numbers || text_.size() - at_ < simple_number_room || !plain_) return false;
        const char* const p = text_.data() + at_;
        double v = 0;
        bool integer = false;
        const char* const end = simple_number(p, v, integer);
        if (!end || (*end != delimiter_ && *end != '\n' && *end != '\r') || may_be_gap(v)) return false;
        c.numbers.push_back(v);
        c.integers &= integer;
        at_ += static_cast<std::size_t>(end - p);
        return true;
    }

    bool wrong_width(std::size_t start) {
        at_ = start;
        std::size_t n = 0;
        for (Cell c{}; n <= context_.limits.columns;) {
            if (!field(c)) return false;
            ++n;
            if (at_ >= text_.size() || text_[at_] != delimiter_) break;
            ++at_;
        }
        const std::size_t width = columns_.size();
        if (text_.substr(start, at_ - start).find('\0') != std::string_view::npos) return stop(start, binary_file);
        return stop(start, "expected " + std::to_string(width) + (width == 1 ? " field" : " fields") +
                               (options_.names.empty() ? ", as in the header," : ", as 'names' says,") + " found " +
                               std::to_string(n));
    }

    bool slow_value(Growing& c) {
        Cell cell{};
        if (!field(cell)) return false;
        if (c.kind == Growing::Kind::cells) {
            c.cells.push_back(cell);
        } else if (c.kind == Growing::Kind::numbers) {
            if (missing(cell)) {
                c.numbers.push_back(nan_value);
                return true;
            }
            const auto v = parse_cell(raw(cell));
            if (!v) return no_number(c, cell);
            const bool integer = looks_integer(raw(cell));
            if (integer && rows_ < c.inexact_row && !c.rule && is_inexact(trimmed(raw(cell)), *v)) {
                c.inexact_row = rows_;
                c.inexact = cell;
            }
            c.numbers.push_back(*v);
            c.integers &= integer;
        }
        return true;
    }

    bool no_number(Growing& c, const Cell& cell) {
        if (c.rule) {
            bad_value(c, cell, value(cell));
            return false;
        }
        c.kind = Growing::Kind::cells;
        c.first_cell = rows_;
        c.numbers = {};
        c.cells.push_back(cell);
        return true;
    }

    void bad_value(const Growing& c, const Cell& cell, const std::string& text) const {
        if (text.find('\0') != std::string::npos)
            (void)fail(cell.offset, binary_file);
        else
            (void)fail(cell.offset, "'" + text + "' in column '" + c.name + "' is " + not_of_type(*c.rule));
    }

    // The values of the rows before the one at which a column turned out not to be of numbers.
    bool early_cells() {
        std::size_t until = 0;
        for (const Growing& c : columns_)
            if (c.kind == Growing::Kind::cells) until = std::max(until, c.first_cell);
        if (until == 0) return true;
        std::vector<std::vector<Cell>> early(columns_.size());
        at_ = data_;
        for (std::size_t i = 0; i < until; ++i) {
            skip_lines();
            for (std::size_t j = 0; j < columns_.size(); ++j, ++at_) {
                Cell cell{};
                if (!field(cell)) return false;
                if (columns_[j].kind == Growing::Kind::cells && i < columns_[j].first_cell) early[j].push_back(cell);
                if (j + 1 == columns_.size()) break;
            }
            end_line();
        }
        for (std::size_t j = 0; j < columns_.size(); ++j)
            columns_[j].cells.insert(columns_[j].cells.begin(), early[j].begin(), early[j].end());
        return true;
    }

    std::optional<Columns> convert() {
        Columns columns;
        for (Growing& c : columns_) {
            if (c.kind == Growing::Kind::skipped) continue;
            ColumnPtr column = c.kind == Growing::Kind::numbers ? numbers(c) : from_cells(c);
            if (!column) return std::nullopt;
            columns.push_back({std::move(c.name), std::move(column)});
            c.cells = {};
        }
        return columns;
    }

    ColumnPtr numbers(Growing& c) const {
        if (c.inexact_row != std::numeric_limits<std::size_t>::max()) {
            (void)fail(c.inexact.offset, inexact_integer(trimmed(raw(c.inexact)), c.name));
            return nullptr;
        }
        auto out = std::make_shared<Column>();
        out->integers =
            c.integers && std::any_of(c.numbers.begin(), c.numbers.end(), [](double v) { return !std::isnan(v); });
        out->numbers = std::move(c.numbers);
        return out;
    }

    ColumnPtr from_cells(const Growing& c) const {
        using Type = ColumnRule::Type;
        if (c.rule) {
            if (c.rule->type == Type::text) return texts(c);
            Cell bad{};
            ColumnPtr out = values(c, column_type(c.rule->type), &bad,
                                   [&](std::string_view t) { return value_of_type(t, *c.rule); });
            if (!out) bad_value(c, bad, value(bad));
            return out;
        }
        if (ColumnPtr out = values(c, ColumnType::boolean, nullptr, truth_value)) return out;
        if (ColumnPtr out = values(c, ColumnType::date, nullptr, parse_iso_date)) return out;
        return texts(c);
    }

    // Null where a value is none of the kind; it is then in *bad.
    template <class F>
    ColumnPtr values(const Growing& c, ColumnType type, Cell* bad, F&& read) const {
        auto out = std::make_shared<Column>();
        out->type = type;
        std::vector<double> numbers(c.cells.size(), nan_value);
        for (std::size_t i = 0; i < c.cells.size(); ++i) {
            poll(i);
            if (missing(c.cells[i])) continue;
            const std::optional<double> v = read(trimmed(raw(c.cells[i])));
            if (!v) {
                if (bad) *bad = c.cells[i];
                return nullptr;
            }
            numbers[i] = *v;
        }
        out->numbers = std::move(numbers);
        return out;
    }

    ColumnPtr texts(const Growing& c) const {
        auto out = std::make_shared<Column>();
        out->type = ColumnType::text;
        out->texts.resize(c.cells.size());
        for (std::size_t i = 0; i < c.cells.size(); ++i) {
            const Cell& at = c.cells[i];
            poll(i);
            if (missing(at)) {
                if (out->missing.empty()) out->missing.assign(c.cells.size(), false);
                out->missing[i] = true;
                continue;
            }
            out->texts[i] = value(at);
            if (out->texts[i].find('\0') != std::string::npos) {
                (void)fail(at.offset, binary_file);
                return nullptr;
            }
            if (const std::size_t bad = find_non_utf8(raw(at)); bad != std::string_view::npos) {
                (void)fail(at.offset + bad, "the file is not UTF-8: there is a byte that belongs to no character");
                return nullptr;
            }
        }
        return out;
    }

    static constexpr const char* binary_file = "the file is binary: there is a NUL byte here (expected text)";

    std::string_view text_;
    const CsvOptions& options_;
    const SourceContext& context_;
    std::size_t at_ = 0;
    char delimiter_ = ',';
    bool plain_ = true;  // no part of a number is the delimiter
    std::vector<double> gaps_;
    std::vector<Growing> columns_;
    std::vector<CsvLane> lanes_;
    std::size_t not_before_ = 0, patience_ = 0;  // the row with which plain_rows() is tried again
    std::size_t data_ = 0, rows_ = 0;            // where the rows begin; how many there are
};

}  // namespace

std::optional<Columns> read_csv(std::string_view bytes, const CsvOptions& options, const SourceContext& context) {
    return Reader(bytes, options, context).run();
}

}  // namespace plotmill::data
