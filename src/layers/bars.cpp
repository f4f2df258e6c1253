#include "layers/bars.h"

#include <cassert>
#include <fmt/format.h>

namespace plotmill::layers {

namespace {

// Entry i of a list of colours as to_rgba_array makes it: "none" alone stays none, in a list it is transparent black,
// which an alpha makes visible.
std::optional<ColorSpec> nth(const figure::ColorList& list, std::size_t i) {
    if (list.colors.empty()) return ColorSpec{-1, true, {}};
    ColorSpec out = list.colors[i % list.colors.size()];
    if (out.none && list.colors.size() > 1) out = {-1, false, {0, 0, 0, 0}};
    return out;
}

}  // namespace

void add_bars(const Draft& d, const Bars& bars) {
    const std::size_t n = bars.at.size();
    assert(bars.length.size() == n && bars.thickness.size() == n && bars.base.size() == n);
    if (bars.label.list && bars.label.texts.size() != n) {
        d.error("label", fmt::format("label has {} texts for {} bars", bars.label.texts.size(), n));
        return;
    }
    std::optional<figure::PatchProps> first;
    d.out.artists.reserve(d.out.artists.size() + n);
    for (std::size_t i = 0; i < n; ++i) {
        figure::PatchKeywords k = bars.properties;
        if (!k.facecolor) k.facecolor = nth(bars.color, i);
        if (!k.edgecolor && bars.edgecolor) k.edgecolor = nth(*bars.edgecolor, i);
        if (!k.linewidth && !bars.linewidths.empty()) k.linewidth = bars.linewidths[i % bars.linewidths.size()];
        if (!bars.hatches.empty()) k.hatch = bars.hatches[i % bars.hatches.size()];
        figure::PatchArtist patch;
        const double from = bars.centred ? bars.at[i] - bars.thickness[i] / 2 : bars.at[i];
        const Rect rect = bars.horizontal
                              ? Rect{bars.base[i], from, bars.base[i] + bars.length[i], from + bars.thickness[i]}
                              : Rect{from, bars.base[i], from + bars.thickness[i], bars.base[i] + bars.length[i]};
        patch.path = Path::rectangle(rect);
        patch.steps = 100;
        patch.props = figure::resolve_patch(k, d.rc());
        if (!first) first = patch.props;
        if (bars.label.list) add_handle(d.out, bars.label.texts[i], figure::PatchHandle{patch.props});
        figure::Artist& artist = add_artist(d.out, std::move(patch), k, 1);
        if (bars.sticky) (bars.horizontal ? artist.sticky_x : artist.sticky_y).push_back(bars.base[i]);
    }
    if (!bars.label.list) {
        if (!first) first = figure::resolve_patch(bars.properties, d.rc());
        add_handle(d.out, bars.label.one(), figure::PatchHandle{*first}, true);
    }
}

}  // namespace plotmill::layers
