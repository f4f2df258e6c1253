#include "data/sources/sqlite_file.h"

#include <chrono>
#include <doctest/doctest.h>
#include <filesystem>
#include <sqlite3.h>
#include <thread>

#include "../io/scratch.h"

using namespace plotmill;
using namespace plotmill::data;
namespace fs = std::filesystem;

namespace {

Connection write(const std::string& path, const std::string& sql) {
    sqlite3* db = nullptr;
    REQUIRE(sqlite3_open(path.c_str(), &db) == SQLITE_OK);
    REQUIRE(sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
    return Connection(db);
}

const std::string rows = "CREATE TABLE t (a); INSERT INTO t VALUES ", log_of_its_own = "PRAGMA journal_mode = WAL;";

// The sum of t's column; -1 where that cannot be read.
int sum(sqlite3* db) {
    sqlite3_stmt* s = nullptr;
    int out = -1;
    if (sqlite3_prepare_v2(db, "SELECT sum(a) FROM t", -1, &s, nullptr) == SQLITE_OK && sqlite3_step(s) == SQLITE_ROW)
        out = sqlite3_column_int(s, 0);
    sqlite3_finalize(s);
    return out;
}

void settle() { std::this_thread::sleep_for(std::chrono::milliseconds(40)); }

}  // namespace

TEST_CASE("a directory that becomes a link to another one is not followed") {
    const io::Scratch scratch;
    int n = 0;
    for (const std::string& kind : {std::string(), log_of_its_own})
        for (const bool opened : {false, true}) {  // the log is opened when something is read
            const std::string name = "in" + std::to_string(++n), other = name + "_out", away = name + "_away";
            for (const std::string& d : {name, other}) fs::create_directory(scratch / d);
            const Connection mine = write(scratch / name + "/a.db", kind + rows + "(1), (2)");
            const Connection others = write(scratch / other + "/a.db", kind + rows + "(100)");
            const DatabaseFile file(scratch / name + "/a.db", io::Roots({scratch / name}));
            REQUIRE(file.fault() == "");
            int status = SQLITE_ERROR;
            Connection db = opened ? file.open(status) : nullptr;
            fs::rename(scratch / name, scratch / away);
            fs::create_directory_symlink(scratch / other, scratch / name);
            if (!opened) db = file.open(status);
            REQUIRE(status == SQLITE_OK);
            CHECK(sum(db.get()) == 3);
        }
}

TEST_CASE("a link that is put beside a database is not followed, before or in between") {
    const io::Scratch scratch;
    const io::Roots roots({scratch.path()});
    for (const std::string ending : {"-wal", "-shm"}) {
        const std::string path = scratch / (ending.substr(1) + ".db"), elsewhere = scratch / ("elsewhere" + ending);
        {
            const Connection db = write(path, log_of_its_own + rows + "(1), (2)");
            fs::copy_file(path, path + ".kept");
            fs::copy_file(path + "-wal", path + ".log");
        }
        fs::rename(path + ".kept", path);  // as one that a crash has left: its rows are in the log
        if (ending != "-wal") fs::rename(path + ".log", path + "-wal");
        scratch.put("elsewhere" + ending);
        {
            const DatabaseFile file(path, roots);
            REQUIRE(file.fault() == "");
            fs::create_symlink(elsewhere, path + ending);
            int status = SQLITE_ERROR;
            const Connection db = file.open(status);
            REQUIRE(status == SQLITE_OK);
            CHECK(sum(db.get()) == -1);
            CHECK(fs::file_size(elsewhere) == 0);
        }
        CHECK(DatabaseFile(path, roots).fault() ==
              "'" + path + ending + "' is a link, and links beside a database are not followed");
        CHECK(DatabaseFile(path, io::Roots()).fault() == "");
    }
}

TEST_CASE("to read a database with an empty log leaves nothing beside it") {
    const io::Scratch scratch;
    const std::string path = scratch / "a b%?#.db";
    write(path, log_of_its_own + rows + "(1), (2)").reset();
    settle();
    const io::Roots some({scratch.path()});
    for (const io::Roots& roots : {io::Roots(), some}) {
        DatabaseFile file(path, roots);
        int status = SQLITE_ERROR;
        {
            const Connection db = file.open_quiet(status);
            REQUIRE(db);
            CHECK(sum(db.get()) == 3);
        }
        CHECK(file.was_quiet());
        CHECK(scratch.entries() == 1);
    }
}

TEST_CASE("what is in a log is read, and who writes meanwhile is noticed") {
    const io::Scratch scratch;
    const std::string path = scratch / "a.db";
    write(path, log_of_its_own + rows + "(1), (2)").reset();
    settle();
    DatabaseFile file(path, io::Roots());
    int status = SQLITE_ERROR;
    Connection quiet = file.open_quiet(status);
    REQUIRE(quiet);
    CHECK(sum(quiet.get()) == 3);
    quiet.reset();
    const Connection writer = write(path, "INSERT INTO t VALUES (10)");
    CHECK(file.was_quiet());  // that is in the log: the file is what it was
    DatabaseFile again(path, io::Roots());
    CHECK_FALSE(again.open_quiet(status));
    CHECK(sum(again.open(status).get()) == 13);
    REQUIRE(sqlite3_exec(writer.get(), "PRAGMA wal_checkpoint(TRUNCATE)", nullptr, nullptr, nullptr) == SQLITE_OK);
    CHECK_FALSE(file.was_quiet());
}

TEST_CASE("a database without a log, and none at all") {
    const io::Scratch scratch;
    write(scratch / "a.db", rows + "(1), (2)").reset();
    settle();
    DatabaseFile file(scratch / "a.db", io::Roots());
    int status = SQLITE_ERROR;
    CHECK_FALSE(file.open_quiet(status));
    CHECK(sum(file.open(status).get()) == 3);
    scratch.put("no.db", "no database");
    settle();
    DatabaseFile none(scratch / "no.db", io::Roots());
    CHECK_FALSE(none.open_quiet(status));
    CHECK(DatabaseFile(scratch / "nowhere/a.db", io::Roots({scratch.path()})).fault() ==
          "cannot open the database's directory: No such file or directory");
}
