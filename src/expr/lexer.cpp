#include "expr/lexer.h"

#include <algorithm>
#include <cmath>

#include "base/numbers.h"

namespace plotmill::expr {
namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }
bool blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool name_start(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (static_cast<unsigned char>(c) & 0x80);
}
bool name_part(char c) { return name_start(c) || digit(c); }

struct Symbol {
    std::string_view text;
    Token token;
};
// Longest first.
constexpr Symbol symbols[] = {
    {"**", Token::double_star}, {"//", Token::double_slash},  {"==", Token::equal}, {"!=", Token::not_equal},
    {"<=", Token::less_equal},  {">=", Token::greater_equal}, {"<", Token::less},   {">", Token::greater},
    {"+", Token::plus},         {"-", Token::minus},          {"*", Token::star},   {"/", Token::slash},
    {"%", Token::percent},      {"(", Token::open},           {")", Token::close},  {",", Token::comma},
};

struct Word {
    std::string_view text;
    Token token;  // fault: it is Python's only
};
constexpr Word words[] = {
    {"and", Token::kw_and}, {"or", Token::kw_or},     {"not", Token::kw_not},
    {"if", Token::kw_if},   {"else", Token::kw_else}, {"in", Token::fault},
    {"is", Token::fault},   {"lambda", Token::fault}, {"for", Token::fault},
};

struct Stranger {
    std::string_view text, advice;
};
// What other languages write.
constexpr Stranger strangers[] = {
    {"&&", "expected 'and' in place of '&&'"},
    {"||", "expected 'or' in place of '||'"},
    {"&", "expected 'and' in place of '&'"},
    {"|", "expected 'or' in place of '|'"},
    {"^", "'^' is not an operator here (a power is written '**')"},
    {"!", "expected 'not' in place of '!'"},
    {"=", "an expression cannot assign (did you mean '=='?)"},
    {"?", "expected 'a if condition else b' in place of '?'"},
    {"[", "an expression cannot index"},
    {".", "an expression has no attributes"},
    {"{", "unexpected '{' (a template '${{ }}' is filled in before the expression is read)"},
};

}  // namespace

void Lexer::fail(std::size_t at, std::size_t n, std::string why) {
    token = Token::fault;
    offset = at;
    length = n;
    message = std::move(why);
}

bool Lexer::call_follows() const {
    std::size_t i = at_;
    while (i < text_.size() && blank(text_[i])) ++i;
    return i < text_.size() && text_[i] == '(';
}

void Lexer::next() {
    if (token == Token::fault) return;
    previous_end_ = at_;
    while (at_ < text_.size() && blank(text_[at_])) ++at_;
    offset = at_;
    length = 0;
    if (at_ >= text_.size()) {
        token = Token::end;
        return;
    }
    const char c = text_[at_];
    const char d = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
    if (digit(c) || (c == '.' && digit(d))) return read_number();
    if (c == '\'' || c == '"') return read_string(c);
    if (name_start(c) || c == '`') return read_name(Token::name);
    if (c == '@') {
        ++at_;
        if (!name_start(d) && d != '`') return fail(offset, 1, "expected a name after '@'");
        return read_name(Token::skip_name);
    }
    const std::string_view rest = text_.substr(at_);
    for (const Symbol& s : symbols)
        if (rest.starts_with(s.text)) {
            token = s.token;
            length = s.text.size();
            at_ += length;
            return;
        }
    for (const Stranger& s : strangers)
        if (rest.starts_with(s.text)) return fail(at_, s.text.size(), std::string(s.advice));
    fail(at_, 1, std::string("unexpected '") + c + "'");
}

void Lexer::read_number() {
    std::string digits;  // without '_'
    bool whole = true;
    const auto run = [&] {
        while (at_ < text_.size() &&
               (digit(text_[at_]) || (text_[at_] == '_' && at_ > offset && digit(text_[at_ - 1]) &&
                                      at_ + 1 < text_.size() && digit(text_[at_ + 1])))) {
            if (text_[at_] != '_') digits += text_[at_];
            ++at_;
        }
    };
    run();
    if (at_ < text_.size() && text_[at_] == '.') {
        whole = false;
        digits += '.';
        ++at_;
        run();
    }
    if (at_ < text_.size() && (text_[at_] == 'e' || text_[at_] == 'E')) {
        std::size_t i = at_ + 1;
        if (i < text_.size() && (text_[i] == '+' || text_[i] == '-')) ++i;
        if (i < text_.size() && digit(text_[i])) {
            whole = false;
            digits.append(text_.substr(at_, i - at_));
            at_ = i;
            run();
        }
    }
    length = at_ - offset;
    if (digits.starts_with('.')) digits.insert(0, "0");
    if (at_ < text_.size() && name_part(text_[at_])) {
        std::size_t end = at_;
        while (end < text_.size() && name_part(text_[end])) ++end;
        return fail(offset, end - offset,
                    "'" + std::string(text_.substr(offset, end - offset)) +
                        "' is neither a number nor a name (a product needs '*'; a column's name that is no identifier "
                        "stands in backticks)");
    }
    const std::size_t dot = digits.find('.');
    if (dot != std::string::npos && (dot + 1 == digits.size() || !digit(digits[dot + 1]))) digits.insert(dot + 1, "0");
    const std::optional<double> v = parse_number(digits);
    if (!v || !std::isfinite(*v)) return fail(offset, length, "the number is too large");
    number = *v;
    integer = whole;
    token = Token::number;
}

void Lexer::read_string(char quote) {
    value.clear();
    std::size_t i = at_ + 1;
    for (;; ++i) {
        if (i >= text_.size()) return fail(offset, text_.size() - offset, "the string is not closed");
        char c = text_[i];
        if (c == quote) break;
        if (c == '\\') {
            if (++i >= text_.size()) return fail(offset, text_.size() - offset, "the string is not closed");
            switch (text_[i]) {
                case 'n':
                    c = '\n';
                    break;
                case 't':
                    c = '\t';
                    break;
                case '\\':
                case '\'':
                case '"':
                    c = text_[i];
                    break;
                default:
                    return fail(i - 1, 2,
                                std::string("unknown escape '\\") + text_[i] + "' (known: \\\\ \\' \\\" \\n \\t)");
            }
        }
        value += c;
    }
    at_ = i + 1;
    length = at_ - offset;
    token = Token::text;
}

void Lexer::read_name(Token kind) {
    quoted = text_[at_] == '`';
    if (quoted) {
        const std::size_t end = text_.find('`', at_ + 1);
        if (end == std::string_view::npos) return fail(at_, text_.size() - at_, "the backtick is not closed");
        value = text_.substr(at_ + 1, end - at_ - 1);
        at_ = end + 1;
        length = at_ - offset;
        if (value.empty()) return fail(offset, length, "expected a name between the backticks");
    } else {
        std::size_t end = at_;
        while (end < text_.size() && name_part(text_[end])) ++end;
        value = text_.substr(at_, end - at_);
        at_ = end;
        length = at_ - offset;
    }
    token = kind;
    if (kind != Token::name || quoted) return;
    for (const Word& w : words)
        if (value == w.text) token = w.token;
    if (token == Token::fault) fail(offset, length, "'" + value + "' is not part of expressions");
}

bool is_plain_name(std::string_view text) {
    return !text.empty() && name_start(text.front()) && std::ranges::all_of(text, name_part) &&
           std::ranges::none_of(words, [&](const Word& w) { return w.text == text; });
}

}  // namespace plotmill::expr
