"""The whole window in a process of its own: signs in, meets a bug, and is closed by its frame.

Started by `test_run` with the data folder, the passphrase, and a file for a picture of the screen. The last line that
it prints is JSON: what was seen on the way, and what was left when the window had gone.
"""

import json
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from assessor_app.desktop import run
from assessor_app.device import open_device
from assessor_app.storage.engine.highwater import state_folder
from assessor_app.ui.crash.dialog import CrashDialog
from assessor_app.ui.frame.window import MainWindow
from assessor_app.ui.signin.steps import SecretStep
from assessor_app.ui.signin.tiles import Tiles

Seen = dict[str, Any]


def shown(kind: type[QWidget]) -> Any:
    """The visible widget of a kind, if there is one now."""
    tops = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    found = [one for one in tops if isinstance(one, kind)]
    return next((one for top in tops for one in (*found, *top.findChildren(kind)) if one.isVisible()), None)


def steps(passphrase: str, picture: Path, seen: Seen) -> Iterator[Callable[[], object]]:
    """What is waited for, one after the other; each is asked again until it gives something."""
    yield lambda: shown(Tiles)
    tiles = shown(Tiles)
    tiles.first().click()
    yield lambda: shown(SecretStep)
    step = shown(SecretStep)
    step.field.write(passphrase)
    step.go.click()
    yield lambda: shown(MainWindow).here() == "today" and shown(QPushButton)
    yield from pause(10)
    seen["picture"] = QApplication.primaryScreen().grabWindow(0).save(str(picture))
    seen["threads"] = sorted(thread.name for thread in threading.enumerate())
    QTimer.singleShot(0, stumble)
    yield lambda: shown(CrashDialog)
    seen["crash"] = shown(CrashDialog).windowTitle()
    shown(CrashDialog).reject()
    shown(MainWindow).close()


def pause(times: int) -> Iterator[Callable[[], object]]:
    """Lets the loop go round."""
    left = [times]

    def once() -> bool:
        left[0] -= 1
        return left[0] <= 0

    yield once


def stumble() -> None:
    raise ZeroDivisionError("a bug that nobody expected")


def main(folder: str, passphrase: str, picture: str) -> None:
    application = QApplication([])
    seen: Seen = {}
    walk = steps(passphrase, Path(picture), seen)
    waited = [next(walk)]
    clock = QTimer(application)

    def go_on() -> None:
        if waited[0]():
            try:
                waited[0] = next(walk)
            except StopIteration:
                clock.stop()

    clock.timeout.connect(go_on)
    clock.start(30)
    seen["status"] = run(Path(folder))
    seen["left"] = sorted(thread.name for thread in threading.enumerate())
    seen["hooks"] = sys.excepthook is sys.__excepthook__
    open_device(Path(folder), lambda slots: slots.open_with(passphrase), state=state_folder()).close()
    seen["opened again"] = True
    sys.stdout.write(json.dumps(seen) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
