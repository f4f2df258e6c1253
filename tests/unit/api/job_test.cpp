#include "plotmill/job.h"

#include "support.h"

using namespace plotmill::api;

TEST_CASE("a job's text to figures, in order") {
    Engine engine;
    const auto all = figures(engine, R"(
output: pictures
figures:
  - name: a/one
    layers: [{plot: {y: [1, 2]}}]
  - name: two_${{ k }}
    matrix: {k: [x, y]}
    layers: [{plot: {y: [2, 1]}}]
)");
    REQUIRE(all.size() == 3);
    CHECK(all[0].name() == "a/one");
    CHECK(all[0].job() == "<text>");
    CHECK(all[0].output() == "pictures");
    CHECK(all[2].name() == "two_y");
    CHECK(all[2].index() == 2);
}

TEST_CASE("a job file: its paths are its own") {
    const Scratch dir;
    const std::string path = dir.file("sub/job.yaml", R"(
output: out
data: {t: {csv: t.csv}}
figures:
  - {name: a, data: t, layers: [{plot: {x: x, y: y}}]}
)");
    dir.file("sub/t.csv", "x,y\n1,2\n2,3\n");
    Engine engine;
    std::vector<Figure> all;
    const JobResult r = read_job(engine, path, {}, [&](Figure f) {
        all.push_back(std::move(f));
        return true;
    });
    CHECK(r.readable);
    CHECK(r.figures == 1);
    CHECK(r.output == dir.path + "/sub/out");
    REQUIRE(all.size() == 1);
    CHECK(all[0].output() == dir.path + "/sub/out");
    CHECK(all[0].job() == path);

    const Outcome o = render(engine, all[0]);
    REQUIRE(o.status == Status::done);
    REQUIRE(o.images.size() == 1);
    CHECK(o.images[0].path == dir.path + "/sub/out/a.png");
    CHECK(o.images[0].bytes.empty());
    CHECK(content(o.images[0].path).size() == o.images[0].size);
    CHECK(engine.files_read() == 1);
}

TEST_CASE("set and only") {
    Engine engine;
    JobOptions options;
    options.set = {{"n", "3"}, {"word", "up"}};
    options.only = {"fig_?_up"};
    const auto all = figures(engine, R"(
vars: {n: 1, word: down}
figures:
  - name: fig_${{ i }}_${{ word }}
    matrix: {i: {range: [0, "=n"]}}
    layers: [{plot: {y: [1, 2]}}]
  - {name: other, layers: [{plot: {y: [1, 2]}}]}
)",
                             options);
    REQUIRE(all.size() == 3);
    CHECK(all[2].name() == "fig_2_up");
}

TEST_CASE("faults: of the job, and of one figure") {
    Engine engine;
    std::vector<std::string> names;
    std::vector<FailedFigure> failed;
    const auto ok = [&](Figure f) {
        names.push_back(f.name());
        return true;
    };
    const auto bad = [&](FailedFigure f) {
        failed.push_back(std::move(f));
        return true;
    };
    JobResult r = read_job_text(engine, "figurs: []\n", {}, ok, bad, "my.yaml");
    CHECK_FALSE(r.readable);
    REQUIRE_FALSE(r.diagnostics.empty());
    CHECK(r.diagnostics[0].severity == Severity::error);
    CHECK(r.diagnostics[0].file == "my.yaml");
    CHECK(r.diagnostics[0].line == 1);
    CHECK(r.diagnostics[0].text.starts_with("my.yaml:1:1: error: unknown key 'figurs'"));
    CHECK(r.diagnostics[0].text.ends_with("\n"));
    CHECK(r.diagnostics[0].colored.find("\x1b[") != std::string::npos);
    CHECK(r.diagnostics[0].text.find('\x1b') == std::string::npos);

    r = read_job_text(engine,
                      "figures:\n  - {name: a, layers: []}\n  - {layers: []}\n  - {name: ../b}\n  - {name: c}\n", {},
                      ok, bad);
    CHECK(r.readable);
    CHECK(r.figures == 4);
    CHECK(names == std::vector<std::string>{"a", "c"});
    REQUIRE(failed.size() == 2);
    CHECK(failed[0].name == "");
    CHECK(failed[0].index == 1);
    CHECK(failed[1].name == "../b");
    CHECK(failed[1].index == 2);
    CHECK(failed[1].job == "<text>");
    REQUIRE(failed[1].diagnostics.size() == 1);
    CHECK(failed[1].diagnostics[0].line == 4);
}

TEST_CASE("a callback may stop the reading") {
    Engine engine;
    int n = 0;
    const JobResult r = read_job_text(engine, "figures:\n  - {name: 'f${{ i }}', matrix: {i: {range: [0, 9]}}}\n", {},
                                      [&](Figure) { return ++n < 3; });
    CHECK(n == 3);
    CHECK(r.stopped);
    CHECK(r.readable);
    CHECK(r.figures == 3);
}

TEST_CASE("a missing file is no job") {
    Engine engine;
    const JobResult r = read_job(engine, "/nowhere/job.yaml", {}, [](Figure) { return true; });
    CHECK_FALSE(r.readable);
    REQUIRE(r.diagnostics.size() == 1);
    CHECK(r.diagnostics[0].message == "cannot read '/nowhere/job.yaml': No such file or directory");
}

TEST_CASE("roots: data outside of them is refused, links followed") {
    const Scratch dir;
    dir.file("in/t.csv", "y\n1\n2\n");
    dir.file("outside/t.csv", "y\n1\n2\n");
    dir.file("in-not/t.csv", "y\n1\n2\n");
    std::filesystem::create_symlink(dir.path + "/outside/t.csv", dir.path + "/in/link.csv");
    Engine engine({.roots = {dir.path + "/in"}});
    const auto status = [&](const std::string& csv) {
        const auto all = figures(
            engine, "data: {t: {csv: '" + csv + "'}}\nfigures: [{name: a, data: t, layers: [{plot: {y: y}}]}]\n");
        return render(engine, all.at(0)).status;
    };
    CHECK(status(dir.path + "/in/t.csv") == Status::done);
    CHECK(status(dir.path + "/outside/t.csv") == Status::failed);
    CHECK(status(dir.path + "/in/../outside/t.csv") == Status::failed);
    CHECK(status(dir.path + "/in-not/t.csv") == Status::failed);
    CHECK(status(dir.path + "/in/link.csv") == Status::failed);
}
