#include "expr/template.h"

#include <cstdlib>

#include "base/dates.h"
#include "base/numbers.h"
#include "expr/place.h"

namespace plotmill::expr {
namespace {

constexpr std::string_view opening = "${{";

// One `${{ ... }}`: where its parts stand in the text.
struct Piece {
    std::size_t start = 0, end = 0;      // of the whole, braces included
    std::size_t body = 0, body_end = 0;  // of the expression
    std::size_t spec = 0, spec_end = 0;  // of the format spec; equal where there is none
    bool closed = false;
};

// Finds the end of the template that starts at `start`, and the last ':' outside quotes, backticks and brackets.
Piece find_piece(std::string_view text, std::size_t start) {
    Piece p;
    p.start = start;
    p.body = start + opening.size();
    std::size_t colon = std::string_view::npos;
    int depth = 0;
    for (std::size_t i = p.body; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '\'' || c == '"' || c == '`') {
            // A quote in a format spec (a date's pattern, a fill) need not have a partner.
            std::size_t j = i + 1;
            while (j < text.size() && text[j] != c) j += text[j] == '\\' && c != '`' ? 2 : 1;
            if (j < text.size()) i = j;
        } else if (c == '(' || c == '[') {
            ++depth;
        } else if ((c == ')' || c == ']') && depth > 0) {
            --depth;
        } else if (c == ':' && depth == 0 && colon == std::string_view::npos) {
            colon = i;  // no expression holds one, so that the first is the spec's
        } else if (c == '}' && i + 1 < text.size() && text[i + 1] == '}') {
            p.closed = true;
            p.end = i + 2;
            p.body_end = colon == std::string_view::npos ? i : colon;
            p.spec = colon == std::string_view::npos ? i : colon + 1;
            p.spec_end = i;
            return p;
        }
    }
    return p;
}

std::string_view trimmed(std::string_view s) {
    const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\n'; };
    while (!s.empty() && blank(s.front())) s.remove_prefix(1);
    while (!s.empty() && blank(s.back())) s.remove_suffix(1);
    return s;
}

// The spec of "${{ x:.2f }}": blanks at its end belong to the braces.
std::string_view spec_of(std::string_view text, const Piece& p) {
    std::string_view s = text.substr(p.spec, p.spec_end - p.spec);
    while (s.ends_with(' ')) s.remove_suffix(1);
    return s;
}

Result<Scalar> value_at(std::string_view body, const Environment& environment, Span place) {
    if (body.empty()) return error_at(place, "expected an expression between '${{' and '}}'");
    if (body.starts_with("env.")) {
        const std::string name(body.substr(4));
        if (const char* v = std::getenv(name.c_str())) return Scalar::of_text(v);
        return error_at(place, "the environment variable '" + name + "' is not set");
    }
    return evaluate_scalar(body, environment, place);
}

}  // namespace

std::optional<std::string> format_scalar(const Scalar& value, std::string_view spec) {
    if (spec.empty()) return to_text(value);
    switch (value.type) {
        case ColumnType::date:
            return format_date(value.number, spec);
        case ColumnType::text:
            return py_format(value.text, spec);
        default:
            return py_format(value.number, value.integer || value.type == ColumnType::boolean, spec);
    }
}

Result<std::string> substitute(std::string_view text, const Environment& environment, Span origin, ValueRule rule) {
    std::string out;
    std::size_t at = 0;
    for (;;) {
        const std::size_t start = text.find(opening, at);
        if (start == std::string_view::npos) {
            out.append(text.substr(at));
            return out;
        }
        if (start > at && text[start - 1] == '$') {  // "$${{" stands for "${{"
            out.append(text.substr(at, start - 1 - at));
            out.append(opening);
            at = start + opening.size();
            continue;
        }
        out.append(text.substr(at, start - at));
        const Piece p = find_piece(text, start);
        if (!p.closed)
            return error_at(place_inside(origin, text, start, opening.size()),
                            "'${{' is not closed by '}}' (a literal '${{' is written '$${{')");
        const std::string_view raw = text.substr(p.body, p.body_end - p.body);
        const std::string_view body = trimmed(raw);
        const std::size_t body_at = body.empty() ? p.start : static_cast<std::size_t>(body.data() - text.data());
        const auto place = [&] {
            return place_inside(origin, text, body_at, body.empty() ? p.end - p.start : body.size());
        };
        // Only an error has use for its place, which is looked for through the whole source.
        Result<Scalar> v = value_at(body, environment, {});
        if (!v) return value_at(body, environment, place()).take_errors();
        const std::string_view spec = spec_of(text, p);
        const std::optional<std::string> shown = format_scalar(*v, spec);
        if (!shown)
            return error_at(place_inside(origin, text, p.spec, spec.size()),
                            "'" + std::string(spec) + "' is no format for " +
                                std::string(v->integer ? "an integer" : type_name(v->type)) +
                                " (expected a Python format spec, such as '.2f' or '03d')");
        if (rule == ValueRule::path_part && (shown->find('/') != std::string::npos || shown->starts_with('.')))
            return error_at(place(),
                            "the value '" + *shown + "' of a file's name may not hold '/' or start with a dot");
        out += *shown;
        at = p.end;
    }
}

std::vector<std::string> template_names(std::string_view text) {
    std::vector<std::string> names;
    for (std::size_t at = text.find(opening); at != std::string_view::npos; at = text.find(opening, at)) {
        if (at > 0 && text[at - 1] == '$') {
            at += opening.size();
            continue;
        }
        const Piece p = find_piece(text, at);
        if (!p.closed) break;
        const std::string_view body = trimmed(text.substr(p.body, p.body_end - p.body));
        at = p.end;
        if (body.starts_with("env.")) continue;
        if (const Result<Expression> e = compile(body, {}))
            names.insert(names.end(), e->names().begin(), e->names().end());
    }
    return names;
}

}  // namespace plotmill::expr
