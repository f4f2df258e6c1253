#include "render/text_place.h"

namespace plotmill::render {

namespace {

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// Reads a scalar's characters as YAML would, on one line.
class Reader {
public:
    explicit Reader(std::string_view rest) : rest_(rest) {
        if (!rest_.empty() && (rest_[0] == '"' || rest_[0] == '\'')) {
            quote_ = rest_[0];
            step(1);
        }
    }
    std::size_t column() const { return column_; }  // characters from the scalar's start

    // The next byte of the value; none at the end of the line or the scalar, or where an escape is not of one letter.
    std::optional<char> next() {
        if (rest_.empty() || rest_[0] == '\n' || rest_[0] == '\r') return std::nullopt;
        const char c = rest_[0];
        if (quote_ && c == quote_) {
            if (quote_ != '\'' || rest_.size() < 2 || rest_[1] != '\'') return std::nullopt;
            step(2);
            return c;
        }
        if (quote_ != '"' || c != '\\') {
            step(1);
            return c;
        }
        if (rest_.size() < 2) return std::nullopt;
        const char escaped = rest_[1];
        step(2);
        if (escaped == 'n') return '\n';
        if (escaped == 't') return '\t';
        if (escaped == '\\' || escaped == '"' || escaped == '/' || escaped == ' ') return escaped;
        return std::nullopt;
    }

private:
    void step(std::size_t bytes) {
        for (std::size_t i = 0; i < bytes; ++i) column_ += continues(rest_[i]) ? 0 : 1;
        rest_.remove_prefix(bytes);
    }

    std::string_view rest_;
    char quote_ = '\0';
    std::size_t column_ = 0;
};

}  // namespace

std::optional<Span> place_in_text(const Span& scalar, std::string_view text, std::size_t offset) {
    if (!scalar.source || scalar.line == 0 || scalar.column == 0 || offset >= text.size()) return std::nullopt;
    std::string_view rest = scalar.source->text;
    for (std::uint32_t line = 1; line < scalar.line; ++line) {
        const std::size_t end = rest.find('\n');
        if (end == std::string_view::npos) return std::nullopt;
        rest.remove_prefix(end + 1);
    }
    for (std::uint32_t column = 1; column < scalar.column; ++column) {
        if (rest.empty() || rest[0] == '\n') return std::nullopt;
        do {
            rest.remove_prefix(1);
        } while (!rest.empty() && continues(rest[0]));
    }
    std::size_t last = offset;  // a command's name belongs to its backslash
    if (text[offset] == '\\') {
        while (last + 1 < text.size() && is_letter(text[last + 1])) ++last;
    }
    Reader reader(rest);
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= last; ++i) {
        if (i == offset) begin = reader.column();
        const auto c = reader.next();
        if (!c || *c != text[i]) return std::nullopt;
    }
    Span place = scalar;
    place.column += static_cast<std::uint32_t>(begin);
    place.length = static_cast<std::uint32_t>(reader.column() - begin);
    return place;
}

}  // namespace plotmill::render
