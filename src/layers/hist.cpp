// hist: histograms of one or more sets of values.
#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <numeric>
#include <variant>

#include "layers/bar_label.h"
#include "layers/bars.h"
#include "layers/kinds.h"
#include "spec/common_fields.h"
#include "stats/bins.h"

namespace plotmill::layers {

namespace {

using namespace spec;

constexpr std::string_view rule_words[] = {"auto", "fd", "doane", "scott", "stone", "rice", "sturges", "sqrt"};
constexpr std::string_view histtype_words[] = {"bar", "barstacked", "step", "stepfilled"};
constexpr std::string_view align_words[] = {"left", "mid", "right"};

constexpr Field fields[] = {
    {.name = "x",
     .accepts = array | position,
     .doc = "the values; several sets as a list of expressions or of lists",
     .required = true},
    {.name = "bins",
     .accepts = integer | word | array | null_,
     .doc = "how many bins, a rule for that, or their edges",
     .words = rule_words,
     .min = 1,
     .max = stats::max_bins},
    {.name = "range",
     .accepts = list | null_,
     .doc = "[lowest, highest] value that counts",
     .items = position,
     .min_items = 2,
     .max_items = 2},
    {.name = "density", .accepts = flag, .doc = "scale the counts so that the area is 1"},
    {.name = "weights", .accepts = array | null_, .doc = "what each value counts"},
    {.name = "cumulative", .accepts = flag | number, .doc = "sum up the bins; -1 from the right"},
    {.name = "bottom", .accepts = array | number | null_, .doc = "where the bars begin; 0 by default"},
    {.name = "histtype", .accepts = word, .doc = "bars or outlines", .words = histtype_words},
    {.name = "align", .accepts = word, .doc = "where the bars stand in their bins", .words = align_words},
    {.name = "orientation", .accepts = word, .doc = "vertical: the counts are heights", .words = orientation_words},
    {.name = "rwidth", .accepts = number | null_, .doc = "width of the bars as a share of the bin"},
    {.name = "log", .accepts = flag, .doc = "a logarithmic axis of counts"},
    {.name = "color", .accepts = color | list | null_, .doc = "one colour for each set of values", .items = color},
    {.name = "stacked", .accepts = flag, .doc = "several sets on each other"},
    bar_label_field,
};
constexpr const FieldTable* bases[] = {&patch_properties, &data_properties};

using Bins = std::variant<int, std::string, Values>;  // how many, a rule, edges

struct Sets {
    std::vector<Numbers> values;
    std::optional<std::vector<Numbers>> weights;
    std::optional<std::pair<double, double>> range;
    Bins bins;
    std::vector<std::string> labels;
    std::vector<ColorSpec> colors;  // by the values of `by`; may be empty

