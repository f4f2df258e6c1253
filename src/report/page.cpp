#include "report/page.h"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <type_traits>
#include <unordered_map>
#include <utility>

#include "compare/parallel.h"
#include "report/manifest_parts.h"
#include "report/out_file.h"
#include "report/page_pictures.h"
#include "report/text.h"

// The assembler copies the page's parts into the read-only data.
#define PM_PART(name, file)                                     \
    asm(".pushsection .rodata\n"                                \
        ".global plotmill_page_" #name "\nplotmill_page_" #name \
        ":\n"                                                   \
        ".incbin \"" PLOTMILL_PAGE_DIR "/" file                 \
        "\"\n"                                                  \
        ".byte 0\n"                                             \
        ".popsection\n");                                       \
    extern "C" const char plotmill_page_##name[];
PM_PART(html, "page.html")
PM_PART(css, "page.css")
PM_PART(js, "page.js")

namespace plotmill::report {

namespace {

namespace fs = std::filesystem;

// After the jobs that have figures; a directory of baselines that only it has is none of them.
std::string title_of(const Manifest& run, std::vector<std::string> jobs) {
    if (!run.tail.jobs.empty())
        std::erase_if(jobs, [&](const std::string& path) {
            return std::ranges::find(run.tail.jobs, path, &Job::path) == run.tail.jobs.end();
        });
    if (jobs.empty()) return run.tail.jobs.empty() ? "plotmill" : run.tail.jobs.front().path;
    if (jobs.size() == 1) return jobs.front();
    return fmt::format("{} and {} more", jobs.front(), jobs.size() - 1);
}

// Pictures up to a number of bytes, in the order of the job whatever thread made them.
class Budget {
public:
    explicit Budget(std::size_t bytes) : left_(bytes) {}
    bool open() const { return left_ > 0; }
    std::string take(std::string uri) {
        if (left_ == 0) uri.clear();
        left_ -= std::min(left_, uri.size());
        return uri;
    }

private:
    std::size_t left_;
};

constexpr std::size_t at_a_time = 64;  // figures whose pictures are made before the budget is asked again

struct Compared {
    std::string expected, actual, diff;
};

class Page {
public:
    Page(const Manifest& run, const PageOptions& options)
        : run_(run),
          options_(options),
          budget_(options.most_bytes),
          pictures_(run.figures.size()),
          compared_(run.figures.size()) {
        for (const Figure& f : run.figures)
            if (job_index_.try_emplace(f.job, jobs_.size()).second) jobs_.push_back(f.job);
        title_ = title_of(run, jobs_);
    }

    std::string text() {
        // What differs is what the page is for, where there is such.
        in_order([&](std::size_t i) { return make_compared(i); },
                 [&](std::size_t i, std::vector<Compared> made) { place_compared(i, std::move(made)); });
        in_order([&](std::size_t i) { return make_thumbnail(i); },
                 [&](std::size_t i, std::string made) { place_thumbnail(i, std::move(made)); });
        std::string out;
        std::string_view rest = plotmill_page_html;
        for (const auto& [mark, text] : {std::pair<std::string_view, std::string>{"{{title}}", xml_text(title_)},
                                         {"{{style}}", plotmill_page_css},
                                         {"{{data}}", data()},
                                         {"{{script}}", plotmill_page_js}}) {
            const std::size_t at = rest.find(mark);
            out.append(rest.substr(0, at)).append(text);
            rest.remove_prefix(at + mark.size());
        }
        return out.append(rest);
    }

private:
    std::string link(const std::string& path) const { return path.empty() ? "" : options_.href(path); }

