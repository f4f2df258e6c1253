#include "compare/compare.h"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <new>
#include <set>

#include "compare/parallel.h"
#include "io/files.h"
#include "io/glob.h"

namespace plotmill::compare {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_bytes = std::size_t{1} << 30;

// "0.0013 %": two digits that say something.
std::string percent(double share) {
    const double p = 100 * share;
    return p >= 10 ? fmt::format("{:.0f} %", p) : fmt::format("{:.2g} %", p);
}

bool is_png(const std::string& name) { return name.ends_with(".png") || name.ends_with(".PNG"); }

Comparison broken(Comparison c, std::string why) {
    c.verdict = Verdict::broken;
    c.note = std::move(why);
    return c;
}

std::string size_text(const Picture& p) { return fmt::format("{}x{}", p.width, p.height); }

void judge(Comparison& c, const Picture& expected, const Picture& actual, const Options& options) {
    const bool same_size = expected.width == actual.width && expected.height == actual.height;
    c.pixels = static_cast<std::size_t>(std::max(expected.width, actual.width)) *
               static_cast<std::size_t>(std::max(expected.height, actual.height));
    if (same_size && expected.rgba == actual.rgba) return;
    Picture picture;
    c.difference = compare_pixels(expected, actual, options.pixels, options.diff.empty() ? nullptr : &picture);
    c.verdict = same_size && c.share() <= options.max_share ? Verdict::similar : Verdict::different;
    if (!same_size)
        c.note = fmt::format("{}, was {}", size_text(actual), size_text(expected));
    else if (c.difference.different > 0)
        c.note = fmt::format("{} of {} pixels differ ({})", c.difference.different, c.pixels, percent(c.share()));
    else if (c.difference.antialiased > 0)
        c.note = fmt::format("{} pixels at edges differ", c.difference.antialiased);
    else
        c.note = fmt::format("no pixel differs by more than {}", percent(c.difference.largest));
    if (options.diff.empty() || c.verdict != Verdict::different) return;
    const std::string path = io::join_path(options.diff, c.pair.name);
    if (const auto written = io::write_atomically(path, write_png(picture)); written)
        c.diff = path;
    else
        c = broken(std::move(c), written.errors().front().message);
}

Comparison compare(const Pair& pair, const Options& options) {
    Comparison c;
    c.pair = pair;
    if (c.pair.expected.empty() || c.pair.actual.empty()) {
        c.verdict = c.pair.expected.empty() ? Verdict::added : Verdict::missing;
        c.note = c.pair.expected.empty() ? "there is no baseline" : "there is only a baseline";
        return c;
    }
    auto expected = io::read_file(c.pair.expected, most_bytes);
    if (!expected) return broken(std::move(c), expected.errors().front().message);
    auto actual = io::read_file(c.pair.actual, most_bytes);
    if (!actual) return broken(std::move(c), actual.errors().front().message);
    if (*expected == *actual) return c;
    if (!is_png(c.pair.name)) {
        c.verdict = Verdict::different;
        c.note = "the bytes differ";
        return c;
    }
    auto old_picture = read_png(*expected, c.pair.expected);
    if (!old_picture) return broken(std::move(c), old_picture.errors().front().message);
    auto new_picture = read_png(*actual, c.pair.actual);
    if (!new_picture) return broken(std::move(c), new_picture.errors().front().message);
    judge(c, *old_picture, *new_picture, options);
    return c;
}

}  // namespace

const char* verdict_name(Verdict v) {
    switch (v) {
        case Verdict::identical:
            return "identical";
        case Verdict::similar:
            return "similar";
        case Verdict::different:
            return "different";
        case Verdict::added:
            return "new";
        case Verdict::missing:
            return "missing";
        case Verdict::broken:
            return "broken";
    }
    return "";
}

Comparison compare_files(Pair pair, const Options& options) {
    try {
        return compare(pair, options);
    } catch (const std::bad_alloc&) {
        Comparison c;
        c.pair = std::move(pair);
        return broken(std::move(c), "memory is exhausted");
    }
}

std::vector<std::optional<Comparison>> compare_all(std::vector<Pair> pairs, const Options& options, int threads,
                                                   const std::function<bool()>& stop) {
    std::vector<std::optional<Comparison>> out(pairs.size());
    for_each_index(pairs.size(), threads, [&](std::size_t i) {
        if (!stop || !stop()) out[i] = compare_files(std::move(pairs[i]), options);
    });
    return out;
}

Result<std::vector<std::string>> images_below(const std::string& directory) {
    std::vector<std::string> out;
    std::error_code error;
    const fs::path root(directory);
    for (fs::recursive_directory_iterator i(root, error), end; !error && i != end; i.increment(error)) {
        const std::string leaf = i->path().filename().string();
        std::error_code ignored;
        if (leaf.starts_with(".")) {
            if (i->is_directory(ignored)) i.disable_recursion_pending();
            continue;
        }
        const std::string extension = i->path().extension().string();
        const bool image = is_png(leaf) || extension == ".svg" || extension == ".pdf";
        if (image && i->is_regular_file(ignored)) out.push_back(i->path().lexically_relative(root).string());
    }
    if (error) return error_at({}, fmt::format("cannot read directory '{}': {}", directory, error.message()));
    std::ranges::sort(out);
    return out;
}

std::vector<std::string> missing_names(const std::vector<std::string>& baseline, const std::vector<Pair>& pairs,
                                       const std::vector<std::string>& only, const std::vector<std::string>& formats,
                                       const std::vector<std::string>& excused) {
    std::set<std::string_view> met, failed(excused.begin(), excused.end());
    for (const Pair& p : pairs) met.insert(p.name);
    std::vector<std::string> out;
    for (const std::string& name : baseline) {
        const std::size_t dot = name.rfind('.');
        const std::string_view stem = std::string_view(name).substr(0, dot),
                               extension = std::string_view(name).substr(dot + 1);
        if (met.contains(name) || failed.contains(stem)) continue;
        if (!formats.empty() && std::ranges::find(formats, extension) == formats.end()) continue;
        const auto matches = [&](const std::string& pattern) { return io::wildcard_match(pattern, stem); };
        if (only.empty() || std::ranges::any_of(only, matches)) out.push_back(name);
    }
    return out;
}

bool matches(std::string_view pattern, std::string_view name) { return io::wildcard_match(pattern, name); }

Status accept(const Comparison& c, const std::string& baseline) {
    if (c.verdict == Verdict::identical || c.verdict == Verdict::broken) return Ok{};
    const std::string path = io::join_path(baseline, c.pair.name);
    if (c.verdict == Verdict::missing) return io::remove_file(path);
    auto bytes = io::read_file(c.pair.actual, most_bytes);
    if (!bytes) return bytes.take_errors();
    return io::write_atomically(path, *bytes);
}

}  // namespace plotmill::compare
