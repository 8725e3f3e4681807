"""A small WebDriver client (W3C WebDriver, with Chromium's own commands) over plain HTTP."""
import base64
import contextlib
import http.client
import json
import pathlib
import shutil
import socket
import subprocess
import time

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
KEYS = {"Enter": "\ue007", "Escape": "\ue00c", "ArrowLeft": "\ue012", "ArrowUp": "\ue013",
        "ArrowRight": "\ue014", "ArrowDown": "\ue015", "Tab": "\ue004", "Home": "\ue011",
        "End": "\ue010"}


class Browser:
    """One session of headless Chromium."""

    def __init__(self, downloads, width=1280, height=900):
        self.port = free_port()
        driver = shutil.which("chromedriver")
        if driver is None:
            raise SystemExit("e2e-browser: chromedriver is missing (apt-get install chromium-driver)")
        self.process = subprocess.Popen(
            [driver, f"--port={self.port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self._wait_for_driver()
        self.session = self._request("POST", "/session", {"capabilities": {"alwaysMatch": {
            "browserName": "chrome",
            "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"},
            "goog:chromeOptions": {
                "args": ["--headless=new", "--no-sandbox", "--disable-gpu",
                         f"--window-size={width},{height}"],
                "prefs": {"download.default_directory": str(downloads)},
            }}}})["sessionId"]

    def _wait_for_driver(self):
        for _ in range(200):
            with contextlib.suppress(OSError):
                self._request("GET", "/status")
                return
            time.sleep(0.05)
        raise SystemExit("e2e-browser: chromedriver does not answer")

    def _request(self, method, path, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=300)
        data = None if body is None else json.dumps(body)
        connection.request(method, path, data, {"Content-Type": "application/json"})
        value = json.loads(connection.getresponse().read()).get("value")
        connection.close()
        if isinstance(value, dict) and "error" in value:
            raise RuntimeError(f"{value['error']}: {value.get('message', '')[:400]}")
        return value

    def command(self, method, path, body=None):
        return self._request(method, f"/session/{self.session}{path}", body)

    def close(self):
        with contextlib.suppress(Exception):
            self.command("DELETE", "")
        self.process.terminate()
        self.process.wait()

    # Pages

    def open(self, path, fragment=""):
        """Opens a file as a double click does."""
        self.command("POST", "/url", {"url": "about:blank"})
        self.command("POST", "/url", {"url": pathlib.Path(path).resolve().as_uri() + fragment})

    def reload(self):
        self.command("POST", "/refresh", {})

    def run(self, script, *arguments):
        return self.command("POST", "/execute/sync", {"script": script, "args": list(arguments)})

    def run_later(self, script, *arguments):
        """Runs a script that calls its last argument when it is done."""
        self.command("POST", "/timeouts", {"script": 240_000})
        return self.command("POST", "/execute/async", {"script": script, "args": list(arguments)})

    def developer(self, name, **parameters):
        """A command of Chromium's DevTools protocol."""
        return self.command("POST", "/goog/cdp/execute", {"cmd": name, "params": parameters})

    # People

    def find(self, selector):
        found = self.command("POST", "/element", {"using": "css selector", "value": selector})
        return found[ELEMENT]

    def click(self, selector):
        self.command("POST", f"/element/{self.find(selector)}/click", {})

    def type_into(self, selector, text):
        self.command("POST", f"/element/{self.find(selector)}/value", {"text": text})

    def press(self, *keys):
        """Presses keys, wherever the focus is."""
        actions = []
        for key in keys:
            sign = KEYS.get(key, key)
            actions += [{"type": "keyDown", "value": sign}, {"type": "keyUp", "value": sign}]
        self.command("POST", "/actions", {
            "actions": [{"type": "key", "id": "keyboard", "actions": actions}]})

    # What was seen

    def text(self, selector):
        return self.run("return document.querySelector(arguments[0]).textContent.trim()", selector)

    def screenshot(self, path):
        pathlib.Path(path).write_bytes(base64.b64decode(self.command("GET", "/screenshot")))

    def pdf(self, path):
        pathlib.Path(path).write_bytes(base64.b64decode(self.command("POST", "/print", {
            "background": True})))

    def console(self):
        """What the console says, from warnings upwards."""
        entries = self.command("POST", "/se/log", {"type": "browser"})
        return [entry["message"] for entry in entries if entry["level"] in ("SEVERE", "WARNING")]

    def requests(self):
        """The addresses of everything that was asked for since the last call."""
        addresses = []
        for entry in self.command("POST", "/se/log", {"type": "performance"}):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                addresses.append(message["params"]["request"]["url"])
        return addresses


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(what, seconds=10):
    """The first true result of a function that is asked again and again; false at the end."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        result = what()
        if result:
            return result
        time.sleep(0.05)
    return False
