#include "layout/arrangement.h"

#include <cmath>
#include <functional>

#include "figure/contour_labels.h"
#include "figure/extent.h"
#include "figure/table.h"
#include "figure/text_layout.h"
#include "layout/constrained.h"
#include "layout/grid.h"
#include "layout/legend.h"
#include "layout/polar.h"
#include "layout/secondary.h"
#include "layout/tight.h"

namespace plotmill::layout {

Arrangement::Arrangement(resolve::ResolvedFigure& figure, figure::TextMetrics& metrics)
    : figure_(figure),
      metrics_(metrics),
      pixels_{0, 0, figure.width * figure.dpi, figure.height * figure.dpi},
      canvas_{pixels_.width(), pixels_.height()},
      height_(std::floor(canvas_.y + 1e-9)) {}

template <class F>
void Arrangement::for_each_table(F&& f) {
    for (std::size_t i = 0; i < figure_.axes.size(); ++i)
        for (figure::Artist& artist : figure_.axes[i].artists)
            if (auto* table = std::get_if<figure::TableArtist>(&artist.content)) f(i, *table);
}

void Arrangement::arrange(std::string& why) {
    size_tables();
    label_contours();
    positions_ = axes_positions(figure_, figure_.axes.size());
    place_axes(false);
    lay_axes(figure_.layout == resolve::Engine::tight);
    find_places(why);
    update_tables();
    if (figure_.tight_bbox) crop();
}

// What the layout engine does, once, from the boxes in the unfitted grid, as when Matplotlib saves.
void Arrangement::find_places(std::string& why) {
    using resolve::Engine;
    const style::RcParams& rc = *figure_.rc;
    const Point pad{rc.number(style::Rc::figure_constrained_layout_w_pad) / figure_.width,
                    rc.number(style::Rc::figure_constrained_layout_h_pad) / figure_.height};
    Point legend;
    if (figure_.legend && figure_.legend->outside) {
        const Rect box = measured(*figure_.legend, pixels_, nullptr);
        legend = {box.width(), box.height()};
    }
    edges_ = place_edges(figure_, legend, pad.x, pad.y, metrics_);
    if (figure_.layout == Engine::tight) {
        if (auto grid = fit(why)) {
            figure_.grid = *grid;
            follow_grid(figure_, positions_);
            place_axes(false);
        }
        lay_axes(false);
    } else if (figure_.layout != Engine::none) {
        update_tables();
        ConstrainedFigure work{figure_,
                               positions_,
                               [&] {
                                   place_axes(false);
                                   lay_axes(false);
                                   update_tables();
                               },
                               [&](std::size_t i) {
                                   const Rect b = tight_box(i, Purpose::layout);
                                   const double kx = 1 / pixels_.width(), ky = 1 / pixels_.height();
                                   return Rect{b.x0 * kx, b.y0 * ky, b.x1 * kx, b.y1 * ky};
                               },
                               [&](std::size_t i) { return shown_[i]; },
                               edges_.margins,
                               pad.x,
                               pad.y,
                               rc.number(style::Rc::figure_constrained_layout_wspace),
                               rc.number(style::Rc::figure_constrained_layout_hspace)};
        constrain(work, figure_.layout == Engine::compressed, why);
    }
}

Rect Arrangement::measured(const resolve::LegendSpec& legend, const Rect& parent, const Obstacles* obstacles) {
    scene::Scene unseen;
    unseen.dpi = figure_.dpi;
    unseen.height = pixels_.height();
    scene::Builder nowhere(unseen);
    return emit_legend(legend, parent, obstacles, metrics_, nowhere, nullptr).box;
}

Rect Arrangement::legend_parent() const {
    const resolve::LegendSpec& legend = *figure_.legend;
    const double w = pixels_.width(), h = pixels_.height();
    if (legend.outside && !legend.anchor) {
        const Rect& r = edges_.legend;
        return Rect{w * r.x0, h * r.y0, w * r.x1, h * r.y1}.moved(pixels_.x0, pixels_.y0);
    }
    // As Matplotlib: without bbox_to_anchor it stands in what is kept of the picture.
    return legend.anchor ? pixels_ : Rect{0, 0, canvas_.x, canvas_.y};
}

// _tight_bbox.adjust_bbox: the canvas is what is drawn and some inches around it; nothing in it changes its place.
void Arrangement::crop() {
    Rect all = Rect::none();
    for (std::size_t i = 0; i < figure_.axes.size(); ++i)
        if (figure_.axes[i].inset_of < 0) all.unite(tight_box(i, Purpose::saving));
    for (const auto& [words, at] :
         {std::pair(&figure_.suptitle, edges_.suptitle), std::pair(&figure_.supxlabel, edges_.supxlabel),
          std::pair(&figure_.supylabel, edges_.supylabel), std::pair(&figure_.footnote, edges_.footnote)}) {
        if (!*words) continue;
        const Rect r =
            figure::text_extent((*words)->text, (*words)->props, anchor_of(**words, at), metrics_, figure_.dpi);
        if (r.width() != 0 || r.height() != 0) all.unite(r);
    }
    if (figure_.legend) all.unite(measured(*figure_.legend, legend_parent(), nullptr));
    if (all.is_none()) all = pixels_;
    // In inches and back, as Matplotlib counts, so that whole pixels stay what they are.
    const double inch = 1 / figure_.dpi, pad = *figure_.tight_bbox;
    const Rect kept = Rect{all.x0 * inch, all.y0 * inch, all.x1 * inch, all.y1 * inch}.padded(pad);
    canvas_ = {kept.width() * figure_.dpi, kept.height() * figure_.dpi};
    pixels_ = pixels_.moved(-kept.x0 * figure_.dpi, -kept.y0 * figure_.dpi);
    height_ = std::floor(canvas_.y);
    place_axes(true);
    lay_axes(false);
}

void Arrangement::label_contours() {
    for (std::size_t i = 0; i < figure_.axes.size(); ++i) {
        auto& artists = figure_.axes[i].artists;
        for (std::size_t k = 0; k < artists.size(); ++k) {
            auto* labels = std::get_if<figure::ContourLabelsArtist>(&artists[k].content);
            if (!labels) continue;
            std::vector<figure::CollectionArtist*> lines;
            for (const auto& level : labels->levels)
                lines.push_back(std::get_if<figure::CollectionArtist>(&artists[k - level.before].content));
            // Before aspects and fits.
            const Rect p = axes_positions(figure_, labels->axes_then)[i];
            const double w = pixels_.width(), h = pixels_.height();
            const figure::View view({w * p.x0, h * p.y0, w * p.x1, h * p.y1}, labels->limits, labels->x_scale,
                                    labels->y_scale, pixels_, figure_.dpi);
            figure::place_contour_labels(*labels, lines, view, metrics_);
        }
    }
}

// A cell is as high as a line of 10 points in the axes as it was when the table was added, before aspects and fits.
void Arrangement::size_tables() {
    for_each_table([&](std::size_t i, figure::TableArtist& table) {
        std::function<double(std::size_t)> height = [&](std::size_t k) {
            const resolve::ResolvedAxes& a =
                figure_.axes[figure_.axes[k].twin_of >= 0 ? static_cast<std::size_t>(figure_.axes[k].twin_of) : k];
            if (a.inset_of >= 0) return height(static_cast<std::size_t>(a.inset_of)) * a.inset.height();
            return slot_position(figure_.grid, a.slot).height() * pixels_.height();
        };
        for (figure::TableCell& c : table.cells) c.height = 10 / 72.0 * figure_.dpi / height(i) * 1.2;
    });
}

void Arrangement::update_tables() {
    for_each_table(
        [&](std::size_t i, figure::TableArtist& table) { figure::update_table(table, laid_[i].view, metrics_); });
}

// Axes.get_tightbbox.
Rect Arrangement::tight_box(std::size_t i, Purpose purpose) {
    const resolve::ResolvedAxes& a = figure_.axes[i];
    const LaidAxes& laid = laid_[i];
    const bool layout = purpose == Purpose::layout;
    Rect all = laid.view.box();
    if (a.bar) {
        const Point low = a.vertical ? Point{0, -a.extend_low} : Point{-a.extend_low, 0};
        const Point high = a.vertical ? Point{1, 1 + a.extend_high} : Point{1 + a.extend_high, 1};
        const Point p = laid.view.axes_point(low), q = laid.view.axes_point(high);
        all.unite({p.x, p.y, q.x, q.y});
    }
    auto add = [&](const Rect& r) {
        if (r.is_none()) return;
        const bool wide = r.width() > 0, high = r.height() > 0;
        if (purpose == Purpose::saving ? wide || high : wide && high) all.unite(r);
    };
    if (a.axis_on && a.x.visible) add(laid.x.tight_box(layout));
    if (a.axis_on && a.y.visible) add(laid.y.tight_box(layout));
    for (const auto& t : place_titles(a, laid, group(i), metrics_)) {
        if (!t) continue;
        if (!layout) {
            add(t->box);
            continue;
        }
        const double middle = (t->box.x0 + t->box.x1) / 2;
        all.unite({middle - 0.5, t->box.y0, middle + 0.5, t->box.y1});
    }
    if (a.axis_on && a.frame_on && !a.polar)  // a polar axes' lines lie inside its box
        for (int side = 0; side < 4; ++side)
            if (a.spines[static_cast<std::size_t>(side)].visible)
                add(spine_box(a, side, laid.view, side < 2 ? a.y : a.x, side < 2 ? laid.y : laid.x));
    for (const figure::Artist& artist : a.artists) {
        // What is cut at the axes' box does not reach beyond it. Tables never are.
        const bool cut = artist.clip && !std::holds_alternative<figure::TableArtist>(artist.content);
        if (artist.visible && !cut) add(figure::artist_extent(artist, laid.view, metrics_));
    }
    for (std::size_t k = i + 1; k < figure_.axes.size(); ++k)
        if (figure_.axes[k].inset_of == static_cast<int>(i)) add(tight_box(k, Purpose::inset));
    if (a.legend) {
        Obstacles obstacles;
        if (is_best(*a.legend)) obstacles = obstacles_of(a, laid.view);
        add(measured(*a.legend, laid.view.box(), &obstacles));
    }
    return all;
}

std::optional<resolve::GridSpec> Arrangement::fit(std::string& why) {
    if (figure_.grid.own_margins) {  // GridSpec.locally_modified_subplot_params
        why = "tight layout is not applied: 'subplots' says itself where the grid is and what its gaps are";
        return {};
    }
    update_tables();
    TightInput in{
        figure_.grid, {}, figure_.width, figure_.height, figure_.dpi, figure_.rc->number(style::Rc::font_size), edges_};
    for (std::size_t i = 0; i < figure_.axes.size(); ++i) {
        const int of = figure_.axes[i].twin_of;
        // An inset counts with the axes around it; a twin of one is no subplot.
        if (figure_.axes[of >= 0 ? static_cast<std::size_t>(of) : i].inset_of >= 0) continue;
        const resolve::ResolvedAxes& base = figure_.axes[of >= 0 ? static_cast<std::size_t>(of) : i];
        if (figure_.axes[i].bar && !figure_.axes[i].bar->in_grid) continue;
        in.axes.push_back({base.slot, tight_box(i, Purpose::layout)});
    }
    return tight_grid(in, why);
}

// `keep`: the axes keep their shares of the figure, which their aspects have shrunk.
void Arrangement::place_axes(bool keep) {
    boxes_.clear();
    if (!keep) shown_.clear();
    const double w = pixels_.width(), h = pixels_.height();
    for (std::size_t i = 0; i < figure_.axes.size(); ++i) {
        const resolve::ResolvedAxes& a = figure_.axes[i];
        const std::size_t of = a.twin_of >= 0 ? static_cast<std::size_t>(a.twin_of) : i;
        const resolve::ResolvedAxes& base = figure_.axes[of];
        Rect p;
        if (base.inset_of >= 0) {
            const Rect b = boxes_[static_cast<std::size_t>(base.inset_of)].moved(-pixels_.x0, -pixels_.y0);
            p = {(b.x0 + base.inset.x0 * b.width()) / w, (b.y0 + base.inset.y0 * b.height()) / h,
                 (b.x0 + base.inset.x1 * b.width()) / w, (b.y0 + base.inset.y1 * b.height()) / h};
        } else {
            p = positions_[i];
        }
        p = without_arrows(a, p);
        if (keep && base.inset_of < 0)
            p = shown_[i];
        else
            p = apply_aspect(a, p, figure_.width, figure_.height, figure_.views);
        if (!keep) shown_.push_back(p);
        boxes_.push_back(Rect{w * p.x0, h * p.y0, w * p.x1, h * p.y1}.moved(pixels_.x0, pixels_.y0));
        if (a.secondary) follow(a, figure_.axes[static_cast<std::size_t>(a.inset_of)], figure_.views);
    }
}

const Ticks& Arrangement::ticks_of(std::size_t view, bool is_x) {
    auto& known = is_x ? x_ticks_ : y_ticks_;
    known.resize(figure_.views.size());
    if (!known[view]) {
        const resolve::AxisView& v = figure_.views[view];
        const resolve::ResolvedAxes& owner = figure_.axes[v.owner];
        const Rect& b = boxes_[v.owner];
        RadialTicks radial;
        const bool radii = owner.polar && !is_x;
        if (radii) radial.above = radial_floor(*owner.polar, figure_.views[owner.x.view], v);
        known[view] = make_ticks(v, is_x, is_x ? b.width() : b.height(),
                                 is_x ? owner.x.major.label_size : owner.y.major.label_size, figure_.dpi,
                                 radii ? &radial : nullptr);
    }
    return *known[view];
}

// `fitting`: as it is measured for tight layout.
void Arrangement::lay_axes(bool fitting) {
    laid_.clear();
    x_ticks_.clear();
    y_ticks_.clear();
    for (std::size_t i = 0; i < figure_.axes.size(); ++i) {
        const resolve::ResolvedAxes& a = figure_.axes[i];
        const resolve::AxisView &vx = figure_.views[a.x.view], &vy = figure_.views[a.y.view];
        figure::View view(boxes_[i], {vx.lo, vy.lo, vx.hi, vy.hi}, vx.scale, vy.scale, pixels_, figure_.dpi, a.polar,
                          height_);
        auto lay = [&](bool is_x) {
            const Ticks& ticks = ticks_of(is_x ? a.x.view : a.y.view, is_x);
            return a.polar ? lay_polar_axis(a, is_x, ticks, view, metrics_, fitting)
                           : lay_axis(a, is_x, ticks, view, metrics_);
        };
        LaidAxis x = lay(true), y = lay(false);
        laid_.push_back({view, std::move(x), std::move(y)});
    }
}

std::vector<std::pair<const resolve::ResolvedAxes*, const LaidAxes*>> Arrangement::group(std::size_t i) const {
    auto root = [&](std::size_t k) {
        return figure_.axes[k].twin_of >= 0 ? static_cast<std::size_t>(figure_.axes[k].twin_of) : k;
    };
    std::vector<std::pair<const resolve::ResolvedAxes*, const LaidAxes*>> out;
    for (std::size_t k = 0; k < figure_.axes.size(); ++k)
        if (root(k) == root(i) || figure_.axes[k].inset_of == static_cast<int>(i))
            out.emplace_back(&figure_.axes[k], &laid_[k]);
    return out;
}

Point Arrangement::anchor_of(const resolve::Words& words, Point at) const {
    return {pixels_.width() * words.own_x.value_or(at.x) + pixels_.x0,
            pixels_.height() * words.own_y.value_or(at.y) + pixels_.y0};
}

}  // namespace plotmill::layout
