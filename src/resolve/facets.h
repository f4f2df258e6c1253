// A figure's `facet`: the rows of a table by the values of a column, each drawn in an axes of its own. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "resolve/figure.h"
#include "resolve/layer_input.h"

namespace plotmill::resolve {

struct Facets {
    std::string table;  // whose rows they are
    std::vector<Facet> parts;
};

// `name`: the figure's own table, for a facet that names none. Nothing after a report.
std::optional<Facets> read_facets(const FigureInput& input, const spec::Fields& facet, std::string name,
                                  Diagnostics& out);

}  // namespace plotmill::resolve
