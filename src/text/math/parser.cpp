#include "text/math/parser.h"

#include <algorithm>
#include <utility>

#include "text/math/constructs.h"
#include "text/math/symbols.h"
#include "text/utf8.h"

namespace plotmill::text {
namespace {

constexpr int kDeepest = 48;
constexpr std::size_t kLongest = 8192;

struct FontName {
    std::string_view name;
    MathFont font;
};
constexpr FontName kFontNames[] = {
    {"rm", MathFont::roman},         {"it", MathFont::italic},        {"bf", MathFont::bold},
    {"tt", MathFont::typewriter},    {"sf", MathFont::sans},          {"cal", MathFont::script},
    {"scr", MathFont::script},       {"bb", MathFont::blackboard},    {"frak", MathFont::fraktur},
    {"default", MathFont::standard}, {"regular", MathFont::standard},
};

const FontName* find_font(std::string_view name) {
    const auto* found = std::find_if(std::begin(kFontNames), std::end(kFontNames),
                                     [&](const FontName& font) { return font.name == name; });
    return found == std::end(kFontNames) ? nullptr : found;
}

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_alpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// Characters that stand for themselves.
bool is_symbol(char c) {
    constexpr std::string_view others = " +-*/<>=:,.;!?&@()[]|";
    return is_alpha(c) || is_digit(c) || static_cast<unsigned char>(c) >= 0x80 ||
           others.find(c) != std::string_view::npos;
}

class Parser {
public:
    Parser(MathGlyphs& glyphs, std::string_view line, double points) : glyphs_(glyphs), line_(line), points_(points) {}

    ParsedMath parse() {
        if (line_.size() > kLongest) {
            fail(0, "a line with math may have at most " + std::to_string(kLongest) + " bytes");
            return {nullptr, error_};
        }
        Nodes parts;
        parts.push_back(plain_text());
        while (pos_ < line_.size() && !error_) {
            begin_ = ++pos_;  // past the dollar
            end_ = begin_;
            while (end_ < line_.size() && line_[end_] != '$') end_ += line_[end_] == '\\' ? 2 : 1;
            if (end_ >= line_.size()) {
                fail(begin_ - 1, "expected a closing '$'");
                break;
            }
            font_ = MathFont::italic;
            Nodes math;
            tokens(math, '\0');
            if (!error_ && pos_ < end_) fail(pos_, "unexpected " + quoted(pos_));
            if (!error_ && math.empty()) fail(begin_ - 1, "expected something between the dollars");
            if (error_) break;
            parts.push_back(make_hlist(glyphs_, std::move(math)));
            pos_ = end_ + 1;
            parts.push_back(plain_text());
        }
        if (error_) return {nullptr, error_};
        return {make_hlist(glyphs_, std::move(parts)), std::nullopt};
    }

private:
    // ---- text outside the dollars
    NodePtr plain_text() {
        Nodes characters;
        while (pos_ < line_.size() && line_[pos_] != '$') {
            if (line_[pos_] == '\\' && pos_ + 1 < line_.size() && line_[pos_ + 1] == '$') ++pos_;
            characters.push_back(make_character(glyphs_, next_code_point(line_, pos_), MathFont::standard, points_));
        }
        return make_hlist(glyphs_, std::move(characters));
    }

    // ---- small things
    void fail(std::size_t at, std::string message) {
        if (!error_) error_ = MathError{at, std::move(message)};
    }
    void skip_space() {
        while (pos_ < end_ && is_space(line_[pos_])) ++pos_;
    }
    char peek() const { return pos_ < end_ ? line_[pos_] : '\0'; }
    std::string quoted(std::size_t at) const {
        std::size_t next = at;
        next_code_point(line_, next);
        return "'" + std::string(line_.substr(at, next - at)) + "'";
    }
    // The name after the backslash at `pos_`: letters, or one other character. Empty at the end.
    std::string_view command_name() const {
        std::size_t last = pos_ + 1;
        while (last < end_ && is_alpha(line_[last])) ++last;
        if (last == pos_ + 1 && last < end_) ++last;
        return line_.substr(pos_ + 1, last - pos_ - 1);
    }
    void skip_command(std::string_view name) { pos_ += 1 + name.size(); }
    char previous_visible(std::size_t before) const {
        while (before > begin_) {
            if (line_[--before] != ' ') return line_[before];
        }
        return '\0';
    }
    char next_visible(std::size_t at) const {
        for (; at < end_; ++at) {
            if (line_[at] != ' ') return line_[at];
        }
        return '\0';
    }
    bool only_space_before(std::size_t at) const {
        return std::all_of(line_.begin() + static_cast<std::ptrdiff_t>(begin_),
                           line_.begin() + static_cast<std::ptrdiff_t>(at), is_space);
    }
    MathState state() const { return {glyphs_, font_, points_}; }
    NodePtr space(double ems) const { return make_space(state(), ems); }
    bool expect_open(std::string_view command) {
        skip_space();
        if (peek() == '{') {
            ++pos_;
            return true;
        }
        fail(pos_, "expected '{' after '\\" + std::string(command) + "'");
        return false;
    }

