#include "text/math/constructs.h"

#include <algorithm>
#include <cmath>
#include <string_view>

namespace plotmill::text {
namespace {

// Matplotlib's FontConstantsBase, which holds for DejaVu; multiples of the x-height.
constexpr double kScriptSpace = 0.05, kSuper = 0.7, kSub = 0.3, kSubWithSuper = 0.5, kDelta = 0.025,
                 kDeltaIntegral = 0.1, kSubDrop = 0.4, kDeltaSlanted = 0.2;
constexpr double kThinSpace = 0.16667;  // em

NodePtr centered_to(NodePtr node, double width) {
    NodePtr list = make_centered(nodes_of(std::move(node)));
    hpack(*list, width);
    return list;
}

// The nucleus as a list whose last character ends at its advance, without kerning towards what is no longer its
// neighbour.
NodePtr without_last_kern(MathGlyphs& glyphs, NodePtr nucleus) {
    if (nucleus->kind != NodeKind::hlist) {
        if (nucleus->is_character()) nucleus->width = nucleus->metrics.advance;
        return make_hlist(glyphs, nodes_of(std::move(nucleus)));
    }
    Nodes children = std::move(nucleus->children);
    const std::size_t count = children.size();
    if (count > 1 && children.back()->kind == NodeKind::kern && children[count - 2]->is_character())
        children.pop_back();
    if (!children.empty() && children.back()->is_character()) children.back()->width = children.back()->metrics.advance;
    return make_hlist(glyphs, std::move(children), false);
}

// The node that scripts are set against: the last of the nucleus before a kern was added behind it.
const Node& last_of(const Node& list, bool was_list) {
    if (list.children.empty()) return list;
    return was_list ? *list.children.back() : *list.children.front();
}

NodePtr shrunk_script(MathGlyphs& glyphs, double kern, NodePtr script) {
    NodePtr list = make_hlist(glyphs, nodes_of(make_kern(kern), std::move(script)));
    shrink(glyphs, *list);
    return list;
}

// Matplotlib's prime is Computer Modern's, a superscript. DejaVu's stands at that height and has that size without
// being one, so it is put in the other's place: what comes after it stands where it would.
NodePtr prime_script(const MathState& state, double kern, int primes) {
    // Of Computer Modern's, in advances of DejaVu's: advance, bottom and height. Hinting rounds a bottom to the nearest
    // pixel and a height up.
    constexpr double kScript = 0.7, kAdvance = 1.210753, kBottom = 0.18925, kHeight = 2.2731, kBarely = 0.025;
    const double advance = state.glyphs.metrics(MathFont::roman, 0x2032, state.points).advance;
    NodePtr marks = make_hlist(state.glyphs, make_primes(state, primes));
    marks->shift = kSuper * state.glyphs.x_height(state.font, state.points);
    NodePtr list = make_hlist(state.glyphs, nodes_of(make_kern(kern * kScript), std::move(marks)));
    list->width = kScript * (kern + primes * kAdvance * advance);
    list->height = kScript * (std::round(kBottom * advance) + std::ceil(kHeight * advance - kBarely));
    list->depth = 0;
    return list;
}

}  // namespace

Nodes make_primes(const MathState& state, int count) {
    Nodes out;
    for (int i = 0; i < count; ++i) out.push_back(make_character(state.glyphs, 0x2032, MathFont::roman, state.points));
    return out;
}

NodePtr make_space(const MathState& state, double ems) {
    return make_kern(state.glyphs.metrics(MathFont::italic, U'm', state.points).advance * ems);
}

NodePtr make_scripts(const MathState& state, NodePtr nucleus, NodePtr sub, NodePtr super, bool thin_space, int primes) {
    if (super && primes > 0) {
        Nodes all = nodes_of(std::move(super));
        for (NodePtr& prime : make_primes(state, primes)) all.push_back(std::move(prime));
        super = make_hlist(state.glyphs, std::move(all));
        primes = 0;
    }
    const double x_height = state.glyphs.x_height(state.font, state.points);
    const bool was_list = nucleus->kind == NodeKind::hlist;
    nucleus = without_last_kern(state.glyphs, std::move(nucleus));
    const Node& last = last_of(*nucleus, was_list);

    const bool integral = last.is_character() && last.integral;
    const double last_height = last.kind == NodeKind::kern ? 0 : last.height, last_depth = last.depth;
    double super_kern = kDelta * x_height, sub_kern = kDelta * x_height;
    if (last.is_character() && last.metrics.slanted) {
        super_kern += kDelta * x_height;
        super_kern += kDeltaSlanted * (last_height - x_height * 2. / 3.);
        sub_kern = 0;
        if (integral) {
            sub_kern = (3 * kDelta - kDeltaIntegral) * last_height;
            super_kern = (3 * kDelta + kDeltaIntegral) * last_height;
        }
    }
    const double low = last_depth + kSubDrop * x_height;  // where an integral's subscript stands
    NodePtr x;
    if (!super && primes == 0) {
        x = shrunk_script(state.glyphs, sub_kern, std::move(sub));
        x->shift = integral ? low : kSub * x_height;
    } else {
        double up = integral ? last_height - kSubDrop * x_height : kSuper * x_height;
        x = super ? shrunk_script(state.glyphs, super_kern, std::move(super)) : prime_script(state, super_kern, primes);
        if (!sub) {
            x->shift = -up;
        } else {
            NodePtr y = shrunk_script(state.glyphs, sub_kern, std::move(sub));
            const double down = integral ? low : kSubWithSuper * x_height;
            const double clearance = 2.0 * state.rule_thickness() - ((up - x->depth) - (y->height - down));
            if (clearance > 0) up += clearance;
            const double gap = (up - x->depth) - (y->height - down);
            x = make_vlist(nodes_of(std::move(x), make_kern(gap), std::move(y)));
            x->shift = down;
        }
    }
    if (!integral) x->width += kScriptSpace * x_height;
    Nodes parts = nodes_of(std::move(nucleus), std::move(x));
    if (thin_space) parts.push_back(make_space(state, kThinSpace));
    return make_hlist(state.glyphs, std::move(parts));
}

NodePtr make_limits(const MathState& state, NodePtr nucleus, NodePtr sub, NodePtr super) {
    double width = nucleus->width;
    for (NodePtr* script : {&super, &sub}) {
        if (!*script) continue;
        shrink(state.glyphs, **script);
        width = std::max(width, (*script)->width);
    }
    const double gap = state.rule_thickness() * 3.0;
    const double nucleus_depth = nucleus->depth;
    Nodes column;
    if (super) {
        column.push_back(centered_to(std::move(super), width));
        column.push_back(make_box(0, 0, gap));
    }
    column.push_back(centered_to(std::move(nucleus), width));
    double shift = 0;
    if (sub) {
        NodePtr list = centered_to(std::move(sub), width);
        shift = list->height + gap + nucleus_depth;
        column.push_back(make_box(0, 0, gap));
        column.push_back(std::move(list));
    }
    NodePtr stack = make_vlist(std::move(column));
    stack->shift = shift;
    return make_hlist(state.glyphs, nodes_of(std::move(stack)));
}

namespace {

NodePtr stacked_fraction(const MathState& state, NodePtr numerator, NodePtr denominator, double rule) {
    const double thickness = state.rule_thickness();
    const double width = std::max(numerator->width, denominator->width);
    NodePtr above = centered_to(std::move(numerator), width);
    NodePtr below = centered_to(std::move(denominator), width);
    const double below_height = below->height;
    NodePtr stack = make_vlist(nodes_of(std::move(above), make_box(0, 0, thickness * 2.0), make_hrule(rule),
                                        make_box(0, 0, thickness * 2.0), std::move(below)));
    // The line stands in the middle of the equals sign.
    const MathMetrics equals = state.glyphs.metrics(state.font, U'=', state.points);
    stack->shift = below_height - ((equals.y_max + equals.y_min) / 2 - thickness * 3.0);
    return make_hlist(state.glyphs, nodes_of(std::move(stack), make_box(thickness * 2.0, 0, 0)));
}

// Symbols that Matplotlib has in several sizes; all others keep their own.
bool has_sizes(char32_t symbol) {
    constexpr std::u32string_view sized = U"()[]{}/\\\u221A\u230A\u230B\u2308\u2309\u27E8\u27E9";
    return sized.find(symbol) != std::u32string_view::npos;
}

// mathtext's AutoHeightChar: the character itself where it is tall enough, else enlarged to the wanted height and
// depth.
NodePtr auto_height(const MathState& state, char32_t symbol, double height, double depth) {
    const double target = height + depth;
    const double x_height = state.glyphs.x_height(state.font, state.points);
    NodePtr character = make_character(state.glyphs, symbol, MathFont::roman, state.points);
    const double own = character->height + character->depth;
    double shift = 0;
    if (own < target - 0.2 * x_height && has_sizes(symbol) && own > 0) {
        character = make_character(state.glyphs, symbol, MathFont::roman, state.points * (target / own));
        shift = depth - character->depth;
    }
    NodePtr list = make_hlist(state.glyphs, nodes_of(std::move(character)));
    list->shift = shift;
    return list;
}

}  // namespace

NodePtr make_fraction(const MathState& state, NodePtr numerator, NodePtr denominator, bool smaller) {
    if (smaller) {
        shrink(state.glyphs, *numerator);
        shrink(state.glyphs, *denominator);
    }
    return stacked_fraction(state, std::move(numerator), std::move(denominator), state.rule_thickness());
}

NodePtr make_binomial(const MathState& state, NodePtr above, NodePtr below) {
    shrink(state.glyphs, *above);
    shrink(state.glyphs, *below);
    return make_delimited(state, U'(', nodes_of(stacked_fraction(state, std::move(above), std::move(below), 0)), U')');
}

NodePtr make_delimited(const MathState& state, char32_t left, Nodes middle, char32_t right) {
    double height = 0, depth = 0;
    for (const NodePtr& node : middle) {
        height = std::max(height, node->height);
        depth = std::max(depth, node->depth);
    }
    Nodes parts;
    if (left) parts.push_back(auto_height(state, left, height, depth));
    for (NodePtr& node : middle) parts.push_back(std::move(node));
    if (right) parts.push_back(auto_height(state, right, height, depth));
    return make_hlist(state.glyphs, std::move(parts));
}

NodePtr make_square_root(const MathState& state, Nodes root, NodePtr body) {
    const double thickness = state.rule_thickness();
    // A little more than the body's height, so that it does not look cramped.
    NodePtr check = auto_height(state, 0x221A, body->height - body->shift + thickness * 5.0, body->depth + body->shift);
    const double height = check->height - check->shift, depth = check->depth + check->shift;
    const double check_width = check->width;
    NodePtr padded = make_hlist(
        state.glyphs, nodes_of(make_box(2 * thickness, 0, 0), std::move(body), make_box(2 * thickness, 0, 0)));
    NodePtr right = make_vlist(nodes_of(make_hrule(thickness), make_glue(kFill), std::move(padded)));
    vpack(*right, height + (state.points * state.glyphs.dpi()) / (100.0 * 12.0), depth);
    NodePtr index = root.empty() ? make_box(check_width * 0.5, 0, 0) : make_hlist(state.glyphs, std::move(root));
    if (index->is_list()) {
        shrink(state.glyphs, *index);
        shrink(state.glyphs, *index);
    }
    NodePtr raised = make_vlist(nodes_of(make_hlist(state.glyphs, nodes_of(std::move(index)))));
    raised->shift = -height * 0.6;
    return make_hlist(state.glyphs,
                      nodes_of(std::move(raised), make_kern(-check_width * 0.5), std::move(check), std::move(right)));
}

NodePtr make_overline(const MathState& state, NodePtr body) {
    const double thickness = state.rule_thickness();
    const double height = body->height - body->shift + thickness * 3.0;
    const double depth = body->depth + body->shift;
    NodePtr inner = make_hlist(state.glyphs, nodes_of(std::move(body)));
    NodePtr stack = make_vlist(nodes_of(make_hrule(thickness), make_glue(kFill), std::move(inner)));
    vpack(*stack, height + (state.points * state.glyphs.dpi()) / (100.0 * 12.0), depth);
    return make_hlist(state.glyphs, nodes_of(std::move(stack)));
}

namespace {

struct Pair {
    NodePtr note, body;
};

// Both centred in the wider one's width, the annotation one size smaller.
Pair centre_both(MathGlyphs& glyphs, NodePtr annotation, NodePtr body) {
    shrink(glyphs, *annotation);
    Pair pair{make_centered(nodes_of(std::move(annotation))), make_centered(nodes_of(std::move(body)))};
    const double width = std::max(pair.note->width, pair.body->width);
    hpack(*pair.note, width);
    hpack(*pair.body, width);
    return pair;
}

}  // namespace

NodePtr make_overset(const MathState& state, NodePtr annotation, NodePtr body) {
    Pair pair = centre_both(state.glyphs, std::move(annotation), std::move(body));
    const double gap = state.rule_thickness() * 3;
    return make_vlist(nodes_of(std::move(pair.note), make_box(0, 0, gap), std::move(pair.body)));
}

NodePtr make_underset(const MathState& state, NodePtr annotation, NodePtr body) {
    Pair pair = centre_both(state.glyphs, std::move(annotation), std::move(body));
    const double gap = state.rule_thickness() * 3;
    const double shift = pair.body->depth + pair.note->height + gap;
    NodePtr stack = make_vlist(nodes_of(std::move(pair.body), make_box(0, 0, gap), std::move(pair.note)));
    stack->shift = shift;
    return stack;
}

NodePtr make_accented(const MathState& state, NodePtr body, char32_t mark, int shrinks) {
    NodePtr accent = make_accent(state.glyphs, mark, state.font, state.points);
    for (int i = 0; i < shrinks; ++i) shrink(state.glyphs, *accent);
    const double width = body->width;
    NodePtr above = make_centered(nodes_of(make_box(width / 4.0, 0, 0), std::move(accent)));
    hpack(*above, width);
    NodePtr below = make_hlist(state.glyphs, nodes_of(std::move(body)));
    return make_vlist(nodes_of(std::move(above), make_box(0, 0, state.rule_thickness() * 2.0), std::move(below)));
}

}  // namespace plotmill::text
