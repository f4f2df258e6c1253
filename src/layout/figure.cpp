#include "layout/figure.h"

#include <algorithm>
#include <cmath>
#include <functional>

#include "figure/annotation.h"
#include "figure/contour_labels.h"
#include "figure/data_limits.h"
#include "figure/emit.h"
#include "figure/extent.h"
#include "figure/table.h"
#include "figure/text_layout.h"
#include "layout/axis.h"
#include "layout/constrained.h"
#include "layout/edges.h"
#include "layout/grid.h"
#include "layout/legend.h"
#include "layout/polar.h"
#include "layout/secondary.h"
#include "layout/tight.h"
#include "layout/titles.h"

namespace plotmill::layout {

namespace {

constexpr double axes_zorder = 0, text_zorder = 3;
constexpr double spine_zorder = 2.5, title_zorder = 3, legend_zorder = 5;
constexpr int straight_spines[] = {0, 1, 2, 3};

class Layout {
    using Role = scene::Subject::Role;

public:
    Layout(resolve::ResolvedFigure& figure, figure::TextMetrics& metrics, scene::Scene& scene, FigureFacts* facts)
        : figure_(figure),
          metrics_(metrics),
          out_(scene),
          facts_(facts),
          pixels_{0, 0, figure.width * figure.dpi, figure.height * figure.dpi},
          canvas_{pixels_.width(), pixels_.height()} {}

    void run(std::string* warning) {
        out_.text_height(pixels_.height());
        size_tables();
        label_contours();
        positions_ = axes_positions(figure_, figure_.axes.size());
        place_axes();
        lay_axes(figure_.layout == resolve::Engine::tight);
        std::string why;
        find_places(why);
        if (warning) *warning = why;
        update_tables();
        if (figure_.tight_bbox) crop();
        if (facts_) facts_->axes.resize(figure_.axes.size());
        draw_edge();
        draw_images(-figure::DataLimits::inf, axes_zorder);
        for (std::size_t i = 0; i < figure_.axes.size(); ++i)
            if (figure_.axes[i].inset_of < 0) draw_axes(i);
        if (facts_) order_facts();
        out_.no_clip();
        draw_images(axes_zorder, text_zorder);
        draw_words(figure_.suptitle, edges_.suptitle, "suptitle", Role::suptitle);
        draw_words(figure_.supxlabel, edges_.supxlabel, "supxlabel", Role::supxlabel);
        draw_words(figure_.supylabel, edges_.supylabel, "supylabel", Role::supylabel);
        draw_words(figure_.footnote, edges_.footnote, "footnote", Role::footnote);
        // Of equal ones texts come before images, and images before legends (Figure.get_children).
        draw_images(text_zorder, std::nextafter(legend_zorder, 10.0));
        if (figure_.legend) {
            out_.tag("figure legend", {.role = Role::legend});
            LegendFact fact = emit_legend(*figure_.legend, legend_parent(), nullptr, metrics_, out_, facts_);
            if (facts_) facts_->legend = flipped(std::move(fact));
        }
        draw_images(std::nextafter(legend_zorder, 10.0), figure::DataLimits::inf);
        if (facts_ && figure_.tight_bbox) facts_of_whole();
    }

private:
    LegendFact flipped(LegendFact f) const {
        f.box = flipped(f.box);
        return f;
    }
    Rect flipped(const Rect& r) const { return {r.x0, out_.height() - r.y1, r.x1, out_.height() - r.y0}; }

