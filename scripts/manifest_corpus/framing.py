"""How the file is cut into lines, and in which encoding."""
import json

from . import deflate
from .case import Case, beside_good, line, named, quoted, text, uri

GOOD = [line(number) for number in range(1, 5)]
BYTE_ORDER_MARK = "\ufeff".encode()
MIXED = [line(1), named(2, "pear", 1), named(3, "plum", 2, human='"no"'), line(4, human='"no"')]
S3_ERROR = """<?xml version="1.0" encoding="UTF-8"?>
<Error><Code>AccessDenied</Code><Message>You may not read this</Message></Error>
"""
LOGIN_PAGE = """<!DOCTYPE html>
<html><head><title>Sign in</title></head><body><form>Sign in to go on</form></body></html>
"""


def pretty(lines):
    """The same objects, each spread over many lines."""
    return "".join(json.dumps(json.loads(one), indent=2) + "\n" for one in lines).encode()


def responses(lines):
    """The labels of lines as a file of consolidation responses."""
    labels = [{key: value for key, value in json.loads(one).items() if key != "source-ref"}
              for one in lines]
    return json.dumps([
        {"datasetObjectId": str(number), "consolidatedAnnotation": {"content": label}}
        for number, label in enumerate(labels)]).encode()


def encodings():
    """Byte order marks, other encodings, bytes that are no text."""
    whole = text(GOOD[:2]).decode()
    latin = text([line(1), named(2, "poire d'été", 5), line(3)])
    surrogate = text([named(1, "figs?", 5), line(2)]).replace(b"figs?", b"fig\xed\xa0\xbds")
    return [
        Case("empty", b"", 2, 0, ("empty",), note="no bytes at all"),
        Case("only-byte-order-mark", BYTE_ORDER_MARK, 2, 0, ("empty",),
             note="a byte order mark and nothing after it"),
        Case("byte-order-mark", BYTE_ORDER_MARK + text(GOOD[:2]), 0, 2, ("byte-order-mark",),
             note="the mark is no part of the first key"),
        Case("utf-16-big-endian", whole.encode("utf-16-be"), 2, 0, ("utf-16",),
             note="every first byte is 0"),
        Case("utf-16-with-mark", b"\xff\xfe" + whole.encode("utf-16-le"), 2, 0, ("utf-16",),
             note="as an editor on Windows saves it"),
        Case("latin-1-class", latin.replace("é".encode(), b"\xe9"), 3, 2, ("invalid-utf8",),
             note="one class name in Latin-1: only that line is refused"),
        Case("surrogate-bytes", surrogate, 3, 1, ("invalid-utf8",),
             note="the bytes of half a surrogate pair"),
        Case("only-nul-bytes", bytes(3000), 2, 0, ("binary",), note="a sparse file after a crash"),
        Case("nul-bytes-at-the-end", text(GOOD[:2]) + bytes(700), 3, 2, ("invalid-json",),
             ("truncated-file", "binary"), "two lines, then NUL bytes"),
        Case("pdf-instead", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n\x00\x01\x02\x03obj\n\x00\xff\xfe%%EOF\n",
             2, 0, ("binary",), note="somebody gave a PDF as the manifest"),
    ]


def line_ends():
    """What ends a line, and what does not."""
    inside = text([named(1, "ripe\u2028soft\u2029sweet\u0085", 5), line(2)])
    spread = GOOD[0] + "\n\n" + GOOD[1] + "\n \t \n" + GOOD[2] + "\n\n\t\n"
    return [
        Case("baseline", text(MIXED), 0, 4, note="no fault: two human, two machine labels"),
        Case("crlf", text(GOOD[:3], "\r\n"), 0, 3, ("crlf",), note="CR before LF is white space"),
        Case("cr-only", text(GOOD[:3], "\r"), 2, 0, ("invalid-json",), ("truncated-file",),
             "one line of three values, as far as JSON Lines goes"),
        Case("blank-lines-between", spread.encode(), 0, 3, note="blank lines are no records"),
        Case("spaces-around", f"  \t{GOOD[0]}  \n\t {GOOD[1]}\t\n".encode(), 0, 2,
             note="JSON white space around a value"),
        Case("no-line-end-at-the-end", text(GOOD[:2])[:-1], 0, 2,
             note="the last line has no line feed and is whole"),
        Case("separators-inside", inside, 0, 2, ("control-characters",),
             note="U+2028, U+2029 and U+0085 end no line"),
        Case("many-blank-lines", b"\n" * 20000 + text(GOOD[:1]), 0, 1,
             note="the record stands on line 20001"),
        Case("cut-in-last-line", text(GOOD[:3])[:-75], 3, 2, ("invalid-json", "truncated-file"),
             note="a download that ended early"),
    ]


