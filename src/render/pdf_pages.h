// One PDF file of many figures, a page each, in the order in which they are added. The file takes its place when it is
// complete. One owner, one thread at a time.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "base/diagnostic.h"
#include "formats/pdf_document.h"
#include "io/files.h"

namespace plotmill::render {

class PdfPages {
public:
    // Opens the file's temporary at once, so that a place that cannot be written to shows early: fault().
    explicit PdfPages(const std::string& path);

    void add(const formats::PdfPage& page);  // after a fault: nothing
    // Ends the file and puts it in its place; without pages there is none.
    void finish();

    std::size_t pages() const { return pages_; }
    const std::optional<Diagnostic>& fault() const { return fault_; }

private:
    void keep(Status status);

    std::optional<io::AtomicFile> file_;
    std::optional<formats::PdfDocument> document_;
    std::optional<Diagnostic> fault_;
    std::size_t pages_ = 0;
};

}  // namespace plotmill::render
