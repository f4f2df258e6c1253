#include "render/render.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <set>

#include "base/numbers.h"
#include "base/sizes.h"
#include "data/scope.h"
#include "figure/props.h"
#include "formats/pdf_document.h"
#include "io/files.h"
#include "layout/figure.h"
#include "lint/lint.h"
#include "render/check_texts.h"
#include "resolve/figure.h"
#include "resolve/layer_call.h"

namespace plotmill::render {

text::FontEngine& Context::fonts(const std::shared_ptr<const text::FontLibrary>& library) {
    if (!engine_ || library_ != library) {
        engine_ = std::make_unique<text::FontEngine>(library);
        library_ = library;
    }
    return *engine_;
}

namespace {

using Clock = std::chrono::steady_clock;

class EngineMasks final : public paint::TextMasks {
public:
    explicit EngineMasks(text::FontEngine& engine) : engine_(engine) {}
    paint::PlacedMask place(const scene::TextItem& item, double dpi) override {
        const text::PlacedMask m = engine_.place(item, dpi);
        return {m.data, m.width, m.height, m.stride, m.x, m.y};
    }

private:
    text::FontEngine& engine_;
};

constexpr std::size_t most_spans = 64;  // of one figure: a job with a hundred tables is told of in part
constexpr double least_load = 20e-6;    // seconds; a table that was there has not been loaded

const char* suffix(Format f) { return f == Format::svg ? ".svg" : f == Format::pdf ? ".pdf" : ".png"; }

// A figure on its way: the arrows of the pipeline, one member each.
class Run {
public:
    Run(const expand::FigureSpec& figure, const Job& job, data::TableStore& tables, Context& context,
        const Settings& settings, std::vector<std::unique_ptr<const Source>>& sources)
        : figure_(figure),
          job_(job),
          tables_(tables),
          context_(context),
          settings_(settings),
          sources_(sources),
          begun_(Clock::now()),
          last_(begun_),
          watch_(settings.cancelled, settings.max_memory) {}

    // Each is false where the figure ends, or throws Stopped.
    bool read() {
        limit_time(settings_.timeout);  // the job's own is known when its words are read
        fields_ = expand::read_figure(figure_, out_);
        if (out_.has_errors()) resolve::check_layers(fields_, data::EnvironmentScope(*figure_.names), out_);
        timeout_ = settings_.timeout ? settings_.timeout : fields_.number("timeout");
        if (!timeout_) timeout_ = job_.context->fields.number("timeout");
        limit_time(timeout_);
        rc_ = figure_rc(job_, fields_, sources_, out_);
        return lap();
    }

    bool resolve() {
        stage_ = Stage::resolve;
        const data::EnvironmentScope scope(*figure_.names);
        const resolve::FigureInput input{
            figure_.name,
            fields_,
            scope,
            *figure_.names,
            [this](const std::string& name, Span span, Diagnostics& out) { return table(name, span, out); },
            rc_,
            shared(),
            nullptr,
            figure_.in_matrix,
            &context_.fonts(job_.fonts)};
        if (cancelled_) return false;
        resolved_ = resolve::resolve_figure(input, out_);
        if (!out_.has_errors()) check_texts(resolved_, *job_.fonts, places(), figure_.span, out_);
        return lap();
    }

    bool layout(layout::FigureFacts* facts, figure::TextMetrics* metrics) {
        stage_ = Stage::layout;
        text::FontEngine& fonts = context_.fonts(job_.fonts);
        std::string warning;
        scene = layout::layout_figure(resolved_, metrics ? *metrics : fonts, facts, &warning);
        if (!warning.empty()) out_.warning(fields_.has("layout") ? fields_.span_of("layout") : figure_.span, warning);
        if (!metrics) check_drawn_texts(scene, fonts, places(), figure_.span, out_);
        if (!metrics && !out_.has_errors()) {
            lint::Switches lints;
            lints.read(job_.context->fields);
            lints.read(fields_);
            lint::check(resolved_, scene, fonts, lints, figure_.span, out_);
        }
        return lap();
    }

    bool paint() {
        stage_ = Stage::paint;
        need_memory(pixel_bytes(scene));
        EngineMasks masks(context_.fonts(job_.fonts));
        auto status = context_.painter.paint(scene, masks, paint::Alpha::straight);
        if (!status)
            for (Diagnostic d : status.take_errors()) {
                d.span = figure_.span;
                out_.add(std::move(d));
            }
        return lap();
    }

