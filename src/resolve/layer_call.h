// What an item of `layers` calls: a kind of layer with its arguments, read by the kind's own table. Pure.
#pragma once

#include <optional>

#include "layers/layer.h"
#include "spec/reader.h"

namespace plotmill::resolve {

struct LayerCall {
    const layers::LayerKind* kind = nullptr;
    spec::Fields fields;
};

// Nothing after a report.
std::optional<LayerCall> read_call(const spec::ValuePtr& item, const spec::Scope& scope, Diagnostics& out);

// The faults of the layers' arguments alone: for a figure that ends before it is resolved, so that its author sees them
// too.
void check_layers(const spec::Fields& figure, const spec::Scope& scope, Diagnostics& out);

}  // namespace plotmill::resolve
