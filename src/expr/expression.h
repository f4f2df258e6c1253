// The job format's expressions: Python's operators and some of NumPy's functions, compiled to a flat program of
// operations on whole columns. Expressions are immutable once compiled: any number of threads may evaluate one.
// Hostile text is bounded: 64 KiB long, 64 levels deep.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "expr/operand.h"

namespace plotmill::expr {

inline constexpr std::size_t max_expression_length = 64 * 1024;
inline constexpr int max_expression_depth = 64;

// What names mean where an expression is evaluated: a table's columns, matrix parameters, vars. Implementations answer
// from any thread, without changing. The constants pi, e, nan, inf, True and False are known to the evaluator and need
// not be answered.
class Environment {
public:
    virtual ~Environment() = default;
    // No value where the name is not known. `skip_columns`: written as `@name`, which never means a column.
    virtual std::optional<Operand> lookup(std::string_view name, bool skip_columns) const = 0;
    // All names that lookup() knows, for "did you mean". Called only to word an error.
    virtual std::vector<std::string> names() const = 0;
};

// Knows nothing: for expressions over constants.
class EmptyEnvironment final : public Environment {
public:
    std::optional<Operand> lookup(std::string_view, bool) const override { return std::nullopt; }
    std::vector<std::string> names() const override { return {}; }
};

struct Program;  // expr/program.h

class Expression {
public:
    explicit Expression(std::shared_ptr<const Program> program) : program_(std::move(program)) {}
    const Program& program() const { return *program_; }
    // The names that it uses (constants included), each once, in order of appearance.
    const std::vector<std::string>& names() const;
    bool uses(std::string_view name) const;

private:
    std::shared_ptr<const Program> program_;
};

// `text` is the expression without its '='. `origin` is the place of the string that holds it: errors point inside that
// string where its source text is known and shows the expression as it is.
Result<Expression> compile(std::string_view text, Span origin);

Result<Operand> evaluate(const Expression& expression, const Environment& environment);

// compile() and evaluate() in one go.
Result<Operand> evaluate(std::string_view text, const Environment& environment, Span origin);

// The same where only one value will do; a column is an error.
Result<Scalar> evaluate_scalar(std::string_view text, const Environment& environment, Span origin);

// One number (a bool counts as 0 or 1); anything else is an error.
Result<double> evaluate_number(std::string_view text, const Environment& environment, Span origin);

}  // namespace plotmill::expr
