// A set of digests in eight bytes each, by half of their bits: contains() may be wrong for one in 2^64, so what is
// taken for known by mistake must do no harm. Plain values.
#pragma once

#include <cstdint>
#include <vector>

#include "base/digest.h"

namespace plotmill::record {

class DigestSet {
public:
    bool contains(const Digest& d) const {
        if (slots_.empty()) return false;
        for (std::size_t i = brief(d) & mask();; i = (i + 1) & mask()) {
            if (slots_[i] == brief(d)) return true;
            if (slots_[i] == 0) return false;
        }
    }
    // False where it was there.
    bool insert(const Digest& d) {
        if (contains(d)) return false;
        if (size_ + size_ / 3 >= slots_.size()) grow();
        put(brief(d));
        ++size_;
        return true;
    }
    void clear() {
        slots_.clear();
        size_ = 0;
    }
    std::size_t size() const { return size_; }

private:
    static std::uint64_t brief(const Digest& d) { return d.low == 0 ? 1 : d.low; }
    std::size_t mask() const { return slots_.size() - 1; }
    void put(std::uint64_t key) {
        std::size_t i = key & mask();
        while (slots_[i] != 0) i = (i + 1) & mask();
        slots_[i] = key;
    }
    void grow() {
        std::vector<std::uint64_t> old(slots_.empty() ? 64 : slots_.size() * 2, 0);
        old.swap(slots_);
        for (const std::uint64_t key : old)
            if (key != 0) put(key);
    }

    std::vector<std::uint64_t> slots_;  // 0: free
    std::size_t size_ = 0;
};

}  // namespace plotmill::record
