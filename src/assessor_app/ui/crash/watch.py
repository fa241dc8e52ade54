"""Watches for bugs: whatever nobody caught, on whichever thread, ends in the log, a report and one dialog."""

import logging
import sys
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from assessor_app.ui.crash.dialog import CrashDialog
from assessor_app.ui.crash.report import report_text, write_report
from assessor_app.ui.theme.look import Look

_log = logging.getLogger(__name__)


class CrashWatch(QObject):
    """Shows each bug once it happened, one dialog at a time; made and kept on the GUI thread.

    `tell` may also be connected to `Tasks.bug`. `install` takes the process's hooks until `remove`.

    Signals:
        told(object): the path of the report, or None, after it was written.
    """

    told = Signal(object)
    _happened = Signal(object)

    def __init__(
        self,
        look: Callable[[], Look],
        *,
        reports: Path,
        window: Callable[[], QWidget | None],
        now: Callable[[], datetime],
        parent: QObject | None = None,
    ) -> None:
        """`reports` is the folder of reports; `look` and `window` are those of the moment."""
        super().__init__(parent)
        self._look, self._window, self._now = look, window, now
        self._reports = reports
        self._dialog: CrashDialog | None = None
        self._before: tuple[object, object] | None = None
        self._happened.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Catches what nobody else catches, on every thread."""
        self._before = (sys.excepthook, threading.excepthook)
        sys.excepthook = self._caught
        threading.excepthook = self._caught_on_thread

    def remove(self) -> None:
        """Gives the hooks back."""
        if self._before is not None:
            sys.excepthook, threading.excepthook = self._before  # type: ignore[assignment]  # what stood there before
            self._before = None

    @Slot(object)
    def tell(self, error: BaseException) -> None:
        """A bug that is in the log already."""
        self._happened.emit(error)

    def _caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        _log.error("a bug", exc_info=(kind, error, trace))
        self._happened.emit(error)

    def _caught_on_thread(self, given: threading.ExceptHookArgs) -> None:
        if given.exc_value is not None:
            self._caught(given.exc_type, given.exc_value, given.exc_traceback)

    @Slot(object)
    def _show(self, error: BaseException) -> None:
        at = self._now()
        path = write_report(error, self._reports, at=at)
        self.told.emit(path)
        if self._dialog is not None and isValid(self._dialog):
            # A bug in painting comes back with every frame: one dialog says enough. (It goes with its window.)
            return
        self._dialog = CrashDialog(
            self._look(), report=report_text(error, at=at), path=path, parent=self._window()
        )
        self._dialog.finished.connect(self._closed)
        self._dialog.open_over_all()

    def _closed(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None
