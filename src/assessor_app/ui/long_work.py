"""Long work off the GUI thread: how far it is, told to the GUI thread, and a way to stop it."""

import threading
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from assessor_app.domain.errors import KnownError
from assessor_app.ui.tasks import Tasks

_BETWEEN = 0.05


class LongWork(QObject):
    """One long operation; make it on the GUI thread and hand `tell` to the operation.

    It lives as long as the tasks do, since the operation may outlive the page or dialog on which it was begun. The
    program's end cancels it: nobody waits for minutes behind a window that is gone.

    Signals:
        told(int, int): done, of in all.
    """

    told = Signal(int, int)

    def __init__(self, tasks: Tasks) -> None:
        super().__init__(tasks)
        tasks.ending.connect(self.cancel)
        self._stop = threading.Event()
        self._last = 0.0

    def show_on(self, widget: QObject, show: Callable[[int, int], None]) -> None:
        """Tells `show` how far it is, as long as this widget is there."""
        self.told.connect(lambda done, of: show(done, of) if isValid(widget) else None)

    def cancel(self) -> None:
        """Asks the operation to stop at its next step."""
        self._stop.set()

    def cancelled(self) -> bool:
        return self._stop.is_set()

    def tell(self, done: int, of: int) -> None:
        """From the operation's thread: so much is done. Raises KnownError `cancelled` once a person asked to stop."""
        if self._stop.is_set():
            raise KnownError("cancelled")
        now = time.monotonic()
        if now - self._last >= _BETWEEN or done == of:
            self._last = now
            self.told.emit(done, of)
