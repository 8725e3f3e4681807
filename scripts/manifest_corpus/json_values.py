"""JSON that is legal and odd, and JSON that is not legal."""
from . import deflate
from .case import ATTRIBUTE, Case, beside_good, line, metadata, named, quoted, text, uri

# Each stands where a value should; none is one.
ILLEGAL = [
    "[7,]", "[,7]", "[7 8]", '["pip" 7]', "[", "]", "{", '{"core"}', '{"core":}', '{"core":7',
    '{"core":7,}', '{"core" 7}', "{7:7}", '{"core":7 "stem":8}', '{"core":7;"stem":8}', "{:7}",
    '{"core"::7}', "{,}", "{core:7}", '"', '"pip', '"pip\\"', '"\\u"', '"\\u00"', '"\\u12z4"',
    '"\\q"', '"\\x2f"', '"\\U0041"', "'pip'", '"a\tb"', '"a\x01b"', "\\u0030", "-", "+7", ".7", "7.",
    "-.7", "7.e2", "7e", "7e+", "07", "-07", "0x7f", "7_000", "1e1e1", "[0e]", "[3.e-1]", "--7",
    "7a", "\uff17", "NaN", "Infinity", "-Infinity", "nil", "None", "True", "FALSE", "nul", "truee",
    "undefined", "7//pip", "/*pip*/7", "#pip", "[7}", '{"core":7]', "[7]]", '"pip"x', "7,", "",
]


def confidences():
    """Confidences that are none, or hardly one."""
    bad, fine, illegal = [], [], []
    for name, value, note in [
            ("over-double", "3e410", "larger than a Double can be"),
            ("below-zero", "-0.25", "outside 0 to 1: the label is kept, the value is not"),
            ("percent", "87", "looks like percent, is not rescaled"),
            ("string", '"0.87"', "a number as a string"),
            ("boolean", "true", "true is not 1"),
            ("object", '{"mean":0.87}', "no number"),
            ("infinity-word", "-Infinity", "what Python writes; the label is kept"),
            ("nan-word", "NaN", "what Python writes; the label is kept"),
            ("huge-integer", "8" * 420, "420 digits")]:
        bad.append(Case(f"confidence-{name}", beside_good(conf=value), 0, 2,
                        ("bad-confidence",), note=note))
    for name, value, note in [
            ("minus-zero", "-0.0", "shown as 0"),
            ("zero-with-exponent", "0e2", "legal JSON, refused by some readers")]:
        fine.append(Case(f"confidence-{name}", beside_good(conf=value), 0, 2, note=note))
    for name, value in [("leading-zero", "00.7"), ("without-zero", ".7"), ("hexadecimal", "0xF")]:
        illegal.append(Case(f"confidence-{name}", beside_good(conf=value), 3, 1,
                            ("invalid-json",), note="not JSON"))
    extremes = text([line(1, conf="2e307"), line(2, conf="4e-320"), line(3, conf="0.3")])
    return bad + fine + illegal + [
        Case("confidence-extremes", extremes, 0, 3, ("bad-confidence",),
             note="no infinity and no 300 digits reach a chart")]


def depth():
    """Nesting in attributes that nobody needs."""
    def nested(levels):
        return ',"notes":' + "[" * levels + "]" * levels
    deep = text([line(1, extra=nested(100000)), line(2)])
    return [
        Case("depth-100000", deflate.gzip(deep, 40), 3, 1, ("too-deep",),
             note="no stack overflow; gzip only to be small here"),
        Case("depth-90", text([line(1, extra=nested(90))]), 0, 1, note="below the limit of 128"),
    ]


def duplicate_keys():
    """The last one counts, as in most readers."""
    again = f',"{ATTRIBUTE}-metadata":{{{metadata(9, name=quoted("pear"))}}},"{ATTRIBUTE}":1'
    return [
        Case("source-ref-twice", text([line(1, extra=f',"source-ref":{uri("rows/later.jpg")}'), line(2)]),
             0, 2, ("duplicate-key",), note="the last one counts, with a warning"),
        Case("metadata-twice", text([line(1, extra=again)]), 0, 1, ("duplicate-key",),
             note="the class is pear"),
    ]


def strings():
    """Escapes, NUL characters and halves of surrogate pairs."""
    half = text([line(1, name='"fi\\ud83cg"', label=5), line(2, name='"\\udf4e"', label=6), line(3)])
    nul = text([line(1, name='"app\\u0000le"', label=5), line(2)])
    escapes = text([line(1, name='"app\\le"'), line(2, name='"app\\u0G6ce"'), line(3)])
    keys = (text([line(1)]).replace(b'"source-ref"', b'"\\u0073ource\\u002dref"')
            .replace(b'"produce"', b'"pr\\u006fduce"')
            .replace(b'"produce-metadata"', b'"produce\\u002Dmetadata"'))
    return [
        Case("half-surrogate-class", half, 0, 3, ("lone-surrogate",),
             note="kept, and shown with U+FFFD; two names stay two"),
        Case("half-surrogate-reference", beside_good(ref=f'"s3://orchard-photos/fi\\ud83cg.jpg"'), 3, 1,
             ("bad-source-ref",), note="no UTF-8, so no key"),
        Case("nul-in-class", nul, 0, 2, ("control-characters",), ("near-identical-classes",),
             "the name does not end at the NUL"),
        Case("nul-in-reference", beside_good(ref='"s3://orchard-photos/fig\\u0000.jpg"'), 3, 1,
             ("bad-source-ref",), note="refused before any path is made"),
        Case("escaped-keys", keys, 0, 1, note="escapes in the names of attributes"),
        Case("illegal-escapes", escapes, 3, 1, ("invalid-json",), note="two lines refused"),
    ]


def illegal_json():
    """What lenient readers let through."""
    good = line(9)
    commas = text([line(1)[:-1] + ",}", line(2, extra=',"notes":[7,]'), good])
    comments = text([line(1) + " // first", line(2).replace(":", "/* second */:", 1), "# third", good])
    shapes = text(["null", "false", "-7.5", '"s3://orchard-photos/1.jpg"', "[]", "[{}]", good])
    values = text([line(n, extra=f',"notes":{value}') for n, value in enumerate(ILLEGAL, 1)] + [line(99)])
    return [
        Case("comma-at-the-end", commas, 3, 1, ("invalid-json",), note="in an object and in an array"),
        Case("comments", comments, 3, 1, ("invalid-json",), note="JSON has none"),
        Case("not-objects", shapes, 3, 1, ("not-an-object",), note="legal JSON, six lines refused"),
        Case("empty-object", text(["{}", good]), 3, 1, ("no-source-ref",), note="an object of nothing"),
        Case("illegal-values", values, 3, 1, ("invalid-json",),
             note=f"{len(ILLEGAL)} lines, each with one illegal value, then one good line"),
    ]


def cases():
    """All of them."""
    return confidences() + depth() + duplicate_keys() + strings() + illegal_json()
