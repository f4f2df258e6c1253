// A tree of YAML values with spans: what the yaml stage makes and every later reader walks. Immutable once built,
// shared between threads. Aliases share nodes, so the tree is a DAG: its walkers are bounded by the limits that yaml/
// enforces (depth, events, alias expansions).
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace plotmill::spec {

struct Value;
using ValuePtr = std::shared_ptr<const Value>;

struct Entry {
    std::string key;
    Span key_span;
    ValuePtr value;
};

struct Value {
    enum class Kind : std::uint8_t { null, boolean, integer, number, string, list, map };

    Kind kind = Kind::null;
    bool quoted = false;  // a quoted or block scalar: never anything but a string
    Span span;
    std::string text;   // scalars: the text as written (after YAML's escapes)
    double number = 0;  // boolean (0, 1), integer, number
    std::vector<ValuePtr> items;
    std::vector<Entry> entries;  // in order of appearance, keys unique

    bool is_number() const { return kind == Kind::integer || kind == Kind::number; }
    bool is_expression() const { return kind == Kind::string && !text.empty() && text[0] == '='; }
    const Entry* find(std::string_view key) const {
        for (const Entry& e : entries)
            if (e.key == key) return &e;
        return nullptr;
    }
};

// "a number", "a list", ...: for messages.
std::string_view kind_name(Value::Kind kind);

}  // namespace plotmill::spec
