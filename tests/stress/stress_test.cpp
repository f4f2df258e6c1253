// Many figures on one thread and on many: the same bytes, the same words, in the same order.
#include <array>
#include <chrono>
#include <cstdlib>
#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <thread>

#include "load.h"
#include "plotmill/plotmill.h"

using namespace plotmill::api;
using namespace plotmill::stress;

namespace {

struct Result {
    Status status = Status::done;
    std::size_t hash = 0, size = 0;
    std::string words;
    friend bool operator==(const Result&, const Result&) = default;
};

Result result_of(const Outcome& o) {
    Result r;
    r.status = o.status;
    for (const Image& i : o.images) {
        r.hash = r.hash * 31 +
                 std::hash<std::string_view>{}({reinterpret_cast<const char*>(i.bytes.data()), i.bytes.size()});
        r.size += i.bytes.size();
    }
    for (const Diagnostic& d : o.diagnostics) r.words += d.text;
    return r;
}

using Results = std::map<std::string, Result>;

Results sequential(const std::string& yaml) {
    Engine engine;
    Renderer renderer(engine);
    Results results;
    const JobResult r = read_job_text(engine, yaml, {}, [&](Figure f) {
        results[f.name()] = result_of(renderer.render(f));
        return true;
    });
    REQUIRE(r.readable);
    return results;
}

Results threaded(const std::string& yaml, BatchOptions options, std::vector<std::string>* order = nullptr) {
    Engine engine;
    Results results;
    options.on_outcome = [&](const Outcome& o) {  // one call at a time
        results[o.name] = result_of(o);
        if (order) order->push_back(o.name);
    };
    Batch batch(engine, options);
    const JobResult r = read_job_text(engine, yaml, {}, [&](Figure f) {
        batch.submit(std::move(f));
        return true;
    });
    REQUIRE(r.readable);
    batch.wait();
    const Batch::Counters c = batch.counters();
    CHECK(c.submitted == results.size());
    CHECK(c.most_in_flight <= batch.slots());
    CHECK(c.done + c.failed == c.submitted);
    return results;
}

void compare(const Results& a, const Results& b) {
    REQUIRE(a.size() == b.size());
    for (const auto& [name, r] : a) {
        INFO(name);
        const auto other = b.find(name);
        REQUIRE(other != b.end());
        CHECK(r.size == other->second.size);
        CHECK(r.words == other->second.words);
        CHECK(r == other->second);
    }
}

}  // namespace

TEST_CASE("one thread and many threads write the same bytes and words") {
    const std::string yaml = job();
    const Results one = sequential(yaml);
    CHECK(one.size() == static_cast<std::size_t>(kinds * figures_per_kind));
    std::size_t done = 0;
    for (const auto& [name, r] : one) {
        done += r.status == Status::done;
        if (r.status != Status::done) CHECK_FALSE(r.words.empty());
    }
    CHECK(done >= one.size() * 9 / 10);
    CHECK(done < one.size());

    compare(one, threaded(yaml, {.jobs = 2}));
    std::vector<std::string> first, second;
    compare(one, threaded(yaml, {.jobs = 7, .slots = 50, .order = BatchOptions::Order::submitted}, &first));
    compare(one, threaded(yaml, {.jobs = 16, .slots = 17, .order = BatchOptions::Order::submitted}, &second));
    CHECK(first == second);
}

TEST_CASE("files: identical from any number of threads, no temporaries left") {
    char name[] = "/tmp/plotmill-stress-XXXXXX";
    REQUIRE(::mkdtemp(name) != nullptr);
    const std::string root = name;
    Engine engine;
    std::vector<Figure> all;
    read_job_text(engine, job(), {}, [&](Figure f) {
        if (f.index() % 4 == 0) all.push_back(std::move(f));
        return true;
    });
    for (const int jobs : {1, 5}) {
        Batch batch(engine, {.jobs = jobs, .output = root + "/" + std::to_string(jobs)});
        for (const Figure& f : all) batch.submit(f);
    }
    std::size_t files = 0;
    for (const auto& e : std::filesystem::recursive_directory_iterator(root + "/1")) {
        if (!e.is_regular_file()) continue;
        CHECK(e.path().extension() == ".png");
        const auto other = std::filesystem::path(root + "/5") / std::filesystem::relative(e.path(), root + "/1");
        std::ifstream a(e.path(), std::ios::binary), b(other, std::ios::binary);
        CHECK(std::string(std::istreambuf_iterator<char>(a), {}) == std::string(std::istreambuf_iterator<char>(b), {}));
        ++files;
    }
    CHECK(files > all.size() * 9 / 10);
    std::filesystem::remove_all(root);
}

TEST_CASE("batches that come and go, submitted to and cancelled from several threads") {
    Engine engine;
    std::vector<Figure> all;
    read_job_text(engine, job(), {}, [&](Figure f) {
        if (f.name().starts_with("bars/") && all.size() < 24) all.push_back(std::move(f));
        return true;
    });
    for (int round = 0; round < 12; ++round) {
        std::size_t delivered = 0;
        BatchOptions options;
        options.jobs = 1 + round % 5;
        options.slots = static_cast<std::size_t>(1 + round % 7);
        options.order = round % 2 ? BatchOptions::Order::submitted : BatchOptions::Order::finished;
        options.on_outcome = [&](const Outcome&) { ++delivered; };
        Batch batch(engine, options);
        std::vector<std::thread> threads;
        for (std::size_t t = 0; t < 3; ++t)
            threads.emplace_back([&, t] {
                for (std::size_t i = t; i < all.size(); i += 3) batch.submit(all[i]);
            });
        if (round % 3 == 1) {
            std::this_thread::sleep_for(std::chrono::milliseconds(3 * round));
            batch.cancel();
        } else if (round % 3 == 2) {
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
            batch.stop();
        }
        for (std::thread& t : threads) t.join();
        batch.wait();
        const Batch::Counters c = batch.counters();
        CHECK(delivered == all.size());
        CHECK(c.done + c.cancelled == all.size());
        CHECK(c.failed == 0);
        if (round % 3 == 0) CHECK(c.cancelled == 0);
    }
}
