#include "data/generators.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>

#include "base/arrays.h"
#include "base/numbers.h"
#include "base/suggest.h"
#include "data/random.h"

namespace plotmill::data {
namespace {

using spec::Value;
using spec::ValuePtr;

constexpr std::array<std::string_view, 7> generator_names = {"linspace",  "arange", "range",  "logspace",
                                                             "geomspace", "normal", "uniform"};

struct Number {
    double value = 0;
    bool integer = false;
    Span span;
};

Result<Number> read_number(const Value& v, const expr::Environment& scope) {
    if (v.is_number()) return Number{v.number, v.kind == Value::Kind::integer, v.span};
    if (v.is_expression()) {
        auto s = expr::evaluate_scalar(std::string_view(v.text).substr(1), scope, v.span);
        if (!s) return s.take_errors();
        if (s->type == ColumnType::number) return Number{s->number, s->integer, v.span};
        return error_at(v.span, "expected a number, found " + std::string(expr::type_name(s->type)));
    }
    if (v.kind == Value::Kind::string)  // a template's value
        if (const auto n = parse_number(v.text))
            return Number{*n, v.text.find_first_of(".eE") == std::string::npos, v.span};
    return error_at(v.span, "expected a number, found " + std::string(kind_name(v.kind)));
}

class Generator {
public:
    Generator(std::string_view name, const expr::Environment& scope, const Limits& limits)
        : name_(name), scope_(scope), limits_(limits) {}

    Result<ColumnPtr> run(const ValuePtr& value) {
        const bool random = name_ == "normal" || name_ == "uniform";
        if (!(random ? read_map(*value) : read_list(*value))) return std::move(errors_);
        auto out = std::make_shared<Column>();
        if (random)
            make_random(*out, value->span);
        else
            make(*out, value->span);
        if (!errors_.empty()) return std::move(errors_);
        return ColumnPtr(std::move(out));
    }

private:
    bool fail(Span span, std::string message) {
        errors_.push_back(error_at(span, std::move(message)));
        return false;
    }
    std::string quoted() const { return "'" + std::string(name_) + "'"; }

    bool add(const Value& v, Number& into) {
        auto n = read_number(v, scope_);
        if (!n) {
            for (Diagnostic& d : n.take_errors()) errors_.push_back(std::move(d));
            return false;
        }
        into = *n;
        return std::isfinite(n->value) || fail(v.span, "expected a finite number in " + quoted());
    }

    bool read_list(const Value& v) {
        const bool stepped = name_ == "arange" || name_ == "range";
        const std::string form = stepped ? "[stop], [start, stop] or [start, stop, step]" : "[start, stop, n]";
        const std::size_t least = stepped ? 1 : 2;
        if (v.kind != Value::Kind::list || v.items.size() < least || v.items.size() > 3)
            return fail(v.span, "expected " + quoted() + " as " + form);
        numbers_.resize(v.items.size());
        for (std::size_t i = 0; i < v.items.size(); ++i)
            if (!add(*v.items[i], numbers_[i])) return false;
        if (numbers_.size() == 1) numbers_.insert(numbers_.begin(), {0, true, v.span});
        if (numbers_.size() == 2) numbers_.push_back({stepped ? 1.0 : 50.0, true, v.span});
        return true;
    }

    bool read_map(const Value& v) {
        static constexpr std::array<std::string_view, 4> normal = {"mean", "std", "n", "seed"},
                                                         uniform = {"low", "high", "n", "seed"};
        const auto& keys = name_ == "normal" ? normal : uniform;
        if (v.kind != Value::Kind::map)
            return fail(v.span, "expected " + quoted() + " as a mapping {" + std::string(keys[0]) + ", " +
                                    std::string(keys[1]) + ", n, seed}");
        numbers_ = {{0, true, v.span}, {1, true, v.span}, {-1, true, v.span}, {0, true, v.span}};
        bool good = true;
        for (const spec::Entry& e : v.entries) {
            const auto at = std::find(keys.begin(), keys.end(), e.key);
            if (at == keys.end()) {
                good = fail(e.key_span, "unknown key '" + e.key + "' in " + quoted() + did_you_mean(e.key, keys));
                continue;
            }
            good = add(*e.value, numbers_[static_cast<std::size_t>(at - keys.begin())]) && good;
        }
        if (good && numbers_[2].value < 0 && !v.find("n"))
            return fail(v.span, quoted() + " needs 'n', the number of values");
        return good;
    }

