// Whole jobs: text to PNG bytes, faults and limits on the way, includes.
#include "render/render.h"

#include <doctest/doctest.h>
#include <filesystem>
#include <unistd.h>

#include "io/files.h"
#include "render/pdf_pages.h"
#include "render/reader.h"

using namespace plotmill;
using namespace plotmill::render;

namespace {

struct Done {
    bool readable = true;
    std::string names;  // of figures that were drawn, "!name" where they failed, "-name" where cancelled
    std::string said;   // messages
    std::vector<Image> images;
};

void note(std::string& said, const std::vector<Diagnostic>& list) {
    for (const Diagnostic& d : list) said += (said.empty() ? "" : " | ") + d.message;
}

Done run_file(const std::string& path, const std::string* text, const Settings& settings, const std::string& base) {
    Shared shared;
    Context context;
    const expand::JobOptions options;
    Done done;
    ReaderHooks hooks;
    auto name = [&](const std::string& n, const char* mark) {
        done.names += (done.names.empty() ? "" : " ") + std::string(mark) + n;
    };
    hooks.figure = [&](ReadyFigure f) {
        Settings own = settings;
        own.scales = f.scales.get();
        Outcome o = render_figure(f.spec, *f.job, shared.tables, context, own);
        name(o.name, o.verdict == Verdict::done ? "" : o.verdict == Verdict::failed ? "!" : "-");
        note(done.said, o.diagnostics);
        for (Image& i : o.images) done.images.push_back(std::move(i));
        return true;
    };
    hooks.failed = [&](std::string n, Span, std::vector<Diagnostic> why) {
        name(n, "!");
        note(done.said, why);
        return true;
    };
    const ReadResult r = read_job(path, options, shared, hooks, text, base);
    done.readable = r.readable;
    note(done.said, r.diagnostics);
    return done;
}

Done run(const std::string& yaml, const Settings& settings = {}) { return run_file("job.yaml", &yaml, settings, "."); }
Done run_figure(const std::string& figure, const Settings& settings = {}) {
    return run("figures:\n  - " + figure + "\n", settings);
}

struct Directory {
    std::string path =
        (std::filesystem::temp_directory_path() / ("plotmill-render-test-" + std::to_string(getpid()))).string();
    Directory() { std::filesystem::create_directories(path); }
    ~Directory() { std::filesystem::remove_all(path); }
    std::string write(const std::string& name, const std::string& text) const {
        CHECK(io::write_atomically(path + "/" + name, text));
        return path + "/" + name;
    }
};

std::uint32_t big_endian(const std::vector<std::uint8_t>& b, std::size_t at) {
    return std::uint32_t{b[at]} << 24 | std::uint32_t{b[at + 1]} << 16 | std::uint32_t{b[at + 2]} << 8 | b[at + 3];
}

}  // namespace

TEST_CASE("a job's text becomes the bytes of a PNG") {
    const Done d =
        run_figure("{name: a, figsize: [2, 1], lint: false, alt: what it shows, layers: [{plot: {y: [1, 4, 9]}}]}");
    CHECK(d.said == "");
    REQUIRE(d.images.size() == 1);
    const auto& b = d.images[0].bytes;
    REQUIRE(b.size() > 100);
    CHECK(std::string(b.begin() + 1, b.begin() + 4) == "PNG");
    CHECK(big_endian(b, 16) == 200);
    CHECK(big_endian(b, 20) == 100);
    CHECK(std::string(b.begin(), b.end()).find("what it shows") != std::string::npos);
    CHECK(d.images[0].size == b.size());
}

TEST_CASE("equal jobs make equal bytes, also after other figures with the same context") {
    const std::string job =
        "figures:\n  - {name: a, title: \"$x^2$ é\", layers: [{plot: {y: [1, 2]}}]}\n"
        "  - {name: b, figsize: [3, 7], dpi: 70, layers: [{scatter: {x: [1, 2], y: [1, 2], alpha: 0.5}}]}\n"
        "  - {name: c, title: \"$x^2$ é\", layers: [{plot: {y: [1, 2]}}]}\n";
    const Done d = run(job), e = run(job);
    REQUIRE(d.images.size() == 3);
    CHECK(d.images[0].bytes == d.images[2].bytes);
    CHECK(d.images[1].bytes == e.images[1].bytes);
}

