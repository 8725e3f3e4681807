#!/usr/bin/env python3
"""Downloads of real files from nginx on this machine: see README.md. Started by `bench/run-s3`."""
import contextlib
import json
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

import benchmark
from benchmark import BENCH, PHOTOS, ROOT, WORK, Bench

PYTHON = BENCH / ".venv-s3" / "bin" / "python"
AWS = BENCH / ".venv-s3" / "bin" / "aws"
OBJECTS = 1_000
# One `aws s3 cp` takes about a second: the time of all objects is worked out from so many.
COPIES = 20
BUCKET = "bench"

CONFIGURATION = """
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  sendfile on;
  keepalive_requests 100000;
  server {{ listen 127.0.0.1:{port} backlog=1024; root {folder}/objects; location / {{ {limit} }} }}
}}
"""


@contextlib.contextmanager
def nginx(folder, limit=""):
    """A server of the files below folder/objects; gives its endpoint."""
    with contextlib.closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    configuration = folder / "nginx.conf"
    configuration.write_text(CONFIGURATION.format(folder=folder, port=port, limit=limit))
    program = shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin")
    server = subprocess.Popen([program, "-c", configuration], stderr=subprocess.DEVNULL)
    try:
        endpoint = f"http://127.0.0.1:{port}"
        wait_for(endpoint)
        yield endpoint
    finally:
        server.terminate()
        server.wait()


def without(*folders):
    """The command that makes room for a run; nothing is deleted before the end."""
    return [str(BENCH / "aside.sh"), str(folders[0].parent / "aside"), *map(str, folders)]


def wait_for(endpoint):
    """Returns when the server answers."""
    for _ in range(100):
        try:
            urllib.request.urlopen(endpoint, timeout=1).close()
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError("nginx does not answer")


def make_objects(folder):
    """A bucket of real photographs, each under a key of its own, and the manifest that names them."""
    manifest = folder / "output.manifest"
    if manifest.exists():
        return manifest
    bucket = folder / "objects" / BUCKET
    lines = [json.loads(line) for line in open(PHOTOS / "output.manifest", encoding="utf-8") if line.strip()]
    out = []
    for number in range(OBJECTS):
        line = dict(lines[number % len(lines)])
        key = line["source-ref"].split("/", 3)[3]
        source = next((place for place in (PHOTOS / key, PHOTOS / "images" / key) if place.exists()), None)
        if source is None:
            continue
        target = bucket / f"{number // 100:02}" / f"{number:04}{source.suffix}"
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
        line["source-ref"] = f"s3://{BUCKET}/{target.relative_to(bucket)}"
        out.append(json.dumps(line))
    manifest.write_text("\n".join(out) + "\n", encoding="utf-8")
    return manifest


def curl_list(manifest, folder, endpoint):
    """What `curl --parallel` shall fetch, in its own form."""
    lines = []
    for uri in references(manifest):
        key = uri[len("s3://"):]
        lines.append(f'url = "{endpoint}/{key}"\noutput = "{folder}/{key}"')
    path = WORK / "s3" / "curl.conf"
    path.write_text("\n".join(lines) + "\n")
    return path


def references(manifest):
    """The URIs of a manifest."""
    return [json.loads(line)["source-ref"] for line in open(manifest, encoding="utf-8")]


def downloads(bench, manifest, endpoint, place):
    """All objects, by everybody; gives the figures of ours."""
    target = place / "download"
    clear = without(target)
    count = len(references(manifest))
    ours = bench.ours("plumb fetch", "fetch", manifest, "--images", target, "--quiet", "--endpoint-url", endpoint,
                      prepare=clear)
    again = bench.ours("plumb fetch, all there already", "fetch", manifest, "--images", target, "--quiet",
                       "--endpoint-url", endpoint)
    boto = [bench.attempt(f"boto3, 16 threads, {way}",
                          [PYTHON, BENCH / "peers" / "boto3_fetch.py", way, manifest, target, endpoint],
                          prepare=clear, runs=3) for way in ["download", "get"]]
    curl = bench.attempt("curl --parallel", ["curl", "--silent", "--fail", "--create-dirs", "--parallel",
                                             "--parallel-max", "32", "--config",
                                             curl_list(manifest, target, endpoint)], prepare=clear)
    table = bench.table
    table.faster("objects a second against boto3, the quicker way", ours, table.best(boto), 8)
    copy_one_by_one(bench, manifest, endpoint, place, ours, count)
    table.share("CPU an object against curl --parallel", ours, curl, 3, count)
    if ours:
        table.note(f"plumb fetch: {count / ours.seconds:,.0f} objects a second, {count:,} in {ours.seconds:.3f} s.")
    if again:
        table.note(f"A second plumb fetch, which asks for nothing: {again.seconds:.3f} s.")
    return ours


