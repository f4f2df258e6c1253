// Sets of values that each stand at a position of their own (boxplot, violinplot): reading them, one of each group
// where the layer has `by`. Called by one thread per figure.
#pragma once

#include "layers/args.h"

namespace plotmill::layers {

struct Sets {
    std::vector<Values> values;       // at least one
    std::vector<std::string> labels;  // as many, or empty
};

struct Positions {
    Values at;  // one for each set
    bool integers = true;
};

// The argument `positions` for n sets; 1, 2, ... where it was not given. Reports another number of them.
std::optional<Positions> read_positions(const Draft& d, std::size_t n);

// One width for all sets, or one for each; `otherwise` where not given.
std::optional<Values> widths_of(const Draft& d, std::string_view name, std::size_t n, double otherwise);

// Reads the sets of the argument `name` (and `labels` where the layer has that) and draws them once for all groups.
Prepared draw_sets(const LayerInput& in, std::string_view name, void (*draw)(const Draft&, const Sets&));

}  // namespace plotmill::layers
