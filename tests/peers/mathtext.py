#!/usr/bin/python3
"""Writes tests/unit/text/math_layouts.inc: where Matplotlib's mathtext puts glyphs and lines, as text.

usage: mathtext.py > tests/unit/text/math_layouts.inc        (Matplotlib 3.6.3)
"""
import logging
import os
import sys

import matplotlib
matplotlib.use("agg")
from matplotlib.font_manager import FontProperties
from matplotlib.mathtext import MathTextParser

TEXTS = [
    r"$x^2_i + y'' = \alpha$",
    r"$\frac{a+b}{c-d}$",
    r"$\dfrac{1}{2}\binom{n}{k}\genfrac{[}{)}{2}{1}{a}{b}$",
    r"$\sqrt{x} \sqrt[3]{\frac{a}{b}}$",
    r"$\left(\frac{a}{b}\right]\left\{x\right.\left|\frac{1}{\frac{2}{3}}\right\rangle$",
    r"$\sum_{i=0}^{n} \prod^m \int_0^\infty \oint$",
    r"$\lim_{x\to 0} \sin^2 x \log(x) \operatorname{a\,b} c$",
    r"$\hat{x}\vec{v}\mathring{A}\widehat{xyz}\widetilde{ab}\overrightarrow{AB}$",
    r"$\overline{abc}\overset{a}{b}\underset{x}{yz}$",
    r"$\mathcal{AB}\mathbb{RC}\mathfrak{G}\mathscr{L}\mathsf{s}\mathtt{t}\mathbf{b}\mathrm{r}$",
    r"$\leq \geq \rightarrow \Leftrightarrow \pm \times \cdots \hbar \perp \smile$",
    r"cost \$5, $a\,b\:c\;d\quad e\hspace{1.5}f\!g~h$ end",
]
SETS = ["dejavusans", "dejavuserif", "cm", "stix", "stixsans", "custom"]


def number(value):
    text = "%.4f" % value
    return "0.0000" if text == "-0.0000" else text


def dump(fontset, text):
    matplotlib.rcParams["mathtext.fontset"] = fontset
    prop = FontProperties(size=20, math_fontfamily=fontset)
    w, h, d, glyphs, rects = MathTextParser("path").parse(text, 72, prop)
    lines = ["box " + " ".join(map(number, (w, h, d)))]
    for font, size, code, x, y in glyphs:
        lines.append("%s U+%04X %s %s %s" % (os.path.basename(font.fname), code, number(size), number(x), number(y)))
    for x, y, w, h in rects:
        lines.append("line " + " ".join(map(number, (x, y, w, h))))
    return "\n".join(lines)


def main():
    logging.disable(logging.CRITICAL)
    print("// Written by tests/peers/mathtext.py: font set, text, and what Matplotlib 3.6.3 makes of it at 20 points and 72 dpi.")
    for fontset in SETS:
        for text in TEXTS:
            print('{"%s", R"tex(%s)tex", R"dump(%s)dump"},' % (fontset, text, dump(fontset, text)))


if __name__ == "__main__":
    sys.exit(main())
