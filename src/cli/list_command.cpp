#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <fnmatch.h>
#include <unistd.h>

#include "base/suggest.h"
#include "cli/commands.h"
#include "cli/help.h"
#include "cli/terminal.h"
#include "plotmill/schema.h"

namespace plotmill::cli {

namespace {

constexpr std::array<std::string_view, 7> topics{"layers",  "axes",  "styles",  "colormaps",
                                                 "markers", "fonts", "rcparams"};

using Names = std::vector<std::string>;

bool wanted(const std::string& name, const Names& patterns) {
    return patterns.empty() || std::ranges::any_of(patterns, [&](const std::string& p) {
               return fnmatch(p.c_str(), name.c_str(), 0) == 0;
           });
}

// A pattern that matches none of the names, in words; empty where there is none.
std::string unmatched(const Names& names, const Names& patterns, std::string_view noun) {
    const std::vector<std::string_view> views(names.begin(), names.end());
    for (const std::string& p : patterns)
        if (std::ranges::none_of(names, [&](const std::string& n) { return fnmatch(p.c_str(), n.c_str(), 0) == 0; }))
            return fmt::format("no {} '{}'{}", noun, p, did_you_mean(p, views));
    return {};
}

std::string overview_of_topics() {
    const std::vector<api::LayerInfo> layers = api::layers();
    const auto drawn = std::ranges::count_if(layers, [](const api::LayerInfo& l) { return l.drawn; });
    std::string out = fmt::format("{:<10} {:>4}  kinds of layers, {} of them drawn in this version\n", "layers",
                                  layers.size(), drawn);
    out += fmt::format("{:<10} {:>4}  keys of an axes\n", "axes", api::axes_keys().size());
    out += fmt::format("{:<10} {:>4}  for 'style'\n", "styles", api::styles().size());
    out += fmt::format("{:<10} {:>4}  for 'cmap'\n", "colormaps", api::colormaps().size());
    out += fmt::format("{:<10} {:>4}  for 'marker', besides math such as '$f$'\n", "markers", api::markers().size());
    out += fmt::format("{:<10} {:>4}  families embedded in this program\n", "fonts", api::fonts().size());
    out += fmt::format("{:<10} {:>4}  for 'rc'\n", "rcparams", api::rc_params().size());
    return out;
}

// Capitalised, with a full stop, as a line of a text.
std::string sentence(std::string text) {
    if (!text.empty() && !text.ends_with('.')) text += '.';
    return text;
}

// With the keys of its mapping, further to the right.
std::string field_details(const api::FieldInfo& f, std::size_t indent, const Terminal& out) {
    std::string names = f.name;
    for (const std::string& alias : f.aliases) names += ", " + alias;
    std::string text =
        fmt::format("{:{}}{}: {}{}\n", "", indent, out.styled("1", names), f.accepts, f.required ? " (required)" : "");
    const std::size_t inside = indent + 4;
    if (!f.doc.empty()) text += wrapped(sentence(f.doc), inside);
    if (!f.words.empty()) text += wrapped(fmt::format("One of {}.", fmt::join(f.words, ", ")), inside);
    if (!f.later.empty()) text += wrapped(sentence("Not drawn in this version: " + f.later), inside);
    for (const api::FieldInfo& inner : f.fields) text += "\n" + field_details(inner, indent + 4, out);
    return text;
}

std::string layer_details(const api::LayerInfo& layer, const Terminal& out) {
    std::string text = out.styled("1", layer.name) + fmt::format(" ({})\n", layer.family);
    text += wrapped(sentence(layer.doc), 2);
    if (!layer.drawn) return text + wrapped(sentence("Not drawn in this version: " + layer.later), 2);
    for (const api::FieldInfo& f : layer.fields) text += "\n" + field_details(f, 2, out);
    return text;
}

std::string list_axes(const Names& patterns, bool details, const Terminal& out) {
    std::string text;
    for (const api::FieldInfo& f : api::axes_keys()) {
        if (!wanted(f.name, patterns)) continue;
        if (details)
            text += (text.empty() ? "" : "\n") + field_details(f, 0, out);
        else
            text += fmt::format("{:<14} {}\n", f.name, f.doc);
    }
    return text;
}

std::string list_layers(const Names& patterns, bool details, const Terminal& out) {
    std::string text;
    std::string family;
    for (const api::LayerInfo& l : api::layers()) {
        if (!wanted(l.name, patterns)) continue;
        if (details) {
            text += (text.empty() ? "" : "\n") + layer_details(l, out);
            continue;
        }
        if (l.family != family) text += fmt::format("{}{}\n", text.empty() ? "" : "\n", out.styled("1", l.family));
        family = l.family;
        text += fmt::format("  {:<14} {}{}\n", l.name, l.doc, l.drawn ? "" : " (not drawn in this version)");
    }
    return text;
}

std::string list_rc(const Names& patterns, bool details) {
    using Shows = api::RcInfo::Shows;
    std::string text;
    for (const api::RcInfo& rc : api::rc_params()) {
        if (!wanted(rc.name, patterns)) continue;
        std::string comment = details ? rc.accepts : "";
        if (rc.shows != Shows::yes)
            comment += fmt::format("{}{}", comment.empty() ? "" : "; ",
                                   rc.shows == Shows::no ? "does not show in pictures" : "not drawn in this version");
        const std::string entry = fmt::format("{}: {}", rc.name, rc.default_text);
        text += comment.empty() ? entry + '\n' : fmt::format("{:<44}  # {}\n", entry, comment);
    }
    return text;
}

Names names_of(std::string_view topic) {
    if (topic == "styles") return api::styles();
    if (topic == "colormaps") return api::colormaps();
    if (topic == "markers") return api::markers();
    if (topic == "fonts") return api::fonts();
    Names names;
    if (topic == "axes")
        for (const api::FieldInfo& f : api::axes_keys()) names.push_back(f.name);
    if (topic == "layers")
        for (const api::LayerInfo& l : api::layers()) names.push_back(l.name);
    if (topic == "rcparams")
        for (const api::RcInfo& rc : api::rc_params()) names.push_back(rc.name);
    return names;
}

}  // namespace

int list_command(const Options& options) {
    Terminal out(STDOUT_FILENO, options.color), err(STDERR_FILENO, options.color);
    if (options.arguments.empty()) return print_results(out, err, overview_of_topics());
    const std::string& topic = options.arguments.front();
    const Names patterns(options.arguments.begin() + 1, options.arguments.end());
    if (std::ranges::find(topics, topic) == topics.end()) {
        err.write(complaint(err, fmt::format("'list' knows {}, not '{}'{}", fmt::join(topics, ", "), topic,
                                             did_you_mean(topic, topics))));
        return not_a_job;
    }
    const Names names = names_of(topic);
    const std::string noun = topic == "axes" ? "key of an axes" : topic.substr(0, topic.size() - 1);
    if (const std::string mistake = unmatched(names, patterns, noun); !mistake.empty()) {
        err.write(complaint(err, mistake));
        return not_a_job;
    }
    if (topic == "layers")
        return print_results(out, err, list_layers(patterns, options.verbose || !patterns.empty(), out));
    if (topic == "axes") return print_results(out, err, list_axes(patterns, options.verbose || !patterns.empty(), out));
    if (topic == "rcparams") return print_results(out, err, list_rc(patterns, options.verbose || !patterns.empty()));
    std::string text;
    for (const std::string& name : names)
        if (wanted(name, patterns)) text += name + '\n';
    return print_results(out, err, text);
}

}  // namespace plotmill::cli
