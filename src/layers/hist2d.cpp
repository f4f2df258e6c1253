// hist2d: a histogram of two variables.
#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "base/watch.h"
#include "layers/grids.h"
#include "layers/kinds.h"
#include "spec/common_fields.h"
#include "stats/bins.h"

namespace plotmill::layers {

namespace {

using namespace spec;

constexpr double most_cells = 10'000'000;

constexpr Field fields[] = {
    {.name = "x", .accepts = array | position, .doc = "x values", .required = true},
    {.name = "y", .accepts = array | position, .doc = "y values", .required = true},
    {.name = "bins",
     .accepts = integer | array | null_,
     .doc = "how many bins each way, [nx, ny], edges for both, or two lists of edges",
     .min = 1,
     .max = 10'000},
    {.name = "range", .accepts = array | null_, .doc = "[[xmin, xmax], [ymin, ymax]]"},
    {.name = "density", .accepts = flag, .doc = "scale the counts so that the volume is 1"},
    {.name = "weights", .accepts = array | null_, .doc = "what each pair counts"},
    {.name = "cmin", .accepts = number | null_, .doc = "cells with less are left empty"},
    {.name = "cmax", .accepts = number | null_, .doc = "cells with more are left empty"},
    {.name = "snap", .accepts = flag | null_, .doc = "cells on whole pixels"},
};
constexpr const FieldTable* bases[] = {&mappable_properties, &collection_properties, &data_properties};

struct Bins {
    std::size_t count = 10;
    Values edges;  // empty: as many as `count`
};

bool read_bins(const Draft& d, Bins& x, Bins& y) {
    const FieldValue* v = figure::given(d.fields(), "bins");
    if (!v) return true;
    if (std::holds_alternative<double>(v->data)) {
        x.count = y.count = static_cast<std::size_t>(v->number());
        return true;
    }
    const auto lists = plain_series(d, "bins", reshape_part(d, "bins"));
    if (!lists) return false;
    if (lists->size() == 2) {
        x.edges = (*lists)[0];
        y.edges = (*lists)[1];
    } else if (lists->size() == 1 && (*lists)[0].size() == 2) {
        const Values& n = (*lists)[0];
        for (double count : n)
            if (!(count >= 1 && count <= 10'000) || count != std::trunc(count)) {
                d.error("bins", "two bins are numbers of bins: whole numbers from 1 to 10000");
                return false;
            }
        x.count = static_cast<std::size_t>(n[0]);
        y.count = static_cast<std::size_t>(n[1]);
    } else if (lists->size() == 1) {
        x.edges = y.edges = (*lists)[0];
    } else {
        d.error("bins", "'bins' is a number, [nx, ny], a list of edges, or two lists of edges");
        return false;
    }
    for (const Values* e : {&x.edges, &y.edges}) {
        if (e->empty()) continue;
        if (e->size() < 2 || !std::is_sorted(e->begin(), e->end()) || !std::isfinite(e->back() - e->front())) {
            d.error("bins", "edges must increase, two at least");
            return false;
        }
    }
    return true;
}

bool make_edges(const Draft& d, std::string_view name, Bins& bins, const Values& values, const Values& range) {
    if (!bins.edges.empty()) return true;
    std::optional<stats::Range> r;
    if (!range.empty()) r = stats::Range{range[0], range[1]};
    auto edges = stats::bin_edges(values, bins.count, r);
    if (!edges) {
        for (const Diagnostic& fault : edges.errors()) d.error(name, fault.message);
        return false;
    }
    bins.edges = std::move(*edges);
    return true;
}

void draw(const Draft& d) {
    const auto x = axis_values(d, "x", Direction::x), y = axis_values(d, "y", Direction::y);
    if (!x || !y || !same_length(d, "x", x->size(), "y", y->size())) return;
    Values weights;
    if (d.has("weights")) {
        auto w = plain_values(d, "weights");
        if (!w || !same_length(d, "x", x->size(), "weights", w->size())) return;
        weights = std::move(*w);
    }
    Values range_x, range_y;
    if (d.has("range")) {
        const auto r = plain_values(d, "range");
        if (!r) return;
        if (r->size() != 4) {
            d.error("range", "'range' is [[xmin, xmax], [ymin, ymax]]");
            return;
        }
        range_x = {(*r)[0], (*r)[1]};
        range_y = {(*r)[2], (*r)[3]};
    }
    Bins bx, by;
    if (!read_bins(d, bx, by) || !make_edges(d, "x", bx, *x, range_x) || !make_edges(d, "y", by, *y, range_y)) return;
    const std::size_t nx = bx.edges.size() - 1, ny = by.edges.size() - 1;
    if (static_cast<double>(nx) * static_cast<double>(ny) > most_cells) {
        d.error("bins", fmt::format("{} x {} cells are too many", nx, ny));
        return;
    }
    Grid counts;
    counts.rows = ny;
    counts.cols = nx;
    counts.values = stats::histogram2d(*x, *y, bx.edges, by.edges, weights);
    if (d.fields().boolean("density", false)) counts.values = stats::density2d(counts.values, bx.edges, by.edges);
    const auto cmin = d.fields().number("cmin"), cmax = d.fields().number("cmax");
    for (double& v : counts.values)
        if ((cmin && v < *cmin) || (cmax && v > *cmax)) v = std::nan("");
    add_mesh(d, bx.edges, by.edges, counts);
    d.out.xlim = std::pair(bx.edges.front(), bx.edges.back());
    d.out.ylim = std::pair(by.edges.front(), by.edges.back());
}

}  // namespace

constinit const FieldTable hist2d_table{.name = "layer 'hist2d'", .fields = fields, .bases = bases};

Prepared prepare_hist2d(const LayerInput& in) { return for_each_group(in, draw); }

}  // namespace plotmill::layers
