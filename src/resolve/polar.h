// The key `projection`: what makes an axes polar (PolarAxes).
#pragma once

#include <optional>

#include "resolve/axes_state.h"
#include "spec/reader.h"

namespace plotmill::resolve {

// Whether `projection` says polar; `axes`: the axes' own keys.
bool is_polar(const spec::Fields& axes);

// Makes an axes with nothing in it but its defaults polar, as `projection` says. Reports what cannot be.
void make_polar(FigureState& state, std::size_t index, const spec::Fields& axes);

// Why a layer of that name is not drawn in polar axes; empty where it is.
const char* not_in_polar(std::string_view layer);

}  // namespace plotmill::resolve
