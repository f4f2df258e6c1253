#include "paint/painter.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <optional>
#include <variant>

#include "base/flatten.h"
#include "paint/cells.h"
#include "paint/gouraud.h"
#include "paint/hatch.h"
#include "paint/long_line.h"
#include "paint/path_cleanup.h"
#include "paint/sketch.h"
#include "paint/stamps.h"

namespace plotmill::paint {

namespace {

constexpr int max_tile = 4096;           // pixels, of a hatch tile's side
constexpr std::size_t few_marks = 1000;  // that are drawn one by one
constexpr double max_chunk_cells = 4e6;  // crossings of a stroke with pixels before it is drawn in parts

Color8 color_of(const std::optional<Rgba>& c) { return c ? Color8::from(*c) : Color8{}; }

// Whole pixels around a path and one more; empty where it is not finite or wider than `limit`.
PixelRect pixel_bounds(const Path& path, int limit) {
    Rect r = Rect::none();
    for (const Point p : path.points) {
        if (!finite(p)) return {};
        r.unite({p.x, p.y, p.x, p.y});
    }
    if (!(r.x1 - r.x0 < limit - 4) || !(r.y1 - r.y0 < limit - 4) || !(std::fabs(r.x0) < 1e6) ||
        !(std::fabs(r.y0) < 1e6))
        return {};
    return {static_cast<int>(std::floor(r.x0)) - 1, static_cast<int>(std::floor(r.y0)) - 1,
            static_cast<int>(std::ceil(r.x1)) + 1, static_cast<int>(std::ceil(r.y1)) + 1};
}

// Two points a side of a line around them: about as many crossings as its length in both directions, twice.
double crossings(Point a, Point b) { return 2 * (std::fabs(a.x - b.x) + std::fabs(a.y - b.y)) + 16; }

scene::Snap snap_of(const scene::Content& content) {
    return std::visit(
        [](const auto& item) {
            if constexpr (requires { item.snap; })
                return item.snap;
            else
                return scene::Snap::automatic;
        },
        content);
}

}  // namespace

Pixels Painter::pixels() const {
    return {reinterpret_cast<const std::uint8_t*>(canvas_.data),
            static_cast<std::ptrdiff_t>(canvas_.stride) * 4,
            canvas_.width,
            canvas_.height,
            opaque_,
            canvas_.touched};
}

Status Painter::paint(const scene::Scene& scene, TextMasks& text, Alpha alpha) {
    const auto side = [](double v) { return v >= 1 && v <= max_side; };
    if (!side(scene.width) || !side(scene.height))
        return error_at({}, "figure of " + std::to_string(std::llround(std::clamp(scene.width, -1e9, 1e9))) + " x " +
                                std::to_string(std::llround(std::clamp(scene.height, -1e9, 1e9))) +
                                " pixels: each side must be from 1 to " + std::to_string(max_side));
    const int width = static_cast<int>(scene.width), height = static_cast<int>(scene.height);
    const std::size_t area = static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
    if (area > max_pixels_)
        return error_at({}, "figure of " + std::to_string(width) + " x " + std::to_string(height) +
                                " pixels: larger than the " + std::to_string(max_pixels_) + " pixels allowed");
    Color8 background = Color8::from(scene.background);
    if (background.a == 0) background = {255, 255, 255, 0};  // Agg's empty canvas
    clear(width, height, background.word());
    opaque_ = background.a == 255;
    dpi_ = scene.dpi;
    simplify_threshold_ = scene.simplify_threshold;
    sketch_ = scene.sketch;
    too_complex_ = false;
    masked_ = nullptr;
    for (const scene::Item& i : scene.items) {
        set_clip(scene, i.clip, snap_of(i.content));
        std::visit(
            [&](const auto& content) {
                if constexpr (std::is_same_v<std::decay_t<decltype(content)>, scene::TextItem>)
                    item(content, text, scene.dpi);
                else
                    item(content);
            },
            i.content);
    }
    if (too_complex_) return error_at({}, "a filled shape is too complex to draw: its outline crosses too many pixels");
    if (!opaque_ && alpha == Alpha::premultiplied) premultiply(canvas_);
    return Ok{};
}

// Of a surface that stays as it is, only what was painted on is filled again.
void Painter::clear(int width, int height, std::uint32_t background) {
    const bool same = canvas_.width == width && canvas_.height == height && canvas_.background == background;
    if (!same) {
        surface_.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
        fill_words(surface_.data(), surface_.size(), background);
        touched_.assign(static_cast<std::size_t>(height), 0);
        const auto block = static_cast<unsigned>(block_width(static_cast<std::uint32_t>(width)));
        canvas_ = {surface_.data(), width, height, width, touched_.data(), std::countr_zero(block), background};
        return;
    }
    std::uint32_t* row = surface_.data();
    for (std::uint64_t& blocks : touched_) {
        while (blocks != 0) {
            const int first = std::countr_zero(blocks), count = std::countr_one(blocks >> first);
            const int from = first << canvas_.block_shift;
            const int to = std::min((first + count) << canvas_.block_shift, width);
            fill_words(row + from, static_cast<std::size_t>(to - from), background);
            blocks = first + count == 64 ? 0 : blocks >> (first + count) << (first + count);
        }
        row += width;
    }
}

void Painter::set_clip(const scene::Scene& scene, int index, scene::Snap snap) {
    brush_ = {canvas_, canvas_.bounds(), canvas_.bounds(), nullptr};
    if (index < 0) return;
    assert(static_cast<std::size_t>(index) < scene.clips.size());
    const scene::Clip& clip = scene.clips[static_cast<std::size_t>(index)];
    if (clip.rect) {
        const Rect& r = *clip.rect;
        const int w = canvas_.width, h = canvas_.height;
        brush_.box = {round_within(r.min_x(), 0, w), round_within(r.min_y(), 0, h), round_within(r.max_x(), 0, w),
                      round_within(r.max_y(), 0, h)};
        if (r.max_x() < 0 || r.max_y() < 0) brush_.box = {};
        brush_.wide = brush_.box;
        if (!brush_.box.empty()) {
            brush_.wide.x1 = std::min(brush_.wide.x1 + 1, w);
            brush_.wide.y1 = std::min(brush_.wide.y1 + 1, h);
        }
    }
    if (clip.path) {
        if (masked_ != clip.path.get() || masked_snap_ != snap) draw_mask(*clip.path, snap);
        masked_ = clip.path.get();
        masked_snap_ = snap;
        brush_.mask = mask_.data();
    }
}

// A clip path is snapped as the item that it clips.
void Painter::draw_mask(const Path& path, scene::Snap snap) {
    mask_.assign(surface_.size(), 0);
    prepare(path, snap, 0, false, false);
    rasterizer_.begin(canvas_.bounds());
    rasterizer_.add(flat_);
    rasterizer_.sweep([&](int x, int y, int n, unsigned cover) {
        std::fill_n(mask_.begin() + static_cast<std::ptrdiff_t>(y) * canvas_.width + x, n,
                    static_cast<std::uint8_t>(cover));
    });
    too_complex_ |= rasterizer_.overflowed();
}

void Painter::prepare(const Path& path, scene::Snap snap, double stroke_width, bool clip, bool simplified) {
    const Rect box = canvas_box();
    // Lines too long to snap go the short way.
    if (simplified && clip && snap != scene::Snap::on && path.points.size() > most_snapped && should_simplify(path)) {
        simplify_clipped(path, box, simplify_threshold_, flat_);
        return;
    }
    remove_nans(path, a_);
    if (clip) {
        clip_lines(a_, box, b_);
        std::swap(a_, b_);
    }
    snapped_ = should_snap(a_, snap, count_vertices(path));
    if (snapped_) snap_points(a_, stroke_width);
    if (simplified && clip && should_simplify(path)) {
        simplify(a_, simplify_threshold_, b_);
        std::swap(a_, b_);
    }
    if (a_.has_curves())
        flatten(a_, flat_);
    else
        std::swap(a_, flat_);
}

void Painter::prepare(const Points& samples, scene::Snap snap, double stroke_width, bool clip, bool simplified) {
    if (simplified && clip && snap != scene::Snap::on && samples.size() > most_snapped) {
        simplify_points(samples, canvas_box(), simplify_threshold_, flat_);
        return;
    }
    line_.clear();
    for (const Point p : samples) line_.verbs.empty() ? line_.move_to(p) : line_.line_to(p);
    prepare(line_, snap, stroke_width, clip, simplified);
}

void Painter::fill_flat(Color8 color, bool antialias) {
    too_complex_ |= !brush_.fill(rasterizer_, flat_, color, antialias);
}

void Painter::make_tile(const scene::Hatch& hatch) {
    const int side = static_cast<int>(std::clamp(dpi_, 1.0, double{max_tile}));
    if (side == tile_side_ && hatch.pattern == tile_hatch_.pattern && hatch.color == tile_hatch_.color &&
        hatch.width == tile_hatch_.width)
        return;
    tile_hatch_ = hatch;
    tile_side_ = side;
    tile_.assign(static_cast<std::size_t>(side) * static_cast<std::size_t>(side), 0x00ffffffu);
    const double s = side;
    flatten(hatch_path(hatch.pattern).transformed({s, 0, 0, -s, 0, s}), b_);
    const Canvas canvas{tile_.data(), side, side, side};
    const Brush brush{canvas, canvas.bounds(), canvas.bounds(), nullptr};
    const Color8 color = Color8::from(hatch.color);
    too_complex_ |= !brush.fill(rasterizer_, b_, color, true);
    outline_.clear();
    stroker_.stroke(b_, {hatch.width, scene::Cap::projecting, scene::Join::miter, 4, true}, outline_);
    too_complex_ |= !brush.fill(rasterizer_, outline_, color, true);
}

void Painter::hatch_flat(const scene::Hatch& hatch) {
    if (hatch.pattern.empty()) return;
    make_tile(hatch);
    rasterizer_.begin(brush_.box);
    rasterizer_.add(flat_);
    rasterizer_.sweep([&](int x, int y, int n, unsigned cover, bool solid) {
        if (brush_.mask && solid) cover = 255;  // as Agg's spans of a pattern under a clip path
        const std::uint32_t* row = tile_.data() + static_cast<std::ptrdiff_t>(y % tile_side_) * tile_side_;
        for (int i = x; i < x + n; ++i) {
            const std::uint32_t p = row[i % tile_side_];
            if (p >> 24 == 0) continue;
            brush_.pixel(i, y,
                         {static_cast<std::uint8_t>(p >> 16), static_cast<std::uint8_t>(p >> 8),
                          static_cast<std::uint8_t>(p), static_cast<std::uint8_t>(p >> 24)},
                         cover);
        }
    });
    too_complex_ |= rasterizer_.overflowed();
}

void Painter::stroke_flat(const scene::Stroke& stroke, bool antialias) {
    const Color8 color = Color8::from(stroke.color);
    if (!(stroke.width > 0) || color.a == 0) return;
    Stroker::Style style{stroke.width, stroke.cap, stroke.join, stroke.width, false};
    if (!stroke.dashes.empty()) {
        dashes_ = stroke.dashes;
        if (!antialias) {
            for (double& d : dashes_) d = std::floor(std::clamp(d, 0.0, 1e6)) + 0.5;
            style.width = stroke.width < 0.5 ? 0.5 : std::floor(stroke.width + 0.5);
        }
        dashed_.clear();
        if (stroker_.dash(flat_, dashes_, stroke.dash_offset, dashed_)) {
            stroke_lines(dashed_, style, color, antialias);
            return;
        }
    }
    stroke_lines(flat_, style, color, antialias);
}

void Painter::stroke_lines(const Path& lines, const Stroker::Style& style, Color8 color, bool antialias) {
    const auto draw = [&](const Path& part) {
        poll_(1 + part.points.size());
        constexpr std::size_t corners = 4;  // of the outline for each point, at least
        if (Rasterizer::suits_dense(part.points.size() * corners, brush_.box)) {
            rasterizer_.begin(brush_.box);
            rasterizer_.be_dense();
            stroker_.stroke(part, style, rasterizer_);
            too_complex_ |= !brush_.sweep(rasterizer_, color, antialias);
            return;
        }
        outline_.clear();
        stroker_.stroke(part, style, outline_);
        too_complex_ |= !brush_.fill(rasterizer_, outline_, color, antialias);
    };
    double total = 0;
    for (std::size_t i = 1; i < lines.points.size(); ++i) total += crossings(lines.points[i - 1], lines.points[i]);
    if (total < max_chunk_cells) {
        draw(lines);
        return;
    }
    // A very long line is drawn in parts, as Matplotlib's agg.path.chunksize would.
    chunk_.clear();
    double cells = 0;
    Point last, start;
    const Point* p = lines.points.data();
    for (const Verb v : lines.verbs) {
        if (v == Verb::close)
            chunk_.line_to(start);
        else if (v == Verb::move)
            chunk_.move_to(start = *p++);
        else
            chunk_.line_to(*p++);
        const Point to = chunk_.points.back();
        cells += crossings(last, to);
        last = to;
        if (cells < max_chunk_cells) continue;
        draw(chunk_);
        chunk_.clear();
        chunk_.move_to(last);
        cells = 0;
    }
    draw(chunk_);
}

void Painter::item(const scene::PathItem& item) {
    const Color8 fill = color_of(item.fill);
    const bool filled = item.fill && item.fill->a != 0;
    const double width = item.stroke && item.stroke->color.a != 0 ? item.stroke->width : 0;
    if (item.samples.empty())
        prepare(item.path, item.snap, width, !filled && !item.hatch, item.simplify);
    else
        prepare(item.samples, item.snap, width, !filled && !item.hatch, item.simplify);
    if (sketch_) {
        sketch(flat_, *sketch_, b_);
        std::swap(flat_, b_);
    }
    if (filled) fill_flat(fill, item.antialias);
    if (item.hatch) hatch_flat(*item.hatch);
    if (item.stroke) stroke_flat(*item.stroke, item.antialias);
}

// What is in flat_ and its outline, where both are small.
bool Painter::draw_small(Color8 face, Color8 line, const scene::Stroke* edge) {
    if (!SmallShape::may_be(flat_, brush_)) return false;
    if (line.a != 0) stroker_.stroke(flat_, {edge->width, edge->cap, edge->join, edge->width, false}, outline_);
    return small_.draw(brush_, flat_, face, outline_, line, patch_);
}

void Painter::item(const scene::CollectionItem& item) {
    if (item.paths.empty() || (item.faces.empty() && item.edges.empty())) return;
    const std::size_t count = std::max(item.paths.size(), item.offsets.size());
    constexpr std::size_t path_weight = 8;
    // Shapes come again only where there are fewer of them than places.
    const bool plain = !item.hatch && !brush_.mask;
    const bool repeats = plain && item.paths.size() < count && item.snap != scene::Snap::on && count > 3;
    if (repeats) molds_.clear();
    for (std::size_t i = 0; i < count; ++i) {
        poll_(path_weight);
        const Path* path = &item.paths[i % item.paths.size()];
        const scene::Stroke* edge = item.edges.empty() ? nullptr : &item.edges[i % item.edges.size()];
        const bool antialias = item.antialias.empty() || item.antialias[i % item.antialias.size()];
        const Color8 face = item.faces.empty() ? Color8{} : Color8::from(item.faces[i % item.faces.size()]);
        const Color8 line = edge && edge->width > 0 ? Color8::from(edge->color) : Color8{};
        const double k = item.scales.empty() ? 1 : item.scales[i % item.scales.size()];
        const Point o = item.offsets.empty() ? Point{} : item.offsets[i % item.offsets.size()];
        Mold* mold = nullptr;
        if (repeats && antialias && (line.a == 0 || edge->dashes.empty())) {
            Mold::Key key{i % item.paths.size(), k};
            if (line.a != 0) key = {key.path, k, edge->width, edge->cap, edge->join};
            mold = &molds_.of(key);
            if (mold->ready() && mold->draw(brush_, o, face, line, patch_, rasterizer_)) continue;
        }
        if (!item.scales.empty() || !item.offsets.empty()) {
            moved_ = *path;
            for (Point& p : moved_.points) p = p * k + o;
            path = &moved_;
        }
        prepare(*path, item.snap, edge ? edge->width : 0, item.faces.empty() && !item.hatch, false);
        outline_.clear();
        if (!plain || !antialias || (line.a != 0 && !edge->dashes.empty()) || !draw_small(face, line, edge)) {
            if (!item.faces.empty()) fill_flat(face, antialias);
            if (item.hatch) hatch_flat(*item.hatch);
            outline_.clear();
            if (edge) stroke_flat(*edge, antialias);
        }
        if (!mold || !mold->learning()) continue;
        if (snapped_)
            mold->give_up();
        else
            mold->learn(flat_, outline_, o, brush_.box);
    }
}

bool Painter::make_sprite(const Path& outline, Sprite& sprite) {
    sprite.clear();
    if (outline.empty()) return true;
    const PixelRect box = pixel_bounds(outline, Sprite::max_side);
    if (box.empty()) return false;
    rasterizer_.begin(box);
    rasterizer_.add(outline);
    sprite.take(rasterizer_, box, brush_.mask != nullptr);
    return true;
}

void Painter::item(const scene::MarkersItem& item) {
    const Color8 fill = color_of(item.fill);
    const Color8 edge = item.stroke ? Color8::from(item.stroke->color) : Color8{};
    // Agg's draw_markers knows no dashes, and always antialiases.
    remove_nans(item.marker, a_);
    const double width = item.stroke ? item.stroke->width : 0;
    if (should_snap(a_, item.snap, count_vertices(item.marker)))
        snap_points(a_, width);
    else
        for (Point& p : a_.points) p = p + Point{0.5, 0.5};  // the middle of a pixel
    flatten(a_, flat_);
    outline_.clear();
    if (width > 0 && edge.a)
        stroker_.stroke(flat_, {width, item.stroke->cap, item.stroke->join, width, false}, outline_);
    if (fill.a == 0) flat_.clear();
    const bool sprites = make_sprite(flat_, fill_sprite_) && make_sprite(outline_, stroke_sprite_);
    if (brush_.wide.empty()) return;
    Brush brush = brush_;
    brush.box = brush_.wide;
    // Where both are of one opaque colour, a mark on others like it may have nothing to add.
    const bool has_fill = !fill_sprite_.empty(), has_edge = !stroke_sprite_.empty();
    const Color8 color = has_fill ? fill : edge;
    std::optional<Stamps> stamps;
    if (sprites && item.positions.size() > few_marks && !brush_.mask && color.a == 255 && (has_fill || has_edge) &&
        (!has_edge || edge == color))
        stamps.emplace(brush_, fill_sprite_, stroke_sprite_, color);
    constexpr std::size_t block = 512, wide_marker_weight = 32;
    int xs[block], ys[block];
    for (std::size_t from = 0; from < item.positions.size(); from += block) {
        const std::size_t n = std::min(block, item.positions.size() - from);
        snap_positions(item.positions, from, n, xs, ys);
        for (std::size_t i = 0; i < n; ++i) {
            const int x = xs[i], y = ys[i];
            poll_(sprites ? 1 : wide_marker_weight);
            if (stamps) {
                stamps->draw(x, y);
                continue;
            }
            if (x == skipped) continue;
            if (sprites) {
                fill_sprite_.draw(brush_, x, y, fill);
                stroke_sprite_.draw(brush_, x, y, edge);
                continue;
            }
            for (const auto& [path, paint] : {std::pair{&flat_, fill}, std::pair{&outline_, edge}}) {
                chunk_ = path->transformed(Affine::translate(x, y));
                too_complex_ |= !brush.fill(rasterizer_, chunk_, paint, true);
            }
        }
    }
}

void Painter::item(const scene::CellsItem& cells) {
    if (!draw_cells(brush_, cells)) item(scene::collection_of(cells));
}

void Painter::item(const scene::ImageItem& item) {
    if (!item.rgba || item.width <= 0 || item.height <= 0) return;
    assert(item.rgba->size() >= static_cast<std::size_t>(item.width) * static_cast<std::size_t>(item.height) * 4);
    if (!finite(item.position) || std::fabs(item.position.x) > 1e8 || std::fabs(item.position.y) > 1e8) return;
    const int left = static_cast<int>(std::floor(item.position.x + 0.5));
    const int top = static_cast<int>(std::ceil(item.position.y - 0.5));  // half up with y upwards
    const PixelRect r = brush_.wide.intersect({left, top, left + item.width, top + item.height});
    const unsigned cover = static_cast<unsigned>(std::clamp(item.alpha, 0.0, 1.0) * 255);
    for (int y = r.y0; y < r.y1; ++y) {
        const std::uint8_t* s =
            item.rgba->data() + (static_cast<std::size_t>(y - top) * static_cast<std::size_t>(item.width) +
                                 static_cast<std::size_t>(r.x0 - left)) *
                                    4;
        for (int x = r.x0; x < r.x1; ++x, s += 4)
            if (s[3]) brush_.pixel(x, y, {s[0], s[1], s[2], s[3]}, cover);
    }
}

void Painter::item(const scene::TrianglesItem& item) {
    assert(item.points.size() == item.colors.size());
    for (std::size_t i = 0; i < item.points.size(); ++i) {
        poll_();
        draw_gouraud(brush_, rasterizer_, item.points[i], item.colors[i]);
    }
}

void Painter::item(const scene::TextItem& item, TextMasks& text, double dpi) {
    const PlacedMask m = text.place(item, dpi);
    if (!m.data || m.width <= 0 || m.height <= 0) return;
    const Color8 color = Color8::from(item.color);
    const PixelRect r = brush_.box.intersect({m.x, m.y, m.x + m.width, m.y + m.height});
    if (r.empty()) return;
    for (int y = r.y0; y < r.y1; ++y) {
        const std::uint8_t* covers = m.data + static_cast<std::ptrdiff_t>(y - m.y) * m.stride + (r.x0 - m.x);
        std::uint32_t* p = canvas_.row(y, r.x0, r.x1) + r.x0;
        if (item.angle == 0) {
            blend_covers(p, r.width(), color, covers);
            continue;
        }
        for (int i = 0; i < r.width(); ++i)  // Agg truncates in turned text; the mask of opaque text has that in it
            if (covers[i]) blend(p[i], color, color.a * (covers[i] + 1u) >> 8);
    }
}

}  // namespace plotmill::paint
