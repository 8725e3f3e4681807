#!/usr/bin/env python3
"""Downloads from a service that goes wrong, and checks what must hold whatever happens.

    scripts/check-downloads.py PROGRAM [--objects 10000] [--rate 0.3] [--seed 1] [--only NAME]

Each check prints a line with what it saw. Everything runs on loopback, in a folder of its own.
"""
import argparse
import csv
import pathlib
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from faulty_service import CONCURRENCY, Place, served

MOST_MEMORY = 128 << 20
MOST_GETS = 4 * 3

failures = []


def fail(message):
    failures.append(message)
    print("FAILED:", message, flush=True)


def expect(condition, message):
    if not condition:
        fail(message)


def keys_of(count, size=20_000, folder="set"):
    return [f"{folder}/{number % 100}/{number}-{size}.jpg" for number in range(count)]


def every_fault(options, place_for):
    """All objects arrive right, under faults of every kind, in bounded memory and requests."""
    keys = keys_of(options.objects)
    place = place_for(keys)
    with served("--rate", options.rate, "--seed", options.seed, "--stall", 3,
                "--delay", 0.005) as server:
        code, said, seconds, memory = place.run(server)
        stats = server.stats()
    there = place.check_files()
    expect(code == 0, f"exit code {code}: {said[-500:]}")
    expect(there == set(keys), f"{len(keys) - len(there)} of {len(keys)} objects are missing")
    expect(stats["most_gets"] <= MOST_GETS, f"an object was asked for {stats['most_gets']} times")
    expect(stats["most_in_flight"] <= CONCURRENCY, f"{stats['most_in_flight']} requests at a time")
    expect(memory <= MOST_MEMORY, f"{memory >> 20} MiB of memory")
    expect(stats["other_requests"] == [], "another host was asked")
    expect(not place.leftovers(), "unfinished files are left")
    print(f"every fault: {len(there):,} of {len(keys):,} right, 0 wrong, "
          f"{sum(stats['faults'].values()):,} faults of {len(stats['faults'])} kinds, "
          f"{stats['gets']:,} GETs, at most {stats['most_gets']} of one object and "
          f"{stats['most_in_flight']} at a time, {memory / (1 << 20):.0f} MiB, {seconds:.0f} s")
    gone = random.Random(options.seed).sample(keys, len(keys) // 50)
    for key in gone:
        (place.images / "bucket" / key).unlink()
    with served("--rate", 0) as server:
        second, third = [], []
        for seen in (second, third):
            expect(place.run(server)[0] == 0, "a later run failed")
            seen.append(server.stats()["gets"])
    expect(second == [len(gone)], f"the second run asked for {second}, not {len(gone)}")
    expect(third == second, "the third run asked for something")
    print(f"later runs: the second asked for the {len(gone)} that were missing, the third for none")


def for_ever(options, place_for):
    """What never comes is listed once, with its line; what can come does."""
    kinds = ["404", "403", "500", "short", "flipped", "stall", "close", "archived", "encrypted",
             "huge"]
    keys = keys_of(200) + [f"perm/{kind}/{number}-3000.jpg" for kind in kinds for number in range(3)]
    place = place_for(keys)
    with served("--rate", 0) as server:
        code, said, seconds, _ = place.run(server, "--timeout", "0.3")
        stats = server.stats()
    with open(place.images / "fetch-problems.csv", newline="") as table:
        rows = list(csv.DictReader(table))
    expect(code == 3, f"exit code {code}: {said[-500:]}")
    expect(place.check_files() == set(keys[:200]), "something that can come did not")
    expect([row["image"] for row in rows] == [f"s3://bucket/{key}" for key in keys[200:]],
           "the list of problems is not that of the images")
    expect([int(row["line"]) for row in rows] == list(range(201, len(keys) + 1)), "wrong lines")
    # In the first pass libcurl asks again by itself where a connection that it kept was closed
    # before the first byte, for each of the two that it keeps.
    expect(stats["most_gets"] <= MOST_GETS + 2, f"{stats['most_gets']} GETs of one object")
    print(f"for ever: {len(rows)} of {len(kinds)} kinds listed once, at most {stats['most_gets']} "
          f"GETs each, {seconds:.0f} s")


def killed(options, place_for):
    """Killed at random moments: whole files only, and nothing is asked for twice."""
    keys = keys_of(1_500)
    place = place_for(keys)
    moments = random.Random(options.seed)
    left = 0
    with served("--rate", 0.1, "--stall", 2, "--delay", 0.02) as server:
        for _ in range(options.kills):
            process = place.start(server, "--jobs", "8")
            time.sleep(moments.uniform(0.01, 0.4))
            process.send_signal(signal.SIGKILL)
            process.stderr.read()
            process.wait()
            place.check_files()
            left += len(place.leftovers())
        there = place.check_files()
    with served("--rate", 0) as server:
        code, said, _, _ = place.run(server)
        gets = server.stats()["gets"]
    expect(code == 0, f"exit code {code}: {said[-500:]}")
    expect(place.check_files() == set(keys), "the last run did not bring the rest")
    expect(gets == len(keys) - len(there), f"{gets} GETs for {len(keys) - len(there)} objects")
    expect(not place.leftovers(), "unfinished files are left")
    print(f"killed {options.kills} times: {len(there)} whole files, {left} unfinished ones taken "
          f"away, {gets} GETs for the rest")


def interrupted(options, place_for):
    """Ctrl-C ends with 130 and keeps what is there; a second one ends at once."""
    keys = keys_of(1_000)
    place = place_for(keys)
    with served("--rate", 0.3, "--stall", 30, "--delay", 0.02) as server:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            process = place.start(server, "--timeout", "20")
            time.sleep(0.7)
            start = time.monotonic()
            process.send_signal(number)
            said = process.stderr.read()
            code = process.wait()
            expect(code == 128 + number, f"{number.name} ended with {code}: {said[-300:]}")
            expect(time.monotonic() - start < 5, f"{number.name} took long")
            expect(not place.leftovers(), f"{number.name} left unfinished files")
        there = place.check_files()
    print(f"interrupted three times: exit codes 130, 143, 129, {len(there)} whole files")


def full_disk(options, place_for):
    """Without space the download ends with one message, keeps what is there, and goes on later."""
    keys = keys_of(400)
    place = place_for(keys)
    place.images.mkdir(parents=True, exist_ok=True)
    probe = subprocess.run(
        ["unshare", "-rm", "sh", "-c", f'mount -t tmpfs none "{place.images}"'],
        capture_output=True, check=False)
    if probe.returncode != 0:
        print("full disk: skipped, this machine gives no mount namespace")
        return
    copy = place.folder / "copy"
    with served("--rate", 0) as server:
        script = (f'mount -t tmpfs -o size=2m none "{place.images}" && "$@"; code=$?; '
                  f'cp -r "{place.images}" "{copy}"; exit $code')
        start = time.monotonic()
        code, said, _, _ = place.run(server, before=["unshare", "-rm", "sh", "-c", script, "sh"])
        seconds = time.monotonic() - start
        stats = server.stats()
    expect(code == 2, f"exit code {code}: {said[-500:]}")
    told = [line for line in said.splitlines() if "No space left" in line]
    expect(len(told) == 1, f"{len(told)} messages about the space: {said[-500:]}")
    expect(stats["gets"] < 400, "all objects were asked for though there was no space")
    shutil.rmtree(place.images)
    copy.rename(place.images)
    there = place.check_files()
    expect(50 < len(there) < 110, f"{len(there)} files on a disk of 2 MB")
    with served("--rate", 0) as server:
        expect(place.run(server)[0] == 0, "with space again it failed")
        gets = server.stats()["gets"]
    expect(place.check_files() == set(keys), "with space again not all came")
    expect(gets == len(keys) - len(there), f"{gets} GETs for {len(keys) - len(there)} objects")
    print(f"full disk: ended after {seconds:.1f} s with one message and {len(there)} whole files; "
          f"with space {gets} GETs brought the rest")


def read_only(options, place_for):
    """A folder that cannot be written to is told before anything is asked for."""
    keys = keys_of(100)
    place = place_for(keys)
    place.images.mkdir(parents=True, exist_ok=True)
    script = (f'mount -t tmpfs none "{place.images}" && mount -o remount,ro "{place.images}" '
              '&& "$@"')
    probe = subprocess.run(["unshare", "-rm", "true"], capture_output=True, check=False)
    if probe.returncode != 0:
        print("read-only folder: skipped, this machine gives no mount namespace")
        return
    with served("--rate", 0) as server:
        code, said, _, _ = place.run(server, before=["unshare", "-rm", "sh", "-c", script, "sh"])
        requests = server.stats()["requests"]
    expect(code == 2, f"exit code {code}: {said[-500:]}")
    expect("Read-only file system" in said, f"it is not told: {said[-500:]}")
    expect(requests == 0, f"{requests} requests for a folder that cannot be written to")
    print("read-only folder: told, nothing asked for")


def few_files(options, place_for):
    """A process that may open few files downloads everything all the same."""
    keys = keys_of(1_000)
    for limit in (64, 32):
        place = place_for(keys, f"files-{limit}")
        with served("--rate", 0.1, "--stall", 2, "--delay", 0.01) as server:
            code, said, seconds, _ = place.run(
                server, preexec_fn=lambda: resource.setrlimit(
                    resource.RLIMIT_NOFILE, (limit, limit)))
            most = server.stats()["most_in_flight"]
        expect(code == 0, f"exit code {code}: {said[-500:]}")
        expect(place.check_files() == set(keys), "not all came")
        print(f"{limit} open files: all there, {most} requests at a time, {seconds:.0f} s")


def folder_goes_away(options, place_for):
    """The folder is removed while the download runs: it ends with a message, not in a loop."""
    keys = keys_of(2_000)
    place = place_for(keys)
    with served("--rate", 0, "--delay", 0.02) as server:
        process = place.start(server, "--jobs", "8")
        time.sleep(0.8)
        shutil.rmtree(place.images, ignore_errors=True)
        said = process.stderr.read()
        code = process.wait()
    expect(code in (0, 2, 3), f"exit code {code}: {said[-500:]}")
    print(f"folder removed meanwhile: exit code {code}")


def make_certificate(folder, name, days):
    """A certificate for a host on this machine that signs itself, with its key, as one PEM file."""
    path = folder / f"{name}.pem"
    made = subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "-", "-out", "-",
         "-days", str(days), "-subj", f"/CN={name}", "-addext", f"subjectAltName=DNS:{name}"],
        capture_output=True, check=False)
    path.write_bytes(made.stdout)
    return path if made.returncode == 0 else None


