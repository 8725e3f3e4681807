#!/usr/bin/env python3
"""Writes a job of many lines in the shape that the service writes them: about 350 bytes each.

usage: make_manifest.py FILE [LINES]        the same bytes every time
"""
import os
import random
import sys

CLASSES = ["articulated bus", "bicycle", "box truck", "bus", "cargo bike", "convertible", "coupe",
           "delivery van", "hatchback", "minivan", "moped", "motorcycle", "pickup truck", "saloon",
           "sports car", "station wagon", "street sweeper", "tractor", "tram", "trolleybus"]
# A few classes hold most images, as in most jobs.
WEIGHTS = [1 / (rank + 1) for rank in range(len(CLASSES))]
HUMAN_SHARE = 0.35


def confidence(generator, human):
    """A confidence with two digits from people, with sixteen from the model."""
    draw = generator.random()
    if human:
        return "0.95" if draw < 0.6 else f"{0.5 + 0.45 * generator.random():.2f}"
    return repr(1 - 0.4 * draw * draw)


def line(generator, number, index):
    """One labelled image."""
    human = generator.random() < HUMAN_SHARE
    camera, second = generator.randrange(64), generator.randrange(86400)
    return (
        f'{{"source-ref":"s3://street-camera-frames-2021/2021/05/{1 + number % 28:02d}/'
        f'camera-{camera:02d}/frame-{number:08d}.jpg","frame-no":{number},'
        f'"vehicle-kind":{index},"vehicle-kind-metadata":{{'
        f'"confidence":{confidence(generator, human)},"job-name":"labeling-job/vehicle-kind",'
        f'"class-name":"{CLASSES[index]}","human-annotated":"{"yes" if human else "no"}",'
        f'"creation-date":"2021-06-{1 + number % 30:02d}T{second // 3600:02d}:{second // 60 % 60:02d}:'
        f'{second % 60:02d}.{number % 1000000:06d}","type":"groundtruth/image-classification"}}}}\n')


def write(path, count):
    """Writes the file under another name first, so that a file that is there is whole."""
    generator = random.Random(20210601)
    kinds = generator.choices(range(len(CLASSES)), WEIGHTS, k=count)
    partial = path + ".partial"
    with open(partial, "w", encoding="ascii", newline="\n") as file:
        for number, index in enumerate(kinds):
            file.write(line(generator, number, index))
    os.replace(partial, path)


if __name__ == "__main__":
    write(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000)
