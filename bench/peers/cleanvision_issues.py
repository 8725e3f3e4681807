#!/usr/bin/env python3
"""CleanVision's find_issues on the photographs of a job that it can read.

    cleanvision_issues.py MANIFEST IMAGES SECONDS

Looking for the files, and for those that Pillow refuses, is not counted: the seconds that find_issues
takes, and its CPU seconds with those of its processes, go into the file SECONDS.
"""
import json
import os
import sys
import time
import warnings
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "cleanvision"))

from compare import image_path, readable, references  # noqa: E402  (the folder is known only now)

warnings.filterwarnings("ignore")


def main():
    manifest, images, target = sys.argv[1:4]
    from cleanvision import Imagelab
    paths = {image_path(reference, images) for reference in references(manifest)}
    lab = Imagelab(filepaths=readable(sorted(path for path in paths if path)))
    start, before = time.perf_counter(), sum(os.times()[:4])
    lab.find_issues(verbose=False)
    taken = {"seconds": time.perf_counter() - start, "cpu": sum(os.times()[:4]) - before}
    Path(target).write_text(json.dumps(taken), encoding="utf-8")


if __name__ == "__main__":
    main()
