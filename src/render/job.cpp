#include "render/job.h"

#include "figure/props.h"
#include "io/files.h"
#include "style/builtin_styles.h"
#include "style/mplstyle.h"

namespace plotmill::render {

namespace {

constexpr std::size_t max_font_bytes = std::size_t{64} << 20;

// Reports a file outside of what the job may read.
bool may_read(const data::TableStore::Permit& permit, const std::string& path, Span span, Diagnostics& out) {
    if (!permit) return true;
    const std::string refusal = permit(path);
    if (!refusal.empty()) out.error(span, "'" + path + "' " + refusal);
    return refusal.empty();
}

bool apply_one_style(style::RcParams& rc, const std::string& name, Span span, const std::string& base,
                     const data::TableStore::Permit& permit, std::vector<std::unique_ptr<const Source>>& sources,
                     Diagnostics& out) {
    if (style::is_builtin_style(name) || !(name.ends_with(".mplstyle") || name.find('/') != std::string::npos)) {
        auto applied = style::apply_style(rc, name, span).or_report(out);
        if (!applied) return false;
        rc = std::move(*applied);
        return true;
    }
    if (!may_read(permit, io::join_path(base, name), span, out)) return false;
    auto source = style::read_mplstyle(io::join_path(base, name), permit);
    if (!source) {
        for (Diagnostic d : source.take_errors()) {
            if (!d.span.source) d.span = span;
            out.add(std::move(d));
        }
        return false;
    }
    sources.push_back(std::make_unique<const Source>(std::move(*source)));
    return style::apply_mplstyle(rc, *sources.back(), out);
}

bool apply_styles(style::RcParams& rc, const spec::Fields& f, const std::string& base,
                  const data::TableStore::Permit& permit, std::vector<std::unique_ptr<const Source>>& sources,
                  Diagnostics& out) {
    const auto* v = figure::given(f, "style");
    if (!v) return true;
    if (v->as != spec::list) return apply_one_style(rc, v->text(), v->span, base, permit, sources, out);
    bool good = true;
    for (const spec::FieldValue& s : v->list())
        good = apply_one_style(rc, s.text(), s.span, base, permit, sources, out) && good;
    return good;
}

bool apply_rc(style::RcParams& rc, const spec::Fields& f, Diagnostics& out) {
    const auto* v = figure::given(f, "rc");
    if (!v || !v->value) return true;
    if (v->value->kind != spec::Value::Kind::map) {
        out.error(v->span, "'rc' is a mapping of rcParams to values");
        return false;
    }
    return rc.set_all(*v->value, out);
}

}  // namespace

std::vector<Format> read_formats(const spec::Fields& fields) {
    std::vector<Format> out;
    if (const auto* v = figure::given(fields, "formats"))
        for (const spec::FieldValue& f : v->list())
            out.push_back(f.text() == "svg" ? Format::svg : f.text() == "pdf" ? Format::pdf : Format::png);
    return out;
}

io::InputFile style_input(const Source& file) { return {file.name, digest(file.text), std::nullopt, false, true}; }

std::shared_ptr<const Job> make_job(std::shared_ptr<const expand::JobContext> context,
                                    std::shared_ptr<const text::FontLibrary> embedded, data::TableStore::Permit permit,
                                    Diagnostics& out) {
    const std::size_t faults = out.error_count();
    auto job = std::make_shared<Job>();
    job->context = std::move(context);
    job->permit = std::move(permit);
    const spec::Fields& f = job->context->fields;
    auto rc = std::make_shared<style::RcParams>(style::default_rc());
    apply_styles(*rc, f, job->context->base_directory, job->permit, job->style_sources, out);
    apply_rc(*rc, f, out);
    for (const auto& s : job->style_sources) job->files.push_back(style_input(*s));
    job->rc = std::move(rc);
    if (auto formats = read_formats(f); !formats.empty()) job->formats = std::move(formats);

    job->fonts = std::move(embedded);
    if (const auto* v = figure::given(f, "fonts"); v && !v->list().empty()) {
        std::vector<text::FontFile> files;
        for (const spec::FieldValue& file : v->list()) {
            if (!may_read(job->permit, io::join_path(job->context->base_directory, file.text()), file.span, out))
                continue;
            auto bytes =
                io::read_file(io::join_path(job->context->base_directory, file.text()), max_font_bytes, job->permit);
            if (!bytes) {
                for (Diagnostic d : bytes.take_errors()) {
                    d.span = file.span;
                    out.add(std::move(d));
                }
                continue;
            }
            job->files.push_back(
                {io::join_path(job->context->base_directory, file.text()), digest(*bytes), std::nullopt, false, true});
            files.push_back({file.text(),
                             std::make_shared<const std::vector<std::uint8_t>>(bytes->begin(), bytes->end()),
                             file.span});
        }
        if (auto library = text::FontLibrary::with_files(std::move(files)).or_report(out))
            job->fonts = std::make_shared<const text::FontLibrary>(std::move(*library));
    }
    if (out.error_count() > faults) return nullptr;
    return job;
}

std::shared_ptr<const style::RcParams> figure_rc(const Job& job, const spec::Fields& figure,
                                                 std::vector<std::unique_ptr<const Source>>& sources,
                                                 Diagnostics& out) {
    const bool style = figure.has("style"), rc = figure.has("rc");
    if (!style && !rc) return job.rc;
    // A figure's style replaces the job's; the job's rc stays over it, and the figure's over that.
    auto params = std::make_shared<style::RcParams>(style ? style::default_rc() : *job.rc);
    if (style) {
        apply_styles(*params, figure, job.context->base_directory, job.permit, sources, out);
        apply_rc(*params, job.context->fields, out);
    }
    if (rc) apply_rc(*params, figure, out);
    return params;
}

}  // namespace plotmill::render
