#include "resolve/layer_input.h"

#include <algorithm>
#include <iterator>

#include "base/suggest.h"
#include "data/arguments.h"

namespace plotmill::resolve {

LayerAxes::LayerAxes(FigureState& state, std::size_t axes, std::size_t layer)
    : state_(state), axes_(axes), layer_(layer), colors_(state.rc().prop_cycle().colors()) {}

std::optional<Numbers> LayerAxes::convert(Direction d, const Column& column, Span span) {
    const char* name = d == Direction::x ? "x" : "y";
    const ViewState& v = state_.view(axes_, d);
    switch (column.type) {
        case ColumnType::text:
            if (v.view.dates) {
                diagnostics().error(span, std::string("text on the ") + name + " axis, which is a date axis");
                return {};
            }
            return state_.categories(axes_, d, column);
        case ColumnType::date:
            if (v.categories) {
                diagnostics().error(span, std::string("dates on the ") + name + " axis, which has categories");
                return {};
            }
            state_.make_dates(axes_, d);
            return column.numbers;
        case ColumnType::number:
        case ColumnType::boolean:
            return column.numbers;
    }
    return {};
}

std::optional<double> LayerAxes::convert(Direction d, const spec::FieldValue& value) {
    Column one;
    if (const auto* text = std::get_if<std::string>(&value.data)) {
        one.type = ColumnType::text;
        one.texts = {*text};
    } else if (const auto* number = std::get_if<double>(&value.data)) {
        one.type = value.date ? ColumnType::date : ColumnType::number;
        one.numbers = {*number};
    } else {
        return {};
    }
    auto out = convert(d, one, value.span);
    if (!out || out->empty()) return {};
    return out->front();
}

bool LayerAxes::is_category(Direction d) const { return state_.view(axes_, d).categories; }
bool LayerAxes::is_date(Direction d) const { return state_.view(axes_, d).view.dates; }
Rgba LayerAxes::next_line_color() { return state_.axes(axes_).cycle->lines.next_color(); }
Rgba LayerAxes::next_patch_color() { return state_.axes(axes_).cycle->patches.next_color(); }
style::CycleEntry LayerAxes::next_line_entry(std::span<const std::string_view> given) {
    return state_.axes(axes_).cycle->next_line(style::cycle_keys(given));
}

std::pair<double, double> LayerAxes::bound(Direction d) {
    state_.settle(axes_, d);
    const AxisView& v = state_.view(axes_, d).view;
    return std::minmax(v.lo, v.hi);
}

bool LayerAxes::log_scale(Direction d) const { return state_.view(axes_, d).view.scale.kind == figure::ScaleKind::log; }

void LayerAxes::set_log_scale(Direction d) {
    figure::Scale s;
    s.kind = figure::ScaleKind::log;
    state_.set_scale(axes_, d, s);
}

void LayerAxes::set_ticks(Direction d, std::vector<double> positions, std::vector<std::string> labels) {
    state_.set_ticks(axes_, d, std::move(positions));
    if (labels.empty()) return;
    ViewState& v = state_.view(axes_, d);
    v.view.major_format = figure::FixedFormatter{std::move(labels)};
    v.default_major_format = false;
}

void LayerAxes::invert(Direction d) { state_.invert(axes_, d); }

void LayerAxes::add_ticks(Direction d, std::vector<double> positions, std::vector<std::string> labels) {
    ViewState& v = state_.view(axes_, d);
    auto* locator = std::get_if<figure::FixedLocator>(&v.view.major);
    if (!locator) locator = &v.view.major.emplace<figure::FixedLocator>();
    locator->positions.insert(locator->positions.end(), positions.begin(), positions.end());
    auto* formatter = std::get_if<figure::FixedFormatter>(&v.view.major_format);
    if (!formatter) formatter = &v.view.major_format.emplace<figure::FixedFormatter>();
    formatter->labels.insert(formatter->labels.end(), labels.begin(), labels.end());
    v.default_major = v.default_major_format = false;
}

void LayerAxes::grow_limits(Direction d, double low, double high) {
    figure::DataLimits& l = state_.axes(axes_).limits;
    double& lo = d == Direction::x ? l.x0 : l.y0;
    double& hi = d == Direction::x ? l.x1 : l.y1;
    lo = std::min(lo, low);
    hi = std::max(hi, high);
}

void LayerAxes::set_limits(Direction d, double low, double high) { state_.set_limits(axes_, d, low, high); }
void LayerAxes::set_aspect(double aspect) { state_.axes(axes_).axes.aspect = aspect; }
void LayerAxes::set_frame_on(bool on) { state_.axes(axes_).axes.frame_on = on; }

namespace {

class TableGroup final : public layers::Group {
public:
    TableGroup(const spec::Fields& fields, data::TablePtr table, const expr::Environment& names, Diagnostics& out,
               std::string label)
        : fields_(fields), table_(std::move(table)), names_(names), out_(out), label_(std::move(label)) {}

