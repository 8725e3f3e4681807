"""The full PDF in the notebook's way: one matplotlib subplot an image, 100 a page.

usage: notebook_pdf.py MANIFEST IMAGES OUTPUT

The notebook stops at the first image that it cannot read; here such an image is left out.
"""
import sys
import warnings

import matplotlib

matplotlib.use("Agg")
import imageio
import matplotlib.pyplot as plt
from matplotlib.backends.backend_pdf import PdfPages

from job import PER_PAGE, groups

warnings.filterwarnings("ignore")


def title_page(pdf, name, human):
    """A page that says what follows."""
    plt.clf()
    plt.text(0.1, 0.5, f"Images annotated as {name} by {'humans' if human else 'machines'}", fontsize=20)
    plt.axis("off")
    pdf.savefig()


def show(path, place):
    """Draws one image, decoded in full, into its place on the page."""
    plt.subplot(10, 10, place + 1)
    plt.imshow(imageio.imread(path), aspect="auto")
    plt.axis("off")


def main(manifest, images, output):
    skipped = 0
    plt.figure(figsize=(10, 10), facecolor="white", dpi=100)
    with PdfPages(output) as pdf:
        for name, human, paths in groups(manifest, images):
            title_page(pdf, name, human)
            for start in range(0, len(paths), PER_PAGE):
                plt.clf()
                for place, path in enumerate(paths[start:start + PER_PAGE]):
                    try:
                        show(path, place)
                    except Exception:
                        skipped += 1
                pdf.savefig()
    print(f"{skipped} images left out", file=sys.stderr)


if __name__ == "__main__":
    main(*sys.argv[1:])
