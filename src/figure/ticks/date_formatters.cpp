#include <algorithm>
#include <array>
#include <cstdint>
#include <fmt/format.h>
#include <string>
#include <vector>

#include "base/dates.h"
#include "base/zones.h"
#include "figure/ticks/formatters.h"
#include "figure/ticks/locators.h"

namespace plotmill::figure {

namespace {

// A tick as clocks in a zone show it.
struct Local {
    Civil civil;
    ZoneOffset offset;
};

Local local(double position, const Zone* zone) {
    const std::int64_t micros = micros_from_civil(civil_from_date(position));
    return {civil_from_micros(to_local(micros, zone)), zone_offset(micros, zone)};
}

std::string text_of(const Local& at, std::string_view format) {
    std::string filled;
    for (std::size_t i = 0; i < format.size(); ++i) {
        const char next = format[i] == '%' && i + 1 < format.size() ? format[i + 1] : '\0';
        if (next == 'Z') {
            filled += at.offset.name;
        } else if (next == 'z') {
            const int minutes = at.offset.minutes < 0 ? -at.offset.minutes : at.offset.minutes;
            filled += fmt::format("{}{:02}{:02}", at.offset.minutes < 0 ? '-' : '+', minutes / 60, minutes % 60);
        } else {
            filled += format[i];
            if (!next) continue;
            filled += next;
        }
        ++i;
    }
    return format_date(at.civil, filled);
}

std::array<int, 6> fields(const Civil& c) { return {c.year, c.month, c.day, c.hour, c.minute, c.second}; }

// As many trailing zeros as all fractions have, and their points where nothing is left.
void strip_zeros(std::vector<std::string>& labels) {
    std::size_t zeros = std::string::npos;
    for (const std::string& s : labels) {
        if (s.find('.') == std::string::npos) continue;
        const std::size_t last = s.find_last_not_of('0');
        zeros = std::min(zeros, s.size() - (last == std::string::npos ? 0 : last + 1));
    }
    if (zeros == 0 || zeros == std::string::npos) return;
    for (std::string& s : labels) {
        if (s.find('.') == std::string::npos) continue;
        s.resize(s.size() - zeros);
        while (!s.empty() && s.back() == '.') s.pop_back();
    }
}

}  // namespace

std::string date_label(std::string_view format, double value, const Zone* zone) {
    return is_date(value) ? text_of(local(value, zone), format) : std::string();
}

TickLabels concise_date_labels(const std::vector<double>& positions, const Zone* zone) {
    static constexpr std::array<const char*, 6> formats{"%Y", "%b", "%d", "%H:%M", "%H:%M", "%S.%f"};
    static constexpr std::array<const char*, 6> zero_formats{"", "%Y", "%b", "%b-%d", "%H:%M", "%H:%M"};
    static constexpr std::array<const char*, 6> offset_formats{"",         "%Y",       "%Y-%b",
                                                               "%Y-%b-%d", "%Y-%b-%d", "%Y-%b-%d %H:%M"};
    static constexpr std::array<int, 6> zeros{0, 1, 1, 0, 0, 0};
    TickLabels out;
    std::vector<Local> ticks;
    for (const double p : positions) {
        if (!is_date(p)) return {std::vector<std::string>(positions.size()), {}};
        ticks.push_back(local(p, zone));
    }
    if (ticks.empty()) return out;
    // The finest field in which the ticks differ; of equal ones only the fractions of seconds can.
    const auto first = fields(ticks.front().civil);
    std::size_t level = 5;
    bool show_offset = true;
    for (std::size_t k = 6; k-- > 0;) {
        const auto differs = [&](const Local& t) { return fields(t.civil)[k] != first[k]; };
        if (!std::any_of(ticks.begin(), ticks.end(), differs)) continue;
        level = k;
        const auto begins = [&](const Local& t) { return fields(t.civil)[k] == 1; };
        if (k < 2 && std::any_of(ticks.begin(), ticks.end(), begins))
            show_offset = false;  // the year is among the labels
        break;
    }
    for (const Local& t : ticks) {
        const bool zero =
            level < 5 ? fields(t.civil)[level] == zeros[level] : t.civil.second == 0 && t.civil.microsecond == 0;
        out.labels.push_back(text_of(t, zero ? zero_formats[level] : formats[level]));
    }
    if (level == 5) strip_zeros(out.labels);
    if (show_offset) out.offset = text_of(ticks.back(), offset_formats[level]);
    return out;
}

}  // namespace plotmill::figure
