#include "data/sources/sqlite.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <memory>
#include <sqlite3.h>

#include "base/dates.h"
#include "base/numbers.h"
#include "base/suggest.h"
#include "base/watch.h"
#include "data/sources/sqlite_file.h"
#include "data/sources/text_types.h"
#include "expr/place.h"

namespace plotmill::data {
namespace {

constexpr double nan_value = std::numeric_limits<double>::quiet_NaN();
constexpr int steps_per_call = 100'000;
constexpr std::int64_t largest_exact = std::int64_t{1} << 53;

using Statement = std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)>;

Statement prepare(sqlite3* db, std::string_view sql, int& status, std::string_view* rest = nullptr) {
    sqlite3_stmt* s = nullptr;
    const char* tail = nullptr;
    status = sqlite3_prepare_v2(db, sql.data(), static_cast<int>(sql.size()), &s, &tail);
    if (rest && tail) *rest = sql.substr(static_cast<std::size_t>(tail - sql.data()));
    return {s, sqlite3_finalize};
}

// Only what a SELECT needs.
int authorize(void*, int action, const char*, const char*, const char*, const char*) {
    switch (action) {
        case SQLITE_SELECT:
        case SQLITE_READ:
        case SQLITE_FUNCTION:
        case SQLITE_RECURSIVE:
            return SQLITE_OK;
        default:
            return SQLITE_DENY;
    }
}

// A result column that is still growing.
struct Growing {
    std::vector<double> numbers;
    std::vector<std::string> texts;
    std::vector<bool> is_text;
    std::vector<std::pair<std::size_t, std::int64_t>> inexact;  // rows whose integers a number does not hold
    bool integers = true, any_text = false, any_number = false;

    void add(sqlite3_stmt* s, int j) {
        const std::size_t row = numbers.size();
        double v = nan_value;
        bool text = false;
        switch (sqlite3_column_type(s, j)) {
            case SQLITE_NULL:
                break;
            case SQLITE_INTEGER:
                v = static_cast<double>(sqlite3_column_int64(s, j));
                if (const std::int64_t i = sqlite3_column_int64(s, j); i > largest_exact || i < -largest_exact)
                    inexact.emplace_back(row, i);
                any_number = true;
                break;
            case SQLITE_FLOAT:
                v = sqlite3_column_double(s, j);
                any_number = true;
                integers = false;
                break;
            default: {
                text = any_text = true;
                texts.resize(row);
                const auto* p = static_cast<const char*>(sqlite3_column_blob(s, j));
                texts.emplace_back(p ? p : "", static_cast<std::size_t>(sqlite3_column_bytes(s, j)));
            }
        }
        numbers.push_back(v);
        is_text.push_back(text);
    }

    ColumnPtr finish(bool booleans, Inexact asked) {
        auto c = std::make_shared<Column>();
        const std::size_t n = numbers.size();
        if (!any_text && (inexact.empty() || asked == Inexact::round)) {
            c->integers = any_number && integers;
            const auto truth = [](double v) { return v == 0 || v == 1 || std::isnan(v); };
            if (booleans && any_number && std::all_of(numbers.begin(), numbers.end(), truth)) {
                c->type = ColumnType::boolean;
                c->integers = false;
            }
            c->numbers = std::move(numbers);
            return c;
        }
        c->type = ColumnType::text;
        c->texts = std::move(texts);
        c->texts.resize(n);
        for (std::size_t i = 0; i < n; ++i) {
            if (is_text[i]) continue;
            if (std::isnan(numbers[i])) {
                c->missing.resize(n, false);
                c->missing[i] = true;
            } else {
                c->texts[i] = shortest(numbers[i]);
            }
        }
        for (const auto& [row, value] : inexact) c->texts[row] = std::to_string(value);
        return c;
    }
};

class Runner {
public:
    Runner(sqlite3* db, const Query& query, const SourceContext& context) : db_(db), query_(query), context_(context) {
        sqlite3_limit(db, SQLITE_LIMIT_LENGTH,
                      static_cast<int>(std::min<std::size_t>(context.limits.cell_bytes, 1u << 30)));
        sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 0);
        steps_left_ = context.limits.sql_steps / steps_per_call + 1;
        sqlite3_progress_handler(
            db, steps_per_call,
            [](void* self) {
                try {
                    poll_now();
                } catch (const Stopped&) {  // thrown again where no C is in between
                    return 1;
                }
                return static_cast<Runner*>(self)->goes_on() ? 0 : 1;
            },
            this);
        deadline_ = std::chrono::steady_clock::now() + std::chrono::milliseconds(context.limits.sql_milliseconds);
        guard(true);
    }
    ~Runner() {
        sqlite3_progress_handler(db_, 0, nullptr, nullptr);
        guard(false);
    }
    Runner(const Runner&) = delete;
    Runner& operator=(const Runner&) = delete;

