// Files against their baselines: which are the same, which look the same, which differ, are new or are missing. PNG
// files are compared as pictures, all others byte by byte. Reads files; compare_all() on threads of its own.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "compare/pixels.h"

namespace plotmill::compare {

enum class Verdict : std::uint8_t {
    identical,  // the same pixels
    similar,    // within the tolerance
    different,
    added,    // no baseline
    missing,  // nothing but a baseline
    broken,   // one of the two cannot be read
};
const char* verdict_name(Verdict v);  // "identical", ..., "new" for `added`
inline bool is_fine(Verdict v) { return v == Verdict::identical || v == Verdict::similar; }

struct Options {
    PixelOptions pixels;
    double max_share = 0;  // of pixels that may differ, 0..1
    std::string diff;      // directory for pictures of differences; empty: none
};

struct Pair {
    std::string name;              // below both directories: "loss/a.png"
    std::string expected, actual;  // paths; empty: there is none
};

struct Comparison {
    Pair pair;
    Verdict verdict = Verdict::identical;
    std::size_t pixels = 0;  // of the larger picture; 0 where none were compared
    PixelDifference difference;
    std::string diff;       // the picture of the difference, where it was written
    bool accepted = false;  // the baseline is now what the actual file is
    std::string note;  // in words: "1.2 % of the pixels differ", "640x480, was 600x480"; empty where it is identical

    double share() const {
        return pixels ? static_cast<double>(difference.different) / static_cast<double>(pixels) : 0;
    }
};

// One pair, on this thread.
Comparison compare_files(Pair pair, const Options& options);

// In the pairs' order, on so many threads; `stop`, where given, ends it early: what was not compared has no value.
std::vector<std::optional<Comparison>> compare_all(std::vector<Pair> pairs, const Options& options, int threads,
                                                   const std::function<bool()>& stop = {});

// What stands below a directory (*.png, *.svg, *.pdf; nothing hidden, links to directories are not followed), sorted.
Result<std::vector<std::string>> images_below(const std::string& directory);

// Which of the baseline's files this comparison is about and has not met: `pairs` are those that it has, `only` the
// patterns of figure names (empty: all), `formats` the extensions (empty: all), `excused` the names, without extension,
// of figures that could not be made.
std::vector<std::string> missing_names(const std::vector<std::string>& baseline, const std::vector<Pair>& pairs,
                                       const std::vector<std::string>& only, const std::vector<std::string>& formats,
                                       const std::vector<std::string>& excused);

bool matches(std::string_view pattern, std::string_view name);  // as --only does

// Makes the baseline what the actual files are: copies, adds, removes. Nothing where it is identical.
Status accept(const Comparison& c, const std::string& baseline);

}  // namespace plotmill::compare