def over_tls(options, place_for):
    """Over TLS, under faults; certificates that are not in order are told with one message."""
    keys = keys_of(500)
    place = place_for(keys)
    good = shutil.which("openssl") and make_certificate(place.folder, "localhost", 2)
    if not good:
        print("TLS: skipped, there is no openssl that makes certificates")
        return
    wrong_name = make_certificate(place.folder, "elsewhere.example", 2)
    cases = [("not trusted", good, []), ("another name", wrong_name, ["--ca-bundle", wrong_name]),
             ("no file", good, ["--ca-bundle", place.folder / "none.pem"])]
    for name, certificate, more in cases:
        with served("--rate", 0, "--certificate", certificate) as server:
            server.url = f"https://localhost:{server.port}"
            code, said, seconds, _ = place.run(server, *more)
        told = [line for line in said.splitlines() if "gave up on" in line]
        expect(code == 2 and len(told) == 1 and "certificate" in said.lower(),
               f"{name}: exit code {code}: {said[-500:]}")
        expect(seconds < 20, f"{name}: {seconds:.0f} s")
    with served("--rate", 0.2, "--stall", 2, "--certificate", good) as server:
        server.url = f"https://localhost:{server.port}"
        code, said, seconds, memory = place.run(server, "--ca-bundle", good)
    expect(code == 0, f"exit code {code}: {said[-500:]}")
    expect(place.check_files() == set(keys), "not all came")
    expect(memory <= MOST_MEMORY, f"{memory >> 20} MiB of memory")
    print(f"TLS: all {len(keys)} there, {memory >> 20} MiB, {seconds:.0f} s; {len(cases)} "
          "certificates that are not in order told once each")