    bool empty() const {
        return std::all_of(values.begin(), values.end(), [](const Numbers& v) { return v.empty(); });
    }
};

bool vertical(const Draft& d) { return d.fields().text("orientation", "vertical") == "vertical"; }
Direction axis_of(const Draft& d) { return vertical(d) ? Direction::x : Direction::y; }

std::optional<Bins> read_bins(const Draft& d) {
    const FieldValue* v = figure::given(d.fields(), "bins");
    if (!v) {
        const style::RcValue& rc = d.rc().value(style::Rc::hist_bins);
        if (const auto* n = std::get_if<double>(&rc)) return Bins(static_cast<int>(*n));
        if (const auto* rule = std::get_if<std::string>(&rc)) return Bins(*rule);
        if (const auto* edges = std::get_if<std::vector<double>>(&rc)) return Bins(*edges);
        return Bins(10);
    }
    if (const auto* n = std::get_if<double>(&v->data)) return Bins(static_cast<int>(*n));
    if (const auto* rule = std::get_if<std::string>(&v->data)) return Bins(*rule);
    auto edges = axis_values(d, "bins", axis_of(d));
    if (!edges) return std::nullopt;
    if (edges->size() == 1 && (*edges)[0] >= 1 && (*edges)[0] <= stats::max_bins)  // "=n" is a number of bins
        return Bins(static_cast<int>((*edges)[0]));
    if (edges->size() < 2) {
        d.error("bins", "'bins' needs at least two edges");
        return std::nullopt;
    }
    if (const Status fine = stats::check_edges(*edges); !fine) {
        for (const Diagnostic& fault : fine.errors()) d.error("bins", fault.message);
        return std::nullopt;
    }
    return Bins(std::move(*edges));
}

// Reads one group's values and what goes with them.
std::optional<Sets> read_sets(const Draft& d) {
    Sets out;
    auto values = axis_number_series(d, "x", axis_of(d), reshape_part(d, "x"));
    if (!values) return std::nullopt;
    out.values = std::move(*values);
    if (out.values.empty()) out.values.emplace_back();
    if (d.has("weights")) {
        auto weights = plain_number_series(d, "weights", reshape_part(d, "weights"));
        if (!weights) return std::nullopt;
        if (weights->size() != out.values.size()) {
            d.error("weights",
                    fmt::format("x has {} sets of values, weights has {}", out.values.size(), weights->size()));
            return std::nullopt;
        }
        for (std::size_t i = 0; i < weights->size(); ++i)
            if (!same_length(d, "x", out.values[i].size(), "weights", (*weights)[i].size())) return std::nullopt;
        out.weights = std::move(weights);
    }
    auto bins = read_bins(d);
    if (!bins) return std::nullopt;
    out.bins = std::move(*bins);
    if (out.weights && std::holds_alternative<std::string>(out.bins)) {
        d.error("bins", "a rule for 'bins' cannot be used with 'weights'");
        return std::nullopt;
    }
    if (const FieldValue* v = figure::given(d.fields(), "range")) {
        const auto low = d.axes().convert(axis_of(d), v->list()[0]), high = d.axes().convert(axis_of(d), v->list()[1]);
        if (!low || !high) return std::nullopt;
        if (*low > *high) {
            d.error("range", "the first value of 'range' must not be above the second");
            return std::nullopt;
        }
        out.range = {*low, *high};
    } else {
        double low = std::numeric_limits<double>::infinity(), high = -low;
        for (const Numbers& set : out.values) {
            const Extremes of_set = set.extremes();
            low = std::min(low, of_set.low);
            high = std::max(high, of_set.high);
        }
        if (low <= high) out.range = {low, high};
    }
    return out;
}

Numbers concatenated(const std::vector<Numbers>& lists) {
    if (lists.size() == 1) return lists.front();
    Values out;
    for (const Numbers& list : lists) out.insert(out.end(), list.begin(), list.end());
    return out;
}

// The edges for all sets at once (numpy.histogram_bin_edges).
std::optional<Values> edges_of(const Draft& d, const Sets& sets) {
    if (const auto* edges = std::get_if<Values>(&sets.bins)) return *edges;
    const Numbers all = concatenated(sets.values);
    if (!sets.range && !all.empty()) {
        d.error("x", "'x' has no finite values to make bins of");
        return std::nullopt;
    }
    std::optional<stats::Range> range;
    if (sets.range) range = stats::Range{sets.range->first, sets.range->second};
    if (range && !(std::isfinite(range->first) && std::isfinite(range->last))) {
        d.error(d.has("range") ? "range" : "x", "the range of the bins is not finite");
        return std::nullopt;
    }
    const auto* n = std::get_if<int>(&sets.bins);
    auto edges = n ? stats::bin_edges(all, static_cast<std::size_t>(*n), range)
                   : stats::bin_edges(all, *stats::parse_bin_rule(std::get<std::string>(sets.bins)), range);
    if (!edges) {
        for (const Diagnostic& fault : edges.errors()) d.error("bins", fault.message);
        return std::nullopt;
    }
    return std::move(*edges);
}

// Counts of every set, as they are to be drawn: densities, stacked and cumulated.
std::vector<Values> tops_of(const Draft& d, const Sets& sets, const Values& edges, bool stacked) {
    const bool density = d.fields().boolean("density", false);
    const std::size_t bins = edges.size() - 1;
    auto width = [&](std::size_t b) { return edges[b + 1] - edges[b]; };
    std::vector<Values> tops;
    for (std::size_t i = 0; i < sets.values.size(); ++i) {
        const Numbers weights = sets.weights ? (*sets.weights)[i] : Numbers();
        // One set with bins of equal widths takes numpy's other path, which rounds differently at the edges.
        const bool uniform = sets.values.size() == 1 && !std::holds_alternative<Values>(sets.bins);
        Values counts = uniform ? stats::uniform_histogram(sets.values[i], {edges.front(), edges.back()}, bins, weights)
                                : stats::histogram(sets.values[i], edges, weights);
        if (density && !stacked) counts = stats::density(counts, edges);
        tops.push_back(std::move(counts));
    }
    if (stacked) {
        for (std::size_t i = 1; i < tops.size(); ++i)
            for (std::size_t b = 0; b < bins; ++b) tops[i][b] += tops[i - 1][b];
        if (density) {
            const double sum = std::accumulate(tops.back().begin(), tops.back().end(), 0.0);
            for (Values& top : tops)
                for (std::size_t b = 0; b < bins; ++b) top[b] = top[b] / width(b) / sum;
        }
    }
    double cumulative = 0;
    if (const FieldValue* v = figure::given(d.fields(), "cumulative")) {
        if (const auto* n = std::get_if<double>(&v->data)) cumulative = *n;
        if (const auto* b = std::get_if<bool>(&v->data)) cumulative = *b;
    }
    if (cumulative != 0)
        for (Values& top : tops) {
            if (density)
                for (std::size_t b = 0; b < bins; ++b) top[b] *= width(b);
            if (cumulative < 0)
                std::partial_sum(top.rbegin(), top.rend(), top.rbegin());
            else
                std::partial_sum(top.begin(), top.end(), top.begin());
        }
    return tops;
}

struct Drawing {
    const Draft& d;
    const Values& edges;
    const std::vector<Values>& tops;
    const std::vector<ColorSpec>& colors;
    const std::vector<std::string>& labels;
    bool stacked;

