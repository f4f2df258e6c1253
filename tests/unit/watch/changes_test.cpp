#include "watch/changes.h"

#include <doctest/doctest.h>
#include <thread>

#include "scratch.h"

using namespace plotmill;
using namespace plotmill::watch;
using namespace std::chrono_literals;

namespace {

using Paths = std::vector<std::string>;
bool all(const std::string&) { return true; }

}  // namespace

TEST_CASE("Saving in place, by renaming, and taking away") {
    const io::Scratch d;
    d.put("a.yaml", "1");
    auto changes = Changes::create();
    REQUIRE(changes);
    Changes& c = **changes;
    c.watch({d.path()});
    d.put("a.yaml", "2");
    CHECK(c.wait(all, 5ms) == Paths{d / "a.yaml"});
    d.put(".a.yaml.new", "3");
    std::filesystem::rename(d / ".a.yaml.new", d / "a.yaml");
    CHECK(c.wait(all, 5ms) == Paths{d / "a.yaml"});
    std::filesystem::remove(d / "a.yaml");
    CHECK(c.wait(all, 5ms) == Paths{d / "a.yaml"});
    std::filesystem::create_directory(d / "data");
    CHECK(c.wait(all, 5ms) == Paths{d / "data"});
}

TEST_CASE("Many saves are one change") {
    const io::Scratch d;
    auto changes = Changes::create();
    REQUIRE(changes);
    Changes& c = **changes;
    c.watch({d.path()});
    std::jthread writer([&] {
        for (int i = 0; i < 5; ++i) {
            d.put("a", "x");
            d.put("b", "x");
            std::this_thread::sleep_for(10ms);
        }
    });
    CHECK(c.wait(all, 400ms) == Paths{d / "a", d / "b"});
}

TEST_CASE("What does not matter, and waking") {
    const io::Scratch d;
    auto changes = Changes::create();
    REQUIRE(changes);
    Changes& c = **changes;
    c.watch({d.path()});
    for (const char* name : {".hidden", "a~", ".a.swp", "4913", "x.db-wal", "x.db-journal", "#a#"}) d.put(name);
    d.put("output.png");
    std::jthread waker([&] {
        std::this_thread::sleep_for(50ms);
        c.wake();
    });
    CHECK(c.wait([](const std::string& path) { return !path.ends_with(".png"); }, 5ms).empty());
}

TEST_CASE("A directory that is not there yet") {
    const io::Scratch d;
    auto changes = Changes::create();
    REQUIRE(changes);
    Changes& c = **changes;
    c.watch({d / "data/raw"});
    std::filesystem::create_directory(d / "data");
    CHECK(c.wait(all, 5ms) == Paths{d / "data"});
    c.watch({d / "data/raw"});
    CHECK(c.watched() == 1);
    d.put("data/raw/x.csv");
    CHECK(c.wait(all, 5ms) == Paths{d / "data/raw"});
}

TEST_CASE("Directories below") {
    const io::Scratch d;
    for (const char* name : {"a/b/c/x", "output/x", ".git/x"}) d.put(name);
    CHECK(directories_below(d.path(), 2, 100, {std::filesystem::canonical(d / "output").string()}) ==
          std::set<std::string>{d.path(), d / "a", d / "a/b"});
    CHECK(directories_below(d.path(), 2, 1, {}).size() == 1);
    CHECK(directories_below(d / "none", 2, 10, {}) == std::set<std::string>{d / "none"});
}
