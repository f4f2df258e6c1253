#include "render/matrix_scales.h"

#include <chrono>

#include "base/watch.h"
#include "data/scope.h"
#include "render/render.h"
#include "resolve/figure.h"

namespace plotmill::render {

namespace {

resolve::SharedScales measure(const expand::FigureSpec& figure, const Job& job, data::TableStore& tables,
                              const Settings& settings, MatrixScales::Inputs& files) {
    Diagnostics faults;
    std::vector<std::unique_ptr<const Source>> sources;
    // By its own limits, and not by those of the figure that waits for it.
    Watch watch(settings.cancelled, settings.max_memory);
    const spec::Fields fields = expand::read_figure(figure, faults);
    std::optional<double> timeout = settings.timeout ? settings.timeout : fields.number("timeout");
    if (!timeout) timeout = job.context->fields.number("timeout");
    if (timeout) watch.end_after(*timeout);
    const auto rc = figure_rc(job, fields, sources, faults);
    for (const auto& s : sources) files.try_emplace(s->name, style_input(*s));
    if (faults.has_errors()) return {};
    const data::EnvironmentScope scope(*figure.names);
    resolve::SharedScales out;
    const resolve::FigureInput input{
        figure.name,
        fields,
        scope,
        *figure.names,
        [&](const std::string& name, Span span, Diagnostics& d) {
            const auto t = tables.load(name, *figure.tables, *figure.names, span).or_report(d).value_or(nullptr);
            if (t)
                for (const std::string& f : t->files())
                    for (const io::InputFile& i : tables.inputs(f)) files.try_emplace(i.path, i);
            return t;
        },
        rc,
        nullptr,
        &out};
    resolve::resolve_figure(input, faults);
    if (faults.has_errors()) return {};
    return out;
}

}  // namespace

MatrixScales::Inputs MatrixScales::files() const {
    std::lock_guard lock(mutex_);
    return files_;
}

void MatrixScales::deliver(std::size_t index, resolve::SharedScales measured) {
    std::lock_guard lock(mutex_);
    early_.emplace(index, std::move(measured));
    for (auto at = early_.begin(); at != early_.end() && at->first == merged_; at = early_.erase(at)) {
        scales_.merge(at->second);
        ++merged_;
    }
    if (merged_ == figures_->figures.size()) ready_.notify_all();
}

const resolve::SharedScales* MatrixScales::wait(data::TableStore& tables, const Settings& settings) {
    using namespace std::chrono_literals;
    const auto stop = [&] { return settings.cancelled && settings.cancelled->load(std::memory_order_relaxed); };
    const std::size_t count = figures_->figures.size();
    while (!stop()) {
        const std::size_t i = next_.fetch_add(1, std::memory_order_relaxed);
        if (i >= count) break;
        resolve::SharedScales measured;
        Inputs files;
        try {
            measured = measure(figures_->figures[i], *job_, tables, settings, files);
        } catch (...) {  // as if it had failed: whoever draws it will meet the same, and say so
        }
        {
            std::lock_guard lock(mutex_);
            files_.merge(files);
        }
        deliver(i, std::move(measured));
    }
    std::unique_lock lock(mutex_);
    while (merged_ < count) {
        if (stop()) return nullptr;
        ready_.wait_for(lock, 50ms);
    }
    return &scales_;
}

}  // namespace plotmill::render
