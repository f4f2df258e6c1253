// Splits an expression into tokens, one at a time. Internal to expr/.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace plotmill::expr {

enum class Token : std::uint8_t {
    end,
    number,
    text,
    name,
    skip_name,  // skip_name: @name
    plus,
    minus,
    star,
    slash,
    double_slash,
    percent,
    double_star,
    equal,
    not_equal,
    less,
    less_equal,
    greater,
    greater_equal,
    open,
    close,
    comma,
    kw_and,
    kw_or,
    kw_not,
    kw_if,
    kw_else,
    fault,  // Lexer::message says what is wrong
};

class Lexer {
public:
    explicit Lexer(std::string_view text) : text_(text) { next(); }

    void next();  // moves to the next token; stays at `end` and `fault`

    Token token = Token::end;
    std::size_t offset = 0;  // of the token, bytes
    std::size_t length = 0;
    double number = 0;     // Token::number
    bool integer = false;  // Token::number: written without '.' and exponent
    bool quoted = false;   // Token::name: written in backticks
    std::string value;     // text, name, skip_name
    std::string message;   // fault

    std::string_view spelling() const { return text_.substr(offset, length); }
    std::size_t previous_end() const { return previous_end_; }
    // Whether the token after this one is an opening parenthesis (a name before it is a function's).
    bool call_follows() const;

private:
    void fail(std::size_t at, std::size_t n, std::string why);
    void read_number();
    void read_string(char quote);
    void read_name(Token kind);

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t previous_end_ = 0;
};

// Whether the whole text is one name, without backticks, and no word of the language.
bool is_plain_name(std::string_view text);

}  // namespace plotmill::expr
