#include "resolve/secondary.h"

#include <algorithm>
#include <cmath>

#include "base/numbers.h"
#include "figure/props.h"
#include "resolve/decorate.h"
#include "resolve/defaults.h"
#include "resolve/words.h"

namespace plotmill::resolve {

namespace {

constexpr double thickness = 1e-10;  // of a secondary axes' box, as Matplotlib has it

using Bound = std::vector<std::pair<std::string, expr::Operand>>;

// The value as x (in a secondary y axis also as y), over the names that the expressions use.
class ValueNames final : public expr::Environment {
public:
    ValueNames(const Bound& bound, bool has_y, double value) : bound_(bound), has_y_(has_y) {
        auto column = std::make_shared<Column>();  // as NumPy: a division by 0 is infinite
        column->type = ColumnType::number;
        column->numbers = {value};
        value_ = std::move(column);
    }
    std::optional<expr::Operand> lookup(std::string_view name, bool) const override {
        if (name == "x" || (has_y_ && name == "y")) return expr::Operand(value_);
        for (const auto& [known, value] : bound_)
            if (known == name) return value;
        return std::nullopt;
    }
    std::vector<std::string> names() const override {
        std::vector<std::string> out{"x"};
        if (has_y_) out.push_back("y");
        for (const auto& [name, value] : bound_) out.push_back(name);
        return out;
    }

private:
    const Bound& bound_;
    bool has_y_;
    ColumnPtr value_;
};

class ExpressionScale final : public figure::ScaleFunction {
public:
    ExpressionScale(expr::Expression to_parent, expr::Expression from_parent, Bound names, bool has_y)
        : to_parent_(std::move(to_parent)),
          from_parent_(std::move(from_parent)),
          names_(std::move(names)),
          has_y_(has_y) {}
    double forward(double v) const override { return value(to_parent_, v); }
    double inverse(double v) const override { return value(from_parent_, v); }

    std::optional<Diagnostic> fault(double v) const {
        for (const expr::Expression* e : {&from_parent_, &to_parent_}) {
            const ValueNames names(names_, has_y_, v);
            if (auto result = expr::evaluate(*e, names); !result) return result.errors().front();
        }
        return std::nullopt;
    }

private:
    double value(const expr::Expression& e, double v) const {
        const ValueNames names(names_, has_y_, v);
        const auto result = expr::evaluate(e, names);
        if (!result) return std::nan("");
        if (result->type() != ColumnType::number && result->type() != ColumnType::boolean) return std::nan("");
        if (result->is_scalar()) return result->scalar().number;
        const Column& c = *result->column();
        return c.numbers.empty() ? std::nan("") : c.numbers.front();
    }

    expr::Expression to_parent_, from_parent_;
    Bound names_;
    bool has_y_;
};

std::optional<expr::Expression> compile(const spec::FieldValue& v, Diagnostics& out) {
    std::string_view text = v.text();
    if (text.starts_with('=')) text.remove_prefix(1);
    return expr::compile(text, v.span).or_report(out);
}

}  // namespace

bool add_secondary(FigureState& state, std::size_t parent, bool is_x, const spec::Fields& f,
                   const expr::Environment& outer) {
    Diagnostics& out = state.diagnostics();
    const auto *location = figure::given(f, "location"), *forward = figure::given(f, "forward"),
               *inverse = figure::given(f, "inverse");
    if (!location || !forward || !inverse) return false;  // reported when they were read
    const auto from_parent = compile(*forward, out), to_parent = compile(*inverse, out);
    if (!from_parent || !to_parent) return false;
    Bound names;
    for (const expr::Expression* e : {&*from_parent, &*to_parent})
        for (const std::string& name : e->names())
            if (auto value = outer.lookup(name, false)) names.emplace_back(name, std::move(*value));
    auto function = std::make_shared<const ExpressionScale>(*to_parent, *from_parent, std::move(names), !is_x);
    if (auto fault = function->fault(1)) {
        out.add(std::move(*fault));
        return false;
    }

    const std::size_t index = state.add_axes();
    ResolvedAxes& a = state.axes(index).axes;
    apply_defaults(a, state.rc());
    a.inset_of = static_cast<int>(parent);
    a.inset_zorder = 0;
    a.patch = false;
    a.secondary = Secondary{is_x, function};
    double at = 0;
    if (std::holds_alternative<double>(location->data))
        at = location->number();
    else if (location->text() == "top" || location->text() == "right")
        at = 1;
    a.inset = is_x ? Rect{0, at, 1, at + thickness} : Rect{at, 0, at + thickness, 1};

    const Direction d = is_x ? Direction::x : Direction::y;
    figure::Scale scale;
    const bool log = state.view(parent, d).view.scale.kind == figure::ScaleKind::log;
    scale.kind = log ? figure::ScaleKind::function_log : figure::ScaleKind::function;
    scale.function = function;
    state.set_scale(index, d, scale);
    state.view(index, is_x ? Direction::y : Direction::x).view.major = figure::NullLocator{};

    const bool far = at >= 0.5;
    Axis &axis = is_x ? a.x : a.y, &other = is_x ? a.y : a.x;
    for (TickParams* t : {&axis.major, &axis.minor}) {
        t->tick1 = t->label1 = !far;
        t->tick2 = t->label2 = far;
        t->grid = false;
    }
    axis.label_far = axis.ticks_far = far;
    other.visible = false;
    for (std::size_t side = 0; side < 4; ++side) a.spines[side].visible = side == (is_x ? 2u : 0u) + (far ? 1u : 0u);
    if (const auto* v = figure::given(f, "label")) set_label(a, is_x, *v, state.rc());
    if (const auto* v = figure::given(f, "ticks")) set_axis_ticks(state, index, d, *v);
    return true;
}

void check_secondary(const ResolvedFigure& figure, std::size_t index, const spec::Fields& f, Diagnostics& out) {
    const ResolvedAxes& a = figure.axes[index];
    const ResolvedAxes& parent = figure.axes[static_cast<std::size_t>(a.inset_of)];
    const figure::ScaleFunction& function = *a.secondary->function;
    const AxisView& view = figure.views[a.secondary->is_x ? parent.x.view : parent.y.view];
    for (double v : {view.lo, view.hi})
        if (!std::isfinite(function.inverse(v))) {
            out.error(f.span_of("forward"),
                      "'forward' gives no finite number for " + shortest(v) + ", a limit of the axis that it is for");
            return;
        }
    // Inside the limits, where both must be defined.
    for (double share : {0.25, 0.5, 0.75}) {
        const double v =
            view.scale.inverse(view.scale.transform(view.lo) * (1 - share) + view.scale.transform(view.hi) * share);
        const double back = function.forward(function.inverse(v));
        if (std::abs(back - v) <= 1e-6 * std::abs(view.hi - view.lo)) continue;
        out.warning(f.span_of("inverse"), "'inverse' does not undo 'forward': " + shortest(v) + " becomes " +
                                              shortest(function.inverse(v)) + ", and that becomes " + shortest(back));
        return;
    }
}

}  // namespace plotmill::resolve
