"""libFuzzer's dictionaries of the formats that have words of their own: words.py PLOTMILL DIRECTORY

Writes job.dict (from the schema), mplstyle.dict (rcParams) and math.dict (the commands that the sources name).
"""
import json
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def strings(node):
    """Every key and every word of a schema."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "properties":
                yield from value
            if key not in ("description", "title", "pattern", "$ref"):
                yield from strings(value)
    elif isinstance(node, list):
        for value in node:
            yield from strings(value)
    elif isinstance(node, str):
        yield node


def write(path, words):
    with open(path, "w", encoding="ascii") as out:
        for word in sorted({w for w in words if 1 < len(w) <= 64}):
            text = "".join(c if c.isalnum() or c in "_-.: " else "".join("\\x%02x" % b for b in c.encode()) for c in word)
            if text.isascii():
                out.write('"%s"\n' % text)


def main(plotmill, directory):
    def output(*arguments):
        return subprocess.run([plotmill, *arguments], check=True, capture_output=True, text=True).stdout

    schema = set(strings(json.loads(output("schema"))))
    write(os.path.join(directory, "job.dict"), schema | {w + ": " for w in schema} | {"${{ ", " }}", "\n  - ", "\n    "})
    write(os.path.join(directory, "mplstyle.dict"), [line.split("#")[0].strip() for line in output("list", "rcparams").splitlines()])
    math = os.path.join(os.path.dirname(os.path.dirname(HERE)), "src", "text", "math")
    names = set()
    for name in ("symbol_table.cpp", "parser.cpp", "constructs.cpp", "symbols.cpp"):
        with open(os.path.join(math, name), encoding="utf-8") as f:
            names |= set(re.findall(r'"\\?\\?([A-Za-z]{2,24})"', f.read()))
    write(os.path.join(directory, "math.dict"), ["\\" + n for n in names] + ["$", "^{", "_{", "\\left(", "\\right)"])


if __name__ == "__main__":
    main(*sys.argv[1:])
