// The field tables of the `data`, `matrix` and generator mappings. Constant data.
#pragma once

#include "spec/fields.h"

namespace plotmill::spec {

extern const FieldTable source_table;     // one table of `data`: {csv: ..., filter: ...}
extern const FieldTable generator_table;  // {linspace: [...]}, ...: exactly one key
extern const FieldTable normal_table;     // {normal: {...}}
extern const FieldTable uniform_table;
extern const FieldTable matrix_value_table;  // {range: ...}, {glob: ...}, {unique: {...}}: exactly one key
extern const FieldTable unique_table;

}  // namespace plotmill::spec
