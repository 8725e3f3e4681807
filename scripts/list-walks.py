#!/usr/bin/env python3
"""Prints the walks of docs/walks.md with the line of each function.

With `--law` it prints only functions that are no longer there, and then fails.
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
STEP = re.compile(r"^- `([^`]+\.swift)` `([^`]+)`$")


def line_of(path, declaration):
    """The line of a declaration; None if it or its file is gone."""
    file = ROOT / "Sources" / path
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    place = text.find(declaration)
    return None if place < 0 else text.count("\n", 0, place) + 1


def main():
    is_law = "--law" in sys.argv[1:]
    gone, count = [], 0
    for text in (ROOT / "docs/walks.md").read_text(encoding="utf-8").splitlines():
        step = STEP.match(text)
        if text.startswith("## ") and not is_law:
            count = 0
            print("\n" + text[3:])
        if not step:
            continue
        line = line_of(*step.groups())
        count += 1
        if line is None:
            gone.append(f"docs/walks.md: no '{step[2]}' in Sources/{step[1]}")
        elif not is_law:
            print(f"{count:3} {step[1]}:{line}: {step[2].strip()}")
    print("\n".join(gone), end="\n" if gone else "", file=sys.stderr)
    return 1 if gone else 0


if __name__ == "__main__":
    sys.exit(main())
