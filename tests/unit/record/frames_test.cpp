#include "record/frames.h"

#include <doctest/doctest.h>
#include <fstream>
#include <sstream>

#include "../io/scratch.h"

using namespace plotmill;
using namespace plotmill::record;

namespace {

using Frames = std::vector<std::string>;

Frames read_all(const std::string& path, bool* damaged = nullptr) {
    FrameFile file(path);
    Frames out;
    file.read([&](std::string_view p) { out.emplace_back(p); });
    if (damaged) *damaged = file.damaged();
    return out;
}

std::string content(const std::string& path) {
    std::ostringstream out;
    out << std::ifstream(path, std::ios::binary).rdbuf();
    return out.str();
}

void put(const std::string& path, const std::string& bytes) { std::ofstream(path, std::ios::binary) << bytes; }

const auto nothing = [](std::string_view) {};

}  // namespace

TEST_CASE("numbers, texts and digests come back, and a reader of too few bytes is not good") {
    const Digest d = digest("x");
    Bytes out;
    out.number(0).number(127).number(128).number(~std::uint64_t{0}).integer(-5).integer(1'700'000'000'123'456'789);
    out.fixed(0xdeadbeef).digest(d).text("").text(std::string("a\0b", 3));
    ByteReader in(out.view());
    CHECK(in.number() == 0);
    CHECK(in.number() == 127);
    CHECK(in.number() == 128);
    CHECK(in.number() == ~std::uint64_t{0});
    CHECK(in.integer() == -5);
    CHECK(in.integer() == 1'700'000'000'123'456'789);
    CHECK(in.fixed() == 0xdeadbeef);
    CHECK(in.digest() == d);
    CHECK(in.text() == "");
    CHECK(in.text() == std::string("a\0b", 3));
    CHECK(in.good());
    CHECK(in.at_end());
    in.number();
    CHECK(!in.good());
    // A count of more than there is makes nobody allocate it.
    Bytes huge;
    huge.number(std::uint64_t{1} << 40);
    ByteReader hostile(huge.view());
    CHECK(hostile.count() == 0);
    CHECK(!hostile.good());
    ByteReader endless("\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff");
    endless.number();
    CHECK(!endless.good());
}

TEST_CASE("two files objects extend one file") {
    const io::Scratch scratch;
    const std::string path = (scratch / "record");
    FrameFile a(path), b(path);
    a.read(nothing);
    CHECK(!a.exists());
    CHECK(a.append({"1", "2"}, 0, nothing) == "");
    Frames seen;
    CHECK(b.append({"3"}, 0, [&](std::string_view p) { seen.emplace_back(p); }) == "");
    CHECK(seen == Frames{"1", "2"});
    CHECK(a.append({"4"}, 0, [&](std::string_view p) { seen.emplace_back(p); }) == "");
    CHECK(seen == Frames{"1", "2", "3"});
    CHECK(read_all(path) == Frames{"1", "2", "3", "4"});
}

TEST_CASE("a file that was written anew by another is read anew, once") {
    const io::Scratch scratch;
    const std::string path = (scratch / "record");
    FrameFile a(path), b(path);
    CHECK(a.append({"1", "2"}, 0, nothing) == "");
    CHECK(b.replace(0, nothing, [] { return Frames{"2"}; }) == "");
    Frames seen;
    CHECK(a.append({"3"}, 0, [&](std::string_view p) { seen.emplace_back(p); }) == FrameFile::renewed);
    CHECK(seen == Frames{"2"});
    CHECK(a.append({"3"}, 0, nothing) == "");
    CHECK(read_all(path) == Frames{"2", "3"});
}

TEST_CASE("whatever is damaged, what comes before it is whole and nothing else is believed") {
    const io::Scratch scratch;
    const std::string path = (scratch / "record");
    FrameFile file(path);
    const Frames all{"first", "second", std::string(300, 'x')};
    CHECK(file.append(all, 0, nothing) == "");
    const std::string good = content(path);
    const auto is_prefix = [&](const Frames& f) {
        return f.size() <= all.size() && std::equal(f.begin(), f.end(), all.begin());
    };
    for (std::size_t i = 0; i < good.size(); ++i) {
        bool damaged = false;
        put(path, good.substr(0, i));
        CHECK(is_prefix(read_all(path, &damaged)));
        std::string bad = good;
        bad[i] = static_cast<char>(bad[i] ^ 0x10);
        put(path, bad);
        const Frames f = read_all(path, &damaged);
        CHECK(is_prefix(f));
        CHECK(f.size() < all.size());
        CHECK(damaged);
        CHECK(FrameFile(path).append({"4"}, 0, nothing) == FrameFile::broken);
        FrameFile again(path);
        Frames kept;
        CHECK(again.replace(
                  0, [&](std::string_view p) { kept.emplace_back(p); }, [&] { return kept; }) == "");
        CHECK(again.append({"4"}, 0, nothing) == "");
        Frames expected = f;
        expected.push_back("4");
        CHECK(read_all(path) == expected);
    }
}

TEST_CASE("neither a directory nor a link is a record") {
    const io::Scratch scratch;
    FrameFile nowhere((scratch / "none/record"));
    CHECK(nowhere.append({"1"}, 0, nothing) == "No such file or directory");
    FrameFile directory(scratch.path());
    directory.read(nothing);
    CHECK(directory.append({"1"}, 0, nothing) != "");
}
