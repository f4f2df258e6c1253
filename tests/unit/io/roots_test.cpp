#include "io/roots.h"

#include <cerrno>
#include <doctest/doctest.h>
#include <fcntl.h>
#include <filesystem>
#include <unistd.h>

#include "io/beneath.h"
#include "io/files.h"
#include "scratch.h"

using namespace plotmill;
using namespace plotmill::io;

namespace {

// What opening came to: "" or an errno's name.
template <class F>
std::string opened(F&& open) {
    const int fd = open();
    if (fd >= 0) {
        ::close(fd);
        return "";
    }
    return errno == EACCES ? "EACCES" : errno == ELOOP ? "ELOOP" : errno == EXDEV ? "EXDEV" : std::to_string(errno);
}

struct Tree : Scratch {
    Tree() {
        std::filesystem::create_directories((*this) / "in/deep");
        std::filesystem::create_directories((*this) / "out");
        put("in/a", "a");
        put("in/deep/b", "b");
        put("out/c", "c");
        std::filesystem::create_symlink("a", (*this) / "in/same");
        std::filesystem::create_symlink("../out/c", (*this) / "in/c");
        std::filesystem::create_symlink("../out", (*this) / "in/away");
        std::filesystem::create_symlink("deep", (*this) / "in/near");
    }
};

}  // namespace

TEST_CASE("roots") {
    Tree dir;
    CHECK_FALSE(Roots());
    CHECK_FALSE(Roots(std::vector<std::string>{}));
    const Roots roots({dir / "in"});
    CHECK(roots);
    for (const char* name : {"in/a", "in/deep/b", "in/same", "in/near/b", "in", "in/../in/a"}) {
        CAPTURE(name);
        CHECK(roots(dir / name) == "");
    }
    for (const char* name : {"out/c", "in/c", "in/away/c", "in/../out/c", "in-not", "."}) {
        CAPTURE(name);
        CHECK(roots(dir / name) == "is outside of the directories that jobs may read");
        CHECK(opened([&] { return roots.open(dir / name, 0); }) == "EACCES");
    }
    CHECK(opened([&] { return roots.open(dir / "in/same", 0); }) == "");
    CHECK(opened([&] { return roots.open(dir / "in/near/b", 0); }) == "");
    CHECK(opened([&] { return Roots({"/"}).open(dir / "out/c", 0); }) == "");
    CHECK(*read_file(dir / "in/a", 10, roots) == "a");
    CHECK_FALSE(read_file(dir / "in/c", 10, roots));
}

TEST_CASE("opening beneath a directory") {
    Tree dir;
    const int in = ::open((dir / "in").c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC);
    REQUIRE(in >= 0);
    const auto inside = [&](const char* name) {
        return opened([&] { return open_beneath(in, name, O_RDONLY, Links::inside); });
    };
    const auto none = [&](const char* name) {
        return opened([&] { return open_beneath(in, name, O_RDONLY, Links::none); });
    };
    const auto parts = [&](const char* name) { return opened([&] { return open_part_by_part(in, name, O_RDONLY); }); };
    for (const char* name : {"a", "deep/b", "deep//b", "."}) {
        CAPTURE(name);
        CHECK(inside(name) == "");
        CHECK(none(name) == "");
        CHECK(parts(name) == "");
    }
    CHECK(inside("c") == "EXDEV");
    CHECK(inside("away/c") == "EXDEV");
    CHECK(inside("../out/c") == "EXDEV");
    for (const char* name : {"same", "near/b", "c", "away/c"}) {
        CAPTURE(name);
        CHECK(none(name) == "ELOOP");
        CHECK(parts(name) == "ELOOP");
    }
    CHECK(parts("../out/c") == "EXDEV");
    CHECK(parts("deep/../../out/c") == "EXDEV");
    ::close(in);
}

TEST_CASE("writing within a directory") {
    Tree dir;
    const std::string in = dir / "in";
    REQUIRE(write_within(in, "new", "x"));
    REQUIRE(write_within(in, "one/two/new", "y"));
    CHECK(*read_file(dir / "in/one/two/new", 10) == "y");
    REQUIRE(write_within(in, "near/b", "z"));  // through a link that stays inside
    CHECK(*read_file(dir / "in/deep/b", 10) == "z");
    REQUIRE(write_within(dir / "made/new", "x", "x"));
    for (const char* name : {"away/c", "away/one/two"}) {
        const auto status = write_within(in, name, "x");
        REQUIRE_FALSE(status);
        CHECK(status.errors()[0].message.find("leads out of the output directory") != std::string::npos);
    }
    CHECK(*read_file(dir / "out/c", 10) == "c");
    // A link at the file's own place gives way, and what it led to stays.
    REQUIRE(write_within(in, "c", "mine"));
    CHECK(*read_file(dir / "out/c", 10) == "c");
    CHECK(*read_file(dir / "in/c", 10) == "mine");
    CHECK_FALSE(is_link(dir / "in/c"));
    CHECK_FALSE(write_within(in, "deep", "x"));  // a directory does not
}