    // ---- tokens up to `close` (not taken), or to the end of the math
    void tokens(Nodes& out, char close) {
        if (++depth_ > kDeepest) {
            fail(pos_, "nested too deeply");
            return;
        }
        for (;;) {
            skip_space();
            const char c = peek();
            if (pos_ >= end_ || (close != '\0' && c == close) || error_) break;
            if (c == '}' || (c == '\\' && command_name() == "right")) break;
            token(out);
        }
        --depth_;
    }

    void token(Nodes& out) {
        if (peek() == '~') {
            ++pos_;
            out.push_back(space(0.33333));
            return;
        }
        if (peek() == '\\') {
            const std::string_view name = command_name();
            if (const auto width = space_width(name)) {
                skip_command(name);
                out.push_back(space(*width));
                return;
            }
            if (name == "hspace") {
                custom_space(out);
                return;
            }
            if (const FontName* font = find_font(name)) {
                skip_command(name);
                font_ = font->font;
                return;
            }
            if (name == "left") {
                delimited(out);
                return;
            }
        }
        scripted(out);
    }

    // \left ... \right. Scripts after it stand alone, as in Matplotlib.
    void delimited(Nodes& out) {
        const std::size_t at = pos_;
        skip_command("left");
        const auto left = delimiter_after("left");
        Nodes middle;
        if (left) tokens(middle, '\0');
        if (error_) return;
        if (peek() != '\\' || command_name() != "right") {
            fail(at, "expected a '\\right' for this '\\left'");
            return;
        }
        skip_command("right");
        const auto right = delimiter_after("right");
        if (right) out.push_back(make_delimited(state(), *left, std::move(middle), *right));
    }

    // The character of a delimiter; 0 for ".", which is none.
    std::optional<char32_t> delimiter_after(std::string_view command) {
        skip_space();
        std::string_view name = line_.substr(pos_, pos_ < end_ ? 1 : 0);
        if (name == "\\") name = line_.substr(pos_, command_name().size() + 1);
        const char32_t found = delimiter(name);
        if (!found && name != ".") {
            fail(pos_, "expected a delimiter after '\\" + std::string(command) + "'");
            return std::nullopt;
        }
        pos_ += name.size();
        return found;
    }

    void custom_space(Nodes& out) {
        skip_command("hspace");
        if (!expect_open("hspace")) return;
        const std::size_t close = line_.find('}', pos_);
        const std::string number(line_.substr(pos_, close == std::string_view::npos ? 0 : close - pos_));
        constexpr std::string_view allowed = "+-.0123456789 ";
        const bool fits = !number.empty() && number.size() < 16 &&
                          number.find_first_not_of(allowed) == std::string::npos &&
                          std::any_of(number.begin(), number.end(), is_digit);
        if (!fits || close >= end_) {
            fail(pos_, "expected a number in '\\hspace{...}'");
            return;
        }
        out.push_back(space(decimal(number)));
        pos_ = close + 1;
    }

    // Locale-independent; the text holds only digits, signs and dots.
    static double decimal(std::string_view text) {
        double value = 0, scale = 1;
        bool negative = false, fraction = false;
        for (const char c : text) {
            if (c == '-') negative = true;
            if (c == '.') fraction = true;
            if (!is_digit(c)) continue;
            value = value * 10 + (c - '0');
            if (fraction) scale *= 10;
        }
        return (negative ? -value : value) / scale;
    }

