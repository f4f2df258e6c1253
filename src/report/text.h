// Words set into other formats. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "report/records.h"

namespace plotmill::report {

// For contents and attributes of XML 1.0 and HTML: what stands for markup escaped, what XML cannot hold replaced by
// U+FFFD.
std::string xml_text(std::string_view text);

// For a cell of a Markdown table: what Markdown, HTML and the table would read as theirs escaped, on one line.
std::string markdown_text(std::string_view text);

// "job.yaml:3:5: error: message", the line and a caret: the diagnostic's own text, or, where it has none (read from a
// manifest of others), its first line.
std::string full_text(const api::Diagnostic& d);
std::string full_text(const std::vector<api::Diagnostic>& list);

// "a.png: different: 9 of 400 pixels differ (2.2 %)"; `failures`: only those that fail the figure.
std::string comparison_text(const Figure& figure, bool failures);

}  // namespace plotmill::report
