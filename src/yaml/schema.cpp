#include "yaml/schema.h"

#include <algorithm>
#include <fmt/format.h>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/numbers.h"
#include "spec/job_tables.h"

namespace plotmill::yaml {

using namespace spec;  // the names of what a field accepts

namespace {

constexpr std::string_view template_form = R"({"type":"string","pattern":"\\$\\{\\{"})";
constexpr std::string_view expression_form = R"({"type":"string","pattern":"^=|\\$\\{\\{"})";

std::string join(const std::vector<std::string>& parts, std::string_view separator = ",") {
    return fmt::format("{}", fmt::join(parts, separator));
}

std::string words_form(std::span<const std::string_view> words) {
    std::vector<std::string> quoted;
    for (std::string_view w : words) quoted.push_back(json_string(w));
    return fmt::format(R"({{"enum":[{}]}})", join(quoted));
}

std::string number_form(std::string_view type, const Field& f) {
    std::string out = fmt::format(R"({{"type":"{}")", type);
    if (f.positive)
        out += R"(,"exclusiveMinimum":0)";
    else if (f.min > -1e308)
        out += fmt::format(R"(,"minimum":{})", shortest(f.min));
    if (f.max < 1e308) out += fmt::format(R"(,"maximum":{})", shortest(f.max));
    return out + "}";
}

class Schema {
public:
    explicit Schema(std::span<const LayerKind> layers) : layers_(layers) { reference(generator_table); }

    std::string write() {
        JsonWriter w(1);
        w.begin_object();
        w.member("$schema", "http://json-schema.org/draft-07/schema#");
        w.member("title", "plotmill job");
        w.member("description", "Many figures, in Matplotlib's words");
        w.key("anyOf").raw(R"([{"required":["figures"]},{"required":["include"]},{"required":["data"]},{"required":["vars"]}])");
        table_members(w, job_table, true);
        w.key("definitions").begin_object();
        // Tables name further tables while they are written.
        for (std::size_t i = 0; i < definitions_.size(); ++i) {
            const Definition d = definitions_[i];
            w.key(d.name).begin_object();
            if (d.table == &layer_table)
                layer_members(w);
            else
                table_members(w, *d.table, d.complete);
            w.end_object();
        }
        w.end_object().end_object();
        return w.take() + "\n";
    }

private:
    struct Definition {
        const FieldTable* table;
        bool complete;  // required fields are required; not so in `defaults`
        std::string name;
    };

    // {"$ref": ...} to a table's definition, which is made when it is first asked for.
    std::string reference(const FieldTable& table, bool complete = true) {
        for (const Definition& d : definitions_)
            if (d.table == &table && d.complete == complete) return reference_to(d.name);
        std::string name;
        for (char c : table.name) {
            if (std::isalnum(static_cast<unsigned char>(c)))
                name += c;
            else if (!name.empty() && name.back() != '_' && c == ' ')
                name += '_';
        }
        for (std::string_view article : {"an_", "a_", "the_"})
            if (name.substr(0, article.size()) == article) name.erase(0, article.size());
        if (!complete) name += "_defaults";
        const auto taken = [&](const std::string& n) {
            return std::any_of(definitions_.begin(), definitions_.end(),
                               [&](const Definition& d) { return d.name == n; });
        };
        std::string unique = name;
        for (int i = 2; taken(unique); ++i) unique = fmt::format("{}_{}", name, i);
        definitions_.push_back({&table, complete, unique});
        return reference_to(unique);
    }
    static std::string reference_to(std::string_view name) {
        return fmt::format(R"({{"$ref":"#/definitions/{}"}})", name);
    }

    void table_members(JsonWriter& w, const FieldTable& table, bool complete) {
        w.member("type", "object");
        w.member("additionalProperties", false);
        if (table.one_key) w.member("minProperties", 1).member("maxProperties", 1);
        std::vector<std::string> required;
        std::vector<std::string_view> seen;
        w.key("properties").begin_object();
        table.for_each([&](const Field& f) {
            if (std::find(seen.begin(), seen.end(), f.name) != seen.end()) return;
            seen.push_back(f.name);
            if (!f.later.empty()) return;
            if (f.required && f.aliases.empty()) required.push_back(json_string(f.name));
            property(w, f.name, f, std::string(f.doc));
            for (std::string_view alias : f.aliases)
                if (table.find(alias) == &f) property(w, alias, f, fmt::format("the same as '{}'", f.name));
        });
        w.end_object();
        if (complete && !required.empty()) w.key("required").raw("[" + join(required) + "]");
    }

    void layer_members(JsonWriter& w) {
        w.member("type", "object").member("additionalProperties", false).member("minProperties", 1);
        w.member("maxProperties", 1);
        w.key("properties").begin_object();
        for (const LayerKind& k : layers_) {
            if (!k.fields || !k.later.empty()) continue;
            w.key(k.name).raw(
                fmt::format(R"({{"description":{},"allOf":[{}]}})", json_string(k.doc), reference(*k.fields)));
        }
        w.end_object();
    }

    void property(JsonWriter& w, std::string_view name, const Field& f, const std::string& doc) {
        std::string body = form(f, f.accepts & any ? f.shape | (f.accepts & string) : f.accepts);
        const std::string description =
            doc.empty() ? std::string() : fmt::format(R"("description":{})", json_string(doc));
        if (body == "true") body = "{}";
        // draft-07 ignores what stands beside a $ref.
        if (body.substr(0, 7) == R"({"$ref")") body = fmt::format(R"({{"allOf":[{}]}})", body);
        if (!description.empty()) body.insert(1, body == "{}" ? description : description + ",");
        w.key(name).raw(body);
    }

    // What a value of `f` may be, where it takes the bits `accepts`.
    std::string form(const Field& f, std::uint32_t accepts) {
        if (accepts == 0 || (accepts & any)) return "true";
        std::vector<std::string> forms;
        const auto add = [&](std::string text) { forms.push_back(std::move(text)); };
        const bool text = accepts & (string | color | array | position);
        if (accepts & null_) add(R"({"type":"null"})");
        if (accepts & flag) add(R"({"type":"boolean"})");
        if (accepts & (number | position))
            add(number_form("number", f));
        else if (accepts & integer)
            add(number_form("integer", f));
        if (text) {
            // A number where a text is wanted is its text.
            const bool loose = (accepts & (string | array)) && !(accepts & (number | position | integer));
            add(loose ? R"({"type":["string","number"]})" : R"({"type":"string"})");
        } else {
            if (accepts & word) add(words_form(f.words));
            if (accepts & linestyle)
                add(R"({"enum":["-","--","-.",":","solid","dashed","dashdot","dotted","none","None"," ",""]})");
            if (accepts & marker) add(R"({"type":"string"})");
            if (accepts & (number | integer))
                add(std::string(expression_form));
            else if ((accepts & (word | linestyle | flag | null_)) && !(accepts & marker))
                add(std::string(template_form));
        }
        if ((accepts & word) && text) add(words_form(f.words));  // for completion
        if (accepts & marker) add(R"({"type":"integer","minimum":0,"maximum":11})");
        if (accepts & linestyle) add(R"({"type":"array","minItems":2,"maxItems":2})");
        if (accepts & color)
            add(R"({"type":"array","items":{"type":"number","minimum":0,"maximum":1},"minItems":3,"maxItems":4})");
        if (accepts & array) {
            add(R"({"type":"array"})");
            add(reference_to("generator"));
        }
        if ((accepts & list) && !(accepts & array)) add(list_form(f));
        if (accepts & object) add(reference(*f.table, f.shape != object));
        if (accepts & mapping) add(mapping_form(f));
        return forms.size() == 1 ? forms[0] : fmt::format(R"({{"anyOf":[{}]}})", join(forms));
    }

    std::string items_form(const Field& f) {
        Field item = f;
        item.items = item.shape = item.min_items = 0;
        item.max_items = Field().max_items;
        return form(item, f.items);
    }

    std::string list_form(const Field& f) {
        std::string out = fmt::format(R"({{"type":"array","items":{})", items_form(f));
        if (f.min_items > 0) out += fmt::format(R"(,"minItems":{})", f.min_items);
        if (f.max_items < 100'000'000) out += fmt::format(R"(,"maxItems":{})", f.max_items);
        return out + "}";
    }

    std::string mapping_form(const Field& f) {
        std::string out = fmt::format(R"({{"type":"object","additionalProperties":{})", items_form(f));
        if (f.min_items > 0) out += fmt::format(R"(,"minProperties":{})", f.min_items);
        if (f.max_items < 100'000'000) out += fmt::format(R"(,"maxProperties":{})", f.max_items);
        return out + "}";
    }

    std::span<const LayerKind> layers_;
    std::vector<Definition> definitions_;
};

}  // namespace

std::string job_schema(std::span<const LayerKind> layers) { return Schema(layers).write(); }

}  // namespace plotmill::yaml
