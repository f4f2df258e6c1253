#include "report/junit.h"

#include <fmt/format.h>
#include <utility>
#include <vector>

#include "report/out_file.h"
#include "report/text.h"

namespace plotmill::report {

namespace {

struct Suite {
    std::string job, cases;
    std::size_t tests = 0, failures = 0, errors = 0, skipped = 0;
    double seconds = 0;
};

std::string attribute(const char* name, std::string_view value) {
    return fmt::format(" {}=\"{}\"", name, xml_text(value));
}

std::string element(const char* name, std::string_view attributes, std::string_view text) {
    if (text.empty()) return fmt::format("<{}{}/>", name, attributes);
    return fmt::format("<{0}{1}>{2}</{0}>", name, attributes, xml_text(text));
}

const api::Diagnostic* first_error(const std::vector<api::Diagnostic>& list) {
    for (const api::Diagnostic& d : list)
        if (d.severity == api::Severity::error) return &d;
    return list.empty() ? nullptr : &list.front();
}

std::string message(const std::vector<api::Diagnostic>& list, const char* otherwise) {
    const api::Diagnostic* d = first_error(list);
    return d ? d->message : otherwise;
}

class JunitFile final : public Sink {
public:
    JunitFile(OutFile file, Head head) : file_(std::move(file)), head_(std::move(head)) {}

    std::string figure(const Figure& f) override {
        Suite& s = suite(f.job);
        ++s.tests;
        s.seconds += f.seconds;
        std::string inside;
        if (const std::string text = comparison_text(f, true); !text.empty() && f.diagnostics.empty()) {
            ++s.failures;
            inside =
                element("failure",
                        attribute("message", text.substr(0, text.find('\n'))) + attribute("type", "comparison"), text);
            s.cases += test_case(f.name, f.job, 0, f.seconds, inside);
            return {};
        }
        switch (f.status) {
            case Status::rendered:
            case Status::up_to_date:
                if (!f.diagnostics.empty()) inside = element("system-err", "", full_text(f.diagnostics));
                break;
            case Status::failed:
            case Status::timed_out:
            case Status::out_of_memory:
            case Status::crashed:
                ++s.failures;
                inside = element("failure",
                                 attribute("message", message(f.diagnostics, "the figure failed")) +
                                     attribute("type", status_name(f.status)),
                                 full_text(f.diagnostics));
                break;
            case Status::cancelled:
                ++s.skipped;
                inside = element("skipped", attribute("message", "the run was stopped before"), "");
                break;
            case Status::skipped:
                ++s.skipped;
                inside = element("skipped", attribute("message", "not part of this run"), "");
                break;
        }
        const api::Diagnostic* d = first_error(f.diagnostics);
        s.cases += test_case(f.name, f.job, d ? d->line : 0, f.seconds, inside);
        return {};
    }

    std::string finish(const Tail& tail) override {
        for (const Job& job : tail.jobs) finish_job(job);
        Suite all;
        for (const Suite& s : suites_) {
            all.tests += s.tests;
            all.failures += s.failures;
            all.errors += s.errors;
            all.skipped += s.skipped;
        }
        all.seconds = tail.seconds;
        std::string fault = file_.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites" +
                                        attribute("name", "plotmill") + counts(all) + ">\n");
        for (const Suite& s : suites_) {
            if (!fault.empty()) return fault;
            fault =
                file_.write("  <testsuite" + attribute("name", s.job) + counts(s) +
                            attribute("timestamp", head_.started.substr(0, 19)) + ">\n" + s.cases + "  </testsuite>\n");
        }
        if (fault.empty()) fault = file_.write("</testsuites>\n");
        return fault.empty() ? file_.commit() : fault;
    }

private:
    // Figures come job by job; only a job that is named twice is met again.
    Suite& suite(const std::string& job) {
        if (!suites_.empty() && suites_.back().job == job) return suites_.back();
        for (Suite& s : suites_)
            if (s.job == job) return s;
        suites_.push_back({});
        suites_.back().job = job;
        return suites_.back();
    }

    void finish_job(const Job& job) {
        Suite& s = suite(job.path);
        if (job.diagnostics.empty() && job.readable) return;
        ++s.tests;
        std::string inside;
        const api::Diagnostic* d = first_error(job.diagnostics);
        if (!job.readable || (d && d->severity == api::Severity::error)) {
            ++s.errors;
            inside = element(
                "error",
                attribute("message", message(job.diagnostics, "the job cannot be read")) + attribute("type", "job"),
                full_text(job.diagnostics));
        } else {
            inside = element("system-err", "", full_text(job.diagnostics));
        }
        s.cases += test_case("(the job as a whole)", job.path, d ? d->line : 0, 0, inside);
    }

    static std::string counts(const Suite& s) {
        return fmt::format(" tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\" time=\"{:.6f}\"", s.tests,
                           s.failures, s.errors, s.skipped, s.seconds);
    }

    static std::string test_case(const std::string& name, const std::string& job, unsigned line, double seconds,
                                 const std::string& inside) {
        std::string out = "    <testcase" + attribute("name", name) + attribute("classname", job) +
                          attribute("file", job) + (line > 0 ? attribute("line", std::to_string(line)) : "") +
                          fmt::format(" time=\"{:.6f}\"", seconds);
        return out + (inside.empty() ? "/>\n" : ">" + inside + "</testcase>\n");
    }

    OutFile file_;
    Head head_;
    std::vector<Suite> suites_;
};

}  // namespace

Result<std::unique_ptr<Sink>> make_junit(const std::string& path, const Head& head) {
    auto file = OutFile::create(path);
    if (!file) return file.take_errors();
    return std::unique_ptr<Sink>(std::make_unique<JunitFile>(std::move(*file), head));
}

}  // namespace plotmill::report
