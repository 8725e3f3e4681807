#!/usr/bin/env python3
"""Reads random layouts of label attributes with Plumb, and compares with a reading of the rules.

The rules say which attributes of a manifest are looked at together:

a. Attributes that each have one class, and are named after it, are one labelling: single-label, or
   multi-label where a line has several of them. Named after a class means equal to it, or ending in
   it behind "_" or "-", with "-" for every character that an attribute's name cannot hold.
b. Attributes of one kind that exclude each other line by line are one labelling.
c. Apart from (a), several labels on a line are a set only under attributes whose names are equal up
   to a trailing number, if no line has a class twice.
d. All else with several labels on a line is a chain of jobs: the latest attribute counts.
e. A model's answers to images that people labelled are not the labels.
f. An exact name that is asked for wins over a pattern; of several attributes that are asked for and
   are no set, the latest label of each line counts.

Nothing here is taken from the program. Each layout has a seed: --first SEED --count 1 --keep FOLDER
repeats one and keeps its manifest. CLIENT is `labelling-client`.

usage: check-labellings.py CLIENT [--count N] [--first SEED] [--keep FOLDER]
"""

import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile

CLASSES = ["oak", "maple", "New York", "t-shirt", "a/b", "elm", "7up", "wet"]
KINDS = {"single-label": "image-classification", "multi-label": "image-classification-multilabel"}


# Layouts


class Label:
    """What one line has under one attribute."""

    def __init__(self, classes, source, date):
        self.classes, self.source, self.date = classes, source, date


class Layout:
    """Attributes with their kinds and, for each line, the labels under them."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.kinds = {}
        self.rows = [{} for _ in range(self.random.randint(2, 12))]
        self.date = 0
        for _ in range(self.random.choice([1, 1, 2])):
            self.random.choice([self.named, self.named, self.numbered, self.chained, self.sets])()
        if self.random.random() < 0.15:
            self.predictions()
        self.kinds = {name: kind for name, kind in self.kinds.items()
                      if any(name in row for row in self.rows)}

    def add(self, name, row, classes, source=None, kind="single-label"):
        if name in self.kinds and self.kinds[name] != kind:
            return
        self.kinds[name] = kind
        self.date += 1
        source = source or self.random.choice(["human", "human", "machine", "unknown"])
        if not any(name in other for other in self.rows):
            source = "human"  # Otherwise the whole attribute may be a model's answers.
        row[name] = Label(classes, source, self.date)

    def spread(self, names, most):
        """Pairs of a row and the names that it has, at most so many."""
        rows = self.rows[:]
        self.random.shuffle(rows)
        for row in rows:
            count = self.random.randint(0, min(most, len(names)))
            yield row, self.random.sample(names, count)

    def named(self):
        """An attribute for each class; some end in the class without a separator."""
        chosen = self.random.sample(CLASSES, self.random.randint(1, 4))
        prefix = self.random.choice(["", "set_", "trees-", "wild", "x.", "wild"]
                                    if self.random.random() < 0.3 else ["", "set_", "trees-"])
        names = {prefix + self.random.choice([name, plain(name)]): name for name in chosen}
        for row, own in self.spread(list(names), self.random.choice([1, 1, 3])):
            for name in own:
                self.add(name, row, [names[name]])

    def numbered(self):
        base = self.random.choice(["tag", "label_", "3x"])
        names = [f"{base}{number}" for number in range(1, self.random.randint(2, 4) + 1)]
        repeats = self.random.random() < 0.3
        for row, own in self.spread(names, self.random.choice([1, 2, 3])):
            classes = self.random.sample(CLASSES, len(own))
            for name, one in zip(own, classes):
                self.add(name, row, [classes[0] if repeats else one])

    def chained(self):
        names = self.random.sample(["first", "second", "audit", "week"], self.random.randint(1, 3))
        for row, own in self.spread(names, self.random.choice([1, 1, 2, 3])):
            for name in own:
                self.add(name, row, [self.random.choice(CLASSES[:4])])

    def sets(self):
        names = self.random.sample(["tags", "scene", "many"], self.random.randint(1, 2))
        for row, own in self.spread(names, self.random.choice([1, 2])):
            for name in own:
                classes = self.random.sample(CLASSES, self.random.randint(0, 3))
                self.add(name, row, classes, kind="multi-label")

    def predictions(self):
        """A model's answers to every image that people labelled under some attribute."""
        labelled = [row for row in self.rows
                    if any(label.source == "human" and self.kinds[name] == "single-label"
                           for name, label in row.items())]
        for row in labelled:
            self.kinds["answers"] = "single-label"
            self.date += 1
            row["answers"] = Label([self.random.choice(CLASSES)], "machine", self.date)

    def text(self):
        return "".join(self.line(number, row) for number, row in enumerate(self.rows))

    def line(self, number, row):
        fields = {"source-ref": f"s3://bucket/{number}.jpg"}
        for name, label in row.items():
            metadata = {"type": "groundtruth/" + KINDS[self.kinds[name]],
                        "creation-date": f"2024-03-01T10:{label.date // 60:02}:{label.date % 60:02}"}
            if label.source != "unknown":
                metadata["human-annotated"] = "yes" if label.source == "human" else "no"
            indices = [CLASSES.index(one) for one in label.classes]
            if self.kinds[name] == "single-label":
                fields[name], metadata["class-name"] = indices[0], label.classes[0]
            else:
                fields[name] = indices
                metadata["class-map"] = {str(index): CLASSES[index] for index in indices}
            fields[name + "-metadata"] = metadata
        return json.dumps(fields) + "\n"


