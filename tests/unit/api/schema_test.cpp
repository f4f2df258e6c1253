#include "plotmill/schema.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "plotmill/version.h"
#include "support.h"

using namespace plotmill::api;

namespace {

bool has(const std::vector<std::string>& list, const std::string& x) {
    return std::find(list.begin(), list.end(), x) != list.end();
}

}  // namespace

TEST_CASE("the schema is JSON and knows the layers") {
    const std::string text = json_schema();
    const auto j = nlohmann::json::parse(text);
    CHECK(j["$schema"].get<std::string>().find("draft-07") != std::string::npos);
    CHECK(j["properties"].contains("figures"));
    CHECK(text.find("\"fill_between\"") != std::string::npos);
}

TEST_CASE("layers: drawn ones with fields, others with the reason") {
    const auto all = layers();
    const auto plot = std::find_if(all.begin(), all.end(), [](const LayerInfo& l) { return l.name == "plot"; });
    REQUIRE(plot != all.end());
    CHECK(plot->family == "pairwise");
    CHECK(plot->drawn);
    CHECK(plot->later.empty());
    const auto color =
        std::find_if(plot->fields.begin(), plot->fields.end(), [](const FieldInfo& f) { return f.name == "color"; });
    REQUIRE(color != plot->fields.end());
    CHECK(has(color->aliases, "c"));
    CHECK(color->accepts.find("colour") != std::string::npos);
    CHECK(std::any_of(plot->fields.begin(), plot->fields.end(), [](const FieldInfo& f) { return f.name == "y"; }));
    for (const LayerInfo& l : all) {
        CHECK_FALSE(l.doc.empty());
        CHECK(l.drawn == l.later.empty());
        CHECK(l.drawn == !l.fields.empty());
    }
}

TEST_CASE("names") {
    CHECK(has(styles(), "ggplot"));
    CHECK(has(styles(), "default"));
    CHECK(has(colormaps(), "viridis_r"));
    CHECK(has(markers(), "o"));
    CHECK(has(markers(), "caretup"));
    CHECK(has(fonts(), "DejaVu Sans Mono"));
    const auto rc = rc_params();
    CHECK(rc.size() > 300);
    CHECK(std::is_sorted(rc.begin(), rc.end(), [](const RcInfo& a, const RcInfo& b) { return a.name < b.name; }));
    const auto width = std::find_if(rc.begin(), rc.end(), [](const RcInfo& r) { return r.name == "lines.linewidth"; });
    REQUIRE(width != rc.end());
    CHECK(width->default_text == "1.5");
    CHECK(width->accepts == "number");
    CHECK(width->shows == RcInfo::Shows::yes);
}

TEST_CASE("version") {
    const BuildInfo b = build_info();
    CHECK(b.version == version());
    CHECK(std::count(b.version.begin(), b.version.end(), '.') == 2);
    CHECK_FALSE(b.compiler.empty());
    CHECK(std::any_of(b.libraries.begin(), b.libraries.end(),
                      [](const auto& l) { return l.first == "tbb" && l.second.starts_with("202"); }));
}
