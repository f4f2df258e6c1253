// Expected values are NumPy 1.24's.
#include "stats/bins.h"

#include <algorithm>
#include <cmath>
#include <doctest/doctest.h>
#include <limits>

using namespace plotmill;
using namespace plotmill::stats;

namespace {

using Vector = std::vector<double>;

Vector data(char kind, std::size_t n) {
    Vector v(n);
    for (std::size_t i = 0; i < n; ++i) {
        const double u = static_cast<double>((i * 7919 + 13) % 1009) / 1009.0;
        const double w = static_cast<double>((i * 104729 + 7) % 1013) / 1013.0;
        switch (kind) {
            case 'u':
                v[i] = u;
                break;
            case 's':
                v[i] = u * u * 8 - w;
                break;
            case 'h':
                v[i] = u / (1.02 - w);
                break;
            case 'i':
                v[i] = std::floor(u * 12);
                break;
            default:
                v[i] = static_cast<double>(i % 31) * 0.1;
        }
    }
    return v;
}

}  // namespace

TEST_CASE("the rules ask for as many bins as NumPy's") {
    struct {
        char kind;
        std::size_t n;
        std::size_t bins[8];  // auto, doane, fd, rice, scott, sqrt, stone, sturges
    } cases[] = {
        {'u', 1, {1, 1, 1, 1, 1, 1, 1, 1}},          {'u', 2, {2, 1, 2, 3, 1, 2, 1, 2}},
        {'u', 7, {4, 5, 2, 4, 2, 3, 1, 4}},          {'u', 50, {7, 7, 4, 8, 4, 8, 1, 7}},
        {'u', 400, {10, 10, 8, 15, 8, 20, 1, 10}},   {'s', 7, {4, 5, 2, 4, 2, 3, 1, 4}},
        {'s', 50, {7, 9, 4, 8, 4, 8, 10, 7}},        {'s', 400, {10, 13, 8, 15, 8, 20, 16, 10}},
        {'h', 50, {7, 9, 4, 8, 4, 8, 3, 7}},         {'h', 400, {70, 15, 70, 15, 21, 20, 52, 10}},
        {'i', 50, {7, 7, 5, 8, 4, 8, 100, 7}},       {'i', 400, {10, 10, 8, 15, 7, 20, 100, 10}},
        {'t', 7, {4, 4, 2, 4, 2, 3, 1, 4}},          {'t', 50, {7, 8, 5, 8, 4, 8, 2, 7}},
        {'t', 400, {10, 10, 7, 15, 8, 20, 100, 10}},
    };
    for (const auto& c : cases) {
        const Vector x = data(c.kind, c.n);
        for (std::size_t r = 0; r < 8; ++r) {
            CAPTURE(c.kind);
            CAPTURE(c.n);
            CAPTURE(bin_rule_names()[r]);
            const auto edges = bin_edges(x, *parse_bin_rule(bin_rule_names()[r]));
            REQUIRE(edges);
            CHECK(edges->size() - 1 == c.bins[r]);
        }
    }
    const Vector x = data('s', 400);
    CHECK(bin_edges(x, BinRule::automatic, Range{0, 5})->size() - 1 == 9);
    CHECK(bin_edges(x, BinRule::scott, Range{0, 5})->size() - 1 == 7);
    CHECK(bin_edges(x, BinRule::stone, Range{0, 5})->size() - 1 == 5);
    CHECK_FALSE(parse_bin_rule("freedman"));
}

TEST_CASE("edges and counts of a rule") {
    const Vector x = data('s', 400);
    const auto edges = bin_edges(x, BinRule::automatic);
    REQUIRE(edges);
    CHECK(*edges == Vector{-0.9441656717817035, -0.09069032390985199, 0.7627850239619995, 1.6162603718338509,
                           2.4697357197057026, 3.3232110675775544, 4.176686415449405, 5.0301617633212565,
                           5.883637111193108, 6.73711245906496, 7.590587806936813});
    CHECK(histogram(x, *edges) == Vector{83, 72, 52, 39, 29, 32, 24, 25, 25, 19});
}

TEST_CASE("values on the edges fall as NumPy's do, on both paths") {
    const Vector x = data('t', 400);
    Vector expected(31, 13);
    for (std::size_t i = 28; i < 31; ++i) expected[i] = 12;
    CHECK(uniform_histogram(x, {0, 3}, 31) == expected);
    CHECK(histogram(x, *bin_edges(x, std::size_t{31})) == expected);
    CHECK(uniform_histogram(x, {0, 3}, 10) == Vector{39, 39, 39, 39, 39, 39, 39, 39, 39, 49});
    expected.pop_back();
    expected[28] = 12;
    expected[29] = 24;
    CHECK(uniform_histogram(x, {0, 3}, 30) == expected);
    CHECK(uniform_histogram(x, {0.3, 2.7}, 7) == Vector{52, 39, 52, 39, 52, 39, 52});
    CHECK(histogram(x, *bin_edges(x, std::size_t{7}, Range{0.3, 2.7})) == Vector{52, 39, 52, 39, 52, 39, 52});
}

