// The text that stands for a table's description: equal for two descriptions that give the same table. Pure functions.
#pragma once

#include <string>
#include <string_view>

#include "expr/expression.h"
#include "spec/value.h"

namespace plotmill::data {

void append_key(std::string& key, std::string_view text);
void append_key(std::string& key, const expr::Operand& value);

// A tree, its templates filled in, and the values in `scope` of all names that its expressions use. `only`: entries of
// the mapping to take (by name); null takes all.
using TakesEntry = bool (*)(std::string_view key);
void append_key(std::string& key, const spec::Value& tree, const expr::Environment& scope, TakesEntry takes = nullptr);

// The value of a name that stands outside of expressions ($name of a query).
void append_name(std::string& key, std::string_view name, const expr::Environment& scope);

}  // namespace plotmill::data
