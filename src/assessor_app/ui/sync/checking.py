"""The check of all records, beside everything else: how far it is, a way to stop it, and what it found."""

from PySide6.QtCore import QObject, Signal

from assessor_app.domain.errors import KnownError
from assessor_app.services.records.check import RecordsReport, check_records
from assessor_app.ui.long_work import LongWork
from assessor_app.ui.sync.desk import SyncDesk
from assessor_app.ui.sync.page import SyncPage
from assessor_app.ui.tasks import Tasks
from assessor_app.wording.records import records_sentence

_HALF = 500


class Checking(QObject):
    """Checks when somebody asks, one check at a time.

    Signals:
        checked(str, bool): what was found, in words, and whether that is good; no words where it did not come to an end.
    """

    checked = Signal(str, bool)

    def __init__(self, page: SyncPage, *, desk: SyncDesk, tasks: Tasks) -> None:
        super().__init__(page)
        self._page, self._desk, self._tasks = page, desk, tasks
        self._work = LongWork(tasks)
        page.check_asked.connect(self._check)
        page.checking.cancelled.connect(self._cancel)
        tasks.bug.connect(self._end)

    def _check(self) -> None:
        work = self._work = LongWork(self._tasks)
        work.show_on(self._page, self._page.show_checking)
        self.checked.emit("", True)
        self._page.show_checking(0, 0)
        desk = self._desk
        evidence = desk.evidence and desk.evidence(
            lambda done, of: work.tell(_HALF + _part(done, of), 2 * _HALF)
        )

        def op() -> RecordsReport:
            return check_records(
                desk.ledger.records,
                desk.waiting,
                evidence=evidence,
                progress=lambda done, of: work.tell(_part(done, of), 2 * _HALF),
            )

        self._tasks.aside(op, done=self._found, failed=self._failed)

    def _cancel(self) -> None:
        self._work.cancel()

    def _end(self, _error: object = None) -> None:
        """Whatever became of it; of a bug the window tells by itself."""
        self._page.show_checking(-1, 0)

    def _found(self, report: RecordsReport) -> None:
        self._end()
        self.checked.emit(records_sentence(report), report.ok)

    def _failed(self, error: KnownError) -> None:
        self._end()
        if error.code != "cancelled":
            self._tasks.trouble.emit(error)


def _part(done: int, of: int) -> int:
    """Of one half, in permille of the whole: records first, then evidence, whose bytes do not fit a signal's int."""
    return done * _HALF // max(of, 1)
