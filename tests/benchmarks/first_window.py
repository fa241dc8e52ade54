"""The program's own window on a data folder, as a process: from nothing to Today painted, the key given by hand.

    first_window.py FOLDER STATE STAFF < key in hex

Says two moments (monotonic nanoseconds): when the key was known, with the sign-in page up, and when Today had painted.
"""

import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from assessor_app.desktop.application import Application
from assessor_app.device import open_device
from assessor_app.storage.engine.keyfile import Slot
from assessor_app.storage.engine.slots import Opened

_ROOM = "today"
_PATIENCE_NS = 30_000_000_000


class Painted(QObject):
    """Remembers that a widget has painted."""

    def __init__(self) -> None:
        super().__init__()
        self.yes = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's own name
        self.yes = self.yes or event.type() == QEvent.Type.Paint
        return super().eventFilter(watched, event)


def main() -> int:
    """Opens, enters, waits for Today with its data, and leaves."""
    folder, state, staff = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    key = bytes.fromhex(sys.stdin.readline())
    application = QApplication(sys.argv[:1])
    shown = Application(folder, application)
    shown.start()
    application.processEvents()
    known = time.monotonic_ns()
    slot = Slot(id="bench", kind="passphrase", staff=staff, label="bench")
    device = open_device(folder, lambda _slots: Opened(key, slot), state=state)
    shown._enter(device, by_recovery=False)  # what the sign-in page's signal is connected to
    painted = Painted()
    while not (painted.yes and shown.tasks.idle()):
        application.processEvents()
        page = shown._require_window()._pages.get(_ROOM)
        if page is not None and not painted.yes:
            page.installEventFilter(painted)
        if time.monotonic_ns() - known > _PATIENCE_NS:
            return 1
    application.processEvents()
    print(known, time.monotonic_ns())  # noqa: T201  # for whoever started this
    shown.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
