#!/usr/bin/env python3
"""Compares which AWS credentials we take with what botocore takes, in random circumstances.

usage: credentials-matrix.py SIGNING_CLIENT [COUNT] [SEED]

Each circumstance is a mixture of keys in variables, AWS_PROFILE, --profile, a credentials file, a
config file, programs, a container service, an instance service, or nothing; both sides must give
the same source and key id, or fail in the same source. Files are in a temporary folder, services
on 127.0.0.1, and `aws` is a stand-in, so that nothing outside is asked.

Needs botocore: the head of signing_requests.py says how to install it.

Differences that are meant, and counted apart:
- a secret key without a key id in the variables is an error for us; botocore goes on without a
  word and may take other keys than the user believes;
- version 1 of the instance metadata service is never asked;
- variables that are set and empty count as not set; botocore takes an empty AWS_PROFILE for a
  profile without a name, and an empty AWS_CONTAINER_CREDENTIALS_… for an address.
Where we leave a way to the AWS CLI (roles, single sign-on, web identity, login), only the choice
of the way is compared.
"""
import collections
import contextlib
import http.server
import json
import os
import pathlib
import random
import stat
import subprocess
import sys
import tempfile
import threading

import botocore.credentials
import botocore.exceptions
import botocore.session
import botocore.utils

NAMES = {
    "env": "environment",
    "assume-role": "assumed-role",
    "assume-role-with-web-identity": "web-identity",
    "sso": "single-sign-on",
    "shared-credentials-file": "credentials-file",
    "login": "login",
    "custom-process": "credential-process",
    "config-file": "config-file",
    "container-role": "container",
    "iam-role": "instance",
}
DELEGATED = {"assumed-role", "web-identity", "single-sign-on", "login"}
LATER = "2099-01-01T00:00:00Z"
SECRET = "canary/secret"


# --- Services and programs -------------------------------------------------------------------
class Services(http.server.BaseHTTPRequestHandler):
    """Container and instance services, told apart by the first part of the path."""

    def log_message(self, *_):
        pass

    def reply(self, status, body=b""):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def keys(self, name):
        self.reply(200, json.dumps({
            "Code": "Success", "AccessKeyId": name, "SecretAccessKey": SECRET,
            "Token": "canary-token", "Expiration": LATER}).encode())

    def do_PUT(self):
        flavour = self.path.split("/")[1]
        answers = {"instance": (200, b"instance-token"), "no-role": (200, b"instance-token"),
                   "version-1": (403, b"")}
        self.reply(*answers.get(flavour, (500, b"")))

    def do_GET(self):
        flavour = self.path.split("/")[1]
        if flavour == "container":
            self.keys("AKIACONTAINER")
        elif flavour == "guarded":
            if self.headers.get("Authorization") == "Bearer canary":
                self.keys("AKIAGUARDED")
            else:
                self.reply(401)
        elif flavour == "version-1" or (
                flavour == "instance"
                and self.headers.get("X-aws-ec2-metadata-token") == "instance-token"):
            if self.path.endswith("/security-credentials/"):
                self.reply(200, b"a-role")
            else:
                self.keys("AKIAINSTANCE")
        elif flavour == "broken":
            self.reply(500)
        else:
            self.reply(404)


