#include "record/fingerprint.h"

#include <cstdlib>
#include <doctest/doctest.h>
#include <map>

#include "../io/scratch.h"
#include "record/words.h"

using namespace plotmill;
using namespace plotmill::record;

namespace {

using Keys = std::map<std::string, Digest>;

Keys keys(const std::string& text, const expand::JobOptions& options = {}, std::string* passing = nullptr) {
    render::Shared shared;
    Fingerprints fingerprints("/home");
    Keys out;
    render::ReaderHooks hooks;
    hooks.figure = [&](const render::ReadyFigure& f) {
        const Fingerprint print = fingerprints.of(f);
        out[f.spec.name] = print.key;
        if (passing) *passing = print.passing;
        return true;
    };
    hooks.failed = [](const std::string&, Span, const std::vector<Diagnostic>&) { return true; };
    CHECK(render::read_job("job.yaml", options, shared, hooks, &text, "/base").readable);
    return out;
}

std::string changed(const std::string& before, const std::string& after) {
    const Keys a = keys(before), b = keys(after);
    std::string out;
    for (const auto& [name, key] : a)
        if (!b.contains(name) || b.at(name) != key) out += name;
    return out;
}

std::string with(std::string text, const std::string& old, const std::string& now) {
    const std::size_t at = text.find(old);
    REQUIRE(at != std::string::npos);
    return text.replace(at, old.size(), now);
}

const std::string job = R"(vars: {rate: 2, hue: C1, unused: 5, name_of: t}
data:
  t: {csv: t.csv}
  u: {csv: "${{ hue }}.csv", filter: "=x < limit"}
  q: {query: "SELECT * FROM U WHERE x > $rate"}
defaults: {grid: true}
figures:
  - {name: a, data: t, layers: [{plot: {x: x, y: "=y*rate"}}]}
  - {name: b, title: "${{ hue }}", layers: [{plot: {y: [1, 2]}}]}
  - {name: c, data: q, layers: [{plot: {x: x, y: y}}]}
  - {name: d, data: "${{ name_of }}", layers: [{plot: {x: x, y: y}}]}
  - {name: e, layers: [{plot: {y: [1, 2]}}], formats: [svg], timeout: 5}
)";

}  // namespace

TEST_CASE("the same job has the same keys, wherever its lines stand") {
    CHECK(changed(job, job).empty());
    CHECK(changed(job, "# a comment\n\n" + job).empty());
    CHECK(changed(job, with(job, "{name: a, data: t,", "{ name:  a,\n     data: t,")).empty());
    const Keys k = keys(job);
    CHECK(k.size() == 5);
    CHECK(k.at("b") != k.at("e"));
}

TEST_CASE("a variable counts where it is spelled") {
    CHECK(changed(job, with(job, "rate: 2", "rate: 3")) == "ac");
    CHECK(changed(job, with(job, "hue: C1", "hue: C2")) == "bc");
    CHECK(changed(job, with(job, "unused: 5", "unused: 6")).empty());
    CHECK(changed(job, with(job, "name_of: t", "name_of: u")) == "d");
    expand::JobOptions set;
    set.set.emplace_back("rate", expr::Operand(expr::Scalar::of_number(2, true)));
    CHECK(keys(job, set) == keys(job));
}

TEST_CASE("a table counts where it is named, in SQL whatever its case, or by a computed name") {
    CHECK(changed(job, with(job, "csv: t.csv", "csv: t2.csv")) == "ad");
    CHECK(changed(job, with(job, "x < limit", "x < 7")) == "c");
    CHECK(changed(job, with(job, "SELECT *", "SELECT x, y")) == "c");
}

TEST_CASE("what a figure starts from counts, and what leaves its image as it is does not") {
    CHECK(changed(job, with(job, "grid: true", "grid: false")) == "abcde");
    CHECK(changed(job, with(job, "formats: [svg], timeout: 5", "formats: [png], timeout: 9")).empty());
    CHECK(changed(job, "output: elsewhere\nformats: [svg]\n" + job).empty());
    CHECK(changed(job, "rc: {lines.linewidth: 3}\n" + job) == "abcde");
    CHECK(changed(job, "lint: false\n" + job) == "abcde");
    CHECK(changed(job, with(job, "[1, 2]}}]}", "[1, 2.0]}}]}")) == "b");
    CHECK(changed(job, with(job, "[1, 2]}}]}", "[1, '2']}}]}")) == "b");
}

TEST_CASE("a table of many files depends on which there are") {
    const io::Scratch scratch;
    scratch.put("runs/a.json");
    const std::string text = "vars: {dir: runs}\ndata: {t: {hyperfine: \"" + scratch.path() +
                             "/${{ dir }}/*.json\"}}\nfigures:\n"
                             "  - {name: a, data: t, layers: [{plot: {x: x, y: y}}]}\n"
                             "  - {name: b, layers: [{plot: {y: [1]}}]}\n";
    const Keys before = keys(text);
    scratch.put("runs/a.json", "content is looked at elsewhere");
    CHECK(keys(text) == before);
    scratch.put("runs/b.json");
    const Keys after = keys(text);
    CHECK(before.at("a") != after.at("a"));
    CHECK(before.at("b") == after.at("b"));
}

TEST_CASE("names that are put together may be any") {
    const std::string text = R"(vars: {rate_fast: 1, rate_slow: 2, kind: fast}
figures:
  - {name: a, layers: [{plot: {y: [1, "=rate_${{ kind }}"]}}]}
  - {name: b, layers: [{plot: {y: [1, 2]}}]}
)";
    CHECK(changed(text, with(text, "rate_fast: 1", "rate_fast: 3")) == "a");
    CHECK(changed(text, with(text, "kind: fast", "kind: slow")) == "a");
}

TEST_CASE("environment variables count where templates ask for them") {
    const std::string text =
        "figures:\n  - {name: a, title: \"${{ env.PM_TEST }}\", layers: [{plot: {y: [1]}}]}\n"
        "  - {name: b, layers: [{plot: {y: [1]}}]}\n";
    ::setenv("PM_TEST", "1", 1);
    const Keys before = keys(text);
    ::setenv("PM_TEST", "2", 1);
    const Keys after = keys(text);
    CHECK(before.at("a") != after.at("a"));
    CHECK(before.at("b") == after.at("b"));
}

TEST_CASE("figures that share scales depend on each other") {
    const std::string text =
        "figures:\n  - name: p${{ k }}\n    matrix: {k: [1, 2]}\n    share: [xlim]\n"
        "    layers: [{plot: {y: [1, \"=k\"]}}]\n";
    CHECK(changed(text, with(text, "[1, 2]", "[1, 3]")) == "p1p2");
    CHECK(changed(with(text, "    share: [xlim]\n", ""),
                  with(with(text, "    share: [xlim]\n", ""), "[1, 2]", "[1, 3]")) == "p2");
}

TEST_CASE("paths are seen from the output directory") {
    CHECK(seen_from("/a/b", "/a/c/x.csv") == "../c/x.csv");
    CHECK(seen_from("/a/b", "/a/b/x.csv") == "x.csv");
    CHECK(seen_from("/a/b", "/a/./c/../x.csv") == "../x.csv");
    CHECK(absolute_path("/a/../b/") == "/b");
}

TEST_CASE("the program has a text of its own") { CHECK(program_text().size() > 20); }

TEST_CASE("words") {
    std::string all;
    for_each_word("a_1 + $b2 - 'c' 3d é=\"x.y\"", [&](std::string_view w) { all += std::string(w) + "|"; });
    CHECK(all == "a_1|b2|c|d|é|x|y|");
}
