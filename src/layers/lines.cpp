#include "layers/lines.h"

#include <fmt/format.h>

#include "layers/format.h"

namespace plotmill::layers {

void draw_lines(const Draft& d, std::optional<std::string> drawstyle) {
    figure::LineKeywords base = figure::line_keywords(d.fields());
    if (drawstyle) base.drawstyle = std::move(drawstyle);
    if (const spec::FieldValue* fmt = figure::given(d.fields(), "fmt")) {
        auto format = parse_plot_format(fmt->text(), d.rc(), fmt->span).or_report(d.axes().diagnostics());
        if (!format) return;
        apply_format(*format, base);
    }

    std::optional<std::vector<Numbers>> xs;
    if (d.has("x")) {
        xs = axis_number_series(d, "x", Direction::x, reshape_part(d, "x"));
        if (!xs) return;
    }
    auto ys = axis_number_series(d, "y", Direction::y, reshape_part(d, "y"));
    if (!ys) return;
    if (ys->empty() || (xs && xs->empty())) return;
    const std::size_t nx = xs ? xs->size() : 1, ny = ys->size();
    if (nx > 1 && ny > 1 && nx != ny) {
        d.error("y", fmt::format("x has {} series, y has {}", nx, ny));
        return;
    }
    const std::size_t n = std::max(nx, ny);
    const Label label = label_of(d);
    if (label.list && n > 1 && label.texts.size() != n) {
        d.error("label", fmt::format("label has {} texts for {} series", label.texts.size(), n));
        return;
    }
    if (label.list && n == 1 && label.texts.size() != 1) {
        d.error("label", fmt::format("label has {} texts for one series", label.texts.size()));
        return;
    }
    if (xs)
        for (std::size_t j = 0; j < n; ++j)
            if (!same_length(d, "x", (*xs)[j % nx].size(), "y", (*ys)[j % ny].size())) return;
    for (std::size_t j = 0; j < n; ++j) {
        figure::LineKeywords keywords = base;
        fill_from_cycle(d.axes(), keywords);
        const figure::ResolvedLine line = figure::resolve_line(keywords, d.rc());
        add_line(d.out, xs ? (*xs)[j % nx] : Numbers(), (*ys)[j % ny], line, keywords);
        if (!label.texts.empty()) add_handle(d.out, label.texts[label.list ? j : 0], line_handle(line));
    }
}

}  // namespace plotmill::layers
