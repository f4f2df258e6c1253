#include "layout/figure.h"

#include <algorithm>
#include <cmath>
#include <functional>

#include "figure/annotation.h"
#include "figure/contour_labels.h"
#include "figure/emit.h"
#include "figure/table.h"
#include "figure/text_layout.h"
#include "layout/axis.h"
#include "layout/grid.h"
#include "layout/legend.h"
#include "layout/tight.h"
#include "layout/titles.h"

namespace plotmill::layout {

namespace {

constexpr double spine_zorder = 2.5, title_zorder = 3, inset_zorder = 5, legend_zorder = 5;

class Layout {
public:
    Layout(resolve::ResolvedFigure& figure, figure::TextMetrics& metrics, scene::Scene& scene, FigureFacts* facts)
        : figure_(figure),
          metrics_(metrics),
          out_(scene),
          facts_(facts),
          pixels_{0, 0, figure.width * figure.dpi, figure.height * figure.dpi} {}

    void run(std::string* warning) {
        out_.text_height(pixels_.height());
        size_tables();
        label_contours();
        place_axes();
        lay_axes();
        if (figure_.tight) {
            if (!figure_.shared_bars.empty()) {
                fitting_ = true;
                place_axes();
                lay_axes();
                fitting_ = false;
            }
            // Once, from the boxes in the unfitted grid, as when Matplotlib saves.
            std::string why;
            if (auto grid = fit(why)) {
                figure_.grid = *grid;
                place_axes();
                lay_axes();
                update_tables();
            } else if (warning) {
                *warning = why;
            }
        }
        update_tables();
        if (facts_) facts_->axes.resize(figure_.axes.size());
        for (std::size_t i = 0; i < figure_.axes.size(); ++i)
            if (figure_.axes[i].inset_of < 0) draw_axes(i);
        if (facts_) order_facts();
        out_.no_clip();
        draw_words(figure_.suptitle, {0.5, 0.98}, "suptitle");
        draw_words(figure_.supxlabel, {0.5, 0.01}, "supxlabel");
        draw_words(figure_.supylabel, {0.02, 0.5}, "supylabel");
        if (figure_.legend) {
            out_.tag("figure legend");
            LegendFact fact = emit_legend(*figure_.legend, pixels_, nullptr, metrics_, out_, facts_);
            if (facts_) facts_->legend = flipped(std::move(fact));
        }
    }

private:
    LegendFact flipped(LegendFact f) const {
        f.box = Rect{f.box.x0, pixels_.height() - f.box.y1, f.box.x1, pixels_.height() - f.box.y0};
        return f;
    }

    template <class F>
    void for_each_table(F&& f) {
        for (std::size_t i = 0; i < figure_.axes.size(); ++i)
            for (figure::Artist& artist : figure_.axes[i].artists)
                if (auto* table = std::get_if<figure::TableArtist>(&artist.content)) f(i, *table);
    }

