// Properties of artists, resolved as Matplotlib resolves them: what was given, over rcParams, with alphas applied,
// named sizes and weights turned into numbers, dash patterns scaled by the line width. Layers, and whoever draws grids,
// spines, legends and titles, go through the same functions. Pure functions, any thread. The mappings that they read
// may lack any of the properties: a name that a field table does not know counts as not given.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "figure/artist.h"
#include "spec/reader.h"
#include "style/rc.h"

namespace plotmill::figure {

// The value of `name` where it was given and is not null.
const spec::FieldValue* given(const spec::Fields& fields, std::string_view name);

// matplotlib.colors.to_rgba(color, alpha): an alpha replaces the colour's own, but "none" stays transparent.
Rgba to_rgba(const ColorSpec& color, const style::RcParams& rc, std::optional<double> alpha = std::nullopt);

// What every artist may be told.
struct ArtistKeywords {
    std::optional<double> alpha, zorder;
    std::optional<bool> visible, clip_on;
    scene::Snap snap = scene::Snap::automatic;
};
ArtistKeywords artist_keywords(const spec::Fields& fields);
// Sets zorder (where not given: `zorder`), visibility and clipping.
void apply(const ArtistKeywords& keywords, double zorder, Artist& artist);

// ---- Lines (lines.Line2D)

struct LineKeywords : ArtistKeywords {
    std::optional<ColorSpec> color, gapcolor;
    std::optional<spec::LineStyle> linestyle;
    std::optional<std::vector<double>> dashes;
    std::optional<double> linewidth, markersize, markeredgewidth;
    std::optional<spec::Marker> marker;
    // A marker colour: "auto" is given with no colour.
    struct MarkerColor {
        std::optional<ColorSpec> color;
    };
    std::optional<MarkerColor> markeredgecolor, markerfacecolor, markerfacecoloralt;
    std::optional<std::string> fillstyle, drawstyle;
    std::optional<scene::Cap> dash_capstyle, solid_capstyle;
    std::optional<scene::Join> dash_joinstyle, solid_joinstyle;
    std::optional<bool> antialiased;
    std::optional<MarkEvery> markevery;
};

// The properties of a Line2D among `fields`.
LineKeywords line_keywords(const spec::Fields& fields);

struct ResolvedLine {
    LineProps line;
    std::optional<MarkerProps> marker;
    std::optional<LineProps> gaps;  // gapcolor: a line to be drawn just below, in the dashes' gaps
    MarkEvery markevery;
    DrawStyle drawstyle = DrawStyle::line;
};
ResolvedLine resolve_line(const LineKeywords& keywords, const style::RcParams& rc);

// Line properties alone, for grids and the like.
LineProps line_props(const spec::Fields& fields, const style::RcParams& rc, LineKeywords defaults = {});

// What `fields` give over `defaults`.
LineKeywords overlay(LineKeywords defaults, const LineKeywords& given);

struct Dashes {
    std::vector<double> dashes;  // points; empty: solid
    double offset = 0;
};
// lines._get_dash_pattern and _scale_dashes.
Dashes dash_pattern(const spec::LineStyle& style, double width, const style::RcParams& rc);

// A line style as rcParams and format strings write it: "--", "dashed", "None". Text that is none is solid.
spec::LineStyle linestyle_of(std::string_view text);

// "butt", "round", "projecting"; "miter", "round", "bevel".
std::optional<scene::Cap> parse_cap(std::string_view text);
std::optional<scene::Join> parse_join(std::string_view text);

// ---- Patches (patches.Patch)

struct PatchKeywords : ArtistKeywords {
    std::optional<ColorSpec> facecolor, edgecolor;
    std::optional<double> linewidth;
    std::optional<spec::LineStyle> linestyle;
    std::optional<bool> fill, antialiased;
    std::optional<scene::Cap> capstyle;
    std::optional<scene::Join> joinstyle;
    std::string hatch;
};

// How `color` meets `facecolor` and `edgecolor`: it replaces both (Patch.__init__), the later one of them in the file
// wins (Artist.set), or it is left to the caller.
enum class ColorRule : std::uint8_t { replaces, in_order, separate };
PatchKeywords patch_keywords(const spec::Fields& fields, ColorRule rule = ColorRule::replaces);

// `edge_default`: the class draws an edge unless told otherwise (Patch._edge_default).
PatchProps resolve_patch(const PatchKeywords& keywords, const style::RcParams& rc, bool edge_default = false);
PatchProps patch_props(const spec::Fields& fields, const style::RcParams& rc, bool edge_default = false);

// ---- Collections (collections.Collection)

struct ColorList {
    bool face = false;  // "face": as the faces
    std::vector<ColorSpec> colors;
    bool is_none() const { return !face && colors.size() == 1 && colors[0].none; }
};

struct CollectionKeywords : ArtistKeywords {
    std::optional<ColorList> facecolor, edgecolor;
    std::optional<std::vector<double>> linewidth;
    std::optional<std::vector<spec::LineStyle>> linestyle;
    std::vector<double> alphas;  // a list of alphas, one per item
    std::optional<bool> antialiased;
    std::optional<scene::Cap> capstyle;
    std::optional<scene::Join> joinstyle;
    std::string hatch;
};

// One colour, or a list of colours; for a list item that is no colour there is none.
std::optional<ColorList> color_list(const spec::FieldValue& value);

// `lines`: a LineCollection, whose `color` is the edges' only. Colours in the order of the file (Artist.set).
CollectionKeywords collection_keywords(const spec::Fields& fields, bool lines);
// Sets everything of `out` but paths, scales and offsets. `lines` as above: other defaults (lines.* of rcParams, no
// faces).
void resolve_collection(const CollectionKeywords& keywords, const style::RcParams& rc, bool lines,
                        CollectionArtist& out);
// The first item's look as a patch (legend handles), and as a line.
PatchProps first_patch(const CollectionArtist& collection);
LineProps first_line(const CollectionArtist& collection);

// ---- Texts (text.Text)

struct TextDefaults {
    std::optional<double> fontsize;  // points; rcParams font.size
    std::optional<int> weight;       // rcParams font.weight
    std::optional<Rgba> color;       // rcParams text.color
    std::string ha = "left", va = "baseline";
    double rotation = 0;  // degrees
    bool anchor_mode = false;
};
TextProps text_props(const spec::Fields& fields, const style::RcParams& rc, const TextDefaults& defaults = {});
TextProps text_props(const style::RcParams& rc, const TextDefaults& defaults = {});

// Points of "medium", "x-large", "larger", ... relative to `base` points; none for other words.
std::optional<double> named_font_size(std::string_view name, double base);
// 100..900 of "normal", "bold", "semibold", ...
std::optional<int> named_font_weight(std::string_view name);

// Text's bbox: a mapping of boxstyle, pad and patch properties; `fontsize` in points.
BoxProps box_props(const spec::Fields& fields, const style::RcParams& rc, double fontsize);

}  // namespace plotmill::figure
