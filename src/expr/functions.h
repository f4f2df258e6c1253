// The functions that expressions may call. Internal to expr/; constant data and pure functions.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "expr/program.h"

namespace plotmill::expr {

struct Function {
    std::string_view name;
    int min_args, max_args;
    // Takes its operands (and may write over temporaries). A fault is put into `fault`; the result is then of no use.
    Slot (*run)(std::span<Slot> args, std::string& fault);
};

std::span<const Function> functions();     // sorted by name
int find_function(std::string_view name);  // its index, or -1
std::span<const std::string_view> function_names();

}  // namespace plotmill::expr
