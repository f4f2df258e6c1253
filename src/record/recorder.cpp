#include "record/recorder.h"

#include <algorithm>
#include <filesystem>

#include "io/files.h"

namespace plotmill::record {

namespace {

constexpr std::int64_t millisecond = 1'000'000;
constexpr std::int64_t flush_every = 100 * millisecond;
constexpr std::size_t most_pending = 256;
constexpr std::uint64_t worth_writing = 8 << 20;  // bytes that a note of a file's stamp saves the next run
constexpr int patience = 2000;                    // milliseconds that the end waits for other processes

std::string in_quotes(std::string_view s) { return "'" + std::string(s) + "'"; }

}  // namespace

struct Recorder::Pending {
    Entry entry;
    std::shared_ptr<const Plan> plan;
    InputSet inputs;
    std::vector<StampedInput> stamps;
};

struct Recorder::Directory {
    explicit Directory(const std::string& path) : record(path), given(path) {}

    Record record;            // what was loaded is read without a lock; additions are under `writing_`
    const std::string given;  // as it was named

    // Worked out once for all workers.
    std::mutex siblings_mutex;
    std::shared_ptr<const expand::Siblings> siblings;
    Digest siblings_digest;

    // Under `looking_`.
    std::unordered_map<std::string, std::optional<Digest>> contents;  // of input files, as they are
    std::unordered_map<Digest, std::string> sets;                     // of input sets: what changed, or ""

    // Under `mutex_`.
    std::vector<std::unique_ptr<Fingerprints>> fingerprints;  // that nobody is using
    std::vector<std::uint64_t> wanted, names;                 // files and figures that this run has asked for
    std::vector<Pending> pending;
    std::shared_ptr<const expand::JobContext> last_job;
    std::string last_identity;
    std::string fault;  // why the record could not be written

