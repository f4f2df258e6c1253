#include "style/mplstyle.h"

#include <algorithm>

#include "base/numbers.h"
#include "io/files.h"

namespace plotmill::style {

namespace {

constexpr std::size_t max_file_size = 1'000'000;

// style.core.STYLE_BLACKLIST, sorted.
constexpr std::string_view not_of_styles[] = {"backend",
                                              "backend_fallback",
                                              "date.epoch",
                                              "docstring.hardcopy",
                                              "figure.max_open_warning",
                                              "figure.raise_window",
                                              "interactive",
                                              "savefig.directory",
                                              "timezone",
                                              "tk.window_focus",
                                              "toolbar",
                                              "webagg.address",
                                              "webagg.open_in_browser",
                                              "webagg.port",
                                              "webagg.port_retries"};

// The place of `part` in its line.
Span span_of(const Source& source, std::uint32_t number, std::string_view line, std::string_view part) {
    const auto before = static_cast<std::size_t>(part.data() - line.data());
    return {&source, number, static_cast<std::uint32_t>(utf8_length(line.substr(0, before)) + 1),
            static_cast<std::uint32_t>(utf8_length(part))};
}

// The line up to the first '#' outside double quotes; no value where a quote is not closed.
std::optional<std::string_view> without_comment(std::string_view line) {
    std::size_t at = 0;
    while (true) {
        const std::size_t quote = line.find('"', at), hash = line.find('#', at);
        if (quote == std::string_view::npos || hash < quote) return line.substr(0, hash);
        const std::size_t closing = line.find('"', quote + 1);
        if (closing == std::string_view::npos) return std::nullopt;
        at = closing + 1;
    }
}

}  // namespace

Result<Source> read_mplstyle(const std::string& path, const io::Roots& roots) {
    Result<std::string> text = io::read_file(path, max_file_size, roots);
    if (!text) return text.take_errors();
    return Source{path, std::move(*text)};
}

bool apply_mplstyle(RcParams& rc, const Source& source, Diagnostics& out) {
    const std::size_t errors = out.error_count();
    std::vector<std::string_view> seen;
    std::string_view rest = source.text;
    if (rest.starts_with("\xEF\xBB\xBF")) rest.remove_prefix(3);
    for (std::uint32_t number = 1; !rest.empty(); ++number) {
        const std::size_t end = rest.find('\n');
        const std::string_view line = rest.substr(0, end);
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);

        const std::optional<std::string_view> content = without_comment(line);
        if (!content) {
            out.error(span_of(source, number, line, trimmed(line)), "a closing '\"' is missing");
            continue;
        }
        const std::string_view text = trimmed(*content);
        if (text.empty()) continue;
        const std::size_t colon = text.find(':');
        if (colon == std::string_view::npos) {
            out.error(span_of(source, number, line, text), "a ':' is missing: a style's lines are 'name: value'");
            continue;
        }
        const std::string_view name = trimmed(text.substr(0, colon));
        std::string_view value = trimmed(text.substr(colon + 1));
        const Span name_span = span_of(source, number, line, name);
        if (std::find(seen.begin(), seen.end(), name) != seen.end())
            out.warning(name_span, "'" + std::string(name) + "' is given twice; the later value holds");
        seen.push_back(name);
        if (std::binary_search(std::begin(not_of_styles), std::end(not_of_styles), name)) continue;
        if (!find_rc(name)) {
            rc.set(name, value, name_span, out);  // reports it
            continue;
        }
        const Span value_span = value.empty() ? name_span : span_of(source, number, line, value);
        if (value.size() >= 2 && value.front() == '"' && value.back() == '"') value = value.substr(1, value.size() - 2);
        Diagnostics faults;
        if (rc.set(name, value, value_span, faults)) continue;
        if (value.empty() && content->size() < line.size()) {
            // Mostly a colour whose '#' made it a comment.
            out.error(name_span,
                      "rcParam '" + std::string(name) +
                          "' has no value: a '#' begins a comment; quote the value, or leave the '#' of a colour out");
            continue;
        }
        for (Diagnostic& d : faults.take()) out.add(std::move(d));
    }
    return out.error_count() == errors;
}

}  // namespace plotmill::style
