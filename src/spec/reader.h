// Reads a mapping of the job by its field table: types checked, templates filled in, unknown keys refused with a
// suggestion. What comes out is `Fields`: typed values by name, each with its span.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/color.h"
#include "base/geometry.h"
#include "base/path.h"
#include "base/result.h"
#include "spec/fields.h"
#include "spec/value.h"

namespace plotmill::spec {

// What ${{ }} and "=..." mean where a mapping is read (matrix parameters, vars). Implemented by expand/.
class Scope {
public:
    virtual ~Scope() = default;
    // Text with its ${{ }} filled in. Called only for text that contains "${{".
    virtual Result<std::string> substitute(std::string_view text, Span span) const = 0;
    // The value of an expression (without its '=') that must be one number.
    virtual Result<double> number(std::string_view expression, Span span) const = 0;
};

struct LineStyle {
    enum class Kind { none, solid, dashed, dashdot, dotted, custom };
    Kind kind = Kind::solid;
    double offset = 0;           // custom: points, before scaling by the line width
    std::vector<double> dashes;  // custom
    friend bool operator==(const LineStyle&, const LineStyle&) = default;
};
std::optional<LineStyle> parse_linestyle(std::string_view text);

struct Marker {
    std::string name;  // canonical: "o", "s", "none", "tickleft" ("0"), ..., or "$...$"
    // Of a math marker ("$...$"), once the fonts are known: around (0, 0), one unit large, y upwards.
    std::shared_ptr<const Path> outline;
    friend bool operator==(const Marker& a, const Marker& b) { return a.name == b.name; }
};
std::optional<Marker> parse_marker(std::string_view text);

class Fields;

// How a value is stored, by FieldValue::as:
//   flag -> bool; integer, number, position -> double; word, string -> std::string; color, linestyle, marker -> their
//   types; list -> the items; mapping -> the values, whose keys are value->entries[i].key; object -> Fields; array, any
//   -> nothing, the tree is in `value` (an array's with its templates filled in).
// A text where a field takes both `array` and `color` is `color` when it is one (and may yet be a column's name:
// `value` has the text), else `array`. Lists are `color` only where the field does not take `array`.
struct FieldValue {
    // null; flag; number (integers too); string and word; colour; everything kept as a Value is in `value`.
    std::variant<std::monostate, bool, double, std::string, ColorSpec, LineStyle, Marker, std::vector<FieldValue>,
                 std::shared_ptr<const Fields>>
        data;
    bool integer = false;  // a number written as an integer
    bool date = false;     // a `position` that was an ISO date: the number is days since 1970-01-01
    Accept as = null_;     // which of the field's forms it took
    Span span;
    ValuePtr value;  // the value as written

    bool is_null() const { return as == null_; }
    double number() const { return std::get<double>(data); }
    bool boolean() const { return std::get<bool>(data); }
    const std::string& text() const { return std::get<std::string>(data); }
    const ColorSpec& color() const { return std::get<ColorSpec>(data); }
    const std::vector<FieldValue>& list() const { return std::get<std::vector<FieldValue>>(data); }
    const Fields& object() const { return *std::get<std::shared_ptr<const Fields>>(data); }
};

// The values that were given, by canonical name. Asking for a name that the table lacks is a programming fault
// (assert).
class Fields {
public:
    Fields() = default;
    Fields(const FieldTable* table, Span span) : table_(table), span_(span) {}

    void set(const Field* field, Span key_span, FieldValue value);

    const FieldTable* table() const { return table_; }
    Span span() const { return span_; }  // of the whole mapping
    bool has(std::string_view name) const { return get(name) != nullptr; }
    const FieldValue* get(std::string_view name) const;  // null where it was not given
    Span span_of(std::string_view name) const;           // of the value, or of the mapping where it was not given

    // Shorthands with a default for "not given" (and for null).
    double number(std::string_view name, double otherwise) const;
    std::optional<double> number(std::string_view name) const;
    bool boolean(std::string_view name, bool otherwise) const;
    std::string text(std::string_view name, std::string_view otherwise) const;
    std::optional<std::string> text(std::string_view name) const;
    const ColorSpec* color(std::string_view name) const;
    const Fields* object(std::string_view name) const;

    struct Given {
        const Field* field;
        Span key_span;
        FieldValue value;
    };
    const std::vector<Given>& all() const { return given_; }

private:
    const FieldTable* table_ = nullptr;
    Span span_;
    std::vector<Given> given_;
};

// Reads `map` (must be a mapping, or null for an empty one) by `table`. Reports every fault it finds to `out`; what was
// readable is in the result all the same. Thread-safe: `scope` and the tree are only read.
Fields read_fields(const ValuePtr& map, const FieldTable& table, const Scope& scope, Diagnostics& out);

// Only whether it is a mapping whose keys the table has; values are not looked at.
void check_keys(const Value& map, const FieldTable& table, Diagnostics& out);

// A value's tree with every ${{ }} filled in; the same pointer where there is none. For owners of `any` values, whose
// templates read_fields leaves alone (it fills in those of `array` values). $${{ becomes ${{, so never do it twice.
ValuePtr substitute_tree(const ValuePtr& value, const Scope& scope, Diagnostics& out);

// One value by one field's rule (used for items read by their owner).
std::optional<FieldValue> read_value(const ValuePtr& value, const Field& field, const Scope& scope, Diagnostics& out);

}  // namespace plotmill::spec
