#include "io/stamp.h"

#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>

#include "io/files.h"
#include "scratch.h"

using namespace plotmill;
using namespace plotmill::io;

TEST_CASE("a stamp tells contents apart, and only files have one") {
    const Scratch scratch;
    scratch.put("a", "1");
    const auto before = stamp_of(scratch / "a");
    REQUIRE(before);
    CHECK(before->size == 1);
    CHECK(stamp_of(scratch / "a") == before);
    CHECK(!stamp_of(scratch.path()));
    CHECK(!stamp_of(scratch / "none"));
    CHECK(!stamp_of("/dev/null"));
    scratch.put("a", "22");
    CHECK(stamp_of(scratch / "a") != before);
    // Another file of the same size and time.
    scratch.put("b", "33");
    std::filesystem::last_write_time(scratch / "b", std::filesystem::last_write_time(scratch / "a"));
    CHECK(stamp_of(scratch / "b") != stamp_of(scratch / "a"));
}

TEST_CASE("a file that was changed within the clock's tick is not settled") {
    constexpr std::int64_t second = 1'000'000'000, day = 86'400 * second;
    const FileStamp fine{1, 1, day + 1, day + 1};
    CHECK(!is_settled(fine, day + 2));
    CHECK(!is_settled(fine, day - second));  // clocks may disagree
    CHECK(is_settled(fine, day + second));
    const FileStamp coarse{1, 1, day, day};  // whole seconds
    CHECK(!is_settled(coarse, day + second));
    CHECK(is_settled(coarse, day + 3 * second));
    const FileStamp touched{1, 1, 5, day + 1};  // its time was set back
    CHECK(!is_settled(touched, day + 2));
}

TEST_CASE("the content of a file") {
    const Scratch scratch;
    scratch.put("a", std::string(1'000'000, 'x'));
    CHECK(content_of(scratch / "a") == digest(std::string(1'000'000, 'x')));
    scratch.put("empty");
    CHECK(content_of(scratch / "empty") == digest(""));
    CHECK(!content_of(scratch / "none"));
    CHECK(!content_of(scratch.path()));
    CHECK(!content_of("/dev/zero"));
}

TEST_CASE("what was written has a stamp of its own, whoever comes next") {
    const Scratch scratch;
    std::optional<FileStamp> written;
    REQUIRE(write_atomically(scratch / "a", "one", &written));
    REQUIRE(written);
    const auto there = stamp_of(scratch / "a");
    REQUIRE(there);
    CHECK(there->size == 3);
    CHECK(there->inode == written->inode);
    CHECK(there->modified == written->modified);
    REQUIRE(write_atomically(scratch / "a", "two"));
    CHECK(stamp_of(scratch / "a")->inode != written->inode);
}
