#!/usr/bin/env python3
"""Writes the fixture manifests and `expected.json`, the same bytes on every machine.

usage: make-manifest-corpus.py FOLDER            writes
       make-manifest-corpus.py --check FOLDER    only compares, and fails where they differ
"""
import json
import pathlib
import sys

from manifest_corpus import everyday, framing, json_values, outputs, references, structure

LARGEST_FOLDER = 600_000


def files():
    """The bytes of every file, by name."""
    cases = [case for part in (framing, json_values, structure, references, outputs, everyday)
             for case in part.cases()]
    contents = {case.name + ".manifest": case.data for case in cases}
    if len(contents) != len(cases):
        raise ValueError("two cases have one name")
    entries = ",\n".join(json.dumps(case.expectation(), ensure_ascii=True) for case in cases)
    contents["expected.json"] = f"[\n{entries}\n]\n".encode()
    size = sum(map(len, contents.values()))
    if size > LARGEST_FOLDER:
        raise ValueError(f"{size} bytes are too many for fixtures")
    return contents


def ours(folder):
    """The files in the folder that this script answers for."""
    return [path for path in folder.glob("*") if path.suffix == ".manifest" or path.name == "expected.json"]


def check(folder, contents):
    """The names of files that are missing, differ or are left over."""
    there = {path.name: path.read_bytes() for path in ours(folder)}
    return sorted(name for name in contents.keys() | there.keys() if contents.get(name) != there.get(name))


def write(folder, contents):
    """Writes all files and removes those of cases that are no more."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in ours(folder):
        if path.name not in contents:
            path.unlink()
    for name, data in contents.items():
        (folder / name).write_bytes(data)


def main(arguments):
    checking = "--check" in arguments
    folders = [argument for argument in arguments if argument != "--check"]
    if len(folders) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    folder, contents = pathlib.Path(folders[0]), files()
    if not checking:
        write(folder, contents)
        return 0
    different = check(folder, contents)
    for name in different:
        print(f"{folder / name}: not what scripts/make-manifest-corpus.py writes", file=sys.stderr)
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
