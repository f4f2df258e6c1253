// Every job beside this file, laid out with fixed text metrics, against the scene committed next to it. Run with
// PLOTMILL_UPDATE=1 the scenes are written anew and the run fails: what changed is to be read before it is committed.
#include <cstdlib>
#include <doctest/doctest.h>
#include <set>

#include "io/files.h"
#include "io/glob.h"
#include "render/reader.h"
#include "render/render.h"
#include "text/fixed_metrics.h"

using namespace plotmill;

namespace {

constexpr std::size_t limit = 10'000'000;

std::string all_of(const std::vector<Diagnostic>& list) {
    std::string out;
    for (const Diagnostic& d : list) out += format_diagnostic(d);
    return out;
}

// The scenes of a job's figures, each under its name, with what was reported about it.
std::string scenes_of(const std::string& path) {
    render::Shared shared;
    render::Context context;
    render::Settings settings;
    const expand::JobOptions options;
    text::FixedTextMetrics metrics;
    std::string out;
    render::ReaderHooks hooks;
    hooks.figure = [&](render::ReadyFigure f) {
        settings.scales = f.scales.get();
        const render::Inspected i = render::inspect_figure(f.spec, *f.job, shared.tables, context, settings, &metrics);
        const std::string said = all_of(i.diagnostics);
        CAPTURE(said);
        CHECK(i.verdict == render::Verdict::done);
        for (const Diagnostic& d : i.diagnostics) out += "warning: " + d.message + "\n";
        out += scene::dump(i.scene);
        return true;
    };
    hooks.failed = [&](std::string, Span, std::vector<Diagnostic> why) {
        FAIL_CHECK(all_of(why));
        return true;
    };
    const render::ReadResult result = render::read_job(path, options, shared, hooks);
    const std::string said = all_of(result.diagnostics);
    CAPTURE(said);
    CHECK(result.readable);
    return out;
}

std::string first_difference(const std::string& is, const std::string& was) {
    std::size_t line = 1, at = 0, begin = 0;
    while (at < is.size() && at < was.size() && is[at] == was[at])
        if (is[at++] == '\n') ++line, begin = at;
    auto rest = [&](const std::string& s) { return s.substr(begin, std::min(s.find('\n', begin), s.size()) - begin); };
    return "line " + std::to_string(line) + "\n  is  " + rest(is) + "\n  was " + rest(was);
}

}  // namespace

TEST_CASE("scenes") {
    const bool update = std::getenv("PLOTMILL_UPDATE") != nullptr;
    auto jobs = io::list_directory(SCENES_DIRECTORY, ".yaml");
    REQUIRE(jobs);
    REQUIRE(jobs->size() >= 40);
    std::set<std::string> known;
    for (const std::string& job : *jobs) {
        const std::string expected = job.substr(0, job.size() - 5) + ".scene.txt";
        known.insert(expected);
        CAPTURE(job);
        const std::string is = scenes_of(job);
        auto was = io::read_file(expected, limit);
        if (update) {
            if (!was || *was != is) {
                CHECK(io::write_atomically(expected, is));
                FAIL_CHECK("written anew: ", expected);
            }
            continue;
        }
        if (!was) {
            FAIL_CHECK("no scene is committed: run with PLOTMILL_UPDATE=1");
        } else if (*was != is) {
            FAIL_CHECK(first_difference(is, *was));
        }
    }
    // A scene whose job is gone tests nothing.
    auto scenes = io::list_directory(SCENES_DIRECTORY, ".scene.txt");
    REQUIRE(scenes);
    for (const std::string& scene : *scenes) CHECK_MESSAGE(known.count(scene) == 1, scene);
    if (update) FAIL_CHECK("scenes were updated, not tested");
}
