#include "expand/names.h"

#include <algorithm>
#include <cmath>

#include "data/arguments.h"
#include "expr/template.h"
#include "spec/scalar.h"

namespace plotmill::expand {

std::optional<expr::Operand> Names::lookup(std::string_view name, bool skip_columns) const {
    // The last one of a name wins.
    for (auto it = entries_.rbegin(); it != entries_.rend(); ++it)
        if (it->first == name) return it->second;
    return outer_ ? outer_->lookup(name, skip_columns) : std::nullopt;
}

std::vector<std::string> Names::names() const {
    std::vector<std::string> out = outer_ ? outer_->names() : std::vector<std::string>{};
    for (const Entry& e : entries_) out.push_back(e.first);
    return out;
}

std::vector<Names::Entry> Names::all() const {
    std::vector<Entry> out = outer_ ? outer_->all() : std::vector<Entry>{};
    out.insert(out.end(), entries_.begin(), entries_.end());
    return out;
}

expr::Scalar scalar_of_text(std::string_view text) {
    const spec::CoreScalar c = spec::read_core_scalar(text);
    switch (c.kind) {
        case spec::Value::Kind::boolean:
            return expr::Scalar::of_bool(c.number != 0);
        case spec::Value::Kind::integer:
            return expr::Scalar::of_number(c.number, true);
        case spec::Value::Kind::number:
            return expr::Scalar::of_number(c.number);
        default:
            return expr::Scalar::of_text(std::string(text));
    }
}

std::optional<expr::Scalar> read_scalar(const spec::Value& v, const expr::Environment& names, Diagnostics& out) {
    using Kind = spec::Value::Kind;
    switch (v.kind) {
        case Kind::null:
            return {};
        case Kind::boolean:
            return expr::Scalar::of_bool(v.number != 0);
        case Kind::integer:
            return expr::Scalar::of_number(v.number, true);
        case Kind::number:
            return expr::Scalar::of_number(v.number);
        case Kind::string: {
            std::string text = v.text;
            if (expr::has_template(text)) {
                auto filled = expr::substitute(text, names, v.span).or_report(out);
                if (!filled) return {};
                // A plain value made by a template is read as if it stood there.
                if (!v.quoted && (filled->empty() || (*filled)[0] != '=')) return scalar_of_text(*filled);
                text = std::move(*filled);
            }
            if (!text.empty() && text[0] == '=')
                return expr::evaluate_scalar(std::string_view(text).substr(1), names, v.span).or_report(out);
            return expr::Scalar::of_text(std::move(text));
        }
        case Kind::list:
        case Kind::map:
            break;
    }
    out.error(v.span, "expected a number, text, true or false, found " + std::string(spec::kind_name(v.kind)));
    return {};
}

std::shared_ptr<const Names> read_vars(const spec::Value* map, std::shared_ptr<const Names> outer,
                                       const std::vector<Names::Entry>& fixed, Diagnostics& out) {
    if (map && map->kind == spec::Value::Kind::null) map = nullptr;
    if (map && map->kind != spec::Value::Kind::map) {
        out.error(map->span, "'vars' is a mapping of names to values");
        map = nullptr;
    }
    std::vector<Names::Entry> entries;
    if (map)
        for (const spec::Entry& e : map->entries) {
            if (std::any_of(fixed.begin(), fixed.end(), [&](const Names::Entry& f) { return f.first == e.key; }))
                continue;
            std::vector<Names::Entry> known = entries;
            known.insert(known.end(), fixed.begin(), fixed.end());
            const Names so_far(outer, std::move(known));
            if (e.value->kind == spec::Value::Kind::list) {
                if (auto list = data::evaluate_array(e.value, nullptr, so_far).or_report(out))
                    if (list->columns.size() == 1) entries.emplace_back(e.key, expr::Operand(list->column()));
                continue;
            }
            if (e.value->kind == spec::Value::Kind::null) {
                entries.emplace_back(e.key, expr::Operand(expr::Scalar::of_number(std::nan(""))));
                continue;
            }
            if (e.value->kind == spec::Value::Kind::string && e.value->text.starts_with('=') &&
                !expr::has_template(e.value->text)) {
                // An expression may be a whole column.
                if (auto v =
                        expr::evaluate(std::string_view(e.value->text).substr(1), so_far, e.value->span).or_report(out))
                    entries.emplace_back(e.key, *v);
                continue;
            }
            if (auto v = read_scalar(*e.value, so_far, out)) entries.emplace_back(e.key, expr::Operand(*v));
        }
    entries.insert(entries.end(), fixed.begin(), fixed.end());
    if (entries.empty() && outer) return outer;
    return std::make_shared<const Names>(std::move(outer), std::move(entries));
}

}  // namespace plotmill::expand
