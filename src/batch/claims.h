// Which figure writes which file: of two that would write the same one, the later claim is refused, whatever is drawn
// first. Not thread-safe: a batch claims in its order of submission, under its lock.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>

#include "base/diagnostic.h"
#include "base/digest.h"

namespace plotmill::batch {

class OutputClaims {
public:
    // `directory`/`name` for a figure whose name stands at `span`; the error where it is taken.
    std::optional<Diagnostic> claim(const std::string& directory, const std::string& name, Span span);

private:
    struct Owner {
        std::string name;
        Span span;
    };
    std::unordered_map<Digest, Owner> files_;             // by the path without extension: who writes it
    std::unordered_map<std::string, Owner> directories_;  // "x.png" that a name such as "x.png/y" makes a directory
};

}  // namespace plotmill::batch
