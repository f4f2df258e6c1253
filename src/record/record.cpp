#include "record/record.h"

#include <filesystem>
#include <unordered_set>

#include "io/files.h"

namespace plotmill::record {

namespace {

constexpr std::size_t most_dead = 1000;  // frames, before the file is written anew

Digest name_digest(std::string_view name, render::Format format) {
    return DigestText().add(name).add(suffix(format)).take();
}

}  // namespace

Record::Record(const std::string& directory)
    : home_(absolute_path(directory)), file_(io::join_path(home_, record_name)) {
    file_.read([this](std::string_view p) { read_frame(p); });
}

std::string Record::path_of(std::string_view name, render::Format format) const {
    return io::join_path(home_, std::string(name) + suffix(format));
}

std::string Record::path_of(const Input& input) const {
    return std::filesystem::path(io::join_path(home_, input.path)).lexically_normal().string();
}

void Record::read_frame(std::string_view payload) {
    ++frames_;
    ByteReader in(payload);
    const auto kind = static_cast<FrameKind>(in.number());
    const auto keep = [&](std::unordered_map<Digest, Place>& map, const Digest& id) {
        const auto [at, is_new] = map.try_emplace(id);
        if (!is_new) ++dead_;
        at->second = {kept_.size(), payload.size()};
        kept_.append(payload);
    };
    switch (kind) {
        case FrameKind::file:
            if (const auto f = read_name(in)) keep(entries_, name_digest(f->name, f->format));
            return;
        case FrameKind::plan: {
            const Digest id = in.digest();
            keep(plans_, id);
            written_.insert(id);
            return;
        }
        case FrameKind::inputs:
            if (auto set = read_inputs(in)) {
                written_.insert(set->id);
                inputs_[set->id] = std::move(set->inputs);
            }
            return;
        case FrameKind::stamp:
            if (auto s = read_stamp(in)) stamps_[s->input.path] = std::move(*s);
            return;
        case FrameKind::gone:
            if (const auto f = read_name(in)) dead_ += 1 + entries_.erase(name_digest(f->name, f->format));
            return;
    }
}

std::optional<Entry> Record::find(std::string_view name, render::Format format) const {
    const auto at = entries_.find(name_digest(name, format));
    if (at == entries_.end()) return std::nullopt;
    ByteReader in(payload(at->second));
    in.number();
    return read_entry(in);
}

std::optional<Plan> Record::plan(const Digest& id) const {
    const auto at = plans_.find(id);
    if (at == plans_.end()) return std::nullopt;
    ByteReader in(payload(at->second));
    in.number();
    return read_plan(in);
}

const std::vector<Input>* Record::inputs(const Digest& id) const {
    const auto at = inputs_.find(id);
    return at == inputs_.end() ? nullptr : &at->second;
}

const StampedInput* Record::stamp(const std::string& path) const {
    const auto at = stamps_.find(path);
    return at == stamps_.end() ? nullptr : &at->second;
}

void Record::for_each(const std::function<void(const Entry&)>& entry) const {
    for (const auto& [id, place] : entries_) {
        ByteReader in(payload(place));
        in.number();
        if (const auto e = read_entry(in)) entry(*e);
    }
}

void Record::add(const Entry& entry, const Plan& plan, const InputSet& inputs) {
    // Kept although the file may have them: it may be a new one by the time that they are written.
    if (!parts_.contains(plan.id)) parts_.emplace(plan.id, frame_of(plan));
    if (!parts_.contains(inputs.id)) parts_.emplace(inputs.id, frame_of(inputs.id, inputs.inputs));
    add(entry);
}

void Record::add(const Entry& refreshed) {
    if (entries_.contains(name_digest(refreshed.name, refreshed.format))) ++dead_;
    waiting_.push_back({frame_of(refreshed), refreshed.plan, refreshed.inputs});
}

void Record::add(const Input& input, const io::FileStamp& stamp) {
    const StampedInput* old = this->stamp(input.path);
    if (old && old->stamp == stamp && old->input.content == input.content) return;
    stamps_[input.path] = {input, stamp};
    waiting_.push_back({frame_of(input, stamp), {}, {}});
}

void Record::remove(std::string_view name, render::Format format) {
    waiting_.push_back({gone_frame(name, format), {}, {}});
}

std::string Record::part(const Digest& id) const {
    if (const auto at = parts_.find(id); at != parts_.end()) return at->second;
    if (const auto at = plans_.find(id); at != plans_.end()) return std::string(payload(at->second));
    if (const auto at = inputs_.find(id); at != inputs_.end()) return frame_of(id, at->second);
    return {};
}

// What waits, each behind the parts that it needs and the file has not.
std::vector<std::string> Record::waiting_frames(std::vector<Digest>& parts) const {
    std::vector<std::string> out;
    DigestSet now;
    for (const Waiting& w : waiting_) {
        for (const Digest& id : {w.plan, w.inputs}) {
            if (id == Digest{} || written_.contains(id) || !now.insert(id)) continue;
            std::string frame = part(id);
            if (frame.empty()) continue;
            out.push_back(std::move(frame));
            parts.push_back(id);
        }
        out.push_back(w.frame);
    }
    return out;
}

std::string Record::flush(int patience) {
    std::string why;
    for (int attempt = 0; attempt < 4 && !waiting_.empty(); ++attempt) {
        std::vector<Digest> parts;
        const std::vector<std::string> frames = waiting_frames(parts);
        std::vector<Digest> there;
        why = file_.append(frames, patience, [&](std::string_view payload) {
            ByteReader in(payload);
            const auto kind = static_cast<FrameKind>(in.number());
            if (kind == FrameKind::plan || kind == FrameKind::inputs) there.push_back(in.digest());
        });
        if (why == FrameFile::renewed) written_.clear();
        for (const Digest& id : there) written_.insert(id);
        if (why.empty()) {
            for (const Digest& id : parts) written_.insert(id);
            frames_ += frames.size();
            waiting_.clear();
            parts_.clear();
        } else if (why == FrameFile::broken) {
            why = tidy();
            if (!why.empty()) return why;
        } else if (why != FrameFile::renewed) {
            return why;
        }
    }
    return waiting_.empty() ? std::string() : why;
}

namespace {

// Whatever of a file's frames still holds, in order.
struct Survivors {
    std::vector<std::string> order;
    std::unordered_map<Digest, std::string> files;
    std::unordered_map<Digest, std::string> parts;
    std::unordered_map<std::string, std::string> stamps;
    std::unordered_map<Digest, std::pair<Digest, Digest>> needs;

