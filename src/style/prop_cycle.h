// rcParams axes.prop_cycle as values: what cycler('color', [...]) * cycler(...) comes to. Immutable once read; any
// thread.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/color.h"
#include "spec/reader.h"
#include "style/literal.h"

namespace plotmill::style {

// The properties that a cycle may hold, as bits of a set.
enum CycleKey : std::uint32_t {
    cycle_color = 1u << 0,
    cycle_linewidth = 1u << 1,
    cycle_linestyle = 1u << 2,
    cycle_facecolor = 1u << 3,
    cycle_edgecolor = 1u << 4,
    cycle_joinstyle = 1u << 5,
    cycle_capstyle = 1u << 6,
    cycle_fillstyle = 1u << 7,
    cycle_markerfacecolor = 1u << 8,
    cycle_markersize = 1u << 9,
    cycle_markeredgewidth = 1u << 10,
    cycle_markeredgecolor = 1u << 11,
    cycle_markevery = 1u << 12,
    cycle_alpha = 1u << 13,
    cycle_marker = 1u << 14,
    cycle_hatch = 1u << 15,
    cycle_dashes = 1u << 16,
};
using CycleKeys = std::uint32_t;

// The bit of a property's name or alias ("color", "c", "lw", ...); 0 for any other name.
CycleKeys cycle_key(std::string_view name);
CycleKeys cycle_keys(std::span<const std::string_view> names);

// Line2D's markevery: every point, [start, every n], the points named, or [start, distance] in fractions of the
// diagonal.
struct CycleMarkEvery {
    enum class Kind : std::uint8_t { all, every, indices, distance } kind = Kind::all;
    double start = 0, step = 1;
    std::vector<long> indices;
    friend bool operator==(const CycleMarkEvery&, const CycleMarkEvery&) = default;
};

// One entry: the properties that the cycle holds have a value, the others have none. Sizes and widths in points.
struct CycleEntry {
    std::optional<Rgba> color;  // never a reference into the cycle; "none" is transparent
    std::optional<double> linewidth;
    std::optional<spec::LineStyle> linestyle;
    std::optional<ColorSpec> facecolor, edgecolor;
    std::optional<std::string> joinstyle, capstyle;  // miter, round, bevel; butt, projecting, round
    std::optional<std::string> fillstyle;            // full, left, right, bottom, top, none
    std::optional<ColorSpec> markerfacecolor;
    std::optional<double> markersize, markeredgewidth;
    std::optional<ColorSpec> markeredgecolor;
    std::optional<CycleMarkEvery> markevery;
    std::optional<double> alpha;
    std::optional<spec::Marker> marker;
    std::optional<std::string> hatch;
    std::optional<std::vector<double>> dashes;
    friend bool operator==(const CycleEntry&, const CycleEntry&) = default;

    void remove(CycleKeys keys);
};

struct PropCycle {
    std::vector<CycleEntry> entries;  // at least one
    CycleKeys keys = 0;               // of every entry

    // What "C0", "C1", ... mean: the colours, or black where the cycle has none.
    std::vector<Rgba> colors() const;
    friend bool operator==(const PropCycle&, const PropCycle&) = default;
};

// From text ("cycler('color', 'rgb') + cycler(lw=[1, 2, 3])", with +, * and brackets) or from a mapping of lists
// ({color: [r, g], linestyle: ["-", "--"]}, which cycle together). Where there is no value, `message` says why.
std::optional<PropCycle> read_prop_cycle(const Literal& value, std::string& message);

}  // namespace plotmill::style
