// A run as one HTML page that holds all it needs: thumbnails, search, filters, times, diagnostics, text alternatives,
// and, after a comparison, expected, actual and difference. It loads nothing from elsewhere; where there are too many
// pictures to hold, it shows those that lie beside it. Reads the images; on threads of its own.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "report/manifest.h"
#include "report/records.h"

namespace plotmill::report {

struct PageOptions {
    int threads = 1;
    std::string live;  // what the address "version" answers while the page is up to date; empty: no server
    // The address of a file, for links. Called by all threads.
    std::function<std::string(const std::string& path)> href;
    std::size_t most_thumbnails = 1000;
    std::size_t most_bytes = std::size_t{48} << 20;  // of embedded pictures; beyond both there are links
};

std::string page_text(const Manifest& run, const PageOptions& options);

// The page as a file, with links as seen from it.
Result<std::unique_ptr<Sink>> make_page(const std::string& path, const Head& head, int threads);

std::string percent_encoded(std::string_view path);  // but for '/'

// `path` as a link in a page in `directory`; percent-encoded.
std::string relative_link(const std::string& path, const std::string& directory);

}  // namespace plotmill::report
