#!/usr/bin/env python3
"""Signs random requests with botocore and with our signer: no byte may differ.
The head of signing_requests.py says how to install botocore.

usage: fuzz-signing.py SIGNING_CLIENT [COUNT] [SEED]...
"""
import json
import subprocess
import sys
import time

from signing_requests import Requests, authorization_of, path_of


def line_of(request):
    """A request as `signing-client sign` reads it: names and values as members of objects."""
    return json.dumps({
        **request, "query": dict(request["query"]), "fields": dict(request["fields"])})


def compare(client, count, seed):
    """Signs `count` requests both ways; the number that differ, each with an example on stderr."""
    row = Requests(seed)
    requests = [row.next() for _ in range(count)]
    wanted = [f"{path_of(request)}\t{authorization_of(request)}" for request in requests]
    started = time.monotonic()
    process = subprocess.run(
        [client, "sign"], input="".join(line_of(request) + "\n" for request in requests),
        capture_output=True, text=True, check=True)
    seconds = time.monotonic() - started
    got = process.stdout.splitlines()
    different = [pair for pair in zip(wanted, got) if pair[0] != pair[1]]
    for want, have in different[:3]:
        print(f"botocore: {want}\nours:     {have}", file=sys.stderr)
    missing = count - len(got)
    print(f"seed {seed}: {count} requests, {len(different)} different, {missing} missing, "
          f"{seconds:.2f} s for ours")
    return len(different) + abs(missing)


def main(arguments):
    if not arguments:
        print(__doc__, file=sys.stderr)
        return 2
    count = int(arguments[1]) if len(arguments) > 1 else 5000
    seeds = [int(seed) for seed in arguments[2:]] or [1, 2, 3]
    return 1 if sum(compare(arguments[0], count, seed) for seed in seeds) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
