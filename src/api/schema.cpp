#include "plotmill/schema.h"

#include <algorithm>
#include <set>

#include "layers/layer.h"
#include "spec/job_tables.h"
#include "spec/layer_kind.h"
#include "spec/marker_names.h"
#include "style/builtin_styles.h"
#include "style/colormap.h"
#include "style/rc.h"
#include "text/font_library.h"
#include "yaml/schema.h"

namespace plotmill::api {

namespace {

std::vector<std::string> strings(std::span<const std::string_view> list) { return {list.begin(), list.end()}; }

// Every layer of the format, with the field tables of those that are drawn.
std::vector<spec::LayerKind> kinds() {
    std::vector<spec::LayerKind> out;
    for (spec::LayerKind kind : spec::all_layer_kinds()) {
        if (const layers::LayerKind* drawn = layers::find_layer(kind.name)) {
            kind.fields = drawn->fields;
            kind.doc = drawn->doc;
            kind.later = {};
        }
        out.push_back(kind);
    }
    return out;
}

std::string accepted(const spec::Field& f) {
    static constexpr std::pair<std::uint32_t, std::string_view> names[] = {
        {spec::flag, "true/false"},
        {spec::integer, "integer"},
        {spec::number, "number"},
        {spec::position, "number or date"},
        {spec::word, "word"},
        {spec::string, "text"},
        {spec::color, "colour"},
        {spec::array, "array"},
        {spec::list, "list"},
        {spec::object, "mapping"},
        {spec::mapping, "mapping"},
        {spec::any, "value"},
        {spec::linestyle, "line style"},
        {spec::marker, "marker"},
        {spec::null_, "null"},
    };
    std::string out;
    for (const auto& [bit, name] : names) {
        if (!(f.accepts & bit)) continue;
        if (!out.empty()) out += ", ";
        out += name;
    }
    return out;
}

std::vector<FieldInfo> fields_of(const spec::FieldTable& table) {
    std::vector<FieldInfo> out;
    std::set<std::string_view> seen;  // a table's own fields hide those of its bases
    table.for_each([&](const spec::Field& f) {
        if (!seen.insert(f.name).second) return;
        FieldInfo info;
        info.name = f.name;
        info.aliases = strings(f.aliases);
        info.accepts = accepted(f);
        info.words = strings(f.words);
        info.doc = f.doc;
        info.required = f.required;
        info.later = f.later;
        out.push_back(std::move(info));
    });
    return out;
}

constexpr int deepest_mapping = 4;

// With the keys of their mappings; an axes within an axes has the same ones again, and they are left out.
std::vector<FieldInfo> nested_fields(const spec::FieldTable& table, int depth = 0) {
    std::vector<FieldInfo> out = fields_of(table);
    for (FieldInfo& info : out) {
        const spec::FieldTable* inner = table.find(info.name)->table;
        const bool axes = inner == &spec::axes_table || inner == &spec::inset_table || inner == &spec::layer_table;
        if (inner && !axes && depth < deepest_mapping) info.fields = nested_fields(*inner, depth + 1);
    }
    return out;
}

std::string accepted(const style::RcInfo& info) {
    using K = style::RcKind;
    std::string words;
    for (char c : info.words) words += c == '|' ? std::string(", ") : std::string(1, c);
    switch (info.kind) {
        case K::boolean:
            return "true/false";
        case K::integer:
            return "integer";
        case K::integer_or_none:
            return "integer, none";
        case K::integer_pair:
            return "two integers";
        case K::number:
            return "number";
        case K::number_or_none:
            return "number, none";
        case K::number_pair:
            return "two numbers";
        case K::numbers:
            return "numbers";
        case K::unit:
            return "number from 0 to 1";
        case K::unit_open:
            return "number from 0 to below 1";
        case K::text:
            return "text";
        case K::time_zone:
            return "a zone of the tz database";
        case K::text_or_none:
            return "text, none";
        case K::texts:
            return "texts";
        case K::word:
        case K::word_any_case:
            return "one of " + words;
        case K::word_or_none:
            return "one of " + words + ", none";
        case K::color:
            return "colour";
        case K::color_or_auto:
            return "colour, auto";
        case K::color_or_inherit:
            return "colour, inherit";
        case K::color_or_face:
            return "colour, face";
        case K::label_color:
            return "colour, none, linecolor, markerfacecolor, markeredgecolor";
        case K::colormap:
            return "colormap";
        case K::font_size:
            return "number, font size";
        case K::font_size_or_none:
            return "number, font size, none";
        case K::font_weight:
            return "number, font weight";
        case K::font_stretch:
            return "number, font stretch";
        case K::line_style:
            return "line style";
        case K::marker:
            return "marker";
        case K::aspect:
            return "number, auto, equal";
        case K::axis_below:
            return "true/false, line";
        case K::dpi:
            return "number, figure";
        case K::bbox:
            return "tight, standard";
        case K::whiskers:
            return "number, two numbers";
        case K::hist_bins:
            return "integer, rule, numbers";
        case K::font_type:
            return "3, 42";
        case K::date:
            return "date";
        case K::sketch:
            return "three numbers, none";
        case K::prop_cycle:
            return "cycler";
    }
    return "";
}

}  // namespace

std::string json_schema() { return yaml::job_schema(kinds()); }

std::vector<LayerInfo> layers() {
    std::vector<LayerInfo> out;
    for (const spec::LayerKind& kind : kinds()) {
        LayerInfo info;
        info.name = kind.name;
        info.family = kind.family;
        info.doc = kind.doc;
        info.drawn = kind.fields != nullptr;
        info.later = kind.later;
        if (kind.fields) info.fields = fields_of(*kind.fields);
        out.push_back(std::move(info));
    }
    return out;
}

std::vector<FieldInfo> axes_keys() { return nested_fields(spec::axes_table); }

std::vector<std::string> styles() { return strings(style::list_styles()); }
std::vector<std::string> colormaps() { return strings(style::list_colormaps()); }

std::vector<std::string> markers() {
    std::vector<std::string> out = strings(spec::marker_texts);
    for (std::string_view m : spec::marker_numbers) out.emplace_back(m);
    return out;
}

std::vector<std::string> fonts() {
    std::set<std::string> families;
    const text::FontLibrary library;
    for (const text::FaceDescription& face : library.faces()) families.insert(face.family);
    return {families.begin(), families.end()};
}

std::vector<RcInfo> rc_params() {
    std::vector<RcInfo> out;
    for (const style::RcInfo& info : style::rc_table()) {
        RcInfo i;
        i.name = info.name;
        i.accepts = accepted(info);
        i.default_text = info.otherwise;
        i.shows = info.shows == style::Shows::yes  ? RcInfo::Shows::yes
                  : info.shows == style::Shows::no ? RcInfo::Shows::no
                                                   : RcInfo::Shows::later;
        out.push_back(std::move(i));
    }
    std::sort(out.begin(), out.end(), [](const RcInfo& a, const RcInfo& b) { return a.name < b.name; });
    return out;
}

}  // namespace plotmill::api
