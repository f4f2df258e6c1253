// Which figure writes which file: of two that would write the same one, the later claim is refused, whatever is drawn
// first. A run may have a million figures, so that a claim is twenty bytes and the name, and sixteen more where each
// figure has a place of its own. Not thread-safe: a batch claims in its order of submission, under a lock.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/diagnostic.h"

namespace plotmill::batch {

// A list that grows by blocks, so that what is in it never moves and little is unused.
template <class T>
class BlockList {
public:
    std::size_t size() const { return size_; }
    const T& operator[](std::size_t i) const { return blocks_[i / per_block][i % per_block]; }
    const T& back() const { return (*this)[size_ - 1]; }
    void push_back(const T& value) {
        if (size_ == blocks_.size() * per_block) blocks_.push_back(std::make_unique_for_overwrite<T[]>(per_block));
        blocks_.back()[size_ % per_block] = value;
        ++size_;
    }
    std::size_t memory() const { return blocks_.size() * per_block * sizeof(T); }

private:
    static constexpr std::size_t per_block = 1024;
    std::vector<std::unique_ptr<T[]>> blocks_;
    std::size_t size_ = 0;
};

class OutputClaims {
public:
    // `directory`/`name` for a figure whose name stands at `span`; the error where it is taken. Throws
    // std::length_error after 4 GiB of names.
    std::optional<Diagnostic> claim(const std::string& directory, std::string_view name, Span span);

    // Bytes that the claims take; for tests.
    std::size_t memory() const;

private:
    struct Owner {
        std::string name;
        Span span;
    };
    // What the figures of a job have in common.
    struct Home {
        std::string directory;  // as it was given
        std::string prefix;     // of the normal paths of plain names
        const Source* source = nullptr;
    };
    struct Place {  // figures of one matrix have one
        std::uint32_t home, line, column, length;
        friend bool operator==(const Place&, const Place&) = default;
    };
    struct Claim {
        std::uint32_t name;  // where it begins in `names_`; it ends where the next one begins
        std::uint32_t hash;  // of the path
        std::uint32_t place;
    };

    std::uint32_t home(const std::string& directory, const Source* source);
    static void append_path(const Home& home, std::string_view name, std::string& out);
    std::string_view name_of(std::size_t claim) const;
    std::optional<Owner> owner_of(std::string_view path) const;  // who writes it, without its extension
    void keep(const Place& place, std::string_view name, std::string_view path);
    void grow();

    std::vector<Home> homes_;
    std::string names_;  // one behind the other
    BlockList<Place> places_;
    BlockList<Claim> claims_;                      // in order
    std::vector<std::uint32_t> slots_;             // 1-based indexes of claims, by hash; 0: free
    std::string path_;                             // scratch
    std::unordered_map<std::string, Owner> made_;  // "x.png" that a name such as "x.png/y" makes a directory
};

}  // namespace plotmill::batch
