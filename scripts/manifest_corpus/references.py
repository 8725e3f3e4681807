"""Image references: keys, buckets and schemes."""
from .case import BUCKET, Case, beside_good, line, quoted, references, text, uri

LONGEST_KEY = 1024


def here(keys):
    """Keys as URIs in our bucket."""
    return [f"s3://{BUCKET}/{key}" for key in keys]


def legal_keys():
    """Keys that are legal, however odd."""
    lengths = ["q" * LONGEST_KEY, "q" * 255 + ".jpg", "row/" * 250 + "tree.jpg",
               "q" * 300 + "/" + "q" * 300 + ".png", "ü" * (LONGEST_KEY // 2)]
    twins = ["red apple.jpg", "red%20apple.jpg", "red+apple.jpg", "red%2Bapple.jpg",
             "red%2Fapple.jpg", "red%252Fapple.jpg", "50%.jpg", "%gg.jpg"]
    special = ["fig?size=2&x=1.jpg", "fig#7.jpg", "a;b,c:d@e=f$g!h'i(j)k*l~m.jpg",
               '"fig"<b>|c^d`e{f}[g].jpg', "果樹園/りんご🍎.jpg", "tab\there.jpg", "line\nbreak.jpg",
               "no-extension"]
    shell = ["$(id).jpg", "`id`.jpg", ";id;.jpg", "x && id.jpg", "|sh", "--recursive", "-f",
             "'; id #.jpg", "{fname}"]
    return [
        Case("same-basename", references(here(["north/01.jpg", "south/01.jpg"])
                                         + ["s3://orchard-archive/north/01.jpg"]), 0, 4,
             note="three images, not one"),
        Case("keys-that-fold-together",
             references(here(["Fig.jpg", "fig.jpg", "pâté.jpg", "pa\u0302te\u0301.jpg"])), 0, 5,
             note="four objects, also where the disk ignores case or composes characters"),
        Case("key-lengths", references(here(lengths)), 0, 6,
             note="1,024 bytes are legal, longer than a file name may be"),
        Case("percent-twins", references(here(twins)), 0, 9, note="a key is never decoded"),
        Case("special-characters", references(here(special)), 0, 9, (), ("control-characters",),
             "? and # belong to the key"),
        Case("shell-characters", references(here(shell)), 0, 10, note="no shell ever sees a key"),
    ]


def refused_keys():
    """No key, too much of one, or no string."""
    none = ["s3://", "s3:///", "s3:///fig.jpg", f"s3://{BUCKET}", f"s3://{BUCKET}/", f"s3:/{BUCKET}/fig",
            f"{BUCKET}/fig", f"//{BUCKET}/fig", ""]
    kinds = ["7", "null", "[]", f"[{uri('fig.jpg')}]", f'{{"uri":{uri("fig.jpg")}}}', "false"]
    wrong = [line(n, ref=kind) for n, kind in enumerate(kinds, 1)]
    misspelt = line(7).replace('"source-ref"', '"Source-Ref"')
    return [
        Case("key-too-long", references(here(["q" * (LONGEST_KEY + 1), "ü" * 513])), 3, 1,
             ("bad-source-ref",), note="over 1,024 bytes, counted as bytes"),
        Case("no-key", references(none), 3, 1, ("bad-source-ref",), note="no bucket, or no key"),
        Case("spaces-around-reference",
             references([f" s3://{BUCKET}/fig.jpg", f"s3://{BUCKET}/fig.jpg\n", f"\ts3://{BUCKET}/fig.jpg",
                         f"s3 ://{BUCKET}/fig.jpg", f"\ufeffs3://{BUCKET}/fig.jpg"]), 3, 2,
             ("bad-source-ref",), ("control-characters",), "a line feed at the end belongs to the key"),
        Case("reference-not-a-string", text(wrong + [misspelt, line(8)]), 3, 1, ("no-source-ref",),
             note="other types, and a misspelt name"),
    ]


def hosts():
    """Buckets and schemes that would send a request somewhere else."""
    buckets = ["attacker.test#", "attacker.test?", "attacker.test:8443", "me@attacker.test",
               "me:secret@attacker.test", "a\\@b", "orchard%2fphotos", "orchard\r\nHost: attacker.test",
               "orchard photos", "Orchard", "orchard_photos", "or", "o" * 64, "-orchard", "..orchard",
               "10.0.0.1", "xn--orchard", "orchard--x-s3"]
    schemes = ["http://169.254.169.254/latest/user-data", "http://127.0.0.1:8080/", "http://[::1]/",
               "http://0x7f.1/", "http://2130706433/fig.jpg", "http://localhost/fig.jpg",
               "http://metadata.google.internal/", "file:///etc/hostname", "ftp://attacker.test/fig.jpg",
               "gopher://attacker.test/1", "data:image/jpeg;base64,AAAA", "javascript:void(0)",
               "jar:file:///fig.zip", "\\\\server\\share\\fig.jpg", "/etc/hostname", "../../etc/hostname",
               "C:\\fig.jpg"]
    points = ["s3://arn:aws:s3:eu-west-1:111122223333:accesspoint/orchard/fig.jpg",
              "s3://orchard-abcdefghijklmnopqrstuvwxyz012-s3alias/fig.jpg",
              "s3://arn:aws:s3::111122223333:accesspoint/orchard.mrap/fig.jpg"]
    return [
        Case("bucket-injection", references([f"s3://{bucket}/fig.jpg" for bucket in buckets]), 3, 1,
             ("bad-source-ref",), note="a bucket is checked before it stands in the name of a host"),
        Case("access-points", references(points), 3, 2, ("access-point-arn",),
             note="an alias is a bucket, an ARN is refused"),
        Case("other-schemes", references(schemes), 3, 1, ("unsupported-scheme",),
             note="none may cause a request or open a file"),
        Case("pictures-on-the-web", references(["https://images.test/fig.jpg?size=1",
                                                "HTTP://images.test/figs/FIG.JPEG",
                                                "https://orchard.s3.eu-west-1.amazonaws.com/f%20g.jpg",
                                                "S3://orchard/fig.jpg"]), 0, 5,
             ("unreachable-image",), note="labels are used; S3's own addresses are read as s3://"),
    ]


def local_paths():
    """A manifest of files beside it, as people write for trials."""
    paths = ["images/fig.jpg", "images/red apple.jpg", "images/pâté.png"]
    return [Case("local-paths", references(paths, good=False), 0, 3,
                 note="relative paths of images, none of them out of the folder")]


def cases():
    """All of them."""
    return legal_keys() + refused_keys() + hosts() + local_paths()
