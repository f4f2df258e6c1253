// Curves to straight pieces for the painter, by the same rule as everywhere (base/flatten.h).
#pragma once

#include "base/flatten.h"

namespace plotmill::paint {

using plotmill::flatten;

}  // namespace plotmill::paint
