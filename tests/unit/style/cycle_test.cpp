#include "style/cycle.h"

#include <doctest/doctest.h>

#include "style/rc.h"

using namespace plotmill;
using namespace plotmill::style;

namespace {

std::shared_ptr<const PropCycle> cycle(std::string_view text) {
    std::string message;
    std::optional<PropCycle> c = read_prop_cycle(Literal::of_text(text), message);
    REQUIRE_MESSAGE(c.has_value(), message);
    return std::make_shared<const PropCycle>(std::move(*c));
}

std::string fault(std::string_view text) {
    std::string message;
    CHECK_FALSE(read_prop_cycle(Literal::of_text(text), message));
    return message;
}

constexpr Rgba red{1, 0, 0, 1}, blue{0, 0, 1, 1}, black{0, 0, 0, 1};

}  // namespace

TEST_CASE("cyclers are read as rcsetup.cycler does") {
    CHECK(cycle("cycler('color', 'rbk')")->colors() == std::vector<Rgba>{red, blue, black});
    CHECK(cycle("cycler(color=['ff0000', \"0.0\", (0, 0, 1)])")->colors() == std::vector<Rgba>{red, black, blue});
    CHECK(cycle("cycler('color', 'red, blue')")->colors() == std::vector<Rgba>{red, blue});
    CHECK(cycle("cycler(c=['r', 'b'], lw=[1, 2.5])")->entries[1].linewidth == 2.5);
    CHECK(cycle("cycler(cycler(c='rb'))")->entries.size() == 2);

    const auto sum = cycle("cycler(color=['r', 'b']) + cycler(linestyle=['-', '--'])");
    CHECK(sum->entries.size() == 2);
    CHECK(sum->entries[1].color == blue);
    CHECK(sum->entries[1].linestyle->kind == spec::LineStyle::Kind::dashed);

    // The left one is the outer one, as in itertools.product.
    const auto product = cycle("cycler(marker=['o', 's']) * cycler(color=['r', 'b', 'k'])");
    CHECK(product->entries.size() == 6);
    CHECK(product->entries[2].marker->name == "o");
    CHECK(product->entries[2].color == black);
    CHECK(product->entries[3].marker->name == "s");
    CHECK(product->entries[3].color == red);
    CHECK(product->keys == (cycle_marker | cycle_color));

    CHECK(cycle("(cycler(c='rb') + cycler(lw=[1, 2])) * cycler(ls=['-', ':', '(0, (5, 1))'])")->entries.size() == 6);
    CHECK(cycle("cycler(c='rb') * 3")->entries.size() == 6);
    CHECK(cycle("cycler(ls=[(2, (5, 1))])")->entries[0].linestyle ==
          spec::LineStyle{spec::LineStyle::Kind::custom, 2, {5, 1}});
    CHECK(cycle("cycler(markevery=[2, (1, 3), [1, 2, 3], None])")->entries[1].markevery ==
          CycleMarkEvery{CycleMarkEvery::Kind::every, 1, 3, {}});
    CHECK(cycle("cycler(hatch=['/', 'xx'], fillstyle=['full', 'left'], alpha=[1, .5])")->entries[1].hatch == "xx");
    CHECK(cycle("cycler(marker=['1', '$x$'])")->entries[0].marker->name == "1");
}

TEST_CASE("bad cyclers say why") {
    CHECK(fault("cycler(colour=['r'])") == "unknown property 'colour' in a cycler (did you mean 'color'?)");
    CHECK(fault("cycler(color=['r', 'nocolour'])") ==
          "a cycler's 'color' wants a colour that is no reference into the cycle, not 'nocolour'");
    CHECK(fault("cycler(color=['C1'])") ==
          "a cycler's 'color' wants a colour that is no reference into the cycle, not 'C1'");
    CHECK(fault("cycler(c='rb') + cycler(lw=[1])") == "cyclers that are added must be of one length, not 2 and 1");
    CHECK(fault("cycler(c='rb') + cycler(color='rb')") == "two cyclers both give 'color'");
    CHECK(fault("cycler(c='rb', color='rb')") == "two cyclers both give 'color'");
    CHECK(fault("cycler(lw=[1, 'x'])") == "a cycler's 'linewidth' wants a number, not 'x'");
    CHECK(fault("cycler(lw=[])") == "a cycler's 'lw' has no values");
    CHECK(fault("cycler(lw=[1, 2)") == "a ',' or ']' is missing");
    CHECK(fault("cycler('color', ['r]") == "a closing quote is missing");
    CHECK(fault("cycler(c='rb'") == "a ')' is missing");
    CHECK(fault("import os") == "expected cycler(...)");
    CHECK(fault("cycler(c='rb') cycler(lw=[1])") == "there is more after the end of the cycler");
    CHECK(fault("cycler(c='rb') * 100000") == "a cycler has too many entries or none");
    CHECK_FALSE(fault(std::string(100'000, '(')).empty());
    CHECK_FALSE(fault("cycler(lw=" + std::string(100'000, '[')).empty());
    CHECK_FALSE(fault("").empty());
}

TEST_CASE("lines take entries as _process_plot_var_args does") {
    AxesCycles axes(cycle("cycler(color=['r', 'b']) + cycler(linestyle=['-', '--'])"));
    CHECK(axes.next_line(0).color == red);
    // A colour of its own: the line style still comes from the cycle, and the cycle moves on.
    const CycleEntry second = axes.next_line(cycle_color);
    CHECK_FALSE(second.color);
    CHECK(second.linestyle->kind == spec::LineStyle::Kind::dashed);
    // Everything given: no step.
    CHECK(axes.next_line(cycle_color | cycle_linestyle) == CycleEntry());
    CHECK(axes.next_line(0).color == red);
    CHECK(axes.lines.next_color() == blue);
    // Patches have a cycle of their own.
    CHECK(axes.patches.next_color() == red);
    CHECK(axes.next_patch(0).color == blue);
}

TEST_CASE("fills take nothing of the markers") {
    AxesCycles axes(cycle("cycler(marker=['o', 's'])"));
    CHECK(axes.next_patch(0) == CycleEntry());
    CHECK(axes.next_line(0).marker->name == "o");
    CHECK(axes.next_line(0).marker->name == "s");
    // No colours in the cycle: black.
    CHECK(axes.lines.next_color() == black);
    CHECK(axes.lines.cycle().colors() == std::vector<Rgba>{black});
}

TEST_CASE("names of properties") {
    const std::string_view names[] = {"color", "lw", "label", "mec"};
    CHECK(cycle_keys(names) == (cycle_color | cycle_linewidth | cycle_markeredgecolor));
    CHECK(cycle_key("") == 0);
}
