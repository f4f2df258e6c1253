// boxplot: boxes of quartiles with whiskers and the values beyond them.
#include "stats/boxplot.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <optional>
#include <random>
#include <tuple>

#include "base/numbers.h"
#include "layers/format.h"
#include "layers/kinds.h"
#include "layers/sets.h"
#include "spec/common_fields.h"

namespace plotmill::layers {

namespace {

using namespace spec;
using style::Rc;

constexpr const FieldTable* box_bases[] = {&line_properties, &patch_properties};
constexpr const FieldTable* line_bases[] = {&line_properties};
constexpr FieldTable box_table{.name = "'boxprops'", .fields = {}, .bases = box_bases};
constexpr FieldTable part_table{.name = "a boxplot's part", .fields = {}, .bases = line_bases};

constexpr Field fields[] = {
    {.name = "x",
     .accepts = array | position,
     .doc = "the values; several sets as a list of expressions or of lists",
     .required = true},
    {.name = "notch", .accepts = flag | null_, .doc = "boxes with a notch at the median's confidence interval"},
    {.name = "sym",
     .accepts = string | null_,
     .doc = "colour and marker of the values beyond the whiskers; '' for none"},
    {.name = "vert", .accepts = flag | null_, .doc = "false lays the boxes on their side"},
    {.name = "whis",
     .accepts = number | list | null_,
     .doc = "how far whiskers reach in interquartile ranges, or two percentiles",
     .items = number,
     .min = 0,
     .min_items = 2,
     .max_items = 2},
    {.name = "bootstrap",
     .accepts = integer | null_,
     .doc = "notches from so many random samples of the values (5000 is usual); the same ones every time",
     .min = 1,
     .max = 1000000},
    {.name = "usermedians", .accepts = array | null_, .doc = "medians to be drawn instead of the data's"},
    {.name = "conf_intervals", .accepts = array | null_, .doc = "[low, high] of each box's notch"},
    {.name = "positions", .accepts = array | null_, .doc = "where the boxes stand; 1, 2, ... by default"},
    {.name = "widths",
     .accepts = number | list | null_,
     .doc = "width of the boxes, or one for each",
     .items = number,
     .min = 0},
    {.name = "capwidths",
     .accepts = number | list | null_,
     .doc = "width of the caps, or one for each; half the box's by default",
     .items = number,
     .min = 0},
    {.name = "patch_artist", .accepts = flag | null_, .doc = "filled boxes"},
    {.name = "labels", .accepts = list | null_, .doc = "the boxes' tick labels", .items = string | number},
    {.name = "manage_ticks", .accepts = flag, .doc = "ticks and limits by the boxes' positions"},
    {.name = "autorange", .accepts = flag, .doc = "whiskers to the extremes where the quartiles are equal"},
    {.name = "meanline", .accepts = flag | null_, .doc = "means as lines across the box"},
    {.name = "showmeans", .accepts = flag | null_, .doc = "draw the means"},
    {.name = "showcaps", .accepts = flag | null_, .doc = "draw the whiskers' caps"},
    {.name = "showbox", .accepts = flag | null_, .doc = "draw the boxes"},
    {.name = "showfliers", .accepts = flag | null_, .doc = "draw the values beyond the whiskers"},
    {.name = "boxprops", .accepts = object | null_, .doc = "how boxes look", .table = &box_table},
    {.name = "whiskerprops", .accepts = object | null_, .doc = "how whiskers look", .table = &part_table},
    {.name = "capprops", .accepts = object | null_, .doc = "how caps look", .table = &part_table},
    {.name = "flierprops",
     .accepts = object | null_,
     .doc = "how values beyond the whiskers look",
     .table = &part_table},
    {.name = "medianprops", .accepts = object | null_, .doc = "how medians look", .table = &part_table},
    {.name = "meanprops", .accepts = object | null_, .doc = "how means look", .table = &part_table},
    {.name = "zorder", .accepts = number | null_, .doc = "artists with a higher one are drawn later"},
};
constexpr const FieldTable* bases[] = {&data_properties};

const Fields& part(const Draft& d, std::string_view name) {
    static const Fields none;
    const Fields* own = d.fields().object(name);
    return own ? *own : none;
}

bool switched(const Draft& d, std::string_view name, Rc rc) { return d.fields().boolean(name, d.rc().flag(rc)); }

struct PartRc {
    Rc color, linestyle, linewidth;
};

figure::LineKeywords line_part(const Draft& d, std::string_view name, const PartRc& rc, double zorder) {
    figure::LineKeywords k;
    k.color = d.rc().color(rc.color);
    k.linestyle = d.rc().line_style(rc.linestyle);
    k.linewidth = d.rc().number(rc.linewidth);
    k.marker = spec::Marker{"none"};
    k.zorder = zorder;
    return figure::overlay(std::move(k), figure::line_keywords(part(d, name)));
}

figure::LineKeywords::MarkerColor marker_color(const style::RcParams& rc, Rc id) {
    if (!rc.is_color(id)) return {};
    return {rc.color(id)};
}

figure::LineKeywords flier_part(const Draft& d, double zorder) {
    const style::RcParams& rc = d.rc();
    figure::LineKeywords k;
    k.color = rc.color(Rc::boxplot_flierprops_color);
    k.marker = parse_marker(rc.text(Rc::boxplot_flierprops_marker));
    k.markerfacecolor = marker_color(rc, Rc::boxplot_flierprops_markerfacecolor);
    k.markeredgecolor = marker_color(rc, Rc::boxplot_flierprops_markeredgecolor);
    k.markeredgewidth = rc.number(Rc::boxplot_flierprops_markeredgewidth);
    k.markersize = rc.number(Rc::boxplot_flierprops_markersize);
    k.linestyle = rc.line_style(Rc::boxplot_flierprops_linestyle);
    k.linewidth = rc.number(Rc::boxplot_flierprops_linewidth);
    k.zorder = zorder;
    return figure::overlay(std::move(k), figure::line_keywords(part(d, "flierprops")));
}

figure::LineKeywords mean_part(const Draft& d, bool meanline, double zorder) {
    const style::RcParams& rc = d.rc();
    const figure::LineKeywords own = figure::line_keywords(part(d, "meanprops"));
    figure::LineKeywords k;
    k.color = rc.color(Rc::boxplot_meanprops_color);
    k.marker = parse_marker(rc.text(Rc::boxplot_meanprops_marker));
    k.markerfacecolor = marker_color(rc, Rc::boxplot_meanprops_markerfacecolor);
    k.markeredgecolor = marker_color(rc, Rc::boxplot_meanprops_markeredgecolor);
    k.markersize = rc.number(Rc::boxplot_meanprops_markersize);
    k.linestyle = rc.line_style(Rc::boxplot_meanprops_linestyle);
    k.linewidth = rc.number(Rc::boxplot_meanprops_linewidth);
    k.zorder = zorder;
    if (meanline)
        k.marker = spec::Marker{"none"};
    else
        k.linestyle = spec::LineStyle{.kind = spec::LineStyle::Kind::none, .dashes = {}};
    return figure::overlay(std::move(k), own);
}

stats::Whiskers whiskers_of(const Draft& d) {
    stats::Whiskers out;
    std::vector<double> values;
    if (const auto own = numbers(d, "whis"))
        values = *own;
    else if (d.rc().is_number(Rc::boxplot_whiskers))
        values = {d.rc().number(Rc::boxplot_whiskers)};
    else
        values = d.rc().numbers(Rc::boxplot_whiskers);
    if (values.size() == 2) {
        out = {.percentiles = true, .low = values[0], .high = values[1]};
        if (std::max(out.low, out.high) > 100) d.error("whis", "percentiles in 'whis' are at most 100");
    } else if (values.size() == 1) {
        out.factor = values[0];
    }
    return out;
}

class Boxes {
public:
    explicit Boxes(const Draft& d) : d_(d), vertical_(switched(d, "vert", Rc::boxplot_vertical)) {}

