#include "data/description.h"

#include <algorithm>

#include "expr/expression.h"
#include "spec/data_tables.h"

namespace plotmill::data {
namespace {

using spec::Fields;
using spec::FieldValue;

struct SourceName {
    std::string_view key;
    SourceKind kind;
};
constexpr SourceName sources[] = {{"csv", SourceKind::csv},
                                  {"npy", SourceKind::npy},
                                  {"npz", SourceKind::npz},
                                  {"json", SourceKind::json},
                                  {"image", SourceKind::image},
                                  {"sqlite", SourceKind::sqlite},
                                  {"postgres", SourceKind::postgres},
                                  {"google_benchmark", SourceKind::google_benchmark},
                                  {"hyperfine", SourceKind::hyperfine},
                                  {"pytest_benchmark", SourceKind::pytest_benchmark},
                                  {"criterion", SourceKind::criterion}};

class DescriptionReader {
public:
    DescriptionReader(const Fields& fields, Diagnostics& out) : fields_(fields), out_(out) {}

    Description run() {
        d_.span = fields_.span();
        source();
        only_for(SourceKind::csv, "csv", {"delimiter", "skip_rows", "comment", "na_values"});
        only_for(SourceKind::json, "json", {"path"});
        csv();
        rules();
        d_.json_path = fields_.text("path", "");
        steps();
        return std::move(d_);
    }

private:
    void source() {
        std::string_view chosen;
        for (const SourceName& s : sources) {
            const FieldValue* v = fields_.get(s.key);
            if (!v) continue;
            if (!chosen.empty())
                out_.error(v->span, "a table has one source, and '" + std::string(chosen) + "' is given too");
            chosen = s.key;
            d_.kind = s.kind;
            d_.file = {v->text(), v->span};
            if (d_.file.text.empty())
                out_.error(v->span, s.kind == SourceKind::postgres
                                        ? "expected a connection for 'postgres', as service=NAME"
                                        : "expected a file's path for '" + std::string(s.key) + "'");
        }
        if (const FieldValue* v = fields_.get("query")) {
            d_.sql = {v->text(), v->span};
            if (d_.kind == SourceKind::none)
                d_.kind = SourceKind::query;
            else if (d_.kind != SourceKind::sqlite && d_.kind != SourceKind::postgres)
                out_.error(v->span,
                           "'query' asks an SQLite or PostgreSQL database, or the job's other tables where no source "
                           "is given; '" +
                               std::string(chosen) + "' takes none");
        } else if (d_.kind == SourceKind::sqlite) {
            out_.error(fields_.span_of("sqlite"), "an SQLite table needs 'query', a SELECT");
        } else if (d_.kind == SourceKind::postgres) {
            out_.error(fields_.span_of("postgres"), "a PostgreSQL table needs 'query', a SELECT");
        }
        if (const FieldValue* v = fields_.get("meshgrid")) {
            if (d_.kind != SourceKind::none)
                out_.error(v->span, "a table has one source, and '" + std::string(chosen.empty() ? "query" : chosen) +
                                        "' is given too");
            d_.kind = SourceKind::meshgrid;
            d_.meshgrid = computed(*v);
        }
        if (d_.kind == SourceKind::none && !fields_.has("columns"))
            out_.error(fields_.span(),
                       "a table needs a source: 'csv', 'npy', 'npz', 'json', 'image', 'sqlite', 'postgres', 'query', "
                       "'google_benchmark', 'hyperfine', 'pytest_benchmark', 'criterion', 'meshgrid' or 'columns'");
    }

    void only_for(SourceKind kind, std::string_view source, std::initializer_list<std::string_view> keys) {
        if (d_.kind == kind) return;
        for (std::string_view key : keys)
            if (fields_.has(key))
                out_.error(fields_.span_of(key),
                           "'" + std::string(key) + "' belongs to tables of '" + std::string(source) + "'");
    }

    void csv() {
        if (const auto delimiter = fields_.text("delimiter")) {
            const std::string& s = *delimiter;
            if (s == "\\t" || s == "tab")
                d_.csv.delimiter = '\t';
            else if (s.size() == 1 && s != "\"" && s != "\n" && s != "\r")
                d_.csv.delimiter = s[0];
            else
                out_.error(fields_.span_of("delimiter"), "expected one ASCII character as the delimiter");
        }
        d_.csv.skip_rows = static_cast<std::size_t>(fields_.number("skip_rows", 0));
        d_.csv.comment = fields_.text("comment", "");
        d_.csv.na_values = texts("na_values");
        d_.csv.names = texts("names");
        d_.names_span = fields_.span_of("names");
        if (!d_.csv.names.empty() && d_.kind != SourceKind::csv && d_.kind != SourceKind::npy)
            out_.error(d_.names_span,
                       "'names' is for files without column names ('csv', 'npy'); 'rename' gives others");
    }

