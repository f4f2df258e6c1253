#!/usr/bin/env python3
"""SVG and PDF files, read by other programs: Python's XML parser, librsvg and poppler.

usage: vector_test.py PLOTMILL SSIM SOURCE-ROOT

Every job of jobs/, tests/scenes/ and tests/golden/ is drawn in all formats. The SVG files are well-formed XML; both kinds,
rasterised, are the PNG (SSIM); texts are found as text, in fonts that are embedded and cut down; one and
two threads write the same bytes. Also: a small SVG file as text (page.svg; PLOTMILL_UPDATE=1 writes it), hostile texts,
and the file of all pages.
"""
import html
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from concurrent.futures import ThreadPoolExecutor

LEAST = 0.965  # hinting, which only the PNG has, moves the strokes of letters
# In the smallest pictures letters are seven pixels high, and hinting, which only the PNG has, moves half of their strokes.
SMALL, LEAST_OF_SMALL = 100_000, 0.94

plotmill, ssim, root = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
here = root / "tests" / "vector"
faults = []


def fault(text):
    faults.append(text)
    print("FAULT", text, flush=True)


def run(*words, code=0):
    done = subprocess.run([str(w) for w in words], capture_output=True, text=True)
    if done.returncode != code:
        fault(f"{' '.join(map(str, words))}: exit code {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def size_of(png):
    header = png.read_bytes()[:24]
    return int.from_bytes(header[16:20], "big"), int.from_bytes(header[20:24], "big")


def rasterise(png):
    """The picture's SVG and PDF drawn at its size: paths of the two."""
    width, height = size_of(png)
    svg, pdf = png.with_suffix(".svg"), png.with_suffix(".pdf")
    out = [svg.with_suffix(".svg.png"), pdf.with_suffix(".pdf.png")]
    said = subprocess.run(["rsvg-convert", "-w", str(width), "-h", str(height), str(svg), "-o", str(out[0])],
                          capture_output=True, text=True)
    more = subprocess.run(["pdftoppm", "-png", "-singlefile", "-scale-to-x", str(width), "-scale-to-y", str(height), str(pdf),
                           str(out[1])[:-4]], capture_output=True, text=True)
    for name, done in ((svg, said), (pdf, more)):
        if done.returncode or done.stderr:
            fault(f"{name}: {done.stderr}")
    return out


def check_text(svg, pdf):
    """What the SVG has as text is text in the PDF too, in embedded fonts."""
    try:
        tree = ElementTree.parse(svg)
    except ElementTree.ParseError as error:
        fault(f"{svg}: {error}")
        return
    texts = ["".join(e.itertext()) for e in tree.iter("{http://www.w3.org/2000/svg}text")]
    shown = "".join(run("pdftotext", "-raw", pdf, "-").split())
    level = ["".join(e.itertext()) for e in tree.iter("{http://www.w3.org/2000/svg}text") if not e.get("transform")]
    plain = [t for t in level if re.fullmatch(r"[\w .,()−–-]+", t)]
    missing = [t for t in plain if "".join(t.split()) not in shown]
    # Overlapping texts are put together in poppler's own order, and what is cut off at the page's edge is left out.
    if len(missing) > max(2, len(plain) / 5):
        fault(f"{pdf}: texts that pdftotext does not find: {missing[:5]}")
    fonts = run("pdffonts", pdf).splitlines()[2:]
    if texts and not fonts:
        fault(f"{pdf}: no fonts")
    for line in fonts:
        if not re.search(r"\byes yes yes +\d+ +0$", line) or not re.match(r"[A-Z]{6}\+", line):
            fault(f"{pdf}: a font that is not embedded, cut down and with characters: {line}")


def check_pictures(scratch):
    out = scratch / "one"
    jobs = sorted(root.glob("jobs/*.yaml")) + sorted(root.glob("tests/scenes/*.yaml")) + sorted(root.glob("tests/golden/*.yaml"))
    for job in jobs:
        run(plotmill, "render", "-q", "-f", "png,svg,pdf", "-o", out / job.stem, job)
    pictures = sorted(out.rglob("*.png"))
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        drawn = list(pool.map(rasterise, pictures))
    pairs = [(png, raster) for png, both in zip(pictures, drawn) for raster in both]
    words = [str(path) for pair in pairs for path in pair]
    values = [float(v) for v in run(ssim, *words).split()]
    least = {}
    for (png, raster), value in zip(pairs, values):
        width, height = size_of(png)
        bound = LEAST_OF_SMALL if width * height <= SMALL else LEAST
        kind = raster.suffixes[-2] if len(raster.suffixes) > 1 else raster.suffix
        least[kind, bound] = min(least.get((kind, bound), (2, ""))[:2], (value, png.name))
        if value < bound:
            fault(f"{raster.relative_to(out)}: SSIM {value} with the PNG, below {bound}")
    for (kind, bound), (value, name) in sorted(least.items()):
        print(f"{kind}: at least {value} ({name}; wanted {bound})")
    for png in pictures:
        check_text(png.with_suffix(".svg"), png.with_suffix(".pdf"))
    print(len(pictures), "pictures")


def check_threads(scratch):
    job = root / "jobs" / "penguins.yaml"
    files = []
    for threads in (1, 2):
        out = scratch / f"threads-{threads}"
        run(plotmill, "render", "-q", "-j", threads, "-f", "svg,pdf", "-o", out, "--pdf-pages", out / "all.pdf", job)
        files.append({p.relative_to(out): p.read_bytes() for p in out.rglob("*") if p.is_file() and not p.name.startswith(".")})
    if files[0] != files[1] or len(files[0]) < 5:
        fault("two threads write other bytes than one")
    if re.search(rb"CreationDate|ModDate|/ID", files[0][pathlib.Path("all.pdf")]):
        fault("a PDF file with a date or a random number")


def check_pages(scratch):
    job = scratch / "pages.yaml"
    job.write_text("figures:\n"
                   "  - {name: one, title: First page}\n"
                   "  - {name: bad, layers: [{plot: {y: nothing}}]}\n"
                   "  - {name: two, figsize: [4, 3], title: Last page}\n")
    pages = scratch / "deep" / "all.pdf"
    run(plotmill, "render", "-q", "-o", scratch / "none", "--pdf-pages", pages, job, code=1)
    if (scratch / "none").exists():
        fault("--pdf-pages alone writes images")
    info = run("pdfinfo", "-f", 1, "-l", 2, pages)
    if not re.search(r"^Pages: +2$", info, re.M) or "460.8 x 345.6" not in info or "288 x 216" not in info:
        fault(f"pages of the wrong number or size:\n{info}")
    for page, title in ((1, "First page"), (2, "Last page")):
        if title not in run("pdftotext", "-f", page, "-l", page, pages, "-"):
            fault(f"page {page} is not '{title}'")
    if len(run("pdffonts", pages).splitlines()) != 3:
        fault("the pages do not share their font")
    before = pages.read_bytes()
    run(plotmill, "render", "-q", "--fail-fast", "--pdf-pages", pages, job, code=1)
    if pages.read_bytes() != before or len(list(pages.parent.iterdir())) != 1:
        fault("a stopped run touches the file of pages")


def check_hostile(scratch):
    job = scratch / "hostile.yaml"
    job.write_text("figures:\n"
                   "  - name: hostile\n"
                   "    title: \"<b>&amp; ]]> \\\"q\\\" 'a' \\x01\\x1b \\uFFFE \\U0001F600  two  blanks \"\n"
                   "    xlabel: \"\\u05E9\\u05DC\\u05D5\\u05DD (a) 12\"\n"
                   "    ylabel: \"$\\\\frac{a}{b} < \\\\sqrt{x^2}$\"\n"
                   "    layers: [{plot: {x: [0, 1, 2, 3], y: [0, 1.0e+300, .nan, 1]}}, {axvspan: {xmin: -1.0e+200, xmax: 1}}]\n"
                   "    xlim: [0, 3]\n"
                   "    ylim: [0, 2]\n")
    for fonttype in ("none", "path"):
        out = scratch / f"hostile-{fonttype}"
        text = job.read_text() + "rc: {svg.fonttype: " + fonttype + "}\n"
        (scratch / "h.yaml").write_text(text)
        run(plotmill, "render", "-q", "-f", "png,svg,pdf", "-o", out, scratch / "h.yaml")
        svg = (out / "hostile.svg").read_text(encoding="utf-8")
        ElementTree.fromstring(svg.encode())
        if re.search("[\x00-\x09\x0b-\x1f]", svg) or re.search(r"[0-9]e[0-9+-]|nan|inf", re.sub(r"base64,[^)\"]*", "", svg)):
            fault("control characters or numbers that SVG does not have")
        if ("<text" in svg) != (fonttype == "none"):
            fault(f"svg.fonttype {fonttype} is not heeded")
        if fonttype == "none" and html.escape("<b>&amp; ]]> \"q\" 'a'", quote=False).replace('"', "&quot;") not in svg:
            fault("a text is not escaped")
        rasterise(out / "hostile.png")
    if "FrSyntax" in run("pdftotext", out / "hostile.pdf", "-"):
        fault("an unreadable PDF")


def check_golden(scratch):
    run(plotmill, "render", "-q", "-f", "svg", "-o", scratch, here / "page.yaml")
    text = (scratch / "page.svg").read_text(encoding="utf-8")
    text = re.sub(r"base64,[A-Za-z0-9+/=]+", "base64,...", text)
    golden = here / "page.svg"
    if os.environ.get("PLOTMILL_UPDATE"):
        golden.write_text(text, encoding="utf-8")
        fault("page.svg was written: look at it, then run again without PLOTMILL_UPDATE")
    elif not golden.exists() or golden.read_text(encoding="utf-8") != text:
        fault(f"page.yaml is drawn otherwise than page.svg:\n{text}")


def main():
    wanted = ("rsvg-convert", "pdftoppm", "pdftotext", "pdffonts", "pdfinfo")
    missing = [tool for tool in wanted if not shutil.which(tool)]
    with tempfile.TemporaryDirectory() as directory:
        scratch = pathlib.Path(directory)
        check_golden(scratch)
        if missing:
            print("not there:", ", ".join(missing))
            return 1 if faults else 77
        check_hostile(scratch)
        check_pages(scratch)
        check_threads(scratch)
        check_pictures(scratch)
    print(len(faults), "faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
