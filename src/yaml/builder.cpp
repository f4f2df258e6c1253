#include "yaml/builder.h"

#include <algorithm>
#include <fmt/format.h>

#include "base/numbers.h"
#include "base/suggest.h"
#include "spec/scalar.h"
#include "yaml/syntax_error.h"

namespace plotmill::yaml {

using spec::Entry;
using spec::Value;
using spec::ValuePtr;

namespace {

constexpr std::string_view core_prefix = "tag:yaml.org,2002:";
constexpr std::string_view spaces = " \t\r\n";

std::string tag_as_written(std::string_view tag) {
    if (tag.substr(0, core_prefix.size()) == core_prefix) return fmt::format("!!{}", tag.substr(core_prefix.size()));
    return std::string(tag);
}

std::string_view core_tag(std::string_view tag) {
    return tag.substr(0, core_prefix.size()) == core_prefix ? tag.substr(core_prefix.size()) : std::string_view();
}

bool no_tag(std::string_view tag) { return tag.empty() || tag == "?"; }

// Long texts of the user are cut in messages.
std::string excerpt(std::string_view text) {
    std::size_t n = std::min<std::size_t>(text.size(), 40);
    while (n > 0 && n < text.size() && (static_cast<unsigned char>(text[n]) & 0xC0) == 0x80) --n;
    std::string out(text.substr(0, n));
    std::replace(out.begin(), out.end(), '\n', ' ');
    return n < text.size() ? out + "..." : out;
}

// The null that stands at the start of `text`; empty where none does, and the null is what is left out. A key's null is
// followed by a colon, a value's is not.
std::string_view null_word(std::string_view text, bool key) {
    constexpr auto npos = std::string_view::npos;
    const std::string_view delimiters = key ? " \t\r\n,[]{}:" : " \t\r\n,[]{}";
    for (std::string_view w : {"~", "null", "Null", "NULL"})
        if (text.substr(0, w.size()) == w && (text.size() == w.size() || delimiters.find(text[w.size()]) != npos))
            return w;
    return {};
}

}  // namespace

Builder::Builder(const Source& source, std::string_view text, Sink* sink, const Limits& limits)
    : source_(source), text_(text), sink_(sink), limits_(limits), locator_(&source, text) {
    if (sink) figures_last_ = figures_are_last(text);
}

void Builder::error(Span span, std::string message) {
    errors_.error(span, std::move(message));
    if (errors_.error_count() >= limits_.errors) throw Stop{};
}

void Builder::fatal(Span span, std::string message) {
    errors_.error(span, std::move(message));
    throw Stop{};
}

void Builder::count_event(std::size_t offset) {
    if (++events_ > limits_.events)
        fatal(locator_.at(offset), fmt::format("too many values: a file may hold {}", limits_.events));
}

void Builder::begin_document(std::size_t offset) {
    if (!saw_document_) {
        saw_document_ = true;
        return;
    }
    const bool marked = text_.substr(offset, 3) == "---";
    const std::size_t line = text_.rfind('\n', offset == 0 ? 0 : offset - 1);
    const std::string_view before = line == std::string_view::npos ? text_ : text_.substr(line + 1, offset - line - 1);
    const Span span = locator_.at(offset, marked ? 3 : 0);
    if (marked) fatal(span, "a second document begins here; a file holds one document");
    if (before.find('\t') != std::string_view::npos) {
        syntax_error(offset, "");
        throw Stop{};
    }
    fatal(span, "the document has ended before this; check the indentation");
}

void Builder::end_document() {
    if (!sink_ || errors_.has_errors() || !held_) return;
    if (held_->value->kind != Value::Kind::list) return deliver(*held_);
    deliver_figures(held_->key_span);
    for (const ValuePtr& figure : held_->value->items) deliver_figure(figure);
}

// Past anchors, tags, blanks and comments, to where a node's own text begins.
std::size_t Builder::skip_properties(std::size_t offset) const {
    std::size_t i = offset;
    bool property = false;
    while (i < text_.size()) {
        const char c = text_[i];
        if (c == '&' || c == '!') {
            property = true;
            const bool verbatim = c == '!' && i + 1 < text_.size() && text_[i + 1] == '<';
            i = std::min(text_.find_first_of(verbatim ? ">" : " \t\r\n,[]{}", i), text_.size());
            if (verbatim && i < text_.size()) ++i;
        } else if (property && spaces.find(c) != std::string_view::npos) {
            ++i;
        } else if (property && c == '#' && spaces.find(text_[i - 1]) != std::string_view::npos) {
            i = std::min(text_.find('\n', i), text_.size());
        } else {
            break;
        }
    }
    return i;
}

Builder::Scalar Builder::locate(std::size_t offset, bool plain, const std::string& text) {
    Scalar out;
    std::size_t begin = skip_properties(offset);
    const char c = begin < text_.size() ? text_[begin] : '\0';
    // Lines may be very long: only what belongs to the scalar is looked at.
    std::size_t end = begin;
    if (!plain && (c == '"' || c == '\'')) {
        out.quoted = true;
        std::size_t i = begin + 1;
        for (; i < text_.size(); ++i) {
            if (c == '"' && text_[i] == '\\') {
                ++i;
            } else if (text_[i] == c) {
                if (c == '"' || i + 1 >= text_.size() || text_[i + 1] != '\'') break;
                ++i;
            }
        }
        if (i >= text_.size())
            fatal(locator_.at(begin, 1), fmt::format("the quote {} that begins here is not closed", c));
        end = std::min(text_.substr(0, i + 1).find_first_of("\r\n", begin), i + 1);
        if (end <= i) long_quote_ = locator_.at(begin, 1);
    } else if (!plain && (c == '|' || c == '>')) {
        out.quoted = out.block = true;
        end = std::min(text_.find_first_of(" \r\n", begin), text_.size());
    } else if (text_.compare(begin, text.size(), text) == 0) {
        end = begin + text.size();
        if (text.empty()) begin = end = offset;  // a tag without a value
    } else {                                     // over several lines
        end = std::min(text_.find_first_of("\r\n", begin), text_.size());
    }
    out.offset = begin;
    out.span = locator_.at(begin, utf8_length(text_.substr(begin, end - begin)));
    return out;
}

std::shared_ptr<Value> Builder::read_scalar(const Scalar& where, std::string_view tag, const std::string& text) {
    auto v = std::make_shared<Value>();
    v->span = where.span;
    v->text = text;
    const std::string_view core = core_tag(tag);
    if (tag == "!" || core == "str") {
        v->kind = Value::Kind::string;
        v->quoted = true;
        return v;
    }
    const spec::CoreScalar scalar = spec::read_core_scalar(text);
    if (scalar.out_of_range) error(where.span, fmt::format("the number '{}' is out of range", excerpt(text)));
    v->kind = scalar.kind;
    v->number = scalar.number;
    if (no_tag(tag)) return v;
    std::string_view expected;
    using Kind = Value::Kind;
    if (core == "int") {
        if (v->kind != Kind::integer) expected = "an integer";
    } else if (core == "float") {
        if (!v->is_number()) expected = "a number";
        v->kind = Kind::number;
    } else if (core == "bool") {
        if (v->kind != Kind::boolean) expected = "true or false";
    } else if (core == "null") {
        if (v->kind != Kind::null) expected = "null";
    } else if (core == "seq" || core == "map") {
        expected = core == "seq" ? "a list" : "a mapping";
    } else {
        error(where.span,
              fmt::format("unknown tag '{}': expected !!str, !!int, !!float, !!bool or !!null", tag_as_written(tag)));
    }
    if (!expected.empty())
        error(where.span,
              fmt::format("expected {} after {}, found '{}'", expected, tag_as_written(tag), excerpt(text)));
    return v;
}

void Builder::null(std::size_t offset, std::size_t anchor) {
    count_event(offset);
    const std::size_t begin = skip_properties(offset);
    const std::string_view word = null_word(text_.substr(std::min(begin, text_.size())), awaits_key());
    if (awaits_key()) {
        const Scalar where{locator_.at(begin, word.size()), begin, false, false};
        if (word.empty()) return bad_key(where.span, "a key is missing here");
        return set_key(std::string(word), where, false);
    }
    auto v = std::make_shared<Value>();
    bool implicit = word.empty();
    if (!stack_.empty()) {
        const Frame& top = stack_.back();
        v->span = top.map ? top.key_span : top.value->span;
        if (top.map && offset <= top.key_offset) {
            implicit = true;
            if (!top.flow && offset == top.key_offset)
                error(top.key_span, fmt::format("expected ': ' after the key '{}'", excerpt(top.key)));
        } else if (top.map && implicit && top.flow && top.key.find(':') != std::string::npos) {
            error(top.key_span, fmt::format("expected a space after the ':' of '{}'", excerpt(top.key)));
        } else if (!top.map && implicit && top.flow && begin == offset) {
            error(locator_.at(offset), "a value is missing before this");
        }
    } else {
        v->span = locator_.at(offset);
    }
    if (!implicit) {
        v->text = word;
        v->span = locator_.at(begin, word.size());
    }
    if (anchor) open_anchor(anchor, v->span);
    add({v, 1, 0});
    if (anchor) close_anchor(anchor, {v, 1, 0});
}

void Builder::alias(std::size_t offset, std::size_t anchor) {
    count_event(offset);
    const std::size_t end = std::min(text_.find_first_of(" \t\r\n,[]{}", offset), text_.size());
    const Span span = locator_.at(offset, utf8_length(text_.substr(offset, end - offset)));
    if (awaits_key()) return bad_key(span, "a key must be plain text, not an alias");
    const auto it = anchors_.find(anchor);
    if (it == anchors_.end()) fatal(span, "the alias names no anchor");
    const Anchor& a = it->second;
    if (a.open) {
        errors_.add({Severity::error,
                     span,
                     fmt::format("the alias '*{}' stands inside its own anchor", a.name),
                     {{a.span, fmt::format("'&{}' is here", a.name)}}});
        throw Stop{};
    }
    expanded_ += a.node.nodes;
    if (expanded_ > limits_.expanded)
        fatal(span, fmt::format("the aliases of this file stand for more than {} values", limits_.expanded));
    if (stack_.size() + a.node.height > limits_.depth)
        fatal(span, fmt::format("lists and mappings are nested more than {} deep (through the alias '*{}')",
                                limits_.depth, a.name));
    add(a.node);
}

void Builder::scalar(std::size_t offset, std::string_view tag, std::size_t anchor, const std::string& text) {
    count_event(offset);
    const Scalar where = locate(offset, tag == "?", text);
    if (text.size() > limits_.scalar_bytes)
        fatal(where.span,
              fmt::format("a text of {} bytes is too long: at most {} are allowed", text.size(), limits_.scalar_bytes));
    if (awaits_key()) {
        if (!no_tag(tag) && tag != "!" && core_tag(tag) != "str")
            return bad_key(where.span,
                           fmt::format("a key must be plain text, without the tag {}", tag_as_written(tag)));
        if (anchor) {
            auto v = read_scalar(where, tag, text);
            open_anchor(anchor, where.span);
            close_anchor(anchor, {v, 1, 0});
        }
        return set_key(text, where, no_tag(tag) && text == "<<");
    }
    if (stack_.empty() && sink_) {
        const std::size_t line = text_.rfind('\n', where.offset) + 1;
        if (text_.substr(line, where.offset - line).find('\t') != std::string_view::npos) {
            syntax_error(where.offset, "");
            throw Stop{};
        }
        fatal(where.span, fmt::format("a job file is a mapping with the key 'figures', found '{}'", excerpt(text)));
    }
    const Node node{read_scalar(where, tag, text), 1, 0};
    if (anchor) {
        open_anchor(anchor, where.span);
        close_anchor(anchor, node);
    }
    add(node);
}

void Builder::begin_collection(std::size_t offset, std::string_view tag, std::size_t anchor, bool map, bool flow) {
    count_event(offset);
    const std::size_t begin = skip_properties(offset);
    const Span span = locator_.at(begin, flow ? 1 : 0);
    if (awaits_key() && flow && stack_.back().offset == begin && open_bracket(text_, begin, text_.size())) {
        // yaml-cpp takes an unclosed bracket at the end of the text for the key of a mapping without brackets.
        stack_.back().flow = true;
        syntax_error(text_.size(), "end of sequence flow not found");
        throw Stop{};
    }
    if (awaits_key())
        fatal(span, fmt::format("a key must be plain text, not a {}; is a quote missing around '{}'?",
                                map ? "mapping" : "list", map ? "{" : "["));
    if (stack_.size() >= limits_.depth)
        fatal(span, fmt::format("lists and mappings are nested more than {} deep", limits_.depth));
    if (!no_tag(tag) && tag != "!" && core_tag(tag) != (map ? "map" : "seq"))
        error(span, fmt::format("unknown tag '{}' on a {}", tag_as_written(tag), map ? "mapping" : "list"));
    if (stack_.empty() && sink_ && !map) fatal(span, "a job file is a mapping with the key 'figures', found a list");
    Frame frame;
    frame.value = std::make_shared<Value>();
    frame.value->kind = map ? Value::Kind::map : Value::Kind::list;
    frame.value->span = span;
    frame.map = map;
    frame.flow = flow;
    frame.anchor = anchor;
    frame.offset = begin;
    if (anchor) open_anchor(anchor, span);
    if (sink_ && stack_.size() == 1 && !map && !anchor && figures_last_) {
        Frame& root = stack_.back();
        if (root.has_key && root.key == "figures" && !root.flow && !root.bad_key && root.key_span.column == 1) {
            frame.figures = true;
            resolve_merges(root);
            deliver_figures(root.key_span);
        }
    }
    stack_.push_back(std::move(frame));
}

void Builder::end_collection() {
    count_event(0);
    if (stack_.back().map) resolve_merges(stack_.back());
    Frame frame = std::move(stack_.back());
    stack_.pop_back();
    if (frame.figures) {
        Frame& root = stack_.back();
        remember(root, root.key);
        root.value->entries.push_back({std::move(root.key), root.key_span, frame.value});
        root.has_key = false;
        return;
    }
    const Node node{frame.value, frame.nodes, frame.height};
    if (frame.anchor) close_anchor(frame.anchor, node);
    add(node);
}

void Builder::syntax_error(std::size_t offset, const std::string& message) {
    SyntaxContext context;
    context.text = text_;
    context.offset = std::min(offset, text_.size());
    for (const Frame& f : stack_)
        if (f.flow) context.open_bracket = f.offset;
    context.long_quote = long_quote_;
    std::vector<std::string_view> names;
    for (const auto& [id, a] : anchors_) names.push_back(a.name);
    context.anchors = names;
    errors_.add(explain_syntax_error(message, context, locator_));
}

}  // namespace plotmill::yaml
