// A run that is killed leaves whole files or none, and a second run makes all of them: this program starts itself,
// kills what it started at several moments, and looks at the files.
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include "load.h"
#include "plotmill/plotmill.h"

using namespace plotmill::api;

namespace {

int render_all(const std::string& directory) {
    Engine engine;
    Batch batch(engine, {.jobs = 4, .output = directory});
    read_job_text(engine, plotmill::stress::job(), {}, [&](Figure f) {
        if (f.index() % 3 == 0) batch.submit(std::move(f));
        return true;
    });
    batch.wait();
    return 0;
}

pid_t start(const char* directory) {
    const pid_t pid = ::fork();
    if (pid == 0) {
        ::execl("/proc/self/exe", "stress_kill", directory, static_cast<char*>(nullptr));
        std::_Exit(127);
    }
    return pid;
}

std::map<std::string, std::string> files(const std::string& root, bool temporaries) {
    std::map<std::string, std::string> out;
    if (!std::filesystem::exists(root)) return out;
    for (const auto& e : std::filesystem::recursive_directory_iterator(root)) {
        if (!e.is_regular_file() || (e.path().extension() == ".png") == temporaries) continue;
        std::ifstream in(e.path(), std::ios::binary);
        out[std::filesystem::relative(e.path(), root).string()] = {std::istreambuf_iterator<char>(in), {}};
    }
    return out;
}

int fail(const char* what, const std::string& name) {
    std::fprintf(stderr, "stress_kill: %s %s\n", what, name.c_str());
    return 1;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc > 1) return render_all(argv[1]);

    char name[] = "/tmp/plotmill-kill-XXXXXX";
    if (!::mkdtemp(name)) return fail("cannot make", name);
    const std::string root = name, whole = root + "/whole", killed = root + "/killed";
    int status = 0;
    ::waitpid(start(whole.c_str()), &status, 0);
    if (status != 0) return fail("the whole run failed in", whole);
    const auto expected = files(whole, false);
    if (expected.size() < 30) return fail("too few files in", whole);

    std::size_t most = 0;
    for (int round = 0; round < 5; ++round) {
        const pid_t pid = start(killed.c_str());
        std::this_thread::sleep_for(std::chrono::milliseconds(30 + 60 * round));
        ::kill(pid, SIGKILL);
        ::waitpid(pid, &status, 0);
        const auto now = files(killed, false);
        for (const auto& [file, bytes] : now) {
            const auto at = expected.find(file);
            if (at == expected.end() || at->second != bytes) return fail("half a file, or another:", file);
        }
        most = std::max(most, now.size());
    }
    ::waitpid(start(killed.c_str()), &status, 0);
    if (status != 0) return fail("the run after the kills failed in", killed);
    if (files(killed, false) != expected) return fail("not all files after the last run in", killed);
    const auto left = files(killed, true);
    if (!left.empty()) return fail("left behind:", left.begin()->first);
    std::printf("%zu files; %zu at most when killed\n", expected.size(), most);
    std::filesystem::remove_all(root);
    return 0;
}
