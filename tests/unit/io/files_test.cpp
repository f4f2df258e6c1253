#include "io/files.h"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

#include "io/mapped_file.h"
#include "scratch.h"

using namespace plotmill;
using namespace plotmill::io;

namespace {

template <class T>
std::string message(const Result<T>& r) {
    REQUIRE_FALSE(r.ok());
    REQUIRE(r.errors().size() == 1);
    return r.errors()[0].message;
}

}  // namespace

TEST_CASE("reading a file") {
    Scratch dir;
    const std::string text = std::string("a\0b\n", 4) + std::string(200000, 'x');
    dir.put("f", text);
    dir.put("empty");
    CHECK(*read_file(dir / "f", 1 << 20) == text);
    CHECK(*read_file(dir / "f", text.size()) == text);
    CHECK(*read_file(dir / "empty", 10) == "");
    CHECK(message(read_file(dir / "f", text.size() - 1)) ==
          "cannot read '" + (dir / "f") + "': larger than the limit of 200003 bytes");
    CHECK(message(read_file(dir / "none", 10)) == "cannot read '" + (dir / "none") + "': No such file or directory");
    CHECK(message(read_file(dir.path(), 10)) == "cannot read '" + dir.path() + "': is a directory");
    CHECK(message(read_file("/dev/zero", 10)) == "cannot read '/dev/zero': is not a regular file");
    REQUIRE(::mkfifo((dir / "pipe").c_str(), 0600) == 0);
    CHECK(message(read_file(dir / "pipe", 10)).ends_with("is not a regular file"));
}

TEST_CASE("reading a pipe by its descriptor, with the size limit") {
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    REQUIRE(::write(ends[1], "hello", 5) == 5);
    ::close(ends[1]);
    CHECK(*read_descriptor(ends[0], "<stdin>", 5) == "hello");
    ::close(ends[0]);
    REQUIRE(::pipe(ends) == 0);
    REQUIRE(::write(ends[1], "hello", 5) == 5);
    ::close(ends[1]);
    CHECK(message(read_descriptor(ends[0], "<stdin>", 4)) == "cannot read '<stdin>': larger than the limit of 4 bytes");
    ::close(ends[0]);
}

TEST_CASE("mapping a file") {
    Scratch dir;
    dir.put("f", "mapped");
    dir.put("empty");
    auto mapped = MappedFile::open(dir / "f", 100);
    REQUIRE(mapped.ok());
    MappedFile moved = std::move(*mapped);
    CHECK(moved.view() == "mapped");
    CHECK(mapped->view().empty());
    moved = std::move(*MappedFile::open(dir / "empty", 100));
    CHECK(moved.view().empty());
    CHECK(message(MappedFile::open(dir / "f", 5)).ends_with("larger than the limit of 5 bytes"));
    CHECK(message(MappedFile::open(dir.path(), 5)).ends_with("is a directory"));
    CHECK(message(MappedFile::open(dir / "g", 5)).ends_with("No such file or directory"));
}

TEST_CASE("writing replaces the whole file and leaves no temporary") {
    Scratch dir;
    CHECK(write_atomically(dir / "f.png", "one").ok());
    CHECK(write_atomically(dir / "f.png", "second").ok());
    CHECK(*read_file(dir / "f.png", 100) == "second");
    CHECK(dir.entries() == 1);
    CHECK(write_atomically(dir / "new/deep/g.png", "x").ok());
    CHECK(*read_file(dir / "new/deep/g.png", 100) == "x");
    const std::string longest(255, 'n');
    CHECK(write_atomically(dir / longest, "long").ok());
    CHECK(*read_file(dir / longest, 100) == "long");
}

TEST_CASE("a failed write says why and leaves nothing") {
    Scratch dir;
    dir.put("file", "old");
    dir.put("sub/x");
    const std::size_t before = dir.entries();
    CHECK(message(write_atomically(dir / "sub", "x")) == "cannot write '" + (dir / "sub") + "': Is a directory");
    CHECK(message(write_atomically(dir / "file/g", "x")) == "cannot write '" + (dir / "file/g") + "': Not a directory");
    CHECK(message(write_atomically(dir / "file/d/g", "x")).ends_with("Not a directory"));
    CHECK(message(write_atomically(dir / std::string(256, 'n'), "x")).ends_with("File name too long"));
    CHECK(message(write_atomically("/dev/full", "x")) == "cannot write '/dev/full': No space left on device");
    if (::geteuid() != 0) {
        ::chmod((dir / "sub").c_str(), 0500);
        CHECK(message(write_atomically(dir / "sub/y", "x")).ends_with("Permission denied"));
        ::chmod((dir / "sub").c_str(), 0700);
    }
    CHECK(dir.entries() == before);
    CHECK(*read_file(dir / "file", 100) == "old");
}

