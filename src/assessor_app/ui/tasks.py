"""Work off the GUI thread: threads for writing, reading, short work, long work and contacts; results by a signal."""

import contextlib
import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot

from assessor_app.domain.errors import KnownError

_log = logging.getLogger(__name__)

Done = Callable[[Any], None]
Failed = Callable[[KnownError], None]


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What an operation came to, on its way to the GUI thread."""

    result: Any
    error: BaseException | None
    done: Done | None
    failed: Failed | None
    window: int


class Tasks(QObject):
    """Runs operations off the GUI thread; lives on the GUI thread as long as the window.

    An operation touches no widget. `done` and `failed` run on the GUI thread, in the order in which the
    operations of one thread finished. The writer has a single thread, so writes keep their order; reads have
    another, so that a heavy scan never delays a tap; what takes seconds has a third, so that no page waits for it;
    and what may take minutes a fourth, so that no preview, photo or printed page waits behind a copy to a stick. What
    speaks over a network has a fifth: it waits for others.

    Signals:
        trouble(KnownError): what a person can act on, when the caller gave no `failed`.
        bug(BaseException): anything else; logged with its traceback before.
        ending(): the program ends: long work that can stop, stops (`LongWork` hears it).
    """

    trouble = Signal(object)
    bug = Signal(object)
    ending = Signal()
    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="writer")
        self._reader = ThreadPoolExecutor(max_workers=1, thread_name_prefix="reader")
        self._soon = ThreadPoolExecutor(max_workers=1, thread_name_prefix="soon")
        self._aside = ThreadPoolExecutor(max_workers=1, thread_name_prefix="aside")
        self._contact = ThreadPoolExecutor(max_workers=1, thread_name_prefix="contact")
        self._under_way = 0
        self._window = 0
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(self, op: Callable[[], Any], *, done: Done | None = None, failed: Failed | None = None) -> None:
        """Runs an operation on the writer thread."""
        self._start(self._writer, op, done, failed)

    def read(self, op: Callable[[], Any], *, done: Done | None = None, failed: Failed | None = None) -> None:
        """Runs an operation that only reads, on the reader thread."""
        self._start(self._reader, op, done, failed)

    def soon(self, op: Callable[[], Any], *, done: Done | None = None, failed: Failed | None = None) -> None:
        """Runs work of seconds, one after the other: whatever draws a paper, keeps a photo, reads one file.

        All drawing is here: what draws is not made for two threads at once.
        """
        self._start(self._soon, op, done, failed)

    def aside(self, op: Callable[[], Any], *, done: Done | None = None, failed: Failed | None = None) -> None:
        """Runs long work that only reads (copies, checks of everything, imports), one after the other."""
        self._start(self._aside, op, done, failed)

    def contact(
        self, op: Callable[[], Any], *, done: Done | None = None, failed: Failed | None = None
    ) -> None:
        """Runs what speaks with an issuer. It writes in short transactions, and in none while it waits for an answer."""
        self._start(self._contact, op, done, failed)

    def forget(self) -> None:
        """The window goes: what is under way is still done, but no `done` or `failed` that was given so far is called.

        They belong to pages that are gone. What a person can act on is told as `trouble` instead, bugs as ever.
        """
        self._window += 1

    def idle(self) -> bool:
        """Whether every operation has been run and its outcome delivered."""
        return self._under_way == 0

    def shutdown(self) -> None:
        """Asks long work to stop, waits for what is under way and takes no more. Call it before the windows go.

        Nothing tells a page any more: what finished on the way may ask it for its next look, which nobody takes.
        """
        self.ending.emit()
        self.forget()
        for pool in (self._writer, self._reader, self._soon, self._aside, self._contact):
            pool.shutdown(wait=True)

    def _start(
        self, pool: ThreadPoolExecutor, op: Callable[[], Any], done: Done | None, failed: Failed | None
    ) -> None:
        window = self._window

        def finished(future: Future[Any]) -> None:
            error = future.exception()
            result = None if error else future.result()
            # The application may have gone while the last operation ran; then nobody is left to tell.
            with contextlib.suppress(RuntimeError):
                self._arrived.emit(_Outcome(result, error, done, failed, window))

        future = pool.submit(op)
        self._under_way += 1
        future.add_done_callback(finished)

    @Slot(object)
    def _deliver(self, outcome: _Outcome) -> None:
        self._under_way -= 1
        error, forgotten = outcome.error, outcome.window != self._window
        if error is None:
            if outcome.done is not None and not forgotten:
                outcome.done(outcome.result)
        elif isinstance(error, KnownError):
            if outcome.failed is not None and not forgotten:
                outcome.failed(error)
            else:
                self.trouble.emit(error)
        else:
            _log.error("an operation failed", exc_info=error)
            self.bug.emit(error)
