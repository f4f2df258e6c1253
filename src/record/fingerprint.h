// What a figure is made from, as one digest: its words with everything that they mean, the tables that it may read, the
// job's style and fonts, and plotmill itself. What the tables' files hold is not in it: which files a figure reads is
// known when it has been drawn. Nothing is laid out, and no data is read. Figures of one entry of a job share most of
// the work. One thread at a time.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/digest.h"
#include "render/reader.h"

namespace plotmill::record {

// One thing that a figure depends on, in words ("'title'", "variable 'rate'"), and what it was.
struct Part {
    std::string label;
    std::uint32_t content = 0;
    friend bool operator==(const Part&, const Part&) = default;
};

// The files that a pattern of a table finds.
struct FileList {
    std::string label;  // of its part
    Digest digest;
    std::vector<std::string> files;
};

// What all figures of an entry have in common.
struct Plan {
    Digest id;
    std::vector<Part> parts;
};

struct Fingerprint {
    Digest key;
    std::shared_ptr<const Plan> plan;
    std::vector<Part> values;  // what is the figure's own: variables, tables by computed names
    std::vector<std::shared_ptr<const FileList>> lists;  // of files that patterns find
    std::string passing;  // why it cannot be kept from run to run ("table 't' reads a server"); or empty
};

// What all figures of a matrix together are made from, as `work_out` finds it, or as another Fingerprints has found it.
using SiblingsDigest = std::function<Digest(const std::shared_ptr<const expand::Siblings>& siblings,
                                            const std::function<Digest()>& work_out)>;

// Words that differ where two builds may draw differently: the version, the build, the libraries that draw.
const std::string& program_text();

class Fingerprints {
public:
    // `home`: the directory that paths are seen from, so that a moved tree keeps its digests.
    explicit Fingerprints(std::string home, SiblingsDigest siblings = {});
    ~Fingerprints();

    Fingerprint of(const render::ReadyFigure& figure);

private:
    struct Entry;
    struct TableWords;
    Entry& entry(const expand::FigureSpec& figure, const render::Job& job);
    Digest own(const Entry& entry, const expand::FigureSpec& figure, Fingerprint* out);
    const TableWords& table(const data::Catalog& catalog, const std::string& name);
    Digest operand(const expr::Operand& value);
    Digest shared(const std::shared_ptr<const expand::Siblings>& siblings, const render::Job& job);

    const std::string home_;
    std::unique_ptr<Entry> last_;
    std::map<std::pair<const spec::Value*, std::string>, std::unique_ptr<const TableWords>> tables_;
    std::unordered_map<ColumnPtr, Digest> columns_;
    const SiblingsDigest siblings_digest_;
    std::shared_ptr<const expand::Siblings> siblings_;  // the last ones, and theirs
    Digest siblings_known_;
};

// `path` as seen from the directory `home` (absolute and normal).
std::string seen_from(const std::string& home, const std::string& path);
// Absolute, without "." and ".."; links are not followed.
std::string absolute_path(const std::string& path);

}  // namespace plotmill::record
