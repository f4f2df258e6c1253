#include "data/sources/json_tree.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <vector>

#include "base/numbers.h"

namespace plotmill::data {
namespace {

constexpr std::int64_t largest_exact = std::int64_t{1} << 53;

// The parser itself is not recursive, but what walks its result is.
bool too_deep(std::string_view text, std::size_t limit) {
    std::size_t depth = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quoted) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                quoted = false;
        } else if (c == '"') {
            quoted = true;
        } else if (c == '[' || c == '{') {
            if (++depth > limit) return true;
        } else if ((c == ']' || c == '}') && depth > 0) {
            --depth;
        }
    }
    return false;
}

bool blank(std::string_view s) { return s.find_first_not_of(" \t\r\n") == std::string_view::npos; }

// A record (or list) a line, two at least.
bool is_lines(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos || (text[first] != '{' && text[first] != '[')) return false;
    const std::size_t end = text.find('\n', first);
    if (end == std::string_view::npos || blank(text.substr(end))) return false;
    return Json::accept(text.begin() + static_cast<std::ptrdiff_t>(first),
                        text.begin() + static_cast<std::ptrdiff_t>(end));
}

// A text's bytes for the parser, asking now and then whether there is time left.
struct PolledBytes {
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = const char&;

    const char* at = nullptr;
    const char** reached = nullptr;  // where to note how far it came

    reference operator*() const { return *at; }
    PolledBytes& operator++() {
        constexpr std::uintptr_t stretch = 1 << 16;
        *reached = ++at;
        if (reinterpret_cast<std::uintptr_t>(at) % stretch == 0) {
            poll_now();
            need_memory(0);  // what was taken meanwhile stopped nothing
        }
        return *this;
    }
    PolledBytes operator++(int) {
        const PolledBytes old = *this;
        ++*this;
        return old;
    }
    friend bool operator==(const PolledBytes& a, const PolledBytes& b) { return a.at == b.at; }
};

// Places of offsets that come in order.
class Places {
public:
    explicit Places(std::string_view text) : text_(text) {}
    Place operator()(std::size_t offset) {
        for (; at_ < offset; ++at_) {
            const char c = text_[at_];
            if (c == '\n' || (c == '\r' && !(at_ + 1 < text_.size() && text_[at_ + 1] == '\n')))
                place_ = Place(place_.line + 1, 1);
            else
                place_.column += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
        }
        return place_;
    }

private:
    std::string_view text_;
    std::size_t at_ = 0;
    Place place_{1, 1};
};

struct Invalid {
    std::size_t byte;  // from 1 in what was parsed; 0 where that is not known
    std::string what;
};

// Makes the tree of what the library reads.
class Builder final : public nlohmann::json_sax<Json> {
public:
    Builder(const char* const& reached, const char* text, Places& places)
        : reached_(reached), text_(text), places_(places) {}

    Json take() { return std::move(root_); }

    bool null() override { return add(Json()); }
    bool boolean(bool v) override { return add(Json(v)); }
    bool number_integer(number_integer_t v) override {
        return v > largest_exact || v < -largest_exact ? add_wide(std::to_string(v)) : add(Json(v));
    }
    bool number_unsigned(number_unsigned_t v) override {
        return v > static_cast<number_unsigned_t>(largest_exact) ? add_wide(std::to_string(v)) : add(Json(v));
    }
    bool number_float(number_float_t v, const string_t& digits) override {
        return digits.find_first_of(".eE") == string_t::npos ? add_wide(digits) : add(Json(v));
    }
    bool string(string_t& v) override { return add(Json(std::move(v))); }
    bool binary(binary_t&) override { return false; }
    bool start_object(std::size_t) override { return open(Json::object()); }
    bool start_array(std::size_t) override { return open(Json::array()); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }
    bool key(string_t& name) override {
        member_ = &(*open_.back())[name];
        return true;
    }
    bool parse_error(std::size_t byte, const std::string& last, const nlohmann::detail::exception& e) override {
        if (dynamic_cast<const Json::out_of_range*>(&e))
            throw Invalid{byte + 1 - std::min(byte, last.size()), "'" + last + "' is beyond what a number of 64 bits holds"};
        std::string what = e.what();  // "[json.exception.parse_error.101] parse error at line 1, column 2: ..."
        const std::size_t colon = what.find(": ");
        if (colon != std::string::npos) what.erase(0, colon + 2);
        throw Invalid{byte, std::move(what)};
    }

private:
    bool add(Json v) { return place(std::move(v)) != nullptr; }
    bool open(Json v) {
        open_.push_back(place(std::move(v)));
        return true;
    }
    bool close() {
        open_.pop_back();
        return true;
    }
    Json* place(Json&& v) {
        if (open_.empty()) {
            root_ = std::move(v);
            return &root_;
        }
        if (open_.back()->is_object()) {
            *member_ = std::move(v);
            return member_;
        }
        open_.back()->push_back(std::move(v));
        return &open_.back()->back();
    }
    // The library has read one character more, unless there was none.
    bool add_wide(const std::string& digits) {
        const bool at_end = reached_[-1] >= '0' && reached_[-1] <= '9';
        const auto offset = static_cast<std::size_t>(reached_ - text_) - digits.size() - (at_end ? 0 : 1);
        const Place at = places_(offset);
        return add(Json::binary({digits.begin(), digits.end()}, std::uint64_t{at.line} << 32 | at.column));
    }

