"""Puts image files together byte by byte, for make-image-fixtures.py."""
import io
import struct
import zlib

from PIL import Image


# The picture: red, green, blue and yellow quarters, with a soft ramp so that it is no flat field.
def picture(width=64, height=48):
    image = Image.new("RGB", (width, height))
    for y in range(height):
        for x in range(width):
            base = [(220, 30, 30), (30, 180, 30), (40, 40, 220), (230, 220, 40)]
            r, g, b = base[(2 if 2 * y >= height else 0) + (1 if 2 * x >= width else 0)]
            image.putpixel((x, y), (r, g, min(255, b + x * 8 // width)))
    return image


def jpeg(image, **options):
    out = io.BytesIO()
    image.save(out, "JPEG", **{"quality": 85, **options})
    return out.getvalue()


def segment(code, content):
    return b"\xff" + bytes([code]) + struct.pack(">H", len(content) + 2) + content


def with_segment(data, code, content):
    return data[:2] + segment(code, content) + data[2:]


def tiff(order, entries, count=None, offset=8):
    mark = b"II*\0" if order == "<" else b"MM\0*"
    body = b"".join(
        struct.pack(order + "HHI", tag, 3, 1) + struct.pack(order + "HH", value, 0)
        for tag, value in entries)
    n = len(entries) if count is None else count
    return mark + struct.pack(order + "I", offset) + struct.pack(order + "H", n) + body + b"\0" * 4


def exif(data, *arguments, **options):
    return with_segment(data, 0xE1, b"Exif\0\0" + tiff(*arguments, **options))


def frame_at(data):
    at = 2
    while data[at + 1] not in (0xC0, 0xC2):
        at += 2 + struct.unpack(">H", data[at + 2:at + 4])[0]
    return at


def patched(data, at, value):
    return data[:at] + value + data[at + len(value):]


def jpeg_size(data, width, height):
    return patched(data, frame_at(data) + 5, struct.pack(">HH", height, width))


def scans(data):
    """The head, then each scan with the tables before it, then the end."""
    at, start, parts = 2, None, []
    while True:
        code = data[at + 1]
        if code == 0xD9:
            return data[:start], parts, data[at:]
        end = at + 2 + struct.unpack(">H", data[at + 2:at + 4])[0]
        if code in (0xC4, 0xDA) and start is None and b"\xff\xc2" in data[:at]:
            start = at
            mark = at
        if code == 0xDA:
            while not (data[end] == 0xFF and data[end + 1] not in (0, *range(0xD0, 0xD8))):
                end += 1
            parts.append(data[mark:end])
            mark = end
        at = end


def chunk(name, content, crc=None):
    total = zlib.crc32(name + content) if crc is None else crc
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", total)


SIGNATURE = b"\x89PNG\r\n\x1a\n"


def header(width, height, depth, kind, interlace=0):
    return chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, kind, 0, 0, interlace))


def raw_png(width, height, depth, kind, rows, before=b"", interlace=0, level=9):
    data = zlib.compress(rows, level)
    return (SIGNATURE + header(width, height, depth, kind, interlace) + before
            + chunk(b"IDAT", data) + chunk(b"IEND", b""))


def png(image, **options):
    out = io.BytesIO()
    image.save(out, "PNG", **options)
    return out.getvalue()


def adam7(width, height, pixel):
    rows = b""
    for x0, y0, dx, dy in ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4),
                           (1, 0, 2, 2), (0, 1, 1, 2)):
        for y in range(y0, height, dy):
            line = b"".join(bytes(pixel(x, y)) for x in range(x0, width, dx))
            if line:
                rows += b"\0" + line
    return rows


def drawing(width, height, pixel, kind=6, depth=8, before=b"", interlace=0):
    """A PNG of a disc: `pixel` gives the samples of a pixel inside or outside of it."""
    def is_inside(x, y):
        return (x - width / 2) ** 2 + (y - height / 2) ** 2 < (min(width, height) / 3) ** 2
    if interlace:
        rows = adam7(width, height, lambda x, y: pixel(is_inside(x, y)))
    else:
        rows = b"".join(
            b"\0" + b"".join(bytes(pixel(is_inside(x, y))) for x in range(width))
            for y in range(height))
    return raw_png(width, height, depth, kind, rows, before, interlace)
