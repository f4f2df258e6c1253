#include "data/file_log.h"

#include <chrono>
#include <doctest/doctest.h>
#include <sys/inotify.h>
#include <thread>
#include <unistd.h>

#include "../io/scratch.h"

using namespace plotmill;
using data::FileLog;

TEST_CASE("what a file held when it was read") {
    const io::Scratch scratch;
    scratch.put("a.csv", "x");
    const std::string path = scratch / "a.csv";
    FileLog log;
    CHECK(!log.find(path).front().known);
    const auto stamp = FileLog::begin(path);
    scratch.put("a.csv", "changed while it was read");
    log.read(path, stamp, "x");
    const auto found = log.find(path);
    REQUIRE(found.size() == 1);
    CHECK(found[0].known);
    CHECK(found[0].content == digest("x"));
    CHECK(found[0].stamp == stamp);  // the older one: the change shows
    CHECK(found[0].stamp != io::stamp_of(path));
    log.read(path, stamp, "x");
    CHECK(log.find(path)[0].known);
    log.read(path, FileLog::begin(path), "y");  // two reads, two contents
    CHECK(!log.find(path)[0].known);
}

TEST_CASE("a database is looked into once for each content: who closes it loses the locks of others on it") {
    const io::Scratch scratch;
    scratch.put("a.db", "content");
    const std::string path = scratch / "a.db";
    std::this_thread::sleep_for(std::chrono::milliseconds(40));
    FileLog log;
    log.read_database(path);
    const int watch = ::inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    REQUIRE(::inotify_add_watch(watch, path.c_str(), IN_CLOSE) >= 0);
    const auto closed = [&] {
        char events[4096];
        return ::read(watch, events, sizeof events) > 0;
    };
    log.read_database(path);
    CHECK_FALSE(closed());
    scratch.put("a.db", "changed");
    CHECK(closed());  // by who wrote it
    log.read_database(path);
    CHECK(closed());
    CHECK_FALSE(log.find(path)[0].known);
    ::close(watch);
}

TEST_CASE("a database has a log beside it, or none yet") {
    const io::Scratch scratch;
    scratch.put("a.db", "content");
    FileLog log;
    log.read_database(scratch / "a.db");
    auto found = log.find(scratch / "a.db");
    REQUIRE(found.size() == 2);
    CHECK(found[0].content == digest("content"));
    CHECK(found[1].path == (scratch / "a.db-wal"));
    CHECK(found[1].known);
    CHECK(found[1].content == Digest{});
    scratch.put("b.db", "content");
    scratch.put("b.db-wal", "changes");
    log.read_database(scratch / "b.db");
    CHECK(log.find(scratch / "b.db")[1].content == digest("changes"));
    log.read_database(scratch / "none.db");
    CHECK(!log.find(scratch / "none.db")[0].known);
}