def other_shapes():
    """Files that hold something else than one object a line."""
    array = ("[" + ",\n".join(GOOD[:3]) + "]\n").encode()
    return [
        Case("json-array", array, 2, 0, ("json-array",), note="an array is not JSON Lines"),
        Case("pretty-printed", pretty(GOOD[:3]), 2, 0, ("pretty-printed",),
             note="objects over many lines: one message with the cure"),
        Case("two-on-a-line", (GOOD[0] + GOOD[1] + "\n" + GOOD[2] + "\n").encode(), 3, 1,
             ("invalid-json",), note="something after the first value: the line is refused"),
        Case("s3-error-body", S3_ERROR.encode(), 2, 0, ("xml",),
             note="the answer of S3 saved as the file: its code is shown"),
        Case("html-sign-in-page", LOGIN_PAGE.encode(), 2, 0, ("html",),
             note="a page saved instead of the file"),
        Case("python-dictionaries", "".join(f"{json.loads(one)}\n" for one in GOOD).encode(), 2, 0,
             ("invalid-json",), note="str() instead of json.dumps: the column, and a command"),
        Case("comma-after-each-line", text(GOOD[:3], ",\n"), 2, 0, ("invalid-json",),
             note="edited by hand; the command that removes the commas"),
        Case("doubled-quotes", text('"' + one.replace('"', '""') + '"' for one in GOOD[:3]), 2, 0,
             ("invalid-json",), note="saved as CSV by a spreadsheet"),
        Case("byte-order-marks-inside", text([GOOD[0], "\ufeff" + GOOD[1]]), 3, 1, ("invalid-json",),
             note="files that were joined"),
        Case("array-by-lines", ("[\n" + ",\n".join(GOOD[:3]) + "\n]\n").encode(), 2, 0,
             ("json-array",), note="its last element alone would be a line"),
        Case("dataset-entries", json.dumps({"DatasetEntries": GOOD[:3]}, indent=4).encode(), 2, 0,
             ("api-response",), note="the lines as strings in an answer of Rekognition"),
        Case("consolidation-responses", responses(GOOD[:3]), 2, 0, ("job-file",),
             note="a file of the job, but not its manifest"),
        Case("csv", f"image,class\n{uri('rows/1.jpg')},apple\n".encode(), 2, 0, ("invalid-json",),
             note="a table by mistake"),
    ]


def compressed():
    """gzip as it should be, and as it should not."""
    lines = text(named(n, ["apple", "pear", "plum"][n % 3], n % 3) for n in range(1, 61))
    middle = len(lines) // 2 + 40
    whole = deflate.gzip(lines)
    cut = whole[:len(whole) * 3 // 5]
    long_line = text([line(1, extra=f',"note":"{"seed " * 240000}"'), line(2)])
    return [
        Case("gzip", whole, 0, 60, note="known by its first bytes, not by its name"),
        Case("gzip-members", deflate.gzip(lines[:middle]) + deflate.gzip(lines[middle:]), 0, 60,
             note="two members, the first ends within a line"),
        Case("gzip-cut", cut, 3, deflate.readable_part(cut).count(b"\n"), ("truncated-file",),
             ("invalid-json",), "what can be read is read"),
        Case("gzip-bomb", deflate.zeros(72 << 20), 2, 0, ("gzip-too-large",),
             note="72 MiB of zero bytes on one line, 1,030 to 1"),
        Case("line-over-1-mib", deflate.gzip(long_line, 40), 3, 1, ("line-too-long",),
             note="the line is refused, the next is read; gzip only to be small here"),
    ]


def cases():
    """All of them."""
    return encodings() + line_ends() + other_shapes() + compressed()
