#!/usr/bin/env python3
"""Checks laws that the formatter does not know, over the files that git tracks.

A file fits on a few screens, no text is kept twice, no note is left for later, no path of
somebody's machine is written down, and names are compared by their bytes. The modules of
the page's script have laws of their own, in script_laws.py.
"""
import pathlib
import re
import subprocess
import sys

import script_laws

ROOT = pathlib.Path(__file__).resolve().parent.parent
MAXIMUM_LINES = 400
MAXIMUM_TEST_LINES = 600
# So many equal lines in a row, not counting those that hold only brackets, are a copy.
COPIED_LINES = 12
CODE = {".swift", ".h", ".c", ".cpp", ".py", ".sh", ".js", ".mjs", ""}
FORBIDDEN = [
    (re.compile(r"\b(" + "|".join(["TO" + "DO", "FIX" + "ME", "X" * 3]) + r")\b"),
     "a note for later: do it, or open an issue"),
    (re.compile(r"(?<![\w./:-])/(work|root|home|Users)/\w"), "a path of one machine"),
    (re.compile(r"\bfatalError\(\)|\bas! |\btry! "), "a crash without a reason"),
]

# Bytes of names are compared in one place.
BYTE_COMPARISON = re.compile(r"\.utf8\.elementsEqual\(\S+\.utf8\)")
BYTE_COMPARISON_PLACE = "Sources/PlumbText/ByteString.swift"
# `String` as a key takes names that only look alike for one: wrong for classes, attributes, paths
# and whatever else comes from a job, whose keys are ByteStrings. These files mean it.
STRING_KEYS = re.compile(r"\[String: |\bSet<String>|\bas Set<String>")
STRING_KEYS_MEANT = {
    "Sources/PageAssets/PageAssets.swift": "names of our own scripts",
    "Sources/PageAssets/ScriptBundle.swift": "names of our own scripts",
    "Sources/Plumb/Opening/OpenedManifest.swift": "placeholders of our own messages",
    "Sources/PlumbAnalysis/Checks/CheckRun.swift": "ids of our own checks",
    "Sources/PlumbAnalysis/Checks/Threshold.swift": "names of our own thresholds",
    "Sources/PlumbCommand/Configuration/Configuration.swift": "ids of our own checks",
    "Sources/PlumbCommand/Options/ConfigurationOptions.swift": "ids of our own checks",
    "Sources/PlumbCommand/Support/Closing.swift": "reasons of our own",
    "Sources/PlumbCommand/Support/ProblemLines.swift": "our own codes",
    "Sources/PlumbCommand/Support/Terminal.swift": "variables of the environment, ASCII",
    "Sources/PlumbGraphics/Renderers/LinkTarget.swift": "schemes, ASCII",
    "Sources/PlumbImages/Cache/ThumbnailCache.swift": "variables of the environment, ASCII",
    "Sources/PlumbLabels/Dataset/DatasetProblems.swift": "names are folded there on purpose",
    "Sources/PlumbPages/HTML/Build/PageConfusion.swift": "ids of the page, ASCII",
    "Sources/PlumbReports/Checks/CheckText.swift": "reasons of our own",
    "Sources/PlumbReports/Export/Images/SafeName.swift": "devices of Windows, ASCII",
    "Sources/PlumbS3/Configuration/Environment.swift": "variables of the environment, ASCII",
    "Sources/PlumbS3/HTTP/HTTPDescriptions.swift": "names of header fields, ASCII",
    "Sources/PlumbS3/S3/S3ErrorTable.swift": "codes of S3, ASCII",
    "Sources/PlumbS3/Signing/CanonicalFields.swift": "names of header fields, ASCII",
    "Sources/PlumbSystem/Outputs/ContentFolder.swift": "hexadecimal names",
    "Sources/PlumbSystem/Processes/ChildProcess.swift": "variables of the environment, ASCII",
}


def tracked_files():
    """Every text file that git tracks or would track, but for fixtures and the licence."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, check=True, capture_output=True).stdout.decode()
    for name in sorted(filter(None, listing.split("\0"))):
        path = ROOT / name
        if "/Fixtures/" in name or name == "LICENSE" or not path.is_file():
            continue
        try:
            yield name, path.read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError:
            continue


def long_file(name, lines):
    """The complaint about a file that is too long, if it is."""
    if pathlib.PurePath(name).suffix not in CODE:
        return []
    limit = MAXIMUM_TEST_LINES if name.startswith("Tests/") else MAXIMUM_LINES
    if len(lines) <= limit:
        return []
    return [f"{name}: {len(lines)} lines, over {limit}: split it"]


def forbidden_words(name, lines):
    """The complaints about words that no file may hold."""
    return [
        f"{name}:{number}: {reason}: {found.group().strip()}"
        for number, line in enumerate(lines, 1)
        for pattern, reason in FORBIDDEN
        if (found := pattern.search(line))
    ]


def comparisons_by_hand(files):
    """The complaints about names that are compared without ByteString."""
    return [
        f"{name}:{number}: names compared by hand: ByteString compares them by their bytes"
        for name, lines in files
        if name.startswith("Sources/") and name != BYTE_COMPARISON_PLACE
        for number, line in enumerate(lines, 1) if BYTE_COMPARISON.search(line)]


def string_keys(files):
    """The complaints about sets and dictionaries of `String` that nobody meant."""
    found = {
        name: number
        for name, lines in files if name.startswith("Sources/") and name.endswith(".swift")
        for number, line in enumerate(lines, 1)
        if STRING_KEYS.search(line) and not line.lstrip().startswith("//")}
    return [
        f"{name}:{found[name]}: String as a key: use ByteString, or tell STRING_KEYS_MEANT why not"
        for name in sorted(found.keys() - STRING_KEYS_MEANT.keys())
    ] + [
        f"scripts/check-laws.py: STRING_KEYS_MEANT: {name} has no such key any more"
        for name in sorted(STRING_KEYS_MEANT.keys() - found.keys())]


def significant(lines):
    """The lines that say something, with their numbers."""
    stripped = ((number, line.strip()) for number, line in enumerate(lines, 1))
    return [
        (number, line) for number, line in stripped
        if re.search(r"\w", line) and not line.startswith(("//", "import ", "#"))
    ]


def copies(files):
    """The complaints about runs of lines that stand in two places of the sources."""
    seen, complaints, last_reported = {}, [], None
    for name, lines in files:
        if not name.startswith("Sources/"):
            continue
        rows = significant(lines)
        for start in range(len(rows) - COPIED_LINES + 1):
            window = tuple(line for _, line in rows[start:start + COPIED_LINES])
            here = (name, rows[start][0])
            there = seen.setdefault(window, here)
            if there == here:
                continue
            # One complaint for a long copy, not one for each window in it.
            pair = (name, there[0], start)
            if last_reported != (name, there[0], start - 1):
                complaints.append(f"{name}:{here[1]}: the same lines as {there[0]}:{there[1]}")
            last_reported = pair
    return complaints


def main():
    files = list(tracked_files())
    complaints = [
        complaint for name, lines in files
        for complaint in long_file(name, lines) + forbidden_words(name, lines)
    ]
    complaints += copies(files) + comparisons_by_hand(files) + string_keys(files)
    complaints += script_laws.complaints(files)
    for complaint in complaints:
        print(complaint, file=sys.stderr)
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
