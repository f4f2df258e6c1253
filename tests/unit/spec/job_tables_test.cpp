#include "spec/job_tables.h"

#include <algorithm>
#include <doctest/doctest.h>
#include <set>
#include <vector>

#include "base/suggest.h"
#include "scope.h"
#include "spec/layer_kind.h"

namespace plotmill::spec {
namespace {

// Every table that can be reached from `table`.
void collect(const FieldTable& table, std::vector<const FieldTable*>& out) {
    if (std::find(out.begin(), out.end(), &table) != out.end()) return;
    out.push_back(&table);
    for (const FieldTable* base : table.bases) collect(*base, out);
    for (const Field& f : table.fields)
        if (f.table) collect(*f.table, out);
}

std::vector<const FieldTable*> all_tables() {
    std::vector<const FieldTable*> out;
    for (const FieldTable* t : {&job_table, &generator_table, &line_properties, &patch_properties,
                                &collection_properties, &text_properties, &data_properties, &mappable_properties})
        collect(*t, out);
    return out;
}

std::string read(const FieldTable& table, const ValuePtr& v) {
    Diagnostics out;
    read_fields(v, table, TestScope(), out);
    return messages(out);
}

}  // namespace

TEST_CASE("every field is complete") {
    for (const FieldTable* t : all_tables()) {
        INFO("table: ", t->name);
        CHECK(!t->name.empty());
        std::set<std::string_view> names;
        for (const Field& f : t->fields) {
            INFO("field: ", f.name);
            CHECK(f.accepts != 0);
            CHECK(!f.doc.empty());
            CHECK(((f.accepts | f.items) & word) == (f.words.empty() ? 0u : static_cast<unsigned>(word)));
            if (f.accepts & (list | mapping)) CHECK(f.items != 0);
            if ((f.accepts | f.items | f.shape) & object) CHECK(f.table != nullptr);
            CHECK(f.min_items <= f.max_items);
            CHECK(f.min <= f.max);
            CHECK(names.insert(f.name).second);
            for (std::string_view alias : f.aliases) CHECK(names.insert(alias).second);
        }
    }
    CHECK(all_tables().size() > 40);
}

TEST_CASE("the keys of the format") {
    for (const char* key : {"version", "output", "formats", "fonts", "style", "rc", "vars", "data", "defaults",
                            "include", "png", "timeout", "figures"})
        CHECK(job_table.find(key));
    for (const char* key : {"name",      "matrix",  "figsize", "dpi",      "formats",   "vars",     "data",
                            "png",       "timeout", "style",   "rc",       "facecolor", "suptitle", "supxlabel",
                            "supylabel", "legend",  "layout",  "subplots", "axes",      "alt",      "facet"})
        CHECK(figure_own_table.find(key));
    for (const char* key : {"at",        "projection", "title",  "xlabel",    "ylabel", "xlim",         "ylim",
                            "xscale",    "yscale",     "xticks", "yticks",    "grid",   "legend",       "margins",
                            "aspect",    "box_aspect", "spines", "facecolor", "axis",   "invert_xaxis", "invert_yaxis",
                            "axisbelow", "data",       "twinx",  "twiny",     "inset",  "layers"}) {
        CHECK(axes_table.find(key));
        CHECK(figure_table.find(key));
    }
    CHECK(!figure_own_table.find("xlim"));
    CHECK(figure_table.find("data")->accepts != axes_table.find("data")->accepts);
    CHECK(inset_table.find("bounds"));
    CHECK(inset_table.find("xlim"));
}

TEST_CASE("what is not drawn yet") {
    std::set<std::string> later;
    for (const FieldTable* t : all_tables())
        for (const Field& f : t->fields) {
            if (!f.later.empty()) later.insert(std::string(f.name));
            for (std::string_view w : f.later_words) later.insert(std::string(f.name) + " " + std::string(w));
        }
    for (const std::string& key : later) {
        INFO(key);
        CHECK(std::set<std::string>{"parquet"}.count(key) == 1);
    }
}

TEST_CASE("values of the format") {
    const auto figure = [](const char* key, const ValuePtr& v) {
        return read(figure_table, map({{"name", text("a")}, {key, v}}));
    };
    CHECK(figure("figsize", items({num(6), num(4)})) == "");
    CHECK(figure("figsize", items({num(6), num(0)})) ==
          "item 2 of 'figsize' must be above 0 and at most 1000, found 0");
    CHECK(figure("figsize", items({num(6)})) == "expected 2 values for 'figsize', found 1");
    CHECK(figure("formats", items({text("png"), text("jpg")})) ==
          "unknown value 'jpg' for item 2 of 'formats': expected png, svg or pdf");
    CHECK(figure("xlim", items({null(), text("2024-01-01")})) == "");
    CHECK(figure("axis", text("off")) == "");
    CHECK(figure("axis", boolean(false)) == "");
    CHECK(figure("data", text("t")) == "");
    CHECK(figure("data", map({})) == "");
    CHECK(figure("xscale", map({{"log", map({{"base", num(2)}})}})) == "");
    CHECK(figure("xscale", map({{"log", map({{"bas", num(2)}})}})) ==
          "unknown key 'bas' in the scale 'log' (did you mean 'base'?)");
    CHECK(figure("xscale", text("lgo")) ==
          "unknown value 'lgo' for 'xscale': expected a mapping, linear, log, symlog or logit (did you mean 'log'?)");
    CHECK(figure("spines", map({{"left", map({{"position", items({text("outward"), num(5)})}})}})) == "");
    CHECK(figure("spines", map({{"left", map({{"position", text("zero")}})}, {"top", boolean(false)}})) == "");
    CHECK(figure("legend", map({{"loc", text("upper left")}, {"ncol", num(2)}, {"labelcolor", text("linecolor")}})) ==
          "");
    CHECK(figure("legend", map({{"loc", text("uper left")}})).find("(did you mean 'upper left'?)") !=
          std::string::npos);
    CHECK(figure("title",
                 map({{"text", text("T")}, {"size", num(9)}, {"weight", text("bold")}, {"loc", text("left")}})) == "");
    CHECK(figure("xticks", items({num(0), text("2024-01-01")})) == "");
    CHECK(figure("xticks",
                 map({{"minor", boolean(true)}, {"format", text("{x:.1f}")}, {"rotation", text("vertical")}})) == "");
    CHECK(figure("twinx", map({{"xlim", items({num(0), num(1)})}, {"colour", num(1)}})) ==
          "unknown key 'colour' in an axes (did you mean 'colors'?)");
    CHECK(figure("layout", text("constrained")) == "");
    CHECK(figure("footnote", map({{"text", text("n")}, {"color", text("gray")}})) == "");
    CHECK(figure("legend", map({{"loc", text("outside left upper")}})) == "");
    CHECK(figure("projection", text("polar")) == "");
    CHECK(figure("projection", map({{"polar", map({{"theta_zero_location", text("N")}, {"rorigin", num(-1)}})}})) ==
          "");
    CHECK(figure("projection", map({{"polar", map({{"thetamn", num(0)}})}})) ==
          "unknown key 'thetamn' in the projection 'polar' (did you mean 'thetamin'?)");
    CHECK(figure("xticks", map({{"every", num(5)}})) == "");
    CHECK(figure("xticks", map({{"every", text("month")}, {"minor", map({{"every", text("week")}})}})) == "");
    CHECK(figure("yticks", map({{"max", num(6)}})) == "");
    CHECK(figure("secondary_x", map({{"location", text("top")}, {"forward", text("x*2")}})) ==
          "missing key 'inverse' in a secondary x axis");
    CHECK(read(figure_table, map({})) == "missing key 'name' in a figure");
    CHECK(read(job_table, map({{"version", num(2)}})) == "'version' must be 1, found 2");
    CHECK(read(norm_table, map({{"boundaries", items({num(0), num(1)})}})) == "");
    CHECK(read(norm_table, map({{"two_slope", map({})}})) == "missing key 'vcenter' in the norm 'two_slope'");
    CHECK(read(source_table, map({{"csv", text("a.csv")},
                                  {"columns", map({{"y", text("=x*2")}})},
                                  {"types", map({{"a", text("date")}})},
                                  {"na_values", items({text("NA"), num(-999)})}})) == "");
    CHECK(read(source_table, map({{"postgres", text("service=x")}, {"query", text("SELECT 1 AS a")}})) == "");
}

TEST_CASE("layer kinds") {
    CHECK(all_layer_kinds().size() == 45);
    std::set<std::string_view> names, families;
    std::vector<std::string_view> words;
    for (const LayerKind& k : all_layer_kinds()) {
        CHECK(names.insert(k.name).second);
        families.insert(k.family);
        words.push_back(k.name);
        CHECK(!k.doc.empty());
    }
    CHECK(families ==
          std::set<std::string_view>{"pairwise", "statistics", "gridded", "irregular", "lines, spans, words"});
    REQUIRE(find_layer_kind("quiver"));
    CHECK(find_layer_kind("quiver")->family == "gridded");
    CHECK(!find_layer_kind("plott"));
    CHECK(did_you_mean("scater", words) == " (did you mean 'scatter'?)");
}

}  // namespace plotmill::spec
