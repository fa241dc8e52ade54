"""A copy to a stick, from choosing the folder to reading it back."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from assessor_app.domain.errors import KnownError
from assessor_app.services.recovery.left import COPY_TO_STICK
from assessor_app.services.safekeeping.copy import CopyDesk, LastCopy, copy_to_stick
from assessor_app.ui.long_work import LongWork
from assessor_app.ui.session import Session
from assessor_app.ui.sync.reading import inside_words
from assessor_app.ui.sync.stick import StickCard
from assessor_app.ui.tasks import Tasks
from assessor_app.wording.catalogue import gettext as _


class Copying(QObject):
    """Makes copies, one at a time, and can be told to stop.

    Signals:
        made(): a copy was made and remembered.
    """

    made = Signal()

    def __init__(self, card: StickCard, *, desk: CopyDesk, tasks: Tasks, session: Session) -> None:
        super().__init__(card)
        self._card = card
        self._desk = desk
        self._tasks = tasks
        self._session = session
        self._work = LongWork(tasks)
        self.under_way = False
        card.folder_given.connect(self._copy)
        card.cancelled.connect(self._cancel)

    def _copy(self, stick: Path) -> None:
        work = self._work = LongWork(self._tasks)
        work.show_on(self._card, self._show_progress)
        self.under_way = True
        self._session.under_way.add(COPY_TO_STICK)
        self._card.show_progress(_("Copying…"), 0, 0)

        def progress(done: int, of: int) -> None:
            # In permille: a signal's int has 32 bits, and a copy may have more.
            work.tell(done * 1000 // max(of, 1), 1000)

        self._tasks.aside(
            partial(copy_to_stick, self._desk, by=self._session.by, stick=stick, progress=progress),
            done=self._copied,
            failed=self._not_copied,
        )

    def _show_progress(self, done: int, of: int) -> None:
        half = done * 2 > of
        words = _("Reading it back and comparing…") if half else _("Copying…")
        self._card.show_progress(words, done, of)

    def _cancel(self) -> None:
        self._work.cancel()

    def _copied(self, made: LastCopy) -> None:
        self._end()
        words = _("Copied, read back and found the same: {file}, with {inside}.")
        self._card.show_done(words.format(file=made.file, inside=inside_words(made)))
        self.made.emit()

    def _end(self) -> None:
        self.under_way = False
        self._session.under_way.discard(COPY_TO_STICK)

    def _not_copied(self, error: KnownError) -> None:
        self._end()
        self._card.show_progress("", 0, 0)
        if error.code != "cancelled":
            self._tasks.trouble.emit(error)
