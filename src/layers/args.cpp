#include "layers/args.h"

#include <cmath>
#include <fmt/format.h>
#include <numeric>

namespace plotmill::layers {

using spec::FieldValue;

namespace {

std::string count_of(std::string_view name, std::size_t n) {
    return fmt::format("{} has {} value{}", name, n, n == 1 ? "" : "s");
}

const double* scalar(const FieldValue* v) { return v ? std::get_if<double>(&v->data) : nullptr; }

bool numeric(const Draft& d, std::string_view name, const Column& column) {
    if (column.type == ColumnType::number || column.type == ColumnType::boolean) return true;
    d.error(name,
            fmt::format("'{}' must be numbers, not {}", name, column.type == ColumnType::date ? "dates" : "text"));
    return false;
}

// The series of one column.
void split(Numbers flat, std::size_t cols, Part part, std::vector<Numbers>& out) {
    if (cols == 0) {
        out.push_back(std::move(flat));
        return;
    }
    const std::size_t rows = flat.size() / cols;
    if (part == Part::rows) {
        for (std::size_t r = 0; r < rows; ++r) out.push_back(flat.part(r * cols, cols));
        return;
    }
    for (std::size_t c = 0; c < cols; ++c) {
        Values one(rows);
        for (std::size_t r = 0; r < rows; ++r) one[r] = std::as_const(flat)[r * cols + c];
        out.push_back(std::move(one));
    }
}

}  // namespace

void Draft::error(std::string_view at, std::string message) const {
    in.axes.diagnostics().error(span_of(at), std::move(message));
    out.failed = true;
}

std::optional<Numbers> axis_numbers(const Draft& d, std::string_view name, Direction axis) {
    const FieldValue* v = figure::given(d.fields(), name);
    if (v && scalar(v)) {
        const std::optional<double> one = d.axes().convert(axis, *v);
        if (!one) return std::nullopt;
        return Numbers{*one};
    }
    if (!v) return std::nullopt;
    const ColumnPtr column = d.group.column(name);
    if (!column) return std::nullopt;
    return d.axes().convert(axis, *column, v->span);
}

std::optional<Numbers> plain_numbers(const Draft& d, std::string_view name) {
    const FieldValue* v = figure::given(d.fields(), name);
    if (!v) return std::nullopt;
    if (const double* one = scalar(v)) return Numbers{*one};
    const ColumnPtr column = d.group.column(name);
    if (!column || !numeric(d, name, *column)) return std::nullopt;
    return column->numbers;
}

std::optional<std::vector<Numbers>> axis_number_series(const Draft& d, std::string_view name, Direction axis,
                                                       Part part) {
    const FieldValue* v = figure::given(d.fields(), name);
    if (!v) return std::nullopt;
    std::vector<Numbers> out;
    if (scalar(v)) {
        const auto one = axis_numbers(d, name, axis);
        if (!one) return std::nullopt;
        out.push_back(*one);
        return out;
    }
    for (const ColumnPtr& column : d.group.series(name)) {
        auto values = d.axes().convert(axis, *column, v->span);
        if (!values) return std::nullopt;
        split(std::move(*values), column->cols, part, out);
    }
    return out;
}

std::optional<std::vector<Numbers>> plain_number_series(const Draft& d, std::string_view name, Part part) {
    const FieldValue* v = figure::given(d.fields(), name);
    if (!v) return std::nullopt;
    std::vector<Numbers> out;
    if (const double* one = scalar(v)) {
        out.push_back({*one});
        return out;
    }
    for (const ColumnPtr& column : d.group.series(name)) {
        if (!numeric(d, name, *column)) return std::nullopt;
        split(column->numbers, column->cols, part, out);
    }
    return out;
}

namespace {

std::optional<Values> copied(const std::optional<Numbers>& numbers) {
    if (!numbers) return std::nullopt;
    return Values(*numbers);
}

std::optional<std::vector<Values>> copied(const std::optional<std::vector<Numbers>>& series) {
    if (!series) return std::nullopt;
    return std::vector<Values>(series->begin(), series->end());
}

}  // namespace

std::optional<Values> axis_values(const Draft& d, std::string_view name, Direction axis) {
    return copied(axis_numbers(d, name, axis));
}
std::optional<Values> plain_values(const Draft& d, std::string_view name) { return copied(plain_numbers(d, name)); }
std::optional<std::vector<Values>> axis_series(const Draft& d, std::string_view name, Direction axis, Part part) {
    return copied(axis_number_series(d, name, axis, part));
}
std::optional<std::vector<Values>> plain_series(const Draft& d, std::string_view name, Part part) {
    return copied(plain_number_series(d, name, part));
}

Part reshape_part(const Draft& d, std::string_view name) {
    const FieldValue* v = figure::given(d.fields(), name);
    return v && v->value && v->value->kind == spec::Value::Kind::list ? Part::rows : Part::columns;
}

std::optional<std::vector<bool>> truth_values(const Draft& d, std::string_view name) {
    const FieldValue* v = figure::given(d.fields(), name);
    if (!v) return std::nullopt;
    if (const bool* one = std::get_if<bool>(&v->data)) return std::vector<bool>{*one};
    const ColumnPtr column = d.group.column(name);
    if (!column || !numeric(d, name, *column)) return std::nullopt;
    std::vector<bool> out;
    out.reserve(column->numbers.size());
    for (double x : column->numbers) out.push_back(x != 0);
    return out;
}

std::optional<double> axis_position(const Draft& d, std::string_view name, Direction axis) {
    const FieldValue* v = figure::given(d.fields(), name);
    return v ? d.axes().convert(axis, *v) : std::nullopt;
}

bool same_length(const Draft& d, std::string_view a, std::size_t a_size, std::string_view b, std::size_t b_size) {
    if (a_size == b_size) return true;
    d.error(b, fmt::format("{}, {} has {}", count_of(a, a_size), b, b_size));
    return false;
}

bool broadcast(const Draft& d, std::string_view name, Values& values, std::string_view against, std::size_t size) {
    if (values.size() == 1 && size != 1) values.assign(size, values[0]);
    if (values.size() == size) return true;
    d.error(name, fmt::format("{}, {} has {}", count_of(name, values.size()), against, size));
    return false;
}

Values counting(std::size_t n) {
    Values out(n);
    std::iota(out.begin(), out.end(), 0.0);
    return out;
}

std::optional<figure::ColorList> colors(const Draft& d, std::string_view name) {
    const FieldValue* v = figure::given(d.fields(), name);
    if (!v) return std::nullopt;
    auto list = figure::color_list(*v);
    if (!list) d.error(name, fmt::format("'{}' must be a colour or a list of colours", name));
    return list;
}

std::optional<Values> numbers(const Draft& d, std::string_view name) {
    const FieldValue* v = figure::given(d.fields(), name);
    if (!v) return std::nullopt;
    if (const double* one = scalar(v)) return Values{*one};
    if (const auto* list = std::get_if<std::vector<FieldValue>>(&v->data)) {
        Values out;
        for (const FieldValue& item : *list) {
            const double* one = scalar(&item);
            if (!one) {
                d.error(name, fmt::format("'{}' must be a number or a list of numbers", name));
                return std::nullopt;
            }
            out.push_back(*one);
        }
        return out;
    }
    return std::nullopt;
}

std::optional<std::vector<std::string>> texts(const Draft& d, std::string_view name) {
    const FieldValue* v = figure::given(d.fields(), name);
    if (!v) return std::nullopt;
    std::vector<std::string> out;
    if (const auto* list = std::get_if<std::vector<FieldValue>>(&v->data))
        for (const FieldValue& item : *list) out.push_back(text_of(item));
    else
        out.push_back(text_of(*v));
    return out;
}

std::string text_of(const FieldValue& value) {
    if (const auto* text = std::get_if<std::string>(&value.data)) return *text;
    return value.value ? value.value->text : std::string();
}

Label label_of(const Draft& d) {
    Label out;
    if (d.in.by) {
        out.given = true;
        out.texts.push_back(d.group.label());
        return out;
    }
    const FieldValue* v = figure::given(d.fields(), "label");
    if (!v) return out;
    out.given = true;
    out.list = std::holds_alternative<std::vector<FieldValue>>(v->data);
    out.texts = *texts(d, "label");
    return out;
}

std::string single_label(const Draft& d) {
    const Label label = label_of(d);
    if (label.list) d.error("label", "'label' must be one text here");
    return label.one();
}

void add_handle(Prepared& out, const std::string& label, decltype(figure::LegendHandle::content) content,
                bool container) {
    if (label.empty() || label[0] == '_') return;
    out.handles.push_back({label, container, std::move(content)});
}

figure::Artist& add_line(Prepared& out, Numbers x, Numbers y, const figure::ResolvedLine& line,
                         const figure::ArtistKeywords& keywords, double zorder, figure::Space space) {
    figure::LineArtist artist;
    artist.x = std::move(x);
    artist.y = std::move(y);
    artist.drawstyle = line.drawstyle;
    if (line.gaps) {
        figure::LineArtist gaps = artist;
        gaps.line = *line.gaps;
        add_artist(out, std::move(gaps), keywords, zorder).space = space;
    }
    artist.line = line.line;
    artist.marker = line.marker;
    artist.markevery = line.markevery;
    figure::Artist& added = add_artist(out, std::move(artist), keywords, zorder);
    added.space = space;
    return added;
}

figure::LineHandle line_handle(const figure::ResolvedLine& line) { return {line.line, line.marker, line.gaps}; }

void fill_from_cycle(AxesContext& axes, figure::LineKeywords& k) {
    std::vector<std::string_view> given;
    auto note = [&](bool has, std::string_view name) {
        if (has) given.push_back(name);
    };
    note(k.color.has_value(), "color");
    note(k.linewidth.has_value(), "linewidth");
    note(k.linestyle.has_value(), "linestyle");
    note(k.fillstyle.has_value(), "fillstyle");
    note(k.markerfacecolor.has_value(), "markerfacecolor");
    note(k.markersize.has_value(), "markersize");
    note(k.markeredgewidth.has_value(), "markeredgewidth");
    note(k.markeredgecolor.has_value(), "markeredgecolor");
    note(k.markevery.has_value(), "markevery");
    note(k.alpha.has_value(), "alpha");
    note(k.marker.has_value(), "marker");
    note(k.dashes.has_value(), "dashes");
    const style::CycleEntry entry = axes.next_line_entry(given);
    if (!k.color && entry.color) k.color = ColorSpec{-1, entry.color->a == 0, *entry.color};
    if (!k.linewidth) k.linewidth = entry.linewidth;
    if (!k.linestyle) k.linestyle = entry.linestyle;
    if (!k.fillstyle) k.fillstyle = entry.fillstyle;
    if (!k.markerfacecolor && entry.markerfacecolor) k.markerfacecolor = {{entry.markerfacecolor}};
    if (!k.markersize) k.markersize = entry.markersize;
    if (!k.markeredgewidth) k.markeredgewidth = entry.markeredgewidth;
    if (!k.markeredgecolor && entry.markeredgecolor) k.markeredgecolor = {{entry.markeredgecolor}};
    if (!k.markevery && entry.markevery) {
        figure::MarkEvery m;
        m.kind = static_cast<figure::MarkEvery::Kind>(entry.markevery->kind);
        m.start = entry.markevery->start;
        m.step = entry.markevery->step;
        m.indices = entry.markevery->indices;
        k.markevery = std::move(m);
    }
    if (!k.alpha) k.alpha = entry.alpha;
    if (!k.marker) k.marker = entry.marker;
    if (!k.dashes) k.dashes = entry.dashes;
}

}  // namespace plotmill::layers
