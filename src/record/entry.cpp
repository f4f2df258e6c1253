#include "record/entry.h"

namespace plotmill::record {

namespace {

Bytes begin(FrameKind kind) {
    Bytes out;
    out.number(static_cast<std::uint64_t>(kind));
    return out;
}

void put(Bytes& out, const io::FileStamp& s) {
    out.number(s.size).number(s.inode).integer(s.modified).integer(s.changed);
}

io::FileStamp get_stamp(ByteReader& in) {
    io::FileStamp s;
    s.size = in.number();
    s.inode = in.number();
    s.modified = in.integer();
    s.changed = in.integer();
    return s;
}

void put(Bytes& out, const std::vector<Part>& parts) {
    out.number(parts.size());
    for (const Part& p : parts) out.text(p.label).fixed(p.content);
}

std::vector<Part> get_parts(ByteReader& in) {
    std::vector<Part> out(in.count());
    for (Part& p : out) {
        p.label = in.text();
        p.content = in.fixed();
    }
    return out;
}

template <class T>
std::optional<T> checked(const ByteReader& in, T value) {
    if (!in.good() || !in.at_end()) return std::nullopt;
    return value;
}

constexpr std::uint64_t most_formats = 3;

}  // namespace

const char* suffix(render::Format f) {
    return f == render::Format::svg ? ".svg" : f == render::Format::pdf ? ".pdf" : ".png";
}

std::string frame_of(const Entry& e) {
    Bytes out = begin(FrameKind::file);
    out.text(e.name).number(static_cast<std::uint64_t>(e.format)).text(e.job);
    out.digest(e.key).digest(e.plan).digest(e.inputs);
    put(out, e.values);
    put(out, e.stamp);
    out.number(e.settled).digest(e.content).text(e.alt).number(e.said.size());
    for (const Said& s : e.said)
        out.number(s.severity)
            .number(s.line)
            .number(s.column)
            .text(s.file)
            .text(s.lint)
            .text(s.message)
            .text(s.text)
            .text(s.colored);
    out.number(e.quoted.size());
    for (const Quoted& q : e.quoted) out.text(q.file).digest(q.content);
    return out.view();
}

std::optional<Entry> read_entry(ByteReader in) {
    Entry e;
    e.name = in.text();
    const std::uint64_t format = in.number();
    e.format = static_cast<render::Format>(format);
    e.job = in.text();
    e.key = in.digest();
    e.plan = in.digest();
    e.inputs = in.digest();
    e.values = get_parts(in);
    e.stamp = get_stamp(in);
    e.settled = in.number() != 0;
    e.content = in.digest();
    e.alt = in.text();
    e.said.resize(in.count());
    for (Said& s : e.said) {
        s.severity = static_cast<std::uint8_t>(in.number());
        s.line = static_cast<std::uint32_t>(in.number());
        s.column = static_cast<std::uint32_t>(in.number());
        for (std::string* text : {&s.file, &s.lint, &s.message, &s.text, &s.colored}) *text = in.text();
    }
    e.quoted.resize(in.count());
    for (Quoted& q : e.quoted) {
        q.file = in.text();
        q.content = in.digest();
    }
    if (format >= most_formats) return std::nullopt;
    return checked(in, std::move(e));
}

std::string frame_of(const Plan& plan) {
    Bytes out = begin(FrameKind::plan);
    out.digest(plan.id);
    put(out, plan.parts);
    return out.view();
}

std::optional<Plan> read_plan(ByteReader in) {
    Plan p;
    p.id = in.digest();
    p.parts = get_parts(in);
    return checked(in, std::move(p));
}

std::string frame_of(const Digest& id, const std::vector<Input>& inputs) {
    Bytes out = begin(FrameKind::inputs);
    out.digest(id).number(inputs.size());
    for (const Input& i : inputs) out.text(i.path).digest(i.content);
    return out.view();
}

std::optional<InputSet> read_inputs(ByteReader in) {
    InputSet s;
    s.id = in.digest();
    s.inputs.resize(in.count());
    for (Input& i : s.inputs) {
        i.path = in.text();
        i.content = in.digest();
    }
    return checked(in, std::move(s));
}

std::string frame_of(const Input& input, const io::FileStamp& stamp) {
    Bytes out = begin(FrameKind::stamp);
    out.text(input.path).digest(input.content);
    put(out, stamp);
    return out.view();
}

std::optional<StampedInput> read_stamp(ByteReader in) {
    StampedInput s;
    s.input.path = in.text();
    s.input.content = in.digest();
    s.stamp = get_stamp(in);
    return checked(in, std::move(s));
}

std::string gone_frame(std::string_view name, render::Format format) {
    Bytes out = begin(FrameKind::gone);
    out.text(name).number(static_cast<std::uint64_t>(format));
    return out.view();
}

std::optional<FileName> read_name(ByteReader in) {
    FileName f;
    f.name = in.text();
    const std::uint64_t format = in.number();
    f.format = static_cast<render::Format>(format);
    if (!in.good() || format >= most_formats) return std::nullopt;
    return f;
}

}  // namespace plotmill::record
