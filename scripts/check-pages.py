#!/usr/bin/env python3
"""Reads pages of reports with an HTML parser: nothing may run, load or lead away that is not meant to.

usage: check-pages.py PAGE.html...
"""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from browser import markup  # noqa: E402


def main(paths):
    if not paths:
        print(__doc__, file=sys.stderr)
        return 2
    wrong = 0
    for path in map(pathlib.Path, paths):
        text = path.read_text(encoding="utf-8")
        faults = markup.faults(text, thumbnails_inside='id="thumbnails"' in text)
        wrong += bool(faults)
        for fault in faults:
            print(f"{path.name}: {fault}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
