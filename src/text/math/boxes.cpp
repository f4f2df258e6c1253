#include "text/math/boxes.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace plotmill::text {
namespace {

constexpr double kShrinkFactor = 0.7;
constexpr int kSizeLevels = 6;

using Totals = std::array<double, 4>;

void set_glue(Node& list, double excess, int sign, const Totals& totals) {
    int order = 0;
    for (int i = 3; i > 0; --i) {
        if (totals[static_cast<std::size_t>(i)] != 0) {
            order = i;
            break;
        }
    }
    list.glue_order = order;
    list.glue_sign = sign;
    const double total = totals[static_cast<std::size_t>(order)];
    if (total != 0) {
        list.glue_set = excess / total;
    } else {
        list.glue_sign = 0;
    }
}

void settle(Node& list, double excess, const Totals& stretch, const Totals& shrinkage) {
    if (excess == 0) {
        list.glue_sign = list.glue_order = 0;
    } else if (excess > 0) {
        set_glue(list, excess, 1, stretch);
    } else {
        set_glue(list, excess, -1, shrinkage);
    }
}

void add_glue(const Glue& glue, Totals& stretch, Totals& shrinkage) {
    stretch[static_cast<std::size_t>(glue.stretch_order)] += glue.stretch;
    shrinkage[static_cast<std::size_t>(glue.shrink_order)] += glue.shrink;
}

void measure_character(MathGlyphs& glyphs, Node& node) {
    node.metrics = glyphs.metrics(node.letter);
    const MathMetrics& m = node.metrics;
    if (node.kind == NodeKind::accent) {
        node.width = m.x_max - m.x_min;
        node.height = m.y_max - m.y_min;
        node.depth = 0;
    } else {
        node.width = !node.letter.symbol.named && node.letter.symbol.code == U' ' ? m.advance : m.width;
        node.height = m.iceberg;
        node.depth = -(m.iceberg - m.height);
    }
}

// The distance after a character: what its advance has over its width, and the kerning with a neighbour.
double distance_after(MathGlyphs& glyphs, const Node& node, const Node* next) {
    if (!node.is_character()) return 0;
    const double advance = node.metrics.advance - node.width;
    const double kern = next && next->is_character() ? glyphs.kern(node.letter, next->letter) : 0;
    return advance + kern;
}

class Shipper {
public:
    Shipper(MathGlyphs& glyphs, double off_x, double off_y) : glyphs_(glyphs), off_x_(off_x), off_y_(off_y) {}
    Shipment take() { return std::move(out_); }

    void hlist(Node& box) {
        GlueState glue(box);
        const double base_line = y_;
        for (const NodePtr& child : box.children) {
            Node& p = *child;
            switch (p.kind) {
                case NodeKind::character:
                case NodeKind::accent:
                    character(p);
                    x_ += p.width;
                    break;
                case NodeKind::kern:
                    x_ += p.width;
                    break;
                case NodeKind::hlist:
                case NodeKind::vlist:
                    if (!p.children.empty()) {
                        const double edge = x_;
                        y_ = base_line + p.shift;
                        list(p);
                        x_ = edge;
                        y_ = base_line;
                    }
                    x_ += p.width;
                    break;
                case NodeKind::box:
                case NodeKind::rule: {
                    const double height = std::isinf(p.height) ? box.height : p.height;
                    const double depth = std::isinf(p.depth) ? box.depth : p.depth;
                    if (height > 0 && p.width > 0) {
                        y_ = base_line + depth;
                        rule(p, p.width, height);
                        y_ = base_line;
                    }
                    x_ += p.width;
                    break;
                }
                case NodeKind::glue:
                    x_ += glue.next(p.glue);
                    break;
            }
        }
    }

private:
    // The glue's width so far is rounded, not each glue's: so no error builds up.
    struct GlueState {
        int order, sign;
        double set, sum = 0, rounded = 0;
        explicit GlueState(const Node& list) : order(list.glue_order), sign(list.glue_sign), set(list.glue_set) {}
        double next(const Glue& glue) {
            double width = glue.width - rounded;
            if (sign == 1 && glue.stretch_order == order) {
                sum += glue.stretch;
                rounded = std::nearbyint(std::clamp(set * sum, -1e9, 1e9));
            } else if (sign == -1 && glue.shrink_order == order) {
                sum += glue.shrink;
                rounded = std::nearbyint(std::clamp(set * sum, -1e9, 1e9));
            }
            width += rounded;
            return width;
        }
    };