    // The file in a format; `bytes` stay until the next call.
    bool encode(Format format, std::span<const std::uint8_t>& bytes) {
        stage_ = Stage::encode;
        switch (format) {
            case Format::png:
                bytes = png();
                break;
            case Format::svg:
                file_ = context_.svg.write(scene, context_.fonts(job_.fonts), svg_options());
                bytes = file_bytes();
                break;
            case Format::pdf: {
                file_.clear();
                formats::PdfDocument document([this](std::string_view part) { file_ += part; }, false);
                document.add(pdf_page());
                document.finish(&context_.fonts(job_.fonts));
                bytes = file_bytes();
                break;
            }
        }
        return lap();
    }

    // Made once for the figure's own file and for the file of all pages.
    const formats::PdfPage& pdf_page() {
        if (!pdf_page_) {
            auto page = std::make_unique<formats::PdfPage>(
                formats::make_pdf_page(scene, context_.fonts(job_.fonts), context_.flate));
            page->title = figure_.name;
            pdf_page_ = std::move(page);
        }
        return *pdf_page_;
    }
    std::unique_ptr<const formats::PdfPage> take_pdf_page() {
        stage_ = Stage::encode;
        pdf_page();
        lap();
        return std::move(pdf_page_);
    }

    // A mapped file may have been cut off while the figure was drawn from it.
    bool intact() {
        for (const data::TablePtr& t : used_)
            if (!t->intact()) {
                out_.error(figure_.span, "a file of table '" + t->name() + "' was cut off while the figure was drawn");
                break;
            }
        return good();
    }