    // Of a string, or a list of them.
    std::vector<std::string> texts(std::string_view key) const {
        std::vector<std::string> all;
        for (const Placed& p : placed(key)) all.push_back(p.text);
        return all;
    }
    std::vector<Placed> placed(std::string_view key) const {
        const FieldValue* v = fields_.get(key);
        if (!v || v->is_null()) return {};
        if (v->as == spec::string) return {{v->text(), v->span}};
        std::vector<Placed> all;
        for (const FieldValue& item : v->list()) all.push_back({item.text(), item.span});
        return all;
    }
    // Of a mapping to strings or words.
    std::vector<std::pair<Placed, Placed>> pairs(std::string_view key) const {
        std::vector<std::pair<Placed, Placed>> all;
        const FieldValue* v = fields_.get(key);
        if (!v || v->as != spec::mapping) return all;
        const auto& entries = v->value->entries;
        for (std::size_t i = 0; i < entries.size(); ++i)
            all.push_back({{entries[i].key, entries[i].key_span}, {v->list()[i].text(), v->list()[i].span}});
        return all;
    }

    void add_rule(ColumnRule rule) {
        if (const ColumnRule* other = find_rule(d_.csv.rules, rule.column))
            if (other->type != rule.type) {
                out_.error(rule.span, "column '" + rule.column + "' is given two types");
                return;
            }
        if (!find_rule(d_.csv.rules, rule.column)) d_.csv.rules.push_back(std::move(rule));
    }

    void rules() {
        using Type = ColumnRule::Type;
        const FieldValue* dates = fields_.get("parse_dates");
        if (dates && dates->as == spec::mapping) {
            for (const auto& [column, format] : pairs("parse_dates"))
                add_rule({column.text, Type::date, format.text, column.span});
        } else {
            for (const Placed& p : placed("parse_dates")) add_rule({p.text, Type::date, "", p.span});
        }
        for (const auto& [column, type] : pairs("types"))
            add_rule({column.text,
                      type.text == "number"     ? Type::number
                      : type.text == "date"     ? Type::date
                      : type.text == "boolean"  ? Type::boolean
                      : type.text == "duration" ? Type::duration
                                                : Type::text,
                      "", column.span});
    }

    static std::vector<ComputedColumn> computed(const FieldValue& v) {
        std::vector<ComputedColumn> columns;
        const auto& entries = v.value->entries;
        for (std::size_t i = 0; i < entries.size(); ++i)
            columns.push_back({{entries[i].key, entries[i].key_span}, v.list()[i].value});
        return columns;
    }

    void steps() {
        if (const FieldValue* v = fields_.get("columns")) d_.columns = computed(*v);
        if (const FieldValue* v = fields_.get("filter")) {
            const std::string& s = v->text();
            if (!s.starts_with('='))
                out_.error(v->span, "expected an expression for 'filter', which begins with '='");
            else
                d_.filter = Placed{s.substr(1), v->span};
        }
        if (const FieldValue* v = fields_.get("sort")) d_.sort = Placed{v->text(), v->span};
        d_.select = placed("select");
        d_.rename = pairs("rename");
        if (d_.kind == SourceKind::csv && !d_.select.empty()) wanted();
    }

    // Where `select` says what is kept, only that and what it is made of has to be read.
    void wanted() {
        std::vector<std::string>& all = d_.csv.only;
        for (const Placed& p : d_.select) all.push_back(p.text);
        for (const ColumnRule& r : d_.csv.rules) all.push_back(r.column);
        if (d_.filter) add_names(d_.filter->text, all);
        if (d_.sort) all.push_back(d_.sort->text.substr(d_.sort->text.starts_with('-')));
        for (const ComputedColumn& c : d_.columns) add_names(*c.value, all);
        const auto made = [&](const std::string& name) {
            return std::any_of(d_.columns.begin(), d_.columns.end(),
                               [&](const ComputedColumn& c) { return c.name.text == name; });
        };
        std::erase_if(all, made);
        std::sort(all.begin(), all.end());
        all.erase(std::unique(all.begin(), all.end()), all.end());
    }
    static void add_names(std::string_view expression, std::vector<std::string>& out) {
        if (const auto e = expr::compile(expression, {}))
            for (const std::string& name : e->names()) out.push_back(name);
    }
    static void add_names(const spec::Value& v, std::vector<std::string>& out) {
        if (v.is_expression())
            add_names(std::string_view(v.text).substr(1), out);
        else if (v.kind == spec::Value::Kind::string)
            out.push_back(v.text);
        for (const spec::ValuePtr& item : v.items) add_names(*item, out);
        for (const spec::Entry& e : v.entries) add_names(*e.value, out);
    }

    const Fields& fields_;
    Diagnostics& out_;
    Description d_;
};

}  // namespace

std::optional<Description> read_description(const spec::ValuePtr& value, const spec::Scope& scope, Diagnostics& out) {
    const std::size_t before = out.error_count();
    const Fields fields = spec::read_fields(value, spec::source_table, scope, out);
    if (out.error_count() != before) return std::nullopt;
    Description d = DescriptionReader(fields, out).run();
    if (out.error_count() != before) return std::nullopt;
    return d;
}

}  // namespace plotmill::data
