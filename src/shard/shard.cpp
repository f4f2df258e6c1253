#include "shard/shard.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <fmt/format.h>
#include <queue>

#include "base/digest.h"

namespace plotmill::shard {

namespace {

std::optional<std::size_t> whole(std::string_view text) {
    std::size_t n = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return n;
}

Diagnostic mistake(std::string message) { return error_at({}, std::move(message)); }

Result<Shard> checked(std::size_t index, std::size_t count, const std::string& where) {
    if (count < 1 || count > most_shards || index < 1 || index > count)
        return mistake(fmt::format("{}: there is no shard {} of {}", where, index, count));
    return Shard{index, count};
}

// Reads variables, and words the first fault.
class Variables {
public:
    explicit Variables(const Lookup& lookup) : lookup_(lookup) {}
    bool has(const char* name) const { return lookup_(name).has_value(); }
    std::size_t number(const char* name, std::optional<std::size_t> otherwise = std::nullopt) {
        const auto text = lookup_(name);
        if (!text && otherwise) return *otherwise;
        const auto n = text ? whole(*text) : std::nullopt;
        if (!n && fault_.empty())
            fault_ =
                text ? fmt::format("{} is '{}', not a whole number", name, *text) : fmt::format("{} is not set", name);
        return n.value_or(0);
    }
    const std::string& fault() const { return fault_; }

private:
    const Lookup& lookup_;
    std::string fault_;
};

Result<Shard> from_slurm(Variables& v) {
    const std::size_t id = v.number("SLURM_ARRAY_TASK_ID"), count = v.number("SLURM_ARRAY_TASK_COUNT");
    const std::size_t low = v.number("SLURM_ARRAY_TASK_MIN", 0), step = v.number("SLURM_ARRAY_TASK_STEP", 1);
    const std::size_t high = v.number("SLURM_ARRAY_TASK_MAX", low + (count ? count - 1 : 0) * step);
    if (!v.fault().empty()) return mistake(v.fault());
    if (step < 1 || id < low || (id - low) % step || (high - low) / step + 1 != count)
        return mistake(fmt::format(
            "the array's tasks are not numbered evenly ({} tasks from {} to {}): say --shard I/N", count, low, high));
    return checked((id - low) / step + 1, count, "SLURM_ARRAY_TASK_ID");
}

}  // namespace

Result<Shard> parse(std::string_view text) {
    const std::size_t slash = text.find('/');
    const auto index = whole(text.substr(0, slash));
    const auto count = slash == std::string_view::npos ? std::nullopt : whole(text.substr(slash + 1));
    if (!index || !count || *index < 1 || *index > *count || *count > most_shards)
        return mistake(
            fmt::format("option '--shard' wants I/N, the I-th of N parts (1/4 to 4/4), or auto, not '{}'", text));
    return Shard{*index, *count};
}

Lookup process_environment() {
    return [](const char* name) -> std::optional<std::string> {
        const char* value = std::getenv(name);
        return value && *value ? std::optional<std::string>(value) : std::nullopt;
    };
}

Result<Shard> from_environment(const Lookup& variable) {
    Variables v(variable);
    if (v.has("SLURM_ARRAY_TASK_ID")) return from_slurm(v);
    if (v.has("JOB_COMPLETION_INDEX")) {
        // Kubernetes says which one, and not of how many.
        if (!v.has("JOB_COMPLETIONS"))
            return mistake(
                "JOB_COMPLETION_INDEX is set, and JOB_COMPLETIONS is not: set it to the job's 'completions'");
        const std::size_t index = v.number("JOB_COMPLETION_INDEX") + 1, count = v.number("JOB_COMPLETIONS");
        return v.fault().empty() ? checked(index, count, "JOB_COMPLETION_INDEX") : Result<Shard>(mistake(v.fault()));
    }
    if (v.has("CI_NODE_INDEX")) {
        const std::size_t index = v.number("CI_NODE_INDEX"), count = v.number("CI_NODE_TOTAL");
        return v.fault().empty() ? checked(index, count, "CI_NODE_INDEX") : Result<Shard>(mistake(v.fault()));
    }
    if (v.has("TEST_SHARD_INDEX")) {
        const std::size_t index = v.number("TEST_SHARD_INDEX") + 1, count = v.number("TEST_TOTAL_SHARDS");
        return v.fault().empty() ? checked(index, count, "TEST_SHARD_INDEX") : Result<Shard>(mistake(v.fault()));
    }
    return mistake("none of SLURM_ARRAY_TASK_ID, JOB_COMPLETION_INDEX, CI_NODE_INDEX and TEST_SHARD_INDEX is set");
}

Split::Split(Shard own, const report::Manifest* earlier) : own_(own) {
    if (!earlier) return;
    std::vector<const report::Figure*> timed;
    for (const report::Figure& f : earlier->figures)
        if (f.seconds > 0 && !f.name.empty()) timed.push_back(&f);
    std::ranges::sort(timed, [](const auto* a, const auto* b) {
        return a->seconds != b->seconds ? a->seconds > b->seconds : a->name < b->name;
    });
    using Load = std::pair<double, std::size_t>;
    std::priority_queue<Load, std::vector<Load>, std::greater<>> shards;
    for (std::size_t i = 1; i <= own.count; ++i) shards.emplace(0.0, i);
    for (const report::Figure* f : timed) {
        auto [load, index] = shards.top();
        if (!dealt_.try_emplace(f->name, index).second) continue;
        shards.pop();
        shards.emplace(load + f->seconds, index);
    }
}

std::size_t Split::of(std::string_view name) const {
    if (!dealt_.empty())
        if (const auto at = dealt_.find(std::string(name)); at != dealt_.end()) return at->second;
    __extension__ using Wide = unsigned __int128;
    return static_cast<std::size_t>((static_cast<Wide>(digest(name).high) * own_.count) >> 64) + 1;
}

}  // namespace plotmill::shard
