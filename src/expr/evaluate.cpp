// evaluate(): runs a compiled program on a stack of operands.
#include <algorithm>
#include <cassert>
#include <limits>
#include <numbers>

#include "base/suggest.h"
#include "expr/expression.h"
#include "expr/functions.h"
#include "expr/lexer.h"
#include "expr/operators.h"
#include "expr/place.h"
#include "expr/program.h"

namespace plotmill::expr {
namespace {

std::optional<Scalar> constant(std::string_view name) {
    if (name == "pi") return Scalar::of_number(std::numbers::pi);
    if (name == "e") return Scalar::of_number(std::numbers::e);
    if (name == "nan") return Scalar::of_number(std::numeric_limits<double>::quiet_NaN());
    if (name == "inf") return Scalar::of_number(std::numeric_limits<double>::infinity());
    if (name == "True" || name == "true") return Scalar::of_bool(true);
    if (name == "False" || name == "false") return Scalar::of_bool(false);
    return std::nullopt;
}

std::string unknown_name(const Load& load, const Environment& environment) {
    std::vector<std::string> known = environment.names();
    std::vector<std::string_view> candidates(known.begin(), known.end());
    std::string m = "unknown name '" + load.name + "'";
    if (find_function(load.name) >= 0) return m + " (the function is called as '" + load.name + "(...)')";
    candidates.insert(candidates.end(), {"pi", "nan", "inf"});
    const std::string near = did_you_mean(load.name, candidates);
    if (!near.empty()) return m + near;
    if (known.empty()) return m + " (no names are known here)";
    std::sort(known.begin(), known.end());
    known.erase(std::unique(known.begin(), known.end()), known.end());
    m += " (known: ";
    for (std::size_t i = 0; i < known.size() && i < 12; ++i) m += (i ? ", " : "") + known[i];
    if (known.size() > 12) m += ", ...";
    return m + ")";
}

class Machine {
public:
    Machine(const Program& program, const Environment& environment) : program_(program), environment_(environment) {}

    Result<Operand> run() {
        for (std::size_t at = 0; at < program_.code.size(); ++at) {
            const Instruction& i = program_.code[at];
            const std::int32_t jump = step(i);
            if (!fault_.empty())
                return error_at(place_inside(program_.origin, program_.text, i.offset, i.length), std::move(fault_));
            at += static_cast<std::size_t>(jump);
        }
        assert(stack_.size() == 1);
        return std::move(stack_.back().value);
    }

private:
    Slot pop() {
        Slot s = std::move(stack_.back());
        stack_.pop_back();
        return s;
    }
    void push(Slot s) { stack_.push_back(std::move(s)); }

    bool check_condition(const Slot& s) {
        if (s.type() == ColumnType::date) fault_ = "expected true or false, found a date";
        return fault_.empty();
    }

    // Returns how far to jump.
    std::int32_t step(const Instruction& i) {
        switch (i.op) {
            case Op::push:
                push(Operand(program_.scalars[static_cast<std::size_t>(i.arg)]));
                return 0;
            case Op::load:
                load(program_.loads[static_cast<std::size_t>(i.arg)]);
                return 0;
            case Op::negate:
            case Op::plus:
            case Op::logical_not: {
                Slot a = pop();
                push(unary(i.op, std::move(a), fault_));
                return 0;
            }
            case Op::chain_first:
            case Op::chain_next:
            case Op::chain_last:
                chain(i);
                return 0;
            case Op::branch_and:
            case Op::branch_or: {
                const Slot& a = stack_.back();
                if (!check_condition(a)) return 0;
                return a.is_scalar() && truth(a.scalar()) == (i.op == Op::branch_or) ? i.arg : 0;
            }
            case Op::merge_and:
            case Op::merge_or: {
                Slot b = pop(), a = pop();
                if (!check_condition(b)) return 0;
                // A scalar that came here did not decide, so that the other side does.
                if (a.is_scalar() && b.is_scalar())
                    push(std::move(b));
                else
                    push(logical(i.op == Op::merge_and, std::move(a), std::move(b), fault_));
                return 0;
            }
            case Op::branch_if: {
                const Slot& c = stack_.back();
                if (!check_condition(c) || !c.is_scalar() || truth(c.scalar())) return 0;
                push(Operand(Scalar{}));
                return i.arg;
            }
            case Op::skip_else: {
                if (!stack_[stack_.size() - 2].is_scalar()) return 0;
                Slot a = pop();
                stack_.back() = std::move(a);
                return i.arg;
            }
            case Op::merge_if: {
                Slot b = pop(), a = pop(), c = pop();
                if (c.is_scalar())
                    push(std::move(b));
                else
                    push(select(std::move(c), std::move(a), std::move(b), fault_));
                return 0;
            }
            case Op::call: {
                const std::size_t first = stack_.size() - i.argc;
                Slot r = functions()[static_cast<std::size_t>(i.arg)].run(std::span(stack_).subspan(first), fault_);
                stack_.erase(stack_.begin() + static_cast<std::ptrdiff_t>(first), stack_.end());
                push(std::move(r));
                return 0;
            }
            default: {
                Slot b = pop(), a = pop();
                push(binary(i.op, std::move(a), std::move(b), fault_));
                return 0;
            }
        }
    }

    void load(const Load& l) {
        if (auto v = environment_.lookup(l.name, l.skip_columns)) return push(Slot(std::move(*v)));
        if (auto v = constant(l.name)) return push(Operand(std::move(*v)));
        fault_ = unknown_name(l, environment_);
    }

    void chain(const Instruction& i) {
        Slot c = pop(), b = pop();
        c.temporary = b.temporary = false;
        Slot r = binary(static_cast<Op>(i.arg), std::move(b), c, fault_);
        if (!fault_.empty()) return;
        if (i.op != Op::chain_first) {
            Slot before = pop();
            if (before.is_scalar() && r.is_scalar())
                r = Operand(Scalar::of_bool(truth(before.scalar()) && truth(r.scalar())));
            else
                r = logical(true, std::move(before), std::move(r), fault_);
        }
        push(std::move(r));
        if (i.op != Op::chain_last) push(std::move(c));
    }

    const Program& program_;
    const Environment& environment_;
    std::vector<Slot> stack_;
    std::string fault_;
};

}  // namespace

Result<Operand> evaluate(const Expression& expression, const Environment& environment) {
    return Machine(expression.program(), environment).run();
}

Result<Operand> evaluate(std::string_view text, const Environment& environment, Span origin) {
    // Most templates hold one name, which needs no program.
    if (is_plain_name(text))
        if (auto v = environment.lookup(text, false)) return std::move(*v);
    Result<Expression> e = compile(text, origin);
    if (!e) return e.take_errors();
    return evaluate(*e, environment);
}

Result<Scalar> evaluate_scalar(std::string_view text, const Environment& environment, Span origin) {
    Result<Operand> v = evaluate(text, environment, origin);
    if (!v) return v.take_errors();
    if (v->is_scalar()) return v->scalar();
    return error_at(place_inside(origin, text, 0, text.size()),
                    "expected one value, found a column (a reduction such as 'max' or 'mean' makes one of it)");
}

Result<double> evaluate_number(std::string_view text, const Environment& environment, Span origin) {
    Result<Scalar> v = evaluate_scalar(text, environment, origin);
    if (!v) return v.take_errors();
    if (v->type == ColumnType::number || v->type == ColumnType::boolean) return v->number;
    return error_at(place_inside(origin, text, 0, text.size()),
                    "expected a number, found " + std::string(type_name(v->type)) + " ('" + to_text(*v) + "')");
}

}  // namespace plotmill::expr
