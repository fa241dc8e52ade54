"""Chromium without a window, driven by its DevTools protocol over a pair of pipes: no driver, no library, no port.

Commands and answers are JSON ended by a NUL, commands on the browser's file descriptor 3, answers on 4
(`--remote-debugging-pipe`). Clicks and keys are the browser's own events, at the place where a person would click.
"""

import base64
import fcntl
import io
import json
import os
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PIL import Image

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_PATIENCE_SECONDS = 30.0
_FREE = 50
_PHONE = 600
_KEYS = {"Tab": 9, "Enter": 13, " ": 32}
_FLAGS = (
    "--headless=new",
    "--remote-debugging-pipe",
    "--no-first-run",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--hide-scrollbars",
    "--force-color-profile=srgb",
)


@dataclass
class Pipe:
    """Sends commands and reads answers in their order; events that come between are kept."""

    commands: int
    answers: int
    number: int = 0
    buffer: bytes = b""
    events: list[dict[str, Any]] = field(default_factory=list)

    def call(self, method: str, session: str = "", **values: Any) -> dict[str, Any]:
        self.number += 1
        command = {"id": self.number, "method": method, "params": values}
        if session:
            command["sessionId"] = session
        os.write(self.commands, json.dumps(command).encode() + b"\0")
        while True:
            message = self.read()
            if message.get("id") == self.number:
                assert "error" not in message, (method, message)
                result: dict[str, Any] = message["result"]
                return result
            self.events.append(message)

    def read(self) -> dict[str, Any]:
        while b"\0" not in self.buffer:
            data = os.read(self.answers, 1 << 20)
            assert data, "Chromium ended"
            self.buffer += data
        text, _, self.buffer = self.buffer.partition(b"\0")
        message: dict[str, Any] = json.loads(text)
        return message

    def wait(self, method: str) -> None:
        """Until this event came, after the last command."""
        until = time.monotonic() + _PATIENCE_SECONDS
        while not any(event.get("method") == method for event in self.events):
            assert time.monotonic() < until, method
            self.events.append(self.read())


@dataclass
class Tab:
    """One page of the browser."""

    pipe: Pipe
    session: str

    def call(self, method: str, **values: Any) -> dict[str, Any]:
        return self.pipe.call(method, self.session, **values)

    def open(self, url: str) -> None:
        self.pipe.events.clear()
        self.call("Page.navigate", url=url)
        self.pipe.wait("Page.loadEventFired")

    def size(self, width: int, height: int, *, phone: bool = False) -> None:
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=phone,
        )

    def scheme(self, scheme: str, *, contrast: str = "no-preference") -> None:
        """Light or dark, with `more` contrast or not, as the person's system has it."""
        wanted = {"prefers-color-scheme": scheme, "prefers-contrast": contrast}
        features = [{"name": name, "value": value} for name, value in wanted.items()]
        self.call("Emulation.setEmulatedMedia", features=features)

    def value(self, expression: str) -> Any:
        """What an expression of ours comes to in the page."""
        found = self.call("Runtime.evaluate", expression=expression, returnByValue=True)
        assert "exceptionDetails" not in found, found
        return found["result"].get("value")

    def until(self, expression: str) -> None:
        """Waits until an expression of ours is true in the page."""
        found = self.call(
            "Runtime.evaluate",
            expression=(
                f"new Promise((done, late) => {{ const end = Date.now() + {1000 * _PATIENCE_SECONDS};"
                f" const look = () => {{ try {{ ({expression}) ? done(true) : Date.now() > end ? late('late') : setTimeout(look, 15); }}"
                " catch (error) { late(error); } }; look(); })"
            ),
            awaitPromise=True,
        )
        assert "exceptionDetails" not in found, (expression, self.value("document.body.innerText"))

    def text(self) -> str:
        return " ".join(str(self.value("document.body.innerText")).split())

    def click(self, selector: str, *, goes: bool = False) -> None:
        """Clicks in the middle of the first element; `goes` waits for the page that comes of it."""
        where = self.value(
            f"(() => {{ const e = document.querySelector({json.dumps(selector)}); if (!e) return null;"
            " e.scrollIntoView({block: 'center'}); const r = e.getBoundingClientRect();"
            " return [r.x + r.width / 2, r.y + r.height / 2]; })()"
        )
        assert where, selector
        self.pipe.events.clear()
        for kind in ("mousePressed", "mouseReleased"):
            self.call(
                "Input.dispatchMouseEvent", type=kind, x=where[0], y=where[1], button="left", clickCount=1
            )
        if goes:
            self.pipe.wait("Page.loadEventFired")

    def type(self, text: str) -> None:
        """Into whatever has the focus."""
        self.call("Input.insertText", text=text)

    def key(self, key: str, *, goes: bool = False) -> None:
        self.pipe.events.clear()
        code = _KEYS[key]
        text = {"text": "\r"} if key == "Enter" else {"text": key} if key == " " else {}
        for kind in ("keyDown", "keyUp"):
            self.call(
                "Input.dispatchKeyEvent",
                type=kind,
                key=key,
                code=key,
                windowsVirtualKeyCode=code,
                **(text if kind == "keyDown" else {}),
            )
        if goes:
            self.pipe.wait("Page.loadEventFired")

    def picture(self, path: Path, *, whole: bool = True) -> None:
        """A PNG of the window, or of the whole page, whose window is made as high."""
        if whole:
            width, height = self.value(
                "[innerWidth, Math.max(innerHeight, document.documentElement.scrollHeight)]"
            )
            self.size(width, height, phone=self.value("innerWidth") < _PHONE)
        shot = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        with Image.open(io.BytesIO(base64.b64decode(shot["data"]))) as found:
            few = _few_colours(found.convert("RGB"))
            few.save(path, optimize=True)


