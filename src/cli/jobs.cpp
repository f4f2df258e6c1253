#include "cli/jobs.h"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>

namespace plotmill::cli {

namespace fs = std::filesystem;

namespace {

std::vector<std::string> jobs_in(const std::string& directory, std::string& mistake) {
    std::vector<std::string> out;
    std::error_code error;
    for (fs::directory_iterator i(directory, error), end; !error && i != end; i.increment(error)) {
        const std::string name = i->path().filename().string();
        std::error_code ignored;
        if (name.ends_with(".yaml") && !name.starts_with(".") && !i->is_directory(ignored))
            out.push_back(i->path().string());
    }
    if (error)
        mistake = fmt::format("cannot read directory '{}': {}", directory, error.message());
    else if (out.empty())
        mistake = fmt::format("no *.yaml in directory '{}'", directory);
    std::ranges::sort(out);
    return out;
}

}  // namespace

JobFiles find_jobs(const std::vector<std::string>& arguments) {
    JobFiles found;
    for (const std::string& argument : arguments) {
        std::error_code ignored;
        if (argument == "-" || !fs::is_directory(argument, ignored)) {
            found.paths.push_back(argument);
            continue;
        }
        std::string mistake;
        std::ranges::move(jobs_in(argument, mistake), std::back_inserter(found.paths));
        if (!mistake.empty()) found.mistakes.push_back(std::move(mistake));
    }
    return found;
}

api::JobOptions job_options(const Options& options, std::size_t jobs) {
    api::JobOptions out;
    out.set_must_exist = jobs == 1;
    out.set = options.set;
    out.only = options.only;
    return out;
}

void UnknownNames::read(const api::JobResult& job) {
    if (!job.readable || job.stopped) return;
    if (first_) names_ = job.unknown_set;
    std::erase_if(names_, [&](const std::string& name) {
        return std::ranges::find(job.unknown_set, name) == job.unknown_set.end();
    });
    first_ = false;
}

std::string UnknownNames::complaint() const {
    if (names_.empty()) return {};
    return fmt::format("no job has the variable '{}' that --set names", names_.front());
}

void set_record(api::BatchOptions& batch, const Options& options) {
    batch.record = !options.no_record;
    batch.force = options.force;
    batch.explain = options.explain;
    batch.list_files = !options.depfile.empty();
}

api::EngineOptions engine_options(const Options& options) {
    api::EngineOptions out;
    out.roots = options.roots;
    return out;
}

std::vector<api::Format> formats(const Options& options) {
    std::vector<api::Format> out;
    for (const std::string& name : options.formats)
        for (const api::Format f : {api::Format::png, api::Format::svg, api::Format::pdf})
            if (api::format_name(f) == name && std::ranges::find(out, f) == out.end()) out.push_back(f);
    return out;
}

std::string nothing_matches(const Options& options) {
    std::string names;
    for (const std::string& glob : options.only) names += fmt::format("{}'{}'", names.empty() ? "" : " or ", glob);
    return "no figure matches " + names;
}

std::string shown_path(const std::string& path) {
    return path.starts_with("./") && path.size() > 2 ? path.substr(2) : path;
}

std::string counted(std::size_t n, const char* noun) { return fmt::format("{} {}{}", n, noun, n == 1 ? "" : "s"); }

}  // namespace plotmill::cli
