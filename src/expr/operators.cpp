#include "expr/operators.h"

#include <cmath>
#include <limits>

#include "base/dates.h"

namespace plotmill::expr {
namespace {

constexpr double nan_value = std::numeric_limits<double>::quiet_NaN();

std::string shape_words(const Column& c) {
    if (!c.cols) return std::to_string(c.size());
    std::string s = std::to_string(c.rows()) + " x " + std::to_string(c.cols);
    if (c.depth) s += " x " + std::to_string(c.depth);
    return s;
}

std::string plural(const Slot& s) {
    const std::string one(type_name(s.type()));
    if (s.is_scalar()) return one;
    switch (s.type()) {
        case ColumnType::number:
            return "numbers";
        case ColumnType::boolean:
            return "true/false values";
        case ColumnType::date:
            return "dates";
        case ColumnType::text:
            return "texts";
    }
    return one;
}

std::string_view symbol(Op op) {
    switch (op) {
        case Op::add:
            return "+";
        case Op::subtract:
            return "-";
        case Op::multiply:
            return "*";
        case Op::divide:
            return "/";
        case Op::floor_divide:
            return "//";
        case Op::modulo:
            return "%";
        case Op::power:
            return "**";
        case Op::equal:
            return "==";
        case Op::not_equal:
            return "!=";
        case Op::less:
            return "<";
        case Op::less_equal:
            return "<=";
        case Op::greater:
            return ">";
        case Op::greater_equal:
            return ">=";
        case Op::negate:
            return "-";
        case Op::plus:
            return "+";
        default:
            return "?";
    }
}

bool missing(const Slot& s, std::size_t i) {
    if (s.is_scalar()) return s.scalar().missing;
    return !s.column().missing.empty() && s.column().missing[i];
}
const std::string& text(const Slot& s, std::size_t i) { return s.is_scalar() ? s.scalar().text : s.column().texts[i]; }

template <class F>
Slot numbers(ColumnType type, bool is_integer, Slot& a, Slot& b, F f) {
    const View x = view(a), y = view(b);
    const Column* shape = shape_of(a, b);
    if (!shape) {
        Scalar s;
        s.type = type;
        s.integer = is_integer;
        s.number = f(x.value, y.value);
        return Operand(std::move(s));
    }
    auto out = result_column(type, *shape, &a, &b);
    out->integers = is_integer;
    apply(out->numbers.data(), x, y, out->numbers.size(), f);
    return {Operand(ColumnPtr(std::move(out))), true};
}

Slot concatenate(Slot& a, Slot& b) {
    const Column* shape = shape_of(a, b);
    if (!shape) {
        Scalar s = Scalar::of_text(a.scalar().text + b.scalar().text);
        s.missing = a.scalar().missing || b.scalar().missing;
        if (s.missing) s.text.clear();
        return Operand(std::move(s));
    }
    auto out = std::make_shared<Column>();
    out->type = ColumnType::text;
    const std::size_t n = shape->texts.size();
    out->texts.resize(n);
    for (std::size_t i = 0; i < n; ++i) {
        if (missing(a, i) || missing(b, i)) {
            if (out->missing.empty()) out->missing.assign(n, false);
            out->missing[i] = true;
        } else {
            out->texts[i] = text(a, i) + text(b, i);
        }
    }
    return {Operand(ColumnPtr(std::move(out))), true};
}

template <class F>
Slot compare_texts(Slot& a, Slot& b, bool if_missing, F f) {
    const Column* shape = shape_of(a, b);
    const auto one = [&](std::size_t i) {
        if (missing(a, i) || missing(b, i)) return if_missing;
        return f(text(a, i).compare(text(b, i)));
    };
    if (!shape) return Operand(Scalar::of_bool(one(0)));
    auto out = std::make_shared<Column>();
    out->type = ColumnType::boolean;
    out->numbers.resize(shape->texts.size());
    for (std::size_t i = 0; i < out->numbers.size(); ++i) out->numbers[i] = one(i) ? 1 : 0;
    return {Operand(ColumnPtr(std::move(out))), true};
}

Slot compare(Op op, Slot& a, Slot& b, std::string& fault) {
    const bool equality = op == Op::equal || op == Op::not_equal;
    const bool texts = a.type() == ColumnType::text && b.type() == ColumnType::text;
    const bool dates = a.type() == ColumnType::date && b.type() == ColumnType::date;
    if (!texts && !dates && !(numeric(a) && numeric(b))) {
        if (equality && a.is_scalar() && b.is_scalar()) return Operand(Scalar::of_bool(op == Op::not_equal));
        fault = "cannot compare " + plural(a) + " with " + plural(b);
        return a;
    }
    if (texts) {
        switch (op) {
            case Op::equal:
                return compare_texts(a, b, false, [](int c) { return c == 0; });
            case Op::not_equal:
                return compare_texts(a, b, true, [](int c) { return c != 0; });
            case Op::less:
                return compare_texts(a, b, false, [](int c) { return c < 0; });
            case Op::less_equal:
                return compare_texts(a, b, false, [](int c) { return c <= 0; });
            case Op::greater:
                return compare_texts(a, b, false, [](int c) { return c > 0; });
            default:
                return compare_texts(a, b, false, [](int c) { return c >= 0; });
        }
    }
    constexpr ColumnType t = ColumnType::boolean;
    switch (op) {
        case Op::equal:
            return numbers(t, false, a, b, [](double x, double y) { return x == y ? 1.0 : 0.0; });
        case Op::not_equal:
            return numbers(t, false, a, b, [](double x, double y) { return x != y ? 1.0 : 0.0; });
        case Op::less:
            return numbers(t, false, a, b, [](double x, double y) { return x < y ? 1.0 : 0.0; });
        case Op::less_equal:
            return numbers(t, false, a, b, [](double x, double y) { return x <= y ? 1.0 : 0.0; });
        case Op::greater:
            return numbers(t, false, a, b, [](double x, double y) { return x > y ? 1.0 : 0.0; });
        default:
            return numbers(t, false, a, b, [](double x, double y) { return x >= y ? 1.0 : 0.0; });
    }
}

Slot power(Slot& a, Slot& b, std::string& fault) {
    bool whole = integers(a) && integers(b);
    const View y = view(b);
    if (whole) {  // a negative exponent leaves the integers
        const std::size_t n = b.is_scalar() ? 1 : b.column().size();
        for (std::size_t i = 0; whole && i < n; ++i) whole = !(y[i] < 0);
    }
    if (a.is_scalar() && b.is_scalar()) {
        const double base = a.scalar().number, exponent = b.scalar().number;
        if (base == 0 && exponent < 0) {
            fault = "0 cannot be raised to a negative power";
            return a;
        }
        return Operand(Scalar::of_number(std::pow(base, exponent), whole));
    }
    if (b.is_scalar()) {  // NumPy's shortcuts, which round differently from pow
        const double e = b.scalar().number;
        if (e == 2) return numbers(ColumnType::number, whole, a, b, [](double x, double) { return x * x; });
        if (e == 1) return numbers(ColumnType::number, whole, a, b, [](double x, double) { return x; });
        if (e == 0.5) return numbers(ColumnType::number, false, a, b, [](double x, double) { return std::sqrt(x); });
        if (e == -1) return numbers(ColumnType::number, false, a, b, [](double x, double) { return 1.0 / x; });
    }
    return numbers(ColumnType::number, whole, a, b, [](double x, double e) { return std::pow(x, e); });
}

Slot date_arithmetic(Op op, Slot& a, Slot& b, std::string& fault) {
    const bool left = a.type() == ColumnType::date, right = b.type() == ColumnType::date;
    const auto plus = [](double x, double y) { return x + y; };
    const auto minus = [](double x, double y) { return x - y; };
    if (op == Op::subtract && left && right) return numbers(ColumnType::number, false, a, b, minus);
    if (op == Op::subtract && left && numeric(b)) return numbers(ColumnType::date, false, a, b, minus);
    if (op == Op::add && left && numeric(b)) return numbers(ColumnType::date, false, a, b, plus);
    if (op == Op::add && right && numeric(a)) return numbers(ColumnType::date, false, a, b, plus);
    fault = "cannot compute " + plural(a) + " " + std::string(symbol(op)) + " " + plural(b) +
            " (dates take: date - date, which is days, and date + or - a number of days)";
    return a;
}

}  // namespace

View view(const Slot& s) {
    if (s.is_scalar()) return {nullptr, s.scalar().number};
    return {s.column().numbers.data(), 0};
}

bool numeric(const Slot& s) { return s.type() == ColumnType::number || s.type() == ColumnType::boolean; }

bool integers(const Slot& s) {
    if (s.type() == ColumnType::boolean) return true;
    return s.is_scalar() ? s.scalar().integer : s.column().integers;
}

const Column* shape_of(const Slot& a, const Slot& b) {
    if (!a.is_scalar()) return &a.column();
    return b.is_scalar() ? nullptr : &b.column();
}

bool same_shape(const Slot& a, const Slot& b, std::string& fault) {
    if (a.is_scalar() || b.is_scalar()) return true;
    const Column &x = a.column(), &y = b.column();
    if (x.size() == y.size() && x.cols == y.cols && x.depth == y.depth) return true;
    fault =
        (x.cols || y.cols ? "the shapes differ: " : "the lengths differ: ") + shape_words(x) + " and " + shape_words(y);
    return false;
}

std::shared_ptr<Column> result_column(ColumnType type, const Column& shape, Slot* reuse_a, Slot* reuse_b) {
    for (Slot* s : {reuse_a, reuse_b}) {
        if (!s || s->is_scalar() || !s->temporary || s->type() == ColumnType::text) continue;
        // A temporary is ours alone, and was made as a plain Column.
        auto c = std::const_pointer_cast<Column>(s->value.column());
        c->type = type;
        c->integers = false;
        return c;
    }
    auto c = std::make_shared<Column>();
    c->type = type;
    c->cols = shape.cols;
    c->depth = shape.depth;
    c->numbers.resize(shape.size());
    return c;
}

bool meet_dates(Slot& a, Slot& b, std::string& fault) {
    const auto read = [&fault](Slot& s) {
        if (s.is_scalar()) {
            if (const auto days = parse_iso_date(s.scalar().text)) {
                s = Operand(Scalar::of_date(*days));
                return true;
            }
            fault = "'" + s.scalar().text + "' is no ISO date (YYYY-MM-DD), and a date meets dates only";
        } else {
            fault = "a date meets dates only, and this column is text (its source's 'parse_dates' reads dates)";
        }
        return false;
    };
    if (a.type() == ColumnType::date && b.type() == ColumnType::text) return read(b);
    if (b.type() == ColumnType::date && a.type() == ColumnType::text) return read(a);
    return true;
}

double floor_divide(double a, double b) {
    if (b == 0) return a / b;
    double mod = std::fmod(a, b);
    double div = (a - mod) / b;
    if (mod != 0 && (b < 0) != (mod < 0)) div -= 1.0;
    if (div == 0) return std::copysign(0.0, a / b);
    const double floored = std::floor(div);
    return div - floored > 0.5 ? floored + 1.0 : floored;
}

double modulo(double a, double b) {
    if (b == 0) return nan_value;
    const double mod = std::fmod(a, b);
    if (mod == 0) return std::copysign(0.0, b);
    return (b < 0) != (mod < 0) ? mod + b : mod;
}

Slot binary(Op op, Slot a, Slot b, std::string& fault) {
    const bool comparison = op >= Op::equal && op <= Op::greater_equal;
    if ((comparison || op == Op::subtract) && !meet_dates(a, b, fault)) return a;
    if (!same_shape(a, b, fault)) return a;
    if (comparison) return compare(op, a, b, fault);
    if (a.type() == ColumnType::date || b.type() == ColumnType::date) return date_arithmetic(op, a, b, fault);
    if (op == Op::add && a.type() == ColumnType::text && b.type() == ColumnType::text) return concatenate(a, b);
    if (!numeric(a) || !numeric(b)) {
        fault = "cannot compute " + plural(a) + " " + std::string(symbol(op)) + " " + plural(b);
        return a;
    }
    const bool whole = integers(a) && integers(b);
    constexpr ColumnType t = ColumnType::number;
    const bool scalars = a.is_scalar() && b.is_scalar();
    if (scalars && b.scalar().number == 0 && (op == Op::divide || op == Op::floor_divide || op == Op::modulo)) {
        fault = "division by zero";
        return a;
    }
    switch (op) {
        case Op::add:
            return numbers(t, whole, a, b, [](double x, double y) { return x + y; });
        case Op::subtract:
            return numbers(t, whole, a, b, [](double x, double y) { return x - y; });
        case Op::multiply:
            return numbers(t, whole, a, b, [](double x, double y) { return x * y; });
        case Op::divide:
            return numbers(t, false, a, b, [](double x, double y) { return x / y; });
        case Op::floor_divide:
            return numbers(t, whole, a, b, [](double x, double y) { return floor_divide(x, y); });
        case Op::modulo:
            return numbers(t, whole, a, b, [](double x, double y) { return modulo(x, y); });
        default:
            return power(a, b, fault);
    }
}

Slot unary(Op op, Slot a, std::string& fault) {
    Slot zero = Operand(Scalar::of_number(0, true));
    if (op == Op::logical_not) {
        if (a.is_scalar()) return Operand(Scalar::of_bool(!truth(a.scalar())));
        Slot empty = Operand(Scalar::of_text(""));
        if (a.type() == ColumnType::text) return compare_texts(a, empty, true, [](int c) { return c == 0; });
        return numbers(ColumnType::boolean, false, a, zero, [](double x, double) { return x == 0 ? 1.0 : 0.0; });
    }
    if (!numeric(a)) {
        fault = "cannot compute " + std::string(symbol(op)) + " of " + plural(a);
        return a;
    }
    if (op == Op::plus) return numbers(ColumnType::number, integers(a), a, zero, [](double x, double) { return x; });
    return numbers(ColumnType::number, integers(a), a, zero, [](double x, double) { return -x; });
}

bool truth(const Scalar& v) {
    if (v.type == ColumnType::text) return !v.missing && !v.text.empty();
    return v.number != 0;
}

Slot logical(bool is_and, Slot a, Slot b, std::string& fault) {
    if (!same_shape(a, b, fault)) return a;
    const Column* shape = shape_of(a, b);
    const auto at = [](const Slot& s, std::size_t i) {
        if (s.is_scalar()) return truth(s.scalar());
        if (s.type() == ColumnType::text) return !missing(s, i) && !text(s, i).empty();
        return s.column().numbers[i] != 0;
    };
    auto out = std::make_shared<Column>();
    out->type = ColumnType::boolean;
    out->cols = shape->cols;
    out->depth = shape->depth;
    out->numbers.resize(shape->size());
    for (std::size_t i = 0; i < out->numbers.size(); ++i)
        out->numbers[i] = (is_and ? at(a, i) && at(b, i) : at(a, i) || at(b, i)) ? 1 : 0;
    return {Operand(ColumnPtr(std::move(out))), true};
}

Slot select(Slot condition, Slot a, Slot b, std::string& fault) {
    if (condition.type() == ColumnType::text) {
        fault = "expected true or false as the condition, found text";
        return a;
    }
    if (!meet_dates(a, b, fault)) return a;
    if (!same_shape(a, b, fault) || !same_shape(condition, a, fault) || !same_shape(condition, b, fault)) return a;
    // A bare nan is a gap of whatever the other side is.
    const auto is_gap = [](const Slot& s) {
        return s.is_scalar() && s.type() == ColumnType::number && std::isnan(s.scalar().number);
    };
    const auto to_gap = [](Slot& s, ColumnType type) {
        Scalar g;
        g.type = type;
        g.number = nan_value;
        g.missing = type == ColumnType::text;
        s = Operand(std::move(g));
    };
    if (!numeric(a) && is_gap(b)) to_gap(b, a.type());
    if (!numeric(b) && is_gap(a)) to_gap(a, b.type());
    if (a.type() != b.type() && !(numeric(a) && numeric(b))) {
        fault = "both values must be of one kind, found " + plural(a) + " and " + plural(b);
        return a;
    }
    const View c = view(condition);
    if (condition.is_scalar() && a.is_scalar() && b.is_scalar()) return truth(condition.scalar()) ? a : b;
    const Column& shape = !condition.is_scalar() ? condition.column() : *shape_of(a, b);
    auto out = std::make_shared<Column>();
    out->cols = shape.cols;
    out->depth = shape.depth;
    const std::size_t n = shape.size();
    if (a.type() == ColumnType::text) {
        out->type = ColumnType::text;
        out->texts.resize(n);
        for (std::size_t i = 0; i < n; ++i) {
            const Slot& from = c[i] != 0 ? a : b;
            out->texts[i] = text(from, i);
            if (missing(from, i)) {
                if (out->missing.empty()) out->missing.assign(n, false);
                out->missing[i] = true;
            }
        }
    } else {
        out->type = a.type() == b.type() ? a.type() : ColumnType::number;
        out->integers = out->type == ColumnType::number && integers(a) && integers(b);
        out->numbers.resize(n);
        const View x = view(a), y = view(b);
        for (std::size_t i = 0; i < n; ++i) out->numbers[i] = c[i] != 0 ? x[i] : y[i];
    }
    return {Operand(ColumnPtr(std::move(out))), true};
}

}  // namespace plotmill::expr