    bool write(Image& image, std::span<const std::uint8_t> bytes) {
        stage_ = Stage::write;
        if (!intact()) return false;
        image.size = bytes.size();
        image.content = digest({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
        if (settings_.output.empty()) {
            image.bytes.assign(bytes.begin(), bytes.end());
        } else {
            image.path = io::join_path(settings_.output, figure_.name + suffix(image.format));
            const std::string_view content(reinterpret_cast<const char*>(bytes.data()), bytes.size());
            auto status =
                io::write_within(settings_.output, figure_.name + suffix(image.format), content, &image.stamp);
            if (!status)
                for (Diagnostic d : status.take_errors()) {
                    d.span = figure_.span;
                    out_.add(std::move(d));
                }
        }
        note();  // what is written is in time
        return good();
    }

    // The figure ended in the middle of a stage.
    void stopped(const Stopped& why) {
        if (stage_ == Stage::data) add_span(Stage::data, loading_, Clock::now());
        note();
        broken = true;
        switch (why.why()) {
            case Stopped::Why::cancelled:
                cancelled_ = true;
                return;
            case Stopped::Why::time:
                out_of_time();
                return;
            case Stopped::Why::memory:
                cause = Cause::memory;
                out_.error(figure_.span, "the figure wants more memory than the " + size_text(settings_.max_memory) +
                                             " that it is allowed, in stage '" + stage_name(stage_) + "'");
        }
    }

    std::vector<Format> formats() {
        std::vector<Format> f = settings_.formats;
        if (f.empty()) f = read_formats(fields_);
        if (f.empty()) f = job_.formats;
        return f;
    }

    Verdict verdict() const { return cancelled_ ? Verdict::cancelled : failed() ? Verdict::failed : Verdict::done; }
    std::vector<Diagnostic> take() {
        std::vector<Diagnostic> list = out_.take();
        for (Diagnostic& d : list) expand::add_combination(figure_, d);
        if (settings_.strict)
            for (Diagnostic& d : list)
                if (d.severity == Severity::warning) d.severity = Severity::error;
        return list;
    }
    std::vector<io::InputFile> inputs() {
        MatrixScales::Inputs all;
        if (settings_.scales) all = settings_.scales->files();
        for (const std::string& f : read_files_)
            for (const io::InputFile& i : tables_.inputs(f)) all.try_emplace(i.path, i);
        for (const auto& s : sources_) all.try_emplace(s->name, style_input(*s));
        std::vector<io::InputFile> out;
        for (auto& [path, file] : all) out.push_back(std::move(file));
        return out;
    }
    bool good() const { return !failed() && !cancelled_; }
    bool failed() const { return out_.has_errors() || (settings_.strict && !out_.list().empty()); }

    // Where scratch has grown beyond what a capped figure may find ready, so that it never depends on the ones before.
    bool has_grown() const { return settings_.max_memory > 0 && watch_.used() > kept_under_cap; }

    StageTimes times;
    std::vector<StageSpan> spans;
    scene::Scene scene;
    Cause cause = Cause::fault;
    bool broken = false;

private:
    static constexpr std::ptrdiff_t kept_under_cap = 8 << 20;

    // That its columns take, about.
    static std::size_t bytes_of(const data::Table& table) {
        std::size_t sum = 0;
        for (const data::NamedColumn& c : table.columns())
            sum += c.column->numbers.size() * sizeof(double) + c.column->texts.size() * sizeof(std::string);
        return sum;
    }

    static std::size_t pixel_bytes(const scene::Scene& scene) {
        return static_cast<std::size_t>(std::max(scene.width, 1.0)) *
               static_cast<std::size_t>(std::max(scene.height, 1.0)) * sizeof(std::uint32_t);
    }

    double* stage_time() {
        switch (stage_) {
            case Stage::read:
                return &times.read;
            case Stage::layout:
                return &times.layout;
            case Stage::paint:
                return &times.paint;
            case Stage::encode:
                return &times.encode;
            case Stage::write:
                return &times.write;
            case Stage::resolve:
            case Stage::data:
            case Stage::scales:
                break;
        }
        return &times.resolve;
    }

    void add_span(Stage stage, Clock::time_point from, Clock::time_point to) {
        if (!settings_.spans || spans.size() >= most_spans) return;
        const auto seconds = [](Clock::duration d) { return std::chrono::duration<double>(d).count(); };
        spans.push_back({stage, seconds(from.time_since_epoch()), seconds(to - from)});
    }

    void limit_time(const std::optional<double>& seconds) {
        if (seconds) watch_.end_after(*seconds, begun_);
    }

    void out_of_time() {
        const std::optional<double> limit = timeout_ ? timeout_ : settings_.timeout;
        cause = Cause::timeout;
        out_.error(figure_.span, "the figure took longer than its time-out of " + shortest(limit.value_or(0)) +
                                     " s, in stage '" + stage_name(stage_) + "'");
    }

    std::span<const std::uint8_t> png() {
        formats::PngOptions options;
        options.dpi = scene.dpi;
        std::string compression;
        if (const spec::Fields* png = job_.context->fields.object("png")) compression = png->text("compression", "");
        if (const spec::Fields* png = fields_.object("png")) compression = png->text("compression", compression);
        if (compression == "balanced") options.compression = formats::PngCompression::balanced;
        if (compression == "small") options.compression = formats::PngCompression::small;
        const formats::PngText description{"Description", scene.alt};
        if (!scene.alt.empty()) options.texts = std::span(&description, 1);
        const paint::Pixels p = context_.painter.pixels();
        return context_.png.encode({p.data, p.stride, p.width, p.height, p.opaque, true, p.touched}, options);
    }

    formats::SvgOptions svg_options() const {
        formats::SvgOptions options;
        options.text_as_paths = rc_->text(style::Rc::svg_fonttype) == "path";
        options.title = figure_.name;
        return options;
    }

    std::span<const std::uint8_t> file_bytes() const {
        return {reinterpret_cast<const std::uint8_t*>(file_.data()), file_.size()};
    }

    data::TablePtr table(const std::string& name, Span span, Diagnostics& out) {
        stage_ = Stage::data;
        loading_ = settings_.spans ? Clock::now() : last_;
        auto loaded = tables_.load(name, *figure_.tables, *figure_.names, span).or_report(out).value_or(nullptr);
        if (settings_.spans) note_load();
        stage_ = Stage::resolve;
        if (!loaded) return nullptr;
        read_files_.insert(loaded->files().begin(), loaded->files().end());
        if (std::ranges::find(used_, loaded) != used_.end()) return loaded;
        used_.push_back(loaded);
        // Loaded once for all, and yet each figure answers for what it asks for, so that who comes first is not who
        // fails.
        if (settings_.max_memory > 0) {
            table_bytes_ += bytes_of(*loaded);
            need_memory(table_bytes_);
        }
        return loaded;
    }

    // Its time is no figure's own.
    const resolve::SharedScales* shared() {
        if (!settings_.scales) return nullptr;
        note();
        const resolve::SharedScales* scales = settings_.scales->wait(tables_, settings_);
        if (!scales) cancelled_ = true;
        const auto now = Clock::now();
        add_span(Stage::scales, last_, now);
        begun_ += now - last_;
        last_ = now;
        limit_time(timeout_);
        return scales;
    }

    // Families are named in the figure, or in its own or the job's rc; texts in the figure.
    JobPlaces places() const {
        const spec::FieldValue* rc = figure::given(job_.context->fields, "rc");
        return {[this, rc](const std::string& family) {
                    const std::optional<Span> in_figure = find_family(figure_.tree, family);
                    return in_figure ? in_figure : rc ? find_family(rc->value, family) : std::nullopt;
                },
                [this](const std::string& text) { return find_text(figure_.tree, text); }};
    }

    void note_load() {
        const auto now = Clock::now();
        if (now - loading_ >= std::chrono::duration<double>(least_load)) add_span(Stage::data, loading_, now);
    }

    // The time since the last one is that of the present stage.
    void note() {
        const auto now = Clock::now();
        *stage_time() += std::chrono::duration<double>(now - last_).count();
        add_span(stage_ == Stage::data ? Stage::resolve : stage_, last_, now);
        last_ = now;
    }

    bool lap() {
        note();
        if (settings_.cancelled && settings_.cancelled->load(std::memory_order_relaxed)) cancelled_ = true;
        const double so_far = std::chrono::duration<double>(last_ - begun_).count();
        if (timeout_ && so_far > *timeout_ && !out_.has_errors()) out_of_time();
        return good();
    }

    const expand::FigureSpec& figure_;
    const Job& job_;
    data::TableStore& tables_;
    Context& context_;
    const Settings& settings_;
    std::vector<std::unique_ptr<const Source>>& sources_;
    Clock::time_point begun_, last_, loading_;
    Watch watch_;
    Stage stage_ = Stage::read;
    std::size_t table_bytes_ = 0;
    std::optional<double> timeout_;
    bool cancelled_ = false;
    Diagnostics out_;
    spec::Fields fields_;
    std::shared_ptr<const style::RcParams> rc_;
    resolve::ResolvedFigure resolved_;
    std::vector<data::TablePtr> used_;
    std::string file_;
    std::set<std::string> read_files_;
    std::unique_ptr<const formats::PdfPage> pdf_page_;
};

}  // namespace

const char* stage_name(Stage stage) {
    static constexpr std::array<const char*, stage_count> names{"read",   "resolve", "layout", "paint",
                                                                "encode", "write",   "data",   "scales"};
    return names[static_cast<std::size_t>(stage)];
}

Outcome render_figure(const expand::FigureSpec& figure, const Job& job, data::TableStore& tables, Context& context,
                      const Settings& settings) {
    Outcome o;
    o.name = figure.name;
    Run run(figure, job, tables, context, settings, o.sources);
    try {
        if (run.read() && run.resolve() && run.layout(nullptr, nullptr)) {
            std::vector<Format> formats;
            if (settings.images) formats = run.formats();
            const bool pixels = std::ranges::find(formats, Format::png) != formats.end();
            if (run.good() && (!pixels || run.paint())) {
                if (settings.pdf_page) o.pdf_page = run.take_pdf_page();
                for (Format f : formats) {
                    Image image;
                    image.format = f;
                    std::span<const std::uint8_t> bytes;
                    if (!run.good() || !run.encode(f, bytes) || !run.write(image, bytes)) break;
                    o.images.push_back(std::move(image));
                }
            }
        }
    } catch (const Stopped& why) {
        run.stopped(why);
    }
    if (!run.good()) o.pdf_page = nullptr;
    o.verdict = run.verdict();
    o.cause = run.cause;
    o.broken = run.broken || run.has_grown();
    o.inputs = run.inputs();
    o.alt = std::move(run.scene.alt);
    o.diagnostics = run.take();
    o.times = run.times;
    o.spans = std::move(run.spans);
    return o;
}

Inspected inspect_figure(const expand::FigureSpec& figure, const Job& job, data::TableStore& tables, Context& context,
                         const Settings& settings, figure::TextMetrics* metrics) {
    Inspected i;
    Run run(figure, job, tables, context, settings, i.sources);
    try {
        if (run.read() && run.resolve() && run.layout(&i.facts, metrics)) run.intact();
    } catch (const Stopped& why) {
        run.stopped(why);
    }
    i.verdict = run.verdict();
    i.cause = run.cause;
    i.broken = run.broken || run.has_grown();
    i.scene = std::move(run.scene);
    i.times = run.times;
    i.diagnostics = run.take();
    return i;
}

}  // namespace plotmill::render
