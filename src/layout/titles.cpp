#include "layout/titles.h"

#include <algorithm>

#include "figure/text_layout.h"

namespace plotmill::layout {

namespace {

bool intersect(const Rect& a, const Rect& b) {
    return std::max(a.x0, b.x0) <= std::min(a.x1, b.x1) && std::max(a.y0, b.y0) <= std::min(a.y1, b.y1);
}

}  // namespace

std::array<std::optional<PlacedText>, 3> place_titles(
    const resolve::ResolvedAxes& axes, const LaidAxes& laid,
    const std::vector<std::pair<const resolve::ResolvedAxes*, const LaidAxes*>>& group, figure::TextMetrics& metrics) {
    std::array<std::optional<PlacedText>, 3> out;
    const figure::View& view = laid.view;
    const Rect& box = view.box();
    // Heights are shares of the axes' box, and places count in the order of Matplotlib's transforms: a line of text
    // that falls between two pixels falls to the same side.
    auto place = [&](const resolve::Words& words, double y) {
        return Point{box.x0 + box.width() * words.x, box.height() * y + (box.y0 + view.shift(words.pad))};
    };
    auto share = [&](double y) { return y * (1 / box.height()) - box.y0 / box.height(); };
    double highest = -1e300;
    bool any = false;
    // One title with a place of its own ends the search for a free one, for all three.
    const bool fixed =
        std::any_of(axes.titles.begin(), axes.titles.end(), [](const auto& words) { return words && words->own_y; });
    for (std::size_t i = 0; i < 3; ++i) {
        const auto& words = axes.titles[i];
        if (!words || words->text.empty()) continue;
        any = true;
        double y = 1;
        auto extent = [&] {
            return figure::text_extent(words->text, words->props, place(*words, y), metrics, view.dpi());
        };
        double top = -1e300;
        for (const auto& [a, l] : group) {
            if (fixed) break;
            Rect r = Rect::none();
            if (a->x.visible && (ticks_position(a->x) != 1 || a->x.label_far)) r = l->x.tight_box();
            if (r.is_none()) r = l->view.box();
            top = std::max(top, r.y1);
            if (l->y.offset && a->y.visible && intersect(extent(), l->y.offset->box)) top = l->y.offset->box.y1;
        }
        if (top >= 0 && box.height() > 0 && extent().y0 < top) {
            y = share(top);
            const double bottom = extent().y0;
            if (bottom < top) y = share(2 * top - bottom);
        }
        highest = std::max(highest, y);
    }
    if (!any) return out;
    for (std::size_t i = 0; i < 3; ++i) {
        const auto& words = axes.titles[i];
        if (!words || words->text.empty()) continue;
        PlacedText t{words->text, words->props, place(*words, words->own_y.value_or(highest)), {}};
        t.box = figure::text_extent(t.text, t.props, t.anchor, metrics, view.dpi());
        out[i] = std::move(t);
    }
    return out;
}

}  // namespace plotmill::layout
