#!/usr/bin/env python3
"""Runs the example programs on the sample job, and compares the README's text with theirs.

usage: check-examples.py FOLDER-OF-PROGRAMS README.md
"""
import json
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent


def run(*arguments):
    """The exit code and output of one run."""
    process = subprocess.run(
        [str(part) for part in arguments], stdout=subprocess.PIPE, stdin=subprocess.DEVNULL,
        text=True, check=False, timeout=120)
    return process.returncode, process.stdout


def complaints(programs, readme):
    """What the examples get wrong."""
    source = (ROOT / "Examples/ClassCounts/main.swift").read_text().split("\n", 1)[1].strip()
    if f"```swift\n{source}\n```" not in readme.read_text():
        yield f"{readme}: its program is not that of Examples/ClassCounts"
    with tempfile.TemporaryDirectory() as folder:
        run(programs / "plumb", "demo", "--quiet", folder)
        job = pathlib.Path(folder) / "job"
        _, summary = run(programs / "plumb", "summary", "--quiet", "--json", job)
        classes = json.loads(summary)["classes"]
        total = sum(one["count"] for one in classes)
        wanted = "".join(f"{one['name']}: {one['count']} of {total}\n" for one in classes)
        code, counts = run(programs / "class-counts", job)
        if (code, counts) != (0, wanted):
            yield f"class-counts ends with {code} and prints\n{counts}in place of\n{wanted}"
        _, suspects = run(programs / "plumb", "suspects", "--quiet", "--json", job)
        first = json.loads(suspects)["suspects"][0]
        code, gate = run(programs / "quality-gate", job)
        if code != 1 or f"line {first['line']}: " not in gate:
            yield f"quality-gate ends with {code} and prints\n{gate}"


def main():
    """Prints what is wrong."""
    found = list(complaints(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])))
    for complaint in found:
        print(f"check-examples: {complaint}", file=sys.stderr)
    if not found:
        print("check-examples: both examples say what the program says")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
