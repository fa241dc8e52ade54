"""Restores a copy off the GUI thread, with progress and a way to stop."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from assessor_app.domain.errors import KnownError
from assessor_app.ui.firstrun.restore import RestoreStep
from assessor_app.ui.tasks import Tasks
from assessor_app.ui.theme.look import Look
from assessor_app.wording.errors import sentence

Restore = Callable[[Path, str, Path, Callable[[int, int], None]], Any]
"""`restore(copy, recovery, into, progress)`; raises KnownError, and what `progress` raises."""


class Restoring(QObject):
    """Makes the step and runs it.

    Signals:
        restored(object): the folder (Path).
        left(): the person went back.
    """

    restored = Signal(object)
    left = Signal()
    _advanced = Signal(int, int)

    def __init__(self, look: Look, tasks: Tasks, restore: Restore, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look, self._tasks, self._restore = look, tasks, restore
        self._stop = threading.Event()
        self._step: RestoreStep | None = None
        self._advanced.connect(self._show)
        tasks.ending.connect(self._stop.set)

    def begin(self, *, into: Path, usual: Path) -> RestoreStep:
        """A new step, to be put on a sheet; `usual` is the folder that this program opens."""
        step = RestoreStep(self._look, into=into, usual=usual)
        step.restore_requested.connect(self._run)
        step.back_requested.connect(self.left)
        step.cancelled.connect(self._stop.set)
        self._step = step
        return step

    def _run(self, copy: Path, typed: str, into: Path) -> None:
        self._stop.clear()

        def progress(done: int, of: int) -> None:
            if self._stop.is_set():
                raise KnownError("cancelled")
            # Bytes of a large copy do not fit Qt's int.
            self._advanced.emit(done * 1000 // of if of else 0, 1000 if of else 0)

        def failed(error: KnownError) -> None:
            if self._step is not None and isValid(self._step):
                self._step.refuse("" if error.code == "cancelled" else sentence(error))

        self._show(0, 0)
        self._tasks.run(
            lambda: self._restore(copy, typed, into, progress),
            done=lambda _manifest: self.restored.emit(into),
            failed=failed,
        )

    def _show(self, done: int, of: int) -> None:
        if self._step is not None and isValid(self._step):
            self._step.show_progress(done, of)
