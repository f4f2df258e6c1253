#include "io/glob.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include "scratch.h"

using namespace plotmill;
using namespace plotmill::io;
using Names = std::vector<std::string>;

TEST_CASE("wildcards") {
    CHECK(wildcard_match("*.csv", "a.csv"));
    CHECK(wildcard_match("*", ""));
    CHECK(wildcard_match("a*b*c", "aXbYbZc"));
    CHECK_FALSE(wildcard_match("a*b*c", "aXbYbZ"));
    CHECK(wildcard_match("a?c",
                         "a\xc3\xa9"
                         "c"));
    CHECK_FALSE(wildcard_match("a?c", "ac"));
    CHECK(wildcard_match("[a-c]x", "bx"));
    CHECK_FALSE(wildcard_match("[!a-c]x", "bx"));
    CHECK(wildcard_match("[!a-c]x", "dx"));
    CHECK(wildcard_match("[]]", "]"));
    CHECK(wildcard_match("[*]", "*"));
    CHECK_FALSE(wildcard_match("[*]", "a"));
    CHECK(wildcard_match("[a", "[a"));
    CHECK(wildcard_match("[a-]", "-"));
    CHECK(wildcard_match("[\xc3\xa0-\xc3\xbf]", "\xc3\xa9"));
    CHECK(wildcard_match("report/*", "report/a/b"));
    CHECK_FALSE(wildcard_match("", "a"));
    CHECK(wildcard_match("", ""));
    // Quadratic at worst, not exponential.
    CHECK_FALSE(wildcard_match("*a*a*a*a*a*a*a*a*a*a*a*a*b", std::string(2000, 'a')));
}

TEST_CASE("listing a directory") {
    Scratch dir;
    for (const char* name : {"b.yaml", "a.yaml", "B.yaml", "c.yml", ".h.yaml", "sub/d.yaml", "dir.yaml/x"})
        dir.put(name);
    REQUIRE(::symlink("a.yaml", (dir / "link.yaml").c_str()) == 0);
    CHECK(*list_directory(dir.path(), ".yaml") ==
          Names{dir / "B.yaml", dir / "a.yaml", dir / "b.yaml", dir / "link.yaml"});
    CHECK(list_directory(dir / "none", "").errors()[0].message ==
          "cannot read directory '" + (dir / "none") + "': No such file or directory");
}

TEST_CASE("globbing") {
    Scratch dir;
    for (const char* name : {"data/b.csv", "data/a.csv", "data/n.txt", "data/.h.csv", "data/x/c.csv", "data/x/y/d.csv",
                             "top.csv", "other/e.csv"})
        dir.put(name);
    CHECK(*glob("data/*.csv", dir.path()) == Names{"data/a.csv", "data/b.csv"});
    CHECK(*glob("data/[!a].csv", dir.path()) == Names{"data/b.csv"});
    CHECK(*glob("*/?.csv", dir.path()) == Names{"data/a.csv", "data/b.csv", "other/e.csv"});
    CHECK(*glob("**/*.csv", dir.path()) ==
          Names{"data/a.csv", "data/b.csv", "data/x/c.csv", "data/x/y/d.csv", "other/e.csv", "top.csv"});
    CHECK(*glob("data/**/d.csv", dir.path()) == Names{"data/x/y/d.csv"});
    CHECK(*glob("data/**", dir.path()) ==
          Names{"data/a.csv", "data/b.csv", "data/n.txt", "data/x/c.csv", "data/x/y/d.csv"});
    CHECK(*glob("data/.*", dir.path()) == Names{"data/.h.csv"});
    CHECK(*glob("top.csv", dir.path()) == Names{"top.csv"});
    CHECK(*glob("data", dir.path()) == Names{});
    CHECK(*glob("none/*", dir.path()) == Names{});
    CHECK(*glob("../*/top.csv", dir / "data") == Names{});
    CHECK(*glob("../t*.csv", dir / "data") == Names{"../top.csv"});
    CHECK(*glob((dir / "data") + "/*.txt", "/nowhere") == Names{dir / "data/n.txt"});
    CHECK_FALSE(glob(std::string(5000, '*'), dir.path()).ok());
}

TEST_CASE("links to directories make no circles") {
    Scratch dir;
    dir.put("a/f.csv");
    REQUIRE(::symlink("..", (dir / "a/up").c_str()) == 0);
    CHECK(*glob("**/f.csv", dir.path()) == Names{"a/f.csv"});
    CHECK(*glob("a/up/a/*.csv", dir.path()) == Names{"a/up/a/f.csv"});
}
