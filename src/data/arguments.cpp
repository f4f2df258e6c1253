#include "data/arguments.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include "base/dates.h"
#include "data/generators.h"

namespace plotmill::data {
namespace {

using spec::Value;
using spec::ValuePtr;
using Form = ArrayValue::Form;

constexpr double nan_value = std::numeric_limits<double>::quiet_NaN();
constexpr int max_nesting = 4;

ArrayValue of(ColumnPtr c, Form form = Form::column) { return {form, {std::move(c)}, false}; }
ArrayValue of(const expr::Operand& v) {
    return v.is_scalar() ? of(expr::repeat(v.scalar(), 1), Form::scalar) : of(v.column());
}

class Evaluator {
public:
    Evaluator(const Table* table, const expr::Environment& scope, const Limits& limits)
        : table_(table), scope_(scope), names_(table, scope), limits_(limits) {}

    Result<ArrayValue> value(const ValuePtr& v, int depth = 0) {
        switch (v->kind) {
            case Value::Kind::integer:
            case Value::Kind::number:
                return of(expr::Scalar::of_number(v->number, v->kind == Value::Kind::integer));
            case Value::Kind::boolean:
                return of(expr::Scalar::of_bool(v->number != 0));
            case Value::Kind::null:
                return of(expr::Scalar::of_number(nan_value));
            case Value::Kind::string:
                return text(*v);
            case Value::Kind::map:
                return generator(v);
            case Value::Kind::list:
                return list(v, depth);
        }
        return error_at(v->span, "expected an array");
    }

private:
    Result<ArrayValue> generator(const ValuePtr& v) {
        auto c = generate(v, scope_, limits_);
        if (!c) return c.take_errors();
        return of(std::move(*c));
    }

    Result<expr::Operand> expression(const Value& v) {
        return expr::evaluate(std::string_view(v.text).substr(1), names_, v.span);
    }

    Result<ArrayValue> text(const Value& v) {
        if (v.is_expression()) {
            auto r = expression(v);
            if (!r) return r.take_errors();
            return of(*r);
        }
        if (table_)
            if (ColumnPtr c = table_->find(v.text)) return of(std::move(c));
        if (const auto days = parse_iso_date(v.text)) return of(expr::Scalar::of_date(*days));
        if (table_) return error_at(v.span, table_->no_column(v.text));
        return error_at(v.span, "'" + v.text +
                                    "' names a column, but no table is named here (add 'data: TABLE' to the layer, " +
                                    "its axes or its figure; an expression begins with '=')");
    }

    Result<ArrayValue> list(const ValuePtr& v, int depth) {
        if (depth >= max_nesting) return error_at(v->span, "lists are nested too deeply here");
        if (v->items.size() > limits_.rows) return error_at(v->span, "the list is too long");
        bool lists = false, maps = false, expressions = false, texts = false;
        for (const ValuePtr& item : v->items) {
            lists |= item->kind == Value::Kind::list;
            maps |= item->kind == Value::Kind::map;
            expressions |= item->is_expression();
            texts |= item->kind == Value::Kind::string;
        }
        if (lists || maps) return nested(*v, depth);
        if (expressions) return list_of_expressions(*v);
        return texts ? list_of_texts(*v) : list_of_numbers(*v);
    }

    Result<ArrayValue> list_of_numbers(const Value& v) {
        auto c = std::make_shared<Column>();
        c->numbers.reserve(v.items.size());
        bool integers = !v.items.empty(), booleans = !v.items.empty(), any_boolean = false;
        for (const ValuePtr& item : v.items) {
            const bool null = item->kind == Value::Kind::null;
            const bool boolean = item->kind == Value::Kind::boolean;
            integers &= item->kind == Value::Kind::integer || null;
            booleans &= boolean || null;
            any_boolean |= boolean;
            c->numbers.push_back(null ? nan_value : item->number);
        }
        c->integers = integers;
        if (booleans && any_boolean) c->type = ColumnType::boolean;
        return of(std::move(c));
    }

    Result<ArrayValue> list_of_texts(const Value& v) {
        auto c = std::make_shared<Column>();
        bool dates = true;
        std::vector<double> days;
        for (const ValuePtr& item : v.items) {
            if (item->kind == Value::Kind::null) {
                days.push_back(nan_value);
                continue;
            }
            if (item->kind != Value::Kind::string)
                return error_at(item->span,
                                "a list holds numbers, dates or names, not a mixture (a number computed from "
                                "names is an expression, \"=...\"; a name that looks like a number stands in quotes)");
            const auto d = dates ? parse_iso_date(item->text) : std::nullopt;
            dates = d.has_value();
            if (dates) days.push_back(*d);
        }
        if (dates) {
            c->type = ColumnType::date;
            c->numbers = std::move(days);
            return of(std::move(c));
        }
        c->type = ColumnType::text;
        c->texts.reserve(v.items.size());
        for (const ValuePtr& item : v.items) {
            if (item->kind == Value::Kind::null) {
                c->missing.resize(v.items.size(), false);
                c->missing[c->texts.size()] = true;
            }
            c->texts.push_back(item->kind == Value::Kind::null ? std::string() : item->text);
        }
        return of(std::move(c));
    }

