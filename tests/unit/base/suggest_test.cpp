#include "base/suggest.h"

#include <array>
#include <doctest/doctest.h>

using namespace plotmill;

TEST_CASE("the nearest word") {
    constexpr std::array<std::string_view, 6> keys = {"color", "colormap", "linewidth", "linestyle", "label", "x"};
    CHECK(nearest_word("colour", keys) == "color");
    CHECK(nearest_word("Color", keys) == "color");
    CHECK(nearest_word("lable", keys) == "label");  // two letters swapped count once
    CHECK(nearest_word("linewdith", keys) == "linewidth");
    CHECK(nearest_word("linestlye", keys) == "linestyle");
    CHECK(nearest_word("y", keys).empty());  // nothing of the word is left
    CHECK(nearest_word("alpha", keys).empty());
    CHECK(nearest_word("", keys).empty());
    CHECK(nearest_word(std::string(5000, 'c'), keys).empty());
    CHECK(did_you_mean("colour", keys) == " (did you mean 'color'?)");
    CHECK(did_you_mean("zorder", keys).empty());
}
