"""A job of many images for measuring: few pictures many times, with labels drawn from a seed."""
import json
import os
import pathlib
import random

CLASSES = ["circle", "square", "triangle", "star", "hexagon", "ring", "cross", "crescent"]


def make(folder, pictures, count, is_each_its_own=False):
    """Writes `output.manifest` and `images` of a job of `count` images.

    They are hard links, or files that differ in a comment where each is to be its own.
    """
    folder = pathlib.Path(folder)
    source = sorted(path for path in pathlib.Path(pictures).rglob("*.jpg"))
    numbers = random.Random(count)
    names = CLASSES + [f"class {number}" for number in range(30)]
    weights = [30, 25, 20, 15, 10, 8, 6, 4] + [2] * 30
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / "output.manifest", "w", encoding="utf-8") as manifest:
        for number in range(count):
            batch = f"batch-{number // 1000:03d}"
            key = f"{batch}/IMG_{number:06d}.jpg"
            path = folder / "images" / "bucket" / key
            if number % 1000 == 0:
                path.parent.mkdir(parents=True, exist_ok=True)
            if is_each_its_own:
                path.write_bytes(with_comment(source[number % len(source)].read_bytes(), key))
            else:
                os.link(source[number % len(source)], path)
            label = numbers.choices(range(len(names)), weights)[0]
            manifest.write(json.dumps(line(key, label, names[label], numbers)) + "\n")


def with_comment(jpeg, text):
    """The same picture in another file."""
    comment = text.encode()
    return jpeg[:2] + b"\xff\xfe" + (len(comment) + 2).to_bytes(2, "big") + comment + jpeg[2:]


def line(key, index, name, numbers):
    day, hour = 1 + numbers.randrange(28), numbers.randrange(24)
    return {
        "source-ref": f"s3://bucket/{key}", "large": index,
        "large-metadata": {
            "confidence": round(numbers.betavariate(9, 2), 4), "job-name": "labeling-job/large",
            "class-name": name, "human-annotated": "yes" if numbers.random() < 0.4 else "no",
            "creation-date": f"2024-03-{day:02d}T{hour:02d}:{numbers.randrange(60):02d}:00.000",
            "type": "groundtruth/image-classification"}}
