#include "isolate/worker.h"

#include <algorithm>
#include <charconv>
#include <csignal>
#include <deque>
#include <map>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "batch/batch.h"
#include "expand/names.h"
#include "io/files.h"
#include "io/roots.h"
#include "isolate/channel.h"
#include "render/reader.h"

namespace plotmill::isolate {

namespace {

constexpr std::size_t most_kept = 64;  // figures that were read and are not forgotten yet
constexpr std::size_t statm_bytes = 4096;
constexpr std::size_t slack = 16 << 20;  // above a figure's cap, for what the allocator keeps and libraries take

// Pages of /proc/self/statm: 1 resident, 5 data.
std::uint64_t own_memory(int field) {
    const auto text = io::read_file("/proc/self/statm", statm_bytes);
    if (!text) return 0;
    const char *at = text->data(), *const end = at + text->size();
    std::uint64_t pages = 0;
    for (int i = 0; i <= field; ++i) {
        while (at < end && *at == ' ') ++at;
        const auto read = std::from_chars(at, end, pages);
        if (read.ec != std::errc()) return 0;
        at = read.ptr;
    }
    return pages * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

// While it lives, the kernel grants this process no more private memory than it has now and `cap` above it.
class MemoryCap {
public:
    explicit MemoryCap(std::size_t cap) {
        if (cap == 0) return;
        const std::uint64_t held = own_memory(5);
        if (held == 0 || ::getrlimit(RLIMIT_DATA, &before_) != 0) return;
        rlimit now = before_;
        now.rlim_cur = std::min<rlim_t>(held + cap + slack, before_.rlim_max);
        set_ = ::setrlimit(RLIMIT_DATA, &now) == 0;
    }
    ~MemoryCap() {
        if (set_) ::setrlimit(RLIMIT_DATA, &before_);
    }
    MemoryCap(const MemoryCap&) = delete;
    MemoryCap& operator=(const MemoryCap&) = delete;

private:
    rlimit before_{};
    bool set_ = false;
};

class Worker {
public:
    explicit Worker(int socket) : channel_(socket) {}

    int run() {
        if (!receive()) return 0;
        while (request_) {
            const auto job = jobs_.find(request_->job);
            if (job == jobs_.end()) return 1;
            answered_ = false;
            read(job->first, job->second);
            if (broken_) return 1;
            if (!answered_) {
                missing();
                receive();
            }
        }
        return broken_ ? 1 : 0;
    }

private:
    // The next request, if there is one.
    bool receive() {
        request_.reset();
        Message message{};
        std::string body;
        while (channel_.receive(std::chrono::milliseconds(-1), message, body) == Channel::Got::message) {
            switch (message) {
                case Message::setup: {
                    const auto setup = decode_setup(body);
                    if (!setup || shared_) return lost();
                    shared_ = std::make_unique<render::Shared>(io::Roots(setup->roots));
                    break;
                }
                case Message::job: {
                    auto job = decode_job(body);
                    if (!job) return lost();
                    jobs_.insert_or_assign(job->first, std::move(job->second));
                    break;
                }
                case Message::figure:
                    request_ = decode_request(body);
                    return request_ && shared_ ? true : lost();
                default:
                    return lost();
            }
        }
        return false;
    }

    bool lost() {
        request_.reset();
        broken_ = true;
        return false;
    }

    // Hands on the figures of the job until another job's is asked for, or one that has gone by.
    void read(std::uint64_t number, const JobSource& job) {
        expand::JobOptions options;
        for (const auto& [name, value] : job.set)
            options.set.emplace_back(name, expr::Operand(expand::scalar_of_text(value)));
        options.only = job.only;
        std::uint64_t position = 0;              // of the figure that is read next
        std::deque<render::ReadyFigure> latest;  // up to there: figures are asked for almost in order
        render::ReaderHooks hooks;
        hooks.figure = [&](const render::ReadyFigure& ready) {
            latest.push_back(ready);
            if (latest.size() > most_kept) latest.pop_front();
            ++position;
            while (request_ && request_->job == number && request_->position < position &&
                   position - request_->position <= latest.size()) {
                draw(latest[latest.size() - static_cast<std::size_t>(position - request_->position)]);
                answered_ = true;
                receive();
            }
            return request_ && request_->job == number && request_->position >= position;
        };
        hooks.failed = [](const std::string&, Span, const std::vector<Diagnostic>&) { return true; };
        (void)render::read_job(job.path, options, *shared_, hooks, job.text ? &*job.text : nullptr, job.base_directory);
    }

    void draw(const render::ReadyFigure& ready) {
        const Span& span = ready.spec.span;
        if (span.line != request_->line || span.column != request_->column ||
            expand::combination_text(ready.spec) != request_->combination) {
            missing();
            return;
        }
        channel_.send(Message::begun, {});
        auto figure = std::make_shared<render::ReadyFigure>(ready);
        figure->spec.name = request_->name;
        batch::Submission s;
        s.figure = figure;
        s.name = request_->name;
        s.settings.output = request_->output;
        s.settings.formats = request_->formats;
        s.settings.timeout = request_->timeout;
        s.settings.max_memory = request_->max_memory;
        s.settings.strict = request_->strict;
        s.settings.images = request_->images;
        s.settings.pdf_page = request_->pdf_page;
        s.settings.spans = request_->spans;
        Reply reply;
        bool broken = false;
        {
            const MemoryCap cap(request_->max_memory);
            try {
                if (!context_) context_ = std::make_unique<render::Context>();
                reply.outcome = batch::run_guarded(s, shared_->tables, *context_, s.settings, broken);
            } catch (const std::bad_alloc&) {
                reply.outcome = batch::out_of_memory(s);
            }
        }
        if (broken) context_.reset();
        answer(std::move(reply));
    }

    // The job, an include or a directory is not what it was when the run read it.
    void missing() {
        Reply reply;
        reply.outcome.verdict = render::Verdict::failed;
        reply.outcome.name = request_->name;
        reply.outcome.diagnostics.push_back(error_at(
            {}, "the figure '" + request_->name + "' is no longer in its job: a file has changed during the run"));
        answer(std::move(reply));
        answered_ = true;
    }

    void answer(Reply reply) {
        reply.memory = own_memory(1);
        reply.fresh = drawn_++ == 0;
        channel_.send(Message::ended, encode(reply));
    }

    Channel channel_;
    std::unique_ptr<render::Shared> shared_;
    std::unique_ptr<render::Context> context_;
    std::map<std::uint64_t, JobSource> jobs_;
    std::optional<Request> request_;
    std::size_t drawn_ = 0;
    bool answered_ = false, broken_ = false;
};

}  // namespace

int work(int socket, int parent) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent) return 1;
    // Ctrl-C reaches the whole group; what it means is the run's to say.
    for (const int s : {SIGINT, SIGTERM, SIGHUP}) std::signal(s, SIG_IGN);
    return Worker(socket).run();
}

}  // namespace plotmill::isolate
