#!/usr/bin/env python3
"""Makes a large job out of a small one: the same photographs under many keys.

usage: make_photos.py MANIFEST IMAGES OUTPUT COUNT

IMAGES is the folder in which `key` of `s3://bucket/key` is found. The photographs are copied
once into OUTPUT and linked from there, so that the large job takes no more room.
"""
import json
import os
import pathlib
import shutil
import sys


def main(manifest, images, output, count):
    output, images = pathlib.Path(output), pathlib.Path(images)
    originals = output / "originals"
    shutil.rmtree(output, ignore_errors=True)
    originals.mkdir(parents=True)
    rows = [json.loads(line) for line in open(manifest, encoding="utf-8") if line.strip()]
    keys = [row["source-ref"].split("/", 3)[3] for row in rows]
    known = [(row, key) for row, key in zip(rows, keys) if (images / key).is_file()]
    sources = []
    for number, (_, key) in enumerate(known):
        sources.append(originals / f"{number:04d}{pathlib.PurePath(key).suffix}")
        shutil.copyfile(images / key, sources[-1])
    with open(output / "output.manifest", "w", encoding="utf-8") as file:
        for number in range(count):
            place = number % len(known)
            row, folder = dict(known[place][0]), f"images/{number // 1000:03d}"
            (output / folder).mkdir(parents=True, exist_ok=True)
            key = f"{folder}/{number:06d}{sources[place].suffix}"
            os.link(sources[place], output / key)
            row["source-ref"] = f"s3://bench/{key}"
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:4], int(sys.argv[4]))
