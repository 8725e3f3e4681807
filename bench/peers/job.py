"""The rows of a job as the peers for images need them."""
import collections
import json
import os

PER_PAGE = 100


def rows(manifest, images):
    """The path, the class and whether a person labelled it, for each labelled line."""
    found = []
    with open(manifest, encoding="utf-8") as file:
        for line in file:
            record = json.loads(line)
            pair = next(record[key] for key in record
                        if key.endswith("-metadata") and "class-name" in record[key])
            path = os.path.join(images, record["source-ref"].split("/", 3)[3])
            found.append((path, pair["class-name"], pair["human-annotated"] == "yes"))
    return found


def groups(manifest, images):
    """The paths by class, the largest class first, people before the machine; some are empty."""
    table = rows(manifest, images)
    sizes = collections.Counter(name for _, name, _ in table)
    for name, _ in sizes.most_common():
        for human in (True, False):
            yield name, human, [path for path, other, by in table if other == name and by == human]


def sheets(manifest, images):
    """The paths of each sheet of up to 100 images of one class and source."""
    for _, _, paths in groups(manifest, images):
        for start in range(0, len(paths), PER_PAGE):
            yield paths[start:start + PER_PAGE]
