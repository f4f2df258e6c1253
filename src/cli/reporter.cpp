#include "cli/reporter.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

#include "base/json.h"
#include "cli/jobs.h"
#include "report/manifest_parts.h"

namespace plotmill::cli {

namespace {

using report::severity_name;

constexpr std::size_t most_names = 5;  // of figures, named under a diagnostic
constexpr std::size_t patience = 32;   // figures that one may be held for, to be counted

std::string json_text(const char* event, const api::Diagnostic& d, std::size_t figures,
                      const std::vector<std::string>& names) {
    JsonWriter json;
    json.begin_object().member("event", event).member("severity", severity_name(d.severity));
    json.member("file", d.file).member("line", std::uint64_t{d.line}).member("column", std::uint64_t{d.column});
    if (!d.lint.empty()) json.member("lint", d.lint);
    json.member("message", d.message).member("count", std::uint64_t{figures});
    json.key("figures").begin_array();
    for (const std::string& name : names) json.value(name);
    json.end_array().end_object();
    return json.take() + "\n";
}

// The message with the figure's own files as those of any figure: a full disk is one fault, whatever the file.
std::string without_own_file(std::string message, const std::string* name) {
    if (!name || name->empty()) return message;
    for (const char* suffix : {".png'", ".svg'", ".pdf'"})
        if (const std::size_t at = message.find(*name + suffix); at != std::string::npos && at > 0)
            if (message[at - 1] == '/' || message[at - 1] == '\'') return message.replace(at, name->size(), "*");
    return message;
}

}  // namespace

void Reporter::figure(const std::string& name, const std::vector<api::Diagnostic>& diagnostics) {
    const std::lock_guard lock(mutex_);
    end_jobs();
    ++delivered_;
    std::map<Key, std::size_t> lints;
    for (const api::Diagnostic& d : diagnostics) add(d, &name, &lints);
    end_jobs();
    print_due();
}

void Reporter::job_end(std::size_t figures, std::vector<api::Diagnostic> diagnostics) {
    const std::lock_guard lock(mutex_);
    ends_.push_back({figures, std::move(diagnostics)});
    end_jobs();
}

void Reporter::flush() {
    const std::lock_guard lock(mutex_);
    for (const JobEnd& end : std::exchange(ends_, {}))
        for (const api::Diagnostic& d : end.diagnostics) add(d, nullptr, nullptr);
    print_groups();
}

void Reporter::end_jobs() {
    while (!ends_.empty() && delivered_ >= ends_.front().figures) {
        for (const api::Diagnostic& d : ends_.front().diagnostics) add(d, nullptr, nullptr);
        ends_.pop_front();
        print_groups();
    }
}

void Reporter::add(const api::Diagnostic& d, const std::string* name, std::map<Key, std::size_t>* lints) {
    if (d.severity == api::Severity::error) ++errors_;
    if (d.severity == api::Severity::warning) ++warnings_;
    Key key{d.file, d.line, d.column, static_cast<int>(d.severity), without_own_file(d.message, name)};
    if (!d.lint.empty()) {
        // Its numbers differ from figure to figure: the first lint of a kind at a place stands for the first ones of
        // the other figures, the second one for the second ones.
        std::get<4>(key) = "lint " + d.lint;
        if (lints) std::get<4>(key) += " " + std::to_string((*lints)[key]++);
    }
    const auto [at, is_new] = index_.try_emplace(std::move(key), groups_.size());
    if (is_new) groups_.push_back({d, 0, {}, delivered_, delivered_, 0});
    Group& group = groups_[at->second];
    group.last = delivered_;
    if (!name || (!group.names.empty() && group.names.back() == *name)) return;  // one figure may say it twice
    ++group.figures;
    if (group.names.size() < most_names)
        group.names.push_back(*name);
    else
        group.names.back() = *name;  // only to recognise the figure; text() drops it
}

std::string Reporter::text(const Group& group) const {
    std::vector<std::string> names = group.names;
    if (group.figures >= most_names) names.pop_back();
    if (style_.json) return json_text("diagnostic", group.diagnostic, group.figures, names);
    std::string out = style_.color ? group.diagnostic.colored : group.diagnostic.text;
    if (group.figures > 1)
        out.insert(std::min(out.find('\n'), out.size()),
                   fmt::format(" (and in {} more {})", group.figures - 1, group.figures == 2 ? "figure" : "figures"));
    if (style_.names && !names.empty()) {
        out += "      = in ";
        for (std::size_t i = 0; i < names.size(); ++i) out += fmt::format("{}'{}'", i ? ", " : "", printable(names[i]));
        if (group.figures > names.size()) out += ", ...";
        out += '\n';
    }
    if (style_.github.annotations) out += report::annotation(group.diagnostic, style_.github);
    return out;
}

std::string Reporter::more_text(const Group& group) const {
    const std::size_t more = group.figures - group.printed;
    if (style_.json) return json_text("repeated", group.diagnostic, group.figures, {});
    const api::Diagnostic& d = group.diagnostic;
    std::string place = d.file.empty() ? "" : printable(d.file) + ":";
    if (d.line > 0) place += fmt::format("{}:", d.line);
    if (d.column > 0) place += fmt::format("{}:", d.column);
    return fmt::format("{}{}note: the same {} in {} more {}\n", place, place.empty() ? "" : " ",
                       severity_name(d.severity), more, more == 1 ? "figure" : "figures");
}

void Reporter::print_due() {
    std::size_t due = printed_;
    for (std::size_t i = printed_; i < groups_.size(); ++i)
        if (groups_[i].last < delivered_ || delivered_ - groups_[i].first >= patience) due = i + 1;
    std::string out;
    for (; printed_ < due; ++printed_) {
        out += text(groups_[printed_]);
        groups_[printed_].printed = groups_[printed_].figures;
    }
    if (!out.empty()) progress_.print(out);
    if (groups_.size() >= hold_) forget_printed();
}

void Reporter::forget_printed() {
    std::vector<Group> kept;
    std::map<Key, std::size_t> index;
    std::size_t printed = 0;
    std::vector<const Key*> keys(groups_.size());
    for (const auto& [key, at] : index_) keys[at] = &key;
    for (std::size_t i = 0; i < groups_.size(); ++i) {
        Group& g = groups_[i];
        const bool said = i < printed_ && g.figures == g.printed;
        if (said && g.last + patience < delivered_) continue;
        if (i < printed_) ++printed;
        index.emplace(*keys[i], kept.size());
        kept.push_back(std::move(g));
    }
    groups_ = std::move(kept);
    index_ = std::move(index);
    printed_ = printed;
    hold_ = std::max(most_held, groups_.size() * 2);
}

void Reporter::print_groups() {
    std::string out;
    for (std::size_t i = printed_; i < groups_.size(); ++i) {
        out += text(groups_[i]);
        groups_[i].printed = groups_[i].figures;
    }
    for (const Group& group : groups_)
        if (group.figures > group.printed) out += more_text(group);
    groups_.clear();
    index_.clear();
    printed_ = 0;
    hold_ = most_held;
    if (!out.empty()) progress_.print(out);
}

std::size_t Reporter::errors() const {
    const std::lock_guard lock(mutex_);
    return errors_;
}

std::size_t Reporter::warnings() const {
    const std::lock_guard lock(mutex_);
    return warnings_;
}

}  // namespace plotmill::cli
