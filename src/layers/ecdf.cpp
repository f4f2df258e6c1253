// ecdf: the empirical cumulative distribution function, as Matplotlib 3.8 defines it.
#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numeric>

#include "base/sort.h"
#include "layers/args.h"
#include "layers/kinds.h"
#include "spec/common_fields.h"

namespace plotmill::layers {

namespace {

using namespace spec;

constexpr Field fields[] = {
    {.name = "x", .accepts = array, .doc = "the values", .required = true},
    {.name = "weights", .accepts = array | null_, .doc = "their weights; equal ones by default"},
    {.name = "complementary", .accepts = flag, .doc = "the share above instead of the share below"},
    {.name = "orientation", .accepts = word, .doc = "vertical: the shares are heights", .words = orientation_words},
    {.name = "compress", .accepts = flag, .doc = "one step for equal values"},
};
constexpr const FieldTable* bases[] = {&line_properties, &data_properties};

void draw(const Draft& d) {
    const bool vertical = d.fields().text("orientation", "vertical") == "vertical";
    const bool complementary = d.fields().boolean("complementary", false);
    if (d.has("drawstyle")) {
        d.error("drawstyle", "'drawstyle' cannot be set for 'ecdf'");
        return;
    }
    auto x = axis_values(d, "x", vertical ? Direction::x : Direction::y);
    if (!x) return;
    const std::size_t n = x->size();
    if (std::any_of(x->begin(), x->end(), [](double v) { return std::isnan(v); })) {
        d.error("x", "'ecdf' does not take gaps in 'x'");
        return;
    }
    if (n == 0) {
        d.error("x", "'ecdf' needs at least one value");
        return;
    }
    std::vector<std::size_t> order(n);
    std::iota(order.begin(), order.end(), std::size_t{0});
    sort_stably(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return (*x)[a] < (*x)[b]; });
    Values at(n), share(n);
    for (std::size_t i = 0; i < n; ++i) at[i] = (*x)[order[i]];
    if (d.has("weights")) {
        const auto weights = plain_values(d, "weights");
        if (!weights || !same_length(d, "x", n, "weights", weights->size())) return;
        const double sum = std::accumulate(weights->begin(), weights->end(), 0.0);
        double so_far = 0;
        for (std::size_t i = 0; i < n; ++i) share[i] = so_far += (*weights)[order[i]] / sum;
    } else {
        for (std::size_t i = 0; i < n; ++i) share[i] = static_cast<double>(i + 1) / static_cast<double>(n);
    }
    if (d.fields().boolean("compress", false)) {
        std::size_t kept = 0;
        for (std::size_t i = 0; i < n; ++i) {
            if (i > 0 && at[i] == at[kept - 1]) continue;
            at[kept] = at[i];
            share[kept++] = share[i];
        }
        at.resize(kept);
        share.resize(kept);
    }
    if (complementary) {
        for (double& s : share) s = 1 - s;
        share.insert(share.begin(), 1);
        at.push_back(at.back());
    } else {
        share.insert(share.begin(), 0);
        at.insert(at.begin(), at.front());
    }
    figure::LineKeywords keywords = figure::line_keywords(d.fields());
    keywords.drawstyle = complementary == vertical ? "steps-pre" : "steps-post";
    fill_from_cycle(d.axes(), keywords);
    const figure::ResolvedLine line = figure::resolve_line(keywords, d.rc());
    if (!vertical) std::swap(at, share);
    figure::Artist& artist = add_line(d.out, std::move(at), std::move(share), line, keywords);
    (vertical ? artist.sticky_y : artist.sticky_x) = {0, 1};
    add_handle(d.out, single_label(d), line_handle(line));
}

}  // namespace

constinit const FieldTable ecdf_table{.name = "layer 'ecdf'", .fields = fields, .bases = bases};

Prepared prepare_ecdf(const LayerInput& in) { return for_each_group(in, draw); }

}  // namespace plotmill::layers
