// A database file and what SQLite opens beside it, held by the directory that they lie in: what is renamed or replaced
// by a link after this was made is not followed. One thread. SQLite's connections are closed before it ends.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "io/roots.h"
#include "io/stamp.h"

struct sqlite3;

namespace plotmill::data {

struct CloseConnection {
    void operator()(sqlite3* db) const;
};
using Connection = std::unique_ptr<sqlite3, CloseConnection>;

Connection open_in_memory(int& status);

class DatabaseFile {
public:
    // Where every file may be read, by name.
    DatabaseFile(const std::string& path, const io::Roots& roots);
    ~DatabaseFile();
    DatabaseFile(const DatabaseFile&) = delete;
    DatabaseFile& operator=(const DatabaseFile&) = delete;

    // Why it cannot be opened at all, or a link that stands beside it where none is followed; "" where all is well.
    const std::string& fault() const { return fault_; }

    // For reading. `status` as SQLite's.
    Connection open(int& status) const;

    // A database of the kind that keeps a log (WAL), with nothing in the log: nobody is writing to it. SQLite would
    // make its log and its shared memory beside it all the same, and leave them there; so it is read as a file that
    // nobody changes, and afterwards asked whether that was so. Null where it is no such database.
    Connection open_quiet(int& status);
    bool was_quiet() const;

private:
    Connection open_as(bool quiet, int& status) const;
    std::string beside(const char* ending) const { return place_ + ending; }

    int directory_ = -1;  // none: by name
    std::string place_;   // of the file, as SQLite is told
    std::string fault_;
    std::optional<io::FileStamp> before_;
};

}  // namespace plotmill::data
