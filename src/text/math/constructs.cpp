#include "text/math/constructs.h"

#include <algorithm>
#include <cmath>

namespace plotmill::text {
namespace {

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

}  // namespace

NodePtr make_space(const MathState& state, double ems) {
    const MathLetter em{U'm', MathFont::italic, state.glyphs.default_font(), state.points};
    return make_kern(state.glyphs.metrics(em).advance * ems);
}

NodePtr add_primes(const MathState& state, NodePtr super, int count) {
    if (count == 0) return super;
    if (!super || super->kind != NodeKind::hlist) {
        Nodes children;
        if (super) children.push_back(std::move(super));
        super = make_hlist(state.glyphs, std::move(children));
    }
    const Symbol prime = symbol_named("prime");
    for (int i = 0; i < count; ++i) super->children.push_back(make_character(state.glyphs, state.letter(prime)));
    insert_kerns(state.glyphs, *super);  // once more for what was there, as Matplotlib does
    hpack(*super);
    return super;
}

NodePtr make_scripts(const MathState& state, NodePtr nucleus, NodePtr sub, NodePtr super, bool thin_space) {
    const double x_height = state.glyphs.x_height(state.font, state.points);
    const ScriptConstants c = state.glyphs.constants(state.font);
    const bool was_list = nucleus->kind == NodeKind::hlist;
    nucleus = without_last_kern(state.glyphs, std::move(nucleus));
    const Node& last = last_of(*nucleus, was_list);

    const bool integral = last.integral();
    const double last_height = last.kind == NodeKind::kern ? 0 : last.height, last_depth = last.depth;
    double super_kern = c.delta * x_height, sub_kern = c.delta * x_height;
    if (last.is_character() && last.metrics.slanted) {
        super_kern += c.delta * x_height;
        super_kern += c.delta_slanted * (last_height - x_height * 2. / 3.);
        sub_kern = 0;
        if (integral) {
            sub_kern = (3 * c.delta - c.delta_integral) * last_height;
            super_kern = (3 * c.delta + c.delta_integral) * last_height;
        }
    }
    const double low = last_depth + c.sub_drop * x_height;  // where an integral's subscript stands
    NodePtr x;
    if (!super) {
        x = shrunk_script(state.glyphs, sub_kern, std::move(sub));
        x->shift = integral ? low : c.sub * x_height;
    } else {
        double up = integral ? last_height - c.sub_drop * x_height : c.super * x_height;
        x = shrunk_script(state.glyphs, super_kern, std::move(super));
        if (!sub) {
            x->shift = -up;
        } else {
            NodePtr y = shrunk_script(state.glyphs, sub_kern, std::move(sub));
            const double down = integral ? low : c.sub_with_super * x_height;
            const double clearance = 2.0 * state.rule_thickness() - ((up - x->depth) - (y->height - down));
            if (clearance > 0) up += clearance;
            const double gap = (up - x->depth) - (y->height - down);
            x = make_vlist(nodes_of(std::move(x), make_kern(gap), std::move(y)));
            x->shift = down;
        }
    }
    if (!integral) x->width += c.script_space * x_height;
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

// mathtext's AutoHeightChar: the first of the symbol's sizes that is tall enough (the last, where none is), then
// enlarged to the wanted height and depth, unless it is the smallest. `factor`: by how much instead; negative: unknown.
NodePtr auto_height(const MathState& state, const Symbol& symbol, double height, double depth, double factor = -1) {
    const double target = height + depth;
    const double x_height = state.glyphs.x_height(state.font, state.points);
    MathState sized = state;
    NodePtr character;
    for (const SizedSymbol& size : state.glyphs.sizes(state.font, symbol)) {
        sized.set_font(size.font);
        character = make_character(state.glyphs, sized.letter(size.symbol));
        // Regular text with descenders keeps the smallest.
        if (character->height + character->depth >= target - 0.2 * x_height) break;
    }
    double shift = 0;
    if (sized.font != MathFont::size_0) {
        const double own = character->height + character->depth;
        if (factor < 0) factor = own != 0 ? target / own : 1;
        sized.points *= factor;
        character = make_character(state.glyphs, sized.letter(character->letter.symbol));
        shift = depth - character->depth;
    }
    NodePtr list = make_hlist(state.glyphs, nodes_of(std::move(character)));
    list->shift = shift;
    return list;
}

// mathtext's AutoWidthChar, of accents.
NodePtr auto_width(const MathState& state, const Symbol& symbol, double width) {
    MathState sized = state;
    NodePtr accent;
    for (const SizedSymbol& size : state.glyphs.sizes(state.font, symbol)) {
        sized.set_font(size.font);
        accent = make_accent(state.glyphs, sized.letter(size.symbol));
        if (accent->width >= width) break;
    }
    if (accent->width != 0) sized.points *= width / accent->width;
    accent = make_accent(state.glyphs, sized.letter(accent->letter.symbol));
    const double own = accent->width;
    NodePtr list = make_hlist(state.glyphs, nodes_of(std::move(accent)));
    list->width = own;
    return list;
}

}  // namespace

NodePtr make_fraction(const MathState& state, const Fraction& how, NodePtr numerator, NodePtr denominator) {
    for (int i = 0; i < how.shrinks; ++i) {
        shrink(state.glyphs, *numerator);
        shrink(state.glyphs, *denominator);
    }
    const double thickness = state.rule_thickness();
    const double width = std::max(numerator->width, denominator->width);
    NodePtr above = centered_to(std::move(numerator), width);
    NodePtr below = centered_to(std::move(denominator), width);
    const double below_height = below->height;
    NodePtr stack = make_vlist(nodes_of(std::move(above), make_box(0, 0, thickness * 2.0), make_hrule(how.rule),
                                        make_box(0, 0, thickness * 2.0), std::move(below)));
    // The line stands in the middle of the equals sign.
    const MathMetrics equals = state.glyphs.metrics({U'=', state.font, state.glyphs.default_font(), state.points});
    stack->shift = below_height - ((equals.y_max + equals.y_min) / 2 - thickness * 3.0);
    NodePtr fraction = make_hlist(state.glyphs, nodes_of(std::move(stack), make_box(thickness * 2.0, 0, 0)));
    if (!how.left && !how.right) return fraction;
    return make_delimited(state, how.left, nodes_of(std::move(fraction)), how.right);
}

NodePtr make_delimited(const MathState& state, const std::optional<Symbol>& left, Nodes middle,
                       const std::optional<Symbol>& right) {
    double height = 0, depth = 0;
    const double factor = middle.empty() ? 1 : -1;
    bool first = true;
    for (const NodePtr& node : middle) {
        height = first ? node->height : std::max(height, node->height);
        depth = first ? node->depth : std::max(depth, node->depth);
        first = false;
    }
    Nodes parts;
    if (left) parts.push_back(auto_height(state, *left, height, depth, factor));
    for (NodePtr& node : middle) parts.push_back(std::move(node));
    if (right) parts.push_back(auto_height(state, *right, height, depth, factor));
    return make_hlist(state.glyphs, std::move(parts));
}

NodePtr make_square_root(const MathState& state, Nodes root, NodePtr body) {
    const double thickness = state.rule_thickness();
    // A little more than the body's height, so that it does not look cramped.
    NodePtr check = auto_height(state, symbol_named("__sqrt__"), body->height - body->shift + thickness * 5.0,
                                body->depth + body->shift);
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

NodePtr make_accented(const MathState& state, NodePtr body, const Symbol& mark, int shrinks, bool wide) {
    const double width = body->width;
    NodePtr accent = wide ? auto_width(state, mark, width) : make_accent(state.glyphs, state.letter(mark));
    for (int i = 0; i < shrinks; ++i) shrink(state.glyphs, *accent);
    NodePtr above = make_centered(nodes_of(make_box(width / 4.0, 0, 0), std::move(accent)));
    hpack(*above, width);
    NodePtr below = make_hlist(state.glyphs, nodes_of(std::move(body)));
    return make_vlist(nodes_of(std::move(above), make_box(0, 0, state.rule_thickness() * 2.0), std::move(below)));
}

}  // namespace plotmill::text
