#include "text/math/math.h"

#include <doctest/doctest.h>

#include "text/fixed_metrics.h"
#include "text/math/symbols.h"

using namespace plotmill;

namespace {

std::string refusal(std::string_view line) {
    const auto error = text::check_math(line);
    return error ? std::to_string(error->offset) + ": " + error->message : "fine";
}

}  // namespace

TEST_CASE("what counts as math") {
    CHECK(text::contains_math("$x$"));
    CHECK(text::contains_math("a $x$ b $y$"));
    CHECK_FALSE(text::contains_math("$5"));
    CHECK_FALSE(text::contains_math("5 \\$ and \\$"));
    CHECK_FALSE(text::contains_math("none"));
    CHECK_FALSE(text::contains_math("a$b$c$"));
    CHECK(text::contains_math("\\$ $x$"));
    CHECK(text::unescape_dollars("\\$5 or \\5") == "$5 or \\5");
}

TEST_CASE("math that is drawn") {
    for (const char* line : {"plain",
                             "$5",
                             "$x$",
                             "$\\mathdefault{10^{-3}}$",
                             "$\\alpha_i^2 \\times \\mathbf{B}$",
                             "$\\frac{1}{2}$",
                             "$\\sin(x)$",
                             "a $x$ \\$ b $y$",
                             "${a}^{b}$",
                             "$_a$",
                             "$\\mathrm{}$",
                             "$a\\ b\\,c\\quad d~e$",
                             "$\\hat{x}$",
                             "$\\% \\{ \\} \\_ \\$$",
                             "$\\hspace{-1.5}x$",
                             "$f'(x)$",
                             "$\\sqrt[3]{x}$",
                             "$\\left( \\frac{a}{b} \\right.$",
                             "$\\sum_{i=0}^n x_i$",
                             "$\\mathcal{F}\\mathbb{R}$",
                             "$\\binom{n}{k}$",
                             "$\\left\\{ x \\right\\}$",
                             "$\\operatorname{sinc} x$",
                             "$\\widehat{xyz} \\perp \\smile$",
                             "$\\genfrac{[}{)}{2.5}{1}{a}{b} \\genfrac{}{}{0}{}{a}{b}$",
                             "$\\text{two words \\} and one}$",
                             "$\\mathfrak{A}\\mathscr{L}\\mathregular{a} \\cal A$",
                             "$\\left<x\\right> \\left\\langle x \\right.$",
                             "$\\thinspace\\enspace\\qquad x''_a$"}) {
        CAPTURE(line);
        CHECK(refusal(line) == "fine");
    }
}

TEST_CASE("math that is refused, with its place") {
    CHECK(refusal("ab $x + \\setminus$") == "8: unknown symbol '\\setminus' (did you mean '\\smallsetminus'?)");
    CHECK(refusal("$x \\le y$") == "3: unknown symbol '\\le' (did you mean '\\leq'?)");
    CHECK(refusal("$\\middle| x$") == "1: unknown symbol '\\middle'");
    CHECK(refusal("$\\alpah$") == "1: unknown symbol '\\alpah' (did you mean '\\alpha'?)");
    CHECK(refusal("$\\sqrt[3{x}$") == "1: expected a closing ']' after '\\sqrt['");
    CHECK(refusal("$x^2^3$") == "4: double superscript");
    CHECK(refusal("$x_a_b$") == "4: double subscript");
    CHECK(refusal("$x^$") == "2: expected something after '^'");
    CHECK(refusal("$x^{2$") == "3: expected a closing '}'");
    CHECK(refusal("$a}b$") == "2: unexpected '}'");
    CHECK(refusal("$a#b$") == "2: unexpected '#'");
    CHECK(refusal("$\\frac{1}$") == "9: expected '{' after '\\frac'");
    CHECK(refusal("$\\frac{}{2}$") == "6: expected something in the braces after '\\frac'");
    CHECK(refusal("$$") == "0: expected something between the dollars");
    CHECK(refusal("$\\hspace{x}$") == "9: expected a number in the braces after '\\hspace'");
    CHECK(refusal("$\\left( x$") == "1: expected a '\\right' for this '\\left'");
    CHECK(refusal("$\\left a \\right)$") == "7: expected a delimiter after '\\left'");
    CHECK(refusal("$x \\right)$") == "3: unexpected '\\'");
    CHECK(refusal("$\\genfrac{(}{x}{0}{}{a}{b}$") == "13: expected a delimiter after '\\genfrac'");
    CHECK(refusal("$\\genfrac{}{}{a}{}{a}{b}$") == "14: expected a number in the braces after '\\genfrac'");
    CHECK(refusal("$\\genfrac{}{}{1}{7}{a}{b}$") ==
          "17: expected a style from 0 to 3, or nothing, in the fourth braces after '\\genfrac'");
    CHECK(refusal("$\\text{ab$") == "6: expected a closing '}'");
    CHECK(refusal("$\\widehat$") == "9: expected a symbol");
}

TEST_CASE("hostile math ends with an error") {
    std::string deep = "$";
    for (int i = 0; i < 3000; ++i) deep += '{';
    CHECK(refusal(deep + "$") == "49: nested too deeply");
    std::string scripts = "$";
    for (int i = 0; i < 1000; ++i) scripts += "x^{";
    CHECK(refusal(scripts + "$").find("nested too deeply") != std::string::npos);
    std::string hats = "$";
    for (int i = 0; i < 1000; ++i) hats += "\\hat";
    CHECK(refusal(hats + " x$").find("nested too deeply") != std::string::npos);
    CHECK(refusal("$" + std::string(100000, 'x') + "$") == "0: a line with math may have at most 8192 bytes");
    CHECK(refusal("$\xFF$") == "fine");
    CHECK(refusal("$x\\") == "fine");     // one dollar: no math
    CHECK(refusal("$x\\$ $") == "fine");  // the first dollar of two pairs with the last
}

TEST_CASE("symbols") {
    REQUIRE(text::find_symbol("alpha"));
    CHECK(text::find_symbol("alpha")->code == U'\u03B1');
    CHECK(text::find_symbol("times")->spacing == text::SymbolClass::binary);
    CHECK(text::find_symbol("leq")->spacing == text::SymbolClass::relation);
    CHECK(text::find_symbol("zeta"));
    CHECK(text::find_symbol("$"));
    CHECK_FALSE(text::find_symbol("nothing"));
    CHECK(text::is_greek_capital(U'\u0394'));
    CHECK_FALSE(text::is_greek_capital(U'\u03B4'));
}

TEST_CASE("fixed metrics") {
    text::FixedTextMetrics metrics;
    scene::Font font;
    const double em = 10 * 100 / 72.0;
    CHECK(metrics.measure("abc", font, 100, false).width == doctest::Approx(1.8 * em));
    CHECK(metrics.measure("\xC3\xA4", font, 100, false).width == doctest::Approx(0.6 * em));
    CHECK(metrics.measure("$\\mathdefault{10^{3}}$", font, 100, true).width == doctest::Approx(1.8 * em));
    CHECK(metrics.measure("$\\alpha$", font, 100, true).width == doctest::Approx(0.6 * em));
    CHECK(metrics.measure("abc", font, 100, false).height == doctest::Approx(0.95 * em));
}
