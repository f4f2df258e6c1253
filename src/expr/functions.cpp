#include "expr/functions.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include "base/numbers.h"
#include "expr/operators.h"
#include "expr/reductions.h"
#include "expr/text_functions.h"

namespace plotmill::expr {
namespace {

using Args = std::span<Slot>;
constexpr double nan_value = std::numeric_limits<double>::quiet_NaN();

std::string kind(const Slot& s) {
    return s.is_scalar() ? std::string(type_name(s.type()))
                         : "a column of " + std::string(s.type() == ColumnType::text   ? "texts"
                                                        : s.type() == ColumnType::date ? "dates"
                                                                                       : "numbers");
}

bool want_number(const Slot& s, std::string& fault) {
    if (numeric(s)) return true;
    fault = "expected numbers, found " + kind(s);
    return false;
}

Slot number_slot(double v, bool integer = false) { return Operand(Scalar::of_number(v, integer)); }

// One number to one number, element by element.
template <class F>
Slot map(Slot& a, ColumnType type, bool integer, F f) {
    const View x = view(a);
    if (a.is_scalar()) {
        Scalar s;
        s.type = type;
        s.integer = integer;
        s.number = f(x.value);
        return Operand(std::move(s));
    }
    auto out = result_column(type, a.column(), &a, nullptr);
    out->integers = integer;
    double* p = out->numbers.data();
    for (std::size_t i = 0, n = out->numbers.size(); i < n; ++i) p[i] = f(x.data[i]);
    return {Operand(ColumnPtr(std::move(out))), true};
}

template <double (*F)(double)>
Slot math(Args a, std::string& fault) {
    if (!want_number(a[0], fault)) return a[0];
    return map(a[0], ColumnType::number, false, [](double x) { return F(x); });
}
// Functions whose values are whole numbers, or whole for whole arguments.
template <double (*F)(double), bool always_whole>
Slot whole(Args a, std::string& fault) {
    if (!want_number(a[0], fault)) return a[0];
    return map(a[0], ColumnType::number, always_whole || integers(a[0]), [](double x) { return F(x); });
}

double sin_(double x) { return std::sin(x); }
double cos_(double x) { return std::cos(x); }
double tan_(double x) { return std::tan(x); }
double asin_(double x) { return std::asin(x); }
double acos_(double x) { return std::acos(x); }
double atan_(double x) { return std::atan(x); }
double sinh_(double x) { return std::sinh(x); }
double cosh_(double x) { return std::cosh(x); }
double tanh_(double x) { return std::tanh(x); }
double exp_(double x) { return std::exp(x); }
double log_(double x) { return std::log(x); }
double log2_(double x) { return std::log2(x); }
double log10_(double x) { return std::log10(x); }
double sqrt_(double x) { return std::sqrt(x); }
double abs_(double x) { return std::fabs(x); }
double floor_(double x) { return std::floor(x); }
double ceil_(double x) { return std::ceil(x); }
double sign_(double x) { return x > 0 ? 1.0 : x < 0 ? -1.0 : x == 0 ? 0.0 : x; }

Slot round_(Args a, std::string& fault) {
    if (!want_number(a[0], fault)) return a[0];
    double digits = 0;
    if (a.size() == 2) {
        if (!a[1].is_scalar() || !integers(a[1]) || std::fabs(a[1].scalar().number) > 300) {
            fault = "expected a number of digits (an integer)";
            return a[0];
        }
        digits = a[1].scalar().number;
    }
    // As NumPy: scaled, rounded half to even, scaled back.
    if (digits == 0) return map(a[0], ColumnType::number, true, [](double x) { return std::nearbyint(x); });
    const double k = std::pow(10.0, std::fabs(digits));
    if (digits > 0)
        return map(a[0], ColumnType::number, integers(a[0]), [k](double x) {
            const double y = std::nearbyint(x * k) / k;
            return std::isfinite(y) ? y : x;
        });
    return map(a[0], ColumnType::number, integers(a[0]), [k](double x) { return std::nearbyint(x / k) * k; });
}

template <class F>
Slot two(Slot& a, Slot& b, std::string& fault, F f) {
    if (!meet_dates(a, b, fault) || !same_shape(a, b, fault)) return a;
    const bool dates = a.type() == ColumnType::date && b.type() == ColumnType::date;
    if (!dates && !(want_number(a, fault) && want_number(b, fault))) return a;
    const ColumnType type = dates ? ColumnType::date : ColumnType::number;
    const bool integer = integers(a) && integers(b);
    const View x = view(a), y = view(b);
    const Column* shape = shape_of(a, b);
    if (!shape) {
        Scalar s;
        s.type = type;
        s.integer = integer && !dates;
        s.number = f(x.value, y.value);
        return Operand(std::move(s));
    }
    auto out = result_column(type, *shape, &a, &b);
    out->integers = integer && !dates;
    apply(out->numbers.data(), x, y, out->numbers.size(), f);
    return {Operand(ColumnPtr(std::move(out))), true};
}

double smaller(double x, double y) { return std::isnan(x) || x <= y ? x : y; }
double larger(double x, double y) { return std::isnan(x) || x >= y ? x : y; }

Slot minimum(Args a, std::string& fault) { return two(a[0], a[1], fault, smaller); }
Slot maximum(Args a, std::string& fault) { return two(a[0], a[1], fault, larger); }
Slot clip(Args a, std::string& fault) {
    Slot raised = two(a[0], a[1], fault, larger);
    return fault.empty() ? two(raised, a[2], fault, smaller) : raised;
}
Slot arctan2(Args a, std::string& fault) {
    if (!want_number(a[0], fault) || !want_number(a[1], fault)) return a[0];
    Slot r = two(a[0], a[1], fault, [](double y, double x) { return std::atan2(y, x); });
    if (fault.empty() && r.is_scalar()) return number_slot(r.scalar().number);
    if (fault.empty()) std::const_pointer_cast<Column>(r.value.column())->integers = false;
    return r;
}
Slot where(Args a, std::string& fault) { return select(a[0], a[1], a[2], fault); }

Slot isnan_(Args a, std::string&) {
    Slot& s = a[0];
    if (s.type() != ColumnType::text)
        return map(s, ColumnType::boolean, false, [](double x) { return std::isnan(x) ? 1.0 : 0.0; });
    if (s.is_scalar()) return Operand(Scalar::of_bool(s.scalar().missing));
    auto out = std::make_shared<Column>();
    out->type = ColumnType::boolean;
    const Column& c = s.column();
    out->numbers.resize(c.texts.size());
    for (std::size_t i = 0; i < c.missing.size(); ++i) out->numbers[i] = c.missing[i] ? 1 : 0;
    return {Operand(ColumnPtr(std::move(out))), true};
}

// ---- over the column ----

bool want_vector(const Slot& s, std::string_view name, std::string& fault) {
    if (!s.is_scalar() && !s.column().cols) return true;
    fault = "'" + std::string(name) + "' takes a column, not " + (s.is_scalar() ? "one value" : "two dimensions");
    return false;
}

Slot cumsum(Args a, std::string& fault) {
    if (!want_number(a[0], fault) || !want_vector(a[0], "cumsum", fault)) return a[0];
    double total = 0;
    return map(a[0], ColumnType::number, integers(a[0]), [&total](double x) {
        if (std::isnan(x)) return x;  // a gap stays one
        return total += x;
    });
}

Slot diff(Args a, std::string& fault) {
    if (a[0].type() != ColumnType::date && !want_number(a[0], fault)) return a[0];
    if (!want_vector(a[0], "diff", fault)) return a[0];
    double previous = nan_value;
    return map(a[0], ColumnType::number, integers(a[0]),
               [&previous](double x) { return x - std::exchange(previous, x); });
}

// The values that are there.
std::vector<double> values(const Slot& s) {
    std::vector<double> v;
    if (s.is_scalar()) {
        if (!std::isnan(s.scalar().number)) v.push_back(s.scalar().number);
        return v;
    }
    v.reserve(s.column().numbers.size());
    for (double x : s.column().numbers)
        if (!std::isnan(x)) v.push_back(x);
    return v;
}

enum class Kept : std::uint8_t { same, plain };  // a reduction of dates is a date, or a number of days

template <double (*F)(std::vector<double>&), Kept kept, bool whole_of_whole, bool takes_dates = true>
Slot reduce(Args a, std::string& fault) {
    const bool date = a[0].type() == ColumnType::date;
    if (date && !takes_dates) {
        fault = "expected numbers, found dates";
        return a[0];
    }
    if (!date && !want_number(a[0], fault)) return a[0];
    std::vector<double> v = values(a[0]);
    const double r = F(v);
    if (date && kept == Kept::same) return Operand(Scalar::of_date(r));
    return number_slot(r, whole_of_whole && integers(a[0]) && !std::isnan(r));
}

Slot len(Args a, std::string&) {
    const Slot& s = a[0];
    if (!s.is_scalar()) return number_slot(static_cast<double>(s.column().rows()), true);
    return number_slot(s.type() == ColumnType::text ? static_cast<double>(utf8_length(s.scalar().text)) : 1, true);
}

// ---- on strings ----

template <class F>
Slot map_text(Slot& s, std::string& fault, F f) {
    if (s.type() != ColumnType::text) {
        fault = "expected text, found " + kind(s);
        return s;
    }
    if (s.is_scalar()) {
        Scalar r = s.scalar();
        r.text = f(r.text);
        return Operand(std::move(r));
    }
    auto out = std::make_shared<Column>();
    out->type = ColumnType::text;
    out->missing = s.column().missing;
    out->texts.reserve(s.column().texts.size());
    for (const std::string& t : s.column().texts) out->texts.push_back(f(t));
    return {Operand(ColumnPtr(std::move(out))), true};
}

Slot basename_(Args a, std::string& fault) {
    return map_text(a[0], fault, [](const std::string& t) { return base_name(t); });
}
Slot stem(Args a, std::string& fault) {
    return map_text(a[0], fault, [](const std::string& t) { return stem_of(t); });
}
Slot lower(Args a, std::string& fault) {
    return map_text(a[0], fault, [](const std::string& t) { return to_lower(t); });
}
Slot upper(Args a, std::string& fault) {
    return map_text(a[0], fault, [](const std::string& t) { return to_upper(t); });
}
Slot replace(Args a, std::string& fault) {
    for (const Slot& s : a.subspan(1))
        if (!s.is_scalar() || s.type() != ColumnType::text) {
            fault = "expected the text to replace and its replacement as strings";
            return a[0];
        }
    const std::string &from = a[1].scalar().text, &to = a[2].scalar().text;
    if (from.empty()) {
        fault = "the text to replace is empty";
        return a[0];
    }
    return map_text(a[0], fault, [&](const std::string& t) { return replace_all(t, from, to); });
}

constexpr Function table[] = {
    {"abs", 1, 1, whole<abs_, false>},
    {"arccos", 1, 1, math<acos_>},
    {"arcsin", 1, 1, math<asin_>},
    {"arctan", 1, 1, math<atan_>},
    {"arctan2", 2, 2, arctan2},
    {"basename", 1, 1, basename_},
    {"ceil", 1, 1, whole<ceil_, true>},
    {"clip", 3, 3, clip},
    {"cos", 1, 1, math<cos_>},
    {"cosh", 1, 1, math<cosh_>},
    {"cumsum", 1, 1, cumsum},
    {"diff", 1, 1, diff},
    {"exp", 1, 1, math<exp_>},
    {"floor", 1, 1, whole<floor_, true>},
    {"isnan", 1, 1, isnan_},
    {"len", 1, 1, len},
    {"log", 1, 1, math<log_>},
    {"log10", 1, 1, math<log10_>},
    {"log2", 1, 1, math<log2_>},
    {"lower", 1, 1, lower},
    {"max", 1, 1, reduce<max_of, Kept::same, true>},
    {"maximum", 2, 2, maximum},
    {"mean", 1, 1, reduce<mean_of, Kept::same, false>},
    {"median", 1, 1, reduce<median_of, Kept::same, false>},
    {"min", 1, 1, reduce<min_of, Kept::same, true>},
    {"minimum", 2, 2, minimum},
    {"replace", 3, 3, replace},
    {"round", 1, 2, round_},
    {"sign", 1, 1, whole<sign_, false>},
    {"sin", 1, 1, math<sin_>},
    {"sinh", 1, 1, math<sinh_>},
    {"sqrt", 1, 1, math<sqrt_>},
    {"std", 1, 1, reduce<std_of, Kept::plain, false>},
    {"stem", 1, 1, stem},
    {"sum", 1, 1, reduce<sum_of, Kept::plain, true, false>},
    {"tan", 1, 1, math<tan_>},
    {"tanh", 1, 1, math<tanh_>},
    {"upper", 1, 1, upper},
    {"where", 3, 3, where},
};

constexpr auto names = [] {
    std::array<std::string_view, std::size(table)> n{};
    for (std::size_t i = 0; i < n.size(); ++i) n[i] = table[i].name;
    return n;
}();
static_assert(std::is_sorted(names.begin(), names.end()));

}  // namespace

std::span<const Function> functions() { return table; }
std::span<const std::string_view> function_names() { return names; }

int find_function(std::string_view name) {
    const auto found = std::lower_bound(names.begin(), names.end(), name);
    return found != names.end() && *found == name ? static_cast<int>(found - names.begin()) : -1;
}

}  // namespace plotmill::expr
