// JUnit's XML, as CI servers show it: a testsuite a job, a testcase a figure. A figure that fails is a failure with its
// diagnostics as text; one that was stopped or left out is skipped; a job that cannot be read is an error. Warnings go
// to system-err. What is said stays in memory until the end, as the counts stand before it.
#pragma once

#include <memory>
#include <string>

#include "base/result.h"
#include "report/records.h"

namespace plotmill::report {

Result<std::unique_ptr<Sink>> make_junit(const std::string& path, const Head& head);

}  // namespace plotmill::report
