// The second half of Builder: what becomes of a finished node. Keys, anchors, merge keys, and handing on.
#include <algorithm>
#include <fmt/format.h>

#include "yaml/builder.h"

namespace plotmill::yaml {

using spec::Entry;
using spec::Value;
using spec::ValuePtr;

namespace {

constexpr std::size_t indexed_from = 16;  // entries; below, a linear search is faster

}  // namespace

void Builder::bad_key(Span span, std::string message) {
    Frame& top = stack_.back();
    top.has_key = top.bad_key = true;
    top.key.clear();
    top.key_span = span;
    top.key_offset = 0;
    error(span, std::move(message));
}

void Builder::set_key(std::string text, const Scalar& where, bool merge) {
    Frame& top = stack_.back();
    top.merging = merge;
    top.bad_key = false;
    top.key_span = where.span;
    top.key_offset = where.offset;
    top.has_key = true;
    top.key = std::move(text);
    if (merge) {
        if (!top.merges.empty()) {
            top.bad_key = true;
            error(where.span, "duplicate key '<<'; merge several mappings with a list: '<<: [*a, *b]'");
        }
        return;
    }
    if (const Entry* first = find(top, top.key)) {
        top.bad_key = true;
        errors_.add({Severity::error,
                     where.span,
                     fmt::format("duplicate key '{}'", top.key),
                     {{first->key_span, "first given here"}}});
        if (errors_.error_count() >= limits_.errors) throw Stop{};
    }
}

const Entry* Builder::find(Frame& frame, const std::string& key) {
    const auto& entries = frame.value->entries;
    if (entries.size() < indexed_from) return frame.value->find(key);
    if (frame.index.empty())
        for (std::size_t i = 0; i < entries.size(); ++i) frame.index.emplace(entries[i].key, i);
    const auto it = frame.index.find(key);
    return it == frame.index.end() ? nullptr : &entries[it->second];
}

// To be called before `key` is appended to the entries.
void Builder::remember(Frame& frame, const std::string& key) {
    if (!frame.index.empty()) frame.index.emplace(key, frame.value->entries.size());
}

void Builder::open_anchor(std::size_t anchor, Span span) {
    Anchor& a = anchors_[anchor];
    a.name = std::exchange(anchor_name_, {});
    a.span = span;
}

void Builder::close_anchor(std::size_t anchor, const Node& node) {
    Anchor& a = anchors_[anchor];
    a.node = node;
    a.open = false;
}

void Builder::add(Node node) {
    if (stack_.empty()) {
        root_ = std::move(node.value);
        return;
    }
    Frame& top = stack_.back();
    if (top.figures) return deliver_figure(node.value);
    top.nodes += node.nodes;
    top.height = std::max(top.height, node.height + 1);
    if (!top.map) {
        top.value->items.push_back(std::move(node.value));
        return;
    }
    top.has_key = false;
    if (top.bad_key) {
        top.bad_key = false;
        return;
    }
    if (top.merging) return add_merge(top, node);
    remember(top, top.key);
    top.value->entries.push_back({std::move(top.key), top.key_span, std::move(node.value)});
    if (!sink_ || stack_.size() != 1) return;
    const Entry& entry = top.value->entries.back();
    if (entry.key == "figures")
        held_ = entry;
    else
        deliver(entry);
}

void Builder::add_merge(Frame& frame, const Node& node) {
    frame.merging = false;
    const ValuePtr& v = node.value;
    if (v->kind == Value::Kind::map) {
        frame.merges.push_back(v);
        return;
    }
    bool maps = v->kind == Value::Kind::list && !v->items.empty();
    for (const ValuePtr& item : v->items) maps = maps && item->kind == Value::Kind::map;
    if (!maps)
        return error(v->span, fmt::format("expected a mapping or a list of mappings after '<<', found {}",
                                          v->kind == Value::Kind::list ? "a list with something else"
                                                                       : spec::kind_name(v->kind)));
    frame.merges.insert(frame.merges.end(), v->items.begin(), v->items.end());
}

// Own keys win over merged ones, earlier mappings over later ones.
void Builder::resolve_merges(Frame& frame) {
    const bool top_level = sink_ && stack_.size() == 1 && &frame == &stack_.back();
    for (const ValuePtr& map : std::exchange(frame.merges, {})) {
        for (const Entry& e : map->entries) {
            if (find(frame, e.key) || (frame.has_key && frame.key == e.key)) continue;
            remember(frame, e.key);
            frame.value->entries.push_back(e);
            if (!top_level) continue;
            if (e.key == "figures")
                held_ = e;
            else
                deliver(e);
        }
    }
}

void Builder::deliver(const Entry& entry) {
    if (!errors_.has_errors() && !sink_->on_top_level(entry)) throw Stop{};
}

void Builder::deliver_figures(Span key_span) {
    if (!errors_.has_errors() && !sink_->on_figures(key_span)) throw Stop{};
}

void Builder::deliver_figure(const ValuePtr& figure) {
    if (!errors_.has_errors() && !sink_->on_figure(figure, delivered_++)) throw Stop{};
}

}  // namespace plotmill::yaml