def write_program(folder, name, text):
    """Writes a shell script; its path."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def document(key, version=1):
    """What a credential_process writes."""
    return json.dumps({"Version": version, "AccessKeyId": key, "SecretAccessKey": SECRET,
                       "SessionToken": "canary-token", "Expiration": LATER})


# --- Circumstances ---------------------------------------------------------------------------
class Circumstances:
    """Random mixtures; the files of one are in a folder of its own."""

    def __init__(self, seed, folder, port):
        self.random = random.Random(seed)
        self.folder = folder
        self.base = f"http://127.0.0.1:{port}"
        programs = folder / "programs"
        programs.mkdir()
        self.programs = programs
        write_program(programs, "aws", f"echo '{document('AKIADELEGATED')}'")
        write_program(programs, "works", f"echo '{document('AKIAPROCESS')}'")
        write_program(programs, "echoes key", "printf '%s' \"$1\"")
        write_program(programs, "fails", "exit 3")
        write_program(programs, "old", f"echo '{document('AKIAOLD', version=2)}'")
        write_program(programs, "babbles", "echo 'no keys today'")

    def process(self):
        """The value of a credential_process."""
        plain = document("AKIAARGUMENT").replace("\\", "\\\\").replace('"', '\\"')
        return self.random.choice([
            str(self.programs / "works"), str(self.programs / "works"),
            f'"{self.programs / "echoes key"}" "{plain}"',
            f"'{self.programs / 'echoes key'}' '{document('AKIASINGLE')}'",
            str(self.programs / "fails"), str(self.programs / "old"),
            str(self.programs / "babbles")])

    def keys(self, name):
        """Lines with keys."""
        lines = [f"aws_access_key_id = {name}", f"aws_secret_access_key={SECRET}"]
        if self.random.random() < 0.3:
            lines.append("aws_session_token : canary-token")
        self.random.shuffle(lines)
        return lines

    def profile(self, place, name):
        """The lines of one profile."""
        key = f"AKIA{place}{name}".upper().replace(" ", "")
        kinds = {
            "keys": lambda: self.keys(key),
            "half": lambda: [f"aws_access_key_id = {key}"],
            "other half": lambda: [f"aws_secret_access_key = {SECRET}"],
            "region": lambda: ["region = eu-west-1", "s3 =", "  addressing_style = path"],
            "process": lambda: [f"credential_process = {self.process()}"],
            "keys and process": lambda: self.keys(key) + [f"credential_process = {self.process()}"],
            "role": lambda: ["role_arn = arn:aws:iam::1:role/x", "source_profile = source"],
            "role of itself": lambda: self.keys(key) + [
                "role_arn = arn:aws:iam::1:role/x", f"source_profile = {name}"],
            "role alone": lambda: ["role_arn = arn:aws:iam::1:role/x"],
            "web identity": lambda: [
                "role_arn = arn:aws:iam::1:role/x", "web_identity_token_file = /nowhere"],
            "half a web identity": lambda: ["web_identity_token_file = /nowhere"],
            "single sign-on": lambda: [
                "sso_start_url = https://example.com", "sso_region = eu-west-1",
                "sso_role_name = r", "sso_account_id = 1"],
            "login": lambda: ["login_session = arn:aws:iam::1:user/x"],
        }
        # The common ones more often.
        names = list(kinds) + ["keys"] * 3 + ["region"] * 6 + ["process"] * 3
        return kinds[self.random.choice(names)]()

    def section(self, place, name):
        """A profile with its header."""
        header = name
        if place == "config" and name != "default":
            header = self.random.choice([f"profile {name}", f'profile "{name}"'])
        text = "\n".join([f"[{header}]"] + self.profile(place, name)) + "\n"
        if self.random.random() < 0.2:
            text = "# a comment\n" + text.replace("\n", "\r\n") + "\n; another\n\n"
        return text

    def file(self, place):
        """The text of a file; None for no file."""
        if self.random.random() < 0.25:
            return None
        if self.random.random() < 0.05:
            return self.random.choice([
                "no section\n", "[default]\nx\n", "[default]\n[default]\n",
                "[default]\nregion = a\nregion = b\n", "[default]\ns3 =\n  path\n", "\ufeff\xff"])
        names = [name for name in ("default", "work", "an other") if self.random.random() < 0.8]
        source = "profile source" if place == "config" else "source"
        keys = "\n".join(self.keys(f"AKIASOURCE{place}".upper()))
        return "\n".join([self.section(place, name) for name in names] + [f"[{source}]\n{keys}\n"])

    def variables(self):
        """Variables that say which keys to take."""
        choose = self.random.choice
        pair = {"AWS_ACCESS_KEY_ID": "AKIAENV", "AWS_SECRET_ACCESS_KEY": SECRET}
        found = dict(choose([
            {}, {}, {}, {}, {}, {}, {}, {}, pair, {**pair, "AWS_SESSION_TOKEN": "canary-token"},
            {**pair, "AWS_CREDENTIAL_EXPIRATION": LATER},
            {"AWS_ACCESS_KEY_ID": "AKIAENV"}, {"AWS_SECRET_ACCESS_KEY": SECRET},
            {"AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""},
            {"AWS_ACCESS_KEY_ID": "AKIAENV", "AWS_SECRET_ACCESS_KEY": ""}]))
        found.update(choose([
            {}, {}, {}, {}, {}, {}, {}, {"AWS_PROFILE": "default"}, {"AWS_PROFILE": "work"},
            {"AWS_PROFILE": "an other"}, {"AWS_DEFAULT_PROFILE": "work"}, {"AWS_PROFILE": ""},
            {"AWS_DEFAULT_PROFILE": "default", "AWS_PROFILE": "work"},
            {"AWS_PROFILE": "missing"}]))
        found.update(choose([
            {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {"AWS_ROLE_ARN": "arn:aws:iam::1:role/x"},
            {"AWS_WEB_IDENTITY_TOKEN_FILE": "/nowhere"},
            {"AWS_WEB_IDENTITY_TOKEN_FILE": "/nowhere", "AWS_ROLE_ARN": "arn:aws:iam::1:role/x"}]))
        return found

    def services(self):
        """Variables that say where the services are."""
        choose = self.random.choice
        full, token = "AWS_CONTAINER_CREDENTIALS_FULL_URI", "AWS_CONTAINER_AUTHORIZATION_TOKEN"
        token_file = self.folder / "token"
        token_file.write_text("Bearer canary")
        found = dict(choose([
            {}, {}, {}, {}, {full: f"{self.base}/container/x"}, {full: ""},
            {full: f"{self.base}/guarded/x?y=z", token: "Bearer canary"},
            {full: f"{self.base}/guarded/x", token: "Bearer wrong"},
            {full: f"{self.base}/guarded/x", token + "_FILE": str(token_file), token: "wrong"},
            {full: "http://example.com/x"}, {full: "http://127.0.0.1.example.com/x"}]))
        key = "AWS_EC2_METADATA_SERVICE_ENDPOINT"
        found.update(choose([
            {"AWS_EC2_METADATA_DISABLED": "true"}, {"AWS_EC2_METADATA_DISABLED": "TRUE"},
            {key: f"{self.base}/instance"}, {key: f"{self.base}/instance/"},
            {key: f"{self.base}/no-role/"}, {key: f"{self.base}/version-1/"},
            {key: f"{self.base}/broken/"}, {key: "http://127.0.0.1:1/"}]))
        return found

    def next(self):
        """The environment, the profile of the command line, and both files."""
        files = {"config": self.file("config"), "credentials": self.file("credentials")}
        environment = {
            "HOME": str(self.folder), "PATH": f"{self.programs}:/usr/bin:/bin",
            "AWS_CONFIG_FILE": "$HOME/config", "AWS_SHARED_CREDENTIALS_FILE": "~/credentials",
            **self.variables(), **self.services()}
        for name, text in files.items():
            path = self.folder / name
            path.unlink(missing_ok=True)
            if text is not None:
                path.write_bytes(text.encode("utf-8" if "\xff" not in text else "latin-1", "replace"))
        flag = self.random.choice([None] * 9 + ["default", "work", "an other"] * 2 + ["missing"])
        return environment, flag, files


# --- Both sides ------------------------------------------------------------------------------
class Recording(botocore.credentials.CredentialResolver):
    """A resolver that tells which provider failed; below a role, the source of its keys first."""

    failed = []

    def load_credentials(self):
        for provider in self.providers:
            try:
                credentials = provider.load()
            except Exception:
                Recording.failed.append(NAMES[provider.METHOD])
                raise
            if credentials is not None:
                return credentials
        return None


@contextlib.contextmanager
def environment_of(variables):
    """The variables in place of ours."""
    before = dict(os.environ)
    os.environ.clear()
    os.environ.update(variables)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def botocores(environment, flag):
    """What botocore takes: source and key id, or the error."""
    Recording.failed = []
    with environment_of(environment):
        try:
            credentials = botocore.session.Session(profile=flag).get_credentials()
        except botocore.exceptions.ProfileNotFound:
            return {"error": "profile"}
        except botocore.exceptions.ConfigParseError:
            return {"error": "file"}
        except botocore.exceptions.MissingDependencyException:
            # Only `login` needs what is not installed.
            return {"source": "login"}
        except Exception:
            if not Recording.failed:
                raise
            # Where the keys of a role's source fail, the AWS CLI would say so.
            kind = "error" if len(Recording.failed) == 1 else "source"
            return {kind: Recording.failed[-1]}
        if credentials is None:
            return {"error": "none"}
        source = NAMES[credentials.method]
        if source in DELEGATED:
            return {"source": source}
        return {"source": source, "keyID": credentials.access_key}


def ours(client, environment, flag):
    """What we take, likewise; and all that was written."""
    arguments = [client, "credentials"] + (["--profile", flag] if flag else [])
    process = subprocess.run(arguments, env=environment, capture_output=True, text=True,
                             stdin=subprocess.DEVNULL, timeout=60, check=False)
    try:
        answer = json.loads(process.stdout)
    except ValueError:
        return {"crash": process.returncode}, process.stdout + process.stderr
    answer.pop("message", None)
    if answer.get("source") in DELEGATED:
        answer.pop("keyID")
    return answer, process.stdout + process.stderr


def expected(environment, flag):
    """What we should take, and which meant difference made it differ from botocore."""
    kept = {name: value for name, value in environment.items() if value}
    answer = botocores(kept, flag)
    if answer.get("error") in ("profile", "file"):
        return answer, None
    has_id, has_secret = "AWS_ACCESS_KEY_ID" in kept, "AWS_SECRET_ACCESS_KEY" in kept
    if has_secret and not has_id and not flag:
        return {"error": "environment"}, "a secret without an id"
    if answer.get("source") == "instance" and "version-1" in kept.get(
            "AWS_EC2_METADATA_SERVICE_ENDPOINT", ""):
        return {"error": "none"}, "version 1 of the instance service"
    if kept != environment and botocores(environment, flag) != answer:
        return answer, "an empty variable"
    return answer, None


def compare(client, count, row):
    """Runs all; how many differ, with each on stderr."""
    outcomes, meant, different = collections.Counter(), collections.Counter(), 0
    for number in range(count):
        environment, flag, files = row.next()
        want, difference = expected(environment, flag)
        have, output = ours(client, environment, flag)
        outcomes[str(want.get("source") or f"error: {want.get('error')}")] += 1
        if difference:
            meant[difference] += 1
        if have != want or SECRET in output or "canary-token" in output:
            different += 1
            print(f"{number}: wanted {want}, have {have}: {output}\n{environment}\n"
                  f"--profile {flag}\n{files}\n", file=sys.stderr)
    print(f"{count} circumstances, {different} different from what is expected")
    for title, counter in (("outcomes", outcomes), ("meant to differ from botocore", meant)):
        print(f"{title}:", ", ".join(f"{name} {n}" for name, n in sorted(counter.items())))
    return different


def main(arguments):
    if not arguments:
        print(__doc__, file=sys.stderr)
        return 2
    client = str(pathlib.Path(arguments[0]).resolve())
    count = int(arguments[1]) if len(arguments) > 1 else 500
    seed = int(arguments[2]) if len(arguments) > 2 else 1
    botocore.credentials.CredentialResolver = Recording
    botocore.utils.ContainerMetadataFetcher.SLEEP_TIME = 0
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Services)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory() as folder:
        row = Circumstances(seed, pathlib.Path(folder), server.server_address[1])
        return 1 if compare(client, count, row) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