def _few_colours(picture: Image.Image) -> Image.Image:
    """With a palette of the colours that it has most of: a third as large, and the tokens stay what they are."""
    found: list[Any] = picture.getcolors(picture.width * picture.height) or []
    counted = sorted(found, key=lambda one: -one[0])
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for _count, colour in counted[:256] for part in colour])
    return picture.quantize(palette=palette, dither=Image.Dither.NONE)


def binary() -> str:
    found = next((path for name in _NAMES if (path := shutil.which(name))), None)
    assert found, "Chromium is missing: `make setup` installs it on Debian"
    return found


@contextmanager
def browser(*, script: bool = False, flags: Sequence[str] = ()) -> Iterator[Tab]:
    """A fresh browser with one page, in which pages may run no script unless `script`; `flags` are Chromium's own."""
    with tempfile.TemporaryDirectory(prefix="assessor-chromium-", ignore_cleanup_errors=True) as profile:
        flags = [*_FLAGS, *flags, f"--user-data-dir={profile}"]
        if os.getuid() == 0:
            flags.append("--no-sandbox")  # it refuses to run as root with it
        process, commands_out, answers_in = _started([binary(), *flags, "about:blank"])
        pipe = Pipe(commands=commands_out, answers=answers_in)
        try:
            target = pipe.call("Target.createTarget", url="about:blank")["targetId"]
            session = pipe.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
            tab = Tab(pipe=pipe, session=session)
            tab.call("Page.enable")
            tab.call("Runtime.enable")
            tab.call("Log.enable")
            tab.call("Emulation.setScriptExecutionDisabled", value=not script)
            tab.size(1366, 768)
            yield tab
            pipe.call("Browser.close")
        finally:
            os.close(commands_out)
            os.close(answers_in)
            _ended(process)


def _started(command: list[str]) -> tuple[int, int, int]:
    """A process with a pipe in on 3 and one out on 4: its id, and our ends."""
    commands_in, commands_out = os.pipe()
    answers_in, answers_out = os.pipe()
    # Out of the way of 3 and 4, and closed by themselves in the new process.
    ends = [fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, _FREE) for end in (commands_in, answers_out)]
    for end in (commands_in, answers_out):
        os.close(end)
    nowhere = [(os.POSIX_SPAWN_OPEN, out, os.devnull, os.O_WRONLY, 0) for out in (1, 2)]
    moved = [(os.POSIX_SPAWN_DUP2, end, place) for end, place in zip(ends, (3, 4), strict=True)]
    process = os.posix_spawn(command[0], command, dict(os.environ), file_actions=[*nowhere, *moved])
    for end in ends:
        os.close(end)
    return process, commands_out, answers_in


def _ended(process: int) -> None:
    """Waits for it, and ends it where it does not end by itself."""
    until = time.monotonic() + _PATIENCE_SECONDS
    while os.waitpid(process, os.WNOHANG) == (0, 0):
        if time.monotonic() > until:
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
            return
        time.sleep(0.02)
