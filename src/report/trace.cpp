#include "report/trace.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <utility>

#include "base/json.h"
#include "report/out_file.h"

namespace plotmill::report {

namespace {

double nanoseconds(double seconds) { return std::round(seconds * 1e9); }

void begin_event(JsonWriter& json, const std::string& name, const char* kind, int worker) {
    json.begin_object().member("name", name).member("ph", kind).member("pid", 1).member("tid", worker);
}

// The name of the process (worker -1) or of a worker's row.
std::string row_name(int worker, const std::string& name) {
    JsonWriter json;
    begin_event(json, worker < 0 ? "process_name" : "thread_name", "M", std::max(worker, 0));
    json.key("args").begin_object().member("name", name).end_object().end_object();
    return json.take();
}

void write_bar(JsonWriter& json, double begun, double seconds, const char* category) {
    // By its ends: what follows another, or ends with it, does so in whole numbers too.
    const double from = nanoseconds(begun), to = nanoseconds(begun + seconds);
    json.member("ts", from / 1000).member("dur", (to - from) / 1000).member("cat", category);
}

class TraceFile final : public Sink {
public:
    explicit TraceFile(OutFile file) : file_(std::move(file)) {}

    std::string begin(const Head& head) {
        std::string text = "{\"displayTimeUnit\": \"ms\", \"otherData\": {\"version\": " + json_string(head.version) +
                           ", \"started\": " + json_string(head.started) + "},\n\"traceEvents\": [\n" +
                           row_name(-1, "plotmill");
        for (int w = 0; w < head.workers; ++w) text += ",\n" + row_name(w, fmt::format("worker {}", w));
        return file_.write(text);
    }

    std::string figure(const Figure& f) override {
        if (f.worker < 0) return {};
        JsonWriter json;
        begin_event(json, f.name, "X", f.worker);
        write_bar(json, f.begun, f.seconds, "figure");
        json.key("args").begin_object().member("job", f.job).member("status", status_name(f.status));
        std::uint64_t bytes = 0;
        for (const File& file : f.files) bytes += file.bytes;
        json.member("bytes", bytes).end_object().end_object();
        std::string text = ",\n" + json.take();
        std::vector<api::StageSpan> spans = f.spans;  // as viewers like them: what holds another comes before it
        std::ranges::stable_sort(spans, [](const api::StageSpan& a, const api::StageSpan& b) {
            return a.begun != b.begun ? a.begun < b.begun : a.seconds > b.seconds;
        });
        for (const api::StageSpan& s : spans) {
            begin_event(json, s.name, "X", f.worker);
            write_bar(json, s.begun, s.seconds, "stage");
            json.end_object();
            text += ",\n" + json.take();
        }
        return file_.write(text);
    }

    std::string finish(const Tail&) override {
        std::string fault = file_.write("\n]}\n");
        return fault.empty() ? file_.commit() : fault;
    }

private:
    OutFile file_;
};

}  // namespace

Result<std::unique_ptr<Sink>> make_trace(const std::string& path, const Head& head) {
    auto file = OutFile::create(path);
    if (!file) return file.take_errors();
    auto sink = std::make_unique<TraceFile>(std::move(*file));
    if (const std::string fault = sink->begin(head); !fault.empty()) return error_at({}, fault);
    return std::unique_ptr<Sink>(std::move(sink));
}

}  // namespace plotmill::report
