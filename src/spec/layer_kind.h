// What a layer is to the readers of the job: its name, family and fields. How it is drawn is known in layers/ alone.
// Constant data.
#pragma once

#include <span>
#include <string_view>

#include "spec/fields.h"

namespace plotmill::spec {

struct LayerKind {
    std::string_view name;    // "plot"
    std::string_view family;  // "pairwise"
    std::string_view doc;     // one line for people
    const FieldTable* fields = nullptr;
    std::string_view later;  // not drawn yet: the error's words; empty where it is drawn
};

// Every layer of the format, in the order of its families. None has a table: layers/ has those of the layers it draws;
// the others are here for `list layers`, suggestions and "layer 'quiver' is not drawn yet".
std::span<const LayerKind> all_layer_kinds();

const LayerKind* find_layer_kind(std::string_view name);  // null where the format has no such layer

}  // namespace plotmill::spec