    // The axes' box as it was when it had so many cells within cells, and the figure so many shared colour bars, before
    // aspects and fits; pixels.
    Rect early_box(std::size_t i, std::size_t nested, std::size_t bars) const {
        const resolve::ResolvedAxes& a = figure_.axes[i];
        if (a.twin_of >= 0 && a.nested.empty()) return early_box(static_cast<std::size_t>(a.twin_of), nested, bars);
        if (a.inset_of >= 0) {
            const auto of = static_cast<std::size_t>(a.inset_of);
            const Rect b = early_box(of, figure_.axes[of].nested.size(), bars);
            return {b.x0 + a.inset.x0 * b.width(), b.y0 + a.inset.y0 * b.height(), b.x0 + a.inset.x1 * b.width(),
                    b.y0 + a.inset.y1 * b.height()};
        }
        resolve::ResolvedAxes then;
        then.slot = a.slot;
        then.nested.assign(a.nested.begin(),
                           a.nested.begin() + static_cast<std::ptrdiff_t>(std::min(nested, a.nested.size())));
        Rect p = axes_position(figure_.grid, then);
        for (std::size_t k = 0; k < bars; ++k)
            if (gives_room(figure_, figure_.shared_bars[k], i))
                p = room_taken(figure_, figure_.shared_bars[k], grid_positions(figure_)).moved(p);
        const double w = pixels_.width(), h = pixels_.height();
        return {w * p.x0, h * p.y0, w * p.x1, h * p.y1};
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
                const figure::View view(early_box(i, labels->nested, labels->shared_bars), labels->limits, labels->x_scale, labels->y_scale,
                                        pixels_, figure_.dpi);
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

    // Axes.get_tightbbox. `layout`: for_layout_only.
    Rect tight_box(std::size_t i, bool layout = true) {
        const resolve::ResolvedAxes& a = figure_.axes[i];
        const LaidAxes& laid = laid_[i];
        Rect all = laid.view.box();
        if (a.colorbar) {
            const Point low = a.vertical ? Point{0, -a.extend_low} : Point{-a.extend_low, 0};
            const Point high = a.vertical ? Point{1, 1 + a.extend_high} : Point{1 + a.extend_high, 1};
            const Point p = laid.view.axes_point(low), q = laid.view.axes_point(high);
            all.unite({p.x, p.y, q.x, q.y});
        }
        auto add = [&](const Rect& r) {
            if (!r.is_none() && r.width() > 0 && r.height() > 0) all.unite(r);
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
        if (a.axis_on && a.frame_on)
            for (int side = 0; side < 4; ++side)
                if (a.spines[static_cast<std::size_t>(side)].visible)
                    add(spine_box(a, side, laid.view, side < 2 ? a.y : a.x, side < 2 ? laid.y : laid.x));
        for (const figure::Artist& artist : a.artists) {
            if (const auto* table = std::get_if<figure::TableArtist>(&artist.content); table && artist.visible)
                add(figure::table_extent(*table, laid.view));
            const auto* note = std::get_if<figure::AnnotationArtist>(&artist.content);
            if (note && artist.visible && !artist.clip) add(figure::annotation_extent(*note, laid.view, metrics_));
            const auto* t = std::get_if<figure::TextArtist>(&artist.content);
            if (t && artist.visible && !artist.clip)
                add(figure::text_extent(t->text, t->props, laid.view.place(artist.space, t->position), metrics_,
                                        figure_.dpi));
        }
        for (std::size_t k = i + 1; k < figure_.axes.size(); ++k)
            if (figure_.axes[k].inset_of == static_cast<int>(i)) add(tight_box(k, false));
        if (a.legend) {
            scene::Scene unseen;
            unseen.dpi = figure_.dpi;
            unseen.height = pixels_.height();
            scene::Builder nowhere(unseen);
            const Obstacles obstacles = obstacles_of(a, laid.view);
            add(emit_legend(*a.legend, laid.view.box(), &obstacles, metrics_, nowhere, nullptr).box);
        }
        return all;
    }

    // A shared colour bar as tight layout sees it: what reaches out of the cells of those that make room for it.
    TightAxes beside(const resolve::SharedBar& bar) {
        resolve::Slot slot = figure_.axes[bar.parents.front()].slot;
        for (std::size_t p : bar.parents) {
            const resolve::Slot& s = figure_.axes[p].slot;
            slot = {std::min(slot.row0, s.row0), std::max(slot.row1, s.row1), std::min(slot.col0, s.col0),
                    std::max(slot.col1, s.col1)};
        }
        const Rect p = slot_position(figure_.grid, slot);
        const double w = pixels_.width(), h = pixels_.height();
        Rect box{w * p.x0, h * p.y0, w * p.x1, h * p.y1};
        box.unite(tight_box(bar.axes));
        return {slot, box};
    }

    std::optional<resolve::GridSpec> fit(std::string& why) {
        update_tables();
        TightInput in{figure_.grid,
                      {},
                      pixels_.width(),
                      pixels_.height(),
                      figure_.dpi,
                      figure_.rc->number(style::Rc::font_size),
                      0,
                      0,
                      0};
        for (std::size_t i = 0; i < figure_.axes.size(); ++i) {
            const int of = figure_.axes[i].twin_of;
            // An inset counts with the axes around it; a twin of one is no subplot.
            if (figure_.axes[of >= 0 ? static_cast<std::size_t>(of) : i].inset_of >= 0) continue;
            const auto bar = std::find_if(figure_.shared_bars.begin(), figure_.shared_bars.end(),
                                          [&](const resolve::SharedBar& b) { return b.axes == i; });
            if (bar != figure_.shared_bars.end()) {
                in.axes.push_back(beside(*bar));
                continue;
            }
            in.axes.push_back({figure_.axes[of >= 0 ? static_cast<std::size_t>(of) : i].slot, tight_box(i)});
        }
        auto size = [&](const std::optional<resolve::Words>& w) {
            return w ? figure::text_extent(w->text, w->props, {}, metrics_, figure_.dpi) : Rect{};
        };
        in.suptitle_height = size(figure_.suptitle).height();
        in.supxlabel_height = size(figure_.supxlabel).height();
        in.supylabel_width = size(figure_.supylabel).width();
        return tight_grid(in, why);
    }

    void place_axes() {
        boxes_.clear();
        const std::vector<Rect> places = places_with_bars(figure_, fitting_);
        for (const resolve::ResolvedAxes& a : figure_.axes) {
            const std::size_t of = a.twin_of >= 0 ? static_cast<std::size_t>(a.twin_of) : boxes_.size();
            const double w = pixels_.width(), h = pixels_.height();
            const resolve::ResolvedAxes& base = figure_.axes[of];
            Rect p;
            if (base.inset_of >= 0) {
                const Rect& b = boxes_[static_cast<std::size_t>(base.inset_of)];
                p = {(b.x0 + base.inset.x0 * b.width()) / w, (b.y0 + base.inset.y0 * b.height()) / h,
                     (b.x0 + base.inset.x1 * b.width()) / w, (b.y0 + base.inset.y1 * b.height()) / h};
            } else {
                p = places[a.nested.empty() ? of : boxes_.size()];
            }
            if (a.colorbar) p = without_ends(a, p);
            p = apply_aspect(a, p, figure_.width, figure_.height, figure_.views);
            boxes_.push_back({w * p.x0, h * p.y0, w * p.x1, h * p.y1});
        }
    }

    const Ticks& ticks_of(std::size_t view, bool is_x) {
        auto& known = is_x ? x_ticks_ : y_ticks_;
        known.resize(figure_.views.size());
        if (!known[view]) {
            const resolve::AxisView& v = figure_.views[view];
            const resolve::ResolvedAxes& owner = figure_.axes[v.owner];
            const Rect& b = boxes_[v.owner];
            known[view] = make_ticks(v, is_x, is_x ? b.width() : b.height(),
                                     is_x ? owner.x.major.label_size : owner.y.major.label_size, figure_.dpi);
        }
        return *known[view];
    }

    void lay_axes() {
        laid_.clear();
        x_ticks_.clear();
        y_ticks_.clear();
        for (std::size_t i = 0; i < figure_.axes.size(); ++i) {
            const resolve::ResolvedAxes& a = figure_.axes[i];
            const resolve::AxisView &vx = figure_.views[a.x.view], &vy = figure_.views[a.y.view];
            figure::View view(boxes_[i], {vx.lo, vy.lo, vx.hi, vy.hi}, vx.scale, vy.scale, pixels_, figure_.dpi);
            LaidAxis x = lay_axis(a, true, ticks_of(a.x.view, true), view, metrics_);
            LaidAxis y = lay_axis(a, false, ticks_of(a.y.view, false), view, metrics_);
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
        facts_->texts.push_back({text, {box.x0, pixels_.height() - box.y1, box.x1, pixels_.height() - box.y0}});
    }

    void draw_words(const std::optional<resolve::Words>& words, Point at, const char* tag) {
        if (!words || words->text.empty()) return;
        out_.tag(tag);
        const Point anchor{pixels_.width() * words->own_x.value_or(at.x),
                           pixels_.height() * words->own_y.value_or(at.y)};
        text({words->text, words->props, anchor,
              figure::text_extent(words->text, words->props, anchor, metrics_, figure_.dpi)});
    }

    void draw_spine(const resolve::ResolvedAxes& a, const figure::View& view, int side) {
        const resolve::Spine& s = a.spines[static_cast<std::size_t>(side)];
        if (!s.visible || s.width <= 0) return;
        const Rect& b = view.box();
        const double at = spine_place(a, side, view);
        figure::LineProps line;
        line.color = s.color;
        line.width = s.width;
        line.dashes = s.dashes;
        line.join = scene::Join::miter;
        line.antialias = figure_.rc->flag(style::Rc::patch_antialiased);
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
                                               : "layer"));
                                 Rect clip = laid.view.box();
                                 clip.y0 -= out_.points(artist->clip_pad);
                                 clip.y1 += out_.points(artist->clip_pad);
                                 if (artist->clip) out_.clip(clip);
                                 figure::emit(*artist, laid.view, metrics_, out_);
                                 out_.no_clip();
                                 note_text(*artist, laid.view);
                             }});
        }
        if (a.axis_on && a.frame_on)
            for (int side = 0; side < 4; ++side)
                steps.push_back({spine_zorder, [&, side] {
                                     out_.tag(name + " / spines");
                                     draw_spine(a, laid.view, side);
                                 }});
        if (a.axis_on) {
            if (a.x.visible)
                steps.push_back({a.axis_zorder, [&] {
                                     out_.tag(name + " / x axis");
                                     emit_axis(laid.x, a, laid.view, metrics_, out_, facts_);
                                 }});
            if (a.y.visible)
                steps.push_back({a.axis_zorder, [&] {
                                     out_.tag(name + " / y axis");
                                     emit_axis(laid.y, a, laid.view, metrics_, out_, facts_);
                                 }});
        }
        for (const auto& t : titles)
            if (t)
                steps.push_back({title_zorder, [&] {
                                     out_.tag(name + " / title");
                                     text(*t);
                                 }});
        for (std::size_t k = i + 1; k < figure_.axes.size(); ++k)
            if (figure_.axes[k].inset_of == static_cast<int>(i))
                steps.push_back({inset_zorder, [&, k] { draw_axes(k); }});
        if (a.legend)
            steps.push_back({legend_zorder, [&] {
                                 out_.tag(name + " / legend");
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
            figure::emit_patch(Path::rectangle(laid.view.box()), patch, out_);
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
    Rect pixels_;
    bool fitting_ = false;  // shared colour bars stand in their place, but nothing made room for them
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
    if (facts) {
        facts->name = figure.name;
        facts->width = static_cast<int>(scene.width);
        facts->height = static_cast<int>(scene.height);
    }
    Layout(figure, metrics, scene, facts).run(warning);
    if (!figure.rc->flag(style::Rc::path_snap))  // markers have rules of their own
        for (scene::Item& item : scene.items) {
            if (auto* path = std::get_if<scene::PathItem>(&item.content)) path->snap = scene::Snap::off;
            if (auto* collection = std::get_if<scene::CollectionItem>(&item.content))
                collection->snap = scene::Snap::off;
        }
    return scene;
}

}  // namespace plotmill::layout
