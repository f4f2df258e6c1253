#include "batch/claims.h"

#include <algorithm>
#include <filesystem>
#include <string_view>

namespace plotmill::batch {

namespace {

constexpr std::string_view extensions[] = {".png", ".svg", ".pdf"};

// Judged by the text: "out", "./out" and "out/" are one directory.
std::string normal(const std::string& directory, const std::string& name) {
    std::string path = (std::filesystem::path(directory) / name).lexically_normal().string();
    if (path.starts_with("./")) path.erase(0, 2);
    return path;
}

std::string where(Span span) {
    if (!span.source) return "";
    std::string out = " (" + span.source->name;
    if (span.line) out += ":" + std::to_string(span.line);
    return out + ")";
}

}  // namespace

std::optional<Diagnostic> OutputClaims::claim(const std::string& directory, const std::string& name, Span span) {
    const std::string path = normal(directory, name);
    const auto clash = [&](const std::string& message, const Owner& first) {
        Diagnostic d = error_at(span, message);
        if (first.span.source && first.span.line) d.notes.emplace_back(first.span, "the first one is here");
        return d;
    };

    if (const auto taken = files_.find(digest(path)); taken != files_.end()) {
        const Owner& first = taken->second;
        if (first.name == name)
            return clash("two figures are named '" + name + "' and would write the same file: the first one" +
                             where(first.span) + " keeps it",
                         first);
        return clash("the figures '" + first.name + "'" + where(first.span) + " and '" + name +
                         "' would write the same file: the first one keeps it",
                     first);
    }
    for (std::string_view extension : extensions)
        if (const auto taken = directories_.find(path + std::string(extension)); taken != directories_.end())
            return clash("the figure '" + name + "' would write the file '" + path + std::string(extension) +
                             "', which is the directory of the figure '" + taken->second.name + "'" +
                             where(taken->second.span),
                         taken->second);
    // The directories that the name asks for ("a.png" in "a.png/b"), where they look like images.
    std::vector<std::string> made;
    for (std::size_t slash = path.find('/'); slash != std::string::npos; slash = path.find('/', slash + 1)) {
        const std::string part = path.substr(0, slash);
        for (std::string_view extension : extensions) {
            if (!part.ends_with(extension)) continue;
            const auto taken = files_.find(digest(std::string_view(part).substr(0, part.size() - extension.size())));
            if (taken != files_.end())
                return clash("the figure '" + name + "' needs the directory '" + part +
                                 "', which is the image of the figure '" + taken->second.name + "'" +
                                 where(taken->second.span),
                             taken->second);
            made.push_back(part);
        }
    }
    for (const std::string& d : made) directories_.try_emplace(d, Owner{name, span});
    files_.try_emplace(digest(path), Owner{name, span});
    return {};
}

}  // namespace plotmill::batch