# The rules


def plain(text):
    return re.sub("[^A-Za-z0-9]", "-", text)


class Rules:
    """What the rules make of a layout."""

    def __init__(self, layout):
        self.kinds, self.rows = layout.kinds, layout.rows

    def labels(self, name):
        return [row[name] for row in self.rows if name in row]

    def is_named(self, name):
        classes = {one for label in self.labels(name) for one in label.classes}
        if self.kinds[name] != "single-label" or len(classes) != 1:
            return False
        own = plain(classes.pop())
        return plain(name) == own or plain(name).endswith("-" + own)

    def overlap(self, names):
        return any(sum(name in row for name in names) > 1 for row in self.rows)

    def repeats_a_class(self, names):
        for row in self.rows:
            classes = [one for name in names if name in row for one in row[name].classes]
            if len(classes) != len(set(classes)):
                return True
        return False

    def is_answer_of_a_model(self, name):
        if self.is_named(name) or {label.source for label in self.labels(name)} - {"machine", "unknown"}:
            return False
        if not any(label.source == "machine" for label in self.labels(name)):
            return False
        people = [other for other in self.kinds if self.kinds[other] == "single-label"
                  and any(label.source == "human" for label in self.labels(other))]
        return bool(people) and all(
            any(other in row for other in people) for row in self.rows if name in row)

    def latest(self, names):
        return max(label.date for name in names for label in self.labels(name))

    def groups(self):
        """The attributes that belong together, each group with its kind."""
        for kind in KINDS:
            names = [name for name in self.kinds if self.kinds[name] == kind]
            if kind == "single-label":
                names = [name for name in names if not self.is_answer_of_a_model(name)]
            if names and not self.overlap(names):
                yield kind, names
            elif kind == "single-label":
                yield from self.overlapping(names)
            else:
                yield from ((kind, [name]) for name in names)

    def overlapping(self, names):
        sets = [[name for name in names if self.is_named(name)]]
        if len(sets[0]) < 2 or self.repeats_a_class(sets[0]):
            sets = []
        rest = [name for name in names if not any(name in group for group in sets)]
        bases = {}
        for name in rest:
            bases.setdefault(re.sub("[0-9]+$", "", name) or name, []).append(name)
        for group in bases.values():
            isolated = len(group) < 2 or self.repeats_a_class(group)
            sets += [[name] for name in group] if isolated else [group]
        for group in sets:
            yield ("multi-label" if self.overlap(group) else "single-label"), group

    def choice(self):
        return max(self.groups(), key=lambda group: self.latest(group[1]))

    def asked(self, pattern):
        """The labelling of a name or pattern; nothing if its attributes differ in kind."""
        exact = [name for name in self.kinds if name == pattern]
        fits = re.compile(re.escape(pattern).replace(r"\*", ".*").replace(r"\?", "."))
        names = exact or [name for name in self.kinds if fits.fullmatch(name)]
        kinds = {self.kinds[name] for name in names}
        if len(kinds) != 1:
            return None
        kind = kinds.pop()
        is_set = all(map(self.is_named, names)) or len({re.sub("[0-9]+$", "", n) for n in names}) == 1
        if kind == "single-label" and len(names) > 1 and is_set and not self.repeats_a_class(names):
            kind = "multi-label" if self.overlap(names) else kind
        return kind, names

    def result(self, kind, names):
        """What the program is to say about the labels of these attributes."""
        classes, counts = [], {}
        for row in self.rows:
            labels = sorted((row[name] for name in names if name in row), key=lambda one: one.date)
            if kind == "single-label":
                labels = labels[-1:]
            found = {}
            for name in [name for name in names if name in row and row[name] in labels]:
                for one in row[name].classes:
                    found.setdefault(one, row[name].source)
            classes.append(sorted(found) if labels else None)
            for one, source in found.items():
                counts[(one, source)] = counts.get((one, source), 0) + 1
        return {"kind": kind, "attributes": sorted(names), "classes": classes, "counts": counts,
                "labelled": sum(one is not None for one in classes)}