    void list(Node& box) { box.kind == NodeKind::hlist ? hlist(box) : vlist(box); }

    void vlist(Node& box) {
        GlueState glue(box);
        const double left_edge = x_;
        y_ -= box.height;
        for (const NodePtr& child : box.children) {
            Node& p = *child;
            switch (p.kind) {
                case NodeKind::kern:
                    y_ += p.width;
                    break;
                case NodeKind::hlist:
                case NodeKind::vlist:
                    if (p.children.empty()) {
                        y_ += p.height + p.depth;
                    } else {
                        y_ += p.height;
                        x_ = left_edge + p.shift;
                        const double save_y = y_;
                        p.width = box.width;
                        list(p);
                        y_ = save_y + p.depth;
                        x_ = left_edge;
                    }
                    break;
                case NodeKind::box:
                case NodeKind::rule: {
                    const double width = std::isinf(p.width) ? box.width : p.width;
                    const double height = p.height + p.depth;
                    if (height > 0 && p.depth > 0) {
                        y_ += height;
                        rule(p, width, height);
                    }
                    break;
                }
                case NodeKind::glue:
                    y_ += glue.next(p.glue);
                    break;
                case NodeKind::character:
                case NodeKind::accent:
                    break;  // never stands in a vertical list
            }
        }
    }

    void character(const Node& p) {
        const MathMetrics m = glyphs_.metrics(p.letter);
        double x = x_ + off_x_, y = y_ + off_y_;
        if (p.kind == NodeKind::accent) {  // already offset from the baseline
            x -= p.metrics.x_min;
            y += p.metrics.y_min;
        }
        out_.glyphs.push_back({x, y, p.letter.points, m});
    }

    void rule(const Node& p, double width, double height) {
        if (p.kind != NodeKind::rule) return;
        const double x = x_ + off_x_, y = y_ + off_y_;
        out_.rules.push_back({x, y, x + width, y + height});
    }

    MathGlyphs& glyphs_;
    double x_ = 0, y_ = 0, off_x_, off_y_;
    Shipment out_;
};

}  // namespace

NodePtr make_character(MathGlyphs& glyphs, const MathLetter& letter) {
    auto node = std::make_unique<Node>(NodeKind::character);
    node->letter = letter;
    measure_character(glyphs, *node);
    return node;
}

NodePtr make_accent(MathGlyphs& glyphs, const MathLetter& letter) {
    NodePtr node = make_character(glyphs, letter);
    node->kind = NodeKind::accent;
    measure_character(glyphs, *node);
    return node;
}

NodePtr make_box(double width, double height, double depth) {
    auto node = std::make_unique<Node>(NodeKind::box);
    node->width = width;
    node->height = height;
    node->depth = depth;
    return node;
}

NodePtr make_hrule(double thickness) {
    NodePtr node = make_box(kRunning, thickness * 0.5, thickness * 0.5);
    node->kind = NodeKind::rule;
    return node;
}

NodePtr make_kern(double width) {
    auto node = std::make_unique<Node>(NodeKind::kern);
    node->width = width;
    return node;
}

NodePtr make_glue(const Glue& glue) {
    auto node = std::make_unique<Node>(NodeKind::glue);
    node->glue = glue;
    return node;
}

NodePtr make_hlist(MathGlyphs& glyphs, Nodes children, bool kern) {
    auto node = std::make_unique<Node>(NodeKind::hlist);
    node->children = std::move(children);
    if (kern) insert_kerns(glyphs, *node);
    hpack(*node);
    return node;
}

