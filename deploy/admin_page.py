"""Looks at an admin page as a person would, in headless Chromium, and says what is wrong with it.

    admin_page.py chromium http://127.0.0.1:7434/ FOLDER

Waits until the page has shown a round end and the one after it, then checks what it shows in light, in dark and at a
phone's width, and writes light.png, dark.png and phone.png. Talks to Chromium over a pipe, with the standard library
alone: https://chromedevtools.github.io/devtools-protocol/.
"""

import base64
import fcntl
import json
import os
import subprocess
import sys
import tempfile
import time

PATIENCE = 240
SIZES = {"light": (1180, 900), "dark": (1180, 900), "phone": (390, 844)}


class Browser:
    """One page of a Chromium of its own."""

    def __init__(self, program, home):
        to_browser, commands = os.pipe()
        events, from_browser = os.pipe()
        # Chromium reads descriptor 3 and writes descriptor 4; above 9 none is in the other's way.
        ends = [fcntl.fcntl(end, fcntl.F_DUPFD, 10) for end in (to_browser, from_browser)]
        arguments = [
            program, "--headless", "--disable-gpu", "--hide-scrollbars", "--no-first-run", "--disable-extensions",
            "--disable-background-networking", "--disable-dev-shm-usage", "--remote-debugging-pipe",
            f"--user-data-dir={home}",
        ]
        if os.geteuid() == 0:
            arguments.append("--no-sandbox")
        self.process = subprocess.Popen(
            arguments, close_fds=False, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            preexec_fn=lambda: [os.dup2(end, number) for end, number in zip(ends, (3, 4))])
        for end in [*ends, to_browser, from_browser]:
            os.close(end)
        self.commands, self.events = os.fdopen(commands, "wb", 0), os.fdopen(events, "rb", 0)
        self.buffer, self.count, self.session = b"", 0, None
        self.complaints, self.requests = [], []
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")

    def call(self, method, **parameters):
        self.count += 1
        message = {"id": self.count, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        self.commands.write(json.dumps(message).encode() + b"\0")
        while True:
            answer = self.next()
            if answer.get("id") == self.count:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']['message']}")
                return answer["result"]

    def next(self):
        while b"\0" not in self.buffer:
            chunk = self.events.read(1 << 16)
            if not chunk:
                raise RuntimeError("Chromium has ended")
            self.buffer += chunk
        message, self.buffer = self.buffer.split(b"\0", 1)
        message = json.loads(message)
        self.note(message.get("method"), message.get("params", {}))
        return message

    def note(self, method, event):
        if method == "Runtime.consoleAPICalled" and event["type"] in ("error", "warning", "assert"):
            self.complaints.append(" ".join(str(one.get("value", one.get("description"))) for one in event["args"]))
        elif method == "Runtime.exceptionThrown":
            self.complaints.append(event["exceptionDetails"]["text"])
        elif method == "Log.entryAdded" and event["entry"]["level"] in ("error", "warning"):
            self.complaints.append(event["entry"]["text"])
        elif method == "Network.requestWillBeSent":
            self.requests.append(event["request"]["url"])

    def value(self, expression):
        result = self.call("Runtime.evaluate", expression=expression, returnByValue=True)
        if "exceptionDetails" in result:
            raise RuntimeError(f"{expression}: {result['exceptionDetails']['text']}")
        return result["result"].get("value")

    def wait(self, what, expression):
        limit = time.monotonic() + PATIENCE
        while not self.value(expression):
            if time.monotonic() > limit:
                raise RuntimeError(f"{what} did not come within {PATIENCE} seconds")
            time.sleep(0.1)

    def look(self, name, path):
        width, height = SIZES[name]
        self.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1,
            mobile=name == "phone")
        scheme = "dark" if name == "dark" else "light"
        self.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        time.sleep(0.5)  # the curves are drawn anew when the width has changed
        size = self.call("Page.getLayoutMetrics")["cssContentSize"]
        image = self.call(
            "Page.captureScreenshot", format="png", captureBeyondViewport=True, clip={**size, "scale": 1})["data"]
        with open(path, "wb") as file:
            file.write(base64.b64decode(image))

    def close(self):
        self.process.terminate()
        self.process.wait()


def check(browser, url, folder):
    """What is wrong, one line each."""
    wrong = []

    def expect(what, expression):
        if not browser.value(expression):
            wrong.append(f"{what}: {expression}")

    browser.call("Page.navigate", url=url)
    ended = "[...document.querySelectorAll('#rounds tr')].filter(row => /published/.test(row.textContent)).length"
    browser.wait("the page's word that it is live", "document.querySelector('#link')?.textContent === 'live'")
    browser.wait("a published round", f"{ended} >= 1")
    before = browser.value(ended)
    browser.wait("one more published round, without reloading", f"{ended} > {before}")
    if os.environ.get("ABANDONED"):
        browser.wait("the abandoned round", "/abandoned.*contributions at the deadline/.test(document.body.textContent)")
        before = browser.value(ended)
        browser.wait("two rounds after the abandoned one", f"{ended} >= {before} + 2")
    for participant in os.environ.get("PARTICIPANTS", "").split():
        expect("a participant", f"[...document.querySelectorAll('#parties td.name')].some(cell => cell.textContent === '{participant}')")
    expect("the curves", "document.querySelectorAll('#accuracy path.curve, #loss path.curve').length === 2")
    expect("the phases", "document.querySelectorAll('#work rect.decrypt').length >= 2")
    expect("the bytes", "document.querySelectorAll('#bytes rect.bytes-in').length >= 2")
    expect("the state of the round", "document.querySelectorAll('#steps li.here').length === 1")
    for name in SIZES:
        browser.look(name, os.path.join(folder, f"{name}.png"))
        expect(f"nothing wider than the window ({name})", "document.scrollingElement.scrollWidth <= innerWidth")
    colours = "getComputedStyle(document.body).backgroundColor"
    light = browser.value(colours)
    browser.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": "dark"}])
    expect("a dark page", f"{colours} !== '{light}'")
    wrong += [f"the console says: {complaint}" for complaint in browser.complaints]
    wrong += [f"it asked elsewhere: {one}" for one in browser.requests if not one.startswith((url, "data:"))]
    return wrong


def main(program, url, folder):
    with tempfile.TemporaryDirectory(prefix="grok-chromium.", ignore_cleanup_errors=True) as home:
        browser = Browser(program, home)
        try:
            wrong = check(browser, url, folder)
        except RuntimeError as error:
            wrong = [str(error)] + browser.complaints
        finally:
            browser.close()
    for line in wrong:
        print(f"admin_page.py: {line}", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
