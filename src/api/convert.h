// Internal values to public ones. Diagnostics lose their spans here: words and excerpts are written while the sources
// are there. Any thread.
#pragma once

#include <string>
#include <vector>

#include "batch/batch.h"
#include "plotmill/batch.h"
#include "plotmill/diagnostic.h"

namespace plotmill::api {

Diagnostic to_public(const plotmill::Diagnostic& d);
std::vector<Diagnostic> to_public(const std::vector<plotmill::Diagnostic>& list);
void append(std::vector<Diagnostic>& out, const std::vector<plotmill::Diagnostic>& list);

Format to_public(render::Format format);
render::Format to_internal(Format format);
StageTimes to_public(const render::StageTimes& t);

expand::JobOptions to_internal(const JobOptions& options);

// Status, images, diagnostics and times; takes the images' bytes.
void fill(Outcome& out, render::Outcome&& in);

// What of the options one figure needs.
batch::Submission make_submission(const Figure& figure, const BatchOptions& options);

}  // namespace plotmill::api
