#include "style/cycle.h"

namespace plotmill::style {

const CycleEntry& PropertyCycler::step() {
    const CycleEntry& entry = cycle_->entries[next_];
    next_ = (next_ + 1) % cycle_->entries.size();
    return entry;
}

Rgba PropertyCycler::next_color() {
    if (!(cycle_->keys & cycle_color)) return {0, 0, 0, 1};
    return *step().color;
}

CycleEntry PropertyCycler::next_entry(CycleKeys given, CycleKeys ignored) {
    const CycleKeys left_out = given | ignored;
    if ((cycle_->keys & ~left_out) == 0) return {};
    CycleEntry entry = step();
    entry.remove(left_out);
    return entry;
}

}  // namespace plotmill::style
