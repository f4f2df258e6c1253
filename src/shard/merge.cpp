#include "shard/merge.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <set>
#include <tuple>

namespace plotmill::shard {

namespace {

using report::Figure;
using report::Manifest;

constexpr std::size_t most_named = 5;  // figures, in a message

class Merger {
public:
    explicit Merger(std::vector<Part>& parts) : parts_(parts) {}

    Merged run() {
        check_shards();
        gather_jobs();
        gather_figures();
        settle_head();
        return std::move(out_);
    }

private:
    template <class... T>
    void fault(fmt::format_string<T...> words, T&&... values) {
        out_.faults.push_back(fmt::format(words, std::forward<T>(values)...));
    }

    void check_shards() {
        std::map<std::size_t, const Part*> by_index;
        const Part* first = nullptr;
        for (const Part& p : parts_) {
            const auto& shard = p.manifest.head.shard;
            if (!shard) {
                fault("'{}' is the manifest of a whole run, not of a shard", p.name);
                continue;
            }
            if (!first) first = &p;
            if (shard->count != first->manifest.head.shard->count)
                fault("'{}' is one of {} shards, '{}' one of {}", p.name, shard->count, first->name,
                      first->manifest.head.shard->count);
            if (const auto [at, is_new] = by_index.try_emplace(shard->index, &p); !is_new)
                fault("shard {} is there twice: '{}' and '{}'", shard->index, at->second->name, p.name);
            if (p.manifest.head.version != first->manifest.head.version)
                fault("'{}' was made by plotmill {}, '{}' by {}", p.name, p.manifest.head.version, first->name,
                      first->manifest.head.version);
            if (p.manifest.tail.signal != 0) fault("'{}' is of a run that was stopped", p.name);
        }
        if (!first) return;
        const std::size_t count = first->manifest.head.shard->count;
        std::string missing;
        std::size_t gone = 0;
        for (std::size_t i = 1; i <= count; ++i) {
            if (by_index.contains(i)) continue;
            if (++gone <= most_named) missing += (missing.empty() ? "" : ", ") + std::to_string(i);
        }
        if (gone > most_named) missing += ", ...";
        if (gone > 0)
            fault("{} {} of {} {} missing", gone == 1 ? "shard" : "shards", missing, count, gone == 1 ? "is" : "are");
    }

    // Every shard has read all jobs.
    void gather_jobs() {
        for (const Part& p : parts_)
            for (const report::Job& job : p.manifest.tail.jobs) {
                const auto [at, is_new] = job_at_.try_emplace(job.path, out_.manifest.tail.jobs.size());
                if (is_new) {
                    out_.manifest.tail.jobs.push_back(job);
                    continue;
                }
                report::Job& known = out_.manifest.tail.jobs[at->second];
                if (known.figures != job.figures && known.readable && job.readable)
                    fault("'{}' counts {} figures in the job '{}', another shard {}", p.name, job.figures, job.path,
                          known.figures);
                known.figures = std::max(known.figures, job.figures);
                known.readable = known.readable && job.readable;
            }
    }

    void gather_figures() {
        std::map<std::tuple<std::string, std::size_t, std::string>, std::size_t> seen;
        std::vector<std::pair<std::size_t, Figure*>> all;
        std::size_t twice = 0;
        int workers = 0;  // of the parts before
        for (std::size_t i = 0; i < parts_.size(); workers += parts_[i++].manifest.head.workers)
            for (Figure& f : parts_[i].manifest.figures) {
                if (f.worker >= 0) f.worker += workers;
                const auto [at, is_new] = seen.try_emplace({f.job, f.index, f.name}, i);
                if (!is_new) {
                    if (++twice <= most_named)
                        fault("figure '{}' is in '{}' and in '{}'", f.name, parts_[at->second].name, parts_[i].name);
                    continue;
                }
                // Jobs that others include come after those that the run was given.
                all.emplace_back(job_at_.try_emplace(f.job, job_at_.size()).first->second, &f);
            }
        if (twice > most_named) fault("and so are {} more", twice - most_named);
        std::ranges::stable_sort(all, {}, [](const auto& a) { return std::pair(a.first, a.second->index); });
        std::size_t expected = 0;
        for (const report::Job& job : out_.manifest.tail.jobs) expected += job.figures;
        if (all.size() < expected)
            fault("{} of {} figures are in none of the manifests", expected - all.size(), expected);
        for (auto& [job, f] : all) {
            out_.manifest.totals.add(*f);
            out_.manifest.figures.push_back(std::move(*f));
        }
    }

    void settle_head() {
        Manifest& m = out_.manifest;
        for (const Part& p : parts_) {
            const auto& head = p.manifest.head;
            if (m.head.version.empty()) m.head.version = head.version;
            if (m.head.started.empty() || head.started < m.head.started) m.head.started = head.started;
            m.head.workers += head.workers;
            // As many rows as the part's figures count on, whatever it says of them.
            auto workers = p.manifest.tail.workers;
            workers.resize(static_cast<std::size_t>(head.workers));
            m.tail.workers.insert(m.tail.workers.end(), workers.begin(), workers.end());
            m.tail.seconds = std::max(m.tail.seconds, p.manifest.tail.seconds);
            m.tail.exit_code = std::max(m.tail.exit_code, p.manifest.tail.exit_code);
            if (m.tail.signal == 0) m.tail.signal = p.manifest.tail.signal;
        }
        for (const report::Job& job : m.tail.jobs) m.totals.add(job);
    }

    std::vector<Part>& parts_;
    Merged out_;
    std::map<std::string, std::size_t> job_at_;
};

}  // namespace

Merged merge(std::vector<Part> parts) { return Merger(parts).run(); }

}  // namespace plotmill::shard