TEST_CASE("files go below the output directory") {
    const Directory dir;
    Settings s;
    s.output = dir.path + "/out";
    const Done d = run_figure("{name: sub/a, layers: []}", s);
    CHECK(d.said == "");
    REQUIRE(d.images.size() == 1);
    CHECK(d.images[0].path == dir.path + "/out/sub/a.png");
    CHECK(std::filesystem::file_size(d.images[0].path) == d.images[0].size);
}

TEST_CASE("time-outs and cancelling") {
    Settings s;
    s.timeout = 1e-9;
    CHECK(run_figure("{name: a}", s).said == "the figure took longer than its time-out of 1e-09 s, in stage 'read'");
    CHECK(run_figure("{name: a, timeout: 1.0e-9}").names == "!a");
    CHECK(run("timeout: 1.0e-9\nfigures: [{name: a}, {name: b, timeout: 100}]\n").names == "!a b");
    std::atomic<bool> cancelled = true;
    Settings c;
    c.cancelled = &cancelled;
    const Done d = run_figure("{name: a}", c);
    CHECK(d.names == "-a");
    CHECK(d.images.empty());
}

TEST_CASE("texts that cannot be drawn") {
    CHECK(run_figure("{name: a, title: {text: t, fontfamily: Nowhere Sans}}")
              .said.find("no font of the family 'Nowhere Sans'") == 0);
    CHECK(run_figure("{name: a, title: \"$\\\\nothing$\"}").said.find("in math: ") == 0);
    CHECK(run_figure("{name: a, legend: true, layers: [{plot: {y: [1], label: \"$\\\\frac{1$\"}}]}").names == "!a");
    const Done d = run_figure("{name: a, title: \"\\u4e2d a \\u4e2d\"}");
    CHECK(d.names == "a");
    CHECK(
        d.said ==
        "no font has the character \u4e2d (U+4E2D) of the title '\u4e2d a \u4e2d': drawn as a box [lint: characters]");
}

std::string begin(const Image& image) { return {image.bytes.begin(), image.bytes.begin() + 8}; }

TEST_CASE("formats: the figure's, the job's, the run's") {
    const Done d = run_figure("{name: a, formats: [svg, pdf, png], title: t}");
    REQUIRE(d.images.size() == 3);
    CHECK(begin(d.images[0]) == "<?xml ve");
    CHECK(begin(d.images[1]) == "%PDF-1.7");
    CHECK(begin(d.images[2]).substr(1, 3) == "PNG");
    CHECK(run("formats: [svg]\nfigures: [{name: a}]\n").images[0].format == Format::svg);
    Settings s;
    s.formats = {Format::pdf};
    CHECK(run_figure("{name: a, formats: [svg]}", s).images[0].format == Format::pdf);
    s.images = false;
    CHECK(run_figure("{name: a}", s).images.empty());
    CHECK(run_figure("{name: a, formats: [bmp]}").names == "!a");
}

