#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "io/files.h"
#include "report/manifest.h"

namespace plotmill::report {

namespace {

using Json = nlohmann::json;

constexpr std::size_t most_bytes = std::size_t{1} << 30;
constexpr std::uint64_t largest_whole = std::uint64_t{1} << 53;

struct Fault {
    std::string where, what;
};

// A value and where it stands, for messages: "figures[3].files[0].bytes".
class At {
public:
    At(const Json& json, std::string where) : json_(json), where_(std::move(where)) {}

    At operator[](const char* key) const {
        need(json_.is_object(), "an object");
        const auto at = json_.find(key);
        if (at == json_.end()) throw Fault{where_, fmt::format("there is no \"{}\"", key)};
        return {*at, where_.empty() ? key : where_ + "." + key};
    }
    bool has(const char* key) const { return json_.is_object() && json_.contains(key) && !json_.at(key).is_null(); }
    template <class F>
    void each(F&& f) const {
        need(json_.is_array(), "a list");
        std::size_t i = 0;
        for (const Json& item : json_) f(At(item, fmt::format("{}[{}]", where_, i++)));
    }

    std::string text() const {
        need(json_.is_string(), "text");
        return json_.get<std::string>();
    }
    bool flag() const {
        need(json_.is_boolean(), "true or false");
        return json_.get<bool>();
    }
    double seconds() const {
        need(json_.is_number() && std::isfinite(json_.get<double>()) && json_.get<double>() >= 0, "a time in seconds");
        return json_.get<double>();
    }
    std::uint64_t whole(std::uint64_t most = largest_whole) const {
        need(json_.is_number_unsigned() && json_.get<std::uint64_t>() <= most, "a whole number");
        return json_.get<std::uint64_t>();
    }
    int small(int low, int high) const {
        need(json_.is_number_integer() && json_.get<std::int64_t>() >= low && json_.get<std::int64_t>() <= high,
             "a whole number");
        return json_.get<int>();
    }
    const std::string& where() const { return where_; }

private:
    void need(bool ok, const char* what) const {
        if (!ok) throw Fault{where_, fmt::format("this should be {}", what)};
    }
    const Json& json_;
    std::string where_;
};

api::Severity severity(const At& at) {
    const std::string word = at.text();
    if (word == "error") return api::Severity::error;
    if (word == "warning") return api::Severity::warning;
    if (word == "note") return api::Severity::note;
    throw Fault{at.where(), fmt::format("there is no severity '{}'", word)};
}

std::vector<api::Diagnostic> diagnostics(const At& list) {
    std::vector<api::Diagnostic> out;
    list.each([&](const At& at) {
        api::Diagnostic d;
        d.severity = severity(at["severity"]);
        d.file = at["file"].text();
        d.line = static_cast<unsigned>(at["line"].whole(0xffffffff));
        d.column = static_cast<unsigned>(at["column"].whole(0xffffffff));
        if (at.has("lint")) d.lint = at["lint"].text();
        d.message = at["message"].text();
        d.text = at["text"].text();
        out.push_back(std::move(d));
    });
    return out;
}

Figure figure(const At& at) {
    Figure f;
    f.name = at["name"].text();
    f.job = at["job"].text();
    f.index = at["index"].whole();
    const std::string word = at["status"].text();
    const auto status = find_status(word);
    if (!status) throw Fault{at["status"].where(), fmt::format("there is no status '{}'", word)};
    f.status = *status;
    at["files"].each([&](const At& file) {
        f.files.push_back({file["format"].text(), file["path"].text(), file["bytes"].whole(), file["hash"].text()});
    });
    f.alt = at["alt"].text();
    f.worker = at["worker"].small(-1, 1 << 20);
    f.begun = at["begun"].seconds();
    f.seconds = at["seconds"].seconds();
    const At stages = at["stages"];
    for (const api::Stage& s : api::stages) f.stages.*s.seconds = stages[s.name].seconds();
    f.diagnostics = diagnostics(at["diagnostics"]);
    return f;
}

Manifest manifest(const At& top) {
    Manifest m;
    if (!top.has("plotmill_manifest")) throw Fault{"", "this is no manifest of plotmill"};
    const std::uint64_t version = top["plotmill_manifest"].whole();
    if (version != manifest_version)
        throw Fault{
            "", fmt::format("this is a manifest of kind {}, and only kind {} can be read", version, manifest_version)};
    m.head.version = top["version"].text();
    m.head.started = top["started"].text();
    m.head.workers = top["workers"].small(0, 1 << 20);
    if (top.has("shard")) {
        const At shard = top["shard"];
        m.head.shard = Shard{shard["index"].whole(), shard["count"].whole()};
        if (m.head.shard->index < 1 || m.head.shard->index > m.head.shard->count)
            throw Fault{shard.where(), "the index of a shard is from 1 to its count"};
    }
    top["figures"].each([&](const At& at) {
        m.figures.push_back(figure(at));
        m.totals.add(m.figures.back());
    });
    top["jobs"].each([&](const At& at) {
        m.tail.jobs.push_back(
            {at["path"].text(), at["readable"].flag(), at["figures"].whole(), diagnostics(at["diagnostics"])});
        m.totals.add(m.tail.jobs.back());
    });
    const At summary = top["summary"];
    if (summary["figures"].whole() != m.totals.figures)
        throw Fault{"summary.figures", "this is not the number of figures"};
    m.tail.seconds = summary["seconds"].seconds();
    m.tail.exit_code = summary["exit"].small(0, 255);
    m.tail.signal = summary["signal"].small(0, 255);
    if (top.has("worker_metrics"))
        top["worker_metrics"].each([&](const At& at) {
            api::Batch::Worker& w = m.tail.workers.emplace_back();
            w.done = at["done"].whole();
            w.failed = at["failed"].whole();
            w.cancelled = at["cancelled"].whole();
            w.busy_seconds = at["busy"].seconds();
            w.memory_bytes = at["memory"].whole();
        });
    return m;
}

}  // namespace

Result<Manifest> read_manifest(std::string_view text, const std::string& name) {
    try {
        return manifest(At(Json::parse(text), ""));
    } catch (const Fault& f) {
        return error_at({}, fmt::format("'{}' {}: {}", name,
                                        f.where.empty() ? "cannot be read" : "is wrong at " + f.where, f.what));
    } catch (const Json::parse_error& e) {
        const std::string_view before = text.substr(0, std::min(text.size(), std::max<std::size_t>(e.byte, 1) - 1));
        const std::size_t line = before.rfind('\n');
        return error_at({},
                        fmt::format("'{}' is no JSON: line {}, column {}", name, std::ranges::count(before, '\n') + 1,
                                    before.size() - (line == std::string_view::npos ? 0 : line + 1) + 1));
    } catch (const Json::exception&) {
        return error_at({}, fmt::format("'{}' is no JSON that can be read", name));
    }
}

Result<Manifest> read_manifest_file(const std::string& path) {
    auto text = io::read_file(path, most_bytes);
    if (!text) return text.take_errors();
    return read_manifest(*text, path);
}

}  // namespace plotmill::report
