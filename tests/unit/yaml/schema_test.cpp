#include "yaml/schema.h"

#include <doctest/doctest.h>

#include "spec/common_fields.h"
#include "yaml/parse.h"

namespace plotmill::yaml {
namespace {

using spec::Value;

constexpr spec::Field plot_fields[] = {
    {.name = "x", .accepts = spec::array, .doc = "where"},
    {.name = "y", .accepts = spec::array, .doc = "how high", .required = true},
};
constexpr const spec::FieldTable* plot_bases[] = {&spec::line_properties, &spec::data_properties};
constexpr spec::FieldTable plot_table{.name = "layer 'plot'", .fields = plot_fields, .bases = plot_bases};
constexpr spec::LayerKind kinds[] = {
    {"plot", "pairwise", "lines and markers", &plot_table, {}},
    {"quiver", "gridded", "arrows", nullptr, "is not drawn yet"},
};

// JSON is YAML, so the own parser reads the schema.
const Value* get(const Value* v, std::initializer_list<const char*> path) {
    for (const char* key : path) {
        const spec::Entry* e = v ? v->find(key) : nullptr;
        v = e ? e->value.get() : nullptr;
    }
    return v;
}

}  // namespace

TEST_CASE("the schema is JSON with every table it refers to") {
    const Source source{"schema.json", job_schema(kinds)};
    const auto parsed = parse(source);
    REQUIRE(parsed);
    const Value* root = (*parsed).get();
    CHECK(get(root, {"$schema"})->text == "http://json-schema.org/draft-07/schema#");
    CHECK(get(root, {"additionalProperties"})->number == 0);
    REQUIRE(get(root, {"properties", "version", "anyOf"}));
    CHECK(get(root, {"properties", "version", "anyOf"})->items[0]->find("maximum")->value->number == 1);
    CHECK(get(root, {"properties", "figures", "items", "$ref"})->text == "#/definitions/figure");
    CHECK(get(root, {"properties", "defaults", "allOf"}));
    const Value* definitions = get(root, {"definitions"});
    REQUIRE(definitions);
    std::size_t references = 0;
    for (std::size_t at = source.text.find("\"#/definitions/"); at != std::string::npos;
         at = source.text.find("\"#/definitions/", at + 1), ++references) {
        const std::size_t begin = at + 15, end = source.text.find('"', begin);
        INFO(source.text.substr(begin, end - begin));
        CHECK(definitions->find(source.text.substr(begin, end - begin)));
    }
    CHECK(references > 50);
    CHECK(get(definitions, {"figure", "required"})->items.size() == 1);
    CHECK(!get(definitions, {"figure_defaults", "required"}));
    CHECK(get(definitions, {"figure", "properties", "xlim"}));
    CHECK(get(definitions, {"figure", "properties", "title", "description"})->text == "over the axes");
}

TEST_CASE("what is not drawn yet is not in the schema") {
    const std::string text = job_schema(kinds);
    CHECK(text.find("\"inset\"") != std::string::npos);
    CHECK(text.find("\"polar\"") != std::string::npos);
    CHECK(text.find("\"constrained\"") != std::string::npos);
    CHECK(text.find("\"tight\"") != std::string::npos);
    CHECK(text.find("\"quiver\"") == std::string::npos);
    CHECK(text.find("\"plot\"") != std::string::npos);
}

TEST_CASE("layers, aliases, templates and expressions") {
    const Source source{"schema.json", job_schema(kinds)};
    const auto parsed = parse(source);
    REQUIRE(parsed);
    const Value* definitions = get((*parsed).get(), {"definitions"});
    const Value* layer = get(definitions, {"layer"});
    REQUIRE(layer);
    CHECK(get(layer, {"maxProperties"})->number == 1);
    const Value* plot = get(definitions, {"layer_plot", "properties"});
    REQUIRE(plot);
    CHECK(get(plot, {"lw", "description"})->text == "the same as 'linewidth'");
    const Value* width = get(plot, {"linewidth", "anyOf"});
    REQUIRE(width);
    CHECK(get(width->items[0].get(), {"minimum"})->number == 0);
    CHECK(get(width->items[1].get(), {"pattern"})->text == "^=|\\$\\{\\{");
    CHECK(get(plot, {"drawstyle", "anyOf"})->items[0]->find("enum")->value->items.size() == 5);
    CHECK(get(plot, {"drawstyle", "anyOf"})->items[1]->find("pattern")->value->text == "\\$\\{\\{");
    CHECK(get(definitions, {"layer_plot", "required"})->items[0]->text == "y");
}

}  // namespace plotmill::yaml
