#include "cli/machine.h"

#include <array>
#include <cstdio>
#include <fmt/format.h>
#include <memory>
#include <string_view>
#include <sys/utsname.h>
#include <thread>
#include <unistd.h>

#include "plotmill/batch.h"

namespace plotmill::cli {

namespace {

std::string cpu_model() {
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen("/proc/cpuinfo", "r"), &std::fclose);
    std::array<char, 1024> buffer{};
    while (file && std::fgets(buffer.data(), static_cast<int>(buffer.size()), file.get())) {
        std::string_view line(buffer.data());
        if (!line.starts_with("model name") && !line.starts_with("Model")) continue;
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos) continue;
        line.remove_prefix(colon + 1);
        while (!line.empty() && line.front() == ' ') line.remove_prefix(1);
        while (!line.empty() && (line.back() == '\n' || line.back() == ' ')) line.remove_suffix(1);
        if (!line.empty()) return std::string(line);
    }
    return "unknown";
}

}  // namespace

Machine this_machine() {
    Machine m;
    m.cpu = cpu_model();
    m.logical = static_cast<int>(std::thread::hardware_concurrency());
    if (const long n = ::sysconf(_SC_NPROCESSORS_ONLN); n > 0) m.logical = static_cast<int>(n);
    m.granted = api::granted_cpus();
    utsname name{};
    if (::uname(&name) == 0) m.system = fmt::format("{} {} {}", name.sysname, name.release, name.machine);
    m.build = api::build_info();
    return m;
}

std::string machine_line(const Machine& m) {
    std::string libraries;
    for (const auto& [name, version] : m.build.libraries) libraries += fmt::format(", {} {}", name, version);
    return fmt::format("{}, {} logical CPU{}, {} granted; {}; plotmill {}, {}, {} build{}{}", m.cpu, m.logical,
                       m.logical == 1 ? "" : "s", m.granted, m.system, m.build.version, m.build.compiler,
                       m.build.build_type, m.build.flags.empty() ? "" : fmt::format(" ({})", m.build.flags), libraries);
}

}  // namespace plotmill::cli
