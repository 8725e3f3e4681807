#!/usr/bin/env python3
"""The benchmark: see README.md. Started by `bench/run`, which brings the peers."""
import dataclasses
import json
import os
import pathlib
import shutil
import subprocess
import sys

import results
from measure import Failed, measure, once

BENCH = pathlib.Path(__file__).resolve().parent
ROOT = BENCH.parent
WORK = BENCH / ".data"
PYTHON = BENCH / ".venv" / "bin" / "python"
CLEANVISION = BENCH / ".venv-cleanvision" / "bin" / "python"
PROGRAM = ROOT / ".build" / "release" / "plumb"
PHOTOS = pathlib.Path(os.environ.get("PLUMB_DATA") or ROOT.parent / "shared" / "data") / "photos"
LINES = 1_000_000
MANY_PHOTOS = 20_000
# Done, and done with some lines refused or images missing.
DONE = (0, 3)
# Done, and done with findings.
CHECKED = (0, 1)
DUCKDB_WAYS = ["columns", "all-columns", "auto", "objects"]
PILLOW_WAYS = ["img2pdf", "two"]


class Bench:
    """The figures as they come, and what had to be left out."""

    def __init__(self):
        self.table = results.Table()

    def peer(self, name, script, *arguments, **options):
        """Measures a peer's script, where PyPI gave us what it imports."""
        if not PYTHON.exists():
            return self.table.skip(name, "PyPI could not be reached")
        return self.attempt(name, [PYTHON, BENCH / "peers" / script, *arguments], **options)

    def ours(self, name, *arguments, allowed=DONE, **options):
        """Measures the program."""
        if not PROGRAM.exists():
            return self.table.skip(name, "the program is not built: make release")
        return self.attempt(name, [PROGRAM, *arguments], allowed=allowed, **options)

    def attempt(self, name, command, **options):
        """The figures of a command, or none and a note why."""
        try:
            return self.table.add(name, measure([str(part) for part in command], **options))
        except (Failed, OSError, subprocess.SubprocessError) as problem:
            return self.table.skip(name, str(problem))


def start_part(bench):
    """How long the program takes to say its version."""
    print("start")
    version = bench.ours("plumb --version", "--version", runs=20, warm_ups=3)
    bench.table.limit("plumb --version", version and version.seconds * 1000, 50, "ms")


def manifest_part(bench):
    """One summary of a million lines."""
    print(f"manifest of {LINES:,} lines")
    manifest = WORK / "lines.manifest"
    if not manifest.exists():
        subprocess.run([sys.executable, BENCH / "make_manifest.py", manifest, str(LINES)], check=True)
    ours = bench.ours("plumb summary", "summary", manifest, "--json")
    ways = [bench.peer(f"DuckDB, {way}", "duckdb_summary.py", way, manifest) for way in DUCKDB_WAYS]
    decoder = foundation_decoder(bench, manifest)
    table = bench.table
    table.faster("summary against DuckDB, the whole process", ours, table.best(ways), 1)
    table.faster("summary against JSONDecoder", ours, decoder, 15)
    table.limit("summary, peak memory", ours and ours.peak / 1e6, 250, "MB")
    if ours and ways[0]:
        table.note(agreement(manifest))


def foundation_decoder(bench, manifest):
    """Foundation's JSONDecoder on every line, compiled here."""
    program = WORK / "foundation-decoder"
    source = BENCH / "foundation-decoder" / "main.swift"
    subprocess.run(["swiftc", "-O", "-o", program, source], check=True)
    return bench.attempt("JSONDecoder a line", [program, manifest], runs=3)


