#!/usr/bin/env python3
"""Compares our consolidation of workers' answers with that of Crowd-Kit.

    scripts/compare-crowd-kit.py [--votes 1000000] [--client .build/release/consolidation-client]

On the birds job of PLUMB_DATA: the labels of both and the largest difference of a posterior. On
generated votes: the time of Dawid and Skene's model in both. Crowd-Kit comes from PyPI into
bench/.venv. Ends with 1 where a promise is broken.
"""
import argparse
import glob
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / "bench" / ".venv"
# Posteriors of the same model may differ by this much; Crowd-Kit's GLAD stops its optimiser early.
TOLERANCE = 1e-6
FASTER = 20


def run_in_environment():
    """Starts again with a Python that has Crowd-Kit, which is installed where it is missing."""
    try:
        import crowdkit  # noqa: F401
        return
    except ImportError:
        pass
    python = ENVIRONMENT / "bin" / "python"
    if pathlib.Path(sys.prefix) == ENVIRONMENT:
        sys.exit("compare: crowd-kit cannot be imported from bench/.venv")
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", ENVIRONMENT], check=True)
    subprocess.run([python, "-m", "pip", "install", "-q", "crowd-kit"], check=True)
    os.execv(python, [str(python), __file__, *sys.argv[1:]])


def bird_votes(folder):
    """The answers of the job: (task, worker, label), tasks as six digits."""
    votes = []
    for name in sorted(glob.glob(f"{folder}/annotations/worker-response/*/*/*.json")):
        task = int(pathlib.Path(name).parent.name)
        for answer in json.loads(pathlib.Path(name).read_text())["answers"]:
            label = next(iter(answer["answerContent"].values()))["label"]
            votes.append((f"{task:06d}", answer["workerId"], label))
    return votes


def bird_labels(folder):
    """The labels of the manifest, by task."""
    lines = pathlib.Path(folder, "manifests/output/output.manifest").read_text().splitlines()
    labels = {}
    for number, line in enumerate(lines):
        fields = json.loads(line)
        metadata = next(v for k, v in fields.items() if k.endswith("-metadata"))
        labels[f"{number:06d}"] = metadata["class-name"]
    return labels