    // What the layout engine does, once, from the boxes in the unfitted grid, as when Matplotlib saves.
    void find_places(std::string& why) {
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
                place_axes();
            }
            lay_axes();
        } else if (figure_.layout != Engine::none) {
            update_tables();
            ConstrainedFigure work{figure_,
                                   positions_,
                                   [&] {
                                       place_axes();
                                       lay_axes();
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

    Rect measured(const resolve::LegendSpec& legend, const Rect& parent, const Obstacles* obstacles) {
        scene::Scene unseen;
        unseen.dpi = figure_.dpi;
        unseen.height = pixels_.height();
        scene::Builder nowhere(unseen);
        return emit_legend(legend, parent, obstacles, metrics_, nowhere, nullptr).box;
    }

    Rect legend_parent() const {
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
    void crop() {
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
        out_.scene().width = std::floor(canvas_.x);
        out_.scene().height = std::floor(canvas_.y);
        out_.text_height(canvas_.y);
        place_axes(true);
        lay_axes();
    }

    // Facts are in pixels of the whole figure, whatever of it is kept.
    void facts_of_whole() {
        const double dx = -pixels_.x0, dy = std::floor(pixels_.height() + 1e-9) + pixels_.y0 - out_.height();
        auto move = [&](Rect& r) { r = r.moved(dx, dy); };
        for (AxesFacts& a : facts_->axes) {
            move(a.box);
            if (a.legend) move(a.legend->box);
        }
        if (facts_->legend) move(facts_->legend->box);
        for (TextFact& t : facts_->texts) move(t.box);
        facts_->kept = Rect{dx, dy, dx + out_.scene().width, dy + out_.height()};
    }

    void draw_edge() {
        scene::Scene& scene = out_.scene();
        figure::PatchProps patch;
        if (scene.sketch) {  // drawn by hand it does not fill the canvas
            patch.face = scene.background;
            scene.background = {1, 1, 1, 0};
        }
        patch.edge = figure_.edgecolor;
        patch.width = figure_.edge_width;
        patch.antialias = false;  // as Figure.__init__ has it
        if (!patch.face && patch.width <= 0) return;
        out_.tag("figure");
        figure::emit_patch(Path::rectangle({0, 0, canvas_.x, canvas_.y}), patch, out_);
    }

    // Images on the figure whose zorder is at least `from` and below `to`.
    void draw_images(double from, double to) {
        std::vector<const figure::Artist*> images;
        for (const figure::Artist& image : figure_.images)
            if (image.zorder >= from && image.zorder < to) images.push_back(&image);
        std::stable_sort(images.begin(), images.end(), [](auto* a, auto* b) { return a->zorder < b->zorder; });
        const figure::View view(pixels_, {0, 0, pixels_.width(), pixels_.height()}, {}, {}, pixels_, figure_.dpi);
        for (const figure::Artist* image : images) {
            out_.no_clip();
            out_.tag("figure image");
            figure::emit(*image, view, metrics_, out_);
        }
    }

    template <class F>
    void for_each_table(F&& f) {
        for (std::size_t i = 0; i < figure_.axes.size(); ++i)
            for (figure::Artist& artist : figure_.axes[i].artists)
                if (auto* table = std::get_if<figure::TableArtist>(&artist.content)) f(i, *table);
    }

    void label_contours() {
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
    void size_tables() {
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

    void update_tables() {
        for_each_table(
            [&](std::size_t i, figure::TableArtist& table) { figure::update_table(table, laid_[i].view, metrics_); });
    }

    // Figure.axes first, then the insets of each.
    void order_facts() {
        std::vector<std::size_t> order(figure_.axes.size());
        for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
        std::stable_sort(order.begin(), order.end(), [&](std::size_t p, std::size_t q) {
            return figure_.axes[p].inset_of < figure_.axes[q].inset_of;
        });
        std::vector<AxesFacts> sorted;
        for (std::size_t i : order) sorted.push_back(std::move(facts_->axes[i]));
        facts_->axes = std::move(sorted);
    }

    // For a layout titles and axis labels count as a pixel along their axis; for saving, what has no height or no width
    // counts too.
    enum class Purpose : std::uint8_t { layout, inset, saving };

    // Axes.get_tightbbox.
    Rect tight_box(std::size_t i, Purpose purpose) {
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
            const Obstacles obstacles = obstacles_of(a, laid.view);
            add(measured(*a.legend, laid.view.box(), &obstacles));
        }
        return all;
    }

    std::optional<resolve::GridSpec> fit(std::string& why) {
        if (figure_.grid.own_margins) {  // GridSpec.locally_modified_subplot_params
            why = "tight layout is not applied: 'subplots' says itself where the grid is and what its gaps are";
            return {};
        }
        update_tables();
        TightInput in{figure_.grid,   {},          figure_.width,
                      figure_.height, figure_.dpi, figure_.rc->number(style::Rc::font_size),
                      edges_};
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
    void place_axes(bool keep = false) {
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

    const Ticks& ticks_of(std::size_t view, bool is_x) {
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
    void lay_axes(bool fitting = false) {
        laid_.clear();
        x_ticks_.clear();
        y_ticks_.clear();
        for (std::size_t i = 0; i < figure_.axes.size(); ++i) {
            const resolve::ResolvedAxes& a = figure_.axes[i];
            const resolve::AxisView &vx = figure_.views[a.x.view], &vy = figure_.views[a.y.view];
            figure::View view(boxes_[i], {vx.lo, vy.lo, vx.hi, vy.hi}, vx.scale, vy.scale, pixels_, figure_.dpi,
                              a.polar, out_.height());
            auto lay = [&](bool is_x) {
                const Ticks& ticks = ticks_of(is_x ? a.x.view : a.y.view, is_x);
                return a.polar ? lay_polar_axis(a, is_x, ticks, view, metrics_, fitting)
                               : lay_axis(a, is_x, ticks, view, metrics_);
            };
            LaidAxis x = lay(true), y = lay(false);
            laid_.push_back({view, std::move(x), std::move(y)});
        }
    }

    std::vector<std::pair<const resolve::ResolvedAxes*, const LaidAxes*>> group(std::size_t i) const {
        auto root = [&](std::size_t k) {
            return figure_.axes[k].twin_of >= 0 ? static_cast<std::size_t>(figure_.axes[k].twin_of) : k;
        };
        std::vector<std::pair<const resolve::ResolvedAxes*, const LaidAxes*>> out;
        for (std::size_t k = 0; k < figure_.axes.size(); ++k)
            if (root(k) == root(i) || figure_.axes[k].inset_of == static_cast<int>(i))
                out.emplace_back(&figure_.axes[k], &laid_[k]);
        return out;
    }

    void text(const PlacedText& t) {
        figure::emit_text(t.text, t.props, t.anchor, metrics_, out_);
        note(t.text, t.box);
    }

    void note(const std::string& text, const Rect& box) {
        if (!facts_ || text.find_first_not_of(" \n\t") == std::string::npos) return;
        facts_->texts.push_back({text, flipped(box)});
    }

    Point anchor_of(const resolve::Words& words, Point at) const {
        return {pixels_.width() * words.own_x.value_or(at.x) + pixels_.x0,
                pixels_.height() * words.own_y.value_or(at.y) + pixels_.y0};
    }

    void draw_words(const std::optional<resolve::Words>& words, Point at, const char* tag, Role role) {
        if (!words || words->text.empty()) return;
        out_.tag(tag, {.role = role});
        const Point anchor = anchor_of(*words, at);
        text({words->text, words->props, anchor,
              figure::text_extent(words->text, words->props, anchor, metrics_, figure_.dpi)});
    }

    void draw_spine(const resolve::ResolvedAxes& a, const figure::View& view, int side) {
        const resolve::Spine& s = a.spines[static_cast<std::size_t>(side)];
        if (!s.visible || s.width <= 0) return;
        const bool antialias = figure_.rc->flag(style::Rc::patch_antialiased);
        if (a.polar) {
            draw_polar_spine(s, side, antialias, view, out_);
            return;
        }
        const Rect& b = view.box();
        const double at = spine_place(a, side, view);
        const figure::LineProps line = spine_line(s, antialias);
        double lo = side < 2 ? b.y0 : b.x0, hi = side < 2 ? b.y1 : b.x1;
        if (s.bounds) {
            lo = side < 2 ? view.y(s.bounds->first) : view.x(s.bounds->first);
            hi = side < 2 ? view.y(s.bounds->second) : view.x(s.bounds->second);
        }
        figure::emit_line(side < 2 ? std::vector<Point>{{at, lo}, {at, hi}} : std::vector<Point>{{lo, at}, {hi, at}},
                          line, out_);
    }

    // Axes.draw: everything of an axes sorted by zorder, equal ones in Matplotlib's order of children.
    void draw_axes(std::size_t i) {
        const resolve::ResolvedAxes& a = figure_.axes[i];
        const LaidAxes& laid = laid_[i];
        const std::string name = "axes " + std::to_string(i);
        const int axes = static_cast<int>(i);
        const auto titles = place_titles(a, laid, group(i), metrics_);
        if (facts_) set_facts(facts_->axes[i], a, laid);

        struct Step {
            double zorder;
            std::function<void()> draw;
        };
        std::vector<Step> steps;
        for (const figure::Artist& artist : a.artists) {
            steps.push_back({artist.zorder, [&, artist = &artist] {
                                 const auto layer = static_cast<std::size_t>(artist->layer);
                                 out_.tag(name + " / " +
                                              (artist->layer >= 0 && layer < figure_.layer_names.size()
                                                   ? figure_.layer_names[layer]
                                                   : "layer"),
                                          {.role = Role::layer, .axes = axes, .layer = artist->layer});
                                 if (artist->clip) figure::clip_to_axes(laid.view, out_, artist->clip_pad);
                                 figure::emit(*artist, laid.view, metrics_, out_);
                                 out_.no_clip();
                                 note_text(*artist, laid.view);
                             }});
        }
        if (a.axis_on && a.frame_on)
            for (int side : a.polar ? polar_spines : straight_spines)
                steps.push_back({spine_zorder, [&, side] {
                                     out_.tag(name + " / spines");
                                     draw_spine(a, laid.view, side);
                                 }});
        if (a.axis_on) {
            const auto emit_axis = a.polar ? emit_polar_axis : layout::emit_axis;
            if (a.x.visible)
                steps.push_back({a.axis_zorder, [&, emit_axis] {
                                     out_.tag(name + " / x axis", {.is_x = true, .axes = axes});
                                     emit_axis(laid.x, a, laid.view, metrics_, out_, facts_);
                                 }});
            if (a.y.visible)
                steps.push_back({a.axis_zorder, [&, emit_axis] {
                                     out_.tag(name + " / y axis", {.is_x = false, .axes = axes});
                                     emit_axis(laid.y, a, laid.view, metrics_, out_, facts_);
                                 }});
        }
        for (std::size_t part = 0; part < titles.size(); ++part)
            if (titles[part])
                steps.push_back({title_zorder, [&, part] {
                                     out_.tag(
                                         name + " / title",
                                         {.role = Role::title, .part = static_cast<std::uint8_t>(part), .axes = axes});
                                     text(*titles[part]);
                                 }});
        for (std::size_t k = i + 1; k < figure_.axes.size(); ++k)
            if (figure_.axes[k].inset_of == static_cast<int>(i))
                steps.push_back({figure_.axes[k].inset_zorder, [&, k] { draw_axes(k); }});
        if (a.legend)
            steps.push_back({legend_zorder, [&] {
                                 out_.tag(name + " / legend", {.role = Role::legend, .axes = axes});
                                 Obstacles obstacles;
                                 if (a.legend->loc == 0 && !a.legend->loc_point) obstacles = obstacles_of(a, laid.view);
                                 LegendFact fact =
                                     emit_legend(*a.legend, laid.view.box(), &obstacles, metrics_, out_, facts_);
                                 if (facts_) facts_->axes[i].legend = flipped(std::move(fact));
                             }});
        std::stable_sort(steps.begin(), steps.end(), [](const Step& p, const Step& q) { return p.zorder < q.zorder; });

        out_.no_clip();
        if (a.patch && a.axis_on && a.frame_on && a.facecolor.a > 0) {
            out_.tag(name + " / background");
            figure::PatchProps patch;
            patch.face = a.facecolor;
            figure::emit_patch(laid.view.outline() ? *laid.view.outline() : Path::rectangle(laid.view.box()), patch,
                               out_);
        }
        for (const Step& s : steps) s.draw();
    }

    void note_text(const figure::Artist& artist, const figure::View& view) {
        if (const auto* n = std::get_if<figure::AnnotationArtist>(&artist.content);
            facts_ && n && artist.visible && figure::annotation_shown(*n, view))
            note(n->text,
                 figure::text_extent(n->text, n->props, figure::annotation_place(*n, view), metrics_, figure_.dpi));
        if (const auto* labels = std::get_if<figure::ContourLabelsArtist>(&artist.content); facts_ && labels)
            for (const auto& label : labels->labels) {
                const std::string& words = labels->levels[label.level].text;
                note(words, figure::text_extent(words, figure::contour_label_props(*labels, label, view),
                                                view(label.at), metrics_, figure_.dpi));
            }
        const auto* t = std::get_if<figure::TextArtist>(&artist.content);
        if (!facts_ || !t || !artist.visible) return;
        note(t->text,
             figure::text_extent(t->text, t->props, view.place(artist.space, t->position), metrics_, figure_.dpi));
    }

    void set_facts(AxesFacts& f, const resolve::ResolvedAxes& a, const LaidAxes& laid) {
        const resolve::AxisView &vx = figure_.views[a.x.view], &vy = figure_.views[a.y.view];
        f.box = laid.view.flip(laid.view.box());
        f.xlim = {vx.lo, vx.hi};
        f.ylim = {vy.lo, vy.hi};
        f.xscale = vx.scale.name();
        f.yscale = vy.scale.name();
        f.xticks = laid.x.facts;
        f.yticks = laid.y.facts;
        for (const auto& t : a.titles)
            if (t && !t->text.empty() && f.title.empty()) f.title = t->text;
        if (a.x.label) f.xlabel = a.x.label->text;
        if (a.y.label) f.ylabel = a.y.label->text;
    }

    resolve::ResolvedFigure& figure_;
    figure::TextMetrics& metrics_;
    scene::Builder out_;
    FigureFacts* facts_;
    Rect pixels_;   // the figure
    Point canvas_;  // the size of what is kept of it
    Edges edges_;
    std::vector<Rect> positions_, shown_;  // shares of the figure, before aspects and after them
    std::vector<Rect> boxes_;
    std::vector<LaidAxes> laid_;
    std::vector<std::optional<Ticks>> x_ticks_, y_ticks_;
};

}  // namespace

scene::Scene layout_figure(resolve::ResolvedFigure& figure, figure::TextMetrics& metrics, FigureFacts* facts,
                           std::string* warning) {
    scene::Scene scene;
    // As savefig: the canvas has whole pixels, Matplotlib truncates.
    scene.width = std::floor(figure.width * figure.dpi + 1e-9);
    scene.height = std::floor(figure.height * figure.dpi + 1e-9);
    scene.dpi = figure.dpi;
    scene.background = figure.facecolor;
    scene.alt = figure.alt;
    const style::RcParams& rc = *figure.rc;
    scene.simplify_threshold = rc.number(style::Rc::path_simplify_threshold);
    if (!rc.is_none(style::Rc::path_sketch)) {
        const auto& wave = rc.numbers(style::Rc::path_sketch);
        if (wave[0] != 0) scene.sketch = {wave[0], wave[1], wave[2]};
    }
    if (facts) {
        facts->name = figure.name;
        facts->width = static_cast<int>(scene.width);
        facts->height = static_cast<int>(scene.height);
    }
    Layout(figure, metrics, scene, facts).run(warning);
    const bool snap = rc.flag(style::Rc::path_snap),
               simplify = rc.flag(style::Rc::path_simplify) && scene.simplify_threshold > 0;
    for (scene::Item& item : scene.items) {
        if (auto* path = std::get_if<scene::PathItem>(&item.content)) {
            if (!snap) path->snap = scene::Snap::off;  // markers have rules of their own
            path->simplify = path->simplify && simplify;
        }
        if (auto* collection = std::get_if<scene::CollectionItem>(&item.content); collection && !snap)
            collection->snap = scene::Snap::off;
    }
    return scene;
}

}  // namespace plotmill::layout
