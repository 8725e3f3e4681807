"""The full PDF by Pillow in draft mode, the quickest way that we know.

usage: pillow_pdf.py WAY MANIFEST IMAGES OUTPUT

WAY is one of
  img2pdf     sheets by two processes, joined by img2pdf
  two         sheets by two processes, joined by Pillow's own PDF writer
  alone       the same in one process
  thumbnails  one process, a JPEG thumbnail an image and no PDF: what the pictures alone cost
"""
import io
import multiprocessing
import sys
import warnings

from PIL import Image, ImageOps

from job import sheets

SIDE = 128
QUALITY = 80
warnings.filterwarnings("ignore")


def thumbnail(path):
    """A small upright picture: JPEGs are decoded at the scale that is next above it."""
    with Image.open(path) as image:
        image.draft("RGB", (2 * SIDE, 2 * SIDE))
        image.thumbnail((SIDE, SIDE))
        return ImageOps.exif_transpose(image).convert("RGB")


def jpeg(image):
    """The bytes of a picture as JPEG."""
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=QUALITY)
    return buffer.getvalue()


def sheet(paths):
    """One page of ten by ten pictures as JPEG, and the number of images left out."""
    page, skipped = Image.new("RGB", (10 * SIDE, 10 * SIDE), "white"), 0
    for place, path in enumerate(paths):
        try:
            small = thumbnail(path)
        except Exception:
            skipped += 1
            continue
        left = place % 10 * SIDE + (SIDE - small.width) // 2
        top = place // 10 * SIDE + (SIDE - small.height) // 2
        page.paste(small, (left, top))
    return jpeg(page), skipped


def pages(way, manifest, images):
    """All sheets in order, made here or by two processes."""
    work = list(sheets(manifest, images))
    if way == "alone":
        return [sheet(paths) for paths in work]
    with multiprocessing.Pool(2) as pool:
        return list(pool.imap(sheet, work, chunksize=1))


def thumbnails(manifest, images, output):
    """Every thumbnail into one file."""
    skipped = 0
    with open(output, "wb") as file:
        for paths in sheets(manifest, images):
            for path in paths:
                try:
                    file.write(jpeg(thumbnail(path)))
                except Exception:
                    skipped += 1
    return skipped


def write_pdf(way, made, output):
    """Joins the sheets."""
    if way == "img2pdf":
        import img2pdf
        with open(output, "wb") as file:
            file.write(img2pdf.convert([data for data, _ in made]))
    else:
        first, *others = [Image.open(io.BytesIO(data)) for data, _ in made]
        first.save(output, "PDF", save_all=True, append_images=others)


def main(way, manifest, images, output):
    if way == "thumbnails":
        skipped = thumbnails(manifest, images, output)
    else:
        made = pages(way, manifest, images)
        write_pdf(way, made, output)
        skipped = sum(count for _, count in made)
    print(f"{skipped} images left out", file=sys.stderr)


if __name__ == "__main__":
    main(*sys.argv[1:])