    const std::string& label() const override { return label_; }
    bool given(std::string_view name) const override {
        const spec::FieldValue* v = fields_.get(name);
        return v && !v->is_null();
    }
    std::size_t rows() const override { return table_ ? table_->rows() : 0; }
    const spec::Fields* fields() const override { return own_ ? &*own_ : nullptr; }
    void set_color(const ColorSpec& color, Span span) { own_ = with_color(fields_, color, span); }

    std::vector<ColumnPtr> series(std::string_view name) const override {
        if (!given(name)) return {};
        const spec::FieldValue& v = *fields_.get(name);
        if (v.as != spec::mapping) {
            if (misspelt(name, *v.value)) return {};
            auto value = data::evaluate_array(v.value, table_.get(), names_).or_report(out_);
            return value ? std::move(value->columns) : std::vector<ColumnPtr>{};
        }
        // Labels to arrays: one series each, in the mapping's order.
        std::vector<ColumnPtr> all;
        for (const spec::FieldValue& item : v.list()) {
            auto value = data::evaluate_array(item.value, table_.get(), names_).or_report(out_);
            if (!value) continue;
            if (value->columns.size() == 1)
                all.push_back(value->column());
            else
                out_.error(item.span, "each entry of '" + std::string(name) + "' is one list of values");
        }
        return all;
    }

    bool names_column(std::string_view name) const override {
        const spec::FieldValue* v = fields_.get(name);
        return v && v->value && table_ && v->value->kind == spec::Value::Kind::string && table_->find(v->value->text);
    }

    ColumnPtr column(std::string_view name) const override {
        std::vector<ColumnPtr> all = series(name);
        if (all.size() == 1) return all.front();
        if (all.size() > 1) {
            const spec::ValuePtr& v = fields_.get(name)->value;
            const bool rows = v && v->kind == spec::Value::Kind::list && !v->items.empty() &&
                              v->items.front()->kind == spec::Value::Kind::list;
            if (rows &&
                std::any_of(all.begin(), all.end(), [](const ColumnPtr& c) { return c->type == ColumnType::text; })) {
                out_.error(fields_.span_of(name), "'" + std::string(name) + "' must be numbers, not text");
                return nullptr;
            }
            out_.error(fields_.span_of(name), rows ? "the rows of '" + std::string(name) + "' differ in length"
                                                   : "'" + std::string(name) + "' takes one list of values, found " +
                                                         std::to_string(all.size()) + " series");
        }
        return nullptr;
    }

private:
    // A text that is no column's name, and nearly one of the words that the argument takes instead of an array.
    bool misspelt(std::string_view name, const spec::Value& value) const {
        const spec::Field* field = fields_.table()->find(name);
        if (!field || field->words.empty() || value.kind != spec::Value::Kind::string || value.is_expression())
            return false;
        if (table_ && table_->find(value.text)) return false;
        const std::string hint = did_you_mean(value.text, field->words);
        if (!hint.empty())
            out_.error(value.span, "unknown value '" + value.text + "' for '" + std::string(name) + "'" + hint);
        return !hint.empty();
    }