    // The value axis's line through the points (across, along).
    std::size_t line(std::vector<Point> points, figure::LineKeywords k, std::string_view part_name) {
        fill_from_cycle(d_.axes(), k);
        Values x, y;
        for (const Point& p : points) {
            x.push_back(vertical_ ? p.x : p.y);
            y.push_back(vertical_ ? p.y : p.x);
        }
        const figure::ResolvedLine resolved = figure::resolve_line(k, d_.rc());
        add_line(d_.out, std::move(x), std::move(y), resolved, k);
        add_handle(d_.out, part(d_, part_name).text("label", ""), line_handle(resolved));
        return d_.out.artists.size() - 1;
    }

    void patch(std::vector<Point> points, const figure::PatchKeywords& k) {
        if (!vertical_)
            for (Point& p : points) std::swap(p.x, p.y);
        figure::PatchArtist artist;
        artist.path = Path::polyline(points, true);
        artist.props = figure::resolve_patch(k, d_.rc());
        add_handle(d_.out, part(d_, "boxprops").text("label", ""), figure::PatchHandle{artist.props});
        figure::Artist& added = add_artist(d_.out, std::move(artist), k, 2);
        added.limits_x = added.limits_y = false;
    }

    Direction position_axis() const { return vertical_ ? Direction::x : Direction::y; }

private:
    const Draft& d_;
    bool vertical_;
};

// Line2D knows no 'facecolor', a patch no 'marker': they are refused where the box is not of that kind.
bool check_boxprops(const Draft& d, bool patch) {
    bool fine = true;
    for (const auto& g : part(d, "boxprops").all()) {
        const FieldTable& fitting = patch ? patch_properties : line_properties;
        if (fitting.find(g.field->name)) continue;
        d.axes().diagnostics().error(
            g.key_span,
            patch ? fmt::format("'{}' in 'boxprops' needs boxes of lines (patch_artist: false)", g.field->name)
                  : fmt::format("'{}' in 'boxprops' needs filled boxes (patch_artist: true)", g.field->name));
        fine = false;
    }
    return fine;
}

figure::PatchKeywords patch_part(const Draft& d, double zorder) {
    const Fields& own = part(d, "boxprops");
    figure::PatchKeywords k = figure::patch_keywords(own, figure::ColorRule::separate);
    if (const ColorSpec* both = own.color("color")) k.edgecolor = *both;
    if (!k.edgecolor) k.edgecolor = d.rc().color(Rc::boxplot_boxprops_color);
    if (!k.facecolor) k.facecolor = d.rc().color(Rc::patch_facecolor);
    if (!k.linewidth) k.linewidth = d.rc().number(Rc::boxplot_boxprops_linewidth);
    if (!k.zorder) k.zorder = zorder;
    k.linestyle = spec::LineStyle{};  // whatever was given
    return k;
}

bool take_own_numbers(const Draft& d, std::vector<stats::BoxStats>& boxes) {
    if (d.has("usermedians")) {
        const auto own = plain_values(d, "usermedians");
        if (!own || !same_length(d, "x", boxes.size(), "usermedians", own->size())) return false;
        for (std::size_t i = 0; i < boxes.size(); ++i)
            if (!std::isnan((*own)[i])) boxes[i].median = (*own)[i];
    }
    if (d.has("conf_intervals")) {
        const auto own = plain_series(d, "conf_intervals", Part::rows);
        if (!own || !same_length(d, "x", boxes.size(), "conf_intervals", own->size())) return false;
        for (std::size_t i = 0; i < boxes.size(); ++i) {
            if ((*own)[i].size() != 2) {
                d.error("conf_intervals", "each confidence interval is two numbers: [low, high]");
                return false;
            }
            if (!std::isnan((*own)[i][0])) boxes[i].notch_low = (*own)[i][0];
            if (!std::isnan((*own)[i][1])) boxes[i].notch_high = (*own)[i][1];
        }
    }
    return true;
}

// The notches by resampling; the same samples for the same job.
bool resample(const Draft& d, const Sets& sets, std::vector<stats::BoxStats>& boxes) {
    constexpr double most = 1e9;  // values drawn, some seconds
    std::optional<double> times = d.fields().number("bootstrap");
    if (!times && d.rc().is_number(Rc::boxplot_bootstrap)) times = d.rc().number(Rc::boxplot_bootstrap);
    if (!times) return true;
    double draws = 0;
    for (const Values& v : sets.values) draws += *times * static_cast<double>(v.size());
    if (draws > most) {
        d.error("bootstrap",
                "so many samples of so many values are " + format_g(draws, 3) + " draws: at most 1e9 are made");
        return false;
    }
    std::mt19937_64 random;
    const auto uniform = [&] { return static_cast<double>(random() >> 11) * 0x1p-53; };
    for (std::size_t i = 0; i < boxes.size(); ++i)
        std::tie(boxes[i].notch_low, boxes[i].notch_high) =
            stats::bootstrap_median(sets.values[i], static_cast<std::size_t>(*times), uniform);
    return true;
}

void draw(const Draft& d, const Sets& sets) {
    const std::size_t n = sets.values.size();
    const bool patch = switched(d, "patch_artist", Rc::boxplot_patchartist);
    const stats::Whiskers whiskers = whiskers_of(d);
    if (!check_boxprops(d, patch) || d.out.failed) return;
    std::vector<stats::BoxStats> boxes;
    for (const Values& v : sets.values)
        boxes.push_back(stats::box_stats(v, whiskers, d.fields().boolean("autorange", false)));
    const auto place = read_positions(d, n);
    if (!place || !resample(d, sets, boxes) || !take_own_numbers(d, boxes)) return;
    const Values& at = place->at;
    const auto [least, most] = std::minmax_element(at.begin(), at.end());
    auto widths = widths_of(d, "widths", n, std::clamp(0.15 * (*most - *least), 0.15, 0.5));
    if (!widths) return;
    Values half = *widths;
    for (double& w : half) w *= 0.5;
    auto caps = d.has("capwidths") ? widths_of(d, "capwidths", n, 0) : std::optional(half);
    if (!caps) return;

    const double zorder = d.fields().number("zorder", 2), above = zorder + 0.1;
    const bool notch = switched(d, "notch", Rc::boxplot_notch),
               meanline = switched(d, "meanline", Rc::boxplot_meanline);
    const bool means = switched(d, "showmeans", Rc::boxplot_showmeans),
               box = switched(d, "showbox", Rc::boxplot_showbox);
    const bool show_caps = switched(d, "showcaps", Rc::boxplot_showcaps);
    bool fliers = switched(d, "showfliers", Rc::boxplot_showfliers);
    figure::LineKeywords flier_k = flier_part(d, zorder);
    if (const FieldValue* sym = figure::given(d.fields(), "sym")) {
        if (sym->text().empty()) {
            fliers = false;
        } else {
            const auto format = parse_plot_format(sym->text(), d.rc(), sym->span).or_report(d.axes().diagnostics());
            if (!format) return;
            if (format->marker) flier_k.marker = format->marker;
            if (format->color) {
                flier_k.color = format->color;
                flier_k.markerfacecolor = flier_k.markeredgecolor = figure::LineKeywords::MarkerColor{format->color};
            }
        }
    }
    const figure::LineKeywords box_k =
        line_part(d, "boxprops",
                  {Rc::boxplot_boxprops_color, Rc::boxplot_boxprops_linestyle, Rc::boxplot_boxprops_linewidth}, zorder);
    const figure::LineKeywords whisker_k = line_part(
        d, "whiskerprops",
        {Rc::boxplot_whiskerprops_color, Rc::boxplot_whiskerprops_linestyle, Rc::boxplot_whiskerprops_linewidth},
        zorder);
    const figure::LineKeywords cap_k =
        line_part(d, "capprops",
                  {Rc::boxplot_capprops_color, Rc::boxplot_capprops_linestyle, Rc::boxplot_capprops_linewidth}, zorder);
    const figure::LineKeywords median_k = line_part(
        d, "medianprops",
        {Rc::boxplot_medianprops_color, Rc::boxplot_medianprops_linestyle, Rc::boxplot_medianprops_linewidth}, above);
    const figure::LineKeywords mean_k = mean_part(d, meanline, above);
    const bool manage = d.fields().boolean("manage_ticks", true);

    Boxes drawing(d);
    for (std::size_t i = 0; i < n; ++i) {
        const stats::BoxStats& s = boxes[i];
        const double pos = at[i], width = (*widths)[i], cap = (*caps)[i] * 0.5;
        const double left = pos - width * 0.5, right = pos + width * 0.5;
        const double notch_left = pos - width * 0.25, notch_right = pos + width * 0.25;
        std::vector<Point> outline;
        if (notch)
            outline = {{left, s.q1},           {right, s.q1},       {right, s.notch_low}, {notch_right, s.median},
                       {right, s.notch_high},  {right, s.q3},       {left, s.q3},         {left, s.notch_high},
                       {notch_left, s.median}, {left, s.notch_low}, {left, s.q1}};
        else
            outline = {{left, s.q1}, {right, s.q1}, {right, s.q3}, {left, s.q3}, {left, s.q1}};
        if (box) {
            if (patch)
                drawing.patch(outline, patch_part(d, zorder));
            else
                drawing.line(outline, box_k, "boxprops");
        }
        drawing.line({{pos, s.q1}, {pos, s.whisker_low}}, whisker_k, "whiskerprops");
        drawing.line({{pos, s.q3}, {pos, s.whisker_high}}, whisker_k, "whiskerprops");
        if (show_caps) {
            drawing.line({{pos - cap, s.whisker_low}, {pos + cap, s.whisker_low}}, cap_k, "capprops");
            drawing.line({{pos - cap, s.whisker_high}, {pos + cap, s.whisker_high}}, cap_k, "capprops");
        }
        const std::size_t median = drawing.line(
            {{notch ? notch_left : left, s.median}, {notch ? notch_right : right, s.median}}, median_k, "medianprops");
        if (manage) {
            figure::Artist& line = d.out.artists[median];
            auto& sticky = drawing.position_axis() == Direction::x ? line.sticky_x : line.sticky_y;
            sticky = {pos - 0.5, pos + 0.5};
        }
        if (means) {
            if (meanline)
                drawing.line({{left, s.mean}, {right, s.mean}}, mean_k, "meanprops");
            else
                drawing.line({{pos, s.mean}}, mean_k, "meanprops");
        }
        if (fliers) {
            std::vector<Point> points;
            for (double v : s.fliers) points.push_back({pos, v});
            drawing.line(std::move(points), flier_k, "flierprops");
        }
    }
    if (!manage) return;
    d.axes().grow_limits(drawing.position_axis(), *least - 0.5, *most + 0.5);
    std::vector<std::string> labels = sets.labels;
    if (labels.empty())
        for (double v : at) labels.push_back(place->integers ? shortest(v) : repr(v));
    d.axes().add_ticks(drawing.position_axis(), at, std::move(labels));
}

}  // namespace

constinit const FieldTable boxplot_table{.name = "layer 'boxplot'", .fields = fields, .bases = bases};

Prepared prepare_boxplot(const LayerInput& in) { return draw_sets(in, "x", draw); }

}  // namespace plotmill::layers
