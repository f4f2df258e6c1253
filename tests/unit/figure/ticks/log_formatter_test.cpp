#include <doctest/doctest.h>
#include <limits>
#include <string>
#include <vector>

#include "tick_text.h"

using namespace plotmill;
using namespace plotmill::figure;

// The expectations are what Matplotlib 3.6.3 answers.

TEST_CASE("LogFormatter writes math text") {
    const AxisView view{.lo = 0.5, .hi = 5e4, .scale = {.kind = ScaleKind::log}};
    const auto label = [&](const LogFormatter& f, double v) {
        return format_ticks(f, LogLocator{}, {v}, view).labels[0];
    };
    CHECK(label({}, 1000) == "$\\mathdefault{10^{3}}$");
    CHECK(label({}, 1e-5) == "$\\mathdefault{10^{-5}}$");
    CHECK(label({}, -100) == "$\\mathdefault{-10^{2}}$");
    CHECK(label({}, 0) == "$\\mathdefault{0}$");
    CHECK(label({}, 1.5) == "");  // round(1.5) is 2
    CHECK(label({}, 1.25) == "$\\mathdefault{1.25\\times10^{0}}$");
    CHECK(label({.base = 2}, 1024) == "$\\mathdefault{2^{10}}$");
    CHECK(label({.base = 2.5}, 6.25) == "$\\mathdefault{2.5^{2}}$");
    CHECK(label({.label_only_base = true}, 1.25) == "");
    CHECK(label({.min_exponent = 3}, 100) == "$\\mathdefault{100}$");
    CHECK(label({.min_exponent = 3}, 1000) == "$\\mathdefault{10^{3}}$");
    CHECK(label({}, std::numeric_limits<double>::infinity()) == "");
}

TEST_CASE("how many multiples of a power LogFormatter labels depends on the span") {
    const std::vector<double> multiples{1, 2, 3, 4, 5, 6, 7, 8, 9};
    const auto labelled = [&](const AxisView& view) {
        std::string out;
        const TickLabels labels = format_ticks(LogFormatter{}, LogLocator{}, multiples, view);
        for (std::size_t i = 0; i < multiples.size(); ++i)
            if (!labels.labels[i].empty()) out += format_g(multiples[i], 3);
        return out;
    };
    const Scale log{.kind = ScaleKind::log};
    CHECK(labelled({.lo = 1, .hi = 11, .scale = log}) == "1");
    CHECK(labelled({.lo = 1, .hi = 10, .scale = log}) == "12346");
    CHECK(labelled({.lo = 1, .hi = 2.6, .scale = log}) == "12346");
    CHECK(labelled({.lo = 2.5, .hi = 1, .scale = log}) == "123456789");
    CHECK(labelled({.lo = -1, .hi = 2.5, .scale = log}) == "1");
    const Scale symlog{.kind = ScaleKind::symlog, .linthresh = 2};
    CHECK(labelled({.lo = -1, .hi = 4, .scale = symlog}) == "123456789");
    CHECK(labelled({.lo = -1, .hi = 10, .scale = symlog}) == "12346");
    CHECK(labelled({.lo = -10, .hi = 10, .scale = symlog}) == "1");
}

TEST_CASE("LogitFormatter") {
    const auto label = [](double v) { return format_ticks(LogitFormatter{}, LogitLocator{}, {0.05, v}, {}).labels[1]; };
    CHECK(label(0.5) == "$\\mathdefault{\\frac{1}{2}}$");
    CHECK(label(0.001) == "$\\mathdefault{10^{-3}}$");
    CHECK(label(0.99) == "$\\mathdefault{1-10^{-2}}$");
    CHECK(label(0.02) == "$\\mathdefault{2\\cdot10^{-2}}$");
    CHECK(label(0.98) == "$\\mathdefault{1-2\\cdot10^{-2}}$");
    CHECK(label(0) == "");
    CHECK(label(1) == "");
}