NodePtr make_vlist(Nodes children) {
    auto node = std::make_unique<Node>(NodeKind::vlist);
    node->children = std::move(children);
    vpack(*node);
    return node;
}

NodePtr make_centered(Nodes children) {
    auto node = std::make_unique<Node>(NodeKind::hlist);
    node->children.push_back(make_glue(kCentering));
    for (NodePtr& child : children) node->children.push_back(std::move(child));
    node->children.push_back(make_glue(kCentering));
    hpack(*node);
    return node;
}

void insert_kerns(MathGlyphs& glyphs, Node& hlist) {
    Nodes spaced;
    spaced.reserve(hlist.children.size() * 2);
    for (std::size_t i = 0; i < hlist.children.size(); ++i) {
        const Node* next = i + 1 < hlist.children.size() ? hlist.children[i + 1].get() : nullptr;
        const double distance = distance_after(glyphs, *hlist.children[i], next);
        spaced.push_back(std::move(hlist.children[i]));
        if (distance != 0) spaced.push_back(make_kern(distance));
    }
    hlist.children = std::move(spaced);
}

void hpack(Node& hlist, double width) {
    double height = 0, depth = 0, x = 0;
    Totals stretch{}, shrinkage{};
    for (const NodePtr& child : hlist.children) {
        const Node& p = *child;
        if (p.is_character()) {
            x += p.width;
            height = std::max(height, p.height);
            depth = std::max(depth, p.depth);
        } else if (p.is_box()) {
            x += p.width;
            if (!std::isinf(p.height) && !std::isinf(p.depth)) {
                height = std::max(height, p.height - p.shift);
                depth = std::max(depth, p.depth + p.shift);
            }
        } else if (p.kind == NodeKind::glue) {
            x += p.glue.width;
            add_glue(p.glue, stretch, shrinkage);
        } else {
            x += p.width;
        }
    }
    hlist.height = height;
    hlist.depth = depth;
    hlist.width = width < 0 ? x : width;
    settle(hlist, hlist.width - x, stretch, shrinkage);
}

void vpack(Node& vlist, double height, double most_depth) {
    double width = 0, depth = 0, y = 0;
    Totals stretch{}, shrinkage{};
    for (const NodePtr& child : vlist.children) {
        const Node& p = *child;
        if (p.is_box()) {
            y += depth + p.height;
            depth = p.depth;
            if (!std::isinf(p.width)) width = std::max(width, p.width + p.shift);
        } else if (p.kind == NodeKind::glue) {
            y += depth;
            depth = 0;
            y += p.glue.width;
            add_glue(p.glue, stretch, shrinkage);
        } else if (p.kind == NodeKind::kern) {
            y += depth + p.width;
            depth = 0;
        }
    }
    vlist.width = width;
    if (depth > most_depth) {
        y += depth - most_depth;
        vlist.depth = most_depth;
    } else {
        vlist.depth = depth;
    }
    vlist.height = height < 0 ? y : height;
    settle(vlist, vlist.height - y, stretch, shrinkage);
}

void shrink(MathGlyphs& glyphs, Node& node) {
    for (const NodePtr& child : node.children) shrink(glyphs, *child);
    node.size += 1;
    if (node.size < kSizeLevels) {
        node.letter.points *= kShrinkFactor;
        node.width *= kShrinkFactor;
        node.height *= kShrinkFactor;
        node.depth *= kShrinkFactor;
        node.shift *= kShrinkFactor;
        node.glue_set *= kShrinkFactor;
        node.glue.width *= kShrinkFactor;
    }
    if (node.kind == NodeKind::accent) measure_character(glyphs, node);
}

void set_roman(MathGlyphs& glyphs, Node& character) {
    character.letter.font = MathFont::roman;
    measure_character(glyphs, character);
}

Shipment ship(MathGlyphs& glyphs, Node& hlist, double x, double y) {
    Shipper shipper(glyphs, x, y + hlist.height);
    shipper.hlist(hlist);
    return shipper.take();
}

}  // namespace plotmill::text
