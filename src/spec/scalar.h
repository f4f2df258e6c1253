// Plain scalars by the core rules of YAML 1.2: what a text without quotes is. Pure functions, any thread.
#pragma once

#include <string_view>

#include "spec/value.h"

namespace plotmill::spec {

struct CoreScalar {
    Value::Kind kind = Value::Kind::string;
    double number = 0;          // boolean (0, 1), integer, number
    bool out_of_range = false;  // written as a number, but no finite double holds it
};

// null, ~ and "" are null; true and false (also True, TRUE, ...) booleans; decimal, 0x and 0o integers; decimal
// fractions, .inf and .nan. Everything else, `yes`, `NO` and `on` included, is a string.
CoreScalar read_core_scalar(std::string_view text);

}  // namespace plotmill::spec
