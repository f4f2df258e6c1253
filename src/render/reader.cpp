#include "render/reader.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include "base/suggest.h"
#include "figure/props.h"
#include "io/files.h"
#include "yaml/parse.h"

namespace plotmill::render {

Shared::Shared(data::TableStore::Permit may_read)
    : tables({}, may_read), permit(std::move(may_read)), fonts(std::make_shared<const text::FontLibrary>()) {}

const Source& Shared::keep(Source source) {
    std::lock_guard lock(mutex_);
    return sources_.emplace_back(std::move(source));
}

namespace {

constexpr std::size_t max_include_depth = 16;
constexpr std::size_t most_names = 8;    // of variables, in a message
constexpr std::size_t max_files = 1000;  // files that include the next ones twice each grow as powers of two

class Reader {
public:
    Reader(const expand::JobOptions& options, Shared& shared, const ReaderHooks& hooks)
        : options_(options), shared_(shared), hooks_(hooks) {}

    // Null where the file is no job.
    std::shared_ptr<const expand::JobContext> read(const std::string& path, Span asked, const std::string* text,
                                                   const std::string& base, Diagnostics& out) {
        // "a.yaml" and "./a.yaml" are one file. (Through links a cycle ends at the depth below.)
        const std::string real = path == "-" ? path : std::filesystem::path(path).lexically_normal().string();
        if (std::find(open_.begin(), open_.end(), real) != open_.end()) {
            std::string chain;
            for (const std::string& p : open_) chain += p + " -> ";
            out.error(asked, "a cycle of includes: " + chain + real);
            return nullptr;
        }
        if (open_.size() >= max_include_depth) {
            out.error(asked, "includes are nested more than " + std::to_string(max_include_depth) + " deep");
            return nullptr;
        }
        if (++files_ > max_files) {
            if (files_ == max_files + 1)
                out.error(asked, "more than " + std::to_string(max_files) + " files are included");
            return nullptr;
        }
        // The job itself is the caller's to choose; what it includes is the job's.
        if (asked.source && shared_.permit)
            if (const std::string refusal = shared_.permit(path); !refusal.empty()) {
                out.error(asked, "'" + path + "' " + refusal);
                return nullptr;
            }
        std::string content;
        if (text) {
            content = *text;
        } else {
            auto bytes = path == "-"
                             ? io::read_descriptor(0, "standard input", yaml::Limits{}.bytes)
                             : io::read_file(path, yaml::Limits{}.bytes, asked.source ? shared_.permit : io::Roots());
            if (!bytes) {
                for (Diagnostic d : bytes.take_errors()) {
                    d.span = asked;
                    out.add(std::move(d));
                }
                return nullptr;
            }
            content = std::move(*bytes);
        }
        const Source& source = shared_.keep({path == "-" ? "<stdin>" : path, std::move(content)});
        open_.push_back(real);
        auto context = parse(source,
                             !base.empty() ? base
                             : path == "-" ? std::string()
                                           : io::parent_directory(path),
                             out);
        open_.pop_back();
        return context;
    }

    bool stopped() const { return stopped_; }

    std::vector<std::string> unknown_set() const {
        std::vector<std::string> out;
        for (const auto& [name, value] : options_.set)
            if (!declared_.contains(name)) out.push_back(name);
        return out;
    }

private:
    struct JobSink final : yaml::Sink {
        Reader& reader;
        expand::JobBuilder& builder;
        Diagnostics& out;
        std::shared_ptr<const Job>& job;
        bool figures = false, bad = false;

        const Source& source;

        JobSink(Reader& r, expand::JobBuilder& b, Diagnostics& o, std::shared_ptr<const Job>& j, const Source& s)
            : reader(r), builder(b), out(o), job(j), source(s) {}

        bool on_top_level(const spec::Entry& entry) override {
            builder.top_level(entry);
            return true;
        }
        bool on_figures(Span) override {
            figures = true;
            if (!builder.begin_figures(out)) {
                bad = true;
                return true;  // the rest is still read, so that all of its faults are reported
            }
            if (reader.refuse_set(source, out)) {
                bad = true;
                return true;
            }
            job = make_job(builder.context(), reader.shared_.fonts, reader.shared_.permit, out);
            bad = job == nullptr;
            return true;
        }
        bool on_figure(const spec::ValuePtr& figure, std::size_t index) override {
            if (bad) return true;
            if (!builder.figure(figure, index, out)) reader.stopped_ = true;
            return !reader.stopped_;
        }
    };

