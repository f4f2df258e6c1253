#include "data/meshgrid.h"

#include "data/arguments.h"

namespace plotmill::data {
namespace {

ColumnPtr coordinate(const ComputedColumn& c, const expr::Environment& scope, const Limits& limits, Diagnostics& out) {
    auto value = evaluate_array(c.value, nullptr, scope, limits);
    if (!value) {
        for (Diagnostic& e : value.take_errors()) out.add(std::move(e));
        return nullptr;
    }
    const ColumnPtr& column = value->column();
    const bool flat = value->form != ArrayValue::Form::series && !column->cols;
    if (!flat || column->type == ColumnType::text) {
        out.error(c.value->span, "expected a list of numbers or a generator for the coordinate '" + c.name.text + "'");
        return nullptr;
    }
    return column;
}

}  // namespace

std::optional<std::vector<NamedColumn>> make_meshgrid(const Description& description, const expr::Environment& scope,
                                                      const Limits& limits, Diagnostics& out) {
    const ComputedColumn &across = description.meshgrid[0], &down = description.meshgrid[1];
    const ColumnPtr x = coordinate(across, scope, limits, out), y = coordinate(down, scope, limits, out);
    if (!x || !y) return std::nullopt;
    const std::size_t columns = x->size(), rows = y->size();
    if (!columns || !rows) {
        out.error((columns ? down : across).value->span, "a grid needs at least one value for each coordinate");
        return std::nullopt;
    }
    if (rows > limits.table_bytes / sizeof(double) / 2 / columns) {
        out.error(description.span,
                  "a grid of " + std::to_string(rows) + " x " + std::to_string(columns) + " values is too large");
        return std::nullopt;
    }
    const auto make = [&](const Column& of) {
        auto c = std::make_shared<Column>();
        c->type = of.type;
        c->integers = of.integers;
        c->cols = columns;
        c->numbers.reserve(rows * columns);
        return c;
    };
    auto gx = make(*x), gy = make(*y);
    for (std::size_t i = 0; i < rows; ++i) {
        gx->numbers.append(x->numbers);
        gy->numbers.append(columns, y->numbers[i]);
    }
    return std::vector<NamedColumn>{{across.name.text, std::move(gx)}, {down.name.text, std::move(gy)}};
}

}  // namespace plotmill::data