    // Off while our own statements fill the tables.
    // Dates are found among the results here, and not by the caller.
    void find_dates() { dates_ = true; }
    void guard(bool on) { sqlite3_set_authorizer(db_, on ? authorize : nullptr, nullptr); }

    std::nullopt_t fail(std::string message, Span span) const {
        context_.out.error(span, std::move(message));
        return std::nullopt;
    }
    std::nullopt_t fail_sql() const {
        const int offset = sqlite3_error_offset(db_);
        const Span span =
            offset < 0 ? query_.span : expr::place_inside(query_.span, query_.sql, static_cast<std::size_t>(offset), 1);
        const int code = sqlite3_errcode(db_);
        if (code == SQLITE_INTERRUPT) poll_now();
        if (code == SQLITE_AUTH) return fail("the query may only read (one SELECT)", query_.span);
        if (code == SQLITE_CORRUPT) return context_.fail(0, "the database is damaged (is the file cut off?)");
        if (code == SQLITE_INTERRUPT) return fail("the query takes too long", query_.span);
        return fail("SQL: " + std::string(sqlite3_errmsg(db_)), span);
    }

    // Null with status SQLITE_OK where an error has been reported.
    Statement prepare_query(int& status) const {
        std::string_view rest;
        Statement s = prepare(db_, query_.sql, status, &rest);
        if (status != SQLITE_OK) return s;
        const bool more = rest.find_first_not_of(" \t\r\n;") != std::string_view::npos;
        if (!s || sqlite3_column_count(s.get()) == 0 || more) {
            (void)fail(more ? "expected one statement, found more" : "expected a SELECT", query_.span);
            s.reset();
        }
        return s;
    }

    std::optional<Columns> run(sqlite3_stmt* s) {
        if (!bind(s)) return std::nullopt;
        const int n = sqlite3_column_count(s);
        Columns columns;
        for (int j = 0; j < n; ++j) {
            std::string name = sqlite3_column_name(s, j) ? sqlite3_column_name(s, j) : "";
            const auto same = [&](const NamedColumn& c) { return c.name == name; };
            if (std::any_of(columns.begin(), columns.end(), same))
                return fail("the query gives two columns named '" + name + "' (AS renames one)", query_.span);
            columns.push_back({std::move(name), nullptr});
        }
        std::vector<Growing> growing(static_cast<std::size_t>(n));
        std::size_t rows = 0, bytes = 0;
        for (;;) {
            const int status = sqlite3_step(s);
            if (status == SQLITE_DONE) break;
            if (status != SQLITE_ROW) return fail_sql();
            if (++rows > context_.limits.rows) return fail("the query gives too many rows", query_.span);
            for (int j = 0; j < n; ++j) {
                if (sqlite3_column_type(s, j) == SQLITE_BLOB)
                    return fail("column '" + columns[static_cast<std::size_t>(j)].name + "' holds binary values",
                                query_.span);
                growing[static_cast<std::size_t>(j)].add(s, j);
                bytes += sizeof(double) + static_cast<std::size_t>(sqlite3_column_bytes(s, j));
            }
            if (bytes > context_.limits.table_bytes)
                return fail("the query's result is too large for memory", query_.span);
        }
        for (std::size_t j = 0; j < columns.size(); ++j) {
            const ColumnRule* rule = context_.rule(columns[j].name);
            Growing& g = growing[j];
            if (!g.inexact.empty() && !g.any_text && !rule)
                return fail(
                    inexact_integer(std::to_string(g.inexact[0].second), columns[j].name, g.inexact[0].first + 1),
                    query_.span);
            const char* const declared = sqlite3_column_decltype(s, static_cast<int>(j));
            const std::string_view type = declared ? declared : "";
            columns[j].column = g.finish(type == "BOOLEAN" || type == "boolean" || type == "BOOL" || type == "bool",
                                         inexact_integers(rule));
            // What was a text in a table of the job stays one, though it looked like dates.
            if (dates_ && type != "TEXT" && columns[j].column->type == ColumnType::text)
                if (ColumnPtr dates = as_iso_dates(*columns[j].column)) columns[j].column = std::move(dates);
        }
        return columns;
    }

private:
    bool goes_on() { return --steps_left_ != 0 && std::chrono::steady_clock::now() < deadline_; }

