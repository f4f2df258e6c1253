// The JSON Schema of the job format, made from the field tables that the reader uses, so that editors and the reader
// never disagree about a key. Pure; any thread.
#pragma once

#include <span>
#include <string>

#include "spec/layer_kind.h"

namespace plotmill::yaml {

// A JSON Schema (draft-07, which YAML editors know best), indented, ending in a newline. Keys, words and layers that
// are not drawn yet are not in it. `layers`: every layer kind; those without fields are left out.
std::string job_schema(std::span<const spec::LayerKind> layers);

}  // namespace plotmill::yaml