    // ---- one thing with its scripts (Parser.subsuper)
    void scripted(Nodes& out) {
        NodePtr nucleus;
        if (peek() != '^' && peek() != '_' && peek() != '\'') {
            nucleus = placeable();
            if (!nucleus) return;
        }
        NodePtr sub, super;
        for (;;) {
            skip_space();
            const char op = peek();
            if (op != '^' && op != '_') break;
            const std::size_t at = pos_++;
            if (pos_ >= end_ || peek() == '}') {
                fail(at, std::string("expected something after '") + op + "'");
                return;
            }
            NodePtr& script = op == '^' ? super : sub;
            if (script) {
                fail(at, op == '^' ? "double superscript" : "double subscript");
                return;
            }
            script = placeable();
            if (!script) return;
        }
        int primes = 0;
        for (; peek() == '\''; ++pos_) ++primes;
        if (!sub && !super && primes == 0) {
            if (nucleus) out.push_back(std::move(nucleus));
            return;
        }
        if (!nucleus) nucleus = make_box(0, 0, 0);
        if (nucleus->limits) {
            if (primes > 0) {
                Nodes all = make_primes(state(), primes);
                if (super) all.insert(all.begin(), std::move(super));
                super = make_hlist(glyphs_, std::move(all));
            }
            out.push_back(make_limits(state(), std::move(nucleus), std::move(sub), std::move(super)));
        } else {
            const bool thin_space = std::exchange(after_function_, false);
            out.push_back(
                make_scripts(state(), std::move(nucleus), std::move(sub), std::move(super), thin_space, primes));
        }
    }

    // ---- what scripts can be put on; null: an error has been noted
    NodePtr placeable() {
        const char c = peek();
        if (c == '{') {
            const MathFont outer = font_;
            ++pos_;
            NodePtr list = rest_of_group();
            font_ = outer;
            return list;
        }
        if (c == '\\') return command();
        if (pos_ >= end_ || !is_symbol(c)) {
            fail(pos_, pos_ >= end_ ? std::string("expected a symbol") : "unexpected " + quoted(pos_));
            return nullptr;
        }
        const std::size_t at = pos_;
        char32_t code = next_code_point(line_, pos_);
        if (code == U'-') code = 0x2212;
        return symbol(code, class_of_character(code), at);
    }

    // Tokens and the brace that ends them; the opening brace has been taken.
    NodePtr rest_of_group() {
        const std::size_t open = pos_ - 1;
        Nodes children;
        tokens(children, '}');
        if (error_) return nullptr;
        if (peek() != '}') {
            fail(open, "expected a closing '}'");
            return nullptr;
        }
        ++pos_;
        return make_hlist(glyphs_, std::move(children));
    }

    // An argument of \frac and the like: braces that do not confine font changes, as in Matplotlib.
    NodePtr argument(std::string_view command, bool may_be_empty = false) {
        const std::size_t at = pos_;
        if (!expect_open(command)) return nullptr;
        NodePtr list = rest_of_group();
        if (list && list->children.empty() && !may_be_empty) {
            fail(at, "expected something in the braces after '\\" + std::string(command) + "'");
            return nullptr;
        }
        return list;
    }

    NodePtr symbol(char32_t code, SymbolClass spacing, std::size_t at) {
        NodePtr character = make_character(glyphs_, code, font_, points_);
        character->limits = takes_limits(code);
        character->integral = is_integral(code);
        switch (spacing) {
            case SymbolClass::ordinary:
                return character;
            case SymbolClass::binary: {
                const char before = previous_visible(at);
                const bool sign =
                    only_space_before(at) || before == '{' || before == '(' || before == '[' || before == '<';
                if (sign) return character;
                [[fallthrough]];
            }
            case SymbolClass::relation:
                return make_hlist(glyphs_, nodes_of(space(0.2), std::move(character), space(0.2)));
            case SymbolClass::punctuation: {
                const char before = previous_visible(at), after = next_visible(at + 1);
                if (code == U',' && before == '{' && after == '}') return character;
                if (code == U'.' && is_digit(before) && is_digit(after)) return character;
                return make_hlist(glyphs_, nodes_of(std::move(character), space(0.2)));
            }
        }
        return character;
    }

    NodePtr command() {
        const std::size_t at = pos_;
        const std::string_view name = command_name();
        if (name.empty()) {
            fail(at, "expected a command after '\\'");
            return nullptr;
        }
        if (const char32_t code = accent_symbol(name)) return accent(name, code);
        if (name.substr(0, 4) == "math") {
            if (const FontName* font = find_font(name.substr(4))) {
                skip_command(name);
                const MathFont outer = font_;
                font_ = font->font;
                NodePtr list = argument(name, true);
                font_ = outer;
                return list;
            }
        }
        if (is_unsupported_command(name)) {
            fail(at, "'\\" + std::string(name) + "' is not drawn yet");
            return nullptr;
        }
        if (is_function_name(name)) return function(name);
        if (name == "operatorname") return operator_name();
        if (name == "frac" || name == "dfrac" || name == "overset" || name == "underset") return two_arguments(name);
        if (name == "overline") return overline();
        if (name == "binom") return two_arguments(name);
        if (name == "sqrt") return square_root();
        if (const MathSymbol* found = find_symbol(name)) {
            skip_command(name);
            return symbol(found->code, found->spacing, at);
        }
        fail(at, "unknown symbol '\\" + std::string(name) + "'" + suggest_symbol(name));
        return nullptr;
    }