TEST_CASE("threads that write one name leave one whole file") {
    Scratch dir;
    std::vector<std::thread> threads;
    for (char c : {'a', 'b', 'c', 'd'})
        threads.emplace_back([&dir, c] {
            for (int i = 0; i < 50; ++i) (void)write_atomically(dir / "f", std::string(5000, c));
        });
    for (std::thread& t : threads) t.join();
    const std::string text = *read_file(dir / "f", 10000);
    CHECK(text == std::string(5000, text.at(0)));
    CHECK(dir.entries() == 1);
}

TEST_CASE("directories") {
    Scratch dir;
    dir.put("file");
    CHECK(make_directories(dir / "a/b/c/").ok());
    CHECK(make_directories(dir / "a/b/c").ok());
    CHECK(file_kind(dir / "a/b/c") == FileKind::directory);
    CHECK(file_kind(dir / "file") == FileKind::file);
    CHECK(file_kind(dir / "none") == FileKind::none);
    CHECK(file_kind("/dev/null") == FileKind::other);
    CHECK(message(make_directories(dir / "file/x")) ==
          "cannot create directory '" + (dir / "file/x") + "': Not a directory");
    CHECK_FALSE(make_directories(dir / "file").ok());
}

TEST_CASE("temporaries of dead processes are removed") {
    Scratch dir;
    const pid_t child = ::fork();
    if (child == 0) ::_exit(0);
    ::waitpid(child, nullptr, 0);
    const std::string dead = std::to_string(child), own = std::to_string(::getpid());
    dir.put(".a.png.tmp-" + dead + "-0");
    dir.put(".b.png.tmp-" + dead + "-17");
    dir.put(".c.png.tmp-" + own + "-0");
    dir.put("d.png.tmp-" + dead + "-0");
    dir.put(".e.png.tmp-" + dead + "-0x");
    dir.put(".f.png.tmp-" + dead);
    CHECK(remove_stale_temporaries(dir.path()) == 2);
    CHECK(dir.entries() == 4);
    CHECK(remove_stale_temporaries(dir / "none") == 0);
}

TEST_CASE("paths") {
    CHECK(join_path("a", "b/c") == "a/b/c");
    CHECK(join_path("a/", "b") == "a/b");
    CHECK(join_path("", "b") == "b");
    CHECK(join_path(".", "b") == "b");
    CHECK(join_path(".", "") == ".");
    CHECK(join_path("a", "/b") == "/b");
    CHECK(parent_directory("a/b") == "a");
    CHECK(parent_directory("a") == ".");
    CHECK(parent_directory("/a") == "/");
}

TEST_CASE("output names stay inside the directory") {
    for (const char* name : {"a", "a/b.c", "..a", "a..", "...", "\xc3\xa9", ".hidden", "a b"})
        CHECK_MESSAGE(output_name_fault(name).empty(), name);
    CHECK(output_name_fault("") == "is empty");
    CHECK(output_name_fault("a\nb") == "contains a control character");
    CHECK(output_name_fault("/etc/x") == "is an absolute path");
    CHECK(output_name_fault("a/../b") == "has the part '..'");
    CHECK(output_name_fault("..") == "has the part '..'");
    CHECK(output_name_fault("./a") == "has the part '.'");
    CHECK(output_name_fault("a//b") == "has an empty part");
    CHECK(output_name_fault("a/") == "has an empty part");
    CHECK(output_name_fault(std::string_view("a\0b", 3)) == "contains a NUL character");
    CHECK(output_name_fault(std::string(256, 'x')) == "has a part longer than 255 bytes");
}

TEST_CASE("a file written in parts is there when it is complete") {
    const Scratch scratch;
    const std::string path = scratch / "deep/file";
    {
        auto file = AtomicFile::create(path);
        REQUIRE(file);
        CHECK(file->write(std::string(100000, 'x')));
        CHECK(file_kind(path) == FileKind::none);
    }
    CHECK(scratch.entries() == 1);  // the directory
    auto file = AtomicFile::create(path);
    REQUIRE(file);
    AtomicFile moved = std::move(*file);
    CHECK(moved.write("a"));
    CHECK(moved.write(std::string(100000, 'b')));
    CHECK(moved.commit());
    const auto text = read_file(path, 1 << 20);
    REQUIRE(text);
    CHECK(*text == "a" + std::string(100000, 'b'));
    CHECK(scratch.entries() == 2);
    CHECK(AtomicFile::create(scratch / "deep").errors()[0].message.find("cannot write '") == 0);
    CHECK(!AtomicFile::create(path + "/below"));
    auto device = AtomicFile::create("/dev/null");
    REQUIRE(device);
    CHECK(device->write("gone"));
    CHECK(device->commit());
    auto full = AtomicFile::create("/dev/full");
    REQUIRE(full);
    CHECK(full->write("x"));
    CHECK(!full->commit());
}