    // make(i) on all threads, then place(i, what it made) in order; nothing is made once the budget is used up.
    template <class Make, class Place>
    void in_order(Make&& make, Place&& place) {
        using Made = std::invoke_result_t<Make, std::size_t>;
        for (std::size_t first = 0; first < run_.figures.size(); first += at_a_time) {
            std::vector<Made> made(std::min(at_a_time, run_.figures.size() - first));
            if (budget_.open())
                compare::for_each_index(made.size(), options_.threads,
                                        [&](std::size_t k) { made[k] = make(first + k); });
            for (std::size_t k = 0; k < made.size(); ++k) place(first + k, std::move(made[k]));
        }
    }

    static bool has_pictures(const compare::Comparison& c) {
        return c.verdict != compare::Verdict::identical && c.verdict != compare::Verdict::broken;
    }

    std::vector<Compared> make_compared(std::size_t i) const {
        std::vector<Compared> out;
        for (const compare::Comparison& c : run_.figures[i].comparisons) {
            Compared& pictures = out.emplace_back();
            if (!has_pictures(c)) continue;
            // What was accepted lies where its baseline was.
            if (!c.accepted) pictures.expected = whole_picture(c.pair.expected);
            pictures.actual = whole_picture(c.pair.actual);
            if (!c.accepted || !c.diff.empty()) pictures.diff = difference_picture(c);
        }
        return out;
    }

    void place_compared(std::size_t i, std::vector<Compared> made) {
        const auto& comparisons = run_.figures[i].comparisons;
        made.resize(comparisons.size());
        for (std::size_t k = 0; k < comparisons.size(); ++k) {
            const compare::Comparison& c = comparisons[k];
            Compared& pictures = compared_[i].emplace_back();
            if (!has_pictures(c)) continue;
            const auto place = [&](std::string& uri, const std::string& path) {
                std::string embedded = budget_.take(std::move(uri));
                const bool image = path.ends_with(".png") || path.ends_with(".svg");
                return embedded.empty() && image ? link(path) : embedded;
            };
            if (!c.accepted) pictures.expected = place(made[k].expected, c.pair.expected);
            pictures.actual = place(made[k].actual, c.pair.actual);
            if (!c.accepted || !c.diff.empty()) {
                const bool open = budget_.open();
                pictures.diff = open ? budget_.take(std::move(made[k].diff)) : link(c.diff);
            }
        }
    }

    std::string make_thumbnail(std::size_t i) const {
        return i < options_.most_thumbnails ? thumbnail(run_.figures[i]) : std::string();
    }

    void place_thumbnail(std::size_t i, std::string made) {
        const Figure& f = run_.figures[i];
        pictures_[i] = budget_.take(std::move(made));
        if (!pictures_[i].empty()) return;
        for (const char* format : {"png", "svg"})
            for (const File& file : f.files)
                if (file.format == format && pictures_[i].empty()) pictures_[i] = link(file.path);
        for (const Compared& c : compared_[i])
            if (pictures_[i].empty()) pictures_[i] = c.actual.empty() ? c.expected : c.actual;
    }

    std::string data() const {
        JsonWriter json;
        json.begin_object().member("title", title_).member("version", run_.head.version);
        json.member("started", run_.head.started).member("workers", run_.head.workers).member("live", options_.live);
        json.member("shard", run_.head.shard
                                 ? fmt::format("shard {} of {}", run_.head.shard->index, run_.head.shard->count)
                                 : std::string());
        Totals totals;
        for (const Figure& f : run_.figures) totals.add(f);
        json.key("summary").begin_object().member("files", std::uint64_t{totals.files}).member("bytes", totals.bytes);
        json.member("seconds", to_microseconds(run_.tail.seconds)).end_object().key("jobs").begin_array();
        for (const std::string& job : jobs_) json.value(job);
        json.end_array().key("faults").begin_array();
        for (const Job& job : run_.tail.jobs)
            for (const api::Diagnostic& d : job.diagnostics) write_diagnostic(json, d);
        json.end_array().key("figures").begin_array();
        for (std::size_t i = 0; i < run_.figures.size(); ++i) write_figure(json, i);
        json.end_array().end_object();
        std::string text = json.take(), out;
        out.reserve(text.size());
        for (const char c : text) c == '<' ? out += "\\u003c" : out += c;  // no "</script>"
        return out;
    }