def agreement(manifest):
    """Whether both sides found the same numbers."""
    with open(WORK / "ours.json", "w+b") as file:
        once([str(PROGRAM), "summary", str(manifest), "--json"], DONE, file)
    with open(WORK / "duckdb.jsonl", "w+b") as file:
        once([str(PYTHON), str(BENCH / "peers" / "duckdb_summary.py"), "columns", str(manifest)], output=file)
    summary = json.loads((WORK / "ours.json").read_text(encoding="utf-8"))
    groups = {(entry["name"], human): entry.get(source) or {} for entry in summary["classes"]
              for source, human in (("human", "yes"), ("machine", "no"))}
    different = 0
    for row in map(json.loads, (WORK / "duckdb.jsonl").read_text(encoding="utf-8").splitlines()):
        group = groups.get((row[0], row[1]), {})
        found = group.get("confidence") or {}
        values = [group.get("count"), found.get("count")] + [
            found.get(key) for key in ("mean", "median", "q1", "q3", "min", "max")]
        different += any(a is None or abs(a - b) > 1e-9 for a, b in zip(values, row[2:]))
    return ("Both sides found the same counts, means, quartiles and extremes (to 1e-9)." if not different
            else f"{different} groups DIFFER between DuckDB and Plumb by more than 1e-9.")


def images_part(bench):
    """The full PDF of the photographs, cold and warm."""
    if not (PHOTOS / "output.manifest").exists():
        return bench.table.note("The part with images is skipped: no photos/output.manifest under PLUMB_DATA.")
    manifest, output = PHOTOS / "output.manifest", WORK / "photos.pdf"
    count = sum(1 for line in open(manifest, "rb") if line.strip())
    print(f"{count} images")
    cache = WORK / "cache"
    options = [manifest, "--images", PHOTOS, "--cache", cache]
    ours = bench.ours("plumb pdf, cold cache", "pdf", *options, "-o", output, prepare=["rm", "-rf", str(cache)])
    compare_images(bench, ours, manifest, count)
    if ours:
        bench.table.limit("PDF, bytes an image", output.stat().st_size / count, 6000, "bytes")
    warm_runs(bench, options, output)
    many_images(bench, ours)


def compare_images(bench, ours, manifest, count):
    """The peers on the same photographs."""
    table = bench.table
    notebook = bench.peer("matplotlib as in the notebook", "notebook_pdf.py", manifest, PHOTOS,
                          WORK / "notebook.pdf", runs=1, warm_ups=0)
    two = [bench.peer(f"Pillow, two processes, {way}", "pillow_pdf.py", way, manifest, PHOTOS,
                      WORK / f"pillow-{way}.pdf") for way in PILLOW_WAYS]
    alone = bench.peer("Pillow, one process, PDF", "pillow_pdf.py", "alone", manifest, PHOTOS,
                       WORK / "pillow-alone.pdf")
    pictures = bench.peer("Pillow, one process, thumbnails only", "pillow_pdf.py", "thumbnails", manifest,
                          PHOTOS, WORK / "pillow-thumbnails.bin")
    table.faster("PDF against the notebook's way", ours, notebook, 30)
    table.faster("PDF against Pillow with two processes", ours, table.best(two), 1)
    table.share("CPU an image against Pillow's PDF", ours, alone, 0.8, count)
    table.share("CPU an image against Pillow's thumbnails only", ours, pictures, None, count)


def warm_runs(bench, options, output):
    """The same again, and other commands, with every thumbnail in the cache."""
    for name, target in [("pdf", output), ("figures", WORK / "figures"), ("report", WORK / "report")]:
        clear = ["rm", "-rf", str(target)]
        warm = bench.ours(f"plumb {name}, warm cache", name, *options, "-o", target, prepare=clear)
        bench.table.limit(f"{name}, second run", warm and warm.seconds, 0.3, "s")