    bool bind(sqlite3_stmt* s) const {
        for (int i = 1; i <= sqlite3_bind_parameter_count(s); ++i) {
            const char* spelled = sqlite3_bind_parameter_name(s, i);
            if (!spelled || *spelled == '?') {
                (void)fail("a value is bound by name ($name), not by '?'", query_.span);
                return false;
            }
            const std::string name = spelled + 1;
            const std::size_t at = query_.sql.find(spelled);
            const Span span = expr::place_inside(query_.span, query_.sql, at, name.size() + 1);
            const auto value = query_.scope.lookup(name, true);
            if (!value) {
                const std::vector<std::string> names = query_.scope.names();
                const std::vector<std::string_view> views(names.begin(), names.end());
                (void)fail("'$" + name + "' is no var or matrix parameter" + did_you_mean(name, views), span);
                return false;
            }
            if (!value->is_scalar()) {
                (void)fail("'$" + name + "' is a list (expected one value)", span);
                return false;
            }
            bind_value(s, i, value->scalar());
        }
        return true;
    }

public:
    static void bind_value(sqlite3_stmt* s, int i, const expr::Scalar& v) {
        switch (v.type) {
            case ColumnType::text:
                if (v.missing)
                    sqlite3_bind_null(s, i);
                else
                    sqlite3_bind_text(s, i, v.text.data(), static_cast<int>(v.text.size()), SQLITE_TRANSIENT);
                return;
            case ColumnType::date: {
                if (std::isnan(v.number)) {
                    sqlite3_bind_null(s, i);
                    return;
                }
                const std::string iso = iso_date(v.number);
                sqlite3_bind_text(s, i, iso.data(), static_cast<int>(iso.size()), SQLITE_TRANSIENT);
                return;
            }
            default:
                if (std::isnan(v.number))
                    sqlite3_bind_null(s, i);
                else if ((v.integer || v.type == ColumnType::boolean) && std::fabs(v.number) < 0x1p62)
                    sqlite3_bind_int64(s, i, static_cast<sqlite3_int64>(v.number));
                else
                    sqlite3_bind_double(s, i, v.number);
        }
    }

private:
    sqlite3* db_;
    const Query& query_;
    const SourceContext& context_;
    std::uint64_t steps_left_ = 0;
    std::chrono::steady_clock::time_point deadline_;
    bool dates_ = false;
};

std::string quoted(std::string_view name) {
    std::string s = "\"";
    for (char c : name) s.append(c == '"' ? 2 : 1, c);
    return s + "\"";
}

// What tells the types of results; only texts and truth have to be told.
const char* declared_type(ColumnType type) {
    return type == ColumnType::text ? " TEXT" : type == ColumnType::boolean ? " BOOLEAN" : "";
}

// Copies a table into the connection. A fault's words, or "".
std::string copy_table(sqlite3* db, const std::string& name, const Table& table) {
    if (!table.even()) return "the columns of table '" + name + "' differ in length";
    std::vector<const Column*> columns;
    std::string create, insert;
    for (const NamedColumn& c : table.columns()) {
        if (c.column->cols) continue;  // SQL has no word for two dimensions
        create += (columns.empty() ? "" : ", ") + quoted(c.name) + declared_type(c.column->type);
        insert += columns.empty() ? "?" : ", ?";
        columns.push_back(c.column.get());
    }
    if (columns.empty()) return "table '" + name + "' has no columns of one dimension";
    const auto run = [db](const std::string& sql) {
        return sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK;
    };
    const std::string error = "cannot copy table '" + name + "': ";
    if (!run("CREATE TABLE " + quoted(name) + " (" + create + "); BEGIN")) return error + sqlite3_errmsg(db);
    int status = SQLITE_OK;
    const Statement s = prepare(db, "INSERT INTO " + quoted(name) + " VALUES (" + insert + ")", status);
    if (status != SQLITE_OK) return error + sqlite3_errmsg(db);
    for (std::size_t i = 0; i < table.rows(); ++i) {
        for (std::size_t j = 0; j < columns.size(); ++j) {
            const Column& c = *columns[j];
            const int at = static_cast<int>(j) + 1;
            if (c.type != ColumnType::text || is_missing(c, i))
                Runner::bind_value(s.get(), at, expr::element(c, i));
            else
                sqlite3_bind_text(s.get(), at, c.texts[i].data(), static_cast<int>(c.texts[i].size()), SQLITE_STATIC);
        }
        poll(i);
        if (sqlite3_step(s.get()) != SQLITE_DONE) return error + sqlite3_errmsg(db);
        sqlite3_reset(s.get());
    }
    return run("COMMIT") ? "" : error + sqlite3_errmsg(db);
}

std::optional<Columns> query_connection(sqlite3* db, int status, const Query& query, const SourceContext& context) {
    if (!db || status != SQLITE_OK)
        return context.fail(0, "cannot open the database: " + std::string(db ? sqlite3_errmsg(db) : "out of memory"));
    // A query that names no table would not look into the file.
    status = sqlite3_exec(db, "SELECT count(*) FROM sqlite_master", nullptr, nullptr, nullptr);
    if (status == SQLITE_NOTADB) return context.fail(0, "the file is no SQLite database");
    if (status == SQLITE_CORRUPT) return context.fail(0, "the database is damaged (is the file cut off?)");
    if (status != SQLITE_OK) return context.fail(0, "cannot read the database: " + std::string(sqlite3_errmsg(db)));
    Runner runner(db, query, context);
    const Statement s = runner.prepare_query(status);
    if (status != SQLITE_OK) return runner.fail_sql();
    if (!s) return std::nullopt;
    return runner.run(s.get());
}

}  // namespace

