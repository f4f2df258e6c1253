// An axes and groups for the tests of layers: arguments are written as YAML, as in a job.
#pragma once

#include <doctest/doctest.h>
#include <map>
#include <memory>
#include <string>
#include <utility>

#include "data/arguments.h"
#include "data/scope.h"
#include "data/table.h"
#include "figure/data_limits.h"
#include "layers/layer.h"
#include "spec/reader.h"
#include "style/cycle.h"
#include "yaml/parse.h"

namespace plotmill::layers::test {

class FakeAxes final : public AxesContext {
public:
    FakeAxes() : cycles(rc_.shared_prop_cycle()) {}

    const style::RcParams& rc() const override { return rc_; }
    std::optional<Numbers> convert(Direction axis, const Column& column, Span) override {
        if (column.type == ColumnType::date) dates[index(axis)] = true;
        if (column.type != ColumnType::text) return column.numbers;
        auto& known = categories[index(axis)];
        std::vector<double> out;
        for (const std::string& text : column.texts) {
            std::size_t i = 0;
            while (i < known.size() && known[i] != text) ++i;
            if (i == known.size()) known.push_back(text);
            out.push_back(static_cast<double>(i));
        }
        return out;
    }
    std::optional<double> convert(Direction axis, const spec::FieldValue& value) override {
        if (value.date) dates[index(axis)] = true;
        if (std::holds_alternative<double>(value.data)) return value.number();
        Column one;
        one.type = ColumnType::text;
        one.texts.push_back(value.text());
        return convert(axis, one, value.span)->front();
    }
    bool is_category(Direction axis) const override { return !categories[index(axis)].empty(); }
    bool is_date(Direction axis) const override { return dates[index(axis)]; }
    Rgba next_line_color() override { return cycles.lines.next_color(); }
    Rgba next_patch_color() override { return cycles.patches.next_color(); }
    style::CycleEntry next_line_entry(std::span<const std::string_view> given) override {
        return cycles.next_line(style::cycle_keys(given));
    }
    const std::vector<Rgba>& cycle_colors() const override {
        colors_ = rc_.prop_cycle().colors();
        return colors_;
    }
    std::pair<double, double> bound(Direction) override { return {0, 1}; }
    bool log_scale(Direction axis) const override { return log[index(axis)]; }
    void set_log_scale(Direction axis) override { log[index(axis)] = true; }
    void set_ticks(Direction axis, std::vector<double> positions, std::vector<std::string> labels) override {
        ticks[index(axis)] = std::move(positions);
        tick_labels[index(axis)] = std::move(labels);
    }
    void invert(Direction axis) override { inverted[index(axis)] = true; }
    void add_ticks(Direction axis, std::vector<double> positions, std::vector<std::string> labels) override {
        auto& at = ticks[index(axis)];
        at.insert(at.end(), positions.begin(), positions.end());
        auto& texts = tick_labels[index(axis)];
        texts.insert(texts.end(), labels.begin(), labels.end());
    }
    void grow_limits(Direction axis, double low, double high) override {
        grown[index(axis)].push_back(low);
        grown[index(axis)].push_back(high);
    }
    void set_limits(Direction axis, double low, double high) override { limits[index(axis)] = {low, high}; }
    void set_aspect(double value) override { aspect = value; }
    void set_frame_on(bool on) override { frame_on = on; }
    double dpi() const override { return 100; }
    figure::View view(const figure::Artist&) override {
        return {{80, 52.8, 576, 422.4}, {0, 0, 1, 1}, {}, {}, {0, 0, 640, 480}, 100};
    }
    Diagnostics& diagnostics() override { return diagnostics_; }

    static std::size_t index(Direction axis) { return axis == Direction::x ? 0 : 1; }
    void set_rc(std::string_view name, std::string_view value) {
        CHECK(rc_.set(name, value, {}, diagnostics_));
        cycles = style::AxesCycles(rc_.shared_prop_cycle());
    }

