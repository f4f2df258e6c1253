// The images of a run's shards into one directory, and what their records say of them into its record. One thread.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "report/manifest.h"

namespace plotmill::shard {

struct Gathered {
    std::vector<std::string> faults;  // files that are not there, or not what the manifests say
    std::vector<std::string> notes;   // records that say nothing about images in the new place
};

// By the path that a manifest names, where the file lies now: manifests are moved together with what they tell of.
using Places = std::unordered_map<std::string, std::string>;

// `name`: of the manifest's file.
void find_files(const std::string& name, const report::Manifest& manifest, Places& places);

// Copies the manifest's files to `directory`, where they are not there yet, and names these in it.
Gathered gather(report::Manifest& manifest, const Places& places, const std::string& directory);

}  // namespace plotmill::shard
