#include "resolve/value_colors.h"

#include <algorithm>

#include "base/suggest.h"
#include "figure/props.h"

namespace plotmill::resolve {

namespace {

constexpr std::string_view others = "default";

// The layer's map; null for a list of colours (hlines) and where there is none.
const spec::FieldValue* own_map(const layers::LayerKind& kind, const spec::Fields& layer) {
    const auto* v = kind.fields->find("colors") ? figure::given(layer, "colors") : nullptr;
    return v && v->as == spec::mapping ? v : nullptr;
}

// Whether each group of such a layer has one colour.
bool takes_color(const layers::LayerKind& kind) {
    const spec::Field* color = kind.fields->find("color");
    return color && (color->accepts & spec::color) && (!kind.fields->find("cmap") || kind.fields->find("c"));
}

// The argument by which the layer says itself what colour it has.
const char* own_color(const layers::LayerKind& kind, const spec::Fields& layer) {
    for (const char* name : {"color", "c", "facecolor", "facecolors", "C"})
        if (kind.fields->find(name) && figure::given(layer, name)) return name;
    return nullptr;
}

ValueColors read_map(const spec::FieldValue& map) {
    ValueColors out;
    out.span = map.span;
    const auto& entries = map.value->entries;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const ColorSpec& color = map.list()[i].color();
        if (entries[i].key == others)
            out.otherwise = color;
        else
            out.known.emplace_back(entries[i].key, color);
    }
    return out;
}

}  // namespace

std::size_t ValueColors::rank(const std::string& value) const {
    const auto at = std::find_if(known.begin(), known.end(), [&](const auto& k) { return k.first == value; });
    return static_cast<std::size_t>(at - known.begin());
}

std::vector<ColorSpec> ValueColors::of(std::span<const std::string> values, const style::RcParams& rc) const {
    std::vector<Rgba> left;
    for (const Rgba& c : rc.prop_cycle().colors())
        if (std::none_of(known.begin(), known.end(), [&](const auto& k) { return figure::to_rgba(k.second, rc) == c; }))
            left.push_back(c);
    if (left.empty()) left = rc.prop_cycle().colors();
    if (left.empty()) left.push_back({0, 0, 0, 1});
    std::vector<ColorSpec> out;
    std::size_t next = 0;
    for (const std::string& value : values) {
        const std::size_t at = rank(value);
        if (at < known.size())
            out.push_back(known[at].second);
        else if (otherwise)
            out.push_back(*otherwise);
        else
            out.push_back({-1, false, left[next++ % left.size()]});
    }
    return out;
}

std::optional<ValueColors> value_colors(const layers::LayerKind& kind, const spec::Fields& layer,
                                        const spec::FieldValue* axes_map, bool in_facet, Diagnostics& out) {
    const bool by = kind.fields->find("by") && layer.has("by");
    const char* color = own_color(kind, layer);
    if (const auto* map = own_map(kind, layer)) {
        const std::string name(kind.name);
        if (!takes_color(kind))
            out.error(map->span, "layer '" + name + "' has no one colour for each value");
        else if (color)
            out.error(map->span, std::string("give '") + color + "' or 'colors', not both");
        else if (!by && !in_facet)
            out.error(map->span, "'colors' are those of the values of 'by': name a column there");
        else
            return read_map(*map);
        return std::nullopt;
    }
    if (!by || !axes_map || color || !takes_color(kind)) return std::nullopt;
    if (kind.fields->find("colors") && figure::given(layer, "colors")) return std::nullopt;
    return read_map(*axes_map);
}

std::optional<ValueColors> shared_colors(const layers::LayerKind& kind, const spec::Fields& layer,
                                         const Sharing& sharing, std::span<const std::string> values) {
    if (!sharing.wish.colors || !kind.fields->find("by") || !layer.has("by")) return std::nullopt;
    if (!takes_color(kind) || own_color(kind, layer) || figure::given(layer, "colors")) return std::nullopt;
    const std::string column = layer.text("by", "");
    if (sharing.measured) sharing.measured->add_values(column, values);
    const std::vector<std::string>* all = sharing.scales ? sharing.scales->values_of(column) : nullptr;
    if (!all) return std::nullopt;
    ValueColors out;
    out.span = layer.span_of("by");
    for (std::size_t i = 0; i < all->size(); ++i)
        out.known.emplace_back((*all)[i], ColorSpec{static_cast<int>(i), false, {}});
    return out;
}

void check_values(const layers::LayerKind& kind, const spec::Fields& layer, const spec::FieldValue* axes_map,
                  bool of_matrix, const std::string& column, std::span<const std::string> values, Diagnostics& out) {
    const auto* own = own_map(kind, layer);
    const auto* map = own ? own : axes_map;
    if (!map) return;
    const std::vector<std::string_view> names(values.begin(), values.end());
    for (const spec::Entry& e : map->value->entries) {
        if (e.key == others || std::find(values.begin(), values.end(), e.key) != values.end()) continue;
        const std::string hint = did_you_mean(e.key, names);
        if ((own && !of_matrix) || !hint.empty())
            out.warning(e.key_span, "no row of column '" + column + "' has the value '" + e.key + "'" + hint);
    }
}

spec::Fields with_color(const spec::Fields& layer, const ColorSpec& color, Span span) {
    spec::Fields out(layer.table(), layer.span());
    for (const spec::Fields::Given& g : layer.all())
        if (g.field->name != "colors") out.set(g.field, g.key_span, g.value);
    spec::FieldValue v;
    v.as = spec::color;
    v.data = color;
    v.span = span;
    auto text = std::make_shared<spec::Value>();
    text->kind = spec::Value::Kind::string;
    text->span = span;
    v.value = std::move(text);
    out.set(layer.table()->find("color"), span, std::move(v));
    return out;
}

}  // namespace plotmill::resolve