def many(options, place_for):
    """Memory hardly grows with the number of objects."""
    used = []
    for count in (5_000, 5 * options.objects):
        place = place_for(keys_of(count, size=200), f"many-{count}")
        with served("--rate", 0) as server:
            code, said, seconds, memory = place.run(server)
        expect(code == 0, f"exit code {code}: {said[-500:]}")
        expect(memory <= MOST_MEMORY, f"{memory >> 20} MiB of memory")
        used.append(f"{count:,} objects {memory >> 20} MiB, {seconds:.0f} s")
    print("many:", "; ".join(used))


CHECKS = [every_fault, for_ever, killed, interrupted, full_disk, read_only, few_files,
          folder_goes_away, over_tls, many]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program")
    parser.add_argument("--objects", type=int, default=10_000)
    parser.add_argument("--rate", type=float, default=0.3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--only", choices=[check.__name__ for check in CHECKS])
    options = parser.parse_args()
    program = str(pathlib.Path(options.program).resolve())
    with tempfile.TemporaryDirectory(prefix="plumb-downloads-") as folder:
        for check in CHECKS:
            if options.only in (None, check.__name__):
                try:
                    check(options, lambda keys, name=check.__name__: Place(
                        program, f"{folder}/{name}", keys))
                except AssertionError as wrong:
                    fail(f"{check.__name__}: {wrong}")
    print(f"{len(failures)} failed" if failures else "all as it must be")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
