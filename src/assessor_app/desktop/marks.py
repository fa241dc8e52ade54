"""The second place of the chain's mark: the keyring is asked once somebody is in, and told now and then."""

import threading

from PySide6.QtCore import QObject, QTimer

from assessor_app.device import Device
from assessor_app.ui.tasks import Tasks

TELL_EVERY_MS = 5 * 60_000


class MarkKeeper(QObject):
    """Asks and tells the keyring of this computer, from its making until `stop`.

    Each time in a thread of its own, which nothing waits for: a keyring may hang, or stand behind a dialogue.
    """

    def __init__(self, device: Device, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._device, self._tasks = device, tasks
        self._asking: threading.Thread | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(TELL_EVERY_MS)
        self._timer.timeout.connect(self._look)
        tasks.ending.connect(self._timer.stop)
        self._timer.start()
        self._look()

    def stop(self) -> None:
        """Asks nobody any more."""
        self._timer.stop()

    def _look(self) -> None:
        if self._asking is None or not self._asking.is_alive():
            self._tasks.read(lambda: self._device.tables.records.active_chain().id, done=self._ask)

    def _ask(self, chain: str) -> None:
        self._asking = threading.Thread(
            target=self._device.marks.meet_keyring, args=(chain,), name="chain marks", daemon=True
        )
        self._asking.start()
