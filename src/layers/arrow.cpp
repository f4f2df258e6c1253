// arrow: a polygon in data units (patches.FancyArrow).
#include <cmath>

#include "layers/args.h"
#include "layers/kinds.h"
#include "spec/common_fields.h"

namespace plotmill::layers {

namespace {

using namespace spec;

constexpr std::string_view shape_words[] = {"full", "left", "right"};

constexpr Field fields[] = {
    {.name = "x", .accepts = position | string, .doc = "x of the arrow's base, in data units", .required = true},
    {.name = "y", .accepts = position | string, .doc = "y of the arrow's base, in data units", .required = true},
    {.name = "dx", .accepts = number, .doc = "its length along x", .required = true},
    {.name = "dy", .accepts = number, .doc = "its length along y", .required = true},
    {.name = "width", .accepts = number, .doc = "of the tail; 0.001"},
    {.name = "length_includes_head", .accepts = flag, .doc = "whether the head ends at x + dx, y + dy"},
    {.name = "head_width", .accepts = number | null_, .doc = "of the whole head; 3 widths"},
    {.name = "head_length", .accepts = number | null_, .doc = "1.5 head widths"},
    {.name = "shape", .accepts = word, .doc = "which half is drawn", .words = shape_words},
    {.name = "overhang", .accepts = number, .doc = "how much of the head is swept back; 0 is a triangle"},
    {.name = "head_starts_at_zero", .accepts = flag, .doc = "whether the head begins at x + dx, y + dy"},
};
constexpr const FieldTable* bases[] = {&patch_properties, &data_properties};

// FancyArrow._make_verts: a horizontal arrow with its tip at 0, then turned and moved.
std::vector<Point> corners(const Fields& f, Point base, double dx, double dy) {
    const double width = f.number("width", 0.001);
    const double head_width = f.number("head_width", 3 * width);
    const double head_length = f.number("head_length", 1.5 * head_width);
    const double distance = std::hypot(dx, dy);
    const bool included = f.boolean("length_includes_head", false);
    const double length = included ? distance : distance + head_length;
    if (length == 0) return {};
    std::vector<Point> left{{0, 0},
                            {-head_length, -head_width / 2},
                            {-head_length * (1 - f.number("overhang", 0)), -width / 2},
                            {-length, -width / 2},
                            {-length, 0}};
    for (Point& p : left) {
        if (!included) p.x += head_length;
        if (f.boolean("head_starts_at_zero", false)) p.x += head_length / 2;
    }
    const std::string shape = f.text("shape", "full");
    std::vector<Point> out = left;
    if (shape == "full") {
        out.pop_back();
        for (std::size_t i = left.size() - 2; i > 0; --i) out.push_back({left[i].x, -left[i].y});
    } else if (shape == "right") {
        for (Point& p : out) p.y = -p.y;
    }
    const double cx = distance != 0 ? dx / distance : 0, sx = distance != 0 ? dy / distance : 1;
    for (Point& p : out) p = {p.x * cx - p.y * sx + (base.x + dx), p.x * sx + p.y * cx + (base.y + dy)};
    return out;
}

void draw(const Draft& d) {
    const auto x = axis_position(d, "x", Direction::x);
    const auto y = axis_position(d, "y", Direction::y);
    if (!x || !y) return;
    const figure::PatchKeywords keywords = figure::patch_keywords(d.fields());
    figure::PatchArtist patch;
    patch.path =
        Path::polyline(corners(d.fields(), {*x, *y}, d.fields().number("dx", 0), d.fields().number("dy", 0)), true);
    patch.props = figure::resolve_patch(keywords, d.rc(), true);
    const figure::PatchHandle handle{patch.props};
    add_artist(d.out, std::move(patch), keywords, 1);
    add_handle(d.out, single_label(d), handle);
}

}  // namespace

constinit const FieldTable arrow_table{.name = "layer 'arrow'", .fields = fields, .bases = bases};

Prepared prepare_arrow(const LayerInput& in) { return for_each_group(in, draw); }

}  // namespace plotmill::layers
