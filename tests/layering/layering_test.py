#!/usr/bin/env python3
"""Checks which folder of src/ includes which others, and who owns which third-party headers.

usage: layering_test.py [SOURCE-ROOT]

The tables below are the README's page on the house, as data: change both together.
"""
import pathlib
import re
import sys

# Besides `base` and itself. A name with a slash is one header of a folder that is not open as a whole.
MAY_INCLUDE = {
    "base": set(),
    "io": set(),
    "expr": set(),
    "spec": set(),
    "yaml": {"spec"},
    "data": {"spec", "expr", "io"},
    "expand": {"spec", "expr", "io", "data/arguments.h", "data/scope.h", "data/store.h", "data/table.h"},
    "style": {"spec", "io"},
    "stats": set(),
    "scene": set(),
    "figure": {"scene", "style", "spec"},
    "layers": {"spec", "data/table.h", "stats", "style", "figure", "scene"},
    "resolve": {"spec", "expr", "data/table.h", "data/arguments.h", "data/scope.h", "style", "figure", "layers"},
    "layout": {"resolve", "figure", "layers", "scene", "style"},
    "text": {"scene", "figure"},
    "lint": {"spec", "figure", "scene", "resolve", "text"},
    "paint": {"scene", "text"},
    "formats": {"scene", "text", "paint"},
    "render": {"io", "expr", "spec", "yaml", "data", "expand", "style", "stats", "scene", "figure", "layers", "resolve", "layout",
               "text", "lint", "paint", "formats"},
    "record": {"render", "io", "expr", "spec", "expand", "data/store.h", "data/table_key.h"},
    "batch": {"render", "io", "data/store.h"},
    "isolate": {"batch", "render", "expand", "io", "text", "formats"},
    # The public API stands on render/ and batch/, and lists what the other folders know.
    "api": {"plotmill", "batch", "isolate", "record", "render", "yaml/schema.h", "yaml/parse.h", "spec", "style", "figure/props.h", "layers/layer.h",
            "layers/kinds.h", "text", "io", "expand/job.h", "data/store.h"},
    "compare": {"io", "formats/png.h"},
    "report": {"plotmill", "io", "compare"},
    "shard": {"report", "io", "record"},
    "watch": {"io"},
    "cli": {"plotmill", "compare", "report", "shard", "watch"},
}

# Which folders may use a library's headers.
OWNERS = {
    "fmt": None,  # all
    "yaml-cpp": {"yaml"},
    "xxhash": {"base"},
    "fast_float": {"base", "data"},
    "sqlite3": {"data"},
    "nlohmann": {"data", "report"},
    "zlib": {"data"},
    "zstd": {"data"},
    "png": {"io", "data", "compare"},
    "libdeflate": {"formats"},
    "ft2build": {"text"},
    "freetype": {"text"},
    "hb": {"text"},
    "fribidi": {"text"},
    "hb-ot": {"text"},
    "hb-subset": {"text"},
    "libqhull_r": {"stats"},
    "oneapi": {"batch"},
    "tbb": {"batch"},
    "CLI": {"cli"},
}

# Who may know threads: locks, threads, futures.
THREADS = {"thread", "future", "mutex", "shared_mutex", "condition_variable", "semaphore", "latch", "barrier", "stop_token"}
MAY_KNOW_THREADS = {
    "batch", "isolate", "api", "compare", "watch", "cli",
    "data",            # the store of tables that all figures share
    "render/reader.h",  # what the jobs of a run share
    "record/recorder.h",       # what a run has made, told by all of its workers
    "render/matrix_scales.h",  # what the figures of a matrix share
}

OWN = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.M)
SYSTEM = re.compile(r"^\s*#\s*include\s+<([^>]+)>", re.M)
SOURCES = {".h", ".cpp", ".inc"}


def check(root):
    faults = []
    source = root / "src"
    for folder in sorted(p.name for p in source.iterdir() if p.is_dir()):
        if folder not in MAY_INCLUDE:
            faults.append(f"src/{folder}: a folder that the table does not know")
            continue
        allowed = MAY_INCLUDE[folder] | {folder, "base"}
        for path in sorted(p for p in (source / folder).rglob("*") if p.suffix in SOURCES):
            name = path.relative_to(root)
            text = path.read_text(encoding="utf-8")
            for header in OWN.findall(text):
                other = header.split("/", 1)[0]
                if "/" in header and other not in allowed and header not in allowed:
                    faults.append(f"{name}: {folder}/ may not include \"{header}\"")
                elif "/" not in header and not (path.parent / header).exists() and header != "build_config.h":
                    faults.append(f"{name}: \"{header}\" does not name its folder")
            for header in SYSTEM.findall(text):
                library = re.split(r"[/.]", header, maxsplit=1)[0]
                owners = OWNERS.get(library)
                if owners is not None and folder not in owners:
                    faults.append(f"{name}: <{header}> belongs to {', '.join(sorted(owners))}")
                if header in THREADS and folder not in MAY_KNOW_THREADS and f"{folder}/{path.name}" not in MAY_KNOW_THREADS:
                    faults.append(f"{name}: <{header}>: {folder}/ knows no threads")
    public = root / "include" / "plotmill"
    for path in sorted(public.rglob("*.h")):
        name = path.relative_to(root)
        text = path.read_text(encoding="utf-8")
        faults += [f"{name}: the public headers do not include \"{h}\"" for h in OWN.findall(text) if not h.startswith("plotmill/")]
        faults += [f"{name}: <{h}> is not the standard library's" for h in SYSTEM.findall(text) if "/" in h or "." in h]
    return faults


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parents[2])
    faults = check(root)
    for fault in faults:
        print(fault)
    print(f"{len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
