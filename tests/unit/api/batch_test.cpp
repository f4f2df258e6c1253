#include "plotmill/batch.h"

#include <atomic>
#include <map>
#include <set>
#include <stdexcept>
#include <thread>

#include "support.h"

using namespace plotmill::api;

namespace {

const std::string many = R"(
defaults: {figsize: [1.5, 1], dpi: 50}
figures:
  - name: f${{ i }}
    matrix: {i: {range: [0, 24]}}
    title: "i=${{ i }}"
    layers: [{plot: {y: [1, "=i", 2]}}]
)";

}  // namespace

TEST_CASE("futures: images in memory, equal to those of one thread") {
    Engine engine;
    const auto all = figures(engine, many);
    Renderer renderer(engine);
    std::vector<std::future<Outcome>> futures;
    Batch batch(engine, {.jobs = 3});
    CHECK(batch.jobs() == 3);
    CHECK(batch.slots() == 12);
    for (const Figure& f : all) futures.push_back(batch.submit(f));
    for (std::size_t i = 0; i < all.size(); ++i) {
        const Outcome o = futures[i].get();
        REQUIRE(o.status == Status::done);
        CHECK(o.sequence == i);
        CHECK(o.index == i);
        CHECK(o.name == all[i].name());
        CHECK(o.worker >= 0);
        CHECK(o.worker < 3);
        CHECK(o.seconds > 0);
        CHECK(o.times.total() <= o.seconds);
        CHECK(o.images[0].path.empty());
        CHECK(bytes(o).starts_with("\x89PNG"));
        CHECK(bytes(o) == bytes(renderer.render(all[i])));
    }
    batch.wait();
    CHECK(batch.counters().done == all.size());
}

TEST_CASE("when a figure was in which stage, where that is asked for") {
    Engine engine;
    const auto all = figures(engine, many);
    const auto check = [](const Outcome& o, double from) {
        std::vector<std::string> names;
        double at = from, sum = 0;
        for (const StageSpan& s : o.spans) {
            if (s.name == std::string("data")) continue;
            names.push_back(s.name);
            CHECK(s.begun >= at - 1e-6);
            at = s.begun + s.seconds;
            sum += s.seconds;
        }
        CHECK(names ==
              std::vector<std::string>{"read", "resolve", "layout", "paint", "encode", "write", "encode", "write"});
        CHECK(at <= from + o.seconds + 1e-6);
        CHECK(sum == doctest::Approx(o.times.total()));
    };
    BatchOptions options;
    options.jobs = 2;
    options.formats = {Format::png, Format::svg};
    options.spans = true;
    Batch batch(engine, options);
    std::vector<std::future<Outcome>> futures;
    for (const Figure& f : all) futures.push_back(batch.submit(f));
    for (auto& f : futures) {
        const Outcome o = f.get();
        check(o, o.begun);
    }
    check(Renderer(engine).render(all[0], options), 0);
    options.spans = false;
    CHECK(Renderer(engine).render(all[0], options).spans.empty());
}

TEST_CASE("several threads submit at once") {
    Engine engine;
    const auto all = figures(engine, many);
    const Scratch dir;
    std::set<std::string> seen;
    std::atomic<int> inside{0};
    bool alone = true;
    BatchOptions options;
    options.jobs = 2;
    options.slots = 3;
    options.output = dir.path + "/out";
    options.on_outcome = [&](const Outcome& o) {
        alone = alone && ++inside == 1;
        seen.insert(o.name);
        --inside;
    };
    Batch batch(engine, options);
    std::vector<std::thread> threads;
    for (std::size_t t = 0; t < 4; ++t)
        threads.emplace_back([&, t] {
            for (std::size_t i = t; i < all.size(); i += 4) batch.submit(all[i]);
        });
    for (std::thread& t : threads) t.join();
    batch.wait();
    CHECK(seen.size() == all.size());
    CHECK(alone);
    CHECK(batch.counters().most_in_flight <= 3);
    for (const Figure& f : all) CHECK(std::filesystem::is_regular_file(dir.path + "/out/" + f.name() + ".png"));
}

