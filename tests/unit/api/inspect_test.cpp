#include "plotmill/inspect.h"

#include <nlohmann/json.hpp>

#include "support.h"

using namespace plotmill::api;
using nlohmann::json;

namespace {

const std::string job = R"(
figures:
  - name: facts
    title: A title
    xlabel: "x"
    xlim: [0, 4]
    ylim: [10, 0]
    legend: {loc: upper left}
    layers: [{plot: {x: [0, 1, 2], y: [1, 4, 9], label: curve}}]
)";

}  // namespace

TEST_CASE("facts as JSON") {
    Engine engine;
    Renderer renderer(engine);
    std::vector<Diagnostic> diagnostics;
    const auto text = inspect_json(renderer, figures(engine, job)[0], diagnostics);
    REQUIRE(text);
    CHECK(diagnostics.empty());
    const json j = json::parse(*text);
    CHECK(j["name"] == "facts");
    CHECK(j["width"] == 640);
    CHECK(j["height"] == 480);
    REQUIRE(j["axes"].size() == 1);
    const json& a = j["axes"][0];
    // Matplotlib's default subplot: left 0.125, right 0.9, bottom 0.11, top 0.88.
    CHECK(a["bbox"][0].get<double>() == doctest::Approx(80));
    CHECK(a["bbox"][1].get<double>() == doctest::Approx(57.6));
    CHECK(a["bbox"][2].get<double>() == doctest::Approx(576));
    CHECK(a["bbox"][3].get<double>() == doctest::Approx(427.2));
    CHECK(a["xlim"] == json::parse("[0, 4]"));
    CHECK(a["ylim"] == json::parse("[10, 0]"));
    CHECK(a["xscale"] == "linear");
    CHECK(a["yscale"] == "linear");
    REQUIRE(a["xticks"].size() == 9);
    CHECK(a["xticks"][1]["value"] == 0.5);
    CHECK(a["xticks"][1]["label"] == "0.5");
    CHECK(a["title"] == "A title");
    CHECK(a["xlabel"] == "x");
    CHECK(a["ylabel"] == "");
    CHECK(a["legend"]["labels"] == json::parse("[\"curve\"]"));
    CHECK(a["legend"]["bbox"].size() == 4);
    CHECK(j["figure_legend"].is_null());
    bool title = false;
    for (const json& t : j["texts"]) {
        title = title || t["text"] == "A title";
        CHECK(t["bbox"].size() == 4);
    }
    CHECK(title);
    CHECK(inspect_json(renderer, figures(engine, job)[0], diagnostics, 0)->find('\n') == std::string::npos);
}

TEST_CASE("a figure that fails has no facts") {
    Engine engine;
    Renderer renderer(engine);
    std::vector<Diagnostic> diagnostics;
    CHECK_FALSE(inspect_json(renderer, figures(engine, "figures: [{name: a, layers: [{plot: {}}]}]")[0], diagnostics));
    CHECK_FALSE(diagnostics.empty());
}

TEST_CASE("the display list as text") {
    Engine engine;
    Renderer renderer(engine);
    std::vector<Diagnostic> diagnostics;
    const auto fixed = scene_text(renderer, figures(engine, job)[0], diagnostics, true);
    const auto real = scene_text(renderer, figures(engine, job)[0], diagnostics);
    REQUIRE(fixed);
    REQUIRE(real);
    CHECK(fixed->starts_with("scene 640x480 dpi=100"));
    CHECK(real->find("text \"A title\"") != std::string::npos);
    CHECK(*fixed != *real);
}