def copy_one_by_one(bench, manifest, endpoint, place, ours, count):
    """One process a file, from a few of them."""
    some = WORK / "s3" / "some.txt"
    some.write_text("\n".join(references(manifest)[:COPIES]) + "\n")
    folder = place / "copies"
    folder.mkdir(exist_ok=True)
    copies = bench.attempt(f"aws s3 cp, {COPIES} files", [BENCH / "peers" / "aws_copy.sh", AWS, some, folder, endpoint],
                           runs=1, warm_ups=0)
    if ours and copies:
        seconds = copies.seconds / COPIES * count
        ratio = seconds / ours.seconds
        bench.table.goal("time against one aws s3 cp a file", f"{ours.seconds:.3f} s", f"{seconds:.0f} s",
                         f"{ratio:.0f} x", ">= 100 x", ratio >= 100)
        bench.table.note(f"The time of aws s3 cp is worked out from {COPIES} files.")


def overlap(bench, manifest, folder, place):
    """The report of a job in S3 against the longer of its two parts: the download, and the local report."""
    # Over a line on which the download takes about as long as the report: 16 kB steps for each connection.
    cache, images, output = place / "cache", place / "images", place / "report"
    clear = without(cache, images, output)
    for name, limit in [("at full speed", ""), ("over a slower line", "limit_rate 200k;")]:
        with nginx(folder, limit) as endpoint:
            remote = ["--endpoint-url", endpoint, "--quiet"]
            fetch = bench.ours(f"plumb fetch, {name}", "fetch", manifest, "--images", images, *remote, prepare=clear)
            local = bench.ours(f"plumb report, images on disk ({name})", "report", manifest, "--images", images,
                               "--cache", cache, "--quiet", "-o", output,
                               prepare=without(cache, output))
            whole = bench.ours(f"plumb report, images in S3, {name}", "report", manifest, "--images", images,
                               "--fetch", "--cache", cache, *remote, "-o", output, prepare=clear)
        if fetch and local and whole:
            longer = max(fetch.seconds, local.seconds)
            ratio = whole.seconds / longer
            bench.table.goal(f"report on S3 against the longer of fetch and report, {name}", f"{whole.seconds:.3f} s",
                             f"{longer:.3f} s", f"{ratio:.2f} x", "<= 1.15 x", ratio <= 1.15)
            floor = (fetch.cpu + local.cpu) / os.cpu_count()
            bench.table.note(f"Report on S3, {name}: the processor time of both parts alone takes {floor:.3f} s on "
                             f"{os.cpu_count()} cores, {floor / longer:.2f} times the longer part; nginx takes its share of "
                             "them besides.")


def touch_memory(most=6 << 30, block=16 << 20):
    """Has the system give its free memory once, in a process of its own.

    A virtual machine that was just started gets memory from its host when it touches it for the first time, and
    writes new files several times more slowly until then.
    """
    facts = pathlib.Path("/proc/meminfo")
    if not facts.exists():
        return
    free = next(int(line.split()[1]) << 10 for line in facts.read_text().splitlines() if line.startswith("MemFree"))
    count = max(1, min(most, free // 2) // block)
    program = (f"import mmap; memory = mmap.mmap(-1, {count * block}); "
               f"[memory.write(b'1' * {block}) for _ in range({count})]")
    subprocess.run([sys.executable, "-c", program], check=False)


def main():
    """Measures all, prints the tables and writes results-s3.md."""
    if not (PHOTOS / "output.manifest").exists():
        print("bench-s3: skipped: no photos/output.manifest under PLUMB_DATA")
        return 0
    if not shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin"):
        print("bench-s3: skipped: nginx is not installed (apt-get install nginx-light)")
        return 0
    folder = WORK / "s3"
    folder.mkdir(parents=True, exist_ok=True)
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        del os.environ[name]
    os.environ |= {"AWS_ACCESS_KEY_ID": "bench", "AWS_SECRET_ACCESS_KEY": "bench", "AWS_REGION": "us-east-1",
                   "AWS_DEFAULT_REGION": "us-east-1", "AWS_CONFIG_FILE": os.devnull,
                   "AWS_SHARED_CREDENTIALS_FILE": os.devnull, "AWS_EC2_METADATA_DISABLED": "true"}
    manifest = make_objects(folder)
    touch_memory()
    bench = Bench()
    with tempfile.TemporaryDirectory(prefix="targets-", dir=WORK) as place:
        place = pathlib.Path(place)
        with nginx(folder) as endpoint:
            downloads(bench, manifest, endpoint, place)
        overlap(bench, manifest, folder, place)
    benchmark.results.PACKAGES[:] = ["boto3", "botocore", "awscli"]
    document = benchmark.results.document(bench.table, ROOT, PYTHON)
    document = document.replace("By `make bench`", "By `make bench-s3`")
    document = document.replace(str(place), "$TARGET").replace(f"{ROOT}/", "")
    (BENCH / "results-s3.md").write_text(document, encoding="utf-8")
    print("\n" + document)
    return 0


if __name__ == "__main__":
    sys.exit(main())
