"""What the markup of a page may hold, whatever is in the manifest: read by Python's HTML parser."""
import html.parser

# Elements that run, load or embed something, but for those that the page has on purpose.
SCRIPTS = ["application/json", "application/json", ""]
FORBIDDEN = {
    "iframe", "object", "embed", "base", "applet", "frame", "frameset", "portal", "audio", "video",
    "source", "track", "math", "foreignobject", "animate", "set", "use", "image"}
LINK_SCHEMES = ("#", "data:,")


class Reader(html.parser.HTMLParser):
    """Gathers the elements and attributes of a page, and what is wrong with them."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.tags = set()
        self.scripts = []
        self.styles = 0
        self.faults = []
        self.policy = ""

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        self.tags.add(tag)
        if tag in FORBIDDEN:
            self.faults.append(f"an element {tag}")
        if tag == "script":
            self.scripts.append(values.get("type", ""))
        if tag == "style":
            self.styles += 1
        if values.get("http-equiv", "").lower() == "content-security-policy":
            self.policy = values.get("content", "")
        elif "http-equiv" in values:
            self.faults.append("a meta http-equiv " + values["http-equiv"])
        for name, value in attributes:
            self.check_attribute(tag, name, value or "")

    def check_attribute(self, tag, name, value):
        if name.startswith("on") or name in ("style", "srcdoc", "formaction", "action"):
            self.faults.append(f"{tag} has an attribute {name}")
        if name == "src" and not (value.startswith(("thumbs/", "data:image/jpeg;base64,"))):
            self.faults.append(f"{tag} loads {value[:60]}")
        if name in ("href", "xlink:href") and ":" in value.split("?")[0] and value != "data:,":
            self.faults.append(f"{tag} leads to {value[:60]}")


def faults(text, thumbnails_inside=False):
    """What is wrong with a page."""
    reader = Reader()
    reader.feed(text)
    reader.close()
    wanted = SCRIPTS if thumbnails_inside else SCRIPTS[1:]
    result = list(reader.faults)
    if reader.scripts != wanted:
        result.append(f"the scripts are {reader.scripts}")
    if reader.styles != 1:
        result.append(f"{reader.styles} style sheets")
    if "default-src 'none'" not in reader.policy:
        result.append("no policy")
    return result
