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
    Parser(MathGlyphs& glyphs, std::string_view line, double points)
        : glyphs_(glyphs), line_(line), state_{glyphs, MathFont::standard, MathFont::roman, points} {}

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
            const Font outer = font();
            state_.set_font(glyphs_.default_font());
            Nodes math;
            tokens(math, '\0');
            if (!error_ && pos_ < end_) fail(pos_, "unexpected " + quoted(pos_));
            if (!error_ && math.empty()) fail(begin_ - 1, "expected something between the dollars");
            if (error_) break;
            parts.push_back(make_hlist(glyphs_, std::move(math)));
            set(outer);
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
            characters.push_back(make_character(glyphs_, state_.letter(next_code_point(line_, pos_))));
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
    struct Font {
        MathFont font, font_class;
    };
    Font font() const { return {state_.font, state_.font_class}; }
    void set(const Font& f) { state_.font = f.font, state_.font_class = f.font_class; }
    NodePtr space(double ems) const { return make_space(state_, ems); }
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
            if (const auto named = math_font(name)) {
                skip_command(name);
                state_.set_font(*named);
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
        if (right) out.push_back(make_delimited(state_, left->symbol, std::move(middle), right->symbol));
    }

    struct Delimiter {
        std::optional<Symbol> symbol;  // none: "."
    };
    // The delimiter at `pos_`, taken; none where there is none.
    std::optional<Delimiter> delimiter() {
        const std::size_t length = delimiter_length(line_.substr(pos_, end_ - pos_));
        if (length == 0) return std::nullopt;
        const std::string_view name = line_.substr(pos_, length);
        pos_ += length;
        if (name == ".") return Delimiter{};
        if (name[0] == '\\') return Delimiter{symbol_named(name.substr(1))};
        return Delimiter{Symbol(static_cast<unsigned char>(name[0]))};
    }
    std::optional<Delimiter> delimiter_after(std::string_view command) {
        skip_space();
        auto found = delimiter();
        if (!found) fail(pos_, "expected a delimiter after '\\" + std::string(command) + "'");
        return found;
    }

    void custom_space(Nodes& out) {
        skip_command("hspace");
        if (!expect_open("hspace")) return;
        const auto number = number_in_braces("hspace");
        if (number) out.push_back(space(*number));
    }

    // A number and the brace that ends it; the opening brace has been taken.
    std::optional<double> number_in_braces(std::string_view command) {
        skip_space();
        std::size_t last = pos_;
        if (last < end_ && (line_[last] == '-' || line_[last] == '+')) ++last;
        const std::size_t first_digit = last;
        std::size_t digits = 0;
        bool dot = false;
        for (; last < end_ && (is_digit(line_[last]) || (line_[last] == '.' && !dot)); ++last) {
            if (line_[last] == '.') {
                dot = true;
            } else {
                ++digits;
            }
        }
        const std::string_view text = line_.substr(pos_, last - pos_);
        std::size_t close = last;
        while (close < end_ && is_space(line_[close])) ++close;
        if (digits == 0 || last - first_digit > 16 || close >= end_ || line_[close] != '}') {
            fail(pos_, "expected a number in the braces after '\\" + std::string(command) + "'");
            return std::nullopt;
        }
        pos_ = close + 1;
        return decimal(text);
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
        super = add_primes(state_, std::move(super), primes);
        if (nucleus->takes_limits()) {
            out.push_back(make_limits(state_, std::move(nucleus), std::move(sub), std::move(super)));
        } else {
            const bool thin_space = std::exchange(after_function_, false);
            out.push_back(make_scripts(state_, std::move(nucleus), std::move(sub), std::move(super), thin_space));
        }
    }

    // ---- what scripts can be put on; null: an error has been noted
    NodePtr placeable() {
        const char c = peek();
        if (c == '{') {
            const Font outer = font();
            ++pos_;
            NodePtr list = rest_of_group();
            set(outer);
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
    bool rest_of_group(Nodes& children, std::size_t open) {
        tokens(children, '}');
        if (error_) return false;
        if (peek() != '}') {
            fail(open, "expected a closing '}'");
            return false;
        }
        ++pos_;
        return true;
    }
    NodePtr rest_of_group() {
        Nodes children;
        if (!rest_of_group(children, pos_ - 1)) return nullptr;
        return make_hlist(glyphs_, std::move(children));
    }
    bool expect_close() {
        if (peek() == '}') {
            ++pos_;
            return true;
        }
        fail(pos_, "expected a closing '}'");
        return false;
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

    NodePtr symbol(const Symbol& which, SymbolClass spacing, std::size_t at) {
        const char32_t code = which.code;
        NodePtr character = make_character(glyphs_, state_.letter(which));
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
        if (!accent_symbol(name).empty()) return accent(name);
        if (name.substr(0, 4) == "math") {
            if (const auto named = math_font(name.substr(4))) {
                skip_command(name);
                const Font outer = font();
                state_.set_font(*named);
                NodePtr list = argument(name, true);
                set(outer);
                return list;
            }
        }
        if (const MathSymbol* found = find_symbol(name)) {
            skip_command(name);
            return symbol(*found, found->spacing, at);
        }
        if (is_function_name(name)) return function(name);
        if (name == "operatorname") return operator_name();
        if (name == "frac" || name == "dfrac" || name == "binom") return fraction(name);
        if (name == "genfrac") return general_fraction();
        if (name == "overset" || name == "underset") return stacked(name);
        if (name == "overline") return overline();
        if (name == "sqrt") return square_root();
        if (name == "text") return words();
        fail(at, "unknown symbol '\\" + std::string(name) + "'" + suggest_symbol(name));
        return nullptr;
    }

    NodePtr function(std::string_view name) {
        skip_command(name);
        MathState roman = state_;
        roman.set_font(MathFont::roman);
        Nodes letters;
        for (const char c : name) {
            letters.push_back(make_character(glyphs_, roman.letter(static_cast<unsigned char>(c))));
        }
        return finish_function(std::move(letters), name, pos_);
    }

    NodePtr operator_name() {
        const std::size_t at = pos_;
        skip_command("operatorname");
        if (!expect_open("operatorname")) return nullptr;
        const std::size_t open = pos_ - 1;
        Nodes letters;
        if (!rest_of_group(letters, open)) return nullptr;
        for (NodePtr& child : letters) {
            if (child->is_character()) set_roman(glyphs_, *child);
        }
        // Matplotlib looks for what follows by the number of symbols, not of characters.
        const std::size_t next = at + letters.size() + 1 + std::string_view("operatorname{}").size();
        return finish_function(std::move(letters), "", next);
    }

    // Words in roman, spaces included.
    NodePtr words() {
        skip_command("text");
        if (!expect_open("text")) return nullptr;
        const std::size_t open = pos_ - 1;
        MathState roman = state_;
        roman.set_font(MathFont::roman);
        Nodes letters;
        while (pos_ < end_ && line_[pos_] != '}') {
            if (line_[pos_] == '\\' && pos_ + 1 < end_) ++pos_;
            letters.push_back(make_character(glyphs_, roman.letter(next_code_point(line_, pos_))));
        }
        if (pos_ >= end_) {
            fail(open, "expected a closing '}'");
            return nullptr;
        }
        ++pos_;
        return make_hlist(glyphs_, std::move(letters));
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

    NodePtr fraction(std::string_view name) {
        skip_command(name);
        Fraction how;
        how.shrinks = name == "dfrac" ? 0 : 1;
        how.rule = name == "binom" ? 0 : state_.rule_thickness();
        if (name == "binom") how.left = Symbol(U'('), how.right = Symbol(U')');
        return two_arguments(name, how);
    }

    NodePtr two_arguments(std::string_view name, const Fraction& how) {
        NodePtr first = argument(name);
        NodePtr second = first ? argument(name) : nullptr;
        return second ? make_fraction(state_, how, std::move(first), std::move(second)) : nullptr;
    }

    // \genfrac{left}{right}{rule}{style}{numerator}{denominator}
    NodePtr general_fraction() {
        constexpr std::string_view name = "genfrac";
        skip_command(name);
        Fraction how;
        for (std::optional<Symbol>* side : {&how.left, &how.right}) {
            if (!expect_open(name)) return nullptr;
            skip_space();
            if (peek() != '}') {
                const auto found = delimiter_after(name);
                if (!found) return nullptr;
                *side = found->symbol;
                skip_space();
            }
            if (!expect_close()) return nullptr;
        }
        if (!expect_open(name)) return nullptr;
        const auto rule = number_in_braces(name);
        if (!rule) return nullptr;
        how.rule = std::clamp(*rule, -1e4, 1e4);
        if (!expect_open(name)) return nullptr;
        skip_space();
        if (peek() != '}') {
            if (peek() < '0' || peek() > '3') {
                fail(pos_, "expected a style from 0 to 3, or nothing, in the fourth braces after '\\genfrac'");
                return nullptr;
            }
            how.shrinks = peek() - '0';
            ++pos_;
            skip_space();
        }
        if (!expect_close()) return nullptr;
        return two_arguments(name, how);
    }

    NodePtr stacked(std::string_view name) {
        skip_command(name);
        NodePtr first = argument(name, true);
        NodePtr second = first ? argument(name, true) : nullptr;
        if (!second) return nullptr;
        return name == "overset" ? make_overset(state_, std::move(first), std::move(second))
                                 : make_underset(state_, std::move(first), std::move(second));
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
        return body ? make_square_root(state_, std::move(root), std::move(body)) : nullptr;
    }

    NodePtr overline() {
        skip_command("overline");
        NodePtr body = argument("overline");
        return body ? make_overline(state_, std::move(body)) : nullptr;
    }

    NodePtr accent(std::string_view name) {
        skip_command(name);
        if (++depth_ > kDeepest) {
            fail(pos_, "nested too deeply");
            return nullptr;
        }
        skip_space();
        NodePtr body = placeable();
        --depth_;
        if (!body) return nullptr;
        return make_accented(state_, std::move(body), symbol_named(accent_symbol(name)), name == "mathring" ? 2 : 0,
                             is_wide_accent(name));
    }

    MathGlyphs& glyphs_;
    std::string_view line_;
    MathState state_;
    std::size_t pos_ = 0;
    std::size_t begin_ = 0, end_ = 0;  // the math between the present dollars
    bool after_function_ = false;      // a thin space is due after the scripts of a function name
    int depth_ = 0;
    std::optional<MathError> error_;
};

}  // namespace

ParsedMath parse_math(MathGlyphs& glyphs, std::string_view line, double points) {
    return Parser(glyphs, line, points).parse();
}

}  // namespace plotmill::text
