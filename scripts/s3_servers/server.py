"""What the servers have in common."""
import contextlib
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request


def free_port():
    """A port that nobody listens on now."""
    with contextlib.closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """Processes that answer at an endpoint, with the keys of a user who may do everything."""

    name = ""

    def __init__(self, folder):
        self.folder = folder
        self.port = free_port()
        self.endpoint = f"http://127.0.0.1:{self.port}"
        self.access_key = ""
        self.secret_key = ""
        self.processes = []

    def __enter__(self):
        try:
            self.start()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_):
        self.stop()

    def start(self):
        """Starts the processes and waits until they answer."""
        raise NotImplementedError

    def run(self, command, **options):
        """Starts one process, with its talk in a file of the folder."""
        log = open(self.folder / f"{self.name}-{len(self.processes)}.log", "wb")
        self.processes.append(
            subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True, **options))

    def wait(self, path="/", seconds=30):
        """Returns when the endpoint answers at all."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                urllib.request.urlopen(self.endpoint + path, timeout=2).close()
                return
            except urllib.error.HTTPError:
                return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError(f"no answer from {self.name} at {self.endpoint}")

    def stop(self):
        """Ends all processes and what they started."""
        for process in self.processes:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        self.processes = []
