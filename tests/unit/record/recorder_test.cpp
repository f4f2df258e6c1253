#include "record/recorder.h"

#include <atomic>
#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <thread>

#include "../io/scratch.h"
#include "io/files.h"

using namespace plotmill;
using namespace plotmill::record;

namespace {

// Reads a job and hands its figures to `each`.
void figures(render::Shared& shared, const std::string& text, const std::string& base,
             const std::function<void(render::ReadyFigure)>& each) {
    render::ReaderHooks hooks;
    hooks.figure = [&](render::ReadyFigure f) {
        each(std::move(f));
        return true;
    };
    hooks.failed = [](const std::string&, Span, const std::vector<Diagnostic>&) { return true; };
    const expand::JobOptions options;
    const auto result = render::read_job("job.yaml", options, shared, hooks, &text, base);
    CHECK(result.readable);
}

const std::vector<render::Format> png{render::Format::png};
const std::string job = R"(figures:
  - name: f_${{ k }}
    matrix: {k: [1, 2, 3]}
    layers: [{plot: {y: [1, "=k"]}}]
)";

// As a run would, without drawing: which figures are not up to date; makes a file for each of them.
std::vector<std::string> run(const io::Scratch& scratch, const std::string& text, const Options& options = {},
                             const std::vector<io::InputFile>& inputs = {}) {
    render::Shared shared;
    Recorder recorder(options);
    std::vector<std::string> stale;
    const std::string output = (scratch / "out");
    figures(shared, text, scratch.path(), [&](const render::ReadyFigure& f) {
        const Known known = recorder.look(f, output, png, true);
        if (known.up_to_date) return;
        stale.push_back(f.spec.name + ": " + known.reason);
        Made made;
        made.name = f.spec.name;
        made.inputs = inputs;
        made.images.resize(1);
        made.images[0].content = digest("image of " + f.spec.name);
        REQUIRE(io::write_atomically(output + "/" + f.spec.name + ".png", "image of " + f.spec.name,
                                     &made.images[0].stamp));
        recorder.made(known, std::move(made));
    });
    CHECK(recorder.finish() == "");
    return stale;
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("a figure is up to date until something that it is made from changes") {
    const io::Scratch scratch;
    CHECK(run(scratch, job).size() == 3);
    CHECK(run(scratch, job).empty());
    std::string other = job;
    other.replace(other.find("[1, 2, 3]"), 9, "[1, 2, 4]");
    CHECK(run(scratch, other) == Names{"f_4: plotmill has no record of its file 'f_4.png'"});
    other.replace(other.find("plot:"), 5, "step:");
    CHECK(run(scratch, other).size() == 3);
    CHECK(run(scratch, job).size() == 2);  // f_3 is as it was
}

TEST_CASE("files that nobody could follow make no figure up to date") {
    const io::Scratch scratch;
    const io::InputFile unknown{(scratch / "x.csv"), {}, std::nullopt, false, false};
    for (int i = 0; i < 2; ++i) CHECK(run(scratch, job, {}, {unknown}).size() == 3);
}

TEST_CASE("an input is looked at again where its stamp proves nothing") {
    const io::Scratch scratch;
    const std::string path = (scratch / "x.csv");
    std::ofstream(path) << "1";
    const auto stamp = io::stamp_of(path);
    const io::InputFile input{path, digest("1"), stamp, false, true};
    CHECK(run(scratch, job, {}, {input}).size() == 3);
    CHECK(run(scratch, job).empty());
    std::ofstream(path) << "2";
    CHECK(run(scratch, job, {}, {input}).front().find("x.csv' has changed") != std::string::npos);
    // A stamp that was settled is believed.
    std::filesystem::last_write_time(path, std::filesystem::file_time_type::clock::now() - std::chrono::hours(1));
    const io::InputFile noted{path, digest("what it held"), io::stamp_of(path), true, true};
    CHECK(run(scratch, job, {true, false, {}, false, false}, {noted}).size() == 3);
    CHECK(run(scratch, job).empty());
}

TEST_CASE("only what plotmill made is cleaned away") {
    const io::Scratch scratch;
    run(scratch, job);
    std::ofstream((scratch / "out/mine.png")) << "mine";
    std::ofstream((scratch / "out/f_2.png"), std::ios::app) << "altered";
    render::Shared shared;
    Recorder recorder({});
    const std::string out = (scratch / "out");
    auto cleaned = recorder.clean({out}, {"another.yaml"}, "", {}, false);
    CHECK(cleaned.removed.empty());
    cleaned = recorder.clean({out}, {"job.yaml"}, "\nk=1", {}, false);
    CHECK(cleaned.removed.empty());
    cleaned = recorder.clean({out}, {"job.yaml"}, "", {}, true);
    CHECK(cleaned.removed.size() == 2);
    CHECK(std::filesystem::exists(out + "/f_1.png"));
    cleaned = recorder.clean({out}, {"job.yaml"}, "", {}, false);
    CHECK(cleaned.removed == Names{out + "/f_1.png", out + "/f_3.png"});
    CHECK(cleaned.altered == Names{out + "/f_2.png"});
    CHECK(!std::filesystem::exists(out + "/f_1.png"));
    CHECK(std::filesystem::exists(out + "/mine.png"));
}

TEST_CASE("a record that names files elsewhere removes nothing") {
    const io::Scratch scratch;
    std::filesystem::create_directories((scratch / "out"));
    std::filesystem::create_directories((scratch / "other"));
    std::filesystem::create_directory_symlink((scratch / "other"), (scratch / "out/link"));
    std::ofstream((scratch / "victim.png")) << "x";
    std::ofstream((scratch / "other/victim.png")) << "x";
    {
        Record record((scratch / "out"));
        for (const char* name : {"../victim", "link/victim", "/victim"}) {
            Entry e;
            e.name = name;
            e.job = seen_from(record.home(), "job.yaml");
            e.stamp.size = 1;
            e.content = digest("x");
            record.add(e, Plan{digest("p"), {}}, InputSet{digest("i"), {}});
        }
        CHECK(record.flush(100) == "");
    }
    Recorder recorder({});
    CHECK(recorder.clean({(scratch / "out")}, {"job.yaml"}, "", {}, false).removed.empty());
    CHECK(std::filesystem::exists((scratch / "victim.png")));
    CHECK(std::filesystem::exists((scratch / "other/victim.png")));
}

TEST_CASE("many threads look, and make, at the same time") {
    const io::Scratch scratch;
    const std::string many = R"(figures:
  - name: f_${{ k }}
    matrix: {k: {range: [0, 400]}}
    layers: [{plot: {y: [1, "=k"]}}]
)";
    const std::string output = (scratch / "out");
    const auto run_threads = [&](bool explain) {
        render::Shared shared;
        std::vector<render::ReadyFigure> all;
        figures(shared, many, scratch.path(), [&](render::ReadyFigure f) { all.push_back(std::move(f)); });
        Recorder recorder({});
        std::atomic<std::size_t> next{0}, stale{0};
        const auto work = [&] {
            for (std::size_t i; (i = next++) < all.size();) {
                const Known known = recorder.look(all[i], output, png, explain);
                if (known.up_to_date) continue;
                ++stale;
                Made made;
                made.name = all[i].spec.name;
                made.images.resize(1);
                made.images[0].content = digest(made.name);
                if (io::write_atomically(output + "/" + made.name + ".png", made.name, &made.images[0].stamp))
                    recorder.made(known, std::move(made));
            }
        };
        std::vector<std::thread> threads;
        for (int t = 0; t < 4; ++t) threads.emplace_back(work);
        for (std::thread& t : threads) t.join();
        CHECK(recorder.finish() == "");
        CHECK(recorder.clean({output}, {"job.yaml"}, "", {}, true).removed.empty());
        return stale.load();
    };
    CHECK(run_threads(false) == 400);
    CHECK(run_threads(true) == 0);
    std::filesystem::remove(output + "/f_7.png");
    CHECK(run_threads(true) == 1);
}

TEST_CASE("a figure that nobody looked at keeps its files from being cleaned") {
    const io::Scratch scratch;
    run(scratch, job);
    const std::string out = (scratch / "out");
    Recorder recorder({});
    recorder.want("f_2", out, png);
    CHECK(recorder.clean({out}, {"job.yaml"}, "", {}, true).removed == Names{out + "/f_1.png", out + "/f_3.png"});
}
