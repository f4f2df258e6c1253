// What an expression computes with: one scalar, or one column. Plain values; columns are shared and never written to.
#pragma once

#include <string>
#include <utility>
#include <variant>

#include "base/column.h"

namespace plotmill::expr {

// Python's int and float are one number with a flag; a bool is a number 0 or 1 in arithmetic.
struct Scalar {
    ColumnType type = ColumnType::number;
    bool integer = false;  // number: prints without ".0", and + - * // % ** of integers stay integers
    bool missing = false;  // text: a gap
    double number = 0;     // number, boolean (0, 1), date (days since 1970-01-01); NaN is a gap
    std::string text;

    static Scalar of_number(double v, bool is_integer = false) {
        return {ColumnType::number, is_integer, false, v, {}};
    }
    static Scalar of_bool(bool v) { return {ColumnType::boolean, false, false, v ? 1.0 : 0.0, {}}; }
    static Scalar of_date(double days) { return {ColumnType::date, false, false, days, {}}; }
    static Scalar of_text(std::string v) { return {ColumnType::text, false, false, 0, std::move(v)}; }
    friend bool operator==(const Scalar&, const Scalar&) = default;
};

class Operand {
public:
    Operand(Scalar v) : value_(std::move(v)) {}
    Operand(ColumnPtr c) : value_(std::move(c)) {}  // not null

    bool is_scalar() const { return std::holds_alternative<Scalar>(value_); }
    const Scalar& scalar() const { return std::get<Scalar>(value_); }
    const ColumnPtr& column() const { return std::get<ColumnPtr>(value_); }
    ColumnType type() const { return is_scalar() ? scalar().type : column()->type; }

private:
    std::variant<Scalar, ColumnPtr> value_;
};

// One value of a column as a scalar (a missing text has `missing` set). `index` < column.size().
Scalar element(const Column& column, std::size_t index);

// `n` times the same value, as a column of one dimension.
ColumnPtr repeat(const Scalar& value, std::size_t n);

// As text: the shortest form that reads back, whole numbers without ".0", true/false, ISO dates; "" for a missing text.
std::string to_text(const Scalar& value);

// "a number", "text", "a date", "true or false": for messages.
std::string_view type_name(ColumnType type);

}  // namespace plotmill::expr
