#include "base/json.h"

#include <cassert>
#include <cmath>
#include <fmt/format.h>
#include <utility>

#include "base/numbers.h"
#include "base/utf8.h"

namespace plotmill {

namespace {

// ASCII that stands for itself.
bool is_plain(char c) { return c >= 0x20 && c < 0x7f && c != '"' && c != '\\'; }

void append_string(std::string& out, std::string_view text) {
    out += '"';
    for (std::size_t i = 0; i < text.size();) {
        std::size_t end = i;
        while (end < text.size() && is_plain(text[end])) ++end;
        if (end > i) {
            out.append(text, i, end - i);
            i = end;
            continue;
        }
        const char c = text[i];
        const std::size_t n = utf8_at(text, i);
        if (n == 0) {
            out += "\xef\xbf\xbd";
            ++i;
            continue;
        }
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (c == '\n') {
            out += "\\n";
        } else if (c == '\t') {
            out += "\\t";
        } else if (c == '\r') {
            out += "\\r";
        } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
            out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
        } else {
            out += text.substr(i, n);
        }
        i += n;
    }
    out += '"';
}

}  // namespace

std::string json_string(std::string_view text) {
    std::string out;
    out.reserve(text.size() + 2);
    append_string(out, text);
    return out;
}

std::string json_number(double v) { return std::isfinite(v) ? shortest(v) : "null"; }

JsonWriter& JsonWriter::begin_flat_array() { return open('[', true); }
JsonWriter& JsonWriter::begin_flat_object() { return open('{', true); }

void JsonWriter::new_line() {
    if (indent_ <= 0 || levels_.empty() || levels_.back().flat) return;
    out_ += '\n';
    out_.append(levels_.size() * static_cast<std::size_t>(indent_), ' ');
}

void JsonWriter::separate() {
    if (after_key_) {
        after_key_ = false;
        return;
    }
    if (levels_.empty()) return;
    Level& level = levels_.back();
    if (!level.empty) out_ += level.flat || indent_ <= 0 ? ", " : ",";
    level.empty = false;
    new_line();
}

JsonWriter& JsonWriter::open(char bracket, bool flat) {
    assert(levels_.empty() || levels_.back().kind == '[' || after_key_);
    separate();
    out_ += bracket;
    levels_.push_back({bracket, flat || (!levels_.empty() && levels_.back().flat)});
    return *this;
}

JsonWriter& JsonWriter::close(char bracket) {
    assert(!levels_.empty() && levels_.back().kind == (bracket == '}' ? '{' : '[') && !after_key_);
    const Level level = levels_.back();
    levels_.pop_back();
    if (!level.empty && !level.flat && indent_ > 0) {
        out_ += '\n';
        out_.append(levels_.size() * static_cast<std::size_t>(indent_), ' ');
    }
    out_ += bracket;
    return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
    assert(!levels_.empty() && levels_.back().kind == '{' && !after_key_);
    separate();
    append_string(out_, name);
    out_ += ": ";
    after_key_ = true;
    return *this;
}

JsonWriter& JsonWriter::raw(std::string_view json) {
    assert(levels_.empty() || levels_.back().kind == '[' || after_key_);
    separate();
    out_ += json;
    return *this;
}

std::string JsonWriter::take() {
    assert(levels_.empty() && !after_key_);
    return std::exchange(out_, {});
}

}  // namespace plotmill
