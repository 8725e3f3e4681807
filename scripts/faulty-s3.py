#!/usr/bin/env python3
"""A synthetic S3 on loopback that goes wrong as it is told; for tests only, standard library only.

    scripts/faulty-s3.py --seed 1 --rate 0.3

prints `listening PORT OTHER` and serves until it is ended. Every object /BUCKET/KEY exists: its
bytes follow from its key, its size from the number at the end of its name (`…-20000.jpg`). Which
fault the n-th GET of a key meets follows from the seed, the key and n, so that every run can be
repeated; after --max faults a key is well, so that a client with enough attempts always succeeds.
Keys under perm/ meet the same fault for ever. OTHER is a host that must never be asked.

    /_stats      counters as JSON: requests, gets by key, most in flight, faults by name
    /_truth/KEY  the MD5 of the right bytes
"""
import argparse
import asyncio
import email.utils
import hashlib
import json
import os
import random
import socket
import ssl
import struct
import sys
import urllib.parse

TRANSIENT = [
    "500", "502-html", "503-slow-down", "503-retry-after", "429", "500-long-body",
    "reset-before-head", "reset-in-body", "close-before-head", "close-after", "short-body",
    "short-chunks", "stall-before-head", "stall-in-body", "drops", "flipped-bit", "other-object",
    "200-html", "200-xml", "length-too-big", "length-too-small", "no-length", "two-lengths",
    "no-etag", "206", "204", "skewed-time", "request-timeout", "307",
]
PERMANENT = {
    "404": "404", "403": "403", "expired": "expired", "500": "500", "short": "short-body",
    "flipped": "flipped-bit", "stall": "stall-in-body", "close": "close-before-head",
    "redirect": "redirect", "evil-region": "evil-region", "archived": "archived",
    "huge": "huge", "encrypted": "encrypted",
}


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rate", type=float, default=0.3, help="share of answers that go wrong")
    parser.add_argument("--max", type=int, default=2, help="faults of one key")
    parser.add_argument("--faults", default="", help="only these, separated by commas")
    parser.add_argument("--stall", type=float, default=20, help="seconds of a stall")
    parser.add_argument("--delay", type=float, default=0, help="seconds before every answer")
    parser.add_argument("--region", default="", help="refuse signatures for another region")
    parser.add_argument("--expire-after", type=int, default=0, help="requests that a token lasts")
    parser.add_argument("--certificate", default="", help="serve TLS with this PEM file and its key")
    parser.add_argument("--tied", action="store_true", help="end when standard input does")
    parser.add_argument("--log", default="", help="a line for each request")
    return parser.parse_args()


def size_of(key):
    digits = key.rsplit("-", 1)[-1].split(".")[0]
    return int(digits) if digits.isdigit() else 5_000


