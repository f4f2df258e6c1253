// What the record says of one file that plotmill made, and how that stands in a frame. Plain values.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.h"
#include "io/stamp.h"
#include "record/fingerprint.h"
#include "record/frames.h"

namespace plotmill::record {

// A diagnostic as it was shown.
struct Said {
    std::uint8_t severity = 0;
    std::uint32_t line = 0, column = 0;
    std::string file, lint, message, text, colored;
};

// A text that diagnostics quote from: a job file, a style.
struct Quoted {
    std::string file;
    Digest content;
};

struct Entry {
    std::string name;  // of the figure
    render::Format format = render::Format::png;
    std::string job;  // which job made it, with which values: JobIdentity
    Digest key;
    Digest plan, inputs;  // frames of their own
    std::vector<Part> values;
    io::FileStamp stamp;
    bool settled = false;
    Digest content;
    std::string alt;  // the figure's text alternative
    std::vector<Said> said;
    std::vector<Quoted> quoted;
};

struct Input {
    std::string path;  // as seen from the record's directory
    Digest content;
};

enum class FrameKind : std::uint8_t { file = 1, plan, inputs, stamp, gone };

std::string frame_of(const Entry& e);
std::string frame_of(const Plan& plan);
std::string frame_of(const Digest& id, const std::vector<Input>& inputs);
std::string frame_of(const Input& input, const io::FileStamp& stamp);
std::string gone_frame(std::string_view name, render::Format format);

// The frame without its kind; no value where it is not what it should be.
std::optional<Entry> read_entry(ByteReader in);
std::optional<Plan> read_plan(ByteReader in);
struct InputSet {
    Digest id;
    std::vector<Input> inputs;
};
std::optional<InputSet> read_inputs(ByteReader in);
struct StampedInput {
    Input input;
    io::FileStamp stamp;
};
std::optional<StampedInput> read_stamp(ByteReader in);
// Name and format of an entry, or of one that is gone.
struct FileName {
    std::string_view name;
    render::Format format;
};
std::optional<FileName> read_name(ByteReader in);

const char* suffix(render::Format format);  // ".png"

}  // namespace plotmill::record