    void read(std::string_view payload) {
        ByteReader in(payload);
        const auto kind = static_cast<FrameKind>(in.number());
        switch (kind) {
            case FrameKind::file:
                if (const auto e = read_entry(in)) {
                    const Digest id = name_digest(e->name, e->format);
                    files[id] = payload;
                    needs[id] = {e->plan, e->inputs};
                }
                return;
            case FrameKind::plan:
            case FrameKind::inputs: {
                const Digest id = in.digest();
                parts[id] = payload;
                return;
            }
            case FrameKind::stamp:
                if (const auto s = read_stamp(in)) stamps[s->input.path] = payload;
                return;
            case FrameKind::gone:
                if (const auto f = read_name(in)) {
                    files.erase(name_digest(f->name, f->format));
                    needs.erase(name_digest(f->name, f->format));
                }
                return;
        }
    }

    std::vector<std::string> frames(DigestSet& written) const {
        std::vector<std::string> out;
        std::unordered_set<std::string> paths;
        written.clear();
        const auto part = [&](const Digest& id) {
            const auto at = parts.find(id);
            if (at == parts.end() || !written.insert(id)) return;
            out.push_back(at->second);
            ByteReader in(at->second);
            if (static_cast<FrameKind>(in.number()) != FrameKind::inputs) return;
            if (const auto set = read_inputs(in))
                for (const Input& i : set->inputs)
                    if (const auto s = stamps.find(i.path); s != stamps.end() && paths.insert(i.path).second)
                        out.push_back(s->second);
        };
        for (const auto& [id, ids] : needs) {
            part(ids.first);
            part(ids.second);
            out.push_back(files.at(id));
        }
        return out;
    }
};

}  // namespace

std::string Record::tidy() {
    FrameFile fresh(file_.path());
    Survivors survivors;
    DigestSet written;
    const std::string why = fresh.replace(
        1000, [&](std::string_view p) { survivors.read(p); }, [&] { return survivors.frames(written); });
    if (why.empty()) {
        written_ = std::move(written);
        dead_ = 0;
    }
    return why;
}

bool Record::wants_tidying() const { return dead_ > most_dead && dead_ > frames_ / 2; }

}  // namespace plotmill::record