TEST_CASE("one file of many figures") {
    const Directory directory;
    const std::string path = directory.path + "/deep/all.pdf";
    Shared shared;
    Context context;
    Settings settings;
    settings.images = false;
    settings.pdf_page = true;
    std::vector<std::unique_ptr<const formats::PdfPage>> pages;
    ReaderHooks hooks;
    hooks.figure = [&](ReadyFigure f) {
        Outcome o = render_figure(f.spec, *f.job, shared.tables, context, settings);
        CHECK((o.pdf_page != nullptr) == (o.verdict == Verdict::done));
        if (o.pdf_page) pages.push_back(std::move(o.pdf_page));
        return true;
    };
    const std::string yaml = "figures: [{name: a}, {name: b, layers: [{plot: {y: nothing}}]}, {name: c}]\n";
    read_job("job.yaml", {}, shared, hooks, &yaml, ".");
    REQUIRE(pages.size() == 2);
    {
        PdfPages dropped(path);
        dropped.add(*pages[0]);
    }
    CHECK(io::file_kind(path) == io::FileKind::none);
    PdfPages file(path);
    for (const auto& p : pages) file.add(*p);
    file.finish();
    CHECK(!file.fault());
    CHECK(file.pages() == 2);
    const auto text = io::read_file(path, 1 << 20);
    REQUIRE(text);
    CHECK(text->find("/Count 2") != std::string::npos);

    PdfPages empty(directory.path + "/empty.pdf");
    empty.finish();
    CHECK(io::file_kind(directory.path + "/empty.pdf") == io::FileKind::none);
    PdfPages nowhere(path + "/below.pdf");
    REQUIRE(nowhere.fault());
    CHECK(nowhere.fault()->message.find("cannot ") == 0);
    nowhere.add(*pages[0]);
    nowhere.finish();
}

TEST_CASE("what is unreadable as a whole") {
    CHECK(!run("figures: [{name: a}").readable);
    CHECK(!run("stile: ggplot\nfigures: []\n").readable);
    CHECK(!run("style: nowhere\nfigures: [{name: a}]\n").readable);
    CHECK(!run("version: 2\nfigures: []\n").readable);
    CHECK(!run("").readable);
    // Figures before the fault are drawn.
    const Done d = run("figures:\n  - {name: a}\n  - {name: b\n");
    CHECK(!d.readable);
    CHECK(d.names == "a");
}

TEST_CASE("includes: figures with their own defaults, data and vars under this file's") {
    const Directory dir;
    dir.write("part.yaml", "vars: {w: part, only: 1}\ndefaults: {title: p}\nfigures:\n  - {name: \"in-${{ w }}\"}\n");
    dir.write("deep.yaml", "include: [part.yaml]\n");
    const std::string job = dir.write(
        "job.yaml", "include: [part.yaml]\nvars: {w: own}\nfigures:\n  - {name: \"out-${{ w }}-${{ only }}\"}\n");
    CHECK(run_file(job, nullptr, {}, "").names == "in-part out-own-1");
    // Vars come through an include of an include, also beside another one.
    dir.write("other.yaml", "vars: {more: 2}\nfigures: []\n");
    const std::string two = dir.write(
        "two.yaml", "include: [other.yaml, deep.yaml]\nfigures:\n  - {name: \"x-${{ only }}-${{ more }}\"}\n");
    CHECK(run_file(two, nullptr, {}, "").names == "in-part x-1-2");
    CHECK(run_file(dir.path + "/deep.yaml", nullptr, {}, "").readable);
}

TEST_CASE("includes that do not end, or are not there") {
    const Directory dir;
    const std::string a = dir.write("a.yaml", "include: [./b.yaml]\n");
    dir.write("b.yaml", "include: [a.yaml]\n");
    const Done d = run_file(a, nullptr, {}, "");
    CHECK(!d.readable);
    CHECK(d.said.find("a cycle of includes: ") != std::string::npos);
    for (int i = 0; i < 15; ++i) {
        const std::string next = "n" + std::to_string(i + 1) + ".yaml";
        dir.write("n" + std::to_string(i) + ".yaml", "include: [" + next + ", " + next + "]\n");
    }
    dir.write("n15.yaml", "figures: []\n");
    CHECK(run_file(dir.path + "/n0.yaml", nullptr, {}, "").said.find("more than 1000 files are included") !=
          std::string::npos);
    CHECK(run("include: [nowhere.yaml]\nfigures: []\n").said.find("cannot read") != std::string::npos);
}

