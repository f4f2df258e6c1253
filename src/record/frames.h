// The record's file: a list of frames, each with its size and checksum, that grows at its end. Any number of processes
// may read and extend one file at the same time. What is damaged, and all behind it, does not exist for the reader, and
// is dropped when the file is written again. One thread at a time for each object.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.h"

namespace plotmill::record {

// Numbers and texts to bytes and back. A reader that runs out of bytes gives zeros and is not good() any more.
class Bytes {
public:
    Bytes& number(std::uint64_t n);
    Bytes& integer(std::int64_t n) {
        return number((static_cast<std::uint64_t>(n) << 1) ^ (n < 0 ? ~std::uint64_t{0} : 0));
    }
    Bytes& fixed(std::uint32_t n);
    Bytes& digest(const Digest& d);
    Bytes& text(std::string_view s);
    const std::string& view() const { return out_; }

private:
    std::string out_;
};

class ByteReader {
public:
    explicit ByteReader(std::string_view bytes) : rest_(bytes) {}
    std::uint64_t number();
    std::int64_t integer();
    std::uint32_t fixed();
    Digest digest();
    std::string_view text();
    // A count of things that take at least a byte each.
    std::size_t count();
    bool good() const { return good_; }
    bool at_end() const { return rest_.empty(); }

private:
    std::string_view take(std::size_t n);
    std::string_view rest_;
    bool good_ = true;
};

// A file of frames. Faults of the file system come back as words.
class FrameFile {
public:
    explicit FrameFile(std::string path) : path_(std::move(path)) {}
    ~FrameFile();
    FrameFile(const FrameFile&) = delete;
    FrameFile& operator=(const FrameFile&) = delete;

    static constexpr std::string_view locked = "another plotmill is writing it", broken = "damaged",
                                      renewed = "renewed";

    using OnFrame = std::function<void(std::string_view payload)>;

    // All good frames of the file, or those that came since the last call. A file that is none of ours, or of another
    // version, has none.
    void read(const OnFrame& frame);
    // Adds frames at the end, under the file's lock; those of other processes since the last call go to `frame` first.
    // "" or why not. Where another process holds the lock for longer than `patience` milliseconds: `locked`; where what
    // stands before them is damaged: `broken`; where another process has written a new file: `renewed`, once.
    std::string append(const std::vector<std::string>& payloads, int patience, const OnFrame& frame);
    // Replaces the file by what `all()` gives, called under the lock once all frames have been read.
    std::string replace(int patience, const OnFrame& frame, const std::function<std::vector<std::string>()>& all);

    bool exists() const { return exists_; }
    // The file held something that is no good frame of this version.
    bool damaged() const { return damaged_; }
    std::uint64_t size() const { return read_; }
    const std::string& path() const { return path_; }

private:
    bool open(bool create);
    bool lock(int patience);
    void unlock();
    void read_new(const OnFrame& frame);
    bool still_named() const;
    std::string write_fresh(const std::vector<std::string>& payloads);
    void close();

    std::string path_;
    int fd_ = -1;
    bool exists_ = false, writable_ = false, damaged_ = false, renewed_ = false;
    std::uint64_t read_ = 0;  // bytes of the file that are header and good frames
};

}  // namespace plotmill::record
