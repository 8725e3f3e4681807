#!/usr/bin/env python3
"""Writes the small good and hostile images of Tests/PlumbImagesTests/Fixtures/images, and what has
to become of each (expected-images.json, the table of the corpus test).

Needs Pillow, in a virtual environment of its own:
    python3 -m venv /tmp/fixtures && /tmp/fixtures/bin/pip install pillow
    /tmp/fixtures/bin/python scripts/make-image-fixtures.py
"""
import io
import json
import pathlib
import random
import struct
import zlib

from PIL import Image

from image_bytes import (
    adam7, chunk, drawing, exif, frame_at, header, jpeg, jpeg_size, patched, picture, png,
    raw_png, scans, segment, SIGNATURE, tiff, with_segment)

OUT = pathlib.Path(__file__).parent.parent / "Tests/PlumbImagesTests/Fixtures/images"
table = []


def add(name, data, expect, codes="", size=None):
    (OUT / name).write_bytes(data)
    table.append(
        {"file": "images/" + name, "expect": expect, "codes": codes.split(), "size": size})


# --- JPEG -----------------------------------------------------------------------------------
def endings(rgb, full):
    """What can be at the end of a JPEG: nothing, strays, more, or a part of it missing."""
    progressive = jpeg(picture(), progressive=True)
    add("no-end.jpg", rgb[:-2], "warn", "no-end-marker", [64, 48])
    add("half-an-end.jpg", rgb[:-1], "warn", "no-end-marker", [64, 48])
    add("no-end-progressive.jpg", progressive[:-2], "warn", "no-end-marker", [64, 48])
    add("no-end-zeros.jpg", rgb[:-2] + bytes(3000), "warn", "no-end-marker", [64, 48])
    start, parts, _ = scans(progressive)
    add("scans-missing.jpg", start + b"".join(parts[:-2]), "warn", "truncated", [64, 48])
    add("cut-zeros.jpg", full[:len(full) // 2] + bytes(3000), "warn", "truncated", [64, 48])
    end = b"\xff\xd9"
    add("stray.jpg", rgb[:-2] + b"\x11\x22\x33" * 20 + end, "warn", "stray-bytes", [64, 48])
    add("stray-zeros.jpg", full[:-2] + bytes(200) + end, "warn", "stray-bytes", [64, 48])
    restarts = jpeg(picture(), restart_marker_blocks=3)
    add("stray-restarts.jpg", restarts[:-2] + b"\x55" * 90 + end, "warn", "stray-bytes", [64, 48])
    gray = jpeg(picture().convert("L"))
    add("stray-gray.jpg", gray[:-2] + b"\x55" * 90 + end, "warn", "stray-bytes", [64, 48])
    # Codes out of step: the decoder sees only that bytes are left over at the end.
    scan = full.index(b"\xff\xda") + 14
    add("out-of-step.jpg", patched(full, scan + 700, b"\x52\xa1"), "warn", "corrupt", [64, 48])
    pictures = b"MPF\0II*\0\x08\0\0\0\0\0\0\0\0\0"
    add("pictures.jpg", with_segment(rgb, 0xE2, pictures) + rgb, "ok", "appended-data", [64, 48])
    add("film.jpg", rgb + b"\0\0\0\x18ftypmp42" + bytes(range(200)), "ok", "appended-data", [64, 48])
    add("samsung.jpg", rgb + b"\0\0\x30\x0a" + bytes(90) + b"SEFH" + bytes(9) + b"SEFT", "ok",
        "appended-data", [64, 48])
    metadata = b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta hdrgm:Version='1.0'/>"
    add("gain-map.jpg", with_segment(rgb, 0xE1, metadata) + rgb, "ok", "appended-data", [64, 48])


def jpegs():
    rgb = jpeg(picture())
    add("rgb.jpg", rgb, "ok", "", [64, 48])
    add("progressive.jpg", jpeg(picture(), progressive=True), "ok", "", [64, 48])
    add("gray.jpg", jpeg(picture().convert("L")), "ok", "", [64, 48])
    add("cmyk.jpg", jpeg(picture().convert("CMYK")), "ok", "cmyk", [64, 48])
    add("full-chroma.jpg", jpeg(picture(300, 200), subsampling=0), "ok", "", [300, 200])
    add("half-chroma.jpg", jpeg(picture(301, 201), subsampling=1), "ok", "", [301, 201])
    add("quarter-chroma.jpg", jpeg(picture(533, 401)), "ok", "", [533, 401])
    add("rgb-coded.jpg", jpeg(picture(), keep_rgb=True), "ok", "", [64, 48])
    add("orientation-6-big-endian.jpg", exif(rgb, ">", [(0x0112, 6)]), "ok", "rotated", [48, 64])
    add("orientation-3-little-endian.jpg", exif(rgb, "<", [(0x0112, 3)]), "ok", "rotated", [64, 48])
    add("png-named.jpg", png(picture()), "ok", "extension-mismatch", [64, 48])
    add("jpeg-named.png", rgb, "ok", "extension-mismatch", [64, 48])
    add("profile-junk.jpg",
        with_segment(rgb, 0xE2, b"ICC_PROFILE\0\1\1" + bytes(range(200))), "ok",
        "odd-colour-profile", [64, 48])
    add("profile-part-missing.jpg",
        with_segment(rgb, 0xE2, b"ICC_PROFILE\0\1\2" + bytes(200)), "ok",
        "odd-colour-profile", [64, 48])
    add("empty.jpg", b"", "broken", "empty-file")

    grain = Image.effect_noise((64, 48), 60).convert("RGB")
    full = jpeg(Image.blend(picture(), grain, 0.3), quality=95)
    endings(rgb, full)
    for percent in (50, 95):
        add(f"cut-{percent}.jpg", full[:len(full) * percent // 100], "warn", "truncated")
    add("cut-in-tables.jpg", rgb[:300], "broken", "truncated")
    add("start-only.jpg", rgb[:2], "broken", "truncated")
    head = rgb[:rgb.index(b"\xff\xda")]
    add("tables-only.jpg", head, "broken", "truncated")
    add("tables-then-end.jpg", head + b"\xff\xd9", "broken", "corrupt")
    add("claims-65500.jpg", jpeg_size(rgb, 65500, 65500), "refused", "too-large")
    add("claims-30000.jpg", jpeg_size(rgb, 30000, 30000), "refused", "too-large")
    add("claims-65535x1.jpg", jpeg_size(rgb, 65535, 1), "refused", "too-large")
    add("width-0.jpg", jpeg_size(rgb, 0, 48), "broken", "bad-dimensions")
    add("height-0.jpg", jpeg_size(rgb, 64, 0), "broken", "bad-dimensions")
    frame = frame_at(rgb)
    add("12-bit.jpg", patched(rgb, frame + 4, b"\x0c"), "broken", "unsupported-coding")
    add("lossless.jpg", patched(rgb, frame + 1, b"\xc3"), "broken", "unsupported-coding")
    add("hierarchical.jpg", patched(rgb, frame + 1, b"\xc5"), "broken", "unsupported-coding")
    add("arithmetic.jpg", patched(rgb, frame + 1, b"\xc9"), "warn", "corrupt unsupported-coding?")
    add("two-components.jpg", patched(rgb, frame + 9, b"\2"), "broken",
        "unsupported-coding? corrupt?")
    tables = rgb.index(b"\xff\xdb")
    add("table-length.jpg", patched(rgb, tables + 2, b"\xff\xff"), "broken", "corrupt")
    middle = full.index(b"\xff\xda") + 200
    # A run of ones is no code of the usual tables; the stuffed zeros keep it from being a marker.
    add("bad-codes.jpg", patched(full, middle, b"\xff\0" * 12), "warn", "corrupt")
    add("trailing.jpg", rgb + bytes(1000), "ok", "trailing-bytes", [64, 48])
    add("two-images.jpg", rgb + rgb, "ok", "trailing-bytes", [64, 48])
    add("page-behind.jpg", rgb + b"<html><script>1</script></html>", "ok", "trailing-bytes",
        [64, 48])
    add("orientation-9.jpg", exif(rgb, "<", [(0x0112, 9)]), "ok", "odd-exif", [64, 48])
    add("exif-count.jpg", exif(rgb, "<", [(0x0112, 1)], count=65535), "ok", "odd-exif?", [64, 48])
    add("exif-offset.jpg", exif(rgb, "<", [(0x0112, 6)], offset=0xFFFFFFF0), "ok", "odd-exif",
        [64, 48])
    flat = jpeg(Image.new("L", (6000, 6000), 128), progressive=True)
    start, parts, end = scans(flat)
    smallest = min(parts[1:], key=len)
    add("scan-bomb.jpg", start + parts[0] + smallest * 60 + end, "broken", "too-slow")


# --- PNG ------------------------------------------------------------------------------------
def transparent():
    def rgba(*colour):
        return lambda is_inside: (*colour, 255 if is_inside else 0)
    white, black = (255, 255, 255), (0, 0, 0)
    size = (160, 160)
    add("white-drawing.png", drawing(*size, rgba(*white)), "ok", "", list(size))
    add("black-drawing.png", drawing(*size, rgba(*black)), "ok", "", list(size))
    add("yellow-drawing.png", drawing(*size, rgba(255, 240, 60)), "ok", "", list(size))
    add("white-drawing-interlaced.png", drawing(*size, rgba(*white), interlace=1), "ok", "",
        list(size))
    add("white-drawing-gray.png", drawing(
        *size, lambda is_inside: (255, 255 if is_inside else 0), kind=4), "ok", "", list(size))
    add("white-drawing-palette.png", drawing(
        *size, lambda is_inside: (1 if is_inside else 0,), kind=3,
        before=chunk(b"PLTE", bytes((0, 0, 0, 255, 255, 255))) + chunk(b"tRNS", b"\0")), "ok", "",
        list(size))
    add("white-drawing-key.png", drawing(
        *size, lambda is_inside: white if is_inside else (9, 9, 9), kind=2,
        before=chunk(b"tRNS", b"\0\x09\0\x09\0\x09")), "ok", "", list(size))
    add("white-drawing-16.png", drawing(
        *size, lambda is_inside: (255,) * 6 + ((255, 255) if is_inside else (0, 0)), depth=16), "ok",
        "sixteen-bit", list(size))
    add("nothing.png", drawing(*size, lambda _: (255, 255, 255, 0)), "ok", "", list(size))


def deep():
    def gray(width, value):
        return b"".join(
            b"\0" + b"".join(struct.pack(">H", value(x)) for x in range(width)) for _ in range(32))
    for name, value in (
            ("10-bit.png", lambda x: x * 16 + 3), ("12-bit.png", lambda x: x * 64),
            ("14-bit.png", lambda x: x * 256 + 100), ("offset-16.png", lambda x: 40_000 + x * 16)):
        add(name, raw_png(64, 32, 16, 0, gray(64, value)), "ok", "sixteen-bit small-range",
            [64, 32])
    add("full-16.png", raw_png(64, 32, 16, 0, gray(64, lambda x: x * 1024)), "ok", "sixteen-bit",
        [64, 32])


def pngs():
    transparent()
    deep()
    image = picture()
    rgb = png(image)
    eight = raw_png(8, 8, 8, 2, (b"\0" + bytes(range(24))) * 8)
    add("rgb.png", rgb, "ok", "", [64, 48])
    alpha = image.convert("RGBA")
    alpha.putalpha(Image.linear_gradient("L").resize((64, 48)))
    add("rgba.png", png(alpha), "ok", "", [64, 48])
    add("gray-alpha.png", png(alpha.convert("LA")), "ok", "", [64, 48])
    add("palette.png", png(image.quantize(16)), "ok", "", [64, 48])
    add("palette-alpha.png", raw_png(
        8, 8, 2, 3, (b"\0" + b"\x1b\x1b") * 8,
        chunk(b"PLTE", bytes((255, 0, 0, 0, 255, 0, 0, 0, 255, 9, 9, 9)))
        + chunk(b"tRNS", bytes((255, 0, 255, 0)))), "ok", "", [8, 8])
    add("gray-16.png", raw_png(8, 8, 16, 0, (b"\0" + b"\x80\x40" * 8) * 8), "ok", "sixteen-bit",
        [8, 8])
    add("rgb-16.png", raw_png(8, 8, 16, 2, (b"\0" + b"\xff\0\x80\0\0\0" * 8) * 8), "ok",
        "sixteen-bit", [8, 8])
    add("one-bit.png", raw_png(9, 9, 1, 0, b"\0\xaa\x80\0\x55\0" * 4 + b"\0\xaa\x80"), "ok", "",
        [9, 9])
    add("two-bit.png", raw_png(9, 9, 2, 0, b"\0\x1b\x1b\xc0" * 9), "ok", "", [9, 9])
    add("four-bit.png", raw_png(9, 9, 4, 0, b"\0\x01\x23\x45\x67\x80" * 9), "ok", "", [9, 9])
    add("gray-key.png", raw_png(
        8, 8, 8, 0, (b"\0" + b"\x40\x80" * 4) * 8, chunk(b"tRNS", b"\0\x40")), "ok", "", [8, 8])
    add("rgb-key.png", raw_png(
        8, 8, 8, 2, (b"\0" + b"\x0a\x14\x1e\xc8\0\0" * 4) * 8,
        chunk(b"tRNS", b"\0\x0a\0\x14\0\x1e")), "ok", "", [8, 8])
    add("interlaced-1.png", raw_png(1, 1, 8, 2, b"\0\1\2\3", interlace=1), "ok", "", [1, 1])
    add("interlaced.png", raw_png(
        64, 48, 8, 2, adam7(64, 48, lambda x, y: image.getpixel((x, y))), interlace=1), "ok", "",
        [64, 48])
    large = picture(300, 200)
    add("interlaced-large.png", raw_png(
        300, 200, 8, 2, adam7(300, 200, lambda x, y: large.getpixel((x, y))), interlace=1), "ok",
        "", [300, 200])
    add("plain-large.png", png(large), "ok", "", [300, 200])
    add("wide.png", raw_png(20000, 1, 8, 0, bytes(20001)), "ok", "", [20000, 1])
    add("high.png", raw_png(1, 20000, 8, 0, bytes(40000)), "ok", "", [1, 20000])

    add("cut-50.png", rgb[:len(rgb) // 2], "warn", "truncated")
    # All rows are there: only the checksum and the end are missing.
    add("cut-95.png", rgb[:len(rgb) * 95 // 100], "warn", "no-end-marker")
    add("cut-in-header.png", rgb[:20], "broken", "truncated")
    add("no-end.png", rgb[:-12], "warn", "no-end-marker")
    note = chunk(b"tEXt", b"Comment\0a note", crc=1)
    add("text-checksum.png", raw_png(8, 8, 8, 2, (b"\0" + bytes(range(24))) * 8, note), "warn",
        "wrong-checksum", [8, 8])
    add("own-checksum.png", raw_png(
        8, 8, 8, 2, (b"\0" + bytes(range(24))) * 8, note + chunk(b"plUm", b"x", crc=1)), "warn",
        "wrong-checksum", [8, 8])
    add("late-checksum.png", eight[:-12] + note + eight[-12:], "warn", "wrong-checksum", [8, 8])
    add("end-checksum.png", eight[:-4] + b"\1\2\3\4", "warn", "wrong-checksum", [8, 8])
    at = eight.index(b"IDAT")
    length = struct.unpack(">I", eight[at - 4:at])[0]
    add("data-checksum.png", patched(eight, at + 4 + length, b"\1\2\3\4"), "warn", "corrupt")
    add("no-data.png", SIGNATURE + header(8, 8, 8, 2) + chunk(b"IEND", b""), "broken", "corrupt")
    add("short-data.png", raw_png(64, 64, 8, 2, bytes(100)), "warn", "truncated")
    add("few-rows.png", raw_png(64, 64, 8, 2, bytes(193 * 20)), "warn", "truncated")
    packed = zlib.compress((b"\0" + bytes(range(24))) * 8)
    add("adler.png", SIGNATURE + header(8, 8, 8, 2)
        + chunk(b"IDAT", packed[:-4] + b"\1\2\3\4") + chunk(b"IEND", b""), "warn", "corrupt")
    add("header-checksum.png", patched(eight, 29, b"\0\0\0\0"), "broken", "corrupt")
    add("side-2e31.png", SIGNATURE + header(2**31 - 1, 2**31 - 1, 8, 2) + chunk(b"IDAT", b"x"),
        "refused", "too-large")
    add("side-negative.png", SIGNATURE + header(2**32 - 1, 2**32 - 1, 8, 2) + chunk(b"IDAT", b"x"),
        "broken", "bad-dimensions")
    add("side-0.png", SIGNATURE + header(0, 8, 8, 2) + chunk(b"IDAT", b"x"), "broken",
        "bad-dimensions")
    add("144-megapixels.png", raw_png(12000, 12000, 1, 0, bytes(1501 * 12000)), "refused",
        "too-large")
    add("99-megapixels.png", raw_png(9999, 9999, 1, 0, bytes(1251 * 9999)), "ok", "", [9999, 9999])
    bomb = zlib.compress(bytes(8_000_000), 9)
    add("profile-bomb.png", raw_png(
        8, 8, 8, 2, (b"\0" + bytes(24)) * 8, chunk(b"iCCP", b"name\0\0" + bomb)), "ok",
        "odd-colour-profile", [8, 8])
    add("text-bomb.png", raw_png(
        8, 8, 8, 2, (b"\0" + bytes(24)) * 8, chunk(b"zTXt", b"Comment\0\0" + bomb)), "ok", "",
        [8, 8])
    add("chunk-length.png", SIGNATURE + header(8, 8, 8, 2) + b"\xff\xff\xff\xffIDATxxxx", "broken",
        "corrupt")
    add("colour-type-7.png", SIGNATURE + header(8, 8, 8, 7) + chunk(b"IDAT", packed), "broken",
        "corrupt")
    add("depth-3.png", SIGNATURE + header(8, 8, 3, 0) + chunk(b"IDAT", packed), "broken", "corrupt")
    add("no-palette.png", raw_png(8, 8, 8, 3, bytes(72)), "broken", "corrupt")
    add("palette-range.png", raw_png(
        8, 8, 8, 3, (b"\0" + bytes(range(8))) * 8, chunk(b"PLTE", b"\1\2\3\4\5\6")), "warn",
        "corrupt")
    add("frames.png", raw_png(
        8, 8, 8, 2, (b"\0" + bytes(24)) * 8, chunk(b"acTL", struct.pack(">II", 2**31 - 1, 0))),
        "ok", "animated", [8, 8])
    add("orientation-8.png", raw_png(
        20, 10, 8, 2, (b"\0" + b"\x7f" * 60) * 10, chunk(b"eXIf", tiff(">", [(0x0112, 8)]))), "ok",
        "rotated", [10, 20])
    add("not-deflate.png", SIGNATURE + header(8, 8, 8, 2) + chunk(b"IDAT", b"no zlib data here")
        + chunk(b"IEND", b""), "broken", "corrupt")
    add("text-mode.png", rgb.replace(b"\r\n", b"\n"), "broken", "corrupt")
    add("trailing.png", rgb + b"more", "ok", "trailing-bytes", [64, 48])


# --- WebP -----------------------------------------------------------------------------------
def webp(image, **options):
    out = io.BytesIO()
    image.save(out, "WEBP", **options)
    return out.getvalue()


def webps():
    grain = Image.blend(picture(), Image.effect_noise((64, 48), 60).convert("RGB"), 0.2)
    lossy = webp(grain, quality=90)
    add("lossy.webp", webp(picture(), quality=90), "ok", "", [64, 48])
    add("lossless.webp", webp(picture(300, 200), lossless=True), "ok", "", [300, 200])
    add("webp-named.jpg", lossy, "ok", "extension-mismatch", [64, 48])
    add("turned.webp", webp(picture(), exif=b"Exif\0\0" + tiff("<", [(0x0112, 6)])), "ok",
        "rotated", [48, 64])
    disc = Image.open(io.BytesIO(drawing(160, 160, lambda inside: (255, 255, 255, 255 * inside))))
    add("white-drawing.webp", webp(disc, lossless=True), "ok", "", [160, 160])
    add("white-drawing-lossy.webp", webp(disc, quality=80), "ok", "", [160, 160])
    add("frames.webp", webp(disc, save_all=True, append_images=[picture(160, 160)]), "ok",
        "animated", [160, 160])
    add("cut-50.webp", lossy[:len(lossy) // 2], "warn", "truncated", [64, 48])
    add("cut-in-header.webp", lossy[:16], "broken", "truncated")
    add("only-head.webp", b"RIFF\x20\0\0\0WEBPVP8 " + bytes(24), "broken", "corrupt")
    add("trailing.webp", lossy + b"more", "ok", "trailing-bytes", [64, 48])
    # A frame that claims far more than its canvas.
    frame = b"VP8L\x10\0\0\0\x2f" + struct.pack("<I", 16382 | 16382 << 14) + bytes(11)
    head = bytes(6) + b"\x07\0\0\x07\0\0" + bytes(4)
    chunks = (b"VP8X" + struct.pack("<I", 10) + b"\2\0\0\0\x07\0\0\x07\0\0"
              + b"ANIM" + struct.pack("<I", 6) + bytes(6)
              + b"ANMF" + struct.pack("<I", len(head + frame)) + head + frame)
    add("frame-bomb.webp", b"RIFF" + struct.pack("<I", 4 + len(chunks)) + b"WEBP" + chunks, "refused",
        "too-large")
    large = struct.pack("<I", 10) + bytes(4) + b"\x4f\xc3\0\x4f\xc3\0"
    add("claims-50000.webp", b"RIFF\x1e\0\0\0WEBPVP8X" + large + bytes(8), "refused", "too-large")


# --- neither --------------------------------------------------------------------------------
def others():
    noise = random.Random(1).randbytes(2000)
    add("page.jpg", b"<!DOCTYPE html><html><body>Log in</body></html>", "refused", "not-an-image")
    add("error-body.jpg", b'<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>',
        "refused", "not-an-image")
    add("json.jpg", b'{"message": "Forbidden"}', "refused", "not-an-image")
    add("zeros.jpg", bytes(1000), "refused", "not-an-image")
    add("noise.jpg", b"\0" + noise, "refused", "not-an-image")
    add("numbers.png", b"2 2\n1 0\n0 1\n", "refused", "not-an-image")
    add("program.jpg", b"\x7fELF\2\1\1" + bytes(60), "refused", "not-an-image")
    add("one-byte.jpg", b"\xff", "refused", "not-an-image")
    unsupported = {
        "svg.jpg": b'<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc"/></svg>',
        "svg-declared.jpg": b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- x --><svg width="1"/>',
        "svg-packed.jpg": b"\x1f\x8b\x08\0\0\0\0\0\0\3" + bytes(20),
        "pdf.png": b"%PDF-1.7\n1 0 obj", "msl.png": b'<?xml version="1.0"?><image/>',
        "mvg.png": b"push graphic-context\nviewbox 0 0 1 1\n", "ps.jpg": b"%!PS-Adobe-3.0\n",
        "pnm.png": b"P6 99999 99999 255\n", "pfm.png": b"Pf\n1 1\n-1\n\0\0\0\0",
        "vips.jpg": b"\xb6\xa6\xf2\x08" + bytes(60), "hdr.jpg": b"#?RADIANCE\nFORMAT=x\n",
        "jp2.jpg": b"\0\0\0\x0cjP  \r\n\x87\n", "jxl.png": b"\xff\x0a" + bytes(20),
        "jxl-box.png": b"\0\0\0\x0cJXL \r\n\x87\n",
        "gif.png": b"GIF89a\1\0\1\0\0\0\0;", "tiff.png": b"II*\0\x08\0\0\0\0\0\x08\0\0\0",
        "tiff-big-endian.jpg": b"MM\0*\0\0\0\x08", "ico.png": b"\0\0\1\0\1\0" + bytes(16),
        "bmp.jpg": b"BM" + bytes(12) + b"\x28\0\0\0" + bytes(36),
        "heic.jpg": b"\0\0\0\x18ftypheic" + bytes(12), "avif.jpg": b"\0\0\0\x18ftypavif" + bytes(12),
        "psd.png": b"8BPS\0\1" + bytes(20), "exr.png": b"\x76\x2f\x31\x01" + bytes(20),
        "fits.jpg": b"SIMPLE  =                    T", "matlab.png": b"MATLAB 5.0 MAT-file",
    }
    for name, data in unsupported.items():
        add(name, data, "refused", "unsupported-format")


OUT.mkdir(parents=True, exist_ok=True)
for old in OUT.iterdir():
    old.unlink()
jpegs()
pngs()
webps()
others()
lines = ",\n".join(json.dumps(row) for row in table)
(OUT.parent / "expected-images.json").write_text("[\n" + lines + "\n]\n")
print(len(table), "files,", sum(f.stat().st_size for f in OUT.iterdir()), "bytes")
