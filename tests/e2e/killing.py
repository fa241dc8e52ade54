"""A process that says what it does, a line each time, until it is killed."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from assessor_app.device import Device, open_device
from assessor_app.services.records.check import check_records
from assessor_app.services.records.status import status
from assessor_app.storage.engine.slots import Opened

HERE = Path(__file__).parent
KILLED = -9


@contextmanager
def opened_sound(base: Path, key: str, *, readonly: bool = False) -> Iterator[Device]:
    """The folder of a killed process, opened again: its count closes, its chain is whole, its database undamaged."""
    device = open_device(
        base / "data",
        lambda slots: Opened(bytes.fromhex(key), slots.slots()[0]),
        state=base / "state",
        readonly=readonly,
    )
    try:
        tables = device.tables
        found = status(tables.records)
        assert found.count.closes
        assert not found.broken
        assert check_records(tables.records, tables.waiting).ok
        assert device.store.quick_check() is None
        yield device
    finally:
        device.close()


def hear_until_killed(
    script: str,
    arguments: Sequence[str],
    *,
    base: Path,
    hear: Callable[[str], None],
    begun: Callable[[], bool],
    seconds: float,
) -> None:
    """Runs a script of this folder, has each whole line heard, and kills it so many seconds after it has `begun`.

    `base` takes what it says of trouble, and its settings: nobody's own are read.
    """
    command = [sys.executable, str(HERE / script), *arguments]
    own = {name: str(base / "home") for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME")}
    environment = {**os.environ, **own, "PYTHONPATH": str(HERE), "QT_QPA_PLATFORM": "offscreen"}
    trouble = base / "stderr"
    with (
        trouble.open("wb") as stderr,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=stderr, text=True, env=environment) as child,
    ):
        assert child.stdout is not None
        kill = threading.Timer(seconds, child.kill)
        try:
            for line in child.stdout:
                if line.endswith("\n"):  # else the kill cut it off
                    hear(line)
                if kill.ident is None and begun():  # not started yet
                    kill.start()
        finally:
            kill.cancel()
            child.kill()
    assert child.returncode == KILLED, trouble.read_text("utf-8")
