// TeX's boxes as Matplotlib's mathtext has them: characters, rules, glue and kerns in horizontal and vertical lists,
// and ship(), which turns a packed list into glyphs and rectangles at their places. The order of the floating-point
// operations is Matplotlib's, since truncation to pixels follows. Values are pixels, y downwards. Internal to text/;
// one worker.
#pragma once

#include <limits>
#include <memory>
#include <vector>

#include "text/math/glyphs.h"

namespace plotmill::text {

inline constexpr double kRunning = std::numeric_limits<double>::infinity();  // a rule that takes its box's size

struct Node;
using NodePtr = std::unique_ptr<Node>;
using Nodes = std::vector<NodePtr>;

enum class NodeKind : std::uint8_t { character, accent, box, rule, kern, glue, hlist, vlist };

struct Glue {
    double width = 0;
    double stretch = 0;
    int stretch_order = 0;
    double shrink = 0;
    int shrink_order = 0;
};
inline constexpr Glue kFill{0, 1, 2, 0, 0};
inline constexpr Glue kCentering{0, 1, 1, -1, 1};  // TeX's \hss

struct Node {
    NodeKind kind;
    int size = 0;                             // how often it has been shrunk
    double width = 0, height = 0, depth = 0;  // kern: only width

    bool limits = false;  // of an hlist, a function's name: scripts stand above and below it

    // character, accent
    MathLetter letter;
    MathMetrics metrics;  // of the size it was made at

    // hlist, vlist
    Nodes children;
    double shift = 0;  // down
    double glue_set = 0;
    int glue_sign = 0, glue_order = 0;

    Glue glue;

    explicit Node(NodeKind k) : kind(k) {}
    bool takes_limits() const { return limits || (is_character() && text::takes_limits(letter.symbol)); }
    bool integral() const { return is_character() && is_integral(letter.symbol); }
    bool is_character() const { return kind == NodeKind::character || kind == NodeKind::accent; }
    bool is_list() const { return kind == NodeKind::hlist || kind == NodeKind::vlist; }
    bool is_box() const { return is_list() || kind == NodeKind::box || kind == NodeKind::rule; }
};

NodePtr make_character(MathGlyphs& glyphs, const MathLetter& letter);
NodePtr make_accent(MathGlyphs& glyphs, const MathLetter& letter);
NodePtr make_box(double width, double height, double depth);
NodePtr make_hrule(double thickness);
NodePtr make_kern(double width);
NodePtr make_glue(const Glue& glue);
NodePtr make_hlist(MathGlyphs& glyphs, Nodes children, bool kern = true);
NodePtr make_vlist(Nodes children);
NodePtr make_centered(Nodes children);  // an hlist, centred once it is packed to a width

// Builds a list's children from unique pointers.
template <class... N>
Nodes nodes_of(N... node) {
    Nodes nodes;
    (nodes.push_back(std::move(node)), ...);
    return nodes;
}

// After the characters of an hlist: what follows from advance and kerning.
void insert_kerns(MathGlyphs& glyphs, Node& hlist);

// Natural width, or exactly `width` where that is not negative.
void hpack(Node& hlist, double width = -1);
// Natural height, or exactly `height`; at most `most_depth` deep.
void vpack(Node& vlist, double height = -1, double most_depth = kRunning);

void shrink(MathGlyphs& glyphs, Node& node);          // one level smaller
void set_roman(MathGlyphs& glyphs, Node& character);  // of an operator's name

struct ShippedGlyph {
    double x, y;
    double points;
    MathMetrics metrics;  // at the final size
};
struct ShippedRule {
    double x0, y0, x1, y1;
};
struct Shipment {
    std::vector<ShippedGlyph> glyphs;
    std::vector<ShippedRule> rules;
};
Shipment ship(MathGlyphs& glyphs, Node& hlist, double x, double y);

}  // namespace plotmill::text