TEST_CASE("order of submission, failed figures in their place") {
    Engine engine;
    const auto all = figures(engine, many);
    std::vector<std::string> order;
    BatchOptions options;
    options.jobs = 4;
    options.order = BatchOptions::Order::submitted;
    options.on_outcome = [&](const Outcome& o) { order.push_back(o.name); };
    Batch batch(engine, options);
    std::vector<std::string> expected;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (i == 5) {
            FailedFigure failed{"broken", "job.yaml", 5, {{}}};
            failed.diagnostics[0].message = "wrong";
            auto outcome = batch.add_failed(failed);
            expected.push_back("broken");
            const Outcome o = outcome.get();
            CHECK(o.status == Status::failed);
            CHECK(o.job == "job.yaml");
            REQUIRE(o.diagnostics.size() == 1);
            CHECK(o.diagnostics[0].message == "wrong");
            CHECK(o.worker == -1);
        }
        batch.submit(all[i]);
        expected.push_back(all[i].name());
    }
    batch.wait();
    CHECK(order == expected);
    CHECK(batch.counters().failed == 1);
}

TEST_CASE("a figure that fails fails alone") {
    Engine engine;
    const auto all = figures(engine, R"(
data: {t: {csv: /nowhere/t.csv}}
defaults: {figsize: [1, 1]}
figures:
  - {name: a, layers: [{plot: {y: [1, 2]}}]}
  - {name: b, layers: [{plot: {y: [1, 2], colour: red}}]}
  - {name: c, data: t, layers: [{plot: {y: y}}]}
  - {name: d, figsize: [100000, 100000], layers: [{plot: {y: [1, 2]}}]}
  - {name: e, layers: [{plot: {y: [2, 1]}}]}
)");
    std::vector<std::future<Outcome>> futures;
    Batch batch(engine, {.jobs = 2});
    for (const Figure& f : all) futures.push_back(batch.submit(f));
    std::vector<Outcome> o;
    for (auto& f : futures) o.push_back(f.get());
    CHECK(o[0].status == Status::done);
    CHECK(o[1].status == Status::failed);
    CHECK(o[1].images.empty());
    REQUIRE(o[1].diagnostics.size() == 1);
    CHECK(o[1].diagnostics[0].text.starts_with("<text>:6:"));
    CHECK(o[2].status == Status::failed);
    CHECK(o[3].status == Status::failed);
    CHECK(o[4].status == Status::done);
    batch.wait();
    CHECK(batch.counters().done == 2);
    CHECK(batch.counters().failed == 3);
}

TEST_CASE("of two figures that would write one file the later fails") {
    Engine engine;
    const auto all = figures(engine, R"(
defaults: {figsize: [1, 1]}
figures:
  - {name: a, layers: [{plot: {y: [1, 2]}}]}
  - {name: a/b, layers: [{plot: {y: [1, 2]}}]}
  - {name: a, layers: [{plot: {y: [5, 2]}}]}
)");
    for (const int jobs : {1, 3}) {
        const Scratch dir;
        Batch batch(engine, {.jobs = jobs, .output = dir.path});
        auto first = batch.submit(all[0]), below = batch.submit(all[1]), second = batch.submit(all[2]);
        CHECK(first.get().status == Status::done);
        CHECK(below.get().status == Status::done);
        const Outcome o = second.get();
        CHECK(o.status == Status::failed);
        REQUIRE(o.diagnostics.size() == 1);
        CHECK(o.diagnostics[0].message ==
              "two figures are named 'a' and would write the same file: the first one (<text>:4) keeps it");
        CHECK(o.diagnostics[0].line == 6);
    }
    // In memory nothing is in the way.
    Batch batch(engine, {.jobs = 2});
    auto first = batch.submit(all[0]), second = batch.submit(all[2]);
    CHECK(bytes(first.get()) != bytes(second.get()));
}

TEST_CASE("where images go") {
    Engine engine;
    const Scratch dir;
    const std::string path =
        dir.file("job.yaml", "output: own\nfigures:\n  - {name: a, figsize: [1, 1], layers: []}\n");
    std::vector<Figure> f;
    read_job(engine, path, {}, [&](Figure x) {
        f.push_back(std::move(x));
        return true;
    });
    REQUIRE(f.size() == 1);
    const auto nameless = figures(engine, "figures:\n  - {name: b, figsize: [1, 1], layers: []}\n");
    Renderer renderer(engine);
    BatchOptions options;
    options.default_output = dir.path + "/default";
    CHECK(renderer.render(f[0], options).images.at(0).path == dir.path + "/own/a.png");
    CHECK(renderer.render(nameless[0], options).images.at(0).path == dir.path + "/default/b.png");
    options.output = dir.path + "/over";
    CHECK(renderer.render(f[0], options).images.at(0).path == dir.path + "/over/a.png");
    options.write = false;
    CHECK(renderer.render(f[0], options).images.at(0).path.empty());
    options.draw = false;
    CHECK(renderer.render(f[0], options).images.empty());
    CHECK(renderer.render(f[0], options).status == Status::done);
}

