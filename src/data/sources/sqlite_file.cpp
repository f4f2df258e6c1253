#include "data/sources/sqlite_file.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <unistd.h>

#include "io/files.h"

namespace plotmill::data {

namespace {

// SQLite's own way to files, but for names: they are taken as they are. SQLite would follow the links in them, and so
// find a directory's name behind its descriptor; that name may mean another directory by then.
const char* vfs_of_places() {
    static sqlite3_vfs vfs = [] {
        sqlite3_initialize();
        sqlite3_vfs own = *sqlite3_vfs_find(nullptr);
        own.zName = "plotmill-places";
        own.xFullPathname = [](sqlite3_vfs*, const char* name, int size, char* out) {
            const std::size_t n = std::strlen(name) + 1;
            if (n > static_cast<std::size_t>(size)) return SQLITE_CANTOPEN;
            std::memcpy(out, name, n);
            return SQLITE_OK;
        };
        return own;
    }();
    static const int registered = sqlite3_vfs_register(&vfs, 0);
    return registered == SQLITE_OK ? vfs.zName : nullptr;
}

std::string uri_of(const std::string& path) {
    std::string out = "file:";
    for (const char c : path) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/';
        out += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return out + "?immutable=1";
}

// Whether the file's head says that it keeps a log. Asked of SQLite's own descriptor: to open and close another would
// give up the locks that this process has on the file.
bool keeps_log(sqlite3* db) {
    sqlite3_file* file = nullptr;
    std::array<unsigned char, 2> versions{};
    return sqlite3_file_control(db, "main", SQLITE_FCNTL_FILE_POINTER, &file) == SQLITE_OK && file && file->pMethods &&
           file->pMethods->xRead(file, versions.data(), static_cast<int>(versions.size()), 18) == SQLITE_OK &&
           versions[0] == 2 && versions[1] == 2;
}

}  // namespace

void CloseConnection::operator()(sqlite3* db) const { sqlite3_close(db); }

Connection open_in_memory(int& status) {
    sqlite3* db = nullptr;
    status =
        sqlite3_open_v2(":memory:", &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
    return Connection(db);
}

DatabaseFile::DatabaseFile(const std::string& path, const io::Roots& roots) : place_(io::real_path(path)) {
    if (!roots) return;
    const std::string real = place_;
    directory_ = roots.open(io::parent_directory(real), O_PATH | O_DIRECTORY);
    if (directory_ < 0) {
        fault_ = "cannot open the database's directory: " + std::string(::strerrordesc_np(errno));
        return;
    }
    // The files themselves SQLite opens with O_NOFOLLOW, all of them.
    place_ = fmt::format("/proc/self/fd/{}{}", directory_, real.substr(real.rfind('/')));
    for (const char* ending : {"-wal", "-shm", "-journal"})
        if (io::is_link(beside(ending)))
            fault_ = "'" + real + ending + "' is a link, and links beside a database are not followed";
}

DatabaseFile::~DatabaseFile() {
    if (directory_ >= 0) ::close(directory_);
}

Connection DatabaseFile::open_as(bool quiet, int& status) const {
    sqlite3* db = nullptr;
    const std::string name = quiet ? uri_of(place_) : place_;
    const char* const vfs = directory_ < 0 ? nullptr : vfs_of_places();
    status = directory_ >= 0 && !vfs
                 ? SQLITE_NOMEM
                 : sqlite3_open_v2(name.c_str(), &db,
                                   SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | (quiet ? SQLITE_OPEN_URI : 0), vfs);
    return Connection(db);
}

Connection DatabaseFile::open(int& status) const { return open_as(false, status); }

Connection DatabaseFile::open_quiet(int& status) {
    before_ = io::stamp_of(place_);
    const auto log = io::stamp_of(beside("-wal"));
    if (!before_ || !io::is_settled(*before_, io::now()) || (log && log->size > 0)) return nullptr;
    {
        const Connection db = open_as(false, status);
        if (status != SQLITE_OK || !keeps_log(db.get())) return nullptr;
    }
    return open_as(true, status);
}

bool DatabaseFile::was_quiet() const { return before_ && io::stamp_of(place_) == before_; }

}  // namespace plotmill::data
