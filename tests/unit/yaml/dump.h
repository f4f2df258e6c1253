// Values as one line of text, for tests. Unit tests only.
#pragma once

#include <fmt/format.h>
#include <string>

#include "base/diagnostic.h"
#include "base/numbers.h"
#include "spec/value.h"

namespace plotmill::yaml {

// null, true, i3 (an integer), n0.5 (a number), "text" (plain), 'text' (quoted), [a b], {k: v, k: v}.
inline std::string dump(const spec::Value& v) {
    using Kind = spec::Value::Kind;
    std::string out;
    switch (v.kind) {
        case Kind::null:
            return "null";
        case Kind::boolean:
            return v.number != 0 ? "true" : "false";
        case Kind::integer:
            return "i" + shortest(v.number);
        case Kind::number:
            return "n" + shortest(v.number);
        case Kind::string:
            return v.quoted ? "'" + v.text + "'" : "\"" + v.text + "\"";
        case Kind::list:
            for (const auto& item : v.items) out += (out.empty() ? "" : " ") + dump(*item);
            return "[" + out + "]";
        case Kind::map:
            for (const auto& e : v.entries) out += (out.empty() ? "" : ", ") + e.key + ": " + dump(*e.value);
            return "{" + out + "}";
    }
    return out;
}

// line:column+length
inline std::string dump(const Span& s) { return fmt::format("{}:{}+{}", s.line, s.column, s.length); }

// "line:column: message" of each diagnostic and note, joined by " | ".
inline std::string dump(const std::vector<Diagnostic>& errors) {
    std::string out;
    for (const Diagnostic& d : errors) {
        if (!out.empty()) out += " | ";
        out += fmt::format("{}:{}: {}", d.span.line, d.span.column, d.message);
        for (const auto& [span, text] : d.notes) out += fmt::format(" | note {}:{}: {}", span.line, span.column, text);
    }
    return out;
}

}  // namespace plotmill::yaml
