// The record of one output directory, in a hidden file there: what plotmill made, from what. Loaded once, then extended
// as figures are finished; several processes may do so at the same time. A record that cannot be read is an empty one.
// One thread at a time.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "record/digest_set.h"
#include "record/entry.h"
#include "record/frames.h"

namespace plotmill::record {

inline constexpr const char* record_name = ".plotmill-record";

class Record {
public:
    explicit Record(const std::string& directory);

    const std::string& home() const { return home_; }  // absolute
    std::string path_of(std::string_view name, render::Format format) const;
    std::string path_of(const Input& input) const;

    // As it was loaded; what is added since does not show.
    std::optional<Entry> find(std::string_view name, render::Format format) const;
    std::optional<Plan> plan(const Digest& id) const;
    const std::vector<Input>* inputs(const Digest& id) const;
    // Null: the stamp of an input file was not noted.
    const StampedInput* stamp(const std::string& path) const;
    void for_each(const std::function<void(const Entry&)>& entry) const;

    // Kept back until flush().
    void add(const Entry& entry, const Plan& plan, const InputSet& inputs);
    void add(const Entry& refreshed);
    void add(const Input& input, const io::FileStamp& stamp);
    void remove(std::string_view name, render::Format format);
    void forget() { waiting_.clear(); }  // what waits
    std::size_t waiting() const { return waiting_.size(); }

    // Writes what waits; "" or why not. `patience`: milliseconds that it waits for other processes.
    std::string flush(int patience);
    // Writes the file anew, without what later frames have replaced.
    std::string tidy();
    bool wants_tidying() const;  // most of the file is such frames

private:
    struct Place {
        std::size_t begin = 0, size = 0;
    };
    struct Waiting {
        std::string frame;
        Digest plan, inputs;  // that it needs; null: none
    };
    void read_frame(std::string_view payload);
    std::string_view payload(const Place& p) const { return std::string_view(kept_).substr(p.begin, p.size); }
    std::string part(const Digest& id) const;
    std::vector<std::string> waiting_frames(std::vector<Digest>& parts) const;

    std::string home_;
    FrameFile file_;
    std::string kept_;  // payloads of entries and plans
    std::unordered_map<Digest, Place> entries_, plans_;
    std::unordered_map<Digest, std::vector<Input>> inputs_;
    std::unordered_map<std::string, StampedInput> stamps_;
    DigestSet written_;  // plans and input sets that the file has
    std::vector<Waiting> waiting_;
    std::unordered_map<Digest, std::string> parts_;  // plans and input sets that `waiting_` brings
    std::size_t frames_ = 0;                         // that the file has
    std::size_t dead_ = 0;                           // of these, replaced by later ones
};

}  // namespace plotmill::record
