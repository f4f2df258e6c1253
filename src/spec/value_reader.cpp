#include "spec/value_reader.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "base/dates.h"
#include "base/numbers.h"
#include "base/suggest.h"
#include "spec/data_tables.h"
#include "spec/marker_names.h"
#include "spec/scalar.h"

namespace plotmill::spec {
namespace {

constexpr std::size_t most_item_errors = 5;  // per list
constexpr double most_generated = 1e8;       // numbers of a generator
constexpr std::uint32_t numeric = integer | number | position;

bool has_template(std::string_view text) { return text.find("${{") != std::string_view::npos; }

FieldValue& as(FieldValue& v, Accept form) {
    v.as = form;
    return v;
}

template <class T>
FieldValue with(FieldValue v, Accept form, T data) {
    v.as = form;
    v.data = std::move(data);
    return v;
}

// [r, g, b] or [r, g, b, a] of plain numbers.
std::optional<ColorSpec> color_list(const Value& list) {
    if (list.items.size() != 3 && list.items.size() != 4) return std::nullopt;
    double c[4] = {0, 0, 0, 1};
    for (std::size_t i = 0; i < list.items.size(); ++i) {
        if (!list.items[i]->is_number()) return std::nullopt;
        c[i] = list.items[i]->number;
        if (!(c[i] >= 0 && c[i] <= 1)) return std::nullopt;
    }
    ColorSpec out;
    out.rgba = {c[0], c[1], c[2], c[3]};
    return out;
}

}  // namespace

std::optional<double> ValueReader::scope_number(const Value& value) {
    return scope_.number(std::string_view(value.text).substr(1), value.span).or_report(out_);
}

std::optional<FieldValue> ValueReader::read(const ValuePtr& value, const Field& field, const Label& label) {
    FieldValue v;
    v.span = value->span;
    v.value = value;
    if ((field.accepts & any) && !((field.accepts & string) && value->kind == Value::Kind::string)) return as(v, any);
    const std::uint32_t accepts = field.accepts;
    bool from_template = false;
    if (value->kind == Value::Kind::string && has_template(value->text)) {
        const auto text = scope_.substitute(value->text, value->span).or_report(out_);
        if (!text) return std::nullopt;
        auto filled = std::make_shared<Value>(*value);
        filled->text = *text;
        v.value = filled;
        from_template = true;
    }
    switch (value->kind) {
        case Value::Kind::null:
            if (accepts & null_) return as(v, null_);
            break;
        case Value::Kind::boolean:
            if (accepts & flag) return with(v, flag, value->number != 0);
            break;
        case Value::Kind::integer:
        case Value::Kind::number: {
            const bool integral = value->kind == Value::Kind::integer;
            if (accepts & numeric) return read_number(v, value->number, integral, field, label);
            const double n = value->number;
            if ((accepts & marker) && integral && n >= 0 && n <= 11) {
                // Marker 1 is a tick, marker "1" a tripod.
                return with(v, marker, Marker{std::string(marker_numbers[static_cast<std::size_t>(n)])});
            }
            if (accepts & array) return as(v, array);
            if (accepts & string) return with(v, string, value->text);
            if ((accepts & color) && n >= 0 && n <= 1) {
                out_.error(v.span, fmt::format("a grey level is a text: write '\"{}\"' in quotes for {}", value->text,
                                               label.text()));
                return std::nullopt;
            }
            break;
        }
        case Value::Kind::string:
            return read_text(std::move(v), from_template, field, label);
        case Value::Kind::list:
            return read_list(std::move(v), field, label);
        case Value::Kind::map:
            return read_map(std::move(v), field, label);
    }
    return mismatch(v, field, label);
}

std::optional<FieldValue> ValueReader::read_number(FieldValue v, double n, bool integral, const Field& field,
                                                   const Label& label) {
    const bool whole = std::isfinite(n) && n == std::floor(n);
    if (std::isnan(n)) {
        out_.error(v.span, fmt::format("expected {} for {}, found .nan", expectation(field), label.text()));
        return std::nullopt;
    }
    if (!(field.accepts & (number | position)) && !whole) {
        if (field.accepts & array) return as(v, array);
        out_.error(v.span, fmt::format("expected {} for {}, found {}", expectation(field), label.text(), shortest(n)));
        return std::nullopt;
    }
    // Infinity is within no bound that a field states, and within those that it leaves open.
    const bool below = (field.min > -1e308 && n < field.min) || (field.positive && n <= 0);
    const bool above = field.max < 1e308 && n > field.max;
    if (below || above) {
        std::string range;
        if (field.positive && field.max >= 1e308)
            range = "above 0";
        else if (field.positive)
            range = fmt::format("above 0 and at most {}", shortest(field.max));
        else if (field.min == field.max)
            range = shortest(field.min);
        else if (field.max >= 1e308)
            range = fmt::format("at least {}", shortest(field.min));
        else if (field.min <= -1e308)
            range = fmt::format("at most {}", shortest(field.max));
        else
            range = fmt::format("from {} to {}", shortest(field.min), shortest(field.max));
        out_.error(v.span, fmt::format("{} must be {}, found {}", label.text(), range, shortest(n)));
        return std::nullopt;
    }
    v.integer = integral;
    const Accept form = (field.accepts & integer) && whole ? integer
                        : (field.accepts & number)         ? number
                        : (field.accepts & position)       ? position
                                                           : integer;
    return with(std::move(v), form, n);
}

std::optional<FieldValue> ValueReader::read_text(FieldValue v, bool from_template, const Field& field,
                                                 const Label& label) {
    const std::uint32_t accepts = field.accepts;
    const std::string& text = v.value->text;
    if (v.value->is_expression() && (accepts & numeric) && !(accepts & array)) {
        const auto n = scope_number(*v.value);
        if (!n) return std::nullopt;
        return read_number(std::move(v), *n, std::isfinite(*n) && *n == std::floor(*n), field, label);
    }
    if ((accepts & word) && std::find(field.words.begin(), field.words.end(), text) != field.words.end())
        return with(v, word, text);
    if (std::find(field.later_words.begin(), field.later_words.end(), text) != field.later_words.end()) {
        out_.error(v.span, fmt::format("'{}' for {} is not drawn yet", text, label.text()));
        return std::nullopt;
    }
    if (from_template) {
        const CoreScalar core = read_core_scalar(text);
        if (core.kind == Value::Kind::boolean && (accepts & flag)) return with(v, flag, core.number != 0);
        if (core.kind == Value::Kind::null && (accepts & null_) && !(accepts & string)) return as(v, null_);
        if ((core.kind == Value::Kind::integer || core.kind == Value::Kind::number) && (accepts & numeric))
            return read_number(std::move(v), core.number, core.kind == Value::Kind::integer, field, label);
    }
    if (accepts & linestyle)
        if (auto style = parse_linestyle(text)) return with(v, linestyle, std::move(*style));
    if (accepts & marker)
        if (auto m = parse_marker(text)) return with(v, marker, std::move(*m));
    if (accepts & color)
        if (auto c = parse_color(text)) return with(v, color, *c);
    if (accepts & position)
        if (auto date = parse_iso_date(text)) {
            v.date = true;
            return with(v, position, *date);
        }
    if (accepts & array) return as(v, array);
    if (accepts & string) {
        if (!field.letters.empty()) warn_of_letters(v, field, label);
        return with(v, string, text);
    }
    return unknown_text(v, field, label);
}

void ValueReader::warn_of_letters(const FieldValue& v, const Field& field, const Label& label) {
    const std::string& text = v.value->text;
    const std::size_t at = text.find_first_not_of(field.letters);
    if (at == std::string::npos) return;
    std::size_t end = at + 1;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
    std::string known;
    for (char c : field.letters) known += (known.empty() ? "" : " ") + std::string(1, c);
    out_.warning(v.span, fmt::format("'{}' means nothing in {}: the letters are {}", text.substr(at, end - at),
                                     label.text(), known));
}

// [offset, [on, off, ...]] or [offset, null].
std::optional<LineStyle> ValueReader::dash_list(const Value& list) {
    const auto read = [&](const Value& x) -> std::optional<double> {
        if (x.is_expression()) return scope_number(x);
        return x.is_number() ? std::optional<double>(x.number) : std::nullopt;
    };
    if (list.items.size() != 2) return std::nullopt;
    const Value& pattern = *list.items[1];
    const auto offset = read(*list.items[0]);
    if (!offset || !std::isfinite(*offset)) return std::nullopt;
    if (pattern.kind == Value::Kind::null) return LineStyle{};
    if (pattern.kind != Value::Kind::list || pattern.items.empty() || pattern.items.size() > 1000) return std::nullopt;
    LineStyle out{LineStyle::Kind::custom, *offset, {}};
    double sum = 0;
    for (const ValuePtr& item : pattern.items) {
        const auto n = read(*item);
        if (!n || !(*n >= 0) || !std::isfinite(*n)) return std::nullopt;
        sum += *n;
        out.dashes.push_back(*n);
    }
    return sum > 0 ? std::optional<LineStyle>(std::move(out)) : std::nullopt;
}

std::optional<FieldValue> ValueReader::read_list(FieldValue v, const Field& field, const Label& label) {
    const std::uint32_t accepts = field.accepts;
    const Value& l = *v.value;
    if (accepts & linestyle) {
        if (auto style = dash_list(l)) return with(v, linestyle, std::move(*style));
        if (!(accepts & (list | array))) {
            out_.error(v.span, fmt::format("expected [offset, [on, off, ...]] in points for {}", label.text()));
            return std::nullopt;
        }
    }
    if ((accepts & color) && !(accepts & array)) {
        if (auto c = color_list(l)) return with(v, color, *c);
        if (!(accepts & list)) {
            out_.error(v.span, fmt::format("expected {} for {}, or a list of 3 or 4 numbers from 0 to 1",
                                           expectation(field), label.text()));
            return std::nullopt;
        }
    }
    if (accepts & array) {
        if (!check_array(l, label, 0)) return std::nullopt;
        v.value = substitute(v.value);
        return as(v, array);
    }
    if (!(accepts & list)) return mismatch(v, field, label);
    if (!check_count(v, l.items.size(), field, label)) return std::nullopt;
    return read_items(std::move(v), field, label);
}

bool ValueReader::check_count(const FieldValue& v, std::size_t n, const Field& field, const Label& label) {
    if (n >= field.min_items && n <= field.max_items) return true;
    const auto count = [](std::uint32_t k) { return fmt::format("{} {}", k, k == 1 ? "value" : "values"); };
    out_.error(v.span, fmt::format("expected {} for {}, found {}",
                                   field.min_items == field.max_items ? count(field.min_items)
                                   : n < field.min_items              ? "at least " + count(field.min_items)
                                                                      : "at most " + count(field.max_items),
                                   label.text(), n));
    return false;
}

std::optional<FieldValue> ValueReader::read_items(FieldValue v, const Field& field, const Label& label) {
    Field item = field;
    item.accepts = field.items;
    item.items = 0;
    const bool is_list = v.value->kind == Value::Kind::list;
    const std::size_t n = is_list ? v.value->items.size() : v.value->entries.size();
    std::vector<FieldValue> values;
    values.reserve(n);
    std::size_t failed = 0;
    for (std::size_t i = 0; i < n && failed < most_item_errors; ++i) {
        const Label name = is_list ? Label{{}, &label, i + 1} : Label{v.value->entries[i].key, &label, 0};
        auto x = read(is_list ? v.value->items[i] : v.value->entries[i].value, item, name);
        if (x)
            values.push_back(std::move(*x));
        else
            ++failed;
    }
    if (failed > 0) return std::nullopt;
    return with(std::move(v), is_list ? list : mapping, std::move(values));
}

std::optional<FieldValue> ValueReader::read_map(FieldValue v, const Field& field, const Label& label) {
    const std::uint32_t accepts = field.accepts;
    if (accepts & array) {
        const auto& entries = v.value->entries;
        const bool generator = entries.size() == 1 && generator_table.find(entries[0].key);
        if (generator || !(accepts & (mapping | object))) {
            if (!check_generator(v.value, label)) return std::nullopt;
            v.value = substitute(v.value);
            return as(v, array);
        }
    }
    if (accepts & object) {
        auto fields = std::make_shared<const Fields>(read_fields(v.value, *field.table, scope_, out_));
        return with(std::move(v), object, std::move(fields));
    }
    if (accepts & mapping) {
        std::shared_ptr<Value> named;  // with the templates in its keys filled in
        for (std::size_t i = 0; i < v.value->entries.size(); ++i) {
            const Entry& e = v.value->entries[i];
            if (!has_template(e.key)) continue;
            auto key = scope_.substitute(e.key, e.key_span).or_report(out_);
            if (!key) return std::nullopt;
            if (!named) named = std::make_shared<Value>(*v.value);
            named->entries[i].key = std::move(*key);
        }
        if (named) v.value = std::move(named);
        if (!check_count(v, v.value->entries.size(), field, label)) return std::nullopt;
        return read_items(std::move(v), field, label);
    }
    return mismatch(v, field, label);
}

// An array is evaluated by its owner, who knows the tables; here only what can never be one is refused.
bool ValueReader::check_array(const Value& value, const Label& label, int depth) {
    if (depth > 8) {
        out_.error(value.span, fmt::format("lists are nested too deeply in {}", label.text()));
        return false;
    }
    std::size_t failed = 0;
    for (std::size_t i = 0; i < value.items.size() && failed < most_item_errors; ++i) {
        const Value& item = *value.items[i];
        const Label name{{}, &label, i + 1};
        if (item.kind == Value::Kind::list) {
            if (!check_array(item, name, depth + 1)) ++failed;
        } else if (item.kind == Value::Kind::map) {
            if (!check_generator(value.items[i], name)) ++failed;
        }
    }
    return failed == 0;
}

bool ValueReader::check_generator(const ValuePtr& map, const Label& label) {
    const std::size_t before = out_.error_count();
    if (map->entries.size() != 1) {
        out_.error(map->span, fmt::format("expected an array for {}, found a mapping that is no generator such as "
                                          "'linspace: [0, 1, 50]'",
                                          label.text()));
        return false;
    }
    const Fields fields = read_fields(map, generator_table, scope_, out_);
    if (out_.error_count() != before) return false;
    const FieldValue& arguments = fields.all().front().value;
    if (arguments.as != list) return true;
    const auto& given = arguments.list();
    const std::string_view name = fields.all().front().field->name;
    if (name == "arange" || name == "range") {
        const double start = given.size() > 1 ? given[0].number() : 0;
        const double stop = given.size() > 1 ? given[1].number() : given[0].number();
        const double step = given.size() > 2 ? given[2].number() : 1;
        if (step == 0) {
            out_.error(given[2].span, fmt::format("the step of '{}' must not be 0", name));
            return false;
        }
        if (!((stop - start) / step <= most_generated)) {
            out_.error(map->span, fmt::format("'{}' makes more than {} values", name, shortest(most_generated)));
            return false;
        }
        return true;
    }
    const double n = given[2].number();
    if (n < 0 || n > most_generated || n != std::floor(n)) {
        out_.error(given[2].span,
                   fmt::format("the third value of '{}' is how many numbers to make: expected an integer from "
                               "0 to {}, found {}",
                               name, shortest(most_generated), shortest(n)));
        return false;
    }
    return true;
}

ValuePtr ValueReader::substitute(const ValuePtr& value) {
    switch (value->kind) {
        case Value::Kind::string: {
            if (!has_template(value->text)) return value;
            const auto text = scope_.substitute(value->text, value->span).or_report(out_);
            if (!text || *text == value->text) return value;
            auto filled = std::make_shared<Value>(*value);
            filled->text = *text;
            return filled;
        }
        case Value::Kind::list: {
            std::shared_ptr<Value> changed;
            for (std::size_t i = 0; i < value->items.size(); ++i) {
                ValuePtr item = substitute(value->items[i]);
                if (item == value->items[i]) continue;
                if (!changed) changed = std::make_shared<Value>(*value);
                changed->items[i] = std::move(item);
            }
            return changed ? ValuePtr(std::move(changed)) : value;
        }
        case Value::Kind::map: {
            std::shared_ptr<Value> changed;
            for (std::size_t i = 0; i < value->entries.size(); ++i) {
                const Entry& e = value->entries[i];
                ValuePtr item = substitute(e.value);
                std::optional<std::string> key;
                if (has_template(e.key)) key = scope_.substitute(e.key, e.key_span).or_report(out_);
                if (item == e.value && !key) continue;
                if (!changed) changed = std::make_shared<Value>(*value);
                changed->entries[i].value = std::move(item);
                if (key) changed->entries[i].key = std::move(*key);
            }
            return changed ? ValuePtr(std::move(changed)) : value;
        }
        default:
            return value;
    }
}

ValuePtr substitute_tree(const ValuePtr& value, const Scope& scope, Diagnostics& out) {
    return ValueReader(scope, out).substitute(value);
}

}  // namespace plotmill::spec
