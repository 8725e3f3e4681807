"""What a case is, and the words that all cases are written with."""
import dataclasses
import json

BUCKET = "orchard-photos"
ATTRIBUTE = "produce"
JOB = "labeling-job/produce"
TYPE = "groundtruth/image-classification"
# The order of the job's label list; a class that is not in it needs an index of its own.
CLASSES = ["apple", "pear", "plum", "cherry", "quince"]


@dataclasses.dataclass(frozen=True)
class Case:
    """One manifest: its bytes, and how a run of `plumb summary` on it ends.

    `codes` must all be reported, `optional` may be, and no other may.
    """

    name: str
    data: bytes
    exit: int
    usable: int
    codes: tuple = ()
    optional: tuple = ()
    note: str = ""
    attribute: str = ""

    def expectation(self):
        """The entry of `expected.json`."""
        entry = {
            "file": self.name + ".manifest", "exit": self.exit, "usable": self.usable,
            "codes": list(self.codes), "optional": list(self.optional), "note": self.note,
        }
        if self.attribute:
            entry["attribute"] = self.attribute
        return entry


def quoted(text):
    """A string as JSON, characters outside ASCII as they are."""
    return json.dumps(text, ensure_ascii=False)


def uri(key, bucket=BUCKET):
    """The URI of an image, as JSON."""
    return quoted(f"s3://{bucket}/{key}")


def date(number):
    """A creation date that differs from line to line."""
    return f"2021-09-{1 + number % 28:02d}T08:{number % 60:02d}:{number * 7 % 60:02d}.{number % 1000:03d}417"


def confidence(number):
    """A confidence that differs from line to line, between 0.60 and 0.95."""
    return f"0.{60 + number * 13 % 36}"


def class_index(name):
    """The index of a class in the job's label list, or of one that is not in it."""
    return next((i for i, known in enumerate(CLASSES) if quoted(known) == name), len(CLASSES))


# Given for a member, this leaves it out.
OMIT = ""


def metadata(number, *, name=None, conf=None, human='"yes"', when=None, job=None, kind=None):
    """The members of a metadata object; every value is JSON, `None` the usual one."""
    usual = {
        "class-name": (name, quoted("apple")),
        "confidence": (conf, confidence(number)),
        "human-annotated": (human, None),
        "creation-date": (when, quoted(date(number))),
        "job-name": (job, quoted(JOB)),
        "type": (kind, quoted(TYPE)),
    }
    values = {key: default if value is None else value for key, (value, default) in usual.items()}
    return ",".join(f'"{key}":{value}' for key, value in values.items() if value != OMIT)


def line(number, *, ref=None, name=None, label=None, extra="", attribute=ATTRIBUTE, **rest):
    """One line as the service writes it; `ref`, `name`, `label` and the rest are JSON texts."""
    ref = ref or uri(f"rows/{number:04d}.jpg")
    if label is None:
        label = class_index(name or quoted("apple"))
    pair = quoted(attribute)[1:-1]
    return (
        f'{{"source-ref":{ref},"{pair}":{label},'
        f'"{pair}-metadata":{{{metadata(number, name=name, **rest)}}}{extra}}}')


def named(number, class_name, index, **rest):
    """One line of a class with an index of its own."""
    return line(number, name=quoted(class_name), label=index, **rest)


def text(lines, end="\n"):
    """Lines as the bytes of a file."""
    return "".join(one + end for one in lines).encode()


def beside_good(**odd):
    """Two lines: one with the odd value, one without a fault."""
    return text([line(1, **odd), line(2)])


def classes(names):
    """One line a class, each with an index of its own."""
    return text(named(index + 1, name, index) for index, name in enumerate(names))


def references(keys, good=True):
    """One line an image URI, and one line without a fault at the end."""
    lines = [line(index + 1, ref=quoted(key)) for index, key in enumerate(keys)]
    return text(lines + ([line(len(lines) + 1)] if good else []))
