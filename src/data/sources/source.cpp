#include "data/sources/source.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/dates.h"
#include "base/numbers.h"
#include "base/suggest.h"
#include "data/sources/text_types.h"

namespace plotmill::data {
namespace {

constexpr double nan_value = std::numeric_limits<double>::quiet_NaN();

std::shared_ptr<Column> numbers_of(ColumnType type, std::size_t n) {
    auto c = std::make_shared<Column>();
    c->type = type;
    c->numbers.assign(n, nan_value);
    return c;
}

// The value that does not fit a rule, for the message; or the converted column.
struct Conversion {
    ColumnPtr column;
    std::string offender;
};

Conversion to_text_column(const Column& c) {
    auto out = std::make_shared<Column>();
    out->type = ColumnType::text;
    for (std::size_t i = 0; i < c.numbers.size(); ++i) {
        const bool gap = std::isnan(c.numbers[i]);
        if (gap) {
            out->missing.resize(c.numbers.size(), false);
            out->missing[i] = true;
        }
        out->texts.push_back(gap ? std::string() : expr::to_text(expr::element(c, i)));
    }
    return {out, {}};
}

template <class F>
Conversion from_texts(const Column& c, ColumnType type, F read) {
    auto out = numbers_of(type, c.texts.size());
    for (std::size_t i = 0; i < c.texts.size(); ++i) {
        if (is_missing(c, i)) continue;
        const std::optional<double> v = read(c.texts[i]);
        if (!v) return {nullptr, c.texts[i]};
        out->numbers[i] = *v;
    }
    if (type == ColumnType::number)
        out->integers = std::none_of(c.texts.begin(), c.texts.end(), [](const std::string& t) {
            return t.find_first_of(".eEnN") != std::string::npos;
        });
    return {out, {}};
}

Conversion convert(const Column& c, const ColumnRule& rule) {
    using Type = ColumnRule::Type;
    if (rule.type == Type::text)
        return c.type == ColumnType::text ? Conversion{std::make_shared<Column>(c), {}} : to_text_column(c);
    if (c.type == ColumnType::text)
        return from_texts(c, column_type(rule.type), [&](const std::string& t) { return value_of_type(t, rule); });
    auto same = std::make_shared<Column>(c);
    if (rule.type == Type::number) {
        same->type = ColumnType::number;
        return {same, {}};
    }
    if (rule.type == Type::boolean) {
        const auto other = std::find_if(c.numbers.begin(), c.numbers.end(),
                                        [](double v) { return !(std::isnan(v) || v == 0 || v == 1); });
        if (c.type == ColumnType::date || other != c.numbers.end())
            return {nullptr, other == c.numbers.end() ? "a date" : shortest(*other)};
        same->type = ColumnType::boolean;
        return {same, {}};
    }
    if (rule.type == Type::duration) return {c.type == ColumnType::number ? same : nullptr, "a value without a unit"};
    if (c.type == ColumnType::date) return {same, {}};
    if (c.type == ColumnType::number && !rule.date_format.empty()) {  // years, or 20240131
        const Conversion text = to_text_column(c);
        return from_texts(*text.column, ColumnType::date,
                          [&](const std::string& t) { return parse_date(t, rule.date_format); });
    }
    const auto there = std::find_if(c.numbers.begin(), c.numbers.end(), [](double v) { return !std::isnan(v); });
    if (there == c.numbers.end()) return {numbers_of(ColumnType::date, c.numbers.size()), {}};
    return {nullptr, shortest(*there)};
}

}  // namespace

Place place_in(std::string_view text, std::size_t offset) {
    Place place(1, 1);
    offset = std::min(offset, text.size());
    std::size_t start = 0;
    for (std::size_t i = 0; i < offset; ++i)
        if (text[i] == '\n' || (text[i] == '\r' && !(i + 1 < text.size() && text[i + 1] == '\n'))) {
            ++place.line;
            start = i + 1;
        }
    for (std::size_t i = start; i < offset; ++i) place.column += (static_cast<unsigned char>(text[i]) & 0xC0) != 0x80;
    return place;
}

std::nullopt_t SourceContext::fail(Place place, std::string message) const {
    Diagnostic d = error_at({file.get(), place.line, place.column, 0}, std::move(message));
    if (span.source) d.notes.emplace_back(span, "the file is named here");
    out.add(std::move(d));
    return std::nullopt;
}

const ColumnRule* SourceContext::rule(const std::string& column) const {
    return rules ? find_rule(*rules, column.empty() ? table : std::string_view(column)) : nullptr;
}

Inexact inexact_integers(const ColumnRule* rule) {
    if (!rule) return Inexact::fault;
    return rule->type == ColumnRule::Type::text ? Inexact::text : Inexact::round;
}

const ColumnRule* find_rule(const std::vector<ColumnRule>& rules, std::string_view column) {
    for (const ColumnRule& r : rules)
        if (r.column == column) return &r;
    return nullptr;
}

void check_rules(const std::vector<ColumnRule>& rules, const Columns& columns, std::string_view table,
                 Diagnostics& out) {
    std::vector<std::string_view> names;
    for (const NamedColumn& c : columns) names.push_back(c.name);
    for (const ColumnRule& r : rules)
        if (std::find(names.begin(), names.end(), r.column) == names.end())
            out.error(r.span, "table '" + std::string(table) + "' has no column '" + r.column + "'" +
                                  did_you_mean(r.column, names));
}

void settle_types(Columns& columns, const std::vector<ColumnRule>& rules, bool guess, Diagnostics& out) {
    for (NamedColumn& c : columns) {
        if (const ColumnRule* rule = find_rule(rules, c.name)) {
            if (c.column->cols) {
                out.error(rule->span, "column '" + c.name + "' has two dimensions, and its type stays");
                continue;
            }
            Conversion r = convert(*c.column, *rule);
            if (r.column)
                c.column = std::move(r.column);
            else
                out.error(rule->span, "'" + r.offender + "' in column '" + c.name + "' is " + not_of_type(*rule));
        } else if (guess && c.column->type == ColumnType::text) {
            if (ColumnPtr dates = as_iso_dates(*c.column)) c.column = std::move(dates);
        }
    }
}

ColumnPtr as_iso_dates(const Column& text) {
    auto out = numbers_of(ColumnType::date, text.texts.size());
    bool any = false;
    for (std::size_t i = 0; i < text.texts.size(); ++i) {
        if (is_missing(text, i)) continue;
        const auto days = parse_iso_date(text.texts[i]);
        if (!days) return nullptr;
        out->numbers[i] = *days;
        any = true;
    }
    return any ? ColumnPtr(std::move(out)) : nullptr;
}

}  // namespace plotmill::data
