// Lines already measured or drawn, the least recently used given up first. One per worker. Internal to text/.
#pragma once

#include <cstdint>
#include <functional>
#include <list>
#include <string>
#include <string_view>
#include <unordered_map>

#include "figure/text_metrics.h"
#include "text/line.h"

namespace plotmill::text {

struct LineKey {
    std::string_view text;
    std::uint32_t font = 0;  // the engine's number for families, style and weight
    double points = 0, dpi = 0;
    double angle = 0;  // degrees, 0 <= angle < 360
    bool math = false, antialias = true;
    friend bool operator==(const LineKey&, const LineKey&) = default;
};

struct LineEntry {
    figure::TextExtent extent;
    double bearing = 0;  // pixels from the position to the mask's left edge, before rounding
    bool drawn = false;
    bool refused = false;  // wrong math: nothing is drawn
    Mask mask;
    int dx = 0, dy = 0;  // rotated: from the rounded position to the mask's top left
};

class LineCache {
public:
    explicit LineCache(std::size_t most_entries = 1024, std::size_t most_bytes = std::size_t{1} << 20)
        : most_entries_(most_entries), most_bytes_(most_bytes) {}

    // Null where it is not known. The entry stays until two others have been made.
    LineEntry* find(const LineKey& key) {
        const auto found = index_.find(key);
        if (found == index_.end()) return nullptr;
        nodes_.splice(nodes_.begin(), nodes_, found->second);
        return &found->second->entry;
    }
    LineEntry& insert(const LineKey& key) {
        nodes_.emplace_front();
        Node& node = nodes_.front();
        node.text = key.text;
        node.key = key;
        node.key.text = node.text;
        index_.emplace(node.key, nodes_.begin());
        bytes_ += cost(node);
        while (nodes_.size() > 2 && (nodes_.size() > most_entries_ || bytes_ > most_bytes_)) {
            bytes_ -= cost(nodes_.back());
            index_.erase(nodes_.back().key);
            nodes_.pop_back();
        }
        return node.entry;
    }
    // To be called once for an entry whose mask has been drawn.
    void account(const LineEntry& entry) { bytes_ += entry.mask.pixels.size(); }
    void clear() {
        index_.clear();
        nodes_.clear();
        bytes_ = 0;
    }
    std::size_t size() const { return nodes_.size(); }

private:
    struct Node {
        std::string text;
        LineKey key;  // its text is the node's own
        LineEntry entry;
    };
    struct Hash {
        std::size_t operator()(const LineKey& key) const {
            std::size_t hash = std::hash<std::string_view>{}(key.text);
            const auto mix = [&](std::size_t v) { hash = (hash ^ v) * 0x9E3779B97F4A7C15u + (hash >> 29); };
            mix(std::hash<double>{}(key.points) + key.font);
            mix(std::hash<double>{}(key.dpi) + std::hash<double>{}(key.angle) + (key.math ? 2 : 0) +
                (key.antialias ? 1 : 0));
            return hash;
        }
    };
    static std::size_t cost(const Node& node) {
        return sizeof(Node) + 64 + node.text.size() + node.entry.mask.pixels.size();
    }

    std::size_t most_entries_, most_bytes_, bytes_ = 0;
    std::list<Node> nodes_;  // most recent first
    std::unordered_map<LineKey, std::list<Node>::iterator, Hash> index_;
};

}  // namespace plotmill::text
