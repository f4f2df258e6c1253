#include "data/table_key.h"

#include <cstring>

namespace plotmill::data {
namespace {

void append_number(std::string& key, double v) {
    char bytes[sizeof v];
    std::memcpy(bytes, &v, sizeof v);
    key.append(bytes, sizeof bytes);
}
void append_count(std::string& key, std::size_t n) {
    key += std::to_string(n);
    key += ':';
}

}  // namespace

void append_key(std::string& key, std::string_view text) {
    append_count(key, text.size());
    key.append(text);
}

void append_key(std::string& key, const expr::Operand& value) {
    key += static_cast<char>('0' + static_cast<int>(value.type()));
    if (value.is_scalar()) {
        const expr::Scalar& s = value.scalar();
        key += s.missing ? 'm' : s.integer ? 'i' : 's';
        if (s.type == ColumnType::text)
            append_key(key, s.text);
        else
            append_number(key, s.number);
        return;
    }
    const Column& c = *value.column();
    key += c.integers ? 'I' : 'C';
    append_count(key, c.size());
    append_count(key, c.cols);
    append_count(key, c.depth);
    for (double v : c.numbers) append_number(key, v);
    for (std::size_t i = 0; i < c.texts.size(); ++i) {
        key += !c.missing.empty() && c.missing[i] ? 'm' : 't';
        append_key(key, c.texts[i]);
    }
}

void append_name(std::string& key, std::string_view name, const expr::Environment& scope) {
    append_key(key, name);
    if (const auto v = scope.lookup(name, true))
        append_key(key, *v);
    else
        key += '-';
}

void append_key(std::string& key, const spec::Value& tree, const expr::Environment& scope, TakesEntry takes) {
    using Kind = spec::Value::Kind;
    key += static_cast<char>('a' + static_cast<int>(tree.kind));
    switch (tree.kind) {
        case Kind::null:
            return;
        case Kind::boolean:
        case Kind::integer:
        case Kind::number:
            append_number(key, tree.number);
            append_key(key, tree.text);
            return;
        case Kind::string:
            append_key(key, tree.text);
            if (tree.is_expression())
                if (const auto e = expr::compile(std::string_view(tree.text).substr(1), {}))
                    for (const std::string& name : e->names()) append_name(key, name, scope);
            return;
        case Kind::list:
            append_count(key, tree.items.size());
            for (const spec::ValuePtr& item : tree.items) append_key(key, *item, scope);
            return;
        case Kind::map:
            for (const spec::Entry& e : tree.entries) {
                if (takes && !takes(e.key)) continue;
                append_key(key, e.key);
                append_key(key, *e.value, scope);
            }
            key += '}';
            return;
    }
}

}  // namespace plotmill::data
