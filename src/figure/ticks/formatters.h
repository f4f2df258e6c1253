// The formatters, one function each. Internal to figure/ticks; pure functions, any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "figure/ticks/ticks.h"

namespace plotmill::figure {

// Formatter.fix_minus: hyphens become U+2212.
std::string fix_minus(std::string_view text, bool unicode_minus);

// scalar_formatter.cpp
TickLabels scalar_labels(const ScalarFormatter& formatter, const std::vector<double>& positions, const AxisView& view);

// log_formatter.cpp
std::vector<std::string> log_labels(const LogFormatter& formatter, const std::vector<double>& positions,
                                    const AxisView& view);
std::vector<std::string> logit_labels(bool minor, const std::vector<double>& positions);

// theta_ticks.cpp
std::vector<std::string> theta_labels(const std::vector<double>& positions, const AxisView& view);

// text_formatters.cpp
std::string percent_label(const PercentFormatter& formatter, double value, const AxisView& view);
std::string eng_label(const EngFormatter& formatter, double value);
std::vector<std::string> str_method_labels(const StrMethodFormatter& formatter, const std::vector<double>& positions,
                                           bool integers);

// date_formatters.cpp
std::string date_label(std::string_view format, double value, const Zone* zone);
TickLabels concise_date_labels(const std::vector<double>& positions, const Zone* zone);

}  // namespace plotmill::figure
