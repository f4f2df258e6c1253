#include "data/sources/csv.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fast_float/fast_float.h>
#include <limits>
#include <unordered_map>

#include "base/dates.h"
#include "base/watch.h"

namespace plotmill::data {
namespace {

constexpr double nan_value = std::numeric_limits<double>::quiet_NaN();

std::string_view trimmed(std::string_view s) {
    while (!s.empty() && (s.front() == ' ' || s.front() == '\t')) s.remove_prefix(1);
    while (!s.empty() && (s.back() == ' ' || s.back() == '\t')) s.remove_suffix(1);
    return s;
}

// Where a field stands in the text, in eight bytes: there is one for every value of the file.
struct Cell {
    std::uint64_t offset : 40;
    std::uint64_t length : 23;
    std::uint64_t quoted : 1;
};
static_assert(sizeof(Cell) == 8);

std::optional<double> parse_cell(std::string_view s) {
    s = trimmed(s);
    if (s.starts_with('+') && s.size() > 1 && s[1] != '-') s.remove_prefix(1);
    double v = 0;
    const auto r = fast_float::from_chars(s.data(), s.data() + s.size(), v);
    if (r.ec != std::errc() || r.ptr != s.data() + s.size()) return std::nullopt;
    return v;
}

bool looks_integer(std::string_view s) { return s.find_first_of(".eEnN") == std::string_view::npos; }

class Reader {
public:
    Reader(std::string_view text, const CsvOptions& options, const SourceContext& context)
        : text_(text), options_(options), context_(context) {}

    std::optional<Columns> run() {
        if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
        if (text_.starts_with("\xFF\xFE") || text_.starts_with("\xFE\xFF"))
            return context_.fail(0, "the file is UTF-16 (expected UTF-8)");
        for (std::size_t i = 0; i < options_.skip_rows && at_ < text_.size(); ++i) skip_line();
        delimiter_ = options_.delimiter ? options_.delimiter : guess_delimiter();
        if (!tokenize()) return std::nullopt;
        return convert();
    }

private:
    std::uint32_t line_of(std::size_t offset) const {
        std::uint32_t line = 1;
        for (std::size_t i = 0; i < offset && i < text_.size(); ++i)
            if (text_[i] == '\n' || (text_[i] == '\r' && !(i + 1 < text_.size() && text_[i + 1] == '\n'))) ++line;
        return line;
    }
    std::nullopt_t fail(std::size_t offset, std::string message) {
        return context_.fail(line_of(offset), std::move(message));
    }
    bool stop(std::size_t offset, std::string message) {
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
        const std::size_t end = line_end(at_);
        const std::string_view line = text_.substr(at_, end - at_);
        if (trimmed(line).empty() && !(delimiter_ == '\t' && !line.empty())) return true;
        return !options_.comment.empty() && line.starts_with(options_.comment);
    }