    std::optional<std::size_t> count(const Number& n) {
        if (n.value != std::floor(n.value) || n.value < 0) {
            fail(n.span, "expected a number of values (a whole number, not negative) in " + quoted());
            return std::nullopt;
        }
        return bounded(n.value, n.span);
    }
    std::optional<std::size_t> bounded(double n, Span span) {
        if (!(n <= static_cast<double>(limits_.rows))) {
            fail(span, quoted() + " makes too many values (more than " + std::to_string(limits_.rows) + ")");
            return std::nullopt;
        }
        return static_cast<std::size_t>(std::max(n, 0.0));
    }

    void make(Column& out, Span span) {
        const double start = numbers_[0].value, stop = numbers_[1].value;
        if (name_ == "arange" || name_ == "range") {
            const double step = numbers_[2].value;
            if (step == 0) {
                fail(numbers_[2].span, "the step of " + quoted() + " is 0");
                return;
            }
            const auto n = bounded(std::ceil((stop - start) / step), span);
            if (!n) return;
            out.integers = numbers_[0].integer && numbers_[2].integer;
            if (name_ == "arange") {
                out.numbers = arange(start, step, *n);
            } else {
                out.numbers.resize(*n);
                for (std::size_t i = 0; i < *n; ++i) out.numbers[i] = start + static_cast<double>(i) * step;
            }
            return;
        }
        const auto n = count(numbers_[2]);
        if (!n) return;
        if (name_ == "linspace") {
            out.numbers = linspace(start, stop, *n);
        } else if (name_ == "logspace") {
            out.numbers = linspace(start, stop, *n);
            for (double& x : out.numbers) x = std::pow(10.0, x);
        } else {
            if (start == 0 || stop == 0 || (start < 0) != (stop < 0)) {
                fail(span, "'geomspace' needs a start and a stop of the same sign, not 0");
                return;
            }
            const double sign = start < 0 ? -1 : 1;
            out.numbers = linspace(std::log10(sign * start), std::log10(sign * stop), *n);
            for (double& x : out.numbers) x = sign * std::pow(10.0, x);
            if (*n > 0) out.numbers[0] = start;
            if (*n > 1) out.numbers[out.numbers.size() - 1] = stop;
        }
    }

    void make_random(Column& out, Span span) {
        const auto n = count(numbers_[2]);
        if (!n) return;
        const double seed = numbers_[3].value;
        if (seed != std::floor(seed) || std::fabs(seed) > 0x1p53) {
            fail(numbers_[3].span, "expected a whole number as the seed");
            return;
        }
        if (name_ == "normal" && numbers_[1].value < 0) {
            fail(numbers_[1].span.source ? numbers_[1].span : span, "the standard deviation is negative");
            return;
        }
        Random random(static_cast<std::uint64_t>(static_cast<std::int64_t>(seed)));
        out.numbers.resize(*n);
        const double first = numbers_[0].value, second = numbers_[1].value;
        if (name_ == "normal")
            for (double& x : out.numbers) x = first + second * random.normal();
        else
            for (double& x : out.numbers) x = first + (second - first) * random.uniform();
    }

    std::string_view name_;
    const expr::Environment& scope_;
    const Limits& limits_;
    std::vector<Number> numbers_;
    std::vector<Diagnostic> errors_;
};

}  // namespace

bool is_generator(std::string_view name) {
    return std::find(generator_names.begin(), generator_names.end(), name) != generator_names.end();
}

Result<ColumnPtr> generate(const ValuePtr& map, const expr::Environment& scope, const Limits& limits) {
    if (map->entries.size() != 1) return error_at(map->span, "expected a generator, such as {linspace: [0, 1, 50]}");
    const spec::Entry& e = map->entries[0];
    if (!is_generator(e.key))
        return error_at(e.key_span, "unknown generator '" + e.key + "'" + did_you_mean(e.key, generator_names));
    return Generator(e.key, scope, limits).run(e.value);
}

std::vector<double> arange(double start, double step, std::size_t n) {
    std::vector<double> v(n);
    const double delta = (start + step) - start;
    for (std::size_t i = 0; i < n; ++i) v[i] = i == 1 ? start + step : start + static_cast<double>(i) * delta;
    return v;
}

}  // namespace plotmill::data
