#include "batch/cpus.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <sched.h>
#include <thread>
#include <vector>

#include "io/files.h"

namespace plotmill::batch {

namespace {

constexpr std::size_t max_size = std::size_t{1} << 20;
constexpr std::size_t max_depth = 64;

std::optional<std::string> content(const std::string& path) {
    auto text = io::read_file(path, max_size);
    if (!text) return {};
    return std::move(*text);
}

std::string_view trimmed(std::string_view s) {
    while (!s.empty() && (s.back() == '\n' || s.back() == ' ')) s.remove_suffix(1);
    while (!s.empty() && s.front() == ' ') s.remove_prefix(1);
    return s;
}

std::optional<double> number(std::string_view s) {
    s = trimmed(s);
    long long v = 0;
    const auto [end, error] = std::from_chars(s.data(), s.data() + s.size(), v);
    if (error != std::errc() || end != s.data() + s.size()) return {};
    return static_cast<double>(v);
}

std::optional<double> smaller(std::optional<double> a, std::optional<double> b) {
    return !a ? b : !b ? a : std::min(*a, *b);
}

std::optional<double> quota_v2(const std::string& group) {
    const auto text = content(group + "/cpu.max");
    return text ? parse_cpu_max(*text) : std::nullopt;
}

std::optional<double> quota_v1(const std::string& group) {
    const auto quota = content(group + "/cpu.cfs_quota_us"), period = content(group + "/cpu.cfs_period_us");
    if (!quota || !period) return {};
    const auto q = number(*quota), p = number(*period);
    if (!q || !p || *q <= 0 || *p <= 0) return {};  // -1: no quota
    return *q / *p;
}

// The tightest quota of `path` and every group above it: a limit holds for all that is below.
std::optional<double> walk(const std::string& root, std::string path,
                           std::optional<double> (*quota)(const std::string&)) {
    std::optional<double> least;
    for (std::size_t depth = 0; depth < max_depth; ++depth) {
        while (!path.empty() && path.back() == '/') path.pop_back();
        least = smaller(least, quota(root + path));
        if (path.empty()) break;
        path.resize(std::min(path.rfind('/'), path.size()));
    }
    return least;
}

bool lists_cpu(std::string_view controllers) {
    while (!controllers.empty()) {
        const std::size_t comma = std::min(controllers.find(','), controllers.size());
        if (controllers.substr(0, comma) == "cpu") return true;
        controllers.remove_prefix(std::min(comma + 1, controllers.size()));
    }
    return false;
}

int affinity() {
    // The mask of a machine with more CPUs than cpu_set_t holds needs a larger set.
    for (int cpus = CPU_SETSIZE; cpus <= (1 << 18); cpus *= 2) {
        std::vector<cpu_set_t> set(static_cast<std::size_t>(cpus / CPU_SETSIZE));
        const std::size_t size = set.size() * sizeof(cpu_set_t);
        if (sched_getaffinity(0, size, set.data()) == 0) return CPU_COUNT_S(size, set.data());
    }
    return static_cast<int>(std::thread::hardware_concurrency());
}

}  // namespace

std::optional<double> parse_cpu_max(std::string_view text) {
    text = trimmed(text);
    const std::size_t blank = text.find(' ');
    if (blank == std::string_view::npos) return {};
    const auto quota = number(text.substr(0, blank)), period = number(text.substr(blank + 1));
    if (!quota || !period || *quota <= 0 || *period <= 0) return {};
    return *quota / *period;
}

std::optional<double> cgroup_quota(const CpuSources& sources) {
    const auto groups = content(sources.cgroup_file);
    if (!groups) return {};
    std::optional<double> least;
    std::string_view rest = *groups;
    while (!rest.empty()) {
        // "0::/path" of v2, "4:cpu,cpuacct:/path" of v1.
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        const std::string_view line = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        const std::size_t first = line.find(':');
        const std::size_t second = first == std::string_view::npos ? first : line.find(':', first + 1);
        if (second == std::string_view::npos) continue;
        const std::string_view controllers = line.substr(first + 1, second - first - 1);
        const std::string path(line.substr(second + 1));
        if (controllers.empty()) {
            // Beside v1's hierarchies the unified one is mounted below the root.
            least = smaller(least, walk(sources.cgroup_root, path, quota_v2));
            least = smaller(least, walk(sources.cgroup_root + "/unified", path, quota_v2));
        } else if (lists_cpu(controllers)) {
            for (const std::string& mount : {std::string("cpu"), std::string(controllers)})
                least = smaller(least, walk(sources.cgroup_root + "/" + mount, path, quota_v1));
        }
    }
    return least;
}

int granted_cpus(const CpuSources& sources) {
    int cpus = std::max(affinity(), 1);
    if (const auto quota = cgroup_quota(sources))
        cpus = std::min(cpus, std::max(1, static_cast<int>(std::ceil(std::min(*quota, 1e6)))));
    return cpus;
}

}  // namespace plotmill::batch
