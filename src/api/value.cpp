#include "api/value.h"

#include <cmath>

#include "base/json.h"
#include "base/numbers.h"

namespace plotmill::api {

namespace {

template <class T>
std::shared_ptr<const Value::Node> node_of(T content) {
    return std::make_shared<const Value::Node>(Value::Node{std::move(content)});
}

}  // namespace

Value::Value(Flag v) : node_(node_of(v.v)) {}
Value::Value(Integer v) : node_(node_of(v.v)) {}
Value::Value(Number v) : node_(node_of(v.v)) {}
Value::Value(std::string text) : node_(node_of(std::move(text))) {}
Value::Value(std::initializer_list<Value> list) : node_(node_of(std::vector<Value>(list))) {}
Value::Value(std::vector<Value> list) : node_(node_of(std::move(list))) {}
Value::Value(std::vector<double> numbers) : node_(node_of(std::move(numbers))) {}
Value::Value(const std::vector<int>& numbers) : node_(node_of(std::vector<Value>(numbers.begin(), numbers.end()))) {}
Value::Value(const std::vector<std::string>& texts) : node_(node_of(std::vector<Value>(texts.begin(), texts.end()))) {}
Value::Value(Map map) : node_(node_of(std::move(map))) {}
Value Value::map(std::initializer_list<std::pair<std::string, Value>> entries) { return Value(Map(entries)); }

namespace {

using Kind = spec::Value::Kind;

constexpr int max_depth = 64;             // as the YAML parser's
constexpr std::size_t shown_items = 12;   // of a list, in the text
constexpr std::size_t shown_bytes = 100;  // of a text

bool is_map(const Value& v) { return v.node() && std::holds_alternative<Map>(v.node()->content); }

bool holds_maps(const Value& v, int depth = 0) {
    if (is_map(v)) return true;
    const auto* list = v.node() ? std::get_if<std::vector<Value>>(&v.node()->content) : nullptr;
    if (list && depth < max_depth)
        for (const Value& item : *list)
            if (holds_maps(item, depth + 1)) return true;
    return false;
}

std::string number_text(double v) {
    return std::isnan(v) ? ".nan" : std::isinf(v) ? (v < 0 ? "-.inf" : ".inf") : shortest(v);
}

class Writer {
public:
    explicit Writer(const Source* source) : source_(source) {}

    spec::ValuePtr value(const Value& v, int indent, int depth) {
        if (depth > max_depth) {
            too_deep_ = true;
            return scalar(Kind::null, "null", 0);
        }
        if (!v.node()) return scalar(Kind::null, "null", 0);
        return std::visit([&](const auto& content) { return write(content, indent, depth); }, v.node()->content);
    }

    bool too_deep() const { return too_deep_; }
    std::string take_text() { return std::move(text_); }

private:
    void put(std::string_view s) {
        text_ += s;
        column_ += static_cast<std::uint32_t>(utf8_length(s));
    }
    void new_line(int indent) {
        text_ += '\n';
        text_.append(static_cast<std::size_t>(indent), ' ');
        ++line_;
        column_ = static_cast<std::uint32_t>(indent) + 1;
    }
    Span here() const { return {source_, line_, column_, 1}; }

    std::shared_ptr<spec::Value> scalar(Kind kind, std::string text, double number, std::string_view shown = {}) {
        auto out = std::make_shared<spec::Value>();
        out->kind = kind;
        out->span = here();
        const std::string_view s = shown.empty() ? std::string_view(text) : shown;
        if (!hidden_) {
            put(s);
            out->span.length = static_cast<std::uint32_t>(utf8_length(s));
        }
        out->text = std::move(text);
        out->number = number;
        return out;
    }