    std::vector<std::string> categories[2];
    bool dates[2] = {false, false}, log[2] = {false, false}, inverted[2] = {false, false};
    std::vector<double> ticks[2], grown[2], limits[2];
    double aspect = 0;
    bool frame_on = true;
    std::vector<std::string> tick_labels[2];

private:
    style::RcParams rc_ = style::default_rc();
    Diagnostics diagnostics_;
    mutable std::vector<Rgba> colors_;

public:
    style::AxesCycles cycles;
};

class FakeGroup final : public Group {
public:
    FakeGroup(const spec::Fields& fields, data::TablePtr table, Diagnostics& out, std::string label)
        : fields_(fields), table_(std::move(table)), out_(out), label_(std::move(label)) {}
    const std::string& label() const override { return label_; }
    std::vector<ColumnPtr> series(std::string_view name) const override {
        std::vector<ColumnPtr> out;
        const spec::FieldValue* v = fields_.get(name);
        if (!v || v->is_null()) return out;
        auto add = [&](const spec::ValuePtr& value) {
            if (auto array = data::evaluate_array(value, table_.get(), empty_).or_report(out_))
                for (ColumnPtr& c : array->columns) out.push_back(std::move(c));
        };
        if (v->as == spec::mapping)
            for (const spec::FieldValue& item : v->list()) add(item.value);
        else
            add(v->value);
        return out;
    }
    ColumnPtr column(std::string_view name) const override {
        auto all = series(name);
        return all.size() == 1 ? all.front() : nullptr;
    }
    bool given(std::string_view name) const override { return fields_.has(name); }
    bool names_column(std::string_view name) const override {
        const spec::FieldValue* v = fields_.get(name);
        return v && table_ && v->value && table_->find(v->value->text);
    }
    std::size_t rows() const override { return table_ ? table_->rows() : 0; }

private:
    const spec::Fields& fields_;
    data::TablePtr table_;
    Diagnostics& out_;
    std::string label_;
    expr::EmptyEnvironment empty_;
};

// Prepares one layer. The text must outlive nothing: what is wanted is copied.
inline Prepared make(FakeAxes& axes, std::string_view layer, std::string_view yaml,
                     const data::TablePtr& table = nullptr) {
    const LayerKind* kind = find_layer(layer);
    REQUIRE(kind);
    static std::vector<std::unique_ptr<Source>> sources;  // spans of diagnostics point into them
    sources.push_back(std::make_unique<Source>(Source{"test", std::string(yaml)}));
    auto tree = yaml::parse(*sources.back());
    REQUIRE(tree);
    const expr::EmptyEnvironment empty;
    const data::EnvironmentScope scope(empty);
    const spec::Fields fields = spec::read_fields(*tree, *kind->fields, scope, axes.diagnostics());
    for (const Diagnostic& d : axes.diagnostics().list()) MESSAGE(d.message);
    REQUIRE(!axes.diagnostics().has_errors());
    std::vector<std::unique_ptr<Group>> groups;
    std::unique_ptr<Group> whole;
    const bool by = kind->fields->find("by") && fields.has("by");
    if (by) {
        whole = std::make_unique<FakeGroup>(fields, table, axes.diagnostics(), "");
        for (const auto& g : data::group_rows(*table->find(fields.text("by", ""))).groups)
            groups.push_back(std::make_unique<FakeGroup>(fields, table->subset(g.rows), axes.diagnostics(), g.label));
    } else {
        groups.push_back(std::make_unique<FakeGroup>(fields, table, axes.diagnostics(), ""));
    }
    return kind->prepare({fields, groups, by, axes, whole.get()});
}

// The first error that preparing the layer reports.
inline std::string error_of(std::string_view layer, std::string_view yaml, const data::TablePtr& table = nullptr) {
    FakeAxes axes;
    const Prepared out = make(axes, layer, yaml, table);
    CHECK(out.failed);
    for (const Diagnostic& d : axes.diagnostics().list())
        if (d.severity == Severity::error) return d.message;
    return "";
}

inline ColumnPtr number_column(std::vector<double> values) {
    auto c = std::make_shared<Column>();
    c->numbers = std::move(values);
    return c;
}
inline ColumnPtr text_column(std::vector<std::string> values) {
    auto c = std::make_shared<Column>();
    c->type = ColumnType::text;
    c->texts = std::move(values);
    return c;
}
inline data::TablePtr table_of(std::vector<data::NamedColumn> columns) {
    return std::make_shared<const data::Table>("t", std::move(columns));
}

inline figure::DataLimits limits_of(const Prepared& out) {
    figure::DataLimits limits;
    for (const figure::Artist& a : out.artists) limits.add(a);
    return limits;
}

template <class T>
const T& content(const Prepared& out, std::size_t i) {
    REQUIRE(i < out.artists.size());
    REQUIRE(std::holds_alternative<T>(out.artists[i].content));
    return std::get<T>(out.artists[i].content);
}
inline const figure::LineArtist& line(const Prepared& out, std::size_t i) {
    return content<figure::LineArtist>(out, i);
}
inline const figure::PatchArtist& patch(const Prepared& out, std::size_t i) {
    return content<figure::PatchArtist>(out, i);
}
inline const figure::CollectionArtist& collection(const Prepared& out, std::size_t i) {
    return content<figure::CollectionArtist>(out, i);
}

// "#rrggbbaa" of a colour, for readable expectations.
inline std::string hex(const Rgba& c) {
    std::string out = "#";
    for (double v : {c.r, c.g, c.b, c.a}) {
        const int n = static_cast<int>(v * 255 + 0.5);
        out += "0123456789abcdef"[n / 16];
        out += "0123456789abcdef"[n % 16];
    }
    return out;
}
inline std::string hex(const std::optional<Rgba>& c) { return c ? hex(*c) : "none"; }

inline Rect box(const figure::PatchArtist& patch) {
    figure::DataLimits limits;
    figure::add_path_extents(limits, patch.path, true, true);
    return {limits.x0, limits.y0, limits.x1, limits.y1};
}

inline bool near(const Rect& a, const Rect& b) {
    auto same = [](double x, double y) { return std::abs(x - y) <= 1e-12 * std::max(1.0, std::abs(y)); };
    return same(a.x0, b.x0) && same(a.y0, b.y0) && same(a.x1, b.x1) && same(a.y1, b.y1);
}

inline bool near(const std::vector<double>& a, const std::vector<double>& b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (!(std::abs(a[i] - b[i]) <= 1e-12 * std::max(1.0, std::abs(b[i])))) return false;
    return true;
}

}  // namespace plotmill::layers::test
