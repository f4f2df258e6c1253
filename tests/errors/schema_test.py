#!/usr/bin/env python3
"""The JSON Schema and the reader agree: what `plotmill schema` prints accepts every job that plotmill draws, and refuses
every faulty job of this folder, but for those that reader_only.txt lists, each with the reason why JSON Schema cannot
judge it. A job listed there that the schema refuses after all is a fault too.

usage: schema_test.py PLOTMILL
"""
import json
import pathlib
import re
import subprocess
import sys

import jsonschema
import yaml

here = pathlib.Path(__file__).resolve().parent
root = here.parents[1]


class CoreLoader(yaml.SafeLoader):
    """YAML 1.2's core rules for plain scalars, and keys as text, as plotmill reads them."""
    yaml_implicit_resolvers = {}

    def construct_mapping(self, node, deep=False):
        self.flatten_mapping(node)
        out = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise yaml.YAMLError("a key that is no text")
            if key.value in out and not getattr(key, "merged", False):
                raise yaml.YAMLError(f"duplicate key {key.value}")
            out[key.value] = self.construct_object(value, deep=True)
        return out

    def flatten_mapping(self, node):
        given = [key.value for key, _ in node.value]
        if len(given) != len(set(given)):
            raise yaml.YAMLError("duplicate key")
        super().flatten_mapping(node)
        last = {}
        for key, value in node.value:  # merged ones come first: what the mapping gives itself wins
            last[key.value] = (key, value)
        node.value = list(last.values())


def whole(loader, node):
    text = node.value
    return int(text, 16) if text.startswith("0x") else int(text[2:], 8) if text.startswith("0o") else int(text)


def real(loader, node):
    return float(node.value.lower().replace(".inf", "inf").replace(".nan", "nan"))


CoreLoader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:~|null|Null|NULL|)$"), ["~", "n", "N", ""])
CoreLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF"))
CoreLoader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$"), list("-+0123456789"))
CoreLoader.add_implicit_resolver(
    "tag:yaml.org,2002:float",
    re.compile(r"^(?:[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$"),
    list("-+0123456789."))
CoreLoader.add_implicit_resolver("tag:yaml.org,2002:merge", re.compile(r"^<<$"), ["<"])
CoreLoader.add_constructor("tag:yaml.org,2002:int", whole)
CoreLoader.add_constructor("tag:yaml.org,2002:float", real)


def load(path):
    """The job, or the words of why it is no YAML at all."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), CoreLoader), None
    except (yaml.YAMLError, UnicodeDecodeError, ValueError, RecursionError) as fault:
        return None, str(fault)


def first_fault(validator, job):
    fault = jsonschema.exceptions.best_match(validator.iter_errors(job))
    return fault and f"{'/'.join(map(str, fault.absolute_path))}: {fault.message[:200]}"


def main():
    schema_text = subprocess.run([sys.argv[1], "schema"], check=True, capture_output=True, text=True).stdout
    schema = json.loads(schema_text)
    jsonschema.Draft7Validator.check_schema(schema)
    validator = jsonschema.Draft7Validator(schema)
    faults = []
    judged = 0

    for pattern in ("jobs/*.yaml", "jobs/gallery/*.yaml", "tests/scenes/*.yaml", "tests/golden/*.yaml"):
        for path in sorted(root.glob(pattern)):
            judged += 1
            job, broken = load(path)
            fault = broken or first_fault(validator, job)
            if fault:
                faults.append(f"{path.relative_to(root)}: drawn by plotmill, refused by the schema: {fault}")

    listed = {}
    for line in (here / "reader_only.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, _, reason = line.partition(": ")
            listed[name] = reason
    for path in sorted(here.glob("*.yaml")):
        reason = listed.pop(path.stem, None)
        if reason and reason.startswith("not tried: "):
            continue
        judged += 1
        job, broken = load(path)
        fault = broken or first_fault(validator, job)
        if fault and reason:
            faults.append(f"{path.name}: listed in reader_only.txt, but the schema refuses it: {fault}")
        elif not fault and not reason:
            faults.append(f"{path.name}: refused by the reader, accepted by the schema")
    faults += [f"reader_only.txt: there is no job '{name}'" for name in listed]

    for fault in faults:
        print(fault)
    print(f"{judged} jobs judged by both, {len(faults)} disagreements")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