    static void write_diagnostic(JsonWriter& json, const api::Diagnostic& d) {
        json.begin_object().member("severity", severity_name(d.severity)).member("message", d.message);
        json.member("text", full_text(d)).end_object();
    }

    void write_figure(JsonWriter& json, std::size_t i) const {
        const Figure& f = run_.figures[i];
        json.begin_object().member("name", f.name).member("job", std::uint64_t{job_index_.at(f.job)});
        json.member("status", status_name(f.status)).member("alt", f.alt).member("worker", f.worker);
        json.member("seconds", to_microseconds(f.seconds)).member("picture", pictures_[i]).key("stages").begin_array();
        for (const api::Stage& s : api::stages) json.value(to_microseconds(f.stages.*s.seconds));
        json.end_array().key("files").begin_array();
        for (const File& file : f.files) {
            json.begin_object().member("format", file.format).member("path", file.path);
            json.member("href", link(file.path)).member("bytes", file.bytes).member("hash", file.hash).end_object();
        }
        json.end_array().key("diagnostics").begin_array();
        for (const api::Diagnostic& d : f.diagnostics) write_diagnostic(json, d);
        json.end_array();
        if (!f.comparisons.empty()) {
            json.key("comparisons").begin_array();
            for (std::size_t k = 0; k < f.comparisons.size(); ++k)
                write_comparison(json, f.comparisons[k], compared_[i][k]);
            json.end_array();
        }
        json.end_object();
    }

    static void write_comparison(JsonWriter& json, const compare::Comparison& c, const Compared& pictures) {
        json.begin_object().member("name", c.pair.name).member("verdict", compare::verdict_name(c.verdict));
        json.member("note", c.note).member("accepted", c.accepted).member("expected", pictures.expected);
        json.member("actual", pictures.actual).member("diff", pictures.diff).end_object();
    }

    const Manifest& run_;
    const PageOptions& options_;
    Budget budget_;
    std::string title_;
    std::vector<std::string> jobs_;
    std::unordered_map<std::string, std::size_t> job_index_;
    std::vector<std::string> pictures_;
    std::vector<std::vector<Compared>> compared_;
};

class PageFile final : public Sink {
public:
    PageFile(OutFile file, const std::string& path, const Head& head, int threads)
        : file_(std::move(file)), directory_(io::parent_directory(path)), threads_(threads) {
        run_.head = head;
    }
    std::string figure(const Figure& figure) override {
        run_.figures.push_back(figure);
        return {};
    }
    std::string finish(const Tail& tail) override {
        run_.tail = tail;
        PageOptions options;
        options.threads = threads_;
        options.href = [this](const std::string& path) { return relative_link(path, directory_); };
        std::string fault = file_.write(page_text(run_, options));
        return fault.empty() ? file_.commit() : fault;
    }

private:
    OutFile file_;
    std::string directory_;
    int threads_;
    Manifest run_;
};

}  // namespace

std::string page_text(const Manifest& run, const PageOptions& options) { return Page(run, options).text(); }

Result<std::unique_ptr<Sink>> make_page(const std::string& path, const Head& head, int threads) {
    auto file = OutFile::create(path);
    if (!file) return file.take_errors();
    return std::unique_ptr<Sink>(std::make_unique<PageFile>(std::move(*file), path, head, threads));
}

std::string percent_encoded(std::string_view path) {
    std::string out;
    for (const char c : path) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                           std::string_view("-._~/").find(c) != std::string_view::npos;
        out += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    }
    return out;
}

std::string relative_link(const std::string& path, const std::string& directory) {
    const fs::path from(io::real_path(directory)), to(io::real_path(path));
    return percent_encoded(to.lexically_relative(from).generic_string());
}

}  // namespace plotmill::report