# The program


def said(answer):
    if "error" in answer:
        return answer
    labelling = answer["labelling"]
    return {"kind": labelling["kind"], "attributes": sorted(labelling["attributes"]),
            "classes": [one if one is None else sorted(one) for one in answer["classes"]],
            "counts": {(name, source): count for name, source, count in answer["counts"]},
            "labelled": answer["labelled"]}


def requests(layout, rules):
    """What is asked for, and the labelling that is to come of it."""
    yield [], rules.choice()
    name = layout.random.choice(list(layout.kinds))
    for asked in dict.fromkeys([name, name[:2] + "*", name[:-1] + "?"]):
        expected = rules.asked(asked)
        if expected and layout.random.random() < 0.3:
            yield [asked], expected


def batch(client, seeds, folder):
    """The questions about some layouts and the disagreements in the answers."""
    asked = []
    for seed in seeds:
        layout = Layout(seed)
        if not layout.kinds:
            continue
        rules, path = Rules(layout), os.path.join(folder, f"layout-{seed}.manifest")
        with open(path, "w") as file:
            file.write(layout.text())
        asked += [(seed, path, names, rules.result(*expected))
                  for names, expected in requests(layout, rules)]
    text = "".join("\t".join([path, *names]) + "\n" for _, path, names, _ in asked)
    done = subprocess.run([client], input=text, capture_output=True, text=True, check=True)
    answers = [said(json.loads(line)) for line in done.stdout.splitlines()]
    assert len(answers) == len(asked)
    wrong = [f"seed {seed} {names}:\n  rules: {expected}\n  plumb: {found}"
             for (seed, _, names, expected), found in zip(asked, answers) if expected != found]
    return len({seed for seed, *_ in asked}), len(asked), wrong


def main():
    parser = argparse.ArgumentParser(usage=__doc__.split("usage: ")[1])
    parser.add_argument("client")
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--keep", help="a folder for the manifests")
    options = parser.parse_args()
    layouts, readings, wrong = 0, 0, []
    with tempfile.TemporaryDirectory() as folder:
        for first in range(options.first, options.first + options.count, 500):
            last = min(first + 500, options.first + options.count)
            found = batch(options.client, range(first, last), options.keep or folder)
            layouts, readings, wrong = layouts + found[0], readings + found[1], wrong + found[2]
    if wrong:
        print("\n".join(wrong[:10]))
    print(f"{layouts} layouts, read in {readings} ways, {len(wrong)} wrong")
    sys.exit(1 if wrong or not layouts else 0)


if __name__ == "__main__":
    main()
