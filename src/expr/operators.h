// Operators of expressions on scalars and whole columns. Internal to expr/; pure functions.
#pragma once

#include <memory>
#include <string>

#include "expr/program.h"

namespace plotmill::expr {

// `op` is add ... power or equal ... greater_equal. A fault is put into `fault` ("" before); the result is then of no
// use.
Slot binary(Op op, Slot a, Slot b, std::string& fault);
Slot unary(Op op, Slot a, std::string& fault);  // negate, plus, logical_not

// Python's truth of a scalar: numbers other than 0 (NaN too), texts that are not empty.
bool truth(const Scalar& v);
// Both element by element; at least one is a column.
Slot logical(bool is_and, Slot a, Slot b, std::string& fault);
// `a` where `condition`, else `b`: element by element, unless all three are scalars.
Slot select(Slot condition, Slot a, Slot b, std::string& fault);

// --- what functions share with operators ---

// Numbers behind an operand: one for all rows, or one a row.
struct View {
    const double* data = nullptr;
    double value = 0;
    double operator[](std::size_t i) const { return data ? data[i] : value; }
};
View view(const Slot& s);  // number, boolean, date

// Whether columns among a, b (and c) agree in shape; where not, the fault names both.
bool same_shape(const Slot& a, const Slot& b, std::string& fault);
// The column among them whose shape the result has; null where all are scalars.
const Column* shape_of(const Slot& a, const Slot& b);
// A column of that shape and type, its numbers not yet set; takes over the storage of a temporary one.
std::shared_ptr<Column> result_column(ColumnType type, const Column& shape, Slot* reuse_a, Slot* reuse_b);
bool numeric(const Slot& s);  // a number or a boolean
bool integers(const Slot& s);
// Reads an ISO text scalar as a date where the other side is a date: then both are.
bool meet_dates(Slot& a, Slot& b, std::string& fault);

double floor_divide(double a, double b);
double modulo(double a, double b);

template <class F>
void apply(double* out, View a, View b, std::size_t n, F f) {
    if (a.data && b.data) {
        for (std::size_t i = 0; i < n; ++i) out[i] = f(a.data[i], b.data[i]);
    } else if (a.data) {
        for (std::size_t i = 0; i < n; ++i) out[i] = f(a.data[i], b.value);
    } else {
        for (std::size_t i = 0; i < n; ++i) out[i] = f(a.value, b[i]);
    }
}

}  // namespace plotmill::expr