    Result<ArrayValue> list_of_expressions(const Value& v) {
        std::vector<Diagnostic> errors;
        std::vector<expr::Operand> values;
        for (const ValuePtr& item : v.items) {
            if (item->is_expression()) {
                auto r = expression(*item);
                if (r)
                    values.push_back(std::move(*r));
                else
                    for (Diagnostic& d : r.take_errors()) errors.push_back(std::move(d));
                continue;
            }
            if (item->kind == Value::Kind::string) {
                ColumnPtr c = table_ ? table_->find(item->text) : nullptr;
                values.push_back(c ? expr::Operand(std::move(c)) : expr::Operand(expr::Scalar::of_text(item->text)));
                continue;
            }
            auto r = value(item);
            if (!r) return r.take_errors();
            values.push_back(expr::element(*r->column(), 0));
        }
        if (!errors.empty()) return errors;
        const std::size_t scalars = static_cast<std::size_t>(
            std::count_if(values.begin(), values.end(), [](const auto& x) { return x.is_scalar(); }));
        if (scalars == values.size()) return list_of_scalars(v, values);
        ArrayValue out;
        out.form = Form::series;
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (values[i].is_scalar())
                return error_at(v.items[i]->span,
                                "this is one value, but others of the list are columns (expected values only, "
                                "or columns only)");
            out.columns.push_back(values[i].column());
        }
        return out;
    }

    Result<ArrayValue> list_of_scalars(const Value& v, const std::vector<expr::Operand>& values) {
        auto c = std::make_shared<Column>();
        const auto numeric = [](ColumnType t) { return t == ColumnType::number || t == ColumnType::boolean; };
        const auto gap = [](const expr::Scalar& s) { return s.type == ColumnType::number && std::isnan(s.number); };
        ColumnType type = ColumnType::number;
        bool found = false, integers = true;
        for (std::size_t i = 0; i < values.size(); ++i) {
            const expr::Scalar& s = values[i].scalar();
            if (gap(s)) continue;
            integers &= s.integer;
            if (!found)
                type = s.type;
            else if (type != s.type && numeric(type) && numeric(s.type))
                type = ColumnType::number;
            else if (type != s.type)
                return error_at(v.items[i]->span, "a list holds values of one kind: expected " +
                                                      std::string(expr::type_name(type)) + ", found " +
                                                      std::string(expr::type_name(s.type)));
            found = true;
        }
        c->type = type;
        c->integers = type == ColumnType::number && integers && found;
        for (const expr::Operand& o : values) {
            const expr::Scalar& s = o.scalar();
            if (type != ColumnType::text) {
                c->numbers.push_back(s.number);
                continue;
            }
            if (s.missing || gap(s)) {
                c->missing.resize(values.size(), false);
                c->missing[c->texts.size()] = true;
            }
            c->texts.push_back(s.text);
        }
        return of(std::move(c));
    }

    Result<ArrayValue> nested(const Value& v, int depth) {
        std::vector<Diagnostic> errors;
        std::vector<ColumnPtr> rows;
        bool all_lists = true;
        for (const ValuePtr& item : v.items) {
            const bool inner =
                item->kind == Value::Kind::list || item->kind == Value::Kind::map || item->is_expression();
            if (!inner)
                return error_at(item->span, "expected a list, as the others of this list are, found " +
                                                std::string(kind_name(item->kind)));
            all_lists &= item->kind == Value::Kind::list;
            auto r = value(item, depth + 1);
            if (!r) {
                for (Diagnostic& d : r.take_errors()) errors.push_back(std::move(d));
                continue;
            }
            if (r->form != Form::column) {
                if (!r->ragged && r->form == Form::series)
                    return error_at(item->span, "expected a list of values here, found several series");
                return error_at(item->span, r->ragged ? "the lists inside differ in length here"
                                                      : "expected a list of values here");
            }
            rows.push_back(r->column());
        }
        if (!errors.empty()) return errors;
        return all_lists ? stack(v, std::move(rows))
                         : Result<ArrayValue>(ArrayValue{Form::series, std::move(rows), false});
    }

    // Rows of equal shape become one column of one more dimension.
    static Result<ArrayValue> stack(const Value& v, std::vector<ColumnPtr> rows) {
        const Column& first = *rows.front();
        const auto numbers = [](const ColumnPtr& c) {
            return c->type == ColumnType::number || c->type == ColumnType::boolean;
        };
        const auto alike = [&](const ColumnPtr& c) {
            return c->size() == first.size() && c->cols == first.cols && c->depth == first.depth;
        };
        const bool rectangle = std::all_of(rows.begin(), rows.end(), alike) && first.size() > 0;
        const bool deep = std::any_of(rows.begin(), rows.end(), [](const ColumnPtr& c) { return c->cols > 0; });
        if (!std::all_of(rows.begin(), rows.end(), numbers) || (!rectangle && !deep))
            return ArrayValue{Form::series, std::move(rows), !rectangle};
        if (!rectangle) return error_at(v.span, "the rows of an image must be of equal length");
        if (deep && (first.depth || (first.cols != 3 && first.cols != 4)))
            return error_at(v.span, "expected 3 or 4 numbers (RGB or RGBA) in the innermost lists");
        auto c = std::make_shared<Column>();
        c->integers = std::all_of(rows.begin(), rows.end(), [](const ColumnPtr& r) { return r->integers; });
        if (std::all_of(rows.begin(), rows.end(), [](const ColumnPtr& r) { return r->type == ColumnType::boolean; }))
            c->type = ColumnType::boolean;
        c->cols = deep ? first.rows() : first.size();
        c->depth = deep ? first.cols : 0;
        c->numbers.reserve(rows.size() * first.size());
        for (const ColumnPtr& r : rows) c->numbers.append(r->numbers);
        return of(std::move(c));
    }

    const Table* table_;
    const expr::Environment& scope_;
    TableEnvironment names_;
    const Limits& limits_;
};

}  // namespace

Result<ArrayValue> evaluate_array(const ValuePtr& value, const Table* table, const expr::Environment& scope,
                                  const Limits& limits) {
    return Evaluator(table, scope, limits).value(value);
}

}  // namespace plotmill::data
