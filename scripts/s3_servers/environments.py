"""Python environments of the servers, made once and kept below .build."""
import pathlib
import subprocess
import sys

HOME = pathlib.Path(__file__).resolve().parents[2] / ".build" / "servers"

# moto before 5.2.5 refuses right signatures of odd keys: it checks the decoded path.
MOTO = ["moto[server,s3,iam,sts]==5.2.5", "boto3==1.44.5"]
OPENSTACK_SWIFT = ["swift==2.38.3"]


def programs(name, packages):
    """The folder of the programs of an environment with these packages; None where PyPI gives none."""
    folder = HOME / name
    mark = folder / "packages"
    wanted = "\n".join(packages)
    if mark.exists() and mark.read_text() == wanted:
        return folder / "bin"
    try:
        subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True, capture_output=True)
        command = [folder / "bin" / "python", "-m", "pip", "install", "--quiet",
                   "--disable-pip-version-check", "--timeout", "20", "--retries", "1", *packages]
        subprocess.run(command, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    mark.write_text(wanted)
    return folder / "bin"
