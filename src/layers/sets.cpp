#include "layers/sets.h"

#include <fmt/format.h>

namespace plotmill::layers {

std::optional<Positions> read_positions(const Draft& d, std::size_t n) {
    Positions out;
    if (!d.has("positions")) {
        out.at = counting(n);
        for (double& v : out.at) v += 1;
        return out;
    }
    const ColumnPtr column = d.group.column("positions");
    if (!column) return std::nullopt;
    if (column->type != ColumnType::number) {
        d.error("positions", "'positions' must be numbers");
        return std::nullopt;
    }
    if (column->numbers.size() != n) {
        d.error("positions", fmt::format("positions has {} value{} for {} set{} of values", column->numbers.size(),
                                         column->numbers.size() == 1 ? "" : "s", n, n == 1 ? "" : "s"));
        return std::nullopt;
    }
    out.at = column->numbers;
    out.integers = column->integers;
    return out;
}

std::optional<Values> widths_of(const Draft& d, std::string_view name, std::size_t n, double otherwise) {
    Values out{otherwise};
    if (d.has(name)) {
        auto own = numbers(d, name);
        if (!own) return std::nullopt;
        out = std::move(*own);
    }
    if (!broadcast(d, name, out, "the number of sets", n)) return std::nullopt;
    return out;
}

Prepared draw_sets(const LayerInput& in, std::string_view name, void (*draw)(const Draft&, const Sets&)) {
    Prepared out;
    const std::size_t before = in.axes.diagnostics().error_count();
    Sets sets;
    for (const auto& group : in.groups) {
        const Draft d{in, *group, out};
        auto values = plain_series(d, name, reshape_part(d, name));
        if (!values) break;
        if (values->empty()) values->emplace_back();
        if (in.by) {
            if (values->size() != 1) {
                d.error(name, fmt::format("with 'by', '{}' is one set of values", name));
                break;
            }
            sets.labels.push_back(group->label());
        }
        for (Values& v : *values) sets.values.push_back(std::move(v));
    }
    const Draft first{in, in.whole ? *in.whole : *in.groups.front(), out};
    const bool fine = in.axes.diagnostics().error_count() == before && !sets.values.empty();
    if (fine && in.fields.table()->find("labels"))
        if (auto labels = texts(first, "labels")) {
            sets.labels = std::move(*labels);
            if (sets.labels.size() != sets.values.size())
                first.error("labels", fmt::format("labels has {} text{} for {} set{} of values", sets.labels.size(),
                                                  sets.labels.size() == 1 ? "" : "s", sets.values.size(),
                                                  sets.values.size() == 1 ? "" : "s"));
        }
    if (fine && in.axes.diagnostics().error_count() == before) draw(first, sets);
    if (in.axes.diagnostics().error_count() != before) out.failed = true;
    return out;
}

}  // namespace plotmill::layers
