// What a run need not draw again, and what it made: one record for each output directory. Any thread.
//
// A figure is up to date where the record says that its files were made from what it is made from now (fingerprint.h),
// the files that it read hold what they held, and its own files are there as they were written. Whatever is not certain
// is drawn again.
//
// Workers look at their figures themselves, so that no lock is held while a digest is made, a file looked at or the
// record written, but for those of files that several figures read.
#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "record/entry.h"
#include "record/record.h"
#include "render/render.h"

namespace plotmill::record {

struct Options {
    bool force = false;                                          // nothing is up to date
    bool strict = false;                                         // nothing with warnings is
    std::function<std::string(const std::string& path)> permit;  // what may be read; may be empty
    bool read_only = false;                                      // nothing is written
    bool list_files = false;                                     // for inputs() and outputs()
};

struct KeptFile {
    render::Format format = render::Format::png;
    std::string path;
    std::uint64_t size = 0;
    Digest content;
};

// What the record knows of a figure.
struct Known {
    bool up_to_date = false;
    std::vector<KeptFile> files;  // where it is
    std::vector<Said> said;       // what was said of it when it was drawn
    std::string alt;
    std::string reason;  // why it is not, in words; where asked, why it is
    std::string output;
    std::string job;
    Fingerprint fingerprint;
};

// A figure that was drawn.
struct Made {
    std::string name;
    std::vector<render::Image> images;  // without their bytes
    std::vector<io::InputFile> inputs;
    std::vector<Said> said;
    std::vector<Quoted> quoted;
    std::string alt;
};

class Recorder {
public:
    explicit Recorder(Options options);
    ~Recorder();

    // `output`: its directory. `explain`: reasons are wanted.
    Known look(const render::ReadyFigure& figure, const std::string& output, const std::vector<render::Format>& formats,
               bool explain);
    // A figure that look() was not called for: its files are not what clean() is after.
    void want(const std::string& name, const std::string& output, const std::vector<render::Format>& formats);
    void made(const Known& known, Made figure);
    // Whatever is not written yet; "" or why the record of a directory could not be written.
    std::string finish();

    struct Cleaned {
        std::vector<std::string> removed;  // or to be removed
        std::vector<std::string> altered;  // left alone: somebody has changed them since
        std::vector<std::string> faults;   // "cannot remove 'x': why"
    };
    // Files in `directories` that earlier runs of `jobs` with the same `variables` (variables_text()) made and this one
    // has not asked for. `formats`: the run's own, where it was told: files of others are left to figures that are
    // still there. Keeps the files where `dry`.
    Cleaned clean(const std::set<std::string>& directories, const std::set<std::string>& jobs,
                  const std::string& variables, const std::vector<render::Format>& formats, bool dry);

    // Where Options::list_files: absolute paths, sorted.
    std::set<std::string> inputs() const;
    std::set<std::string> outputs() const;

private:
    struct Directory;
    struct Pending;
    class Lent;
    Directory& directory(const std::string& output);
    void flush(bool all, int patience);
    void flush(Directory& d, bool all, int patience);
    static std::string identity(const Directory& d, const std::string& job, const std::string& variables);
    const std::string& changed_input(Directory& d, const Entry& entry, const std::vector<Input>& inputs);
    std::string look_at_input(Directory& d, const Input& input);
    static std::string list_difference(const Directory& d, const Entry& entry, const FileList& list);
    std::string difference(const Directory& d, const Entry& entry, const Fingerprint& now) const;
    std::string look_at_file(Directory& d, Entry& entry);
    bool still_quoted(const render::ReadyFigure& figure, const std::vector<Quoted>& quoted);
    std::optional<Digest> text_digest(const std::string& path);

    const Options options_;
    std::atomic<std::int64_t> flushed_;

    // Always taken in this order, each without those before it where they are not needed.
    std::mutex looking_;  // for what is known of files that several figures read
    std::unordered_map<std::string, std::optional<Digest>> texts_;
    const Source* last_source_ = nullptr;
    Digest last_source_digest_;

    std::mutex writing_;  // for what is added to the records

    mutable std::mutex mutex_;  // for all below; never held for long
    std::map<std::string, std::unique_ptr<Directory>> directories_;
    std::unordered_map<std::string, Directory*> by_name_;
    std::set<std::string> inputs_, outputs_;
};

// The job's files, of which each figure depends on all, and directories that its matrix lists.
std::vector<std::string> job_files(const render::ReadyFigure& figure);

}  // namespace plotmill::record
