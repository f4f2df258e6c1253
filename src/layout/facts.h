// Facts of a laid-out figure, as `plotmill inspect` prints them: pixels with the origin at the top left. Plain values.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "base/geometry.h"

namespace plotmill::layout {

struct TickFact {
    double value = 0;
    std::string label;
};

struct LegendFact {
    Rect box;
    std::vector<std::string> labels;
};

struct AxesFacts {
    Rect box;
    std::array<double, 2> xlim{}, ylim{};
    std::string xscale, yscale;
    std::vector<TickFact> xticks, yticks;  // major ticks inside the limits, ascending
    std::string title, xlabel, ylabel;
    std::optional<LegendFact> legend;
};

struct TextFact {
    std::string text;
    Rect box;
};

struct FigureFacts {
    std::string name;
    int width = 0, height = 0;
    std::vector<AxesFacts> axes;
    std::optional<LegendFact> legend;
    std::vector<TextFact> texts;
    std::optional<Rect> kept;  // what the picture shows of the figure, where that is not all of it
};

}  // namespace plotmill::layout
