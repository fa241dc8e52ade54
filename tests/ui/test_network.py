"""The window's contact on the network of this system, as NetworkManager tells of it over a real bus."""

import os
import queue
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
HERE = Path(__file__).resolve().parent
PATIENCE_SECONDS = 60.0


class Program:
    """Another program of the test: what it says, a line at a time, and what it is told."""

    def __init__(self, *command: str, environment: dict[str, str]) -> None:
        self.process = subprocess.Popen(
            command,
            env={**os.environ, **environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )
        self._lines: queue.Queue[str] = queue.Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        out = self.process.stdout
        while out is not None and (line := out.readline()):
            self._lines.put(line.strip())

    def says(self) -> str:
        return self._lines.get(timeout=PATIENCE_SECONDS)

    def silent(self) -> bool:
        return self._lines.empty()

    def tell(self, line: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()

    def end(self) -> None:
        self.process.kill()
        self.process.wait(PATIENCE_SECONDS)
        self._reader.join(PATIENCE_SECONDS)
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()


@pytest.fixture
def ended() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


def test_it_waits_while_bytes_are_paid_for_and_goes_on_as_soon_as_a_network_is_back(
    tmp_path: Path, ended: ExitStack
) -> None:
    daemon = shutil.which("dbus-daemon")
    assert daemon, "dbus-daemon is missing: `make setup` installs it on Debian"
    socket = tmp_path / "bus"
    bus = subprocess.Popen(
        [daemon, "--session", "--nofork", f"--address=unix:path={socket}"], stderr=subprocess.DEVNULL
    )
    ended.callback(bus.wait, PATIENCE_SECONDS)
    ended.callback(bus.kill)
    until = time.monotonic() + PATIENCE_SECONDS
    while not socket.exists():
        assert time.monotonic() < until
        time.sleep(0.02)
    address = f"unix:path={socket}"
    system = Program(sys.executable, str(HERE / "network_manager.py"), address, environment={})
    ended.callback(system.end)
    assert system.says() == "ready"
    folders = os.pathsep.join(str(HERE.parent / name) for name in ("ui", "e2e", "issuer"))
    environment = {"DBUS_SYSTEM_BUS_ADDRESS": address, "PYTHONPATH": folders, "QT_QPA_PLATFORM": "offscreen"}
    system.tell("Metered 1")
    window = Program(sys.executable, str(HERE / "network_child.py"), str(tmp_path), environment=environment)
    ended.callback(window.end)
    assert window.says() == "metered"
    system.tell("State 20")
    system.tell("Connectivity 1")
    assert window.says() == "away"
    assert window.silent(), "nothing was sent while each byte was paid for"
    begun = time.monotonic()
    system.tell("Metered 2")
    system.tell("Connectivity 4")
    system.tell("State 70")
    assert {window.says(), window.says()} == {"usable", "sync"}
    assert time.monotonic() - begun < 10, "it did not wait for its next look"
    system.tell("Connectivity 2")
    assert window.says() == "away", "a portal is no network"
