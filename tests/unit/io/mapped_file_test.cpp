#include "io/mapped_file.h"

#include <doctest/doctest.h>
#include <numeric>
#include <unistd.h>
#include <vector>

#include "io/files.h"
#include "scratch.h"

using namespace plotmill;
using namespace plotmill::io;

TEST_CASE("large files are mapped, small ones read") {
    Scratch dir;
    const std::string large(3 * MappedFile::smallest_map + 17, 'x');
    REQUIRE(write_atomically(dir / "large", large).ok());
    REQUIRE(write_atomically(dir / "small", "abc").ok());
    auto a = MappedFile::open(dir / "large", large.size());
    auto b = MappedFile::open(dir / "small", 100);
    REQUIRE(a.ok());
    REQUIRE(b.ok());
    CHECK(a->is_mapped());
    CHECK(a->view() == large);
    CHECK_FALSE(b->is_mapped());
    CHECK(b->view() == "abc");
    CHECK(a->intact());
    MappedFile moved = std::move(*a);
    CHECK(moved.view() == large);
    CHECK_FALSE(a->is_mapped());
    CHECK_FALSE(MappedFile::open(dir / "large", large.size() - 1).ok());
}

TEST_CASE("a file that is cut off under its map reads as zeros and says so") {
    Scratch dir;
    const std::string large(4 * MappedFile::smallest_map, 'x');
    REQUIRE(write_atomically(dir / "f", large).ok());
    for (const off_t left : {off_t{0}, off_t{100'000}, static_cast<off_t>(large.size()) - 1}) {
        CAPTURE(left);
        REQUIRE(write_atomically(dir / "f", large).ok());
        auto f = MappedFile::open(dir / "f", large.size());
        REQUIRE(f.ok());
        REQUIRE(f->is_mapped());
        REQUIRE(::truncate((dir / "f").c_str(), left) == 0);
        const std::string_view v = f->view();
        CHECK(v.substr(0, 10) == (left ? "xxxxxxxxxx" : std::string_view("\0\0\0\0\0\0\0\0\0\0", 10)));
        CHECK(v.back() == '\0');
        CHECK_FALSE(f->intact());
    }
}

TEST_CASE("more files than there are guards") {
    Scratch dir;
    REQUIRE(write_atomically(dir / "f", std::string(MappedFile::smallest_map, 'x')).ok());
    std::vector<MappedFile> files;
    for (int i = 0; i < 600; ++i) {
        auto f = MappedFile::open(dir / "f", MappedFile::smallest_map);
        REQUIRE(f.ok());
        REQUIRE(f->view().back() == 'x');
        files.push_back(std::move(*f));
    }
    CHECK(files.front().is_mapped());
    CHECK_FALSE(files.back().is_mapped());
}
