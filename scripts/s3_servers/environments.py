"""Python environments of the servers, made once and kept below .build."""
import pathlib
import subprocess
import sys

HOME = pathlib.Path(__file__).resolve().parents[2] / ".build" / "servers"

# moto before 5.2.5 refuses right signatures of odd keys: it checks the decoded path.
MOTO = ["moto[server,s3,iam,sts]==5.2.5", "boto3==1.44.5"]
OPENSTACK_SWIFT = ["swift==2.38.3"]


class Unreachable(Exception):
    """PyPI, or what stands for it here, cannot be reached."""


def programs(name, packages):
    """The folder of the programs of an environment with these packages.

    Raises Unreachable where there is no connection, SystemExit where something else is wrong.
    """
    folder = HOME / name
    mark = folder / "packages"
    wanted = "\n".join(packages)
    if mark.exists() and mark.read_text() == wanted:
        return folder / "bin"
    run([sys.executable, "-m", "venv", "--clear", folder])
    run([folder / "bin" / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
         "--timeout", "20", "--retries", "1", *packages])
    mark.write_text(wanted)
    return folder / "bin"


def run(command):
    """Runs a command that makes an environment, and tells a missing connection from other failures."""
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode == 0:
        return
    # pip's words about every kind of connection that it tries again; last, it only says that it
    # found no such package.
    if "connection broken by" in done.stderr or "ReadTimeoutError" in done.stderr:
        raise Unreachable
    sys.exit(f"{' '.join(map(str, command))} failed:\n{done.stdout}{done.stderr}")
