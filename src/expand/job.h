// From a job as it is read to figures: defaults merged, matrices expanded, names made. A JobBuilder receives the
// parser's keys and figures in order and hands every FigureSpec on at once, so that a long job is never held whole. One
// thread per builder; what it hands on is immutable and may be read by any thread.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "data/store.h"
#include "expand/names.h"
#include "spec/reader.h"

namespace plotmill::expand {

// What the figures of one job file have in common.
struct JobContext {
    std::string path;
    std::string base_directory;
    spec::ValuePtr tree;             // the keys of the top level
    std::vector<std::string> files;  // the job's own, and those that it includes
    std::string root;                // JobOptions::root, or the file itself
    std::string set;                 // names and values of JobOptions::set, as text
    spec::Fields fields;             // by spec::job_table
    spec::ValuePtr defaults;         // may be null
    std::shared_ptr<const Names> vars;
    data::Catalog tables;
};

struct Siblings;

struct FigureSpec {
    std::string name;       // after templates
    Span span;              // of the name
    std::size_t index = 0;  // in the order of the job
    spec::ValuePtr tree;    // merged over the defaults
    std::shared_ptr<const JobContext> job;
    std::shared_ptr<const Names> names;
    std::shared_ptr<const data::Catalog> tables;  // the figure's own over the job's
    bool in_matrix = false;                       // `names` starts with its combination's values
    std::shared_ptr<const Siblings> siblings;  // all figures of its matrix, itself among them, where they share scales
};

// Without `siblings` of their own.
struct Siblings {
    std::vector<FigureSpec> figures;
};
inline constexpr std::size_t max_siblings = 100'000;

// The typed fields of a figure; templates are filled in with its names.
spec::Fields read_figure(const FigureSpec& figure, Diagnostics& out);

struct JobOptions {
    std::vector<Names::Entry> set;  // --set name=value
    std::vector<std::string> only;  // --only: globs over names; empty: all
    std::string root;               // the job that was asked for, where others include the file
    bool set_must_exist = false;    // names of `set` that no `vars` has are a fault of the job
};

// Equal for equal lists.
std::string set_text(const std::vector<Names::Entry>& set);

struct Combination;
class Combinations;

class JobBuilder {
public:
    struct Hooks {
        // False stops.
        std::function<bool(FigureSpec)> figure;
        // A figure that cannot be made at all: its place and why.
        std::function<bool(std::string name, Span span, std::vector<Diagnostic>)> failed;
        // The figures, tables and vars of an included job: builds it with a builder of its own. Null after a report.
        std::function<std::shared_ptr<const JobContext>(const std::string& path, Span span, Diagnostics& out)> include;
        // A column of a table, for `unique`.
        std::function<ColumnPtr(const data::Catalog& tables, const std::string& table, const std::string& column,
                                const Names& names, Span span, Diagnostics& out)>
            column;
        // Whether a directory or file may be looked at: an error's words, or "". May be empty.
        std::function<std::string(const std::string& path)> permit;
        // A name that `vars` defines, for --set. May be empty.
        std::function<void(const std::string& name)> declared;
    };

    JobBuilder(std::string path, std::string base_directory, const JobOptions& options, Hooks hooks);

    // In the parser's order: keys, then begin_figures() once, then figures. Faults of the job as a whole go to `out`.
    void top_level(const spec::Entry& entry);
    bool begin_figures(Diagnostics& out);  // false: the job cannot be drawn
    bool figure(const spec::ValuePtr& tree, std::size_t index, Diagnostics& out);
    // After the last key: a job without `figures` must include others.
    void finish(bool has_figures, Span whole, Diagnostics& out);

    const std::shared_ptr<const JobContext>& context() const { return context_; }
    std::size_t figures() const { return count_; }

private:
    struct Making;
    bool shares() const;
    spec::ValuePtr merged(const spec::ValuePtr& tree) const;
    void declare(const spec::Value* vars) const;
    FigureSpec make(const Making& making, const Combination& combination, Diagnostics& faults) const;
    std::shared_ptr<const Siblings> siblings(const Making& making, Diagnostics& faults) const;

    std::string path_, base_directory_;
    const JobOptions& options_;
    Hooks hooks_;
    std::vector<spec::Entry> entries_;
    std::shared_ptr<const JobContext> context_;
    std::size_t count_ = 0;
};

// "a: 3, b: 2", of the matrix that it comes from, long ones shortened; "" for a figure of no matrix.
std::string combination_text(const FigureSpec& figure);

// Says with a fault of a figure which combination of its matrix it belongs to.
void add_combination(const FigureSpec& figure, Diagnostic& fault);

// `over` laid over `under`: mappings merge, lists and scalars replace.
spec::ValuePtr merge(const spec::ValuePtr& under, const spec::ValuePtr& over);

}  // namespace plotmill::expand