TEST_CASE("weights, density, gaps") {
    const Vector x = data('s', 50), w = data('u', 50);
    const Vector edges = {-1, 0, 0, 1, 2.5, 7};
    CHECK(histogram(x, edges, w) ==
          Vector{2.501486620416254, 0.0, 1.771060455896928, 4.075322101090188, 16.54311199207136});
    const auto [low, high] = std::minmax_element(x.begin(), x.end());
    CHECK(uniform_histogram(x, {*low, *high}, 5, w) ==
          Vector{3.4638255698711595, 4.8840436075322105, 6.059464816650149, 3.191278493557978, 7.2923686818632305});
    const Vector wide = {-1, 0, 1, 2.5, 7};
    CHECK(density(histogram(x, wide), wide) == Vector{0.28, 0.14, 0.10666666666666666, 0.09333333333333334});
    const Vector gaps = {1, std::numeric_limits<double>::quiet_NaN(), 2, 3, 3};
    CHECK(histogram(gaps, Vector{1, 2, 3}) == Vector{1, 3});
    CHECK(histogram({}, Vector{1, 2, 3}) == Vector{0, 0});
}

TEST_CASE("quantiles and moments") {
    Vector x = data('s', 50);
    CHECK(standard_deviation(x) == 2.373956413675512);
    CHECK(mean(x) == 2.183276273078627);
    std::sort(x.begin(), x.end());
    CHECK(quantile(x, 0) == -0.7111107936957518);
    CHECK(quantile(x, 0.1) == -0.24316444039681787);
    CHECK(quantile(x, 0.25) == -0.01400908960737382);
    CHECK(quantile(x, 0.5) == 1.3623863052580645);
    CHECK(quantile(x, 0.77) == 3.8956752046988643);
    CHECK(quantile(x, 0.975) == 6.722062640408643);
    CHECK(quantile(x, 1) == 6.97918602843662);
    CHECK(quantile(Vector{4}, 0.3) == 4);
}

TEST_CASE("outer edges") {
    CHECK(*bin_edges(Vector{}, std::size_t{2}) == Vector{0, 0.5, 1});
    CHECK(*bin_edges(Vector{3, 3}, std::size_t{2}) == Vector{2.5, 3, 3.5});
    CHECK(*bin_edges(Vector{9}, std::size_t{1}, Range{0, 2}) == Vector{0, 2});
    CHECK(*bin_edges(Vector{}, BinRule::fd) == Vector{0, 1});
}

TEST_CASE("faults") {
    const double inf = std::numeric_limits<double>::infinity();
    CHECK(bin_edges(Vector{1, inf}, std::size_t{3}).errors()[0].message.find("not all finite") != std::string::npos);
    CHECK(bin_edges(Vector{1}, std::size_t{0}).errors()[0].message == "expected at least one bin");
    CHECK(bin_edges(Vector{1}, std::size_t{3}, Range{2, 1}).errors()[0].message ==
          "the range's end lies before its start");
    CHECK(bin_edges(Vector{1}, max_bins + 1).errors()[0].message.starts_with("too many bins"));
    CHECK(bin_edges(Vector{0, 1, 2, 3, 1e15}, BinRule::fd)
              .errors()[0]
              .message.starts_with("the rule 'fd' asks for too many bins"));
    CHECK(check_edges(Vector{1, 1, 2}).ok());
    CHECK(check_edges(Vector{1, 3, 2}).errors()[0].message == "bin edges must increase");
    CHECK_FALSE(check_edges({}).ok());
}

TEST_CASE("counting four values at a time gives the same counts") {
    const double inf = std::numeric_limits<double>::infinity();
    std::uint64_t state = 7;
    const auto number = [&] {
        state = state * 6364136223846793005u + 1442695040888963407u;
        return static_cast<double>(state >> 11) * 0x1p-53;
    };
    const Range ranges[] = {{0, 1},          {-3, 5}, {0.1, 0.1000001}, {1e9, 1e9 + 1}, {-1e-300, 1e-300},
                            {-1e300, 1e300}, {2, 2},  {1e15, 1e15 + 2}};
    for (const Range& range : ranges)
        for (const std::size_t bins : {1, 2, 3, 10, 100, 1000, 20000}) {
            const Vector edges = *bin_edges({}, bins, range);
            Vector v;
            for (int i = 0; i < 3001; ++i) {
                v.push_back(range.first + (range.last - range.first) * (number() * 1.2 - 0.1));
                // On the edges, and beside them.
                const double edge = edges[static_cast<std::size_t>(number() * static_cast<double>(edges.size()))];
                if (i % 3 == 0) v.push_back(i % 2 ? edge : std::nextafter(edge, i % 4 ? inf : -inf));
                if (i % 101 == 0) v.push_back(i % 2 ? std::nan("") : i % 3 ? inf : -inf);
            }
            CAPTURE(range.first);
            CAPTURE(range.last);
            CAPTURE(bins);
            CHECK(uniform_histogram(v, range, bins, {}, true) == uniform_histogram(v, range, bins, {}, false));
        }
}
