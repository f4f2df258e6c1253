#include "render/render.h"

#include <algorithm>
#include <chrono>
#include <set>

#include "base/numbers.h"
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
          last_(begun_) {}

    // Each is false where the figure ends.
    bool read() {
        fields_ = expand::read_figure(figure_, out_);
        if (out_.has_errors()) resolve::check_layers(fields_, data::EnvironmentScope(*figure_.names), out_);
        timeout_ = settings_.timeout ? settings_.timeout : fields_.number("timeout");
        if (!timeout_) timeout_ = job_.context->fields.number("timeout");
        rc_ = figure_rc(job_, fields_, sources_, out_);
        return lap(times.read);
    }

    bool resolve() {
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
            !figure_.combination.empty(),
            &context_.fonts(job_.fonts)};
        if (cancelled_) return false;
        resolved_ = resolve::resolve_figure(input, out_);
        if (!out_.has_errors()) check_texts(resolved_, *job_.fonts, font_place(), figure_.span, out_);
        return lap(times.resolve);
    }

    bool layout(layout::FigureFacts* facts, figure::TextMetrics* metrics) {
        text::FontEngine& fonts = context_.fonts(job_.fonts);
        std::string warning;
        scene = layout::layout_figure(resolved_, metrics ? *metrics : fonts, facts, &warning);
        if (!warning.empty()) out_.warning(fields_.has("layout") ? fields_.span_of("layout") : figure_.span, warning);
        if (!metrics && !out_.has_errors()) {
            lint::Switches lints;
            lints.read(job_.context->fields);
            lints.read(fields_);
            lint::check(resolved_, scene, fonts, lints, figure_.span, out_);
        }
        return lap(times.layout);
    }

    bool paint() {
        EngineMasks masks(context_.fonts(job_.fonts));
        auto status = context_.painter.paint(scene, masks, paint::Alpha::straight);
        if (!status)
            for (Diagnostic d : status.take_errors()) {
                d.span = figure_.span;
                out_.add(std::move(d));
            }
        return lap(times.paint);
    }

    // The file in a format; `bytes` stay until the next call.
    bool encode(Format format, std::span<const std::uint8_t>& bytes) {
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
        return lap(times.encode);
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
        pdf_page();
        lap(times.encode);
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
        if (!intact()) return false;
        image.size = bytes.size();
        image.content = digest({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
        if (settings_.output.empty()) {
            image.bytes.assign(bytes.begin(), bytes.end());
        } else {
            image.path = io::join_path(settings_.output, figure_.name + suffix(image.format));
            const std::string_view content(reinterpret_cast<const char*>(bytes.data()), bytes.size());
            auto status = io::write_atomically(image.path, content, &image.stamp);
            if (!status)
                for (Diagnostic d : status.take_errors()) {
                    d.span = figure_.span;
                    out_.add(std::move(d));
                }
        }
        return lap(times.write);
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

    StageTimes times;
    scene::Scene scene;
    bool timed_out = false;

private:
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
        auto loaded = tables_.load(name, *figure_.tables, *figure_.names, span).or_report(out).value_or(nullptr);
        if (loaded && std::ranges::find(used_, loaded) == used_.end()) used_.push_back(loaded);
        if (loaded) read_files_.insert(loaded->files().begin(), loaded->files().end());
        return loaded;
    }

    // Its time is no figure's own.
    const resolve::SharedScales* shared() {
        if (!settings_.scales) return nullptr;
        const auto before = Clock::now();
        const resolve::SharedScales* scales = settings_.scales->wait(tables_, settings_.cancelled);
        if (!scales) cancelled_ = true;
        const auto spent = Clock::now() - before;
        begun_ += spent;
        last_ += spent;
        return scales;
    }

    // Where the job names a family: in the figure, or in its own or the job's rc.
    FontPlace font_place() const {
        const spec::FieldValue* rc = figure::given(job_.context->fields, "rc");
        return [this, rc](const std::string& family) {
            const std::optional<Span> in_figure = find_family(figure_.tree, family);
            return in_figure ? in_figure : rc ? find_family(rc->value, family) : std::nullopt;
        };
    }

    bool lap(double& stage) {
        const auto now = Clock::now();
        stage += std::chrono::duration<double>(now - last_).count();
        last_ = now;
        if (settings_.cancelled && settings_.cancelled->load(std::memory_order_relaxed)) cancelled_ = true;
        const double so_far = std::chrono::duration<double>(now - begun_).count();
        if (timeout_ && so_far > *timeout_ && !out_.has_errors()) {
            timed_out = true;
            out_.error(figure_.span, "the figure took longer than its time-out of " + shortest(*timeout_) + " s");
        }
        return good();
    }

    const expand::FigureSpec& figure_;
    const Job& job_;
    data::TableStore& tables_;
    Context& context_;
    const Settings& settings_;
    std::vector<std::unique_ptr<const Source>>& sources_;
    Clock::time_point begun_, last_;
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

Outcome render_figure(const expand::FigureSpec& figure, const Job& job, data::TableStore& tables, Context& context,
                      const Settings& settings) {
    Outcome o;
    o.name = figure.name;
    Run run(figure, job, tables, context, settings, o.sources);
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
    if (!run.good()) o.pdf_page = nullptr;
    o.verdict = run.verdict();
    o.inputs = run.inputs();
    o.timed_out = run.timed_out;
    o.alt = std::move(run.scene.alt);
    o.diagnostics = run.take();
    o.times = run.times;
    return o;
}

Inspected inspect_figure(const expand::FigureSpec& figure, const Job& job, data::TableStore& tables, Context& context,
                         const Settings& settings, figure::TextMetrics* metrics) {
    Inspected i;
    Run run(figure, job, tables, context, settings, i.sources);
    if (run.read() && run.resolve() && run.layout(&i.facts, metrics)) run.intact();
    i.verdict = run.verdict();
    i.scene = std::move(run.scene);
    i.times = run.times;
    i.diagnostics = run.take();
    return i;
}

}  // namespace plotmill::render