    // A variable that is not set up to here, and whose name the rest of the job does not hold either.
    bool refuse_set(const Source& source, Diagnostics& out) {
        if (open_.size() != 1 || !options_.set_must_exist) return false;
        bool refused = false;
        for (const std::string& name : unknown_set())
            if (source.text.find(name) == std::string::npos) {
                refuse(name, source, out);
                refused = true;
            }
        return refused;
    }

    void refuse(const std::string& name, const Source& source, Diagnostics& out) {
        std::vector<std::string_view> names(declared_.begin(), declared_.end());
        std::string hint = did_you_mean(name, names);
        if (hint.empty() && names.empty()) hint = ": it has no 'vars'";
        if (hint.empty() && names.size() <= most_names) {
            hint = ": it has ";
            for (std::size_t i = 0; i < names.size(); ++i) hint += (i ? ", '" : "'") + std::string(names[i]) + "'";
        }
        Span whole;
        whole.source = &source;
        out.error(whole, "the job has no variable '" + name + "' that could be set" + hint);
    }

    std::shared_ptr<const expand::JobContext> parse(const Source& source, const std::string& base, Diagnostics& out) {
        std::shared_ptr<const Job> job;
        expand::JobBuilder::Hooks hooks;
        std::shared_ptr<MatrixScales> scales;
        hooks.figure = [&](expand::FigureSpec spec) {
            if (!spec.siblings)
                scales = nullptr;
            else if (!scales || scales->figures() != spec.siblings.get())
                scales = std::make_shared<MatrixScales>(spec.siblings, job);
            return hooks_.figure({std::move(spec), job, scales});
        };
        if (shared_.permit) hooks.permit = shared_.permit;
        hooks.declared = [&](const std::string& name) { declared_.insert(name); };
        hooks.failed = hooks_.failed;
        hooks.include = [&](const std::string& path, Span span,
                            Diagnostics& d) -> std::shared_ptr<const expand::JobContext> {
            return read(path, span, nullptr, "", d);
        };
        hooks.column = [&](const data::Catalog& tables, const std::string& table, const std::string& column,
                           const expand::Names& names, Span span, Diagnostics& d) -> ColumnPtr {
            const auto t = shared_.tables.load(table, tables, names, span).or_report(d).value_or(nullptr);
            if (!t) return nullptr;
            ColumnPtr c = t->find(column);
            if (!c) d.error(span, t->no_column(column));
            return c;
        };
        expand::JobBuilder builder(source.name, base, options_, std::move(hooks));
        JobSink sink(*this, builder, out, job, source);
        const std::size_t faults = out.error_count();
        auto status = yaml::stream(source, sink);
        if (!status)
            for (Diagnostic d : status.take_errors()) out.add(std::move(d));
        if (out.error_count() > faults) return nullptr;
        if (!stopped_) {
            Span whole;
            whole.source = &source;
            if (!sink.figures && !builder.context()) {
                builder.begin_figures(out);
                if (out.error_count() == faults) make_job(builder.context(), shared_.fonts, shared_.permit, out);
            }
            builder.finish(sink.figures, whole, out);
            if (open_.size() == 1 && options_.set_must_exist && out.error_count() == faults)
                for (const std::string& name : unknown_set()) refuse(name, source, out);
        }
        if (out.error_count() > faults) return nullptr;
        return builder.context();
    }

    const expand::JobOptions& options_;
    Shared& shared_;
    const ReaderHooks& hooks_;
    std::vector<std::string> open_;
    std::size_t files_ = 0;
    std::set<std::string, std::less<>> declared_;  // names of variables
    bool stopped_ = false;
};

}  // namespace

ReadResult read_job(const std::string& path, const expand::JobOptions& options, Shared& shared,
                    const ReaderHooks& hooks, const std::string* text, const std::string& base_directory) {
    ReadResult result;
    Diagnostics out;
    Reader reader(options, shared, hooks);
    const auto context = reader.read(path, {}, text, base_directory, out);
    result.readable = context != nullptr;
    result.unknown_set = reader.unknown_set();
    if (context)
        if (const auto* v = figure::given(context->fields, "output")) {
            result.output = v->text();
            result.output_given = true;
        }
    result.diagnostics = out.take();
    return result;
}

}  // namespace plotmill::render
