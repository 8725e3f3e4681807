#!/usr/bin/env python3
"""Writes Tests/PlumbS3Tests/Fixtures/requests.json: random requests and how botocore signs
them. The head of signing_requests.py says how to install botocore.

usage: make-signing-fixtures.py
"""
import json
import pathlib

from signing_requests import Requests, authorization_of, path_of, query_of

OUT = pathlib.Path(__file__).parent.parent / "Tests/PlumbS3Tests/Fixtures/requests.json"
COUNT = 300
SEED = 20130524


def requests():
    """The requests with what botocore makes of them."""
    row = Requests(SEED, longest_key=60, longest_token=40)
    for number in range(COUNT):
        request = row.next()
        if number % 5 == 0:
            request["bucket"] = None
        if number % 7 == 0 and request["query"]:
            # The same name twice, and the same field twice.
            request["query"].append((request["query"][0][0], "again"))
            request["fields"] += [("x-amz-twice", "b  b"), ("x-amz-twice", "a")]
        yield {**request, "target": path_of(request) + query_of(request),
               "authorization": authorization_of(request)}


def main():
    lines = ",\n".join(json.dumps(request) for request in requests())
    OUT.write_text(f"[\n{lines}\n]\n", encoding="ascii")


if __name__ == "__main__":
    main()
