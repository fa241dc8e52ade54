"""A process that says what it does, a line each time, until it is killed."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

HERE = Path(__file__).parent
KILLED = -9


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