    Json root_;
    std::vector<Json*> open_;
    Json* member_ = nullptr;
    const char* const& reached_;
    const char* text_;
    Places& places_;
};

Json parse(std::string_view part, std::string_view whole, Places& places) {
    const char* reached = part.data();
    Builder builder(reached, whole.data(), places);
    Json::sax_parse(PolledBytes{part.data(), &reached}, PolledBytes{part.data() + part.size(), nullptr}, &builder);
    return builder.take();
}

void append_text(std::string& out, const Json& v) {
    if (is_wide_integer(v)) {
        out += wide_digits(v);
    } else if (v.is_structured()) {
        out += v.is_object() ? '{' : '[';
        bool first = true;
        for (const auto& item : v.items()) {
            if (!std::exchange(first, false)) out += ',';
            if (v.is_object()) out += Json(item.key()).dump(-1, ' ', false, Json::error_handler_t::replace) + ':';
            append_text(out, item.value());
        }
        out += v.is_object() ? '}' : ']';
    } else {
        out += v.dump(-1, ' ', false, Json::error_handler_t::replace);
    }
}

}  // namespace

std::string wide_digits(const Json& v) {
    const auto& bytes = v.get_binary();
    return {bytes.begin(), bytes.end()};
}

Place wide_place(const Json& v) {
    const std::uint64_t at = v.get_binary().subtype();
    return {static_cast<std::uint32_t>(at >> 32), static_cast<std::uint32_t>(at)};
}

double number_of(const Json& v) {
    if (!is_wide_integer(v)) return v.get<double>();
    return parse_number(wide_digits(v)).value_or(0);
}

std::string text_of(const Json& value) {
    if (value.is_string()) return value.get_ref<const std::string&>();
    if (value.is_number_float()) return shortest(value.get<double>());
    std::string out;
    append_text(out, value);
    return out;
}

std::optional<Json> parse_json(std::string_view bytes, const SourceContext& context) {
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    if (const std::size_t nul = bytes.substr(0, 4096).find('\0'); nul != std::string_view::npos)
        return context.fail(place_in(bytes, nul), "the file is binary: there is a NUL byte here (expected JSON)");
    if (too_deep(bytes, context.limits.json_depth))
        return context.fail(
            0, "the file is nested too deeply (more than " + std::to_string(context.limits.json_depth) + " levels)");
    if (blank(bytes)) return context.fail(0, "the file is empty (expected JSON)");
    Places places(bytes);
    const auto invalid = [&](const Invalid& e, std::size_t start) {
        return context.fail(place_in(bytes, start + (e.byte ? e.byte - 1 : 0)), "the file is no valid JSON: " + e.what);
    };
    if (!is_lines(bytes)) {
        try {
            return parse(bytes, bytes, places);
        } catch (const Invalid& e) {
            return invalid(e, 0);
        }
    }
    Json list = Json::array();
    for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t end = std::min(bytes.find('\n', at), bytes.size());
        const std::string_view line = bytes.substr(at, end - at);
        if (!blank(line)) {
            if (list.size() >= context.limits.rows)
                return context.fail(place_in(bytes, at), "the table has too many rows");
            try {
                list.push_back(parse(line, bytes, places));
            } catch (const Invalid& e) {
                return invalid(e, at);
            }
        }
        at = end + 1;
    }
    return list;
}

}  // namespace plotmill::data
