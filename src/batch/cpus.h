// How many CPUs this process was given: its affinity mask, and the CPU quota of its control group, which neither the
// standard library nor oneTBB knows. Any thread; reads /proc and /sys each time.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace plotmill::batch {

// Where the kernel tells it; tests name directories of their own.
struct CpuSources {
    std::string cgroup_file = "/proc/self/cgroup";
    std::string cgroup_root = "/sys/fs/cgroup";
};

// At least 1: the smaller of the affinity's count and the quota, rounded up.
int granted_cpus(const CpuSources& sources = {});

// The CPUs that the tightest quota on the way from this process's group to the root grants, unrounded; none where there
// is none.
std::optional<double> cgroup_quota(const CpuSources& sources);

// "max 100000" and "150000 100000" of cgroup v2's cpu.max.
std::optional<double> parse_cpu_max(std::string_view text);

}  // namespace plotmill::batch
