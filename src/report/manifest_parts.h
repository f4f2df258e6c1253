// The pieces of manifest.json as JSON; shared by the manifest and the events of `--progress json`. Pure.
#pragma once

#include "base/json.h"
#include "report/records.h"

namespace plotmill::report {

const char* severity_name(api::Severity severity);
double to_microseconds(double seconds);  // cut to whole ones: what clocks are good for

// Members of an object that the caller has begun.
void write_figure(JsonWriter& json, const Figure& figure, bool diagnostics = true);
void write_job(JsonWriter& json, const Job& job);
void write_totals(JsonWriter& json, const Totals& totals);

void write_diagnostics(JsonWriter& json, const std::vector<api::Diagnostic>& diagnostics);  // an array

}  // namespace plotmill::report
