// The shapes of math as boxes: scripts, limits, fractions, accents and lines over things, laid out as Matplotlib's
// mathtext does. The parser finds the parts, these put them together. Internal to text/math; one worker.
#pragma once

#include <optional>

#include "text/math/boxes.h"

namespace plotmill::text {

struct MathState {  // of the text around the construct
    MathGlyphs& glyphs;
    MathFont font = MathFont::standard;
    MathFont font_class = MathFont::roman;
    double points = 0;

    void set_font(MathFont wanted) {
        font = wanted;
        if (wanted == MathFont::roman || wanted == MathFont::italic || wanted == MathFont::bold) font_class = wanted;
    }
    MathLetter letter(const Symbol& symbol) const { return {symbol, font, font_class, points}; }
    double rule_thickness() const { return glyphs.rule_thickness(points); }  // pixels
};

// A space in em (the advance of the italic m).
NodePtr make_space(const MathState& state, double ems);

// Primes behind a superscript, which may be null.
NodePtr add_primes(const MathState& state, NodePtr super, int count);

// Sub- and superscript beside a nucleus; one of them may be null. With `thin_space`, one follows (after \sin^2).
NodePtr make_scripts(const MathState& state, NodePtr nucleus, NodePtr sub, NodePtr super, bool thin_space);

// Scripts below and above a function name (\lim); one of them may be null.
NodePtr make_limits(const MathState& state, NodePtr nucleus, NodePtr sub, NodePtr super);

struct Fraction {  // \frac, \binom and \genfrac
    int shrinks = 1;
    double rule = 0;  // pixels
    std::optional<Symbol> left, right;
};
NodePtr make_fraction(const MathState& state, const Fraction& how, NodePtr numerator, NodePtr denominator);

// \left ... \right. A delimiter may be none (".").
NodePtr make_delimited(const MathState& state, const std::optional<Symbol>& left, Nodes middle,
                       const std::optional<Symbol>& right);

// `root` may be empty.
NodePtr make_square_root(const MathState& state, Nodes root, NodePtr body);

NodePtr make_overline(const MathState& state, NodePtr body);
NodePtr make_overset(const MathState& state, NodePtr annotation, NodePtr body);
NodePtr make_underset(const MathState& state, NodePtr annotation, NodePtr body);

// `shrinks`: how many sizes smaller the mark is. A `wide` mark is as wide as the body.
NodePtr make_accented(const MathState& state, NodePtr body, const Symbol& mark, int shrinks, bool wide);

}  // namespace plotmill::text
