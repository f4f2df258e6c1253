// Where an axes stands in its property cycle: one for lines and one for filled shapes, as Axes._get_lines and
// Axes._get_patches_for_fill. An object belongs to one figure's task.
#pragma once

#include <memory>

#include "style/prop_cycle.h"

namespace plotmill::style {

class PropertyCycler {
public:
    explicit PropertyCycler(std::shared_ptr<const PropCycle> cycle) : cycle_(std::move(cycle)) {}

    // get_next_color: black, and no step, where the cycle has no colours.
    Rgba next_color();

    // _getdefaults: the next entry without the properties `given` by the call. Where the call gives every property of
    // the cycle, an empty entry, and no step. `ignored` properties count as given.
    CycleEntry next_entry(CycleKeys given, CycleKeys ignored = 0);

    const PropCycle& cycle() const { return *cycle_; }

private:
    const CycleEntry& step();

    std::shared_ptr<const PropCycle> cycle_;
    std::size_t next_ = 0;
};

struct AxesCycles {
    explicit AxesCycles(const std::shared_ptr<const PropCycle>& cycle) : lines(cycle), patches(cycle) {}

    // What plot() takes from the cycle for one line.
    CycleEntry next_line(CycleKeys given) { return lines.next_entry(given); }
    // What fill() takes for one polygon: nothing of the markers.
    CycleEntry next_patch(CycleKeys given) { return patches.next_entry(given, marker_keys); }

    static constexpr CycleKeys marker_keys =
        cycle_marker | cycle_markersize | cycle_markeredgecolor | cycle_markerfacecolor | cycle_markeredgewidth;

    PropertyCycler lines, patches;
};

}  // namespace plotmill::style