TEST_CASE("hostile figures end, with an image or a message") {
    for (const char* f : {
             "{name: a, layers: [{plot: {x: [], y: []}}, {scatter: {x: [], y: []}}, {bar: {x: [], height: []}}, "
             "{fill_between: {x: [], y1: []}}]}",
             "{name: a, legend: true}",
             "{name: a, legend: {ncols: 1000, loc: center}, layers: [{plot: {y: [1], label: a}}, {plot: {y: [1], "
             "label: b}}]}",
             "{name: a, legend: {fontsize: 1.0e-9}, layers: [{plot: {y: [1], label: a}}]}",
             "{name: a, legend: {fontsize: 5000}, layers: [{plot: {y: [1], label: a}}]}",
             "{name: a, legend: {borderpad: 1.0e+300, bbox_to_anchor: [.inf, 1.0e+300]}, layers: [{plot: {y: [1], "
             "label: a}}]}",
             "{name: a, legend: {markerscale: 1.0e+300}, layers: [{plot: {y: [1], marker: o, label: a}}]}",
             "{name: a, layers: [{text: {x: .inf, y: 0, s: t}}, {text: {x: 1.0e+308, y: -1.0e+308, s: t, rotation: "
             "1.0e+300}}]}",
             "{name: a, layers: [{axline: {xy1: [0, 0], xy2: [0, 0]}}, {axline: {xy1: [0, 0], slope: .inf}}, {axhline: "
             "{y: .inf}}]}",
             "{name: a, layers: [{plot: {x: [-1.7e+308, 1.7e+308], y: [1.7e+308, -1.7e+308], marker: o}}]}",
             "{name: a, xlim: [-1.7e+308, 1.7e+308], ylim: [0, 5.0e-324], layers: [{plot: {y: [1, 2]}}]}",
             "{name: a, margins: 1.0e+300, layers: [{plot: {y: [1, 2]}}]}",
             "{name: a, margins: -0.5, layers: [{plot: {y: [1, 2]}}]}",
             "{name: a, aspect: 1.0e-300, layers: [{plot: {y: [1, 2]}}]}",
             "{name: a, aspect: equal, yscale: log, xscale: logit}",
             "{name: a, box_aspect: 1.0e+300}",
             "{name: a, xticks: [-1.0e+308, 1.0e+308, .inf], yticks: {ticks: [], minor: true}}",
             "{name: a, xlim: [0, 1.0e-300], xticks: {minor: true}, yscale: {symlog: {linthresh: 1.0e-300}}, layers: "
             "[{plot: {y: [-1.0e+300, 1]}}]}",
             "{name: a, yscale: {log: {base: 1.0000001}}, layers: [{plot: {y: [1, 1.0e+300]}}]}",
             "{name: a, grid: {linewidth: 1.0e+300}, spines: {left: {position: [outward, 1.0e+300], bounds: [.inf, "
             "0]}}}",
             "{name: a, title: {text: t, pad: 1.0e+300}, xlabel: {text: l, fontsize: 5000}}",
             "{name: a, subplots: {nrows: 20, ncols: 20, sharex: true, sharey: col, hspace: 1.0e+300}, axes: []}",
             "{name: a, subplots: {left: -1.0e+300, right: 1.0e+300}}",
             "{name: a, figsize: [0.01, 320], dpi: 100, title: t}",
             "{name: a, layers: [{bar: {x: [0], height: [1], hatch: \"///////////////////////////////////\", width: "
             "1.0e+300}}]}",
             "{name: a, layers: [{hist: {x: [1, 1, 1], bins: 1}}, {hist: {x: []}}]}",
         }) {
        CAPTURE(std::string(f));
        const Done d = run_figure(f);
        CHECK((d.names == "a" || (d.names == "!a" && !d.said.empty())));
    }
}

TEST_CASE("many entries, layers and axes take time in proportion") {
    std::string layers;
    for (int i = 0; i < 2000; ++i)
        layers += (i ? ", " : "") + std::string("{plot: {y: [1, 2], label: l") + std::to_string(i) + "}}";
    CHECK(run_figure("{name: a, legend: {ncols: 40, fontsize: 1, loc: center}, layers: [" + layers + "]}").names ==
          "a");
}
