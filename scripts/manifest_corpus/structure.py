"""Attributes, classes and sources as Ground Truth writes them, or almost."""
from . import deflate
from .case import OMIT, Case, beside_good, classes, line, metadata, quoted, text, uri

BARE = f'{{"source-ref":{uri("rows/bare.jpg")}}}'
MULTI = (f'{{"source-ref":{uri("rows/m.jpg")},"produce":[0,2],"produce-metadata":{{'
         '"class-map":{"0":"apple","2":"plum"},"confidence-map":{"0":0.8,"2":0.7},'
         '"type":"groundtruth/image-classification-multilabel","human-annotated":"yes"}}')
BOXES = (f'{{"source-ref":{uri("rows/b.jpg")},"produce":{{"image_size":[{{"width":640,"height":480,'
         '"depth":3}],"annotations":[]},"produce-metadata":{"objects":[],"class-map":{},'
         '"type":"groundtruth/object-detection","human-annotated":"yes"}}')


def with_metadata(value, label="0"):
    """A line whose metadata is the given JSON."""
    return f'{{"source-ref":{uri("rows/odd.jpg")},"produce":{label},"produce-metadata":{value}}}'


def attributes():
    """Where the label stands, and lines without one."""
    first = (f'{{"produce-metadata":{{{metadata(1)}}},"produce":0,'
             f'"source-ref":{uri("rows/first.jpg")}}}')
    return [
        Case("metadata-first", text([first]), 0, 1, note="the order of keys says nothing"),
        Case("first-line-unlabelled", text([BARE, line(2)]), 0, 1, ("unlabelled",),
             note="the attribute is found on a later line"),
        Case("some-unlabelled", text([line(1), BARE, line(3)]), 0, 2, ("unlabelled",),
             note="a job that was stopped"),
        Case("label-without-metadata",
             text([f'{{"source-ref":{uri("rows/odd.jpg")},"produce":0}}', line(2)]),
             0, 1, ("unlabelled",), note="half a pair is no label"),
        Case("metadata-not-an-object",
             text([with_metadata('"none"'), with_metadata("[]").replace("odd", "odder"),
                   with_metadata("null").replace("odd", "oddest"), line(4)]),
             0, 1, ("unlabelled",), note="three lines without a label"),
    ]


def other_tasks():
    """Other task types, and two of them in one file."""
    return [
        Case("multi-label", text([MULTI, MULTI.replace("m.jpg", "n.jpg")]), 0, 2, note="several classes an image"),
        Case("bounding-boxes", text([BOXES, BOXES.replace("b.jpg", "c.jpg")]), 0, 2, note="boxes, not classes"),
        Case("mixed-tasks", text([line(1), BOXES]), 3, 1, ("other-task-type",),
             note="one label and one line of boxes under one attribute"),
    ]


def class_names():
    """Names that are none, or hard to tell apart."""
    unusable = [
        Case(f"class-{name}", beside_good(name=value, label=5), 3, 1, ("no-class-name",), note=note)
        for name, value, note in [
            ("number", "12", "a number is no name"), ("null", "null", "null is no name"),
            ("object", '{"en":"apple"}', "an object is no name"), ("boolean", "false", "false is no name")]]
    forms = ["pâté", "pa\u0302te\u0301", "\u212a", "K", "\u03a9", "\u2126"]
    invisible = ["plum", "pl\u200dum", "plum\u200f", "\u202emulp\u202c", "plu\u00adm", "\u0440lum"]
    spaced = ["Golden Delicious", "golden delicious", "golden delicious ", "golden  delicious"]
    many = classes(f"variety {number:04d}" for number in range(1500))
    script = ["__proto__", "constructor", "valueOf", "isPrototypeOf", "prototype", "size", "null",
              "undefined", "false", "Infinity", "7", "-7"]
    return unusable + [
        Case("class-empty", beside_good(name='""', label=5), 0, 2, ("empty-class-name",),
             note="a name of no characters"),
        Case("class-composed-and-decomposed", classes(forms), 0, 6, ("near-identical-classes",),
             note="six names by their bytes, three by canonical equivalence"),
        Case("class-invisible-characters", classes(invisible), 0, 6,
             ("near-identical-classes", "control-characters"),
             note="joiners, marks, an override, a soft hyphen, a Cyrillic letter"),
        Case("class-case-and-spaces", classes(spaced), 0, 4, ("near-identical-classes",),
             note="the same word, typed four times"),
        Case("class-long", beside_good(name=quoted("very " * 400 + "ripe"), label=5), 0, 2,
             ("long-class-name",), note="2,004 characters; the service allows 256"),
        Case("classes-1500", deflate.gzip(many), 0, 1500,
             note="bounded time, pages and plot size; gzip only to be small here"),
        Case("classes-of-script-objects", classes(script), 0, 12, note="names of members in JavaScript"),
    ]


def values():
    """Odd label numbers, sources and dates."""
    labels = ['"0"', "null", "0.25", "-3", "2e8", "[1]", "{}"]
    humans = ['"yes"', '"no"', '"YES"', '"True"', '"0"', '""', '"yes "', "true", "false", "1", "0",
              "null", OMIT]
    dates = ["2021-09-04T16:40:59.217995", "2021-09-04T17:02:49.583", "2021-09-04T20:52:51.851Z",
             "2021-09-04T12:53:54+0000", "2021-09-04T22:06:37"]
    no_dates = ['"Sat Sep 04 2021 13:52:52 GMT-0700 (Pacific Daylight Time)"', '"yesterday"',
                '"2021-13-45T99:00:00"', "1630771200"]
    error = '{"code":"ERROR_INVALID_IMAGE","message":"The image cannot be read"}'
    errors = [f',"set-metadata":{{"is_labeled":true,"errors":[{one}]}}' for one in ("", error)]
    return [
        Case("rekognition-errors", text(line(n, extra=one) for n, one in enumerate(errors, 1)), 0, 2,
             ("rekognition-error",), note="what Rekognition found when it validated the manifest"),
        Case("label-not-an-integer", text(line(n, label=v) for n, v in enumerate(labels, 1)), 0, 7,
             ("index-name-conflict",), note="class-name decides, the index is only checked"),
        Case("human-annotated-variants", text(line(n, human=v) for n, v in enumerate(humans, 1)), 0, 13,
             ("bad-human-annotated",), note="only yes is human; every value but yes and no is listed"),
        Case("five-date-forms", text(line(n, when=quoted(v)) for n, v in enumerate(dates, 1)), 0, 5,
             note="6 digits, 3 digits, Z, an offset, no fraction"),
        Case("unreadable-dates", text([line(n, when=v) for n, v in enumerate(no_dates, 1)] + [line(5)]),
             0, 5, ("bad-date",), note="the labels are kept"),
        Case("no-confidence-no-job",
             text([line(1, conf=OMIT, job=OMIT), line(2, conf=OMIT, job=OMIT),
                   line(3, job=OMIT, human='"no"')]),
             0, 3, note="as other tools of the family write it"),
    ]


def duplicates():
    """The same image on several lines."""
    once = uri("rows/same.jpg")
    return [
        Case("image-three-times", text(line(n, ref=once) for n in (1, 2, 3)), 0, 3,
             ("duplicate-image",), note="always the same class"),
        Case("image-with-two-classes", text([line(1, ref=once), line(2, ref=once, name=quoted("pear"))]),
             0, 2, ("duplicate-image", "conflicting-labels"), note="one of the two is wrong"),
    ]


def cases():
    """All of them."""
    return attributes() + other_tasks() + class_names() + values() + duplicates()
