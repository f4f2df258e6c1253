// A job ready to be drawn: what its figures share once styles are applied and fonts are read. Immutable; shared by
// every worker.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "expand/job.h"
#include "io/stamp.h"
#include "style/rc.h"
#include "text/font_library.h"

namespace plotmill::render {

enum class Format : std::uint8_t { png, svg, pdf };

struct Job {
    std::shared_ptr<const expand::JobContext> context;
    std::shared_ptr<const style::RcParams> rc;
    std::shared_ptr<const text::FontLibrary> fonts;
    std::vector<Format> formats{Format::png};
    data::TableStore::Permit permit;                           // what files it may read; may be empty
    std::vector<std::unique_ptr<const Source>> style_sources;  // style files, for spans into them
    std::vector<io::InputFile> files;                          // style and font files
};

// Applies the job's `style`, `rc` and `fonts`. Null after a report.
std::shared_ptr<const Job> make_job(std::shared_ptr<const expand::JobContext> context,
                                    std::shared_ptr<const text::FontLibrary> embedded, data::TableStore::Permit permit,
                                    Diagnostics& out);

// rcParams of one figure: the job's, or its own style and rc over them. `sources` keeps style files that were read.
std::shared_ptr<const style::RcParams> figure_rc(const Job& job, const spec::Fields& figure,
                                                 std::vector<std::unique_ptr<const Source>>& sources, Diagnostics& out);

// A style file that was read, as an input.
io::InputFile style_input(const Source& file);

std::vector<Format> read_formats(const spec::Fields& fields);

}  // namespace plotmill::render
