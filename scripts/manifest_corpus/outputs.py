"""Text that must not act in any output."""
from .case import (BUCKET, Case, classes, line, quoted, references, text, uri)

MARKUP = [
    "<script>document.title='x'</script>", '"><img src=q onerror=confirm(7)>', "' onclick='confirm(7)",
    "</script><svg onload=confirm(7)>", "<!--<script>", "--><b>", "]]><b>", "</style></title><i>",
    "&lt;i&gt;&#60;i&#62;", "{{3*3}}#{3*3}<%= 3*3 %>", "javascript:confirm(7)", "\u2028\u2029</script>",
    "<details open ontoggle=confirm(7)>", '<iframe src="javascript:confirm(7)">', "`${confirm(7)}`",
    "\\u003ci\\u003e", '<a href="javascript:confirm(7)">', "data:text/html,<i>", "<base href=//attacker.test>",
    "<link rel=stylesheet href=//attacker.test>",
]
FORMULAS = [
    "=1+2|' /C cmd'!A1", "+2+3", "-4+5", "@AVG(1,2)", "\t=3*3", "\r=3*3", "\n=3*3", '"in quotes"',
    "comma,semicolon;bar|", "first\nsecond", '=HYPERLINK("http://attacker.test";"x")', "\uff1d3*3", "|cmd",
    "%0D=3", "-7", "+44 20", "'=3*3", '=3*3","=3*3',
]
ESCAPES = [
    "\x1b[3J\x1b[1;1H", "\x1b]2;title\x07", "\x1b]8;;http://attacker.test\x1b\\here\x1b]8;;\x1b\\",
    "\x1b]52;c;aWQ=\x07", "\x1b[7mreverse", "\x9b7mreverse", "\b\b\b\bfine", "\rall fine", "rub\x7fout",
    "\x1bP$qm\x1b\\", "\x1b[5n", "\x1b#8", "\x07", "\u202egpj.elppa", "apple\ufffe", "\u2066apple\u2069",
]


def cases():
    """All of them."""
    attribute = "<img src=q onerror=confirm(7)>"
    failure = (f'{{"source-ref":{uri("rows/failed.jpg")},"produce-metadata":{{"failure-reason":'
               f'{quoted(chr(27) + "[3J<script>confirm(7)</script>")},"retry-count":1,'
               '"human-annotated":"true"}}')
    return [
        Case("markup-in-classes", classes(MARKUP), 0, 20, (), ("control-characters",),
             "shown as text, in HTML, SVG and in a script"),
        Case("markup-in-attribute", text([line(1, attribute=attribute)]), 0, 1,
             attribute=attribute, note="the name of the attribute goes into titles"),
        Case("formulas-in-classes", classes(FORMULAS), 0, 18, (),
             ("control-characters", "near-identical-classes"), "a spreadsheet must not calculate them"),
        Case("escapes-in-classes", classes(ESCAPES), 0, 16, ("control-characters",),
             ("near-identical-classes",), "none reaches a terminal as it is"),
        Case("escapes-in-references",
             references([f"s3://{BUCKET}/{part}.jpg" for part in ESCAPES], good=False), 0, 16,
             ("control-characters",), note="the same, in keys"),
        Case("escapes-in-failure", text([failure, line(2)]), 0, 1, ("failed",),
             ("control-characters",), "free text from the service"),
    ]
