// From the JOBs of the command line to job files. Reads directories; one thread.
#pragma once

#include <string>
#include <vector>

#include "cli/options.h"
#include "plotmill/batch.h"
#include "plotmill/job.h"

namespace plotmill::cli {

struct JobFiles {
    std::vector<std::string> paths;     // files, and "-"
    std::vector<std::string> mistakes;  // arguments that name no job
};

// A directory stands for the *.yaml directly in it, sorted by name. Whether files can be read is read_job()'s business.
JobFiles find_jobs(const std::vector<std::string>& arguments);

// `jobs`: how many jobs there are. With one, a name of --set that it lacks is its own fault.
api::JobOptions job_options(const Options& options, std::size_t jobs);

// Which names of --set none of several jobs has.
class UnknownNames {
public:
    void read(const api::JobResult& job);
    std::string complaint() const;  // "" where there is none

private:
    bool first_ = true;
    std::vector<std::string> names_;
};
api::EngineOptions engine_options(const Options& options);
std::vector<api::Format> formats(const Options& options);

// What of the options concerns the record.
void set_record(api::BatchOptions& batch, const Options& options);

// "no figure matches 'a*' or 'b'", for runs whose --only left nothing.
std::string nothing_matches(const Options& options);

// A path without a "./" before it.
std::string shown_path(const std::string& path);

// "1 figure", "12 figures".
std::string counted(std::size_t n, const char* noun);

}  // namespace plotmill::cli
