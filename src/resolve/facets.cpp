#include "resolve/facets.h"

#include "figure/props.h"

namespace plotmill::resolve {

namespace {

constexpr std::size_t max_facets = 1000;

}  // namespace

std::optional<Facets> read_facets(const FigureInput& input, const spec::Fields& facet, std::string name,
                                  Diagnostics& out) {
    Facets result;
    const spec::Fields& f = input.fields;
    Span span = facet.span();
    if (f.has("axes")) {
        out.error(span, "'facet' draws the figure's own axes keys, once per value: 'axes' has no meaning beside it");
        return std::nullopt;
    }
    if (const auto* d = figure::given(facet, "data")) {
        name = d->text();
        span = d->span;
    }
    if (name.empty()) {
        out.error(span, "'facet' needs a table: name one with 'data'");
        return std::nullopt;
    }
    const data::TablePtr table = input.table(name, span, out);
    if (!table) return std::nullopt;
    const std::string by = facet.text("by", "");
    const ColumnPtr column = table->find(by);
    if (!column) {
        out.error(facet.span_of("by"), table->no_column(by));
        return std::nullopt;
    }
    data::Grouping grouping = data::group_rows(*column);
    if (grouping.missing > 0)
        out.warning(facet.span_of("by"), std::to_string(grouping.missing) +
                                             (grouping.missing == 1 ? " row has" : " rows have") + " no '" + by +
                                             "' and form no facet");
    if (grouping.groups.empty() || grouping.groups.size() > max_facets) {
        out.error(facet.span_of("by"),
                  grouping.groups.empty() ? "column '" + by + "' has no values to make facets of"
                                          : "column '" + by + "' has " + std::to_string(grouping.groups.size()) +
                                                " values: at most " + std::to_string(max_facets) + " facets are drawn");
        return std::nullopt;
    }
    if (f.has("title"))
        out.warning(f.span_of("title"), "the title of each facet is its value; a title over all is 'suptitle'");
    for (auto& g : grouping.groups) {
        data::TablePtr part = table->subset(g.rows);
        result.parts.push_back({table, std::move(g.rows), std::move(part), std::move(g.label), result.parts.empty()});
    }
    result.table = name;
    return result;
}

}  // namespace plotmill::resolve
