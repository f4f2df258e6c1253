// Builds values from the events of a YAML parser: anchors, merge keys, duplicate keys, limits. Knows no parser; offsets
// are bytes into the text. One builder reads one text, in one thread. Used by parse.cpp only.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "spec/value.h"
#include "yaml/parse.h"
#include "yaml/text.h"

namespace plotmill::yaml {

class Builder {
public:
    struct Stop {};  // thrown where nothing more is to be read; why is in errors()

    // `sink` may be null: then the whole tree is kept.
    Builder(const Source& source, std::string_view text, Sink* sink, const Limits& limits);

    // Events, in the parser's order. `anchor` is 0 where there is none.
    void begin_document(std::size_t offset);
    void end_document();
    void null(std::size_t offset, std::size_t anchor);
    void alias(std::size_t offset, std::size_t anchor);
    void scalar(std::size_t offset, std::string_view tag, std::size_t anchor, const std::string& text);
    void begin_collection(std::size_t offset, std::string_view tag, std::size_t anchor, bool map, bool flow);
    void end_collection();
    void name_anchor(std::string_view name) { anchor_name_ = name; }

    // A syntax error of the parser at `offset`: adds it in friendlier words.
    void syntax_error(std::size_t offset, const std::string& message);

    const spec::ValuePtr& root() const { return root_; }
    bool saw_document() const { return saw_document_; }
    Diagnostics& errors() { return errors_; }

private:
    struct Node {
        spec::ValuePtr value;
        std::size_t nodes = 1;   // with all that its aliases stand for
        std::size_t height = 0;  // of the lists and mappings inside it
    };
    struct Anchor {
        std::string name;
        Span span;
        Node node;
        bool open = true;  // its node is still being read
    };
    struct Frame {
        std::shared_ptr<spec::Value> value;
        bool map = false, flow = false, figures = false;
        std::size_t anchor = 0, offset = 0;
        std::size_t nodes = 1, height = 1;
        bool has_key = false, merging = false, bad_key = false;
        std::string key;
        Span key_span;
        std::size_t key_offset = 0;
        std::unordered_map<std::string, std::size_t> index;  // of large mappings
        std::vector<spec::ValuePtr> merges;
    };
    struct Scalar {  // a scalar in the text: where it is, without its anchor and tag
        Span span;
        std::size_t offset = 0;
        bool quoted = false, block = false;
    };

    bool awaits_key() const { return !stack_.empty() && stack_.back().map && !stack_.back().has_key; }
    void error(Span span, std::string message);
    [[noreturn]] void fatal(Span span, std::string message);
    void count_event(std::size_t offset);
    std::size_t skip_properties(std::size_t offset) const;
    Scalar locate(std::size_t offset, bool plain, const std::string& text);
    std::shared_ptr<spec::Value> read_scalar(const Scalar& where, std::string_view tag, const std::string& text);
    void set_key(std::string text, const Scalar& where, bool merge);
    void bad_key(Span span, std::string message);
    const spec::Entry* find(Frame& frame, const std::string& key);
    void remember(Frame& frame, const std::string& key);
    void open_anchor(std::size_t anchor, Span span);
    void close_anchor(std::size_t anchor, const Node& node);
    void add(Node node);
    void add_merge(Frame& frame, const Node& node);
    void resolve_merges(Frame& frame);
    void deliver(const spec::Entry& entry);
    void deliver_figures(Span key_span);
    void deliver_figure(const spec::ValuePtr& figure);

    const Source& source_;
    std::string_view text_;
    Sink* sink_;
    const Limits& limits_;
    Locator locator_;
    bool figures_last_ = false;
    Diagnostics errors_;
    std::vector<Frame> stack_;
    std::unordered_map<std::size_t, Anchor> anchors_;
    std::string anchor_name_;
    spec::ValuePtr root_;
    std::optional<spec::Entry> held_;  // the `figures` of a mapping that goes on after them
    std::size_t events_ = 0, expanded_ = 0, delivered_ = 0;
    std::optional<Span> long_quote_;  // the last quoted text that goes over several lines
    bool saw_document_ = false;
};

}  // namespace plotmill::yaml
