#include "layout/legend.h"

#include <algorithm>
#include <cmath>

#include "figure/box_style.h"
#include "figure/emit.h"
#include "figure/text_layout.h"
#include "layout/legend_best.h"
#include "layout/legend_keys.h"

namespace plotmill::layout {

namespace {

// Extents as offsetbox packs them: a width and height with the part of each that is left of and below the origin.
struct Extent {
    double w = 0, h = 0, xd = 0, yd = 0;
};

struct TextBox {  // offsetbox.TextArea
    std::string text;
    figure::TextProps props;
    Extent extent;
    double shift = 0;  // of the baseline, several lines
};

TextBox text_box(const std::string& text, const figure::TextProps& props, figure::TextMetrics& metrics, double dpi) {
    TextBox b{text, props, {}, 0};
    const figure::TextExtent lp = metrics.measure("lp", props.font, dpi, false);
    const figure::TextBlock block = figure::layout_text(text, props, metrics, dpi);
    b.extent.w = block.box.width();
    b.extent.h = block.box.height();
    double yd = block.descent;
    if (block.lines.size() > 1) {
        const double centred = 0.5 * b.extent.h - 0.5 * (lp.height - lp.descent);
        b.shift = yd - centred;
        yd = centred;
    } else {
        b.extent.h = std::max(lp.height - lp.descent, b.extent.h - yd) + yd;
    }
    b.extent.yd = yd;
    return b;
}

struct Entry {
    const figure::LegendHandle* handle;
    TextBox text;
    Extent extent;  // of the packed key and text
    double key_x = 0, text_x = 0;
};

struct Column {
    std::vector<Entry> entries;
    Extent extent;
    std::vector<Point> at;  // of each entry's origin from the column's
};

// Bbox.anchored within the parent less its padding (offsetbox._get_anchored_bbox).
Point anchored(int loc, double w, double h, const Rect& parent, double pad) {
    static constexpr Point coef[] = {{1, 1},  {1, 1},  {0, 1},  {0, 0},  {1, 0},  {1, .5},
                                     {0, .5}, {1, .5}, {.5, 0}, {.5, 1}, {.5, .5}};
    const Rect c = parent.padded(-pad);
    const Point k = coef[loc];
    return {c.x0 + k.x * (c.width() - w), c.y0 + k.y * (c.height() - h)};
}

class Packer {
public:
    Packer(const resolve::LegendSpec& spec, const Rect& parent, figure::TextMetrics& metrics, scene::Builder& out)
        : spec_(spec), parent_(parent), metrics_(metrics), out_(out), font_(spec.font.size) {
        key_.fontsize = font_;
        key_.width = spec.handlelength * font_;
        key_.descent = 0.35 * font_ * (spec.handleheight - 0.7);
        key_.height = font_ * spec.handleheight - key_.descent;
    }

    void pack() {
        std::vector<Entry> entries;
        for (std::size_t i = 0; i < spec_.handles.size(); ++i) entries.push_back(entry(i));
        if (spec_.reverse) std::reverse(entries.begin(), entries.end());
        const std::size_t n = entries.size(), cols = static_cast<std::size_t>(std::max(1, spec_.ncols));
        std::size_t next = 0;
        for (std::size_t c = 0; c < cols && next < n; ++c) {
            const std::size_t count = n / cols + (c < n % cols ? 1 : 0);
            if (count == 0) continue;
            columns_.push_back(
                column({std::make_move_iterator(entries.begin() + static_cast<std::ptrdiff_t>(next)),
                        std::make_move_iterator(entries.begin() + static_cast<std::ptrdiff_t>(next + count))}));
            next += count;
        }
        pack_columns();
        pack_title();
    }

