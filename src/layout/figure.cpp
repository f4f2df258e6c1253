#include "layout/figure.h"

#include <algorithm>
#include <cmath>
#include <functional>

#include "figure/annotation.h"
#include "figure/contour_labels.h"
#include "figure/data_limits.h"
#include "figure/emit.h"
#include "figure/text_layout.h"
#include "layout/arrangement.h"
#include "layout/legend.h"
#include "layout/polar.h"

namespace plotmill::layout {

namespace {

constexpr double axes_zorder = 0, text_zorder = 3;
constexpr double spine_zorder = 2.5, title_zorder = 3, legend_zorder = 5;
constexpr int straight_spines[] = {0, 1, 2, 3};

class Layout {
    using Role = scene::Subject::Role;

public:
    Layout(resolve::ResolvedFigure& figure, figure::TextMetrics& metrics, scene::Scene& scene, FigureFacts* facts)
        : figure_(figure), metrics_(metrics), out_(scene), facts_(facts), place_(figure, metrics) {}

    void run(std::string* warning) {
        std::string why;
        place_.arrange(why);
        if (warning) *warning = why;
        if (figure_.tight_bbox) {
            out_.scene().width = std::floor(place_.canvas().x);
            out_.scene().height = std::floor(place_.canvas().y);
        }
        out_.text_height(place_.canvas().y);
        if (facts_) facts_->axes.resize(figure_.axes.size());
        draw_edge();
        draw_images(-figure::DataLimits::inf, axes_zorder);
        for (std::size_t i = 0; i < figure_.axes.size(); ++i)
            if (figure_.axes[i].inset_of < 0) draw_axes(i);
        if (facts_) order_facts();
        out_.no_clip();
        draw_images(axes_zorder, text_zorder);
        draw_words(figure_.suptitle, place_.edges().suptitle, "suptitle", Role::suptitle);
        draw_words(figure_.supxlabel, place_.edges().supxlabel, "supxlabel", Role::supxlabel);
        draw_words(figure_.supylabel, place_.edges().supylabel, "supylabel", Role::supylabel);
        draw_words(figure_.footnote, place_.edges().footnote, "footnote", Role::footnote);
        // Of equal ones texts come before images, and images before legends (Figure.get_children).
        draw_images(text_zorder, std::nextafter(legend_zorder, 10.0));
        if (figure_.legend) {
            out_.tag("figure legend", {.role = Role::legend});
            LegendFact fact = emit_legend(*figure_.legend, place_.legend_parent(), nullptr, metrics_, out_, facts_);
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

    // Facts are in pixels of the whole figure, whatever of it is kept.
    void facts_of_whole() {
        const double dx = -place_.pixels().x0,
                     dy = std::floor(place_.pixels().height() + 1e-9) + place_.pixels().y0 - out_.height();
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
        figure::emit_patch(Path::rectangle({0, 0, place_.canvas().x, place_.canvas().y}), patch, out_);
    }

    // Images on the figure whose zorder is at least `from` and below `to`.
    void draw_images(double from, double to) {
        std::vector<const figure::Artist*> images;
        for (const figure::Artist& image : figure_.images)
            if (image.zorder >= from && image.zorder < to) images.push_back(&image);
        std::stable_sort(images.begin(), images.end(), [](auto* a, auto* b) { return a->zorder < b->zorder; });
        const figure::View view(place_.pixels(), {0, 0, place_.pixels().width(), place_.pixels().height()}, {}, {},
                                place_.pixels(), figure_.dpi);
        for (const figure::Artist* image : images) {
            out_.no_clip();
            out_.tag("figure image");
            figure::emit(*image, view, metrics_, out_);
        }
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

    void text(const PlacedText& t) {
        figure::emit_text(t.text, t.props, t.anchor, metrics_, out_);
        note(t.text, t.box);
    }

    void note(const std::string& text, const Rect& box) {
        if (!facts_ || text.find_first_not_of(" \n\t") == std::string::npos) return;
        facts_->texts.push_back({text, flipped(box)});
    }

    void draw_words(const std::optional<resolve::Words>& words, Point at, const char* tag, Role role) {
        if (!words || words->text.empty()) return;
        out_.tag(tag, {.role = role});
        const Point anchor = place_.anchor_of(*words, at);
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
        const LaidAxes& laid = place_.laid(i);
        const std::string name = "axes " + std::to_string(i);
        const int axes = static_cast<int>(i);
        const auto titles = place_titles(a, laid, place_.group(i), metrics_);
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
                                 if (is_best(*a.legend)) obstacles = obstacles_of(a, laid.view);
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
    Arrangement place_;
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
