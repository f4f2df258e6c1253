// One figure from its words to its files: read, resolve, layout, paint, encode, write. No threads here: any worker
// calls it with a context of its own.
#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/watch.h"
#include "data/store.h"
#include "expand/job.h"
#include "formats/flate.h"
#include "formats/pdf_page.h"
#include "formats/png.h"
#include "formats/svg.h"
#include "layout/facts.h"
#include "paint/painter.h"
#include "render/job.h"
#include "render/matrix_scales.h"
#include "scene/scene.h"
#include "text/font_engine.h"

namespace plotmill::render {

// What a worker keeps from figure to figure: surface, fonts, scratch, encoder. Used by one thread at a time.
class Context {
public:
    text::FontEngine& fonts(const std::shared_ptr<const text::FontLibrary>& library);
    paint::Painter painter;
    formats::PngEncoder png;
    formats::SvgWriter svg;
    formats::Flate flate;

private:
    std::shared_ptr<const text::FontLibrary> library_;
    std::unique_ptr<text::FontEngine> engine_;
};

struct StageTimes {  // seconds
    double read = 0, resolve = 0, layout = 0, paint = 0, encode = 0, write = 0;
    double total() const { return read + resolve + layout + paint + encode + write; }
};

enum class Stage : std::uint8_t {
    read,
    resolve,
    layout,
    paint,
    encode,
    write,
    data,    // within `resolve`: a table that was not there yet
    scales,  // between two parts of `resolve`: what the figure shares with its matrix is measured; no figure's own time
};
inline constexpr int stage_count = 8;
const char* stage_name(Stage stage);

// When a figure was in a stage, once.
struct StageSpan {
    Stage stage = Stage::read;
    double begun = 0;    // seconds of the system's steady clock, which is that of worker processes too
    double seconds = 0;  // that it lasted
};

struct Settings {
    std::string output;                            // directory; empty: images stay in memory
    std::vector<Format> formats;                   // over the job's; empty: the job's
    std::optional<double> timeout;                 // seconds, over the job's
    bool strict = false;                           // warnings fail the figure
    bool images = true;                            // false: no image, whatever the formats
    bool pdf_page = false;                         // a page for a file of many, besides the formats
    bool spans = false;                            // Outcome::spans is wanted
    std::size_t max_memory = 0;                    // bytes that a figure may take; 0: as much as there is
    const std::atomic<bool>* cancelled = nullptr;  // polled between stages and in long loops
    MatrixScales* scales = nullptr;                // what the figure shares with its matrix
};

struct Image {
    Format format = Format::png;
    std::string path;                 // where it was written, or empty
    std::vector<std::uint8_t> bytes;  // where it was not
    std::size_t size = 0;             // bytes
    Digest content;
    std::optional<io::FileStamp> stamp;  // where it was written: io::write_atomically()
};

enum class Verdict : std::uint8_t {
    done,
    failed,
    cancelled,
    up_to_date,  // not drawn: its files are those of an earlier run
};
// Why a figure failed: by a fault of its words or data, or by what it took or did.
enum class Cause : std::uint8_t { fault, timeout, memory, crash };

struct Outcome {
    Verdict verdict = Verdict::done;
    Cause cause = Cause::fault;  // where it failed
    std::string name;
    std::string alt;
    std::vector<Image> images;
    std::unique_ptr<const formats::PdfPage> pdf_page;
    std::vector<Diagnostic> diagnostics;  // their spans live as long as `sources` and the job
    std::vector<std::unique_ptr<const Source>> sources;
    std::vector<io::InputFile> inputs;  // files that were read for it, each once; not those of render::Job
    StageTimes times;
    std::vector<StageSpan> spans;  // Settings::spans: in the order of their ends
    bool broken = false;           // it was stopped in the middle: the context must not be used again
};

// Draws and, where Settings name a directory, writes. Never throws but for exhausted memory.
Outcome render_figure(const expand::FigureSpec& figure, const Job& job, data::TableStore& tables, Context& context,
                      const Settings& settings);

struct Inspected {
    Verdict verdict = Verdict::done;
    Cause cause = Cause::fault;
    layout::FigureFacts facts;
    scene::Scene scene;
    std::vector<Diagnostic> diagnostics;
    std::vector<std::unique_ptr<const Source>> sources;
    StageTimes times;
    bool broken = false;
};

// Everything but paint. `metrics`, where given, measures in place of the job's fonts (tests).
Inspected inspect_figure(const expand::FigureSpec& figure, const Job& job, data::TableStore& tables, Context& context,
                         const Settings& settings, figure::TextMetrics* metrics = nullptr);

}  // namespace plotmill::render