    Point place(const Obstacles* obstacles) const {
        Rect to = parent_;
        if (spec_.anchor) {
            const auto& a = *spec_.anchor;
            to.x0 = parent_.x0 + parent_.width() * a[0];
            to.y0 = parent_.y0 + parent_.height() * a[1];
            to.x1 = parent_.x0 + parent_.width() * (a[0] + a[2]);
            to.y1 = parent_.y0 + parent_.height() * (a[1] + a[3]);
        }
        const double pad = spec_.borderaxespad * out_.points(font_);
        // As Matplotlib: a point as loc counts within bbox_to_anchor.
        if (spec_.loc_point) return {to.x0 + to.width() * spec_.loc_point->x, to.y0 + to.height() * spec_.loc_point->y};
        if (spec_.loc != 0) return anchored(spec_.loc, width_, height_, to, pad);
        Point best;
        double least = -1;
        for (int loc = 1; loc <= 10; ++loc) {
            const Point p = anchored(loc, width_, height_, to, pad);
            const double bad = obstacles ? badness(*obstacles, {p.x, p.y, p.x + width_, p.y + height_}) : 0;
            if (least >= 0 && bad >= least) continue;
            least = bad;
            best = p;
            if (bad == 0) break;
        }
        return best;
    }

    LegendFact draw(Point corner, FigureFacts* facts) {
        LegendFact fact;
        fact.box = {corner.x, corner.y, corner.x + width_, corner.y + height_};
        draw_frame(fact.box);
        const double pad = out_.points(spec_.borderpad * font_);
        const Point origin{corner.x + pad, corner.y + descent_};
        if (!spec_.title.empty()) draw_text(title_, {origin.x + title_at_.x, origin.y + title_at_.y}, facts);
        for (std::size_t c = 0; c < columns_.size(); ++c) {
            const Point col{origin.x + body_at_.x + column_x_[c], origin.y + body_at_.y};
            for (std::size_t i = 0; i < columns_[c].entries.size(); ++i) {
                const Entry& e = columns_[c].entries[i];
                const Point at = col + columns_[c].at[i];
                KeyBox key = key_;
                key.origin = {at.x + e.key_x, at.y};
                emit_key(*e.handle, spec_, key, out_);
                draw_text(e.text, {at.x + e.text_x, at.y}, facts);
                fact.labels.push_back(e.text.text);
            }
        }
        return fact;
    }

    double points(double v) const { return out_.points(v); }

private:
    Entry entry(std::size_t i) {
        const figure::LegendHandle& h = spec_.handles[i];
        figure::TextProps props;
        props.font = spec_.font;
        props.color = spec_.label_colors.empty() ? spec_.text_color : spec_.label_colors[i % spec_.label_colors.size()];
        Entry e{
            &h, text_box(i < spec_.labels.size() ? spec_.labels[i] : h.label, props, metrics_, out_.dpi()), {}, 0, 0};
        // HPacker(align="baseline") of the key and the text.
        const double kw = points(key_.width), kh = points(key_.height), kd = points(key_.descent),
                     sep = points(spec_.handletextpad * font_);
        const Extent& t = e.text.extent;
        e.extent.yd = std::max(kd, t.yd);
        e.extent.h = std::max(kh - kd, t.h - t.yd) + e.extent.yd;
        e.extent.w = kw + sep + t.w;
        if (spec_.markerfirst) {
            e.text_x = kw + sep;
        } else {
            e.key_x = t.w + sep;
        }
        return e;
    }

    // The places of boxes stacked downwards, counted from the first one's baseline, and the descent of all. As VPacker,
    // in its order of operations: a sum that ends on half a pixel must round as Matplotlib's does.
    struct Stack {
        double height = 0, descent = 0;
        std::vector<double> at;
    };
    static Stack stack(const std::vector<Extent>& boxes, double sep) {
        Stack s;
        if (boxes.empty()) return s;
        double sum = 0;
        std::vector<double> tops;
        for (const Extent& b : boxes) {
            tops.push_back(sum);
            sum += b.h + sep;
        }
        s.height = sum - sep;
        for (std::size_t i = 0; i < boxes.size(); ++i) tops[i] += boxes[i].h - boxes[i].yd;
        s.descent = s.height - tops[0];
        for (double top : tops) s.at.push_back((s.height - top) - s.descent);
        return s;
    }

    // VPacker of entries.
    Column column(std::vector<Entry> entries) const {
        Column c;
        c.entries = std::move(entries);
        std::vector<Extent> boxes;
        for (const Entry& e : c.entries) {
            c.extent.w = std::max(c.extent.w, e.extent.w);
            boxes.push_back(e.extent);
        }
        const Stack s = stack(boxes, points(spec_.labelspacing * font_));
        c.extent.h = s.height;
        c.extent.yd = s.descent;
        for (std::size_t i = 0; i < boxes.size(); ++i)
            c.at.push_back({spec_.markerfirst ? 0 : c.extent.w - boxes[i].w, s.at[i]});
        return c;
    }

