// Writes JSON text piece by piece (reports, facts, bench results); reading JSON is the data folder's business. A writer
// belongs to one thread. The calls must form one valid value: that is asserted, not checked in release builds.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace plotmill {

// `text` in quotes; control characters escaped, bytes that are no UTF-8 replaced by U+FFFD.
std::string json_string(std::string_view text);

// The shortest text that reads back; "null" for NaN and infinities, which JSON cannot hold.
std::string json_number(double v);

class JsonWriter {
public:
    // `indent` > 0: one member a line, indented by that many blanks a level; 0: everything on one line.
    explicit JsonWriter(int indent = 0) : indent_(indent) {}

    JsonWriter& begin_object() { return open('{'); }
    JsonWriter& end_object() { return close('}'); }
    JsonWriter& begin_array() { return open('['); }
    JsonWriter& end_array() { return close(']'); }
    // From here to the matching end everything stands on one line (coordinates, small records).
    JsonWriter& begin_flat_array();
    JsonWriter& begin_flat_object();

    JsonWriter& key(std::string_view name);
    JsonWriter& value(std::string_view text) { return raw(json_string(text)); }
    JsonWriter& value(const char* text) { return raw(json_string(text)); }
    JsonWriter& value(double v) { return raw(json_number(v)); }
    JsonWriter& value(bool v) { return raw(v ? "true" : "false"); }
    JsonWriter& value(int v) { return raw(std::to_string(v)); }
    JsonWriter& value(std::int64_t v) { return raw(std::to_string(v)); }
    JsonWriter& value(std::uint64_t v) { return raw(std::to_string(v)); }
    JsonWriter& null() { return raw("null"); }
    // Text that is JSON already.
    JsonWriter& raw(std::string_view json);

    template <class T>
    JsonWriter& member(std::string_view name, const T& v) {
        return key(name).value(v);
    }

    const std::string& text() const { return out_; }
    std::string take();

private:
    struct Level {
        char kind;
        bool flat;
        bool empty = true;
    };
    JsonWriter& open(char bracket, bool flat = false);
    JsonWriter& close(char bracket);
    void separate();
    void new_line();

    std::string out_;
    std::vector<Level> levels_;
    int indent_ = 0;
    bool after_key_ = false;
};

}  // namespace plotmill