    std::string label(std::size_t i) const { return i < labels.size() ? labels[i] : std::string(); }
};

void draw_bars(const Drawing& h, Values bottom) {
    const Draft& d = h.d;
    const std::size_t bins = h.edges.size() - 1, n = h.tops.size();
    const std::string align = d.fields().text("align", "mid");
    double share = n > 1 && (!h.stacked || d.rc().flag(style::Rc::internal_classic_mode)) ? 0.8 : 1.0;
    if (d.has("rwidth")) share = std::clamp(d.fields().number("rwidth", 1), 0.0, 1.0);
    const double count = static_cast<double>(n);
    const auto labels = read_bar_labels(d, n * bins, n);
    Bars bars;
    bars.horizontal = !vertical(d);
    bars.properties = figure::patch_keywords(d.fields(), figure::ColorRule::separate);
    for (std::size_t i = 0; i < n; ++i) {
        bars.at.assign(bins, 0);
        bars.thickness.assign(bins, 0);
        bars.length = h.tops[i];
        for (std::size_t b = 0; b < bins; ++b) {
            const double width = h.edges[b + 1] - h.edges[b];
            double offset = h.stacked ? 0 : -0.5 * share * width * (1 - 1 / count);
            bars.thickness[b] = h.stacked ? share * width : share * width / count;
            if (align == "mid") offset += 0.5 * width;
            if (align == "right") offset += width;
            if (!h.stacked)  // as Matplotlib adds them up, one by one
                for (std::size_t k = 0; k < i; ++k) offset += bars.thickness[b];
            bars.at[b] = h.edges[b] + offset;
            if (h.stacked) bars.length[b] -= bottom[b];
        }
        bars.base = bottom;
        bars.color = {false, {h.colors[i]}};
        bars.sticky = i == 0;  // margins must be able to cross the edges amid a stack
        const std::size_t first = d.out.artists.size();
        add_bars(d, bars);
        if (first < d.out.artists.size()) {
            const auto& patch = std::get<figure::PatchArtist>(d.out.artists[first].content);
            add_handle(d.out, h.label(i), figure::PatchHandle{patch.props});
        }
        if (labels) add_bar_labels(d, *labels, bars, bars.length, std::nullopt, i * bins);
        if (h.stacked) bottom = h.tops[i];
    }
}

void draw_steps(const Drawing& h, const Values& bottom, bool fill) {
    const Draft& d = h.d;
    const std::size_t bins = h.edges.size() - 1, n = h.tops.size();
    const bool up = vertical(d);
    const std::string align = d.fields().text("align", "mid");
    double shift = 0;
    if (align == "left") shift = -0.5 * (h.edges[1] - h.edges[0]);
    if (align == "right") shift = 0.5 * (h.edges[1] - h.edges[0]);
    std::vector<std::vector<Point>> outlines;
    Values below = bottom;  // lower edge of each bin
    for (std::size_t i = 0; i < n; ++i) {
        std::vector<Point> points;
        auto add = [&](double at, double v) { points.push_back(up ? Point{at + shift, v} : Point{v, at + shift}); };
        Values above(bins);
        for (std::size_t b = 0; b < bins; ++b) above[b] = h.tops[i][b] + bottom[b];
        add(h.edges[0], below[0]);
        for (std::size_t b = 0; b < bins; ++b) {
            add(h.edges[b], above[b]);
            add(h.edges[b + 1], above[b]);
        }
        if (fill) {  // back along the lower edge; the first corner closes it
            add(h.edges[bins], below[bins - 1]);
            for (std::size_t b = bins; b-- > 1;) {
                add(h.edges[b], below[b]);
                add(h.edges[b], below[b - 1]);
            }
        } else {
            add(h.edges[bins], below[bins - 1]);
        }
        outlines.push_back(std::move(points));
        if (h.stacked) below = above;
    }
    // The last set first, so that lower ones of a stack are drawn over higher ones.
    for (std::size_t i = n; i-- > 0;) {
        d.axes().next_patch_color();  // Axes.fill uses one up
        figure::PatchKeywords k = figure::patch_keywords(d.fields(), figure::ColorRule::separate);
        if (!k.facecolor) k.facecolor = h.colors[i];
        if (!k.edgecolor && !fill) k.edgecolor = h.colors[i];
        if (!k.fill) k.fill = fill;
        figure::PatchArtist patch;
        patch.path = Path::polyline(outlines[i], fill);
        patch.props = figure::resolve_patch(k, d.rc());
        const figure::PatchHandle handle{patch.props};
        figure::Artist& artist = add_artist(d.out, std::move(patch), k, fill ? 1 : 2);
        (up ? artist.sticky_y : artist.sticky_x).push_back(0);
        add_handle(d.out, h.label(i), handle);
    }
}

void draw_sets(const Draft& d, const Sets& sets) {
    const std::size_t n = sets.values.size();
    std::vector<ColorSpec> chosen;
    if (!sets.colors.empty()) {
        chosen = sets.colors;
    } else if (const auto own = colors(d, "color")) {
        chosen = own->colors;
        if (chosen.size() != n) {
            d.error("color", fmt::format("color has {} colour{} for {} set{} of values", chosen.size(),
                                         chosen.size() == 1 ? "" : "s", n, n == 1 ? "" : "s"));
            return;
        }
    } else {
        for (std::size_t i = 0; i < n; ++i) chosen.push_back({-1, false, d.axes().next_line_color()});
    }
    const auto edges = edges_of(d, sets);
    if (!edges) return;
    const std::string type = d.fields().text("histtype", "bar");
    const bool stacked = d.fields().boolean("stacked", false) || type == "barstacked";
    const std::vector<Values> tops = tops_of(d, sets, *edges, stacked);
    Values bottom{0};
    if (d.has("bottom")) {
        auto own = plain_values(d, "bottom");
        if (!own) return;
        bottom = std::move(*own);
    }
    if (!broadcast(d, "bottom", bottom, "the number of bins", edges->size() - 1)) return;
    if (d.fields().boolean("log", false)) d.axes().set_log_scale(vertical(d) ? Direction::y : Direction::x);
    const Drawing drawing{d, *edges, tops, chosen, sets.labels, stacked};
    if (type == "bar" || type == "barstacked")
        draw_bars(drawing, bottom);
    else if (const FieldValue* v = figure::given(d.fields(), "bar_label"); v && !(v->as == flag && !v->boolean()))
        d.error("bar_label", fmt::format("the histtype '{}' has no bars to label", type));
    else
        draw_steps(drawing, bottom, type == "stepfilled");
}

Prepared prepare(const LayerInput& in) {
    Prepared out;
    const std::size_t before = in.axes.diagnostics().error_count();
    std::vector<Sets> groups;
    for (const auto& group : in.groups) {
        const Draft d{in, *group, out};
        auto sets = read_sets(d);
        if (!sets) break;
        sets->labels = label_of(d).texts;
        if (group->fields())
            if (const auto own = colors(d, "color")) sets->colors = own->colors;
        groups.push_back(std::move(*sets));
    }
    if (in.axes.diagnostics().error_count() == before && groups.size() == in.groups.size() && !groups.empty()) {
        const bool stacked = in.fields.boolean("stacked", false) || in.fields.text("histtype", "bar") == "barstacked";
        const Draft first{in, *in.groups.front(), out};
        if (in.by && stacked) {
            Sets all = groups.front();
            for (std::size_t g = 1; g < groups.size(); ++g) {
                const Sets& s = groups[g];
                all.values.insert(all.values.end(), s.values.begin(), s.values.end());
                if (all.weights) all.weights->insert(all.weights->end(), s.weights->begin(), s.weights->end());
                all.labels.insert(all.labels.end(), s.labels.begin(), s.labels.end());
                all.colors.insert(all.colors.end(), s.colors.begin(), s.colors.end());
                if (s.range && all.range)
                    all.range = {std::min(all.range->first, s.range->first),
                                 std::max(all.range->second, s.range->second)};
                else if (s.range)
                    all.range = s.range;
            }
            draw_sets(first, all);
        } else {
            // Overlaid histograms with a number of bins share them.
            if (in.by && std::holds_alternative<int>(groups.front().bins)) {
                Sets all = groups.front();
                for (std::size_t g = 1; g < groups.size(); ++g)
                    if (groups[g].range)
                        all.range = all.range ? std::pair(std::min(all.range->first, groups[g].range->first),
                                                          std::max(all.range->second, groups[g].range->second))
                                              : *groups[g].range;
                if (all.range)
                    for (Sets& s : groups) s.range = all.range;
            }
            for (std::size_t g = 0; g < groups.size(); ++g) draw_sets(Draft{in, *in.groups[g], out}, groups[g]);
        }
    }
    if (in.axes.diagnostics().error_count() != before) out.failed = true;
    return out;
}

}  // namespace

constinit const FieldTable hist_table{.name = "layer 'hist'", .fields = fields, .bases = bases};

Prepared prepare_hist(const LayerInput& in) { return prepare(in); }

}  // namespace plotmill::layers
