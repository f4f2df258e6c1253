// A scope with fixed variables, and reading helpers. Unit tests only.
#pragma once

#include <fmt/format.h>
#include <map>
#include <memory>
#include <string>

#include "spec/reader.h"

namespace plotmill::spec {

// ${{ name }} and "=name" are looked up; "$${{" is a literal "${{". No other expression is known.
class TestScope : public Scope {
public:
    std::map<std::string, std::string, std::less<>> vars = {{"k", "3"},      {"half", "0.5"},     {"yes", "true"},
                                                            {"name", "red"}, {"word", "stacked"}, {"nothing", "null"}};

    Result<std::string> substitute(std::string_view text, Span span) const override {
        std::string out;
        for (std::size_t i = 0; i < text.size();) {
            const bool literal = text.substr(i, 4) == "$${{";
            if (literal || text.substr(i, 3) != "${{") {
                out += literal ? "${{" : std::string(1, text[i]);
                i += literal ? 4 : 1;
                continue;
            }
            const std::size_t end = text.find("}}", i);
            const auto found = vars.find(text.substr(i + 4, end - i - 5));
            if (found == vars.end()) return error_at(span, "unknown name");
            out += found->second;
            i = end + 2;
        }
        return out;
    }
    Result<double> number(std::string_view expression, Span span) const override {
        const auto found = vars.find(expression);
        if (found == vars.end()) return error_at(span, "unknown name");
        return std::stod(found->second);
    }
};

// Trees without a parser; each value stands at line 1, in the column that `at` says.
inline std::shared_ptr<Value> make(Value::Kind kind, std::string text = {}, double number = 0, std::uint32_t at = 1) {
    auto v = std::make_shared<Value>();
    v->kind = kind;
    v->text = std::move(text);
    v->number = number;
    v->span = {nullptr, 1, at, 1};
    return v;
}
inline ValuePtr text(std::string s) { return make(Value::Kind::string, std::move(s)); }
inline ValuePtr num(double n) {
    const bool whole = n == static_cast<double>(static_cast<long long>(n));
    return make(whole ? Value::Kind::integer : Value::Kind::number, fmt::format("{}", n), n);
}
inline ValuePtr boolean(bool b) { return make(Value::Kind::boolean, b ? "true" : "false", b); }
inline ValuePtr null() { return make(Value::Kind::null); }
inline ValuePtr items(std::vector<ValuePtr> list) {
    auto v = make(Value::Kind::list);
    v->items = std::move(list);
    return v;
}
inline ValuePtr map(std::vector<std::pair<std::string, ValuePtr>> entries) {
    auto v = make(Value::Kind::map);
    std::uint32_t at = 1;
    for (auto& [key, value] : entries) v->entries.push_back({key, {nullptr, 2, at++, 1}, value});
    return v;
}

inline std::string messages(const Diagnostics& out) {
    std::string all;
    for (const Diagnostic& d : out.list()) {
        all += (all.empty() ? "" : " | ") + d.message;
        for (const auto& n : d.notes) all += " | note " + n.second;
    }
    return all;
}

}  // namespace plotmill::spec