    // HPacker(align="baseline") of the columns.
    void pack_columns() {
        double above = 0;
        for (const Column& c : columns_) {
            above = std::max(above, c.extent.h - c.extent.yd);
            body_.yd = std::max(body_.yd, c.extent.yd);
        }
        body_.h = above + body_.yd;
        double sep = points(spec_.columnspacing * font_), sum = 0;
        for (const Column& c : columns_) sum += c.extent.w;
        const double n = static_cast<double>(columns_.size());
        body_.w = columns_.empty() ? 0 : sum + sep * (n - 1);
        if (spec_.expand) {
            const double parent = spec_.anchor ? parent_.width() * (*spec_.anchor)[2] : parent_.width();
            body_.w = parent - 2 * (spec_.borderaxespad + spec_.borderpad) * points(font_);
            sep = n > 1 ? (body_.w - sum) / (n - 1) : 0;
        }
        double x = 0;
        for (const Column& c : columns_) {
            column_x_.push_back(x);
            x += c.extent.w + sep;
        }
    }

    // VPacker(align=alignment) of the title and the columns.
    void pack_title() {
        const double pad = points(spec_.borderpad * font_), sep = points(spec_.labelspacing * font_);
        std::vector<Extent> boxes;
        double w = body_.w;
        if (!spec_.title.empty()) {
            figure::TextProps props;
            props.font = spec_.title_font;
            props.color = spec_.title_color;
            title_ = text_box(spec_.title, props, metrics_, out_.dpi());
            if (!spec_.expand) w = std::max(w, title_.extent.w);
            boxes.push_back(title_.extent);
        }
        if (!columns_.empty()) boxes.push_back(body_);
        const Stack s = stack(boxes, sep);
        auto align = [&](double width) {
            return spec_.alignment == "left" ? 0 : spec_.alignment == "right" ? w - width : (w - width) * .5;
        };
        title_at_ = {align(title_.extent.w), 0};
        body_at_ = {align(body_.w), s.at.empty() ? 0 : s.at.back()};
        width_ = w + 2 * pad;
        height_ = s.height + 2 * pad;
        descent_ = s.descent + pad;
    }

    void draw_text(const TextBox& t, Point at, FigureFacts* facts) {
        at.y += t.shift;
        const Rect box = figure::emit_text(t.text, t.props, at, metrics_, out_);
        if (facts && t.text.find_first_not_of(" \n\t") != std::string::npos)
            facts->texts.push_back({t.text, {box.x0, out_.height() - box.y1, box.x1, out_.height() - box.y0}});
    }

    void draw_frame(const Rect& r) {
        if (!spec_.frameon) return;
        figure::BoxProps box;
        box.style = spec_.fancybox ? "round" : "square";
        box.params = {{"pad", 0.0}};
        if (spec_.fancybox) box.params.emplace_back("rounding_size", 0.2);
        const Path path = figure::box_outline(box, r, points(font_), font_);
        if (spec_.shadow) {
            figure::PatchProps shade = spec_.frame;
            const Rgba f = shade.face.value_or(Rgba{});
            shade.face = shade.edge = Rgba{.3 * f.r, .3 * f.g, .3 * f.b, 0.5};
            figure::emit_patch(path.transformed(Affine::translate(points(2), -points(2))), shade, out_);
        }
        figure::emit_patch(path, spec_.frame, out_);
    }

    const resolve::LegendSpec& spec_;
    Rect parent_;
    figure::TextMetrics& metrics_;
    scene::Builder& out_;
    double font_;
    KeyBox key_;
    std::vector<Column> columns_;
    std::vector<double> column_x_;
    Extent body_;
    TextBox title_;
    Point title_at_, body_at_;
    double width_ = 0, height_ = 0, descent_ = 0;
};

}  // namespace

LegendFact emit_legend(const resolve::LegendSpec& spec, const Rect& parent, const Obstacles* obstacles,
                       figure::TextMetrics& metrics, scene::Builder& out, FigureFacts* facts) {
    Packer packer(spec, parent, metrics, out);
    packer.pack();
    return packer.draw(packer.place(obstacles), facts);
}

}  // namespace plotmill::layout
