// Zip archives as NumPy writes them: stored and deflated members, zip64 sizes. Pure functions over the archive's bytes;
// faults have no place, the caller adds one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace plotmill::data {

struct ZipMember {
    std::string name;
    std::size_t header = 0;  // offset of the local header
    std::size_t packed = 0, size = 0;
    std::uint32_t crc = 0;
    bool deflated = false;
};

Result<std::vector<ZipMember>> read_zip_directory(std::string_view archive, std::size_t max_members);

// A member's bytes: a view into the archive where it is stored, else unpacked.
class ZipContent {
public:
    explicit ZipContent(std::string_view stored) : stored_(stored) {}
    explicit ZipContent(std::string unpacked) : unpacked_(std::move(unpacked)), is_unpacked_(true) {}
    std::string_view view() const { return is_unpacked_ ? std::string_view(unpacked_) : stored_; }

private:
    std::string_view stored_;
    std::string unpacked_;
    bool is_unpacked_ = false;
};
Result<ZipContent> extract(std::string_view archive, const ZipMember& member);

}  // namespace plotmill::data
