// A report on its way to its file: whole or not there (io::AtomicFile), with faults as words. One thread.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "io/files.h"

namespace plotmill::report {

class OutFile {
public:
    static Result<OutFile> create(const std::string& path) {
        io::remove_stale_temporaries(io::parent_directory(path));
        auto file = io::AtomicFile::create(path);
        if (!file) return file.take_errors();
        return OutFile(std::move(*file));
    }

    std::string write(std::string_view text) { return words(file_.write(text)); }
    std::string commit() { return words(file_.commit()); }

private:
    explicit OutFile(io::AtomicFile file) : file_(std::move(file)) {}
    static std::string words(const plotmill::Status& status) { return status ? "" : status.errors().front().message; }

    io::AtomicFile file_;
};

}  // namespace plotmill::report