    spec::ValuePtr write(bool v, int, int) { return scalar(Kind::boolean, v ? "true" : "false", v ? 1 : 0); }
    spec::ValuePtr write(std::int64_t v, int, int) {
        return scalar(Kind::integer, std::to_string(v), static_cast<double>(v));
    }
    spec::ValuePtr write(double v, int, int) { return scalar(Kind::number, number_text(v), v); }
    spec::ValuePtr write(const std::string& v, int, int) {
        std::string shown = v;
        if (shown.size() > shown_bytes) {
            std::size_t n = shown_bytes;
            while (n > 0 && (static_cast<unsigned char>(shown[n]) & 0xC0) == 0x80) --n;
            shown = shown.substr(0, n) + "...";
        }
        auto out = scalar(Kind::string, v, 0, hidden_ ? std::string() : json_string(shown));
        out->quoted = true;
        return out;
    }
    spec::ValuePtr write(const std::vector<double>& list, int indent, int depth) {
        return flow(list.size(), [&](std::size_t i) { return write(list[i], indent, depth + 1); });
    }
    spec::ValuePtr write(const std::vector<Value>& list, int indent, int depth) {
        bool block = false;
        for (const Value& v : list) block = block || holds_maps(v);
        if (!block || hidden_)
            return flow(list.size(), [&](std::size_t i) { return value(list[i], indent, depth + 1); });
        auto out = std::make_shared<spec::Value>();
        out->kind = Kind::list;
        for (std::size_t i = 0; i < list.size(); ++i) {
            new_line(indent);
            if (i == 0) out->span = here();
            put("- ");
            out->items.push_back(is_map(list[i])
                                     ? entries(std::get<Map>(list[i].node()->content), indent + 2, depth + 1, false)
                                     : value(list[i], indent + 2, depth + 1));
        }
        return out;
    }
    spec::ValuePtr write(const Map& map, int indent, int depth) { return entries(map, indent, depth, true); }

    template <class Item>
    spec::ValuePtr flow(std::size_t n, Item&& item) {
        auto out = std::make_shared<spec::Value>();
        out->kind = Kind::list;
        out->span = here();
        const bool outer = hidden_;
        if (!hidden_) put("[");
        out->items.reserve(n);
        for (std::size_t i = 0; i < n; ++i) {
            if (!hidden_ && i > 0) put(", ");
            if (!hidden_ && i == shown_items) {
                put("...");
                hidden_ = true;
            }
            out->items.push_back(item(i));
        }
        hidden_ = outer;
        if (!hidden_) put("]");
        return out;
    }

    // `fresh`: each entry begins a line of its own; otherwise the first stands after what was written.
    spec::ValuePtr entries(const Map& map, int indent, int depth, bool fresh) {
        auto out = std::make_shared<spec::Value>();
        out->kind = Kind::map;
        out->span = here();
        if (map.empty() && !hidden_) put("{}");
        bool first = true;
        for (std::size_t i = 0; i < map.size(); ++i) {
            const auto& [key, v] = map[i];
            bool replaced = false;  // the last of equal keys holds
            for (std::size_t k = i + 1; k < map.size() && !replaced; ++k) replaced = map[k].first == key;
            if (replaced) continue;
            if (!hidden_ && (!first || fresh)) new_line(indent);
            spec::Entry e{key, here(), nullptr};
            if (first) out->span = here();
            first = false;
            if (!hidden_) {
                put(key);
                e.key_span.length = static_cast<std::uint32_t>(utf8_length(key));
                put(": ");
            }
            e.value = value(v, indent + 2, depth + 1);
            out->entries.push_back(std::move(e));
        }
        return out;
    }

    const Source* source_;
    std::string text_;
    std::uint32_t line_ = 0, column_ = 1;  // the first entry begins line 1
    bool hidden_ = false;                  // items past those that are shown
    bool too_deep_ = false;
};

}  // namespace

Result<Written> write_tree(const Value& value, const Source* source) {
    Writer writer(source);
    spec::ValuePtr tree = writer.value(value, 0, 0);
    if (writer.too_deep())
        return error_at({}, "lists and mappings are nested more than " + std::to_string(max_depth) + " deep");
    std::string text = writer.take_text();
    if (text.starts_with('\n')) text.erase(0, 1);
    return Written{std::move(tree), std::move(text)};
}

}  // namespace plotmill::api
