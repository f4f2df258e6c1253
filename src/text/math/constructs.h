// The shapes of math as boxes: scripts, limits, fractions, accents and lines over things, laid out as Matplotlib's
// mathtext does with the constants of its DejaVu Sans font set. The parser finds the parts, these put them together.
// Internal to text/math; one worker.
#pragma once

#include "text/math/boxes.h"

namespace plotmill::text {

struct MathState {  // of the text around the construct
    MathGlyphs& glyphs;
    MathFont font = MathFont::standard;
    double points = 0;

    double rule_thickness() const { return glyphs.rule_thickness(points); }  // pixels
};

// A space in em (the advance of the italic m).
NodePtr make_space(const MathState& state, double ems);

// Sub- and superscript beside a nucleus; one of them may be null. With `thin_space`, one follows (after \sin^2).
// `primes`: so many stand in front of the superscript's place.
NodePtr make_scripts(const MathState& state, NodePtr nucleus, NodePtr sub, NodePtr super, bool thin_space,
                     int primes = 0);
Nodes make_primes(const MathState& state, int count);

// Scripts below and above a function name (\lim); one of them may be null.
NodePtr make_limits(const MathState& state, NodePtr nucleus, NodePtr sub, NodePtr super);

// \frac with `smaller`, \dfrac without.
NodePtr make_fraction(const MathState& state, NodePtr numerator, NodePtr denominator, bool smaller);

// \binom: a fraction without a line, in parentheses.
NodePtr make_binomial(const MathState& state, NodePtr above, NodePtr below);

// \left ... \right. A delimiter of 0 is none ("."). Where Matplotlib takes the sized glyphs of STIX, DejaVu's own is
// enlarged.
NodePtr make_delimited(const MathState& state, char32_t left, Nodes middle, char32_t right);

// `root` may be empty. Its sign is DejaVu's, enlarged, where Matplotlib has that of STIX.
NodePtr make_square_root(const MathState& state, Nodes root, NodePtr body);

NodePtr make_overline(const MathState& state, NodePtr body);
NodePtr make_overset(const MathState& state, NodePtr annotation, NodePtr body);
NodePtr make_underset(const MathState& state, NodePtr annotation, NodePtr body);

// `shrinks`: how many sizes smaller the mark is.
NodePtr make_accented(const MathState& state, NodePtr body, char32_t mark, int shrinks);

}  // namespace plotmill::text
