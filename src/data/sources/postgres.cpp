#include "data/sources/postgres.h"

#ifdef PLOTMILL_POSTGRES

#include <cerrno>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <memory>
#include <poll.h>

#include "base/dates.h"
#include "base/numbers.h"
#include "base/secrets.h"
#include "base/sizes.h"
#include "base/suggest.h"
#include "base/watch.h"
#include "data/sources/libpq.h"
#include "data/sources/postgres_sql.h"
#include "data/sources/text_types.h"
#include "expr/place.h"

namespace plotmill::data {
namespace {

constexpr double nan_value = std::numeric_limits<double>::quiet_NaN();
constexpr long connect_seconds = 10;
constexpr int patience = 50;  // milliseconds between two looks at the waiting figure's time

using Connection = std::unique_ptr<PGconn, decltype(Libpq::finish)>;
using Answer = std::unique_ptr<PGresult, decltype(Libpq::clear)>;
using Cancel = std::unique_ptr<PGcancel, decltype(Libpq::freeCancel)>;
using Clock = std::chrono::steady_clock;

// Types by the numbers that pg_type.dat gives them; they never change.
enum Oid_ : Oid {
    bool_oid = 16,
    int8_oid = 20,
    int2_oid = 21,
    int4_oid = 23,
    oid_oid = 26,
    float4_oid = 700,
    float8_oid = 701,
    date_oid = 1082,
    timestamp_oid = 1114,
    timestamptz_oid = 1184,
    interval_oid = 1186,
    numeric_oid = 1700,
};

// libpq's messages end with a newline and may have several lines.
std::string one_line(const char* message) {
    std::string out;
    for (const char* p = message ? message : ""; *p; ++p) {
        if (*p == '\n' || *p == '\t') {
            if (!out.empty() && out.back() != ' ') out += ' ';
        } else {
            out += *p;
        }
    }
    while (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

// A result column that is still growing.
struct Growing {
    std::string name;
    Oid type = 0;
    std::vector<double> numbers;
    std::vector<std::string> texts;
    std::vector<bool> missing;
    bool integers = true;
    std::string inexact;  // the first integer that a number does not hold
    std::size_t inexact_row = 0;

    bool is_text() const {
        switch (type) {
            case bool_oid:
            case int8_oid:
            case int2_oid:
            case int4_oid:
            case oid_oid:
            case float4_oid:
            case float8_oid:
            case date_oid:
            case timestamp_oid:
            case timestamptz_oid:
            case interval_oid:
            case numeric_oid:
                return false;
            default:
                return true;
        }
    }
    ColumnType column_type() const {
        if (is_text()) return ColumnType::text;
        if (type == bool_oid) return ColumnType::boolean;
        return type == date_oid || type == timestamp_oid || type == timestamptz_oid ? ColumnType::date
                                                                                    : ColumnType::number;
    }

    // False where the value is none of its type that can be drawn.
    bool add(std::string_view text, bool null, bool keep_text) {
        missing.push_back(null);
        if (is_text() || keep_text) texts.emplace_back(text);
        if (is_text()) return true;
        std::optional<double> v = nan_value;
        if (!null) v = value(text);
        numbers.push_back(v.value_or(nan_value));
        return v.has_value();
    }

    std::optional<double> value(std::string_view text) {
        switch (type) {
            case bool_oid:
                return text == "t" ? 1 : 0;
            case date_oid:
            case timestamp_oid:
            case timestamptz_oid:
                return parse_iso_date(text);
            case interval_oid:
                integers = false;
                return interval_seconds(text);
            default:
                break;
        }
        if (text == "NaN") return nan_value;
        if (text == "Infinity") return std::numeric_limits<double>::infinity();
        if (text == "-Infinity") return -std::numeric_limits<double>::infinity();
        const auto v = parse_number(text);
        const bool real = type == float4_oid || type == float8_oid;
        const bool whole = !real && text.find('.') == std::string_view::npos;
        integers &= whole;
        if (v && whole && inexact.empty() && is_inexact(text, *v)) inexact = text, inexact_row = missing.size();
        return v;
    }

    ColumnPtr finish(bool as_text) {
        auto c = std::make_shared<Column>();
        c->type = as_text ? ColumnType::text : column_type();
        if (c->type == ColumnType::text) {
            c->texts = std::move(texts);
            if (std::find(missing.begin(), missing.end(), true) != missing.end()) c->missing = std::move(missing);
            return c;
        }
        const bool any = std::find(missing.begin(), missing.end(), false) != missing.end();
        c->integers = c->type == ColumnType::number && integers && any;
        c->numbers = std::move(numbers);
        return c;
    }
};

class Session {
public:
    Session(const Libpq& pq, const Query& query, const SourceContext& context)
        : pq_(pq), query_(query), context_(context), numbered_(number_parameters(query.sql)) {}

    // A query that nobody waits for any more is told to end: the server would go on with it.
    ~Session() {
        if (!running_ || silent_) return;
        const Cancel cancel(pq_.getCancel(connection_.get()), pq_.freeCancel);
        char why[256];
        if (cancel) pq_.cancel(cancel.get(), why, sizeof why);
    }
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    // Nothing but one SELECT can be declared as a cursor; what it gives is not fetched from there, since the server
    // would hold the rows of a FETCH before it sends the first.
    std::optional<Columns> run(const std::string& connection) {
        if (!connect(connection) || !bind() || !begin()) return std::nullopt;
        deadline_ = Clock::now() + std::chrono::milliseconds(context_.limits.sql_milliseconds + 2000);
        const std::string declare = "DECLARE plotmill_query NO SCROLL CURSOR FOR ";
        shift_ = declare.size();
        if (!send(declare + numbered_.text, true) || !finish()) return std::nullopt;
        shift_ = 0;
        if (!send(numbered_.text, true) || !read_rows()) return std::nullopt;
        Columns out;
        for (Growing& c : columns_) {
            const ColumnRule* rule = context_.rule(c.name);
            const bool as_text = asks_for_text(c);
            if (!c.inexact.empty() && !as_text && inexact_integers(rule) == Inexact::fault)
                return fail(inexact_integer(c.inexact, c.name, c.inexact_row), query_.span);
            out.push_back({c.name, c.finish(as_text)});
        }
        return out;
    }

private:
    std::nullopt_t fail(std::string message, Span span) const {
        context_.out.error(span, std::move(message));
        return std::nullopt;
    }
    bool stop(std::string message, Span span) const {
        (void)fail(std::move(message), span);
        return false;
    }

    bool connect(const std::string& connection) {
        char* why = nullptr;
        PQconninfoOption* const options = pq_.conninfoParse(connection.c_str(), &why);
        const std::unique_ptr<void, decltype(Libpq::freemem)> why_owner(why, pq_.freemem);
        const std::unique_ptr<PQconninfoOption, decltype(Libpq::conninfoFree)> owner(options, pq_.conninfoFree);
        if (!options)
            return stop(
                "the connection is none that libpq understands (as service=NAME, 'host=... dbname=...' or "
                "postgresql://HOST/DATABASE)" +
                    (holds_password(connection) ? std::string() : ": " + one_line(why)),
                context_.span);
        const char* const keys[] = {"dbname", "fallback_application_name", "client_encoding", nullptr};
        const char* const values[] = {connection.c_str(), "plotmill", "UTF8", nullptr};
        connection_.reset(pq_.connectStartParams(keys, values, 1));
        PGconn* const db = connection_.get();
        if (!db) return stop("cannot connect to PostgreSQL: out of memory", context_.span);
        if (!connected(options)) return false;
        pq_.setNoticeProcessor(
            db, [](void*, const char*) {}, nullptr);
        return true;
    }

    // libpq's own waiting knows nothing of figures that are stopped, and its waiting in steps nothing of time.
    bool connected(const PQconninfoOption* options) {
        PGconn* const db = connection_.get();
        long seconds = connect_seconds;
        if (const char* const set = std::getenv("PGCONNECT_TIMEOUT")) seconds = std::strtol(set, nullptr, 10);
        for (const PQconninfoOption* o = options; o->keyword; ++o)
            if (std::string_view(o->keyword) == "connect_timeout" && o->val) seconds = std::strtol(o->val, nullptr, 10);
        deadline_ = Clock::now() + std::chrono::seconds(seconds > 0 && seconds < 3600 ? seconds : 3600);
        PostgresPollingStatusType state = PGRES_POLLING_WRITING;
        while (pq_.status(db) != CONNECTION_BAD && state != PGRES_POLLING_FAILED) {
            if (!ready(state == PGRES_POLLING_READING ? POLLIN : POLLOUT))
                return stop("cannot connect to PostgreSQL: no answer for " + std::to_string(seconds) + " s",
                            context_.span);
            state = pq_.connectPoll(db);
            if (state == PGRES_POLLING_OK) return true;
        }
        return stop("cannot connect to PostgreSQL: " + masked(one_line(pq_.errorMessage(db))), context_.span);
    }

    bool begin() {
        deadline_ = Clock::now() + std::chrono::seconds(connect_seconds);
        return send("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", false) && finish() &&
               send(
                   "SELECT set_config(name, value, true) FROM (VALUES ('datestyle', 'ISO, YMD'), "
                   "('intervalstyle', 'iso_8601'), ('timezone', 'UTC'), ('extra_float_digits', '1'), "
                   "('statement_timeout', '" +
                       std::to_string(context_.limits.sql_milliseconds) + "')) AS settings (name, value)",
                   false) &&
               finish();
    }

    bool bind() {
        for (const std::string& name : numbered_.names) {
            const Span span = expr::place_inside(query_.span, query_.sql, query_.sql.find("$" + name), name.size() + 1);
            const auto value = query_.scope.lookup(name, true);
            if (!value) {
                const std::vector<std::string> names = query_.scope.names();
                const std::vector<std::string_view> views(names.begin(), names.end());
                return stop("'$" + name + "' is no var or matrix parameter" + did_you_mean(name, views), span);
            }
            if (!value->is_scalar()) return stop("'$" + name + "' is a list (expected one value)", span);
            add_parameter(value->scalar());
        }
        return true;
    }

    // As text, which the server reads as what is wanted there; numbers say what they are, since 0.5 would else be
    // refused beside a column of integers.
    void add_parameter(const expr::Scalar& v) {
        const bool null = v.type == ColumnType::text ? v.missing : std::isnan(v.number);
        Oid type = 0;
        std::string text;
        if (v.type == ColumnType::text) {
            text = v.text;
        } else if (v.type == ColumnType::date) {
            text = null ? "" : iso_date(v.number);
        } else if (v.type == ColumnType::boolean) {
            text = v.number != 0 ? "t" : "f";
            type = bool_oid;
        } else {
            text = shortest(v.number);
            const bool small = v.integer && std::fabs(v.number) <= 2147483647.0;
            type = small ? int4_oid : v.integer ? int8_oid : float8_oid;
        }
        types_.push_back(type);
        nulls_.push_back(null);
        values_.push_back(std::move(text));
    }

    bool send(const std::string& sql, bool with_parameters) {
        PGconn* const db = connection_.get();
        std::vector<const char*> values;
        for (std::size_t i = 0; i < values_.size(); ++i) values.push_back(nulls_[i] ? nullptr : values_[i].c_str());
        const int n = with_parameters ? static_cast<int>(values.size()) : 0;
        if (pq_.sendQueryParams(db, sql.c_str(), n, types_.data(), values.data(), nullptr, nullptr, 0) != 1)
            return lost();
        return running_ = true;
    }

    // The next of a statement's answers, once it is there: null after the last one.
    bool next(Answer& answer) {
        answer.reset();
        if (!wait()) return false;
        answer.reset(pq_.getResult(connection_.get()));
        running_ = answer && pq_.resultStatus(answer.get()) != PGRES_FATAL_ERROR;
        return true;
    }

    // A statement that gives no rows, or none that are asked for.
    bool finish() {
        Answer answer(nullptr, pq_.clear);
        bool good = true;
        while (next(answer)) {
            if (!answer) return good;
            const auto status = pq_.resultStatus(answer.get());
            if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) good = fail_sql(answer.get());
        }
        return false;
    }

    // Row by row: libpq would else hold them all before the first can be counted.
    bool read_rows() {
        pq_.setSingleRowMode(connection_.get());
        Answer answer(nullptr, pq_.clear);
        for (std::size_t i = 0; next(answer); ++i) {
            if (!answer) return true;
            const auto status = pq_.resultStatus(answer.get());
            if (status != PGRES_SINGLE_TUPLE && status != PGRES_TUPLES_OK) return fail_sql(answer.get());
            if (columns_.empty() && !name_columns(answer.get())) return false;
            if (!add(answer.get())) return false;
            poll(i);
        }
        return false;
    }

    // Until an answer is there; the server keeps the time, but it may be gone.
    bool wait() {
        PGconn* const db = connection_.get();
        while (pq_.isBusy(db)) {
            const int flushed = pq_.flush(db);
            if (flushed < 0) return lost();
            if (!ready(static_cast<short>(POLLIN | (flushed > 0 ? POLLOUT : 0)))) {
                silent_ = true;
                return stop(too_long(), query_.span);
            }
            if (pq_.consumeInput(db) != 1) return lost();
        }
        return true;
    }

    // False when the time is over; throws Stopped when the figure's is.
    bool ready(short events) const {
        for (;;) {
            poll_now();
            const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline_ - Clock::now()).count();
            if (left <= 0) return false;
            pollfd one{pq_.socket(connection_.get()), events, 0};
            const int n = ::poll(&one, 1, static_cast<int>(std::min<std::int64_t>(left, patience)));
            if (n > 0 || (n < 0 && errno != EINTR)) return true;  // libpq knows what the matter is
        }
    }

    bool lost() {
        silent_ = true;
        return stop("PostgreSQL: " + masked(one_line(pq_.errorMessage(connection_.get()))), query_.span);
    }

    std::string too_long() const {
        return "the query takes too long (more than " + shortest(context_.limits.sql_milliseconds / 1000.0) + " s)";
    }

    bool fail_sql(const PGresult* answer) {
        const char* const state = pq_.resultErrorField(answer, PG_DIAG_SQLSTATE);
        const std::string code = state ? state : "";
        const char* const primary = pq_.resultErrorField(answer, PG_DIAG_MESSAGE_PRIMARY);
        const std::string message = one_line(primary ? primary : pq_.errorMessage(connection_.get()));
        if (code == "57014") return stop(too_long(), query_.span);
        const char* const at = pq_.resultErrorField(answer, PG_DIAG_STATEMENT_POSITION);
        Span span = query_.span;
        if (at && shift_ != std::string::npos) {  // counted in characters, from 1
            std::size_t character = static_cast<std::size_t>(std::strtoul(at, nullptr, 10));
            std::size_t byte = 0;
            for (character -= character > shift_ ? shift_ + 1 : character;
                 character > 0 && byte < numbered_.text.size(); --character)
                do ++byte;
                while (byte < numbered_.text.size() &&
                       (static_cast<unsigned char>(numbered_.text[byte]) & 0xC0) == 0x80);
            span = expr::place_inside(query_.span, query_.sql,
                                      numbered_.origin[std::min(byte, numbered_.origin.size() - 1)], 1);
        }
        const char* const hint = pq_.resultErrorField(answer, PG_DIAG_MESSAGE_HINT);
        if (code == "25006" || (code == "42601" && shift_ != std::string::npos && !looks_like_select()))
            return stop("the query may only read (one SELECT)", query_.span);
        return stop("SQL: " + message + (hint ? " (" + one_line(hint) + ")" : ""), span);
    }

    bool looks_like_select() const {
        std::string word;
        for (char c : numbered_.text) {
            if (c == ' ' || c == '\n' || c == '\t' || c == '(') {
                if (!word.empty()) break;
                continue;
            }
            word += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
        }
        return word == "select" || word == "with" || word == "values" || word == "table" || word.starts_with("--") ||
               word.starts_with("/*");
    }

    bool name_columns(const PGresult* rows) {
        const int n = pq_.nfields(rows);
        for (int j = 0; j < n; ++j) {
            Growing c;
            c.name = pq_.fname(rows, j);
            c.type = pq_.ftype(rows, j);
            for (const Growing& other : columns_)
                if (other.name == c.name)
                    return stop("the query gives two columns named '" + c.name + "' (AS renames one)", query_.span);
            columns_.push_back(std::move(c));
        }
        if (columns_.size() > context_.limits.columns) return stop("the table has too many columns", query_.span);
        return n > 0 || stop("the query gives no columns", query_.span);
    }

    bool asks_for_text(const Growing& c) const {
        const ColumnRule* rule = context_.rule(c.name);
        return rule && rule->type == ColumnRule::Type::text && c.column_type() == ColumnType::number;
    }

    bool add(const PGresult* rows) {
        const int n = pq_.ntuples(rows);
        rows_ += static_cast<std::size_t>(n);
        if (rows_ > context_.limits.rows) return stop("the query gives too many rows", query_.span);
        for (std::size_t j = 0; j < columns_.size(); ++j) {
            Growing& c = columns_[j];
            const bool keep_text = asks_for_text(c);
            for (int i = 0; i < n; ++i) {
                const int k = static_cast<int>(j);
                const std::string_view text(pq_.getvalue(rows, i, k),
                                            static_cast<std::size_t>(pq_.getlength(rows, i, k)));
                if (text.size() > context_.limits.cell_bytes)
                    return stop(
                        "a value of " + size_text(text.size()) + " in column '" + c.name + "' is too large for a table",
                        query_.span);
                bytes_ += sizeof(double) + (c.is_text() || keep_text ? sizeof(std::string) + text.size() : 0);
                if (!c.add(text, pq_.getisnull(rows, i, k), keep_text))
                    return stop("'" + std::string(text) + "' in column '" + c.name +
                                    "' is no value that can be drawn (CAST(... AS text) keeps it)",
                                query_.span);
            }
            if (bytes_ > context_.limits.table_bytes)
                return stop("the query's result is too large for memory", query_.span);
        }
        return true;
    }

    const Libpq& pq_;
    const Query& query_;
    const SourceContext& context_;
    const NumberedSql numbered_;
    Connection connection_{nullptr, pq_.finish};
    std::vector<Oid> types_;
    std::vector<bool> nulls_;
    std::vector<std::string> values_;
    std::vector<Growing> columns_;
    std::size_t rows_ = 0, bytes_ = 0;
    std::size_t shift_ = std::string::npos;  // what stands before the query in what is sent
    Clock::time_point deadline_;
    bool running_ = false;  // the server is at work for us
    bool silent_ = false;   // and nothing that is said to it would arrive
};

}  // namespace

bool has_postgres() { return true; }

std::optional<Columns> query_postgres(const std::string& connection, const Query& query, const SourceContext& context) {
    std::string why;
    const Libpq* const pq = libpq(why);
    if (pq) return Session(*pq, query, context).run(connection);
    context.out.error(context.span, "PostgreSQL's client library cannot be loaded: " + why);
    return std::nullopt;
}

}  // namespace plotmill::data

#else

namespace plotmill::data {

bool has_postgres() { return false; }

std::optional<Columns> query_postgres(const std::string&, const Query&, const SourceContext& context) {
    context.out.error(context.span, "this plotmill was built without PostgreSQL (libpq)");
    return std::nullopt;
}

}  // namespace plotmill::data

#endif
