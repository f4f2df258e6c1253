// eventplot: rows of parallel lines at positions.
#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>

#include "base/sort.h"
#include "layers/args.h"
#include "layers/kinds.h"
#include "spec/common_fields.h"

namespace plotmill::layers {

namespace {

using namespace spec;

constexpr Field fields[] = {
    {.name = "positions",
     .accepts = array | position,
     .doc = "places of the lines; several rows as a list of lists",
     .required = true},
    {.name = "orientation", .accepts = word, .doc = "horizontal: the rows run along x", .words = orientation_words},
    {.name = "lineoffsets", .accepts = array | number, .doc = "middle of each row; 1, or 0, 1, 2, ... by default"},
    {.name = "linelengths",
     .accepts = array | number,
     .doc = "length of the lines, one or one for each row; 1 by default"},
    {.name = "colors",
     .accepts = color | list | mapping | null_,
     .doc = "one colour, or one for each row; with 'by', {value: colour}",
     .items = color},
};
constexpr const FieldTable* bases[] = {&collection_properties, &data_properties};

// Entry i of a list with one value for each row, or one for all.
template <class T>
std::optional<std::vector<T>> nth(const std::optional<std::vector<T>>& list, std::size_t i) {
    if (!list || list->empty()) return std::nullopt;
    return std::vector<T>{(*list)[list->size() == 1 ? 0 : i]};
}

void draw(const Draft& d) {
    const bool horizontal = d.fields().text("orientation", "horizontal") == "horizontal";
    const auto rows = axis_series(d, "positions", horizontal ? Direction::x : Direction::y, Part::rows);
    if (!rows || rows->empty()) return;
    const std::size_t n = rows->size();
    const bool grouped = d.fields().has("by");
    std::optional<Values> offsets = Values{1}, lengths = Values{1};
    if (d.has("lineoffsets")) offsets = plain_values(d, "lineoffsets");
    if (d.has("linelengths")) lengths = plain_values(d, "linelengths");
    if (!offsets || !lengths) return;
    if (grouped && !d.has("lineoffsets")) {  // a row for each group, named beside it
        const auto is_mine = [&](const auto& g) { return g.get() == &d.group; };
        const auto mine = std::find_if(d.in.groups.begin(), d.in.groups.end(), is_mine);
        offsets = Values{static_cast<double>(mine - d.in.groups.begin())};
        d.axes().add_ticks(horizontal ? Direction::y : Direction::x, *offsets, {d.group.label()});
    }
    if (offsets->size() == 1 && n != 1) {  // the step from row to row
        const double step = (*offsets)[0];
        offsets->resize(n);
        for (std::size_t i = 0; i < n; ++i) (*offsets)[i] = step * static_cast<double>(i);
    }
    if (!broadcast(d, "lineoffsets", *offsets, "positions", n) ||
        !broadcast(d, "linelengths", *lengths, "positions", n))
        return;
    figure::CollectionKeywords all = figure::collection_keywords(d.fields(), true);
    if (grouped && !all.edgecolor) all.edgecolor = figure::ColorList{false, {{-1, false, d.axes().next_line_color()}}};
    auto one_or_each = [&](std::string_view name, std::size_t size) {
        if (size == 1 || size == n) return true;
        d.error(name, fmt::format("{} has {} values for {} rows of positions", name, size, n));
        return false;
    };
    if (all.edgecolor && !one_or_each("colors", all.edgecolor->colors.size())) return;
    if (all.linewidth && !one_or_each("linewidths", all.linewidth->size())) return;
    if (all.linestyle && !one_or_each("linestyles", all.linestyle->size())) return;

    constexpr double inf = std::numeric_limits<double>::infinity();
    double least = inf, most = -inf, low = inf, high = -inf;
    const std::size_t first = d.out.artists.size();
    const std::string label = single_label(d);
    for (std::size_t r = 0; r < n; ++r) {
        Values at = (*rows)[r];
        sort_values(at.begin(), at.end());
        // Matplotlib takes the whole length here, although the lines reach half of it to either side.
        low = std::min(low, (*offsets)[r] - (*lengths)[r]);
        high = std::max(high, (*offsets)[r] + (*lengths)[r]);
        figure::CollectionArtist artist;
        artist.kind = figure::CollectionArtist::Kind::lines;
        for (double p : at) {
            least = std::min(least, p);
            most = std::max(most, p);
            const double top = (*offsets)[r] + (*lengths)[r] / 2, bottom = (*offsets)[r] - (*lengths)[r] / 2;
            Path path;
            path.move_to(horizontal ? Point{p, top} : Point{top, p});
            path.line_to(horizontal ? Point{p, bottom} : Point{bottom, p});
            artist.paths.push_back(std::move(path));
        }
        figure::CollectionKeywords k = all;
        if (k.edgecolor && k.edgecolor->colors.size() > 1)
            k.edgecolor = figure::ColorList{false, {k.edgecolor->colors[r]}};
        k.linewidth = nth(all.linewidth, r);
        k.linestyle = nth(all.linestyle, r);
        figure::resolve_collection(k, d.rc(), true, artist);
        const figure::LinesHandle handle{figure::first_line(artist)};
        add_artist(d.out, std::move(artist), k, 2).limit_points.emplace();
        add_handle(d.out, label, handle);
    }
    if (least <= most)
        d.out.artists[first].limit_points = {horizontal ? Point{least, low} : Point{low, least},
                                             horizontal ? Point{most, high} : Point{high, most}};
    else
        d.out.autoscale_x = d.out.autoscale_y = Autoscale::no;
}

}  // namespace

constinit const FieldTable eventplot_table{.name = "layer 'eventplot'", .fields = fields, .bases = bases};

Prepared prepare_eventplot(const LayerInput& in) { return for_each_group(in, draw); }

}  // namespace plotmill::layers
