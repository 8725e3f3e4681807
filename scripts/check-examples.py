#!/usr/bin/env python3
"""Runs the example programs on the sample job, compares the README's text with theirs, and type-checks
the samples of the DocC articles.

usage: check-examples.py FOLDER-OF-PROGRAMS README.md
"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

ROOT = pathlib.Path(__file__).resolve().parent.parent
ARTICLES = ROOT / "Sources/Plumb/Plumb.docc"
SAMPLE = re.compile(r"```swift\n(.*?)```", re.DOTALL)


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


def samples(folder):
    """Writes the samples of each article as one function into a file; gives the files."""
    for article in sorted(ARTICLES.glob("*.md")):
        blocks = "".join(SAMPLE.findall(article.read_text(encoding="utf-8")))
        if not blocks:
            continue
        path = pathlib.Path(folder) / f"{article.stem}.swift"
        body = blocks.replace("import Plumb\n", "")
        path.write_text(
            f"import Plumb\n\nfunc {article.stem}() async throws {{\n{body}}}\n", encoding="utf-8")
        yield path


def module_maps(programs):
    """The module maps of the C targets: in their sources, or written by the build."""
    yield from ROOT.glob("Sources/C*/module.modulemap")
    yield from programs.glob("C*.build/module.modulemap")


def sample_complaints(programs):
    """What the compiler says about the samples, which see only what is public."""
    headers = subprocess.run(
        ["pkg-config", "--cflags-only-I", "pangocairo"], stdout=subprocess.PIPE, text=True,
        check=True).stdout.split()
    options = [f"-fmodule-map-file={path}" for path in module_maps(programs.resolve())] + headers
    with tempfile.TemporaryDirectory() as folder:
        process = subprocess.run(
            ["swiftc", "-typecheck", "-swift-version", "6", "-I", programs.resolve() / "Modules",
             *(part for option in options for part in ("-Xcc", option)), *samples(folder)],
            stderr=subprocess.PIPE, text=True, check=False, timeout=120)
    if process.returncode != 0 or process.stderr:
        yield f"the samples in {ARTICLES.relative_to(ROOT)}:\n{process.stderr}"


def main():
    """Prints what is wrong."""
    programs = pathlib.Path(sys.argv[1])
    with ThreadPoolExecutor() as threads:
        compiled = threads.submit(lambda: list(sample_complaints(programs)))
        found = [*complaints(programs, pathlib.Path(sys.argv[2])), *compiled.result()]
    for complaint in found:
        print(f"check-examples: {complaint}", file=sys.stderr)
    if not found:
        print("check-examples: both examples say what the program says; the DocC samples compile")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
