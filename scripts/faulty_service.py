"""A service that goes wrong, and a folder that its objects are downloaded into; for the checks."""
import contextlib
import importlib.util
import json
import os
import pathlib
import subprocess
import sys
import time
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent
SERVER = ROOT / "scripts" / "faulty-s3.py"
CONCURRENCY = 32

specification = importlib.util.spec_from_file_location("faulty_s3", SERVER)
faulty_s3 = importlib.util.module_from_spec(specification)
specification.loader.exec_module(faulty_s3)


class Server:
    """The service while it runs."""

    def __init__(self, *arguments):
        self.process = subprocess.Popen(
            [sys.executable, SERVER, "--tied", *map(str, arguments)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.port = int(self.process.stdout.readline().split()[1])
        self.url = f"http://127.0.0.1:{self.port}"

    def stats(self):
        with urllib.request.urlopen(self.url + "/_stats") as answer:
            return json.load(answer)

    def close(self):
        self.process.stdin.close()
        self.process.wait()


@contextlib.contextmanager
def served(*arguments):
    server = Server(*arguments)
    try:
        yield server
    finally:
        server.close()


class Place:
    """A folder with a manifest and the images that are downloaded into it."""

    def __init__(self, program, folder, keys):
        self.program, self.folder, self.keys = program, pathlib.Path(folder), keys
        self.images = self.folder / "images"
        self.folder.mkdir(parents=True, exist_ok=True)
        with open(self.folder / "output.manifest", "w") as manifest:
            for key in keys:
                manifest.write(json.dumps({
                    "source-ref": f"s3://bucket/{key}", "job": 0, "job-metadata": {
                        "confidence": 0.9, "class-name": "cat", "job-name": "labeling-job/job",
                        "human-annotated": "yes", "creation-date": "2024-03-01T10:00:00",
                        "type": "groundtruth/image-classification"}}) + "\n")

    def command(self, server, *more):
        return [self.program, "fetch", self.folder / "output.manifest", "--images", self.images,
                "--endpoint-url", server.url, "--no-sign-request", "--timeout", "1",
                "--jobs", str(CONCURRENCY), *more]

    def start(self, server, *more, before=(), **options):
        return subprocess.Popen(
            [*before, *map(str, self.command(server, *more))], stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
            env={"PATH": os.environ["PATH"], "HOME": str(self.folder), "TERM": "dumb"}, **options)

    def run(self, server, *more, **options):
        """Exit code, what was said, seconds and peak memory in bytes."""
        start = time.monotonic()
        process = self.start(server, *more, **options)
        said = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        return process.returncode, said, time.monotonic() - start, usage.ru_maxrss << 10

    def check_files(self):
        """The keys that are there; raises where a file is wrong or nobody asked for it."""
        there = set()
        for folder, _, names in os.walk(self.images / "bucket"):
            for name in names:
                path = pathlib.Path(folder) / name
                key = str(path.relative_to(self.images / "bucket"))
                with open(path, "rb") as file:
                    if file.read() != faulty_s3.body_of(key):
                        raise AssertionError(f"{key} holds the wrong bytes")
                there.add(key)
        unknown = there - set(self.keys)
        if unknown:
            raise AssertionError(f"files that nobody asked for: {sorted(unknown)[:3]}")
        return there

    def leftovers(self):
        folder = self.images / ".plumb" / "temporary"
        return list(folder.iterdir()) if folder.is_dir() else []
