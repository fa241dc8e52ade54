"""The program as it is started: a window, a bug on the way, the window closed, and nothing left behind."""

import json
import os
import shutil
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from assessor_app.storage.engine.highwater import state_folder
from assessor_app.storage.engine.running import running_folder
from story import PASSPHRASE, TestClock, begin

RUNNER = Path(__file__).with_name("runner.py")


def run_window(tmp_path: Path, platform: str, *before: str) -> dict[str, Any]:
    """What the window's process saw. It ends by itself, within a minute."""
    past = TestClock(moment=datetime.now().astimezone() - timedelta(hours=1))
    begin(tmp_path / "data", state_folder(), clock=past).device.close()
    own = {f"XDG_{name}_HOME": str(tmp_path / name) for name in ("CONFIG", "STATE", "DATA", "CACHE")}
    done = subprocess.run(
        [*before, sys.executable, RUNNER, tmp_path / "data", PASSPHRASE, tmp_path / "screen.png"],
        env={**os.environ, **own, "QT_QPA_PLATFORM": platform, "LANG": "C.UTF-8"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def require_clean_end(seen: dict[str, Any], folder: Path) -> None:
    """The bug was caught and told, the data closed, every thread gone, the hooks given back."""
    assert seen["status"] == 0
    assert seen["crash"]
    assert any(name.startswith("writer") for name in seen["threads"])
    assert seen["left"] == ["MainThread"]
    assert seen["hooks"]
    assert seen["opened again"]
    reports = [path.read_text("utf-8") for path in folder.rglob("*.txt")]
    assert any("ZeroDivisionError" in report for report in reports)


def test_closing_the_window_leaves_nothing_behind(tmp_path: Path) -> None:
    require_clean_end(run_window(tmp_path, "offscreen"), tmp_path)
    assert not list(running_folder(state_folder()).glob("*")), "the next start has nothing to say of this end"


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("xvfb-run") is None, reason="there is no X server to draw on")
def test_on_a_real_screen_there_is_a_window_to_see(tmp_path: Path) -> None:
    size = ("-s", "-screen 0 1366x768x24")
    seen = run_window(tmp_path, "xcb", "xvfb-run", "-a", *size)
    require_clean_end(seen, tmp_path)
    with Image.open(tmp_path / "screen.png") as screen:
        assert screen.size == (1366, 768)
        colours = screen.convert("RGB").getcolors(maxcolors=1 << 20) or []
    assert len(colours) > 50, "a window has letters, lines and a primary button"
