// argv to exit code.
#include <fmt/format.h>
#include <new>
#include <string>
#include <system_error>
#include <unistd.h>
#include <vector>

#include "cli/allocation.h"
#include "cli/commands.h"
#include "cli/signals.h"
#include "cli/terminal.h"
#include "plotmill/batch.h"

namespace {

using namespace plotmill::cli;
namespace api = plotmill::api;

int run(const Options& options) {
    switch (options.command) {
        case Command::render:
            return render_command(options);
        case Command::check:
            return check_command(options);
        case Command::bench:
            return bench_command(options);
        case Command::inspect:
            return inspect_command(options);
        case Command::compare:
            return compare_command(options);
        case Command::watch:
            return watch_command(options);
        case Command::merge:
            return merge_command(options);
        case Command::list:
            return list_command(options);
        case Command::schema:
            return schema_command(options);
        case Command::init:
            return init_command(options);
    }
    return not_a_job;
}

// For what the API's values cannot say: no memory, no threads.
int broken(std::string_view why) {
    Terminal err(STDERR_FILENO, ColorMode::never);
    err.write(complaint(err, why));
    return some_failed;
}

}  // namespace

int main(int argc, char** argv) {
    ignore_write_signals();
    try {
        if (const auto code = api::run_as_worker(argc, argv)) return *code;
        const auto parsed = parse_command_line(std::vector<std::string>(argv + (argc > 0 ? 1 : 0), argv + argc));
        if (const int* code = std::get_if<int>(&parsed)) return *code;
        const Options& options = std::get<Options>(parsed);
        expect_workers(options.jobs);
        return run(options);
    } catch (const std::bad_alloc&) {
        return broken("out of memory");
    } catch (const std::system_error& e) {
        return broken(e.what());
    }
}
