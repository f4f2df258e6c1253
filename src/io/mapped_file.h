// A regular file's bytes to look at without copying them: mapped where it is large, read where it is small. Another
// program may cut the file off meanwhile: the pages that are gone then read as zeros, and intact() says so. Any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/number_buffer.h"
#include "base/result.h"
#include "io/roots.h"

namespace plotmill::io {

class MappedFile final : public Keeper {
public:
    // Faults have no place, as those of read_file().
    static Result<MappedFile> open(const std::string& path, std::size_t max_size, const Roots& roots = {});

    MappedFile() = default;
    MappedFile(MappedFile&& other) noexcept;
    MappedFile& operator=(MappedFile&& other) noexcept;
    ~MappedFile() override;

    std::string_view view() const { return mapped_ ? std::string_view(mapped_, size_) : std::string_view(copy_); }
    std::size_t size() const { return view().size(); }
    bool is_mapped() const { return mapped_ != nullptr; }
    bool intact() const override;

    // Files below this are read: cheaper than a map, and nothing can happen to them.
    static constexpr std::size_t smallest_map = std::size_t{1} << 20;

private:
    const char* mapped_ = nullptr;
    std::size_t size_ = 0;
    int guard_ = -1, descriptor_ = -1;
    std::string copy_;
};

// Memory that is going to be filled from end to end: large pages, where the system has them, cost less to come by.
void expect_use(void* data, std::size_t size);

}  // namespace plotmill::io
