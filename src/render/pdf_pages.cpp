#include "render/pdf_pages.h"

namespace plotmill::render {

PdfPages::PdfPages(const std::string& path) {
    auto file = io::AtomicFile::create(path);
    if (!file) {
        keep(Status(file.take_errors()));
        return;
    }
    file_ = std::move(*file);
    document_.emplace(
        [this](std::string_view bytes) {
            if (!fault_) keep(file_->write(bytes));
        },
        true);
}

void PdfPages::keep(Status status) {
    if (status) return;
    for (Diagnostic& d : status.take_errors())
        if (!fault_) fault_ = std::move(d);
}

void PdfPages::add(const formats::PdfPage& page) {
    if (fault_ || !document_) return;
    document_->add(page);
    ++pages_;
}

void PdfPages::finish() {
    if (document_ && pages_ > 0 && !fault_) document_->finish();
    if (file_ && pages_ > 0 && !fault_) keep(file_->commit());
    document_.reset();
    file_.reset();
}

}  // namespace plotmill::render