def body_of(key):
    """A JPEG by its first bytes; the rest is as good as random, and differs from key to key."""
    size = size_of(key)
    digest = hashlib.sha256(key.encode("utf-8", "surrogateescape")).digest()
    return (b"\xff\xd8\xff\xe0" + digest * (size // len(digest) + 1))[:size]


def head(status, fields, length=None):
    lines = [f"HTTP/1.1 {status}", f"Date: {email.utils.formatdate(usegmt=True)}",
             "Server: AmazonS3", "x-amz-request-id: TEST0001"]
    if length is not None:
        lines.append(f"Content-Length: {length}")
    lines += [f"{name}: {value}" for name, value in fields]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def error(status, code, fields=(), message="as it was told", more=""):
    body = (f'<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>{code}</Code>'
            f"<Message>{message}</Message>{more}<RequestId>TEST0001</RequestId></Error>").encode()
    return head(status, [("Content-Type", "application/xml"), *fields], len(body)) + body


class Server:
    def __init__(self, options):
        self.options = options
        self.other_port = 0
        self.gets = {}
        self.heads = {}
        self.tokens = {}
        self.faults = {}
        self.in_flight = 0
        self.most_in_flight = 0
        self.requests = 0
        self.other_requests = []
        self.log = open(options.log, "w") if options.log else None

    def stats(self):
        return {
            "requests": self.requests, "gets": sum(self.gets.values()), "keys": len(self.gets),
            "most_gets": max(self.gets.values(), default=0), "faults": self.faults,
            "most_in_flight": self.most_in_flight, "in_flight": self.in_flight,
            "other_requests": self.other_requests,
            "often": {k: n for k, n in self.gets.items() if n > 12},
        }

    def fault(self, key, number):
        if key.startswith("perm/"):
            return PERMANENT.get(key.split("/")[1], "404")
        choice = random.Random(f"{self.options.seed}/{key}/{number}")
        if number >= self.options.max or choice.random() >= self.options.rate:
            return None
        names = self.options.faults.split(",") if self.options.faults else TRANSIENT
        return choice.choice(names)

    async def serve(self, reader, writer):
        try:
            while True:
                raw = (await reader.readuntil(b"\r\n\r\n")).decode("latin1")
                if not await self.answer(raw, writer):
                    return
        except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, ConnectionError):
            pass
        finally:
            writer.close()

    async def answer(self, raw, writer):
        """Answers one request; false where the connection ends."""
        lines = raw.split("\r\n")
        method, target, _ = lines[0].split(" ")
        fields = {name.strip().lower(): value.strip()
                  for name, _, value in (line.partition(":") for line in lines[1:] if line)}
        path = urllib.parse.unquote(target.split("?")[0], errors="surrogateescape")
        if path == "/_stats":
            return await self.say(writer, json.dumps(self.stats()).encode())
        if path.startswith("/_truth/"):
            return await self.say(writer, hashlib.md5(body_of(path[8:])).hexdigest().encode())
        self.requests += 1
        self.in_flight += 1
        self.most_in_flight = max(self.most_in_flight, self.in_flight)
        try:
            if self.options.delay:
                await asyncio.sleep(self.options.delay)
            refusal = self.refusal(fields)
            if refusal:
                writer.write(refusal)
                await writer.drain()
                return True
            parts = path.split("/", 2)
            return await self.give(method, parts[2] if len(parts) > 2 else "", fields, writer)
        finally:
            self.in_flight -= 1

    async def say(self, writer, body):
        writer.write(head("200 OK", [], len(body)) + body)
        await writer.drain()
        return True

    def refusal(self, fields):
        """The answer to a signature for another region, or by a token that has come to its end."""
        authorization = fields.get("authorization", "")
        region = self.options.region
        if region and authorization and f"/{region}/s3/" not in authorization:
            self.count("region")
            number = self.faults["region"] % 3
            location = ("Location", f"http://127.0.0.1:{self.other_port}/stolen")
            if number == 0:
                return error("400 Bad Request", "AuthorizationHeaderMalformed",
                             more=f"<Region>{region}</Region>")
            named = ("x-amz-bucket-region", region)
            if number == 1:
                return error("301 Moved Permanently", "PermanentRedirect", [named, location])
            return error("307 Temporary Redirect", "TemporaryRedirect", [named, location])
        token = fields.get("x-amz-security-token", authorization.split("/")[0])
        self.tokens[token] = self.tokens.get(token, 0) + 1
        if self.options.expire_after and self.tokens[token] > self.options.expire_after:
            self.count("expired")
            return error("400 Bad Request", "ExpiredToken")
        return None

    def count(self, fault):
        self.faults[fault] = self.faults.get(fault, 0) + 1

    async def give(self, method, key, fields, writer):
        body = body_of(key)
        tag = f'"{hashlib.md5(body).hexdigest()}"'
        known = [("ETag", tag), ("Content-Type", "image/jpeg"), ("Accept-Ranges", "bytes")]
        if method == "HEAD":
            writer.write(head("200 OK", known, len(body)))
            await writer.drain()
            return True
        number = self.gets.get(key, 0)
        self.gets[key] = number + 1
        fault = self.fault(key, number)
        if self.log:
            self.log.write(f"{key} {number} {fault or '-'}\n")
            self.log.flush()
        if fault:
            self.count(fault)
            return await self.go_wrong(fault, key, body, known, writer)
        if "range" in fields:
            first, last = fields["range"][len("bytes="):].split("-")
            first, last = int(first), min(int(last or len(body)), len(body) - 1)
            part = body[first:last + 1]
            known.append(("Content-Range", f"bytes {first}-{last}/{len(body)}"))
            writer.write(head("206 Partial Content", known, len(part)) + part)
        else:
            writer.write(head("200 OK", known, len(body)) + body)
        await writer.drain()
        return True

    async def go_wrong(self, fault, key, body, known, writer):
        """Answers with a fault; false where the connection ends."""
        half = body[:len(body) // 2]
        stall = self.options.stall
        ok = head("200 OK", known, len(body))
        plain = {
            "500": error("500 Internal Server Error", "InternalError"),
            "500-long-body": error("500 Internal Server Error", "InternalError",
                                   more="<X>" + "x" * 100_000 + "</X>"),
            "502-html": head("502 Bad Gateway", [("Content-Type", "text/html")], 24)
            + b"<html>Bad Gateway</html>",
            "503-slow-down": error("503 Slow Down", "SlowDown"),
            "503-retry-after": head("503 Service Unavailable", [("x-amz-retry-after", "20")], 0),
            "429": head("429 Too Many Requests", [("Retry-After", "1")], 0),
            "flipped-bit": ok + body[:len(body) // 3] + bytes([body[len(body) // 3] ^ 1])
            + body[len(body) // 3 + 1:],
            "other-object": ok + body_of(f"someone-else-{len(body)}.jpg"),
            "200-html": head("200 OK", [("Content-Type", "text/html")], 21) + b"<html>sign in</html>\n",
            "200-xml": error("200 OK", "InternalError"),
            "no-etag": head("200 OK", known[1:], len(body)) + body,
            "two-lengths": head("200 OK", [*known, ("Content-Length", len(body))], len(body)) + body,
            "206": head("206 Partial Content", [*known, ("Content-Range", f"bytes 0-9/{len(body)}")], 10)
            + body[:10],
            "204": head("204 No Content", known),
            "skewed-time": error("403 Forbidden", "RequestTimeTooSkewed"),
            "request-timeout": error("400 Bad Request", "RequestTimeout"),
            "307": error("307 Temporary Redirect", "TemporaryRedirect",
                         [("Location", f"http://127.0.0.1:{self.other_port}/stolen")]),
            "404": error("404 Not Found", "NoSuchKey"),
            "403": error("403 Forbidden", "AccessDenied"),
            "expired": error("400 Bad Request", "ExpiredToken"),
            "archived": error("403 Forbidden", "InvalidObjectState"),
            "encrypted": error("400 Bad Request", "InvalidRequest",
                               message="The object was stored using a form of Server Side Encryption."),
            "redirect": head("302 Found", [("Location", f"http://127.0.0.1:{self.other_port}/stolen")], 0),
            "evil-region": error("301 Moved Permanently", "PermanentRedirect",
                                 [("x-amz-bucket-region", "evil.example/")]),
            "huge": head("200 OK", known, 10_000_000_000) + body,
        }
        if fault in plain:
            writer.write(plain[fault])
            await writer.drain()
            return fault not in ("other-object", "huge")
        if fault in ("reset-before-head", "reset-in-body"):
            if fault == "reset-in-body":
                writer.write(ok + half)
                await writer.drain()
                await asyncio.sleep(0.02)
            linger = struct.pack("ii", 1, 0)
            writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            writer.transport.abort()
            return False
        if fault in ("stall-before-head", "stall-in-body"):
            if fault == "stall-in-body":
                writer.write(ok + half)
                await writer.drain()
            await asyncio.sleep(stall)
            return False
        if fault == "drops":
            writer.write(ok)
            end = asyncio.get_running_loop().time() + stall
            for index in range(len(body)):
                writer.write(body[index:index + 1])
                await writer.drain()
                await asyncio.sleep(0.05)
                if asyncio.get_running_loop().time() > end:
                    break
            return False
        chunked = [*known, ("Transfer-Encoding", "chunked")]
        cut_off = {
            "close-before-head": b"",
            "close-after": ok + body,
            "short-body": ok + half,
            "short-chunks": head("200 OK", chunked) + b"%x\r\n%s\r\n" % (len(half), half),
            "length-too-big": head("200 OK", known, len(body) + 100) + body,
            "length-too-small": head("200 OK", known, max(0, len(body) - 100)) + body,
            "no-length": head("200 OK", known) + half,
        }
        writer.write(cut_off[fault])
        await writer.drain()
        return False

    async def serve_other(self, reader, writer):
        """Stands for a host that a redirect leads to: whoever asks here may lose a secret."""
        try:
            self.other_requests.append((await reader.readuntil(b"\r\n\r\n")).decode("latin1"))
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        writer.close()


async def main():
    options = arguments()
    server = Server(options)
    context = None
    if options.certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(options.certificate)
    main_server = await asyncio.start_server(
        server.serve, "127.0.0.1", options.port, backlog=1024, ssl=context)
    other = await asyncio.start_server(server.serve_other, "127.0.0.1", 0)
    server.other_port = other.sockets[0].getsockname()[1]
    port = main_server.sockets[0].getsockname()[1]
    sys.stdout.write(f"listening {port} {server.other_port}\n")
    sys.stdout.flush()
    async with main_server, other:
        if options.tied:
            await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
            os._exit(0)
        await main_server.serve_forever()


if __name__ == "__main__":
    try:
        asyncio.run(main())
    except KeyboardInterrupt:
        sys.exit(0)
