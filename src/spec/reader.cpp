#include "spec/reader.h"

#include <algorithm>
#include <cassert>
#include <fmt/format.h>

#include "base/suggest.h"
#include "spec/value_reader.h"

namespace plotmill::spec {
namespace {

constexpr std::size_t most_unknown_keys = 20;  // reported per mapping
constexpr std::size_t most_keys_named = 8;     // of a table, where no key of it is near

// Every name and alias that may be written in a mapping of `table`.
std::vector<std::string_view> names_of(const FieldTable& table) {
    std::vector<std::string_view> out;
    table.for_each([&](const Field& f) {
        if (!f.later.empty()) return;
        out.push_back(f.name);
        out.insert(out.end(), f.aliases.begin(), f.aliases.end());
    });
    return out;
}

std::string one_of(const FieldTable& table) {
    std::vector<std::string_view> names;
    table.for_each([&](const Field& f) {
        if (f.later.empty()) names.push_back(f.name);
    });
    return join_words(names);
}

// What an unknown key may have been meant to be.
std::string unknown_key(std::string_view key, const FieldTable& table, std::span<const std::string_view> names) {
    std::string hint = did_you_mean(key, names);
    if (hint.empty() && key.find(' ') != std::string_view::npos)
        hint = " (a text that holds a comma stands in quotes)";
    else if (hint.empty() && !names.empty() && names.size() <= most_keys_named)
        hint = fmt::format(" (expected {})", one_of(table));
    return fmt::format("unknown key '{}' in {}{}", key, table.name, hint);
}

}  // namespace

void Fields::set(const Field* field, Span key_span, FieldValue value) {
    given_.push_back({field, key_span, std::move(value)});
}

const FieldValue* Fields::get(std::string_view name) const {
    for (const Given& g : given_)
        if (g.field->name == name) return &g.value;
    assert((!table_ || table_->find(name)) && "the table has no such field");
    return nullptr;
}

Span Fields::span_of(std::string_view name) const {
    const FieldValue* v = get(name);
    return v ? v->span : span_;
}

double Fields::number(std::string_view name, double otherwise) const { return number(name).value_or(otherwise); }

std::optional<double> Fields::number(std::string_view name) const {
    const FieldValue* v = get(name);
    const double* d = v ? std::get_if<double>(&v->data) : nullptr;
    return d ? std::optional<double>(*d) : std::nullopt;
}

bool Fields::boolean(std::string_view name, bool otherwise) const {
    const FieldValue* v = get(name);
    const bool* b = v ? std::get_if<bool>(&v->data) : nullptr;
    return b ? *b : otherwise;
}

std::string Fields::text(std::string_view name, std::string_view otherwise) const {
    return text(name).value_or(std::string(otherwise));
}

std::optional<std::string> Fields::text(std::string_view name) const {
    const FieldValue* v = get(name);
    const std::string* s = v ? std::get_if<std::string>(&v->data) : nullptr;
    return s ? std::optional<std::string>(*s) : std::nullopt;
}

const ColorSpec* Fields::color(std::string_view name) const {
    const FieldValue* v = get(name);
    return v ? std::get_if<ColorSpec>(&v->data) : nullptr;
}

const Fields* Fields::object(std::string_view name) const {
    const FieldValue* v = get(name);
    const auto* p = v ? std::get_if<std::shared_ptr<const Fields>>(&v->data) : nullptr;
    return p ? p->get() : nullptr;
}

Fields read_fields(const ValuePtr& map, const FieldTable& table, const Scope& scope, Diagnostics& out) {
    if (!map) return Fields(&table, {});
    Fields fields(&table, map->span);
    if (map->kind != Value::Kind::map && map->kind != Value::Kind::null) {
        out.error(map->span, fmt::format("expected a mapping for {}, found {}", table.name, describe(*map)));
        return fields;
    }
    std::vector<std::string_view> names;
    std::size_t unknown = 0;
    std::vector<std::pair<const Field*, const Entry*>> seen;  // unreadable ones too
    for (const Entry& e : map->entries) {
        const Field* field = table.find(e.key);
        if (!field) {
            if (++unknown > most_unknown_keys) continue;
            if (names.empty()) names = names_of(table);
            out.error(e.key_span, unknown_key(e.key, table, names));
            continue;
        }
        if (!field->later.empty()) {
            out.error(e.key_span, fmt::format("'{}' in {}: {}", e.key, table.name, field->later));
            continue;
        }
        const auto first = std::find_if(seen.begin(), seen.end(), [&](const auto& s) { return s.first == field; });
        if (first != seen.end()) {
            const Entry& other = *first->second;
            out.add({Severity::error,
                     e.key_span,
                     fmt::format("'{}' and '{}' are names of the same field of {}; give one of them", other.key, e.key,
                                 table.name),
                     {{other.key_span, fmt::format("'{}' is given here", other.key)}}});
            continue;
        }
        seen.emplace_back(field, &e);
        if (auto value = ValueReader(scope, out).read(e.value, *field, Label{e.key, nullptr, 0}))
            fields.set(field, e.key_span, std::move(*value));
    }
    if (unknown > most_unknown_keys)
        out.error(map->span, fmt::format("and {} more unknown keys in {}", unknown - most_unknown_keys, table.name));
    table.for_each([&](const Field& f) {
        if (f.required && table.find(f.name) == &f && !map->find(f.name) &&
            std::none_of(f.aliases.begin(), f.aliases.end(), [&](std::string_view a) { return map->find(a); }))
            out.error(map->span, fmt::format("missing key '{}' in {}", f.name, table.name));
    });
    if (table.one_key && map->entries.size() != 1 && unknown == 0)
        out.error(map->span, fmt::format("expected one key in {}: {}", table.name, one_of(table)));
    return fields;
}

void check_keys(const Value& map, const FieldTable& table, Diagnostics& out) {
    if (map.kind == Value::Kind::null) return;
    if (map.kind != Value::Kind::map) {
        out.error(map.span, fmt::format("expected a mapping for {}, found {}", table.name, describe(map)));
        return;
    }
    const std::vector<std::string_view> names = names_of(table);
    std::size_t unknown = 0;
    for (const Entry& e : map.entries)
        if (!table.find(e.key) && ++unknown <= most_unknown_keys)
            out.error(e.key_span, unknown_key(e.key, table, names));
}

std::optional<FieldValue> read_value(const ValuePtr& value, const Field& field, const Scope& scope, Diagnostics& out) {
    return ValueReader(scope, out).read(value, field, Label{field.name, nullptr, 0});
}

}  // namespace plotmill::spec
