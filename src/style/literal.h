// A value as somebody wrote it, before anything is known of its type: the common form of what a matplotlibrc file holds
// (text, in places Python literals) and what a job's `rc` mapping holds (a YAML tree). Pure functions, any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "spec/value.h"

namespace plotmill::style {

struct Literal {
    struct Entry;
    enum class Kind { none, boolean, number, text, list, map };

    Kind kind = Kind::none;
    bool integer = false;  // a number written as an integer
    double number = 0;     // number, boolean (0, 1)
    std::string text;      // text; for the other scalars: as written
    std::vector<Literal> items;
    std::vector<Entry> entries;  // of a map

    bool is_text() const { return kind == Kind::text; }
    bool is_list() const { return kind == Kind::list; }

    static Literal of_text(std::string_view text);
};

struct Literal::Entry {
    std::string first;
    Literal second;
};

Literal literal_of(const spec::Value& value);

// "'abc'", "3", "a list": for messages; long text is cut.
std::string describe(const Literal& value);

// Reads Python's literals (strings, numbers, None, True, False, lists, tuples; at most 16 deep) out of a longer text.
// A failed read leaves the words for a message in error().
class LiteralReader {
public:
    explicit LiteralReader(std::string_view text) : text_(text) {}

    std::optional<Literal> literal() { return literal(0); }
    bool eat(char c);               // skips blanks first
    char peek();                    // the next character that is no blank; '\0' at the end
    std::string_view identifier();  // empty where none stands next
    std::size_t position() const { return at_; }
    void rewind(std::size_t position) { at_ = position; }
    const std::string& error() const { return error_; }

private:
    std::optional<Literal> literal(int depth);
    std::optional<Literal> quoted();
    std::optional<Literal> number();
    std::optional<Literal> fail(std::string message);

    std::string_view text_;
    std::size_t at_ = 0;
    std::string error_;
};

// The whole of `text` as one literal (ast.literal_eval); "1, 2" without brackets is a list. No value where it is none.
std::optional<Literal> parse_literal(std::string_view text);

// Without blanks at both ends.
std::string_view trimmed(std::string_view text);
// ASCII only.
std::string lowered(std::string_view text);

}  // namespace plotmill::style
