#!/usr/bin/env python3
"""Writes Tests/PlumbS3Tests/Fixtures/configurations.json: odd texts of ~/.aws/config and what
botocore reads in them, and odd commands and how Python's shlex splits them. The head of
signing_requests.py says how to install botocore.

usage: make-configuration-fixtures.py [COUNT [SEED [FILE]]]
"""
import json
import pathlib
import random
import shlex
import sys
import tempfile

import botocore.configloader
import botocore.exceptions

OUT = pathlib.Path(__file__).parent.parent / "Tests/PlumbS3Tests/Fixtures/configurations.json"
COUNT = 400
SEED = 7
HEADERS = ["[default]", "[profile x]", '[profile "x y"]', "[profile x y]", "[profile 'z']", "[x]",
           "[DEFAULT]", "[services s]", "[services  t] # no", "[ profile x ]", "[]", "[]]", "[a]b]",
           "[profile]", "[profile \"x]", "[profilex y]", "[sso-session s]", "[profile é]", "[default"]
NAMES = ["region", "Region", "s3", "aws_access_key_id", "endpoint_url", "a b", "é", "", "x:y"]
VALUES = ["eu-west-1", "", "", "a = b", "a # no comment", "; x", "\"quoted\"", "é 🙂", "x:y", "[x]", "=",
          "a\\", "%(b)s", "$HOME"]
DIVIDERS = [" = ", "=", ": ", ":", " =", "\t=\t", " ", "\u00a0=\u00a0"]
SPACES = ["", "", "", "", "  ", "\t", " ", "\u00a0", "\x0b", "    ", "\x1c", "\u3000"]
ENDS = ["\n"] * 8 + ["\r\n", "\r\n", "\r", "\n\n", " \n", "\n \n", "\x0c\n"]
COMMENTS = ["# x", "; x", "#", "  # [x]", "\t; y = z"]
NESTED = ["  addressing_style = path", "\tendpoint_url=https://x", "   a = b = c", "  no divider",
          "  # comment", "  ", "  a = b\u2028c = d", "  A = 1", "  a : b"]


def line(numbers):
    """One line, or a value with lines below it."""
    kind = numbers.random()
    if kind < 0.25:
        return numbers.choice(SPACES[:7]) + numbers.choice(HEADERS)
    if kind < 0.35:
        return numbers.choice(COMMENTS)
    if kind < 0.5:
        below = [numbers.choice(NESTED) for _ in range(numbers.randint(0, 3))]
        return "\n".join([numbers.choice(["s3 =", "s3=", "x =", "s3 = y"])] + below)
    if kind < 0.55:
        return numbers.choice(SPACES) + numbers.choice(VALUES)
    return (numbers.choice(SPACES) + numbers.choice(NAMES) + str(numbers.choice(["", 1, 2, 3]))
            + numbers.choice(DIVIDERS) + numbers.choice(VALUES) + numbers.choice(SPACES))


def text(numbers):
    """A whole file, most with a header at the start."""
    lines = [line(numbers) for _ in range(numbers.randint(0, 9))]
    if numbers.random() < 0.9:
        lines.insert(0, numbers.choice(HEADERS[:10]))
    whole = "".join(one + numbers.choice(ENDS) for one in lines)
    return whole[:-1] if numbers.random() < 0.2 else whole


def reading(content, folder):
    """What botocore reads: sections, profiles and services; none where it refuses the file."""
    path = pathlib.Path(folder) / "config"
    path.write_bytes(content.encode())
    try:
        sections = botocore.configloader.raw_config_parse(str(path))
    except botocore.exceptions.ConfigParseError:
        return {"text": content, "isRefused": True, "sections": {}, "profiles": {}, "services": {}}
    profiles = botocore.configloader.build_profile_map(sections)
    return {"text": content, "isRefused": False, "sections": flat(sections),
            "profiles": flat(profiles["profiles"]), "services": flat(profiles["services"])}


def flat(sections):
    """The values of sections with the names of nested ones put together."""
    return {section: {key: value for name, given in values.items()
                      for key, value in pairs(name, given)}
            for section, values in sections.items()}


def pairs(name, value):
    """A value, or those below it, with `/` between the names."""
    if isinstance(value, dict):
        return [(name + "/", "")] + [(f"{name}/{inner}", given) for inner, given in value.items()]
    return [(name, value)]


def command(numbers):
    """A command with quotes and backslashes in odd places, and its words."""
    pieces = ["a", "bc", " ", "  ", "\t", "\n", "'", "'", '"', '"', "\\", "\\\\", "é", "#", "$x", ";",
              "\\\"", "''", '""', "\u00a0", "/usr/bin/x"]
    content = "".join(numbers.choice(pieces) for _ in range(numbers.randint(0, 12)))
    try:
        return {"text": content, "words": shlex.split(content)}
    except ValueError:
        return {"text": content, "words": None}


def main(arguments):
    count, seed = (int(arguments[0]) if arguments else COUNT), SEED
    if len(arguments) > 1:
        seed = int(arguments[1])
    out = pathlib.Path(arguments[2]) if len(arguments) > 2 else OUT
    numbers = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        files = [reading(text(numbers), folder) for _ in range(count)]
    commands = [command(numbers) for _ in range(count)]
    rows = [f'"{name}": [\n' + ",\n".join(map(json.dumps, values)) + "\n]"
            for name, values in (("files", files), ("commands", commands))]
    out.write_text("{\n" + ",\n".join(rows) + "\n}\n", encoding="ascii")
    refused = sum(file["isRefused"] for file in files)
    print(f"{count} files, {refused} refused; {count} commands, "
          f"{sum(one['words'] is None for one in commands)} refused")


if __name__ == "__main__":
    main(sys.argv[1:])
