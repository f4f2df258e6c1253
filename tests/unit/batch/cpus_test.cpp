#include "batch/cpus.h"

#include <cstdlib>
#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <sched.h>

using namespace plotmill::batch;

namespace {

// A /proc and /sys of one's own.
class Machine {
public:
    Machine() {
        char name[] = "/tmp/plotmill-cpus-XXXXXX";
        REQUIRE(::mkdtemp(name) != nullptr);
        root_ = name;
        sources.cgroup_file = root_ + "/cgroup";
        sources.cgroup_root = root_ + "/fs";
    }
    ~Machine() { std::filesystem::remove_all(root_); }

    void file(const std::string& path, const std::string& text) const {
        const std::filesystem::path p = root_ + "/" + path;
        std::filesystem::create_directories(p.parent_path());
        std::ofstream(p) << text;
    }

    CpuSources sources;

private:
    std::string root_;
};

}  // namespace

TEST_CASE("cpu.max") {
    CHECK(parse_cpu_max("150000 100000\n") == 1.5);
    CHECK(parse_cpu_max("50000 100000") == 0.5);
    CHECK_FALSE(parse_cpu_max("max 100000\n"));
    CHECK_FALSE(parse_cpu_max(""));
    CHECK_FALSE(parse_cpu_max("100000"));
    CHECK_FALSE(parse_cpu_max("1 0"));
    CHECK_FALSE(parse_cpu_max("-1 100000"));
    CHECK_FALSE(parse_cpu_max("9x 100000"));
}

TEST_CASE("cgroup v2: the tightest quota from the own group to the root") {
    Machine m;
    m.file("cgroup", "0::/slice/box\n");
    CHECK_FALSE(cgroup_quota(m.sources));
    m.file("fs/slice/cpu.max", "300000 100000\n");
    m.file("fs/slice/box/cpu.max", "max 100000\n");
    CHECK(cgroup_quota(m.sources) == 3.0);
    m.file("fs/slice/box/cpu.max", "25000 10000\n");
    CHECK(cgroup_quota(m.sources) == 2.5);
    // A container sees its own group as the root.
    m.file("cgroup", "0::/\n");
    CHECK_FALSE(cgroup_quota(m.sources));
    m.file("fs/cpu.max", "100000 100000\n");
    CHECK(cgroup_quota(m.sources) == 1.0);
    // A path that leads out of the container's view still finds the root's.
    m.file("cgroup", "0::/../elsewhere\n");
    CHECK(cgroup_quota(m.sources) == 1.0);
}

TEST_CASE("cgroup v1: the cpu controller's hierarchy") {
    Machine m;
    m.file("cgroup", "5:memory:/a\n4:cpu,cpuacct:/a/b\n1:name=systemd:/x\n");
    m.file("fs/cpu,cpuacct/a/cpu.cfs_quota_us", "-1\n");
    m.file("fs/cpu,cpuacct/a/cpu.cfs_period_us", "100000\n");
    CHECK_FALSE(cgroup_quota(m.sources));
    m.file("fs/cpu,cpuacct/a/b/cpu.cfs_quota_us", "120000\n");
    m.file("fs/cpu,cpuacct/a/b/cpu.cfs_period_us", "100000\n");
    CHECK(cgroup_quota(m.sources) == doctest::Approx(1.2));
    m.file("fs/cpu/cpu.cfs_quota_us", "50000\n");
    m.file("fs/cpu/cpu.cfs_period_us", "100000\n");
    CHECK(cgroup_quota(m.sources) == 0.5);
}

TEST_CASE("granted: the affinity's count, cut to the quota rounded up, at least one") {
    Machine m;
    cpu_set_t set;
    REQUIRE(sched_getaffinity(0, sizeof set, &set) == 0);
    const int affinity = CPU_COUNT(&set);
    CHECK(granted_cpus(m.sources) == affinity);
    m.file("cgroup", "0::/\n");
    m.file("fs/cpu.max", "10000 100000\n");
    CHECK(granted_cpus(m.sources) == 1);
    m.file("fs/cpu.max", "110000 100000\n");
    CHECK(granted_cpus(m.sources) == std::min(affinity, 2));
    m.file("fs/cpu.max", "99999999999 100\n");
    CHECK(granted_cpus(m.sources) == affinity);

    // A narrower mask is obeyed.
    if (affinity > 1) {
        cpu_set_t one;
        CPU_ZERO(&one);
        for (int i = 0; i < CPU_SETSIZE; ++i)
            if (CPU_ISSET(i, &set)) {
                CPU_SET(i, &one);
                break;
            }
        REQUIRE(sched_setaffinity(0, sizeof one, &one) == 0);
        CHECK(granted_cpus(m.sources) == 1);
        REQUIRE(sched_setaffinity(0, sizeof set, &set) == 0);
    }
    CHECK(granted_cpus() >= 1);
}
