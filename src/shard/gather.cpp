#include "shard/gather.h"

#include <fmt/format.h>
#include <map>
#include <memory>
#include <set>

#include "base/digest.h"
#include "io/files.h"
#include "record/record.h"

namespace plotmill::shard {

namespace {

constexpr std::size_t most_bytes = std::size_t{1} << 30;  // of one image
constexpr int patience = 2000;                            // milliseconds that it waits for other processes

// A shard's output directory.
struct Home {
    std::unique_ptr<record::Record> record;
    bool usable = false;  // its record says the same of the new directory
};

class Gatherer {
public:
    Gatherer(const Places& places, const std::string& directory)
        : places_(places), directory_(directory), record_(directory) {}

    Gathered run(report::Manifest& manifest) {
        for (report::Figure& figure : manifest.figures)
            for (report::File& file : figure.files) take(figure.name, file);
        if (const std::string why = record_.flush(patience); !why.empty())
            out_.notes.push_back(fmt::format("cannot write '{}': {} (the next run draws the images again)",
                                             io::join_path(directory_, record::record_name), why));
        return std::move(out_);
    }

private:
    void take(const std::string& name, report::File& file) {
        const std::string short_name = name + "." + file.format;
        const auto at = places_.find(file.path);
        const std::string from = at == places_.end() ? file.path : at->second;
        const std::string to = io::join_path(directory_, short_name);
        if (!file.path.ends_with("/" + short_name) || !io::output_name_fault(short_name).empty())
            return fault("'{}' is no file of a figure '{}'", file.path, name);
        if (!taken_.insert(short_name).second) return fault("two figures are to be '{}'", to);
        const std::string named = file.path.substr(0, file.path.size() - short_name.size() - 1);
        const std::string found = from.substr(0, from.size() - short_name.size() - 1);
        file.path = to;
        if (io::real_path(found) == io::real_path(directory_)) return;  // it is there, and so is its record
        std::optional<io::FileStamp> stamp = io::stamp_of(to);
        if (!stamp || hex(io::content_of(to).value_or(Digest{})) != file.hash) {
            const auto bytes = io::read_file(from, most_bytes);
            if (!bytes) return fault("{}", bytes.errors().front().message);
            if (bytes->size() != file.bytes || hex(digest(*bytes)) != file.hash)
                return fault("'{}' is not the file that its manifest tells of", from);
            if (const auto written = io::write_within(directory_, short_name, *bytes); !written.ok())
                return fault("{}", written.errors().front().message);
            stamp = io::stamp_of(to);
        }
        if (stamp) keep(home(named, found), name, file.format, *stamp);
    }

    template <class... T>
    void fault(fmt::format_string<T...> words, T&&... values) {
        out_.faults.push_back(fmt::format(words, std::forward<T>(values)...));
    }

    // What a record says is said as seen from its directory, digests included. It holds in another one that the same
    // paths lead from.
    Home& home(const std::string& named, const std::string& found) {
        Home& h = homes_[found];
        if (h.record) return h;
        h.record = std::make_unique<record::Record>(found);
        h.usable = io::parent_directory(record::absolute_path(named)) == io::parent_directory(record_.home());
        bool any = false;
        h.record->for_each([&](const record::Entry&) { any = true; });
        if (!h.usable)
            out_.notes.push_back(
                fmt::format("the record of '{}' says nothing about '{}', since the two do not lie side by side: the "
                            "next run draws its images again",
                            found, directory_));
        else if (!any)
            out_.notes.push_back(fmt::format("there is no record in '{}' ({}): the next run draws its images again",
                                             found, record::record_name));
        return h;
    }

    void keep(Home& h, const std::string& name, const std::string& format, const io::FileStamp& stamp) {
        if (!h.usable) return;
        for (const render::Format f : {render::Format::png, render::Format::svg, render::Format::pdf}) {
            if (record::suffix(f) + 1 != format) continue;
            auto entry = h.record->find(name, f);
            if (!entry || stamp.size != entry->stamp.size) return;
            const auto plan = h.record->plan(entry->plan);
            const auto* inputs = h.record->inputs(entry->inputs);
            if (!plan || !inputs) return;
            const auto known = record_.find(name, f);
            if (known && known->key == entry->key && known->inputs == entry->inputs && known->stamp == stamp) return;
            entry->stamp = stamp;
            entry->settled = io::is_settled(stamp, io::now());
            record_.add(*entry, *plan, {entry->inputs, *inputs});
            for (const record::Input& input : *inputs)
                if (const record::StampedInput* s = h.record->stamp(input.path)) record_.add(s->input, s->stamp);
        }
    }

    const Places& places_;
    const std::string& directory_;
    record::Record record_;
    std::map<std::string, Home> homes_;  // by where they are
    std::set<std::string> taken_;
    Gathered out_;
};

}  // namespace

void find_files(const std::string& name, const report::Manifest& manifest, Places& places) {
    const std::string beside = io::parent_directory(name);
    for (const report::Figure& figure : manifest.figures)
        for (const report::File& file : figure.files) {
            const std::string moved = io::join_path(beside, file.path);
            const bool there = beside != "." && io::file_kind(moved) == io::FileKind::file;
            places.try_emplace(file.path, there ? moved : file.path);
        }
}

Gathered gather(report::Manifest& manifest, const Places& places, const std::string& directory) {
    return Gatherer(places, directory).run(manifest);
}

}  // namespace plotmill::shard
