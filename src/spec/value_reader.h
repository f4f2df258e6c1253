// One value read by one field's rule: the part of the reader that knows the forms. Used by read_fields and read_value
// only; one thread at a time.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "spec/reader.h"

namespace plotmill::spec {

// What a message calls a value: 'linewidth', item 2 of 'figsize', 'west' in 'height'.
struct Label {
    std::string_view key;
    const Label* outer = nullptr;
    std::size_t item = 0;  // from 1; 0 for a key

    std::string text() const;
};

// "a, b or c".
std::string join_words(std::span<const std::string_view> words);
// What a value is, for "found ...": "a list", "'abc'", "2.5".
std::string describe(const Value& value);
// All that a field takes: "a number, a colour or true or false".
std::string expectation(const Field& field);

class ValueReader {
public:
    ValueReader(const Scope& scope, Diagnostics& out) : scope_(scope), out_(out) {}

    std::optional<FieldValue> read(const ValuePtr& value, const Field& field, const Label& label);
    // Templates filled in, all through the tree.
    ValuePtr substitute(const ValuePtr& value);

private:
    std::optional<FieldValue> read_number(FieldValue v, double number, bool integral, const Field& field,
                                          const Label& label);
    std::optional<FieldValue> read_text(FieldValue v, bool from_template, const Field& field, const Label& label);
    std::optional<FieldValue> read_list(FieldValue v, const Field& field, const Label& label);
    std::optional<FieldValue> read_map(FieldValue v, const Field& field, const Label& label);
    std::optional<FieldValue> read_items(FieldValue v, const Field& field, const Label& label);
    void warn_of_letters(const FieldValue& v, const Field& field, const Label& label);
    std::optional<LineStyle> dash_list(const Value& list);
    bool check_array(const Value& value, const Label& label, int depth);
    bool check_count(const FieldValue& v, std::size_t n, const Field& field, const Label& label);
    bool check_generator(const ValuePtr& map, const Label& label);
    std::optional<FieldValue> mismatch(const FieldValue& v, const Field& field, const Label& label);
    std::optional<FieldValue> unknown_text(const FieldValue& v, const Field& field, const Label& label);
    std::optional<double> scope_number(const Value& value);

    const Scope& scope_;
    Diagnostics& out_;
};

}  // namespace plotmill::spec
