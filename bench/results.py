"""The figures as tables, for the terminal and for results.md."""
import os
import platform
import subprocess

PACKAGES = ["duckdb", "matplotlib", "numpy", "imageio", "pillow", "img2pdf"]


class Table:
    """Every command measured, and every goal compared with it."""

    def __init__(self):
        self.measured = []
        self.goals = []
        self.notes = []

    def add(self, name, figures):
        """Takes the figures of a command."""
        self.measured.append((name, figures))
        return figures

    def skip(self, name, reason):
        """Notes a command that could not be measured."""
        print(f"  skipped: {name}: {reason}", flush=True)
        self.note(f"Skipped: {name}: {reason}.")

    def note(self, text):
        """Adds a sentence below the tables."""
        self.notes.append(text)

    def best(self, figures):
        """The quickest of several ways, where any was measured."""
        there = [one for one in figures if one]
        return min(there, key=lambda one: one.seconds) if there else None

    def goal(self, name, ours, theirs, ratio, goal, met):
        """One row of the table of goals; what is unknown is a dash."""
        verdict = "-" if met is None else "yes" if met else "NO"
        self.goals.append((name, ours or "-", theirs or "-", ratio or "-", goal or "-", verdict))

    def faster(self, name, ours, peer, times):
        """Wall clock against a peer: at least so many times as fast."""
        ratio = peer.seconds / ours.seconds if ours and peer else None
        self.goal(name, ours and f"{ours.seconds:.3f} s", peer and f"{peer.seconds:.3f} s",
                  ratio and f"{ratio:.1f} x", f"> {times} x" if times == 1 else f">= {times} x",
                  ratio and (ratio > 1 if times == 1 else ratio >= times))

    def share(self, name, ours, peer, at_most, count):
        """CPU time an image against a peer: at most this share of it."""
        ratio = ours.cpu / peer.cpu if ours and peer else None
        self.goal(name, ours and f"{ours.cpu / count * 1000:.2f} ms", peer and f"{peer.cpu / count * 1000:.2f} ms",
                  ratio and f"{ratio:.2f} x", at_most and f"<= {at_most} x",
                  ratio and at_most and ratio <= at_most)

    def limit(self, name, value, at_most, unit):
        """A figure of ours that has to stay at or below a number."""
        shown = None if value is None else f"{value:,.0f} {unit}" if value >= 10 else f"{value:.3f} {unit}"
        self.goal(name, shown, None, None, f"<= {at_most} {unit}", None if value is None else value <= at_most)


def processor():
    """The model of the processor, without anything that names the machine."""
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            for line in file:
                if line.startswith("model name"):
                    return line.split(":", 1)[1].strip()
    except OSError:
        pass
    return platform.processor() or platform.machine()


def said(command, directory=None):
    """What a command prints, or nothing where it fails."""
    try:
        return subprocess.run(command, cwd=directory, check=True, capture_output=True, text=True).stdout.strip()
    except (OSError, subprocess.SubprocessError):
        return ""


def versions(python):
    """The peers by version."""
    script = "import importlib.metadata as m; print(', '.join(f'{p} {m.version(p)}' for p in %r))" % PACKAGES
    return said([str(python), "-c", script]) or "no peers from PyPI"


def rows(header, lines):
    """A table in Markdown."""
    return "\n".join(["| " + " | ".join(header) + " |", "|" + " --- |" * len(header)]
                     + ["| " + " | ".join(line) + " |" for line in lines])


def document(table, root, python):
    """The whole of results.md."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2 ** 30
    date = said(["git", "log", "-1", "--format=%cs"], root) or "no commit"
    measured = [(name, f"{one.seconds:.3f}", f"{one.cpu:.3f}", f"{one.peak / 1e6:.0f}", str(one.runs))
                for name, one in table.measured]
    commands = "\n".join(f"{one.command}" for _, one in table.measured)
    parts = [
        "# Measured",
        f"By `make bench` at the commit of {date}, on {os.cpu_count()} cores of {processor()}, "
        f"{memory:.0f} GiB, {platform.system()}. Read the ratios, not the seconds.",
        f"Peers: {versions(python)}; {(said(['swift', '--version']).splitlines() or ['no Swift'])[0]}.",
        "## Goals",
        rows(["what", "ours", "peer", "ratio", "goal", "met"], table.goals),
        "## Every command",
        "Medians. CPU is user and system time of all processes of a command; the peak is that of its "
        "largest process.",
        rows(["command", "seconds", "CPU seconds", "peak MB", "runs"], measured),
        "\n".join(f"- {note}" for note in table.notes),
        "```\n" + commands + "\n```",
    ]
    return "\n\n".join(part for part in parts if part) + "\n"
