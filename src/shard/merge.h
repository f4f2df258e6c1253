// The manifests of a run's shards to the manifest of the run. Pure.
#pragma once

#include <string>
#include <vector>

#include "report/manifest.h"

namespace plotmill::shard {

struct Part {
    std::string name;  // of its file, for messages
    report::Manifest manifest;
};

struct Merged {
    report::Manifest manifest;        // as far as it goes
    std::vector<std::string> faults;  // why it is not the whole: shards and figures that are missing or there twice
};

Merged merge(std::vector<Part> parts);

}  // namespace plotmill::shard
