// fill: filled polygons.
#include <fmt/format.h>

#include "layers/args.h"
#include "layers/kinds.h"
#include "spec/common_fields.h"

namespace plotmill::layers {

namespace {

using namespace spec;

constexpr Field fields[] = {
    {.name = "x", .accepts = array, .doc = "x positions of the corners; several polygons as columns", .required = true},
    {.name = "y", .accepts = array, .doc = "y positions of the corners; several polygons as columns", .required = true},
    {.name = "closed", .accepts = flag, .doc = "whether the outline returns to its first corner"},
};
constexpr const FieldTable* bases[] = {&patch_properties, &data_properties};

void draw(const Draft& d) {
    const auto xs = axis_series(d, "x", Direction::x, Part::columns);
    const auto ys = axis_series(d, "y", Direction::y, Part::columns);
    if (!xs || !ys || xs->empty() || ys->empty()) return;
    if (xs->size() > 1 && ys->size() > 1 && xs->size() != ys->size()) {
        d.error("y", fmt::format("x has {} columns, y has {}", xs->size(), ys->size()));
        return;
    }
    const std::size_t n = std::max(xs->size(), ys->size());
    const Label label = label_of(d);
    if (label.list && label.texts.size() != n) {
        d.error("label", fmt::format("label has {} texts for {} polygon{}", label.texts.size(), n, n == 1 ? "" : "s"));
        return;
    }
    const figure::PatchKeywords base = figure::patch_keywords(d.fields(), figure::ColorRule::in_order);
    for (std::size_t j = 0; j < n; ++j) {
        const Values& x = (*xs)[j % xs->size()];
        const Values& y = (*ys)[j % ys->size()];
        if (!same_length(d, "x", x.size(), "y", y.size())) return;
        figure::PatchKeywords k = base;
        // A given `facecolor` still uses up a colour, a given `color` does not (Axes._makefill).
        if (!d.has("color")) {
            const Rgba next = d.axes().next_patch_color();
            if (!k.facecolor) k.facecolor = ColorSpec{-1, false, next};
        }
        std::vector<Point> corners;
        for (std::size_t i = 0; i < x.size(); ++i) corners.push_back({x[i], y[i]});
        figure::PatchArtist patch;
        patch.path = Path::polyline(corners, d.fields().boolean("closed", true));
        patch.props = figure::resolve_patch(k, d.rc());
        const figure::PatchHandle handle{patch.props};
        add_artist(d.out, std::move(patch), k, 1);
        if (!label.texts.empty()) add_handle(d.out, label.texts[label.list ? j : 0], handle);
    }
}

}  // namespace

constinit const FieldTable fill_table{.name = "layer 'fill'", .fields = fields, .bases = bases};

Prepared prepare_fill(const LayerInput& in) { return for_each_group(in, draw); }

}  // namespace plotmill::layers
