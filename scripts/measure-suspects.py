#!/usr/bin/env python3
"""Measures how well suspects are ranked, on the jobs birds and cifar10n of PLUMB_DATA.

    scripts/measure-suspects.py [--client .build/release/consolidation-client]
                                [--program .build/release/plumb]

The labels of the manifest are ranked by the workers' answers and the confidences; reference labels
tell which are wrong. Prints the area under the curve, with Hanley and McNeil's interval, how many of
the first 10, 30 and 60 are wrong, and how many of those that `plumb suspects` calls probably wrong,
with Wilson's. Ends with 1 where a promise is broken.
"""
import argparse
import csv
import importlib.util
import io
import json
import math
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent


def helpers():
    """The functions of compare-crowd-kit.py."""
    path = ROOT / "scripts" / "compare-crowd-kit.py"
    specification = importlib.util.spec_from_file_location("compare", path)
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def manifest_rows(folder):
    """Task, label, confidence and image id of each line."""
    lines = pathlib.Path(folder, "manifests/output/output.manifest").read_text().splitlines()
    for number, line in enumerate(lines):
        fields = json.loads(line)
        metadata = next(v for k, v in fields.items() if k.endswith("-metadata"))
        image = pathlib.PurePosixPath(fields["source-ref"]).stem
        yield f"{number:06d}", metadata["class-name"], metadata["confidence"], image


def wilson(count, total, z=1.959963985):
    """Wilson's interval of 95 %."""
    share, scale = count / total, 1 + z * z / total
    centre = share + z * z / (2 * total)
    half = z * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    return (centre - half) / scale, (centre + half) / scale


def area(scores, wrong):
    """The area under the curve and its interval of 95 %."""
    bad = [score for score, is_wrong in zip(scores, wrong) if is_wrong]
    good = [score for score, is_wrong in zip(scores, wrong) if not is_wrong]
    won = sum((b > g) + (b == g) / 2 for b in bad for g in good)
    value = won / len(bad) / len(good)
    q1, q2 = value / (2 - value), 2 * value * value / (1 + value)
    variance = (value * (1 - value) + (len(bad) - 1) * (q1 - value ** 2)
                + (len(good) - 1) * (q2 - value ** 2)) / len(bad) / len(good)
    return value, 1.96 * math.sqrt(variance)


def probably_wrong(program, folder, truth):
    """Prints how many of the labels called probably wrong are wrong.

    truth: the right class of a suspect, as `plumb suspects --json` gives it.
    Returns their number, those that are wrong, and all wrong ones.
    """
    done = subprocess.run(
        [program, "suspects", folder, "--json", "--quiet", "--top", "100000000"], check=True,
        capture_output=True, text=True)
    suspects = json.loads(done.stdout)["suspects"]
    called = [s for s in suspects if s["verdict"] == "probably-wrong"]
    all_wrong = sum(truth(s) != s["class"] for s in suspects)
    found = sum(truth(s) != s["class"] for s in called)
    low, high = wilson(found, len(called)) if called else (0, 1)
    print(f"{pathlib.Path(folder).name}: {len(called)} of {len(suspects)} labels probably wrong, "
          f"{found} of these wrong ({low:.3f} to {high:.3f}), {all_wrong} wrong in all")
    return len(called), found, all_wrong


def measure_verdicts(program, data):
    """Whether what is called probably wrong is wrong often enough; jobs that are not there are named."""
    birds, cifar = pathlib.Path(data, "birds"), pathlib.Path(data, "cifar10n")
    truth = {entry["ImageId"]: entry["Label"]
             for entry in json.loads((birds / "true_labels.json").read_text())}
    probably_wrong(program, str(birds), lambda s: truth[pathlib.PurePosixPath(s["image"]).stem])
    if not cifar.is_dir():
        print("measure: PLUMB_DATA has no folder cifar10n; it was not measured")
        return True
    lines = json.loads((cifar / "truth.json").read_text())
    called, found, wrong = probably_wrong(
        program, str(cifar), lambda s: lines[str(s["line"] - 1)])
    return found >= 0.72 * called and 2 * found >= wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--client", default=str(ROOT / ".build/release/consolidation-client"))
    parser.add_argument("--program", default=str(ROOT / ".build/release/plumb"))
    parser.add_argument("--list", action="store_true", help="print the first 60 with their reasons")
    arguments = parser.parse_args()
    folder = f"{os.environ.get('PLUMB_DATA', '')}/birds"
    if not os.path.isdir(folder):
        print("measure: PLUMB_DATA has no folder birds; nothing was measured")
        return 0
    truth = {entry["ImageId"]: entry["Label"] for entry in json.loads(
        pathlib.Path(folder, "true_labels.json").read_text())}
    rows = list(manifest_rows(folder))
    is_wrong = {task: truth[image] != label for task, label, _, image in rows}
    compare = helpers()
    with tempfile.TemporaryDirectory() as temporary:
        votes, labels = f"{temporary}/votes.csv", f"{temporary}/labels.csv"
        compare.write_votes(compare.bird_votes(folder), votes)
        with open(labels, "w", encoding="utf-8") as file:
            file.write("task,label,confidence\n")
            file.writelines(f"{task},{label},{confidence}\n" for task, label, confidence, _ in rows)
        done = subprocess.run(
            [arguments.client, "suspects", votes, labels], check=True, capture_output=True,
            text=True)
    print(done.stderr, end="")
    ranked = list(csv.DictReader(io.StringIO(done.stdout)))
    scores = [float(row["score"]) for row in ranked]
    wrong = [is_wrong[row["task"]] for row in ranked]
    value, half = area(scores, wrong)
    print(f"{len(ranked)} labels, {sum(wrong)} wrong; area under the curve {value:.4f} ± {half:.3f}")
    for count in (10, 30, 60):
        found = sum(wrong[:count])
        low, high = wilson(found, count)
        print(f"first {count}: {found} wrong, precision {found / count:.2f} ({low:.2f} to {high:.2f})"
              f", {found / sum(wrong):.0%} of all wrong ones")
    if arguments.list:
        for row, is_bad in list(zip(ranked, wrong))[:60]:
            print("x" if is_bad else " ", f"{float(row['score']):.3f}", row["reasons"])
    is_good = measure_verdicts(arguments.program, os.environ["PLUMB_DATA"])
    return 0 if is_good and value >= 0.87 and sum(wrong[:60]) >= 0.6 * sum(wrong) else 1


if __name__ == "__main__":
    sys.exit(main())
