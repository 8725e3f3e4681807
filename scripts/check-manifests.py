#!/usr/bin/env python3
"""Runs `plumb summary --json` on every manifest of a corpus and compares what it says.

usage: check-manifests.py PROGRAM EXPECTED.json [--all] [--read NAME ...]

EXPECTED.json lists `{file, exit, usable, codes, optional}` with paths relative to itself; a
code that ends in `?` is optional too. `--all` prints the whole table, not only what is off.
`--read` names manifests that the list expects to be refused and that are read by now: of these, only
the time, the memory and an exit code of 0 are checked.
"""
import json
import os
import pathlib
import resource
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

TIME_LIMIT = 5.0
MEMORY_LIMIT = 200 * 1024 * 1024


def run(program, manifest):
    """The exit code, the summary (or none), the seconds and the log of one run."""
    started = time.monotonic()
    try:
        process = subprocess.run(
            [program, "summary", str(manifest), "--json"], capture_output=True,
            timeout=TIME_LIMIT * 2, stdin=subprocess.DEVNULL, check=False)
    except subprocess.TimeoutExpired:
        return None, None, time.monotonic() - started, b""
    seconds = time.monotonic() - started
    try:
        summary = json.loads(process.stdout)
    except ValueError:
        summary = None
    return process.returncode, summary, seconds, process.stderr


def codes_of(expectation):
    """The codes that must occur and those that may."""
    codes = expectation.get("codes", [])
    required = {code for code in codes if not code.endswith("?")}
    optional = {code[:-1] for code in codes if code.endswith("?")}
    return required, optional | set(expectation.get("optional", []))


def raw_controls(log):
    """Whether the log holds a control character that a terminal would obey."""
    text = log.decode("utf-8", "replace")
    return any(
        (ord(c) < 0x20 and c not in "\n\t") or 0x7F <= ord(c) <= 0x9F
        or c in "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069" for c in text)


def differences(expectation, code, summary, seconds, log):
    """What is off, in words."""
    off = []
    if code != expectation["exit"]:
        off.append(f"exit {code}, not {expectation['exit']}")
    if seconds > TIME_LIMIT:
        off.append(f"took {seconds:.1f} s")
    if raw_controls(log):
        off.append("raw control characters on stderr")
    if summary is None:
        return off + ["no JSON on stdout"]
    usable = summary.get("lines", {}).get("labelled", 0)
    if usable != expectation["usable"]:
        off.append(f"{usable} usable lines, not {expectation['usable']}")
    got = {problem["code"] for problem in summary.get("problems", [])}
    required, optional = codes_of(expectation)
    if required - got:
        off.append("missing " + ", ".join(sorted(required - got)))
    if got - required - optional:
        off.append("unexpected " + ", ".join(sorted(got - required - optional)))
    return off + attribute_difference(expectation, summary)


def attribute_difference(expectation, summary):
    """The complaint about the choice of the label attribute, where the file is about that."""
    wanted = expectation.get("attribute")
    got = summary.get("attribute")
    return [f"attribute {got}, not {wanted}"] if wanted is not None and got != wanted else []


def manifest_path(folder, name):
    """The file, also where the list names it with the name of its folder before it."""
    path = folder / name
    return path if path.exists() else folder / pathlib.PurePath(name).name


def main(arguments):
    if len(arguments) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    program, listing = pathlib.Path(arguments[0]).resolve(), pathlib.Path(arguments[1])
    if not program.exists():
        print(f"check-manifests: no program at {program}: build it first", file=sys.stderr)
        return 2
    expectations = json.loads(listing.read_text(encoding="utf-8"))
    wrong = 0
    read = arguments[arguments.index("--read") + 1:] if "--read" in arguments else []
    manifests = [manifest_path(listing.parent, one["file"]) for one in expectations]
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        runs = list(threads.map(lambda manifest: run(program, manifest), manifests))
    for expectation, manifest, done in zip(expectations, manifests, runs):
        if manifest.name in read:
            code = done[0]
            wrong += code != 0
            print(f"{manifest.name}: is read by now, exit {code}")
            continue
        off = differences(expectation, *done)
        wrong += bool(off)
        if off or "--all" in arguments:
            print(f"{manifest.name}: {'; '.join(off) or 'as expected'}")
    # The largest of all the runs; in kilobytes on Linux, in bytes on macOS.
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    peak *= 1 if sys.platform == "darwin" else 1024
    if peak > MEMORY_LIMIT:
        wrong += 1
        print(f"one run took {peak / 1e6:.0f} MB, over {MEMORY_LIMIT / 1e6:.0f} MB")
    print(f"{len(expectations)} manifests, {wrong} off, at most {peak / 1e6:.0f} MB")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