    const spec::Fields& fields_;
    data::TablePtr table_;
    const expr::Environment& names_;
    Diagnostics& out_;
    std::string label_;
    std::optional<spec::Fields> own_;
};

// By `colors` (or what the matrix shares): the groups' order, and one colour for each.
std::vector<ColorSpec> color_groups(const spec::Fields& fields, const ColorRules& rules, const std::string& column,
                                    std::vector<data::Grouping::Group>& groups, bool report, Span& span,
                                    Diagnostics& out) {
    auto labels = [&] {
        std::vector<std::string> all;
        for (const auto& g : groups) all.push_back(g.label);
        return all;
    };
    std::optional<ValueColors> colors = value_colors(rules.kind, fields, rules.axes_map, false, out);
    if (colors && report) check_values(rules.kind, fields, rules.axes_map, rules.of_matrix, column, labels(), out);
    if (!colors) colors = shared_colors(rules.kind, fields, rules.sharing, labels());
    if (!colors) return {};
    span = colors->span;
    std::stable_sort(groups.begin(), groups.end(),
                     [&](const auto& a, const auto& b) { return colors->rank(a.label) < colors->rank(b.label); });
    return colors->of(labels(), rules.rc);
}

}  // namespace

std::unique_ptr<layers::Group> whole_table(const spec::Fields& fields, const data::TablePtr& table,
                                           const expr::Environment& names, Diagnostics& out) {
    return std::make_unique<TableGroup>(fields, table, names, out, "");
}

std::vector<std::unique_ptr<layers::Group>> layer_groups(const spec::Fields& fields, const data::TablePtr& table,
                                                         const expr::Environment& names,
                                                         std::unique_ptr<layers::Group>& whole, const ColorRules& rules,
                                                         Diagnostics& out, const Facet* facet) {
    std::vector<std::unique_ptr<layers::Group>> groups;
    const bool by = fields.table()->find("by") && fields.has("by");
    if (!by) {
        auto one = std::make_unique<TableGroup>(fields, table, names, out, "");
        if (const auto colors = value_colors(rules.kind, fields, rules.axes_map, facet != nullptr, out)) {
            const std::vector<std::string> label{facet->label};
            one->set_color(colors->of(label, rules.rc).front(), colors->span);
        }
        groups.push_back(std::move(one));
        return groups;
    }
    const Span span = fields.span_of("by");
    if (!table) {
        out.error(span, "'by' needs a table: name one with 'data'");
        return groups;
    }
    const std::string name = fields.text("by", "");
    const data::TablePtr& all = facet ? facet->table : table;
    const ColumnPtr column = all->find(name);
    if (!column) {
        out.error(span, table->no_column(name));
        return groups;
    }
    data::Grouping grouping = data::group_rows(*column);
    if (facet)
        for (auto& g : grouping.groups) {
            std::vector<std::size_t> both;
            std::set_intersection(g.rows.begin(), g.rows.end(), facet->rows.begin(), facet->rows.end(),
                                  std::back_inserter(both));
            g.rows = std::move(both);
        }
    if (grouping.missing > 0 && (!facet || facet->first))
        out.warning(span, std::to_string(grouping.missing) + (grouping.missing == 1 ? " row has" : " rows have") +
                              " no '" + name +
                              (grouping.missing == 1 ? "' and forms no group" : "' and form no group"));
    Span color_span;
    const std::vector<ColorSpec> colors =
        color_groups(fields, rules, name, grouping.groups, !facet || facet->first, color_span, out);
    whole = std::make_unique<TableGroup>(fields, table, names, out, "");
    for (std::size_t i = 0; i < grouping.groups.size(); ++i) {
        const auto& g = grouping.groups[i];
        auto one = std::make_unique<TableGroup>(fields, all->subset(g.rows), names, out, g.label);
        if (!colors.empty()) one->set_color(colors[i], color_span);
        groups.push_back(std::move(one));
    }
    if (groups.empty()) out.error(span, "column '" + name + "' has no values to group by");
    return groups;
}

}  // namespace plotmill::resolve
