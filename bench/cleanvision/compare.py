#!/usr/bin/env python3
"""Compares `plumb check` with CleanVision (PyPI) on the photographs of a job.

    compare.py PROGRAM MANIFEST IMAGES

The profile `cleanvision`: every score of every image that both can read, and what both find. Prints a
table and ends with 1 where a score differs by more than a hundredth. `bench/run checks` measures the
time.
"""
import json
import os
import subprocess
import sys
import tempfile
import warnings

warnings.filterwarnings("ignore")

ISSUES = {
    "dark": "dark", "light": "light", "odd-aspect-ratio": "odd_aspect_ratio",
    "low-information": "low_information", "blurry": "blurry", "grayscale": "grayscale",
    "odd-size": "odd_size", "exact-duplicates": "exact_duplicates",
    "near-duplicates": "near_duplicates",
}
SCORED = ["dark", "light", "odd-aspect-ratio", "low-information", "blurry"]
TOLERANCE = 0.01


def references(manifest):
    """The images of a manifest, in its order."""
    with open(manifest, encoding="utf-8") as file:
        return [json.loads(line)["source-ref"] for line in file if line.strip()]


def image_path(reference, images):
    """Where Plumb finds the file of a reference."""
    bucket, _, key = reference.removeprefix("s3://").partition("/")
    places = [f"{images}/{bucket}/{key}", f"{images}/{key}", f"{images}/{os.path.basename(key)}"]
    return next((place for place in places if os.path.isfile(place)), None)


def plumb(program, arguments, **options):
    return subprocess.run([program, *arguments], stdout=subprocess.PIPE, check=False, **options)


def check(program, manifest, images, configuration, folder):
    """The findings of the profile: places by check."""
    path = os.path.join(folder, "plumb.yml")
    with open(path, "w", encoding="utf-8") as file:
        file.write(configuration)
    arguments = ["check", manifest, "--images", images, "--profile", "cleanvision", "--json",
                 "--config", path, "--only", ",".join([*ISSUES, "unreadable-images"])]
    checks = json.loads(plumb(program, arguments).stdout)["checks"]
    return {one["id"]: [place for finding in one["findings"] for place in finding["places"]]
            for one in checks}


def readable(paths):
    """The files that both programs can read: JPEG and PNG that Pillow decodes."""
    from PIL import Image
    good = []
    for path in paths:
        try:
            with Image.open(path) as image:
                image.load()
                if image.format in ("JPEG", "MPO", "PNG"):
                    good.append(path)
        except Exception:  # Whatever Pillow says, CleanVision stops there.
            pass
    return good


def cleanvision(paths):
    from cleanvision import Imagelab
    lab = Imagelab(filepaths=paths)
    lab.find_issues(verbose=False)
    return lab


def compare_scores(issues, everything, by_path):
    """The largest difference of each score; a score of 1 is in no finding."""
    worst = 0.0
    for own in SCORED:
        scores = {place["image"]: place["value"] for place in everything[own]}
        differences = sorted(
            (abs(scores.get(reference, 1.0) - issues.loc[path, f"{ISSUES[own]}_score"]), reference)
            for path, reference in by_path.items())
        worst = max(worst, differences[-1][0])
        equal = sum(difference < 1e-6 for difference, _ in differences)
        print(f"{own:18} {equal:5} of {len(differences)} scores equal to 6 digits, "
              f"largest difference {differences[-1][0]:.6f} ({differences[-1][1].rsplit('/')[-1]})")
    return worst


def compare_findings(issues, found, by_path):
    for own, theirs in ISSUES.items():
        ours = {place["image"] for place in found[own]} & set(by_path.values())
        their = {by_path[path] for path in issues.index[issues[f"is_{theirs}_issue"]]}
        print(f"{own:18} plumb {len(ours):4}, CleanVision {len(their):4}, "
              f"both {len(ours & their):4}")


def main():
    program, manifest, images = sys.argv[1:4]
    paths = {image_path(reference, images): reference for reference in references(manifest)}
    good = readable([path for path in paths if path])
    by_path = {path: paths[path] for path in good}
    print(f"{len(good)} of {len(paths)} images can be read by CleanVision")
    lab = cleanvision(good)
    with tempfile.TemporaryDirectory() as folder:
        all_scores = "checks:\n" + "".join(f"  {own}: {{threshold: 1}}\n" for own in SCORED)
        everything = check(program, manifest, images, all_scores, folder)
        found = check(program, manifest, images, "", folder)
        for place in found["unreadable-images"]:
            by_path = {path: name for path, name in by_path.items() if name != place["image"]}
        print(f"of these Plumb reads {len(by_path)}")
        worst = compare_scores(lab.issues, everything, by_path)
        print()
        compare_findings(lab.issues, found, by_path)
    return 1 if worst > TOLERANCE else 0


if __name__ == "__main__":
    sys.exit(main())
