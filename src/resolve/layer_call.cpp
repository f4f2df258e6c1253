#include "resolve/layer_call.h"

#include "base/suggest.h"
#include "figure/props.h"
#include "resolve/words.h"
#include "spec/job_tables.h"

namespace plotmill::resolve {

std::optional<LayerCall> read_call(const spec::ValuePtr& item, const spec::Scope& scope, Diagnostics& out) {
    if (item->kind != spec::Value::Kind::map || item->entries.size() != 1) {
        const bool many = item->kind == spec::Value::Kind::map && item->entries.size() > 1;
        out.error(many ? item->entries[1].key_span : item->span,
                  many ? "a layer is a mapping with one key, the layer's name; found also '" + item->entries[1].key +
                             "' (indent a layer's arguments below its name)"
                       : "a layer is a mapping with one key, the layer's name: \"- plot: {x: ..., y: ...}\"");
        return {};
    }
    const spec::Entry& entry = item->entries.front();
    const layers::LayerKind* kind = layers::find_layer(entry.key);
    if (!kind) {
        if (const spec::LayerKind* known = spec::find_layer_kind(entry.key)) {
            out.error(entry.key_span, "layer '" + entry.key + "' " +
                                          (known->later.empty() ? "is not drawn yet" : std::string(known->later)));
        } else {
            std::vector<std::string_view> names;
            for (const spec::LayerKind& k : spec::all_layer_kinds()) names.push_back(k.name);
            out.error(entry.key_span, "unknown layer '" + entry.key + "'" + did_you_mean(entry.key, names));
        }
        return {};
    }
    const std::size_t faults = out.error_count();
    LayerCall call{kind, spec::read_fields(entry.value, *kind->fields, scope, out)};
    check_box_styles(call.fields, out);
    if (out.error_count() > faults) return {};
    return call;
}

void check_layers(const spec::Fields& figure, const spec::Scope& scope, Diagnostics& out) {
    if (const auto* axes = figure.table()->find("axes") ? figure::given(figure, "axes") : nullptr)
        for (const spec::FieldValue& a : axes->list())
            if (a.as == spec::object) check_layers(a.object(), scope, out);
    if (const auto* layers = figure::given(figure, "layers");
        layers && layers->value && layers->value->kind == spec::Value::Kind::list)
        for (const spec::ValuePtr& item : layers->value->items) read_call(item, scope, out);
    for (const char* twin : {"twinx", "twiny"})
        if (const spec::Fields* t = figure.object(twin)) check_layers(*t, scope, out);
}

}  // namespace plotmill::resolve