    static std::uint64_t id(std::string_view name, const char* suffix) { return digest64(std::string(name) + suffix); }
};

// One thread's Fingerprints for a while.
class Recorder::Lent {
public:
    Lent(std::mutex& mutex, Directory& d) : mutex_(mutex), directory_(d) {
        {
            const std::lock_guard lock(mutex_);
            if (!d.fingerprints.empty()) {
                own_ = std::move(d.fingerprints.back());
                d.fingerprints.pop_back();
            }
        }
        const auto siblings = [&d](const std::shared_ptr<const expand::Siblings>& asked,
                                   const std::function<Digest()>& work_out) {
            const std::lock_guard lock(d.siblings_mutex);
            if (d.siblings != asked) d.siblings_digest = work_out();
            d.siblings = asked;
            return d.siblings_digest;
        };
        if (!own_) own_ = std::make_unique<Fingerprints>(d.record.home(), siblings);
    }
    ~Lent() {
        const std::lock_guard lock(mutex_);
        try {
            directory_.fingerprints.push_back(std::move(own_));
        } catch (...) {  // another one is made when it is needed
        }
    }
    Lent(const Lent&) = delete;
    Lent& operator=(const Lent&) = delete;
    Fingerprints& operator*() const { return *own_; }

private:
    std::mutex& mutex_;
    Directory& directory_;
    std::unique_ptr<Fingerprints> own_;
};

Recorder::Recorder(Options options) : options_(std::move(options)), flushed_(io::now()) {}
Recorder::~Recorder() = default;

// Under `mutex_`.
Recorder::Directory& Recorder::directory(const std::string& output) {
    Directory*& known = by_name_[output];
    if (known) return *known;
    std::unique_ptr<Directory>& at = directories_[io::real_path(output)];  // "out" and "./out" are one
    if (!at) at = std::make_unique<Directory>(output);
    return *(known = at.get());
}

std::string Recorder::identity(const Directory& d, const std::string& job, const std::string& variables) {
    return seen_from(d.record.home(), job) + variables;
}

std::vector<std::string> job_files(const render::ReadyFigure& figure) {
    std::vector<std::string> out;
    // Directories that a matrix lists, as far as they are named plainly: a file that comes or goes is a figure more or
    // less. Not the job's own, where builds leave files all the time.
    const spec::Value& tree = *figure.spec.tree;
    const spec::Entry* matrix = tree.kind == spec::Value::Kind::map ? tree.find("matrix") : nullptr;
    if (matrix && matrix->value->kind == spec::Value::Kind::map)
        for (const spec::Entry& e : matrix->value->entries) {
            const spec::Entry* glob = e.value->kind == spec::Value::Kind::map ? e.value->find("glob") : nullptr;
            if (!glob || glob->value->kind != spec::Value::Kind::string) continue;
            const std::string directory = io::parent_directory(glob->value->text);
            if (directory == "." || directory.find_first_of("*?[$") != std::string::npos) continue;
            out.push_back(io::join_path(figure.spec.job->base_directory, directory));
        }
    for (const std::string& f : figure.spec.job->files)
        if (f != "<stdin>" && f != "-") out.push_back(f);
    for (const io::InputFile& f : figure.job->files) out.push_back(f.path);
    return out;
}

std::optional<Digest> Recorder::text_digest(const std::string& path) {
    const auto [at, is_new] = texts_.try_emplace(path);
    if (is_new) at->second = io::content_of(path);
    return at->second;
}

// Whether the lines that warnings quote are where they were.
bool Recorder::still_quoted(const render::ReadyFigure& figure, const std::vector<Quoted>& quotes) {
    const std::lock_guard lock(looking_);
    for (const Quoted& q : quotes) {
        const Source* own = figure.spec.span.source;
        std::optional<Digest> now;
        if (own && own->name == q.file) {
            if (last_source_ != own) last_source_digest_ = digest(own->text);
            last_source_ = own;
            now = last_source_digest_;
        } else {
            now = text_digest(q.file);
        }
        if (now != q.content) return false;
    }
    return true;
}

// What of the files that a figure read is another one now; "" where nothing is. Whoever asks first looks, for all who
// read the same ones.
const std::string& Recorder::changed_input(Directory& d, const Entry& entry, const std::vector<Input>& inputs) {
    const std::lock_guard lock(looking_);
    const auto [at, is_new] = d.sets.try_emplace(entry.inputs);
    if (is_new)
        for (const Input& input : inputs)
            if (at->second = look_at_input(d, input); !at->second.empty()) break;
    return at->second;
}

std::string Recorder::look_at_input(Directory& d, const Input& input) {
    const std::string path = d.record.path_of(input);
    const auto [at, is_new] = d.contents.try_emplace(input.path);
    if (is_new) {
        auto stamp = io::stamp_of(path);
        if (stamp && stamp->size == 0 && path.ends_with(io::database_log)) stamp.reset();  // as good as none
        const std::lock_guard lock(writing_);
        const StampedInput* noted = d.record.stamp(input.path);
        if (stamp && noted && noted->stamp == *stamp) {
            at->second = noted->input.content;
        } else {
            at->second = stamp ? io::content_of(path) : std::nullopt;
            if (at->second && io::is_settled(*stamp, io::now()) && stamp->size > 0 &&
                (noted || stamp->size >= worth_writing))
                d.record.add({input.path, *at->second}, *stamp);
        }
    }
    if (!at->second) {
        if (input.content == Digest{}) return {};  // it was not there either
        return "the file " + in_quotes(path) + " cannot be read any more";
    }
    if (*at->second != input.content) return "the content of " + in_quotes(path) + " has changed";
    if (options_.permit && !options_.permit(path).empty()) return in_quotes(path) + " may not be read any more";
    return {};
}

// " ('new.json' is new, 'old.json' is gone)": by what was read for the file.
std::string Recorder::list_difference(const Directory& d, const Entry& entry, const FileList& list) {
    const std::vector<Input>* inputs = d.record.inputs(entry.inputs);
    if (!inputs) return {};
    std::set<std::string> read;
    for (const Input& i : *inputs) read.insert(d.record.path_of(i));
    std::vector<std::string> changes;
    for (const std::string& file : list.files)
        if (!read.contains(absolute_path(file))) changes.push_back(in_quotes(file) + " is new");
    for (const std::string& file : read)
        if (!io::stamp_of(file)) changes.push_back(in_quotes(file) + " is gone");
    constexpr std::size_t most = 3;
    std::string out;
    for (std::size_t i = 0; i < changes.size() && i < most; ++i) out += (i ? ", " : "") + changes[i];
    if (changes.size() > most) out += " and " + std::to_string(changes.size() - most) + " more";
    return out.empty() ? out : " (" + out + ")";
}

// What differs between what a file was made from and what it would be made from now.
std::string Recorder::difference(const Directory& d, const Entry& entry, const Fingerprint& now) const {
    std::map<std::string, std::uint32_t> before, after;
    const auto plan = d.record.plan(entry.plan);
    if (plan)
        for (const Part& p : plan->parts) before[p.label] = p.content;
    for (const Part& p : entry.values) before[p.label] = p.content;
    for (const Part& p : now.plan->parts) after[p.label] = p.content;
    for (const Part& p : now.values) after[p.label] = p.content;
    std::vector<std::string> changed;
    const auto details = [&](const std::string& label) {
        for (const auto& list : now.lists)
            if (list->label == label) return list_difference(d, entry, *list);
        return std::string();
    };
    for (const auto& [label, content] : after) {
        const auto old = before.find(label);
        if (old == before.end())
            changed.push_back(label + " is new");
        else if (old->second != content)
            changed.push_back(label + " has changed" + details(label));
    }
    for (const auto& [label, content] : before)
        if (!after.contains(label)) changed.push_back(label + " is gone");
    if (!plan || changed.empty()) return "what it is made from has changed";
    constexpr std::size_t most = 5;
    std::string out;
    for (std::size_t i = 0; i < changed.size() && i < most; ++i) out += (i ? ", " : "") + changed[i];
    if (changed.size() > most) out += " and " + std::to_string(changed.size() - most) + " more";
    return out;
}

// "" where the file is as it was written. Its stamp may be new then (it was copied, restored from a cache).
std::string Recorder::look_at_file(Directory& d, Entry& entry) {
    const std::string path = d.record.path_of(entry.name, entry.format);
    const auto stamp = io::stamp_of(path);
    const std::string shown = in_quotes(entry.name + suffix(entry.format));
    if (!stamp) return "its file " + shown + " is missing";
    const std::string altered = "its file " + shown + " has been altered";
    if (stamp->size != entry.stamp.size) return altered;
    if (*stamp == entry.stamp && entry.settled) return {};
    if (io::content_of(path) != entry.content) return altered;
    if (*stamp != entry.stamp) {
        entry.stamp = *stamp;
        entry.settled = io::is_settled(*stamp, io::now());
        const std::lock_guard lock(writing_);
        d.record.add(entry);
    }
    return {};
}

void Recorder::want(const std::string& name, const std::string& output, const std::vector<render::Format>& formats) {
    const std::lock_guard lock(mutex_);
    Directory& d = directory(output);
    d.names.push_back(Directory::id(name, ""));
    for (const render::Format f : formats) {
        d.wanted.push_back(Directory::id(name, suffix(f)));
        if (options_.list_files) outputs_.insert(d.record.path_of(name, f));
    }
}

Known Recorder::look(const render::ReadyFigure& figure, const std::string& output,
                     const std::vector<render::Format>& formats, bool explain) {
    const std::string& name = figure.spec.name;
    want(name, output, formats);
    Known known;
    known.output = output;
    Directory* at = nullptr;
    {
        const std::lock_guard lock(mutex_);
        at = &directory(output);
        if (at->last_job != figure.spec.job) {
            at->last_job = figure.spec.job;
            at->last_identity = identity(*at, figure.spec.job->root, figure.spec.job->set);
        }
        known.job = at->last_identity;
        if (options_.list_files)
            for (const std::string& f : job_files(figure)) inputs_.insert(absolute_path(f));
    }
    Directory& d = *at;
    known.fingerprint = (*Lent(mutex_, d)).of(figure);

    const auto stale = [&](std::string why) {
        known.reason = std::move(why);
        known.files.clear();
        known.said.clear();
        return known;
    };
    if (options_.force) return stale("--force draws everything");
    if (!known.fingerprint.passing.empty()) return stale(known.fingerprint.passing);
    std::vector<const std::vector<Input>*> read;
    for (const render::Format f : formats) {
        auto entry = d.record.find(name, f);
        if (!entry) return stale("plotmill has no record of its file " + in_quotes(name + suffix(f)));
        if (entry->key != known.fingerprint.key)
            return stale(explain ? difference(d, *entry, known.fingerprint) : "what it is made from has changed");
        if (options_.strict && !entry->said.empty()) return stale("it has warnings, and --strict makes them errors");
        const auto* inputs = d.record.inputs(entry->inputs);
        if (!inputs) return stale("the record is not complete");
        if (const std::string& why = changed_input(d, *entry, *inputs); !why.empty()) return stale(why);
        if (!entry->quoted.empty() && !still_quoted(figure, entry->quoted))
            return stale("its warnings quote a file that has changed");
        if (std::string why = look_at_file(d, *entry); !why.empty()) return stale(std::move(why));
        if (known.files.empty()) {
            known.said = std::move(entry->said);
            known.alt = std::move(entry->alt);
        }
        known.files.push_back({f, io::join_path(output, name + suffix(f)), entry->stamp.size, entry->content});
        read.push_back(inputs);
    }
    if (options_.list_files) {
        const std::lock_guard lock(mutex_);
        for (const auto* inputs : read)
            for (const Input& i : *inputs)
                if (i.content != Digest{}) inputs_.insert(d.record.path_of(i));
    }
    known.up_to_date = true;
    if (explain) known.reason = "nothing that it is made from has changed";
    return known;
}

void Recorder::made(const Known& known, Made figure) {
    if (!known.fingerprint.plan) return;
    Directory* at = nullptr;
    {
        const std::lock_guard lock(mutex_);
        at = &directory(known.output);
        if (options_.list_files)
            for (const io::InputFile& f : figure.inputs)
                if (f.content != Digest{}) inputs_.insert(absolute_path(f.path));
    }
    Directory& d = *at;
    const bool certain = known.fingerprint.passing.empty() &&
                         std::ranges::all_of(figure.inputs, [](const io::InputFile& f) { return f.known; });

    InputSet set;
    std::vector<StampedInput> stamps;
    DigestText text;
    for (const io::InputFile& f : figure.inputs) {
        set.inputs.push_back({seen_from(d.record.home(), f.path), f.content});
        text.add(set.inputs.back().path).add(f.content);
        if (f.stamp && f.settled) stamps.push_back({set.inputs.back(), *f.stamp});
    }
    set.id = text.take();
    std::vector<Pending> made;
    for (const render::Image& image : figure.images) {
        if (!image.stamp) continue;
        Entry e;
        e.name = figure.name;
        e.format = image.format;
        e.job = known.job;
        // A key that no figure has: the file is known to be plotmill's, and drawn again the next time.
        e.key = certain ? known.fingerprint.key : Digest{};
        e.plan = known.fingerprint.plan->id;
        e.inputs = set.id;
        e.values = known.fingerprint.values;
        e.stamp = *image.stamp;
        e.content = image.content;
        e.alt = figure.alt;
        e.said = figure.said;
        e.quoted = figure.quoted;
        made.push_back({std::move(e), known.fingerprint.plan, set, std::move(stamps)});
        stamps.clear();
    }
    std::size_t pending = 0;
    {
        const std::lock_guard lock(mutex_);
        std::ranges::move(made, std::back_inserter(d.pending));
        pending = d.pending.size();
    }
    if (pending < most_pending && io::now() - flushed_ <= flush_every) return;
    // Whoever finds somebody at it goes on with the next figure.
    if (const std::unique_lock lock(writing_, std::try_to_lock); lock) flush(false, 0);
}

// Under `writing_`, as the next.
void Recorder::flush(bool all, int wait) {
    std::vector<Directory*> directories;
    {
        const std::lock_guard lock(mutex_);
        for (auto& [path, d] : directories_) directories.push_back(d.get());
    }
    for (Directory* d : directories) flush(*d, all, wait);
    flushed_ = io::now();
}

// Files that were written just now wait a moment where they may: their stamps say more then.
void Recorder::flush(Directory& d, bool all, int wait) {
    std::vector<Pending> now, later;
    {
        const std::lock_guard lock(mutex_);
        now.swap(d.pending);
    }
    const bool many = now.size() >= 2 * most_pending;
    for (Pending& p : now) {
        for (const StampedInput& s : p.stamps) d.record.add(s.input, s.stamp);
        p.stamps.clear();
        const auto stamp = io::stamp_of(d.record.path_of(p.entry.name, p.entry.format));
        const io::FileStamp& written = p.entry.stamp;
        // Somebody else has put another file in its place.
        if (!stamp || stamp->size != written.size || stamp->inode != written.inode ||
            stamp->modified != written.modified)
            continue;
        const bool settled = io::is_settled(*stamp, io::now());
        if (!settled && !all && !many) {
            later.push_back(std::move(p));
            continue;
        }
        p.entry.stamp = *stamp;
        p.entry.settled = settled;
        d.record.add(p.entry, *p.plan, p.inputs);
    }
    std::string fault = d.record.flush(wait);
    const std::lock_guard lock(mutex_);
    d.fault = std::move(fault);
    std::ranges::move(later, std::back_inserter(d.pending));
}

std::string Recorder::finish() {
    if (options_.read_only) return {};
    const std::lock_guard writing(writing_);
    flush(true, patience);
    const std::lock_guard lock(mutex_);
    std::string out;
    for (auto& [path, d] : directories_) {
        if (d->fault.empty() && d->record.wants_tidying()) d->fault = d->record.tidy();
        if (!d->fault.empty() && out.empty())
            out = "cannot write " + in_quotes(io::join_path(d->given, record_name)) + ": " + d->fault +
                  " (the next run draws again what this one has drawn)";
    }
    return out;
}

std::set<std::string> Recorder::inputs() const {
    const std::lock_guard lock(mutex_);
    return inputs_;
}

std::set<std::string> Recorder::outputs() const {
    const std::lock_guard lock(mutex_);
    return outputs_;
}

Recorder::Cleaned Recorder::clean(const std::set<std::string>& directories, const std::set<std::string>& jobs,
                                  const std::string& variables, const std::vector<render::Format>& formats, bool dry) {
    const std::lock_guard writing(writing_);
    const std::lock_guard lock(mutex_);
    Cleaned out;
    for (const std::string& path : directories) {
        Directory& d = directory(path);
        std::ranges::sort(d.wanted);
        std::ranges::sort(d.names);
        std::set<std::string> ours;
        for (const std::string& job : jobs) ours.insert(identity(d, job, variables));
        std::vector<Entry> old;
        const std::string home = io::real_path(d.record.home()) + "/";
        d.record.for_each([&](const Entry& e) {
            // Whoever wrote the record, nothing outside of the directory is removed.
            if (!io::output_name_fault(e.name).empty() ||
                !(io::real_path(io::parent_directory(d.record.path_of(e.name, e.format))) + "/").starts_with(home))
                return;
            if (!ours.contains(e.job) || std::ranges::binary_search(d.wanted, Directory::id(e.name, suffix(e.format))))
                return;
            if (!formats.empty() && std::ranges::binary_search(d.names, Directory::id(e.name, ""))) return;
            old.push_back(e);
        });
        std::ranges::sort(old, {}, [](const Entry& e) { return std::pair(e.name, e.format); });
        for (const Entry& e : old) {
            const std::string file = d.record.path_of(e.name, e.format);
            const std::string shown = io::join_path(path, e.name + suffix(e.format));
            if (io::file_kind(file) == io::FileKind::none) {
                if (!dry) d.record.remove(e.name, e.format);
                continue;
            }
            const auto stamp = io::stamp_of(file);
            const bool same = stamp && stamp->size == e.stamp.size &&
                              ((*stamp == e.stamp && e.settled) || io::content_of(file) == e.content);
            if (!same) {
                out.altered.push_back(shown);
                continue;
            }
            if (!dry) {
                if (const Status gone = io::remove_file(file); !gone.ok()) {
                    out.faults.push_back(gone.errors().front().message);
                    continue;
                }
                d.record.remove(e.name, e.format);
                // Directories that nothing is left in, up to the output directory.
                for (std::string up = io::parent_directory(file); up.size() > d.record.home().size();
                     up = io::parent_directory(up))
                    if (!io::remove_empty_directory(up)) break;
            }
            out.removed.push_back(shown);
        }
        if (!dry)
            if (const std::string why = d.record.flush(patience); !why.empty()) d.fault = why;
    }
    return out;
}

}  // namespace plotmill::record
