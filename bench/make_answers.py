#!/usr/bin/env python3
"""Writes a job with its workers' answers as the service leaves them: one file of five answers for
each object, and the same answers as consolidation requests of a thousand objects.

usage: make_answers.py FOLDER [OBJECTS] [WORKERS]        the same bytes every time
"""
import json
import os
import random
import sys

CLASSES = ["articulated bus", "bicycle", "box truck", "bus", "cargo bike", "convertible", "coupe",
           "delivery van", "hatchback", "minivan"]
ANSWERS = 5
SKILL = 0.85
BATCH = 1000


def moment(seconds, style):
    """A moment on some days of 2024 in one of the ways that the service writes it."""
    return style.format(
        day=1 + seconds // 86400 % 28, hour=seconds // 3600 % 24, minute=seconds // 60 % 60,
        second=seconds % 60)


TIME = "2024-03-{day:02d}T{hour:02d}:{minute:02d}:{second:02d}.{{milliseconds:03d}}Z"
FILE = "2024-03-{day:02d}_{hour:02d}:{minute:02d}:{second:02d}"


def answer(generator, truth, workers, number, worker):
    """One worker's answer as a worker response has it."""
    label = truth if generator.random() < SKILL else generator.choice(CLASSES)
    start, spent = number * 3 + worker, 2 + generator.randrange(20)
    return {
        "acceptanceTime": moment(start, TIME).format(milliseconds=worker % 1000),
        "answerContent": {"crowd-image-classifier": {"label": label}},
        "submissionTime": moment(start + spent, TIME).format(milliseconds=number % 1000),
        "timeSpentInSeconds": spent + worker % 1000 / 1000,
        "workerId": f"private.us-east-1.{workers[worker]}",
        "workerMetadata": {"identityData": {
            "identityProviderType": "Cognito",
            "issuer": "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_plumb",
            "sub": f"{workers[worker].lower()[:8]}-0000-4000-8000-{worker:012d}"}},
    }


def winner(answers):
    """The label that most workers gave, the first of equal ones."""
    labels = [one["answerContent"]["crowd-image-classifier"]["label"] for one in answers]
    return max(labels, key=lambda label: (labels.count(label), -labels.index(label)))


def line(number, label):
    """The object's line in the output manifest."""
    return json.dumps({
        "source-ref": uri(number), "vehicle": CLASSES.index(label),
        "vehicle-metadata": {
            "class-name": label, "confidence": 0.95, "job-name": "labeling-job/vehicle",
            "human-annotated": "yes", "creation-date": "2024-03-28T09:00:00.000000",
            "type": "groundtruth/image-classification"}}, separators=(",", ":"))


def uri(number):
    return f"s3://street-camera-frames-2021/2021/05/camera-{number % 64:02d}/frame-{number:08d}.jpg"


def request(number, answers):
    """The object as a consolidation request has it."""
    return {"datasetObjectId": str(number), "dataObject": {"s3Uri": uri(number)}, "annotations": [
        {"workerId": one["workerId"],
         "annotationData": {"content": json.dumps(one["answerContent"], separators=(",", ":"))}}
        for one in answers]}


def write(path, value):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="ascii", newline="\n") as file:
        file.write(value if isinstance(value, str) else json.dumps(value, separators=(",", ":")))


def make(folder, objects, worker_count):
    """Iteration 1 has ten objects, each other one a thousand, as in a real job."""
    generator = random.Random(20240301)
    workers = ["".join(generator.choices("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", k=26))
               for _ in range(worker_count)]
    annotations = os.path.join(folder, "annotations")
    lines, batch = [], []
    for number in range(objects):
        iteration = 1 if number < 10 else 2 + (number - 10) // BATCH
        answers = [answer(generator, CLASSES[number % len(CLASSES)], workers, number, worker)
                   for worker in generator.sample(range(worker_count), ANSWERS)]
        name = moment(number * 3 + 60, FILE)
        write(f"{annotations}/worker-response/iteration-{iteration}/{number}/{name}.json",
              {"answers": answers})
        batch.append(request(number, answers))
        lines.append(line(number, winner(answers)))
        if number + 1 == objects or (number + 1 - 10) % BATCH == 0:
            write(f"{annotations}/consolidated-annotation/consolidation-request/"
                  f"iteration-{iteration}/{name}.json", batch)
            batch = []
    write(f"{folder}/manifests/output/output.manifest", "\n".join(lines) + "\n")


if __name__ == "__main__":
    make(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 100_000,
         int(sys.argv[3]) if len(sys.argv) > 3 else 10_000)