def generated_votes(count, workers=1000, classes=10, votes_per_task=5, seed=0):
    """Votes of workers who are right six to nineteen times in twenty."""
    numbers = random.Random(seed)
    skills = [numbers.uniform(0.3, 0.95) for _ in range(workers)]
    votes = []
    for task in range(count // votes_per_task):
        truth = numbers.randrange(classes)
        for worker in numbers.sample(range(workers), votes_per_task):
            right = numbers.random() < skills[worker]
            label = truth if right else numbers.randrange(classes)
            votes.append((f"t{task:07d}", f"w{worker:04d}", f"c{label}"))
    return votes


def write_votes(votes, path):
    """The votes as a CSV file."""
    with open(path, "w", encoding="utf-8") as file:
        file.write("task,worker,label\n")
        file.writelines(f"{task},{worker},{label}\n" for task, worker, label in votes)


def ours(client, method, path):
    """Posteriors by task and label, and the seconds and rounds of the estimation."""
    done = subprocess.run(
        [client, method, path, "--posteriors"], check=True, capture_output=True, text=True)
    posteriors = {}
    for line in done.stdout.splitlines()[1:]:
        task, label, value = line.split(",")
        posteriors.setdefault(task, {})[label] = float(value)
    words = done.stderr.split()
    return posteriors, float(words[3]), int(words[5])


def best(distribution):
    """The most probable label, the first by name of equal ones."""
    return min(distribution, key=lambda label: (-distribution[label], label))


def compare_with_crowd_kit(client, name, method, model, frame, path):
    """Prints one line of the comparison; returns the largest difference and equal labels."""
    mine, seconds, rounds = ours(client, method, path)
    begin = time.perf_counter()
    model.fit(frame)
    theirs_seconds = time.perf_counter() - begin
    table = model.probas_
    difference, equal = 0.0, 0
    for task, row in zip(table.index, table.to_dict("records")):
        other = mine[task]
        difference = max(difference, *(abs(row[label] - other.get(label, 0)) for label in row))
        equal += best(row) == best(other)
    print(f"{name:38} labels {equal} of {len(table)}, largest difference {difference:.1e}, "
          f"{rounds} rounds, {seconds:.3f} s against {theirs_seconds:.3f} s")
    return difference, equal == len(table)


def compare_birds(client, folder, temporary):
    """All methods on the real job; returns the complaints."""
    import pandas
    from crowdkit.aggregation import DawidSkene, GLAD, MajorityVote, OneCoinDawidSkene
    complaints = []
    votes = bird_votes(folder)
    path = f"{temporary}/birds.csv"
    write_votes(votes, path)
    frame = pandas.DataFrame(votes, columns=["task", "worker", "label"])
    for name, method, model in [
            ("majority vote", "majority", MajorityVote()),
            ("Dawid and Skene", "dawid-skene", DawidSkene()),
            ("one-coin Dawid and Skene", "one-coin", OneCoinDawidSkene())]:
        difference, equal = compare_with_crowd_kit(client, name, method, model, frame, path)
        if difference > TOLERANCE or not equal:
            complaints.append(f"{name} differs from Crowd-Kit")
    # By default it ends after a few rounds of a loose optimiser; then only labels compare.
    compare_with_crowd_kit(client, "GLAD, as it comes", "glad", GLAD(silent=True), frame, path)
    tight = GLAD(n_iter=100, tol=-1, m_step_max_iter=3, m_step_tol=1e-9, silent=True)
    difference, equal = compare_with_crowd_kit(
        client, "GLAD, run to the end", "glad", tight, frame, path)
    if difference > 1e-4 or not equal:
        complaints.append("GLAD differs from Crowd-Kit's that was run to the end")
    labels = bird_labels(folder)
    mine, _, _ = ours(client, "ground-truth", path)
    same = sum(best(mine[task]) == label for task, label in labels.items())
    print(f"{'AWS variant against the manifest':38} labels {same} of {len(labels)}")
    if same < len(labels) - 1:
        complaints.append("the AWS variant does not reproduce the manifest")
    return complaints


def compare_times(client, count, temporary):
    """Dawid and Skene's model on generated votes; returns the complaints."""
    import pandas
    from crowdkit.aggregation import DawidSkene
    votes = generated_votes(count)
    path = f"{temporary}/generated.csv"
    write_votes(votes, path)
    frame = pandas.DataFrame(votes, columns=["task", "worker", "label"])
    begin = time.perf_counter()
    model = DawidSkene().fit(frame)
    theirs = time.perf_counter() - begin
    posteriors, mine, rounds = ours(client, "dawid-skene", path)
    same = sum(best(posteriors[task]) == label for task, label in model.labels_.items())
    print(f"{len(votes):,} generated votes: {mine:.2f} s against {theirs:.1f} s "
          f"({theirs / mine:.0f} times), {rounds} and {len(model.loss_history_)} rounds, "
          f"labels {same:,} of {len(posteriors):,}")
    complaints = [] if theirs > FASTER * mine else [f"not {FASTER} times faster"]
    return complaints + ([] if same == len(posteriors) else ["generated labels differ"])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--client", default=str(ROOT / ".build/release/consolidation-client"))
    parser.add_argument("--votes", type=int, default=1_000_000, help="0 leaves the timing out")
    arguments = parser.parse_args()
    run_in_environment()
    complaints = []
    with tempfile.TemporaryDirectory() as temporary:
        folder = f"{os.environ.get('PLUMB_DATA', '')}/birds"
        if os.path.isdir(folder):
            complaints += compare_birds(arguments.client, folder, temporary)
        else:
            print("compare: PLUMB_DATA has no folder birds; that part is skipped")
        if arguments.votes:
            complaints += compare_times(arguments.client, arguments.votes, temporary)
    for complaint in complaints:
        print(f"compare: {complaint}", file=sys.stderr)
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
