#include "expr/operand.h"

#include <cassert>

#include "base/dates.h"
#include "base/numbers.h"

namespace plotmill::expr {

Scalar element(const Column& column, std::size_t index) {
    assert(index < column.size());
    Scalar s;
    s.type = column.type;
    if (column.type == ColumnType::text) {
        s.text = column.texts[index];
        s.missing = !column.missing.empty() && column.missing[index];
    } else {
        s.number = column.numbers[index];
        s.integer = column.integers;
    }
    return s;
}

ColumnPtr repeat(const Scalar& value, std::size_t n) {
    auto c = std::make_shared<Column>();
    c->type = value.type;
    c->integers = value.integer;
    if (value.type == ColumnType::text) {
        c->texts.assign(n, value.text);
        if (value.missing) c->missing.assign(n, true);
    } else {
        c->numbers.assign(n, value.number);
    }
    return c;
}

std::string to_text(const Scalar& value) {
    switch (value.type) {
        case ColumnType::number:
            return shortest(value.number);
        case ColumnType::boolean:
            return value.number != value.number ? "nan" : value.number != 0 ? "true" : "false";
        case ColumnType::date:
            return value.number != value.number ? "nan" : iso_date(value.number);
        case ColumnType::text:
            return value.text;
    }
    return {};
}

std::string_view type_name(ColumnType type) {
    switch (type) {
        case ColumnType::number:
            return "a number";
        case ColumnType::boolean:
            return "true or false";
        case ColumnType::date:
            return "a date";
        case ColumnType::text:
            return "text";
    }
    return {};
}

}  // namespace plotmill::expr