    // The candidate that the first lines hold most evenly; ',' where none stands out.
    char guess_delimiter() {
        constexpr std::array<char, 4> candidates = {',', ';', '\t', '|'};
        const std::size_t start = at_;
        std::vector<std::array<std::size_t, 4>> lines;
        while (at_ < text_.size() && lines.size() < 10) {
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

    bool tokenize() {
        width_ = options_.names.size();
        while (at_ < text_.size()) {
            if (skippable()) {
                skip_line();
                continue;
            }
            const std::size_t row_start = at_, first = cells_.size();
            if (!read_row()) return false;
            const std::size_t n = cells_.size() - first;
            if (!width_) width_ = n;
            if (width_ > context_.limits.columns) return stop(row_start, "the table has too many columns");
            if (n != width_)
                return stop(row_start, "expected " + std::to_string(width_) + (width_ == 1 ? " field" : " fields") +
                                           (options_.names.empty() ? ", as in the header," : ", as 'names' says,") +
                                           " found " + std::to_string(n));
            if (cells_.size() / width_ > context_.limits.rows) return stop(row_start, "the table has too many rows");
        }
        if (cells_.empty() && options_.names.empty()) {
            (void)context_.fail(0, "the file is empty (expected a header row)");
            return false;
        }
        return true;
    }

    bool read_row() {
        for (;;) {
            if (at_ < text_.size() && text_[at_] == '"') {
                if (!read_quoted()) return false;
            } else {
                const std::size_t start = at_;
                while (at_ < text_.size() && text_[at_] != delimiter_ && text_[at_] != '\n' && text_[at_] != '\r')
                    ++at_;
                if (!add(start, at_ - start, false)) return false;
            }
            if (at_ < text_.size() && text_[at_] == delimiter_) {
                ++at_;
                continue;
            }
            end_line();
            return true;
        }
    }

    bool read_quoted() {
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
        return add(start, end - start, true);
    }

    bool add(std::size_t offset, std::size_t length, bool quoted) {
        poll(cells_.size());
        if (length > context_.limits.cell_bytes || length >= (1u << 23)) return stop(offset, "a field is too long");
        if (offset >= (std::uint64_t{1} << 40)) return stop(offset, "the file is too large");
        cells_.push_back({offset, length, quoted});
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

    std::optional<Columns> convert() {
        Columns columns;
        const bool header = options_.names.empty();
        std::unordered_map<std::string, std::size_t> seen;
        for (std::size_t j = 0; j < width_; ++j) {
            std::string name = header ? value(cells_[j]) : options_.names[j];
            if (header && !cells_[j].quoted) name = std::string(trimmed(name));
            if (name.empty())
                return fail(cells_.empty() ? 0 : cells_[j].offset,
                            "column " + std::to_string(j + 1) + " has no name in the header");
            if (!seen.emplace(name, j).second)
                return fail(cells_.empty() ? 0 : cells_[j].offset,
                            "the column name '" + name + "' stands twice in the header");
            columns.push_back({std::move(name), nullptr});
        }
        first_row_ = header ? 1 : 0;
        rows_ = cells_.size() / width_ - (cells_.empty() ? 0 : first_row_);
        if (rows_ * width_ > context_.limits.table_bytes / sizeof(double))
            return context_.fail(0, "the table is too large for memory (" + std::to_string(rows_) + " rows)");
        for (std::size_t j = 0; j < width_; ++j) {
            columns[j].column = column(j, find_rule(options_.rules, columns[j].name), columns[j].name);
            if (!columns[j].column) return std::nullopt;
        }
        return columns;
    }

    const Cell& cell(std::size_t row, std::size_t column) const { return cells_[(first_row_ + row) * width_ + column]; }

    ColumnPtr column(std::size_t j, const ColumnRule* rule, const std::string& name) {
        using Type = ColumnRule::Type;
        if (!rule) {
            if (ColumnPtr c = numbers(j, nullptr)) return c;
            if (ColumnPtr c = dates(j, "", nullptr)) return c;
            return texts(j);
        }
        std::size_t offender = 0;
        ColumnPtr c;
        if (rule->type == Type::text) return texts(j);
        if (rule->type == Type::number) c = numbers(j, &offender);
        if (rule->type == Type::date) c = dates(j, rule->date_format, &offender);
        if (c) return c;
        const Cell& bad = cell(offender, j);
        (void)fail(bad.offset, "'" + value(bad) + "' in column '" + name + "' is " +
                                   (rule->type == Type::number  ? "no number"
                                    : rule->date_format.empty() ? "no ISO date (YYYY-MM-DD)"
                                                                : "no date of the form '" + rule->date_format + "'"));
        return nullptr;
    }

    // Null where a value is no number; the row is then in *offender.
    ColumnPtr numbers(std::size_t j, std::size_t* offender) {
        auto c = std::make_shared<Column>();
        c->numbers.assign(rows_, nan_value);
        bool integers = true, any = false;
        for (std::size_t i = 0; i < rows_; ++i) {
            const Cell& at = cell(i, j);
            poll(i);
            if (missing(at)) continue;
            const std::string_view r = raw(at);
            const auto v = parse_cell(r);
            if (!v) {
                if (offender) *offender = i;
                return nullptr;
            }
            c->numbers[i] = *v;
            integers = integers && looks_integer(r);
            any = true;
        }
        c->integers = integers && any;
        return c;
    }

    ColumnPtr dates(std::size_t j, const std::string& format, std::size_t* offender) {
        auto c = std::make_shared<Column>();
        c->type = ColumnType::date;
        c->numbers.assign(rows_, nan_value);
        for (std::size_t i = 0; i < rows_; ++i) {
            const Cell& at = cell(i, j);
            poll(i);
            if (missing(at)) continue;
            const std::string_view t = trimmed(raw(at));
            const auto v = format.empty() ? parse_iso_date(t) : parse_date(t, format);
            if (!v) {
                if (offender) *offender = i;
                return nullptr;
            }
            c->numbers[i] = *v;
        }
        return c;
    }

    ColumnPtr texts(std::size_t j) {
        auto c = std::make_shared<Column>();
        c->type = ColumnType::text;
        c->texts.resize(rows_);
        for (std::size_t i = 0; i < rows_; ++i) {
            const Cell& at = cell(i, j);
            poll(i);
            if (missing(at)) {
                if (c->missing.empty()) c->missing.assign(rows_, false);
                c->missing[i] = true;
            } else {
                c->texts[i] = value(at);
            }
        }
        return c;
    }

    std::string_view text_;
    const CsvOptions& options_;
    const SourceContext& context_;
    std::size_t at_ = 0;
    char delimiter_ = ',';
    std::vector<Cell> cells_;
    std::size_t width_ = 0, rows_ = 0, first_row_ = 0;
};

}  // namespace

std::optional<Columns> read_csv(std::string_view bytes, const CsvOptions& options, const SourceContext& context) {
    return Reader(bytes, options, context).run();
}

}  // namespace plotmill::data
