#include "isolate/messages.h"

#include "isolate/wire.h"

namespace plotmill::isolate {

namespace {

constexpr std::uint32_t most_excerpt_line = 100'000;  // of a source that is made up for one line

std::string_view line_of(const Source& source, std::uint32_t line) {
    std::string_view rest = source.text;
    for (std::uint32_t i = 1; i < line; ++i) {
        const std::size_t end = rest.find('\n');
        if (end == std::string_view::npos) return {};
        rest.remove_prefix(end + 1);
    }
    return rest.substr(0, rest.find('\n'));
}

void put(WireWriter& out, const Span& span) {
    out.put(span.source != nullptr);
    if (!span.source) return;
    out.put(std::string_view(span.source->name));
    out.put(span.line);
    out.put(span.column);
    out.put(span.length);
    out.put(span.line > 0 ? line_of(*span.source, span.line) : std::string_view());
}

Span get_span(WireReader& in, const Source* known, std::vector<std::unique_ptr<const Source>>& sources) {
    if (!in.get<bool>()) return {};
    std::string name = in.text();
    Span span;
    span.line = in.get<std::uint32_t>();
    span.column = in.get<std::uint32_t>();
    span.length = in.get<std::uint32_t>();
    const std::string line = in.text();
    if (known && known->name == name) {
        span.source = known;
        return span;
    }
    std::string text;
    if (!line.empty() && span.line <= most_excerpt_line) text = std::string(span.line - 1, '\n') + line;
    sources.push_back(std::make_unique<const Source>(Source{std::move(name), std::move(text)}));
    span.source = sources.back().get();
    return span;
}

void put(WireWriter& out, const Diagnostic& d) {
    out.put(d.severity);
    put(out, d.span);
    out.put(std::string_view(d.message));
    out.put(d.lint);
    out.list(d.notes, [&](const auto& note) {
        put(out, note.first);
        out.put(std::string_view(note.second));
    });
}

Diagnostic get_diagnostic(WireReader& in, const Source* known, std::vector<std::unique_ptr<const Source>>& sources) {
    Diagnostic d;
    d.severity = in.get<Severity>();
    d.span = get_span(in, known, sources);
    d.message = in.text();
    if (std::string lint = in.text(); !lint.empty()) {  // lives as long as the sources do
        sources.push_back(std::make_unique<const Source>(Source{std::move(lint), {}}));
        d.lint = sources.back()->name;
    }
    in.list([&] {
        const Span span = get_span(in, known, sources);
        d.notes.emplace_back(span, in.text());
    });
    return d;
}

void put(WireWriter& out, const formats::PdfPage& page) {
    out.put(page.width);
    out.put(page.height);
    for (const std::string* text : {&page.title, &page.subject, &page.content, &page.resources})
        out.put(std::string_view(*text));
    out.list(page.objects, [&](const formats::PdfObject& o) {
        out.put(std::string_view(o.entries));
        out.put(std::string_view(o.stream));
        out.put(o.has_stream);
    });
    out.list(page.fonts, [&](const formats::PdfFontUse& use) {
        out.put(use.face);
        out.list(use.glyphs, [&](const auto& glyph) {
            out.put(glyph.first);
            out.list(glyph.second, [&](char32_t c) { out.put(c); });
        });
    });
}

std::unique_ptr<const formats::PdfPage> get_page(WireReader& in,
                                                 const std::shared_ptr<const text::FontLibrary>& fonts) {
    auto page = std::make_unique<formats::PdfPage>();
    page->width = in.get<double>();
    page->height = in.get<double>();
    for (std::string* text : {&page->title, &page->subject, &page->content, &page->resources}) *text = in.text();
    in.list([&] {
        formats::PdfObject o;
        o.entries = in.text();
        o.stream = in.text();
        o.has_stream = in.get<bool>();
        page->objects.push_back(std::move(o));
    });
    in.list([&] {
        formats::PdfFontUse use;
        use.library = fonts;
        use.face = in.get<text::FaceId>();
        in.list([&] {
            std::u32string& meaning = use.glyphs[in.get<std::uint32_t>()];
            in.list([&] { meaning += in.get<char32_t>(); });
        });
        page->fonts.push_back(std::move(use));
    });
    return page;
}

void put(WireWriter& out, const Digest& digest) {
    out.put(digest.high);
    out.put(digest.low);
}

Digest get_digest(WireReader& in) {
    Digest d;
    d.high = in.get<std::uint64_t>();
    d.low = in.get<std::uint64_t>();
    return d;
}

void put(WireWriter& out, const std::optional<io::FileStamp>& stamp) {
    out.put(stamp.has_value());
    const io::FileStamp s = stamp.value_or(io::FileStamp{});
    out.put(s.size);
    out.put(s.inode);
    out.put(s.modified);
    out.put(s.changed);
}

std::optional<io::FileStamp> get_stamp(WireReader& in) {
    const bool known = in.get<bool>();
    io::FileStamp s;
    s.size = in.get<std::uint64_t>();
    s.inode = in.get<std::uint64_t>();
    s.modified = in.get<std::int64_t>();
    s.changed = in.get<std::int64_t>();
    return known ? std::optional(s) : std::nullopt;
}

constexpr double render::StageTimes::*stages[] = {&render::StageTimes::read,   &render::StageTimes::resolve,
                                                  &render::StageTimes::layout, &render::StageTimes::paint,
                                                  &render::StageTimes::encode, &render::StageTimes::write};

void put(WireWriter& out, const std::vector<std::string>& texts) {
    out.list(texts, [&](const std::string& t) { out.put(std::string_view(t)); });
}

std::vector<std::string> get_texts(WireReader& in) {
    std::vector<std::string> out;
    in.list([&] { out.push_back(in.text()); });
    return out;
}

template <class T>
std::optional<T> whole(const WireReader& in, T value) {
    if (!in.complete()) return std::nullopt;
    return value;
}

}  // namespace

std::string encode(const Setup& setup) {
    WireWriter out;
    put(out, setup.roots);
    return out.take();
}

std::optional<Setup> decode_setup(std::string_view bytes) {
    WireReader in(bytes);
    Setup setup;
    setup.roots = get_texts(in);
    return whole(in, std::move(setup));
}

std::string encode(std::uint64_t number, const JobSource& job) {
    WireWriter out;
    out.put(number);
    out.put(std::string_view(job.path));
    out.put(job.text.has_value());
    if (job.text) out.put(std::string_view(*job.text));
    out.put(std::string_view(job.base_directory));
    out.list(job.set, [&](const auto& entry) {
        out.put(std::string_view(entry.first));
        out.put(std::string_view(entry.second));
    });
    put(out, job.only);
    return out.take();
}

std::optional<std::pair<std::uint64_t, JobSource>> decode_job(std::string_view bytes) {
    WireReader in(bytes);
    std::pair<std::uint64_t, JobSource> out;
    out.first = in.get<std::uint64_t>();
    JobSource& job = out.second;
    job.path = in.text();
    if (in.get<bool>()) job.text = in.text();
    job.base_directory = in.text();
    in.list([&] {
        std::string name = in.text();
        job.set.emplace_back(std::move(name), in.text());
    });
    job.only = get_texts(in);
    return whole(in, std::move(out));
}

std::string encode(const Request& r) {
    WireWriter out;
    out.put(r.job);
    out.put(r.position);
    out.put(std::string_view(r.combination));
    out.put(r.line);
    out.put(r.column);
    out.put(std::string_view(r.name));
    out.put(std::string_view(r.output));
    out.list(r.formats, [&](render::Format f) { out.put(f); });
    out.put(r.timeout.has_value());
    out.put(r.timeout.value_or(0));
    out.put(static_cast<std::uint64_t>(r.max_memory));
    out.put(r.strict);
    out.put(r.images);
    out.put(r.pdf_page);
    out.put(r.spans);
    return out.take();
}

std::optional<Request> decode_request(std::string_view bytes) {
    WireReader in(bytes);
    Request r;
    r.job = in.get<std::uint64_t>();
    r.position = in.get<std::uint64_t>();
    r.combination = in.text();
    r.line = in.get<std::uint32_t>();
    r.column = in.get<std::uint32_t>();
    r.name = in.text();
    r.output = in.text();
    in.list([&] { r.formats.push_back(in.get<render::Format>()); });
    const bool timed = in.get<bool>();
    const double timeout = in.get<double>();
    if (timed) r.timeout = timeout;
    r.max_memory = in.get<std::uint64_t>();
    r.strict = in.get<bool>();
    r.images = in.get<bool>();
    r.pdf_page = in.get<bool>();
    r.spans = in.get<bool>();
    return whole(in, std::move(r));
}

std::string encode(const Reply& reply) {
    WireWriter out;
    const render::Outcome& o = reply.outcome;
    out.put(reply.memory);
    out.put(reply.fresh);
    out.put(o.verdict);
    out.put(o.cause);
    out.put(std::string_view(o.name));
    out.put(std::string_view(o.alt));
    out.list(o.images, [&](const render::Image& image) {
        out.put(image.format);
        out.put(std::string_view(image.path));
        out.put(std::string_view(reinterpret_cast<const char*>(image.bytes.data()), image.bytes.size()));
        out.put(static_cast<std::uint64_t>(image.size));
        put(out, image.content);
        put(out, image.stamp);
    });
    out.list(o.diagnostics, [&](const Diagnostic& d) { put(out, d); });
    out.list(o.inputs, [&](const io::InputFile& file) {
        out.put(std::string_view(file.path));
        put(out, file.content);
        put(out, file.stamp);
        out.put(file.settled);
        out.put(file.known);
    });
    for (const auto stage : stages) out.put(o.times.*stage);
    out.list(o.spans, [&](const render::StageSpan& s) {
        out.put(s.stage);
        out.put(s.begun);
        out.put(s.seconds);
    });
    out.put(o.pdf_page != nullptr);
    if (o.pdf_page) put(out, *o.pdf_page);
    return out.take();
}

std::optional<Reply> decode_reply(std::string_view bytes, const Source* known,
                                  const std::shared_ptr<const text::FontLibrary>& fonts) {
    WireReader in(bytes);
    std::optional<Reply> reply(std::in_place);
    render::Outcome& o = reply->outcome;
    reply->memory = in.get<std::uint64_t>();
    reply->fresh = in.get<bool>();
    o.verdict = in.get<render::Verdict>();
    o.cause = in.get<render::Cause>();
    o.name = in.text();
    o.alt = in.text();
    in.list([&] {
        render::Image image;
        image.format = in.get<render::Format>();
        image.path = in.text();
        const std::string file = in.text();
        image.bytes.assign(file.begin(), file.end());
        image.size = in.get<std::uint64_t>();
        image.content = get_digest(in);
        image.stamp = get_stamp(in);
        o.images.push_back(std::move(image));
    });
    in.list([&] { o.diagnostics.push_back(get_diagnostic(in, known, o.sources)); });
    in.list([&] {
        io::InputFile file;
        file.path = in.text();
        file.content = get_digest(in);
        file.stamp = get_stamp(in);
        file.settled = in.get<bool>();
        file.known = in.get<bool>();
        o.inputs.push_back(std::move(file));
    });
    for (const auto stage : stages) o.times.*stage = in.get<double>();
    bool known_stages = true;
    in.list([&] {
        render::StageSpan s;
        s.stage = in.get<render::Stage>();
        known_stages = known_stages && static_cast<int>(s.stage) < render::stage_count;
        s.begun = in.get<double>();
        s.seconds = in.get<double>();
        o.spans.push_back(s);
    });
    if (in.get<bool>()) o.pdf_page = get_page(in, fonts);
    if (!in.complete() || !known_stages) reply.reset();
    return reply;
}

}  // namespace plotmill::isolate
