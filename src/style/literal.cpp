#include "style/literal.h"

#include "base/numbers.h"

namespace plotmill::style {

namespace {

constexpr int max_depth = 16;
constexpr std::size_t max_items = 10'000;

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_name(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

}  // namespace

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
    return text;
}

std::string lowered(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

Literal Literal::of_text(std::string_view text) {
    Literal out;
    out.kind = Kind::text;
    out.text = text;
    return out;
}

Literal literal_of(const spec::Value& value) {
    Literal out;
    out.text = value.text;
    out.number = value.number;
    using From = spec::Value::Kind;
    switch (value.kind) {
        case From::null:
            out.kind = Literal::Kind::none;
            break;
        case From::boolean:
            out.kind = Literal::Kind::boolean;
            break;
        case From::integer:
            out.kind = Literal::Kind::number;
            out.integer = true;
            break;
        case From::number:
            out.kind = Literal::Kind::number;
            break;
        case From::string:
            out.kind = Literal::Kind::text;
            break;
        case From::list:
            out.kind = Literal::Kind::list;
            for (const spec::ValuePtr& item : value.items) out.items.push_back(literal_of(*item));
            break;
        case From::map:
            out.kind = Literal::Kind::map;
            for (const spec::Entry& e : value.entries) out.entries.push_back({e.key, literal_of(*e.value)});
            break;
    }
    return out;
}

std::string describe(const Literal& value) {
    constexpr std::size_t longest = 60;
    switch (value.kind) {
        case Literal::Kind::none:
            return "null";
        case Literal::Kind::list:
            return "a list";
        case Literal::Kind::map:
            return "a mapping";
        case Literal::Kind::boolean:
            return value.text.empty() ? (value.number != 0 ? "true" : "false") : value.text;
        case Literal::Kind::number:
            return value.text.empty() ? shortest(value.number) : value.text;
        case Literal::Kind::text:
            break;
    }
    if (value.text.size() <= longest) return "'" + value.text + "'";
    std::size_t cut = longest;
    while (cut > 0 && (static_cast<unsigned char>(value.text[cut]) & 0xC0) == 0x80) --cut;
    return "'" + value.text.substr(0, cut) + "...'";
}

char LiteralReader::peek() {
    while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
    return at_ < text_.size() ? text_[at_] : '\0';
}

bool LiteralReader::eat(char c) {
    if (peek() != c || at_ >= text_.size()) return false;
    ++at_;
    return true;
}

std::string_view LiteralReader::identifier() {
    if (!is_name(peek())) return {};
    const std::size_t start = at_;
    while (at_ < text_.size() && (is_name(text_[at_]) || is_digit(text_[at_]))) ++at_;
    return text_.substr(start, at_ - start);
}

std::optional<Literal> LiteralReader::fail(std::string message) {
    if (error_.empty()) error_ = std::move(message);
    return std::nullopt;
}

std::optional<Literal> LiteralReader::quoted() {
    const char quote = text_[at_++];
    Literal out = Literal::of_text({});
    while (at_ < text_.size() && text_[at_] != quote) {
        char c = text_[at_++];
        if (c == '\\' && at_ < text_.size()) {
            c = text_[at_++];
            // Escapes that Python does not know keep their backslash, so that hatches such as '\|' need no doubling.
            switch (c) {
                case '\\':
                case '\'':
                case '"':
                    break;
                case 'n':
                    c = '\n';
                    break;
                case 't':
                    c = '\t';
                    break;
                default:
                    out.text += '\\';
                    break;
            }
        }
        out.text += c;
    }
    if (at_ >= text_.size()) return fail("a closing quote is missing");
    ++at_;
    return out;
}

std::optional<Literal> LiteralReader::number() {
    const std::size_t start = at_;
    while (at_ < text_.size()) {
        const char c = text_[at_];
        const bool after_exponent = at_ > start && (text_[at_ - 1] == 'e' || text_[at_ - 1] == 'E');
        const bool sign = (c == '-' || c == '+') && (at_ == start || after_exponent);
        if (!is_digit(c) && c != '.' && c != 'e' && c != 'E' && !sign) break;
        ++at_;
    }
    const std::string_view word = text_.substr(start, at_ - start);
    const std::optional<double> value = parse_number(word);
    if (!value) return fail("'" + std::string(word) + "' is no number");
    Literal out;
    out.kind = Literal::Kind::number;
    out.number = *value;
    out.integer = word.find_first_of(".eE") == std::string_view::npos;
    out.text = word;
    return out;
}

std::optional<Literal> LiteralReader::literal(int depth) {
    if (depth > max_depth) return fail("brackets are nested too deep");
    const char c = peek();
    if (c == '\0') return fail("a value is missing at the end");
    if (c == '\'' || c == '"') return quoted();
    if (is_digit(c) || c == '-' || c == '+' || c == '.') return number();
    if (c == '[' || c == '(') {
        ++at_;
        const char closing = c == '[' ? ']' : ')';
        Literal out;
        out.kind = Literal::Kind::list;
        bool comma = false;
        while (!eat(closing)) {
            if (!out.items.empty() && !comma) return fail(std::string("a ',' or '") + closing + "' is missing");
            std::optional<Literal> item = literal(depth + 1);
            if (!item) return std::nullopt;
            if (out.items.size() >= max_items) return fail("a list has too many items");
            out.items.push_back(std::move(*item));
            comma = eat(',');
        }
        // "(3)" is 3, "(3,)" is a tuple.
        if (closing == ')' && out.items.size() == 1 && !comma) {
            Literal only = std::move(out.items.front());
            return only;
        }
        return out;
    }
    const std::string_view word = identifier();
    Literal out;
    out.text = word;
    if (word == "None") return out;
    if (word == "True" || word == "False") {
        out.kind = Literal::Kind::boolean;
        out.number = word == "True" ? 1 : 0;
        return out;
    }
    if (word.empty()) return fail(std::string("'") + c + "' was not expected");
    return fail("'" + std::string(word) + "' is no value");
}

std::optional<Literal> parse_literal(std::string_view text) {
    LiteralReader reader(text);
    std::optional<Literal> first = reader.literal();
    if (!first) return std::nullopt;
    if (reader.peek() == '\0') return first;
    Literal list;
    list.kind = Literal::Kind::list;
    list.items.push_back(std::move(*first));
    while (reader.peek() != '\0') {
        if (!reader.eat(',')) return std::nullopt;
        if (reader.peek() == '\0') break;
        std::optional<Literal> item = reader.literal();
        if (!item || list.items.size() >= max_items) return std::nullopt;
        list.items.push_back(std::move(*item));
    }
    return list;
}

}  // namespace plotmill::style
