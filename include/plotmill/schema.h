// The vocabulary of the job format, for editors, documentation and `plotmill list`. Pure functions, any thread.
#pragma once

#include <string>
#include <vector>

namespace plotmill::api {

std::string json_schema();  // of a job file; JSON Schema draft-07, indented, ends with a newline

struct FieldInfo {
    std::string name;
    std::vector<std::string> aliases;
    std::string accepts;             // "number, array", ...
    std::vector<std::string> words;  // that it takes, where it takes only some
    std::string doc;                 // one line
    bool required = false;
    std::string later;              // not drawn yet: the error's words; empty where it is drawn
    std::vector<FieldInfo> fields;  // of axes_keys(): the keys of the mapping that it takes
};

struct LayerInfo {
    std::string name;    // Matplotlib's method: "plot"
    std::string family;  // "pairwise"
    std::string doc;     // one line
    bool drawn = true;
    std::string later;              // the error's words where it is not
    std::vector<FieldInfo> fields;  // empty where it is not drawn
};

std::vector<LayerInfo> layers();     // every layer of the format, by families
std::vector<FieldInfo> axes_keys();  // the keys of an axes, with those of their mappings

std::vector<std::string> styles();     // sorted; "default" included
std::vector<std::string> colormaps();  // sorted; reversed ones ("viridis_r") included
std::vector<std::string> markers();    // "o", ..., "tickleft", ...
std::vector<std::string> fonts();      // families of the embedded fonts, sorted

struct RcInfo {
    std::string name;                                        // "lines.linewidth"
    std::string accepts;                                     // "number", "colour", "one of miter, round, bevel", ...
    std::string default_text;                                // as a matplotlibrc file writes it
    enum class Shows { yes, no, later } shows = Shows::yes;  // in pictures; `later`: not yet
};

std::vector<RcInfo> rc_params();  // every one of Matplotlib's, sorted

}  // namespace plotmill::api
