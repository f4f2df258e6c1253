#include "report/manifest.h"

#include <utility>

#include "report/manifest_parts.h"
#include "report/out_file.h"

namespace plotmill::report {

namespace {

std::string head_text(const Head& head) {
    JsonWriter json;
    json.begin_object().member("plotmill_manifest", manifest_version).member("version", head.version);
    json.member("started", head.started).member("workers", head.workers).key("shard");
    if (head.shard)
        json.begin_object()
            .member("index", std::uint64_t{head.shard->index})
            .member("count", std::uint64_t{head.shard->count})
            .end_object();
    else
        json.null();
    json.end_object();
    std::string text = json.take();
    text.pop_back();  // the object goes on
    return text + ",\n\"figures\": [";
}

std::string figure_text(const Figure& figure, bool first) {
    JsonWriter json;
    json.begin_object();
    write_figure(json, figure);
    json.end_object();
    return (first ? "\n" : ",\n") + json.take();
}

std::string tail_text(const Tail& tail, Totals totals) {
    std::string text = "\n],\n\"jobs\": [";
    bool first = true;
    for (const Job& job : tail.jobs) {
        JsonWriter json;
        json.begin_object();
        write_job(json, job);
        json.end_object();
        text += (std::exchange(first, false) ? "\n" : ",\n") + json.take();
        totals.add(job);
    }
    JsonWriter json;
    json.begin_object();
    write_totals(json, totals);
    json.member("seconds", to_microseconds(tail.seconds)).member("exit", tail.exit_code);
    json.member("signal", tail.signal).end_object();
    text += "\n],\n\"summary\": " + json.take() + ",\n\"worker_metrics\": [";
    first = true;
    for (const api::Batch::Worker& w : tail.workers) {
        JsonWriter worker;
        worker.begin_object().member("done", std::uint64_t{w.done}).member("failed", std::uint64_t{w.failed});
        worker.member("cancelled", std::uint64_t{w.cancelled}).member("busy", to_microseconds(w.busy_seconds));
        worker.member("memory", std::uint64_t{w.memory_bytes}).end_object();
        text += (std::exchange(first, false) ? "\n" : ",\n") + worker.take();
    }
    return text + "\n]}\n";
}

class ManifestFile final : public Sink {
public:
    explicit ManifestFile(OutFile file) : file_(std::move(file)) {}

    std::string begin(const Head& head) { return file_.write(head_text(head)); }
    std::string figure(const Figure& figure) override {
        totals_.add(figure);
        return file_.write(figure_text(figure, totals_.figures == 1));
    }
    std::string finish(const Tail& tail) override {
        std::string fault = file_.write(tail_text(tail, totals_));
        return fault.empty() ? file_.commit() : fault;
    }

private:
    OutFile file_;
    Totals totals_;
};

}  // namespace

Result<std::unique_ptr<Sink>> make_manifest(const std::string& path, const Head& head) {
    auto file = OutFile::create(path);
    if (!file) return file.take_errors();
    auto sink = std::make_unique<ManifestFile>(std::move(*file));
    if (const std::string fault = sink->begin(head); !fault.empty()) return error_at({}, fault);
    return std::unique_ptr<Sink>(std::move(sink));
}

std::string manifest_text(const Manifest& manifest) {
    std::string text = head_text(manifest.head);
    Totals totals;
    for (const Figure& f : manifest.figures) {
        text += figure_text(f, totals.figures == 0);
        totals.add(f);
    }
    return text + tail_text(manifest.tail, totals);
}

}  // namespace plotmill::report
