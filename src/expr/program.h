// The compiled form of an expression, and the evaluator's operations on it. Internal to expr/; immutable once compiled.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "expr/operand.h"

namespace plotmill::expr {

enum class Op : std::uint8_t {
    push,  // arg: index into scalars
    load,  // arg: index into loads
    // binary and unary: operands on the stack
    add,
    subtract,
    multiply,
    divide,
    floor_divide,
    modulo,
    power,
    equal,
    not_equal,
    less,
    less_equal,
    greater,
    greater_equal,
    negate,
    plus,
    logical_not,
    // a < b < c: [a b] -> [a<b b]; [r b c] -> [r and b<c c]; [r b c] -> [r and b<c]. arg: the comparison
    chain_first,
    chain_next,
    chain_last,
    // jumps are relative to the next instruction, so that code can be moved as a whole
    branch_and,
    branch_or,  // [a]: a scalar that decides jumps by arg
    merge_and,
    merge_or,   // [a b] -> result
    branch_if,  // [c]: a false scalar pushes a placeholder and jumps by arg
    skip_else,  // [c a]: c a scalar -> [a], jumps by arg
    merge_if,   // [c a b] -> result
    call,       // arg: index into functions(); argc operands
};

struct Instruction {
    Op op;
    std::uint8_t argc = 0;
    std::int32_t arg = 0;
    std::uint32_t offset = 0;  // bytes in the text, for errors
    std::uint32_t length = 0;
};

struct Load {
    std::string name;
    bool skip_columns = false;
};

struct Program {
    std::string text;
    Span origin;
    std::vector<Instruction> code;
    std::vector<Scalar> scalars;
    std::vector<Load> loads;
    std::vector<std::string> names;
};

// A value on the evaluator's stack. `temporary`: made by this evaluation and held by nobody else, so that its storage
// may be written over.
struct Slot {
    Operand value;
    bool temporary = false;

    Slot(Operand v, bool temp = false) : value(std::move(v)), temporary(temp) {}
    bool is_scalar() const { return value.is_scalar(); }
    const Scalar& scalar() const { return value.scalar(); }
    const Column& column() const { return *value.column(); }
    ColumnType type() const { return value.type(); }
};

}  // namespace plotmill::expr