std::optional<Columns> query_database(const std::string& path, const io::Roots& roots, const Query& query,
                                      const SourceContext& context) {
    DatabaseFile file(path, roots);
    if (!file.fault().empty()) return context.fail(0, file.fault());
    int status = SQLITE_OK;
    if (const Connection db = file.open_quiet(status)) {
        Diagnostics said;
        SourceContext own{context.limits, context.file, context.span, said, context.rules, context.table};
        std::optional<Columns> columns = query_connection(db.get(), status, query, own);
        if (file.was_quiet()) {
            for (Diagnostic& d : said.take()) context.out.add(std::move(d));
            return columns;
        }
    }
    const Connection db = file.open(status);
    return query_connection(db.get(), status, query, context);
}

std::optional<Columns> query_tables(const Query& query, const FindTable& find, const std::vector<std::string>& known,
                                    const SourceContext& context) {
    int status = SQLITE_OK;
    const Connection db = open_in_memory(status);
    if (!db || status != SQLITE_OK) return context.fail(0, "cannot open a database in memory");
    Runner runner(db.get(), query, context);
    runner.find_dates();
    // SQLite itself says which tables the query names: the next one that is missing.
    std::vector<std::string> loaded;
    for (;;) {
        const Statement s = runner.prepare_query(status);
        if (status == SQLITE_OK) {
            if (!s) return std::nullopt;
            return runner.run(s.get());
        }
        const std::string message = sqlite3_errmsg(db.get());
        constexpr std::string_view missing = "no such table: ";
        if (!message.starts_with(missing)) return runner.fail_sql();
        std::string name = message.substr(missing.size());
        if (name.starts_with("main.")) name.erase(0, 5);
        if (std::find(loaded.begin(), loaded.end(), name) != loaded.end()) return runner.fail_sql();
        const std::optional<TablePtr> table = find(name);
        if (!table) {
            const std::vector<std::string_view> names(known.begin(), known.end());
            const std::size_t at = query.sql.find(name);
            const Span span =
                at == std::string::npos ? query.span : expr::place_inside(query.span, query.sql, at, name.size());
            return runner.fail(
                "the query names table '" + name + "', which the job does not define" + did_you_mean(name, names),
                span);
        }
        if (!*table) return std::nullopt;
        runner.guard(false);
        const std::string fault = copy_table(db.get(), name, **table);
        runner.guard(true);
        if (!fault.empty()) return runner.fail(fault, query.span);
        loaded.push_back(std::move(name));
    }
}

namespace {

bool word_start(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (static_cast<unsigned char>(c) & 0x80);
}
bool word_part(char c) { return word_start(c) || (c >= '0' && c <= '9'); }

template <class F>
void scan_sql(std::string_view sql, F&& take) {  // take(prefix or quote, word)
    for (std::size_t i = 0; i < sql.size();) {
        const char c = sql[i];
        if (c == '-' && sql.substr(i).starts_with("--")) {
            i = std::min(sql.find('\n', i), sql.size());
        } else if (c == '/' && sql.substr(i).starts_with("/*")) {
            const std::size_t end = sql.find("*/", i + 2);
            i = end == std::string_view::npos ? sql.size() : end + 2;
        } else if (c == '\'' || c == '"' || c == '`' || c == '[') {
            const std::size_t end = std::min(sql.find(c == '[' ? ']' : c, i + 1), sql.size());
            if (c != '\'') take('"', sql.substr(i + 1, end - i - 1));
            i = end + 1;
        } else if (word_start(c) ||
                   ((c == '$' || c == ':' || c == '@') && i + 1 < sql.size() && word_start(sql[i + 1]))) {
            const std::size_t start = word_start(c) ? i : i + 1;
            std::size_t end = start;
            while (end < sql.size() && word_part(sql[end])) ++end;
            take(word_start(c) ? ' ' : '$', sql.substr(start, end - start));
            i = end;
        } else {
            ++i;
        }
    }
}

}  // namespace

std::vector<std::string> sql_identifiers(std::string_view sql) {
    std::vector<std::string> names;
    scan_sql(sql, [&](char kind, std::string_view word) {
        if (kind != '$') names.emplace_back(word);
    });
    return names;
}

std::vector<std::string> sql_parameters(std::string_view sql) {
    std::vector<std::string> names;
    scan_sql(sql, [&](char kind, std::string_view word) {
        if (kind == '$') names.emplace_back(word);
    });
    return names;
}

}  // namespace plotmill::data
