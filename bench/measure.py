"""Time, CPU time and peak memory of a command."""
import dataclasses
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

MILLION = 1e6


class Failed(Exception):
    """A command that did not do its work."""


@dataclasses.dataclass(frozen=True)
class Figures:
    """What a command took: medians over the runs, in seconds and bytes."""

    seconds: float
    cpu: float
    peak: int
    runs: int
    command: str


def once(command, allowed=(0,), output=subprocess.DEVNULL):
    """One run: seconds, CPU seconds and the peak of its largest process in bytes."""
    with tempfile.TemporaryFile() as log:
        started = time.perf_counter()
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=log)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in allowed:
            log.seek(0)
            said = log.read().decode("utf-8", "replace").strip().splitlines()[-3:]
            raise Failed(f"{shown(command)} ended with {process.returncode}: {' '.join(said)}")
    unit = 1 if sys.platform == "darwin" else 1024
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit


def by_hyperfine(command, runs, warm_ups, prepare):
    """The median seconds, and the CPU seconds, as hyperfine measures them."""
    with tempfile.NamedTemporaryFile(suffix=".json") as report:
        options = ["--shell=none", "--ignore-failure", "--style=none", f"--warmup={warm_ups}",
                   f"--runs={runs}", f"--export-json={report.name}"]
        if prepare:
            options.append("--prepare=" + quoted(prepare))
        subprocess.run(["hyperfine", *options, quoted(command)], check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        result = json.load(open(report.name, encoding="utf-8"))["results"][0]
        return result["median"], result["user"] + result["system"]


def quoted(command):
    """A command as one string that hyperfine takes apart again."""
    return " ".join("'" + part.replace("'", "'\\''") + "'" for part in command)


def shown(command):
    """A command as the results show it: no path of this machine."""
    here = os.path.dirname(os.path.abspath(__file__))
    data = os.environ.get("PLUMB_DATA", "")
    text = " ".join(part if " " not in part else f'"{part}"' for part in command)
    text = text.replace(os.path.dirname(here) + "/", "")
    return text.replace(data, "$PLUMB_DATA") if data else text


def medians(command, runs, warm_ups, prepare, allowed):
    """The median of the seconds, the CPU seconds and the peak over several runs."""
    taken = []
    for number in range(warm_ups + runs):
        if prepare:
            subprocess.run(prepare, check=True)
        figures = once(command, allowed)
        if number >= warm_ups:
            taken.append(figures)
    return [statistics.median(column) for column in zip(*taken)]


def measure(command, runs=5, warm_ups=1, prepare=None, allowed=(0,)):
    """Runs a command several times, `prepare` before each; by hyperfine where it is installed."""
    if runs > 1 and shutil.which("hyperfine"):
        # One run of our own tells the peak, and whether the command works at all.
        _, _, peak = medians(command, 1, 0, prepare, allowed)
        seconds, cpu = by_hyperfine(command, runs, warm_ups, prepare)
    else:
        seconds, cpu, peak = medians(command, runs, warm_ups, prepare, allowed)
    result = Figures(seconds, cpu, int(peak), runs, shown(command))
    print(f"  {result.seconds:8.3f} s {result.cpu:8.3f} s CPU {result.peak / MILLION:7.0f} MB  {result.command}",
          flush=True)
    return result