    NodePtr function(std::string_view name) {
        skip_command(name);
        Nodes letters;
        for (const char c : name) {
            letters.push_back(make_character(glyphs_, static_cast<unsigned char>(c), MathFont::roman, points_));
        }
        return finish_function(std::move(letters), name, pos_);
    }

    NodePtr operator_name() {
        const std::size_t at = pos_;
        skip_command("operatorname");
        if (!expect_open("operatorname")) return nullptr;
        NodePtr group = rest_of_group();
        if (!group) return nullptr;
        Nodes letters;
        for (NodePtr& child : group->children) {  // kerns between letters are made anew, for the roman font
            if (child->kind == NodeKind::character) {
                letters.push_back(make_character(glyphs_, child->symbol, MathFont::roman, points_));
            } else if (child->kind != NodeKind::kern) {
                letters.push_back(std::move(child));
            }
        }
        const std::size_t count = letters.size();
        return finish_function(std::move(letters), "", at + count + 1 + std::string_view("operatorname{}").size());
    }

    NodePtr finish_function(Nodes letters, std::string_view name, std::size_t next_at) {
        const char next = next_visible(next_at);
        constexpr std::string_view delimiters = "^_([<)]>|/.";
        const bool delimited = next != '\0' && delimiters.find(next) != std::string_view::npos;
        if (!delimited && !takes_limits(name)) letters.push_back(space(0.16667));
        after_function_ = next == '^' || next == '_';
        NodePtr list = make_hlist(glyphs_, std::move(letters));
        list->limits = takes_limits(name);
        return list;
    }

    // The two arguments of \frac, \overset and the like.
    NodePtr two_arguments(std::string_view name) {
        skip_command(name);
        const bool stacked = name == "overset" || name == "underset";
        NodePtr first = argument(name, stacked);
        NodePtr second = first ? argument(name, stacked) : nullptr;
        if (!second) return nullptr;
        if (name == "overset") return make_overset(state(), std::move(first), std::move(second));
        if (name == "binom") return make_binomial(state(), std::move(first), std::move(second));
        if (name == "underset") return make_underset(state(), std::move(first), std::move(second));
        return make_fraction(state(), std::move(first), std::move(second), name == "frac");
    }

    NodePtr square_root() {
        const std::size_t at = pos_;
        skip_command("sqrt");
        skip_space();
        Nodes root;
        if (peek() == '[') {
            ++pos_;
            tokens(root, ']');
            if (!error_ && peek() != ']') fail(at, "expected a closing ']' after '\\sqrt['");
            if (error_) return nullptr;
            ++pos_;
        }
        NodePtr body = argument("sqrt");
        return body ? make_square_root(state(), std::move(root), std::move(body)) : nullptr;
    }

    NodePtr overline() {
        skip_command("overline");
        NodePtr body = argument("overline");
        return body ? make_overline(state(), std::move(body)) : nullptr;
    }

    NodePtr accent(std::string_view name, char32_t code) {
        skip_command(name);
        if (++depth_ > kDeepest) {
            fail(pos_, "nested too deeply");
            return nullptr;
        }
        skip_space();
        NodePtr body = placeable();
        --depth_;
        return body ? make_accented(state(), std::move(body), code, name == "mathring" ? 2 : 0) : nullptr;
    }

    MathGlyphs& glyphs_;
    std::string_view line_;
    double points_;
    std::size_t pos_ = 0;
    std::size_t begin_ = 0, end_ = 0;  // the math between the present dollars
    MathFont font_ = MathFont::standard;
    bool after_function_ = false;  // a thin space is due after the scripts of a function name
    int depth_ = 0;
    std::optional<MathError> error_;
};

}  // namespace

ParsedMath parse_math(MathGlyphs& glyphs, std::string_view line, double points) {
    return Parser(glyphs, line, points).parse();
}

}  // namespace plotmill::text
