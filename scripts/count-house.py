#!/usr/bin/env python3
"""Counts what the sources are made of, for one commit or several side by side.

usage: count-house.py [COMMIT ...]        (without one: the files as they are)

With `--law` it prints nothing but complaints: where more functions than one take over six
parameters, or more than one in 200 takes three or more without a label.
"""
import pathlib
import re
import statistics
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
PARAMETERS = 6
MAXIMUM_OVER = 1
UNLABELLED = 3
MAXIMUM_UNLABELLED_SHARE = 0.005
# Comments and texts, whose brackets are no brackets of the program; `\(…)` in a text goes with it.
NOT_CODE = re.compile(r"//[^\n]*|#\"+.*?\"+#|\"\"\".*?\"\"\"|\"(?:\\.|[^\"\\\n])*\"", re.S)
FUNCTION = re.compile(r"^( *)(?:[\w@]+(?:\([^)]*\))? )*(?:func [^(]+|init[?!]?(?:<[^>]*>)?)\(", re.M)
PUBLIC = re.compile(r"^ *(?:@\w+ )*public ", re.M)
ENGINES = re.compile(r"^[ \w]*(?:struct|class|enum|actor|func) "
                     r"(?:FileWork|ChunkJob|BatchJob|ThreadGroup|OrderedPipeline|WorkAhead|"
                     r"concurrentMap|concurrently|inParallel)\b", re.M)
ERRORS = re.compile(r"^[ \w]*(?:struct|enum|class) \w+[^{\n]*\bError\b", re.M)


def sources(commit):
    """The Swift files below Sources with their texts."""
    if commit is None:
        for path in sorted((ROOT / "Sources").rglob("*.swift")):
            yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")
        return
    listing = subprocess.run(
        ["git", "ls-tree", "-r", "--name-only", commit, "Sources"], cwd=ROOT, check=True,
        capture_output=True, text=True).stdout
    for name in listing.split("\n"):
        if name.endswith(".swift"):
            yield name, subprocess.run(
                ["git", "show", f"{commit}:{name}"], cwd=ROOT, check=True, capture_output=True,
                text=True).stdout


def code(text):
    """A source without its comments and texts, with every line where it was."""
    return NOT_CODE.sub(lambda match: '""' + "\n" * match.group().count("\n"), text)


def closing(text, start):
    """The place behind the bracket that closes the one at `start`."""
    depth = 0
    for place in range(start, len(text)):
        depth += {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}.get(text[place], 0)
        if depth == 0:
            return place + 1
    return len(text)


def parameters(text):
    """The parameters between two brackets, split at the commas that separate them."""
    parts, depth, part = [], 0, ""
    for character in text.replace("->", ""):
        depth += {"(": 1, "[": 1, "{": 1, "<": 1}.get(character, 0)
        depth -= {")": 1, "]": 1, "}": 1, ">": 1}.get(character, 0)
        if character == "," and depth == 0:
            parts.append(part)
            part = ""
        else:
            part += character
    return [part.strip() for part in parts + [part] if part.strip()]


def functions(text):
    """Parameters, number of lines of the body, and line, of every function and initialiser."""
    text = code(text)
    for match in FUNCTION.finditer(text):
        end = closing(text, match.end() - 1)
        yield (parameters(text[match.end():end - 1]), body_lines(text, end),
               text.count("\n", 0, match.start()) + 1)


def body_lines(text, end):
    """The lines between the braces behind a signature; 0 for a requirement of a protocol."""
    brace = text.find("{", end)
    if brace < 0 or re.search(r"\n\s*(?:\n|///|func |var |init|\}|@)", text[end:brace]):
        return 0
    return max(1, text.count("\n", brace, closing(text, brace)) - 1)


def has_unlabelled(listed):
    """Whether so many of the parameters have no label that a call does not say what they are."""
    return sum(part.startswith("_ ") for part in listed) >= UNLABELLED


def figures(files):
    """What is counted, by name."""
    every = [one for _, text in files for one in functions(text)]
    bodies = [lines for _, lines, _ in every if lines]
    unlabelled = sum(has_unlabelled(listed) for listed, _, _ in every)

    def importing(module):
        return sum(bool(re.search(rf"^import {module}$", text, re.M)) for _, text in files)

    return {
        "source files": len(files),
        "lines": sum(text.count("\n") for _, text in files),
        "public declarations": sum(len(PUBLIC.findall(text)) for _, text in files),
        "functions": len(every),
        "lines of a function, median": statistics.median(bodies),
        "functions over 40 lines": sum(lines > 40 for lines in bodies),
        "longest parameter list": max(len(listed) for listed, _, _ in every),
        "functions over six parameters": sum(len(listed) > PARAMETERS for listed, _, _ in every),
        "three or more unlabelled (%)": round(100 * unlabelled / len(every), 1),
        "parallel engines": sum(len(ENGINES.findall(text)) for _, text in files),
        "error types": sum(len(ERRORS.findall(text)) for _, text in files),
        "files that import PlumbGraphics": importing("PlumbGraphics"),
        "files that import PlumbS3": importing("PlumbS3"),
    }


def complaints():
    """Functions that take too much, or too much without a label, where these have become more."""
    every = [
        (f"{name}:{line}", listed)
        for name, text in sources(None) for listed, _, line in functions(text)]
    long = [
        f"{place}: {len(listed)} parameters, over {PARAMETERS}"
        for place, listed in every if len(listed) > PARAMETERS]
    unlabelled = [
        f"{place}: {UNLABELLED} or more parameters without a label"
        for place, listed in every if has_unlabelled(listed)]
    return (
        (long if len(long) > MAXIMUM_OVER else [])
        + (unlabelled if len(unlabelled) > MAXIMUM_UNLABELLED_SHARE * len(every) else []))


def main():
    """Prints the table, or what is wrong."""
    arguments = sys.argv[1:]
    if arguments == ["--law"]:
        found = list(complaints())
        print("\n".join(found), end="\n" if found else "", file=sys.stderr)
        sys.exit(1 if found else 0)
    columns = [figures(list(sources(commit))) for commit in arguments or [None]]
    print(" " * 32 + "".join(f"{commit[:9]:>11}" for commit in arguments or ["now"]))
    for name in columns[0]:
        print(f"{name:32}" + "".join(f"{column[name]:>11}" for column in columns))


if __name__ == "__main__":
    main()