def many_images(bench, few):
    """The memory of a job that is twenty times as large."""
    large, cache = WORK / "photos-20000", WORK / "cache-20000"
    manifest = large / "output.manifest"
    if not manifest.exists():
        subprocess.run([sys.executable, BENCH / "make_photos.py", PHOTOS / "output.manifest", PHOTOS, large,
                        str(MANY_PHOTOS)], check=True)
    shutil.rmtree(cache, ignore_errors=True)
    many = bench.ours(f"plumb pdf, {MANY_PHOTOS:,} images, cold cache", "pdf", manifest, "--images", large,
                      "--cache", cache, "-o", WORK / "photos-20000.pdf", runs=1, warm_ups=0)
    shutil.rmtree(cache, ignore_errors=True)
    bench.table.limit("pdf, peak memory", few and few.peak / 1e6, 150, "MB")
    bench.table.limit(f"pdf of {MANY_PHOTOS:,} images, peak memory", many and many.peak / 1e6, 150, "MB")
    growth = many.peak / few.peak if many and few else None
    bench.table.limit(f"peak memory at {MANY_PHOTOS:,} images to that above", growth, 1.2, "x")


def checks_part(bench):
    """All checks of the photographs with an empty cache, and near duplicates among many hashes."""
    print("checks")
    table = bench.table
    near_duplicates(bench)
    manifest, cache = PHOTOS / "output.manifest", WORK / "cache-checks"
    if not manifest.exists():
        return table.note("The checks of images are skipped: no photos/output.manifest under PLUMB_DATA.")
    options, clear = [manifest, "--images", PHOTOS, "--cache", cache], ["rm", "-rf", str(cache)]
    ours = bench.ours("plumb check, cold cache", "check", *options, "--json", "-o", WORK / "checks.json",
                      allowed=CHECKED, prepare=clear)
    pdf = bench.ours("plumb pdf, cold cache, beside it", "pdf", *options, "-o", WORK / "beside.pdf",
                     prepare=clear)
    table.limit("plumb check to plumb pdf, both cold", ours and pdf and ours.seconds / pdf.seconds, 1.6, "x")
    table.limit("the same in CPU time", ours and pdf and ours.cpu / pdf.cpu, 1.6, "x")
    theirs = find_issues(bench, manifest)
    table.faster("plumb check against CleanVision's find_issues", ours, theirs, 10)
    table.share("the same in CPU an image", ours, theirs, 0.1, sum(1 for line in open(manifest, "rb") if line.strip()))


def find_issues(bench, manifest):
    """CleanVision on the same photographs: the figures of find_issues alone."""
    name = "CleanVision, the whole process"
    if not CLEANVISION.exists():
        return bench.table.skip(name, "PyPI could not be reached")
    figures = WORK / "find-issues.json"
    whole = bench.attempt(
        name, [CLEANVISION, BENCH / "peers" / "cleanvision_issues.py", manifest, PHOTOS, figures], runs=2,
        warm_ups=0)
    return whole and dataclasses.replace(whole, **json.loads(figures.read_text(encoding="utf-8")))


def near_duplicates(bench):
    """100,000 made-up hashes, by the program's own index, compiled here."""
    program = WORK / "near-duplicates"
    sources = ROOT / "Sources" / "PlumbAnalysis" / "Checks" / "Duplicates"
    subprocess.run(["swiftc", "-O", "-o", program, BENCH / "near-duplicates" / "main.swift",
                    sources / "HashIndex.swift", sources / "DisjointSets.swift"], check=True)
    found = bench.attempt("near duplicates among 100,000 hashes", [program, "100000"])
    bench.table.limit("near duplicates among 100,000 hashes", found and found.seconds, 2, "s")


def main(arguments):
    parts = {"start": start_part, "manifest": manifest_part, "images": images_part, "checks": checks_part}
    wanted = arguments or list(parts)
    if set(wanted) - set(parts):
        print("usage: bench/run [manifest] [images] [checks] [start]", file=sys.stderr)
        return 2
    WORK.mkdir(exist_ok=True)
    bench = Bench()
    for name in wanted:
        parts[name](bench)
    document = results.document(bench.table, ROOT, PYTHON)
    if wanted == list(parts):
        (BENCH / "results.md").write_text(document, encoding="utf-8")
    print("\n" + document)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
