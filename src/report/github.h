// What GitHub's runner shows of a step: annotations at lines of files, by commands among what a step prints, and a
// summary in Markdown, appended to the file that GITHUB_STEP_SUMMARY names. Gitea and Forgejo read both too.
#pragma once

#include <memory>
#include <string>

#include "report/records.h"

namespace plotmill::report {

// What the runner says in the environment.
struct Github {
    bool annotations = false;  // GITHUB_ACTIONS=true
    std::string workspace;     // GITHUB_WORKSPACE: what the paths of annotations start from
    std::string summary;       // GITHUB_STEP_SUMMARY; empty: none
};
Github github_environment();

// "::error file=jobs/a.yaml,line=3,col=5,title=plotmill::unknown key 'colour'\n". `where` goes before the message.
std::string annotation(const api::Diagnostic& d, const Github& github, const std::string& where = "");

// Appends with finish(): totals, and the first failures.
std::unique_ptr<Sink> make_step_summary(const std::string& path);

}  // namespace plotmill::report