TEST_CASE("time-outs") {
    Engine engine;
    const auto all = figures(engine, many);
    const Outcome o = render(engine, all[0], {.timeout = 1e-9});
    CHECK(o.status == Status::failed);
    REQUIRE_FALSE(o.diagnostics.empty());
    CHECK(o.diagnostics[0].message.find("time-out") != std::string::npos);
}

TEST_CASE("cancel") {
    Engine engine;
    const auto all = figures(engine, many);
    std::vector<std::future<Outcome>> futures;
    Batch batch(engine, {.jobs = 1, .slots = 24});
    for (const Figure& f : all) futures.push_back(batch.submit(f));
    batch.cancel();
    std::map<Status, int> count;
    for (auto& f : futures) ++count[f.get().status];
    CHECK(count[Status::failed] == 0);
    CHECK(count[Status::cancelled] > 0);
    CHECK(count[Status::done] + count[Status::cancelled] == 24);
    CHECK(batch.submit(all[0]).get().status == Status::cancelled);
}

TEST_CASE("what on_outcome throws ends in the future") {
    Engine engine;
    const auto all = figures(engine, many);
    BatchOptions options;
    options.jobs = 2;
    options.on_outcome = [](const Outcome& o) {
        if (o.name == "f1") throw std::runtime_error("no");
    };
    Batch batch(engine, options);
    auto a = batch.submit(all[0]), b = batch.submit(all[1]), c = batch.submit(all[2]);
    CHECK(a.get().status == Status::done);
    CHECK_THROWS_AS(b.get(), std::runtime_error);
    CHECK(c.get().status == Status::done);
}

TEST_CASE("two batches of one engine at the same time") {
    Engine engine;
    const auto all = figures(engine, many);
    Batch one(engine, {.jobs = 1}), two(engine, {.jobs = 2});
    std::vector<std::future<Outcome>> a, b;
    for (const Figure& f : all) {
        a.push_back(one.submit(f));
        b.push_back(two.submit(f));
    }
    for (std::size_t i = 0; i < all.size(); ++i) CHECK(bytes(a[i].get()) == bytes(b[i].get()));
}

TEST_CASE("a file of pages: the same for any number of threads, without what failed") {
    Engine engine;
    const Scratch scratch;
    const auto all = figures(engine, many);
    const auto bad = figures(engine, "figures: [{name: bad, layers: [{plot: {y: nothing}}]}]");
    std::string first;
    for (const int jobs : {1, 3}) {
        BatchOptions options;
        options.jobs = jobs;
        options.images = false;
        options.pdf_pages = scratch.path + "/" + std::to_string(jobs) + ".pdf";
        options.write = true;
        Batch batch(engine, options);
        CHECK(!batch.pages_fault());
        for (std::size_t i = 0; i < all.size(); ++i) {
            batch.submit(all[i]);
            if (i == 2) batch.submit(bad[0]);
        }
        CHECK(batch.finish_pages() == all.size());
        CHECK(batch.counters().failed == 1);
        CHECK(batch.counters().images == 0);
        const std::string bytes = content(options.pdf_pages);
        CHECK(bytes.starts_with("%PDF"));
        if (first.empty()) first = bytes;
        CHECK(bytes == first);
    }
}

TEST_CASE("a file of pages that is not finished, or cannot be") {
    Engine engine;
    const Scratch scratch;
    const auto all = figures(engine, "figures: [{name: a}]");
    const std::string path = scratch.path + "/all.pdf";
    {
        Batch batch(engine, {.jobs = 1, .images = false, .pdf_pages = path});
        batch.submit(all[0]).get();
    }
    CHECK(!std::filesystem::exists(path));
    CHECK(std::filesystem::is_empty(scratch.path));
    Batch batch(engine, {.jobs = 1, .images = false, .pdf_pages = "/dev/null/all.pdf"});
    REQUIRE(batch.pages_fault());
    CHECK(batch.pages_fault()->message.starts_with("cannot "));
    batch.submit(all[0]).get();
    CHECK(batch.finish_pages() == 0);
}
