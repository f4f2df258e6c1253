// The reader's messages: what was expected, what was found, what was perhaps meant.
#include <array>
#include <fmt/format.h>

#include "base/suggest.h"
#include "spec/marker_names.h"
#include "spec/value_reader.h"

namespace plotmill::spec {
namespace {

constexpr std::size_t longest_excerpt = 40;

std::string excerpt(std::string_view text) {
    std::size_t n = std::min(text.size(), longest_excerpt);
    while (n > 0 && n < text.size() && (static_cast<unsigned char>(text[n]) & 0xC0) == 0x80) --n;
    std::string out(text.substr(0, n));
    for (char& c : out)
        if (c == '\n') c = ' ';
    return n < text.size() ? out + "..." : out;
}

}  // namespace

std::string Label::text() const {
    if (!outer) return fmt::format("'{}'", key);
    if (item) return fmt::format("item {} of {}", item, outer->text());
    return fmt::format("'{}' in {}", key, outer->text());
}

std::string join_words(std::span<const std::string_view> words) {
    std::string out;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i > 0) out += i + 1 == words.size() ? " or " : ", ";
        out += words[i].empty() ? std::string_view("''") : words[i];
    }
    return out;
}

std::string describe(const Value& value) {
    switch (value.kind) {
        case Value::Kind::string:
            return fmt::format("'{}'", excerpt(value.text));
        case Value::Kind::boolean:
            return value.number != 0 ? "true" : "false";
        case Value::Kind::integer:
        case Value::Kind::number:
            return fmt::format("the number {}", excerpt(value.text));
        default:
            return std::string(kind_name(value.kind));
    }
}

std::string expectation(const Field& field) {
    const std::uint32_t a = field.accepts;
    std::vector<std::string_view> parts;
    if (a & (number | position)) parts.push_back("a number");
    if (a & position) parts.push_back("a date");
    if ((a & integer) && !(a & (number | position))) parts.push_back("an integer");
    if (a & color) parts.push_back("a colour");
    if (a & linestyle) parts.push_back("a line style");
    if (a & marker) parts.push_back("a marker");
    if (a & array) parts.push_back("an array");
    if (a & string) parts.push_back("a text");
    if (a & list) parts.push_back("a list");
    if (a & (object | mapping)) parts.push_back("a mapping");
    if (a & word) parts.insert(parts.end(), field.words.begin(), field.words.end());
    if (a & flag) parts.insert(parts.end(), {"true", "false"});
    if (a & null_) parts.push_back("null");
    return join_words(parts);
}

std::optional<FieldValue> ValueReader::mismatch(const FieldValue& v, const Field& field, const Label& label) {
    out_.error(v.span,
               fmt::format("expected {} for {}, found {}", expectation(field), label.text(), describe(*v.value)));
    return std::nullopt;
}

std::optional<FieldValue> ValueReader::unknown_text(const FieldValue& v, const Field& field, const Label& label) {
    const std::uint32_t a = field.accepts;
    const std::string text = excerpt(v.value->text);
    if (a & word) {
        std::string hint = did_you_mean(v.value->text, field.words);
        if (hint.empty() && (a & color))
            if (const auto near = nearest_color_name(v.value->text); !near.empty())
                hint = fmt::format(" (did you mean '{}'?)", near);
        out_.error(v.span, fmt::format("unknown value '{}' for {}: expected {}{}", text, label.text(),
                                       expectation(field), hint));
    } else if (a & color) {
        const auto near = nearest_color_name(v.value->text);
        out_.error(v.span, fmt::format("unknown colour '{}' for {}{}", text, label.text(),
                                       near.empty() ? std::string() : fmt::format(" (did you mean '{}'?)", near)));
    } else if (a & linestyle) {
        static constexpr std::array<std::string_view, 9> styles = {"-",      "--",      "-.",     ":",   "solid",
                                                                   "dashed", "dashdot", "dotted", "none"};
        out_.error(v.span, fmt::format("unknown line style '{}' for {}: expected {}{}", text, label.text(),
                                       join_words(styles), did_you_mean(v.value->text, styles)));
    } else if (a & marker) {
        out_.error(v.span, fmt::format("unknown marker '{}' for {}: expected one of {}, 0 to 11, none or $...$", text,
                                       label.text(), fmt::join(marker_texts, " ")));
    } else {
        return mismatch(v, field, label);
    }
    return std::nullopt;
}

}  // namespace plotmill::spec
