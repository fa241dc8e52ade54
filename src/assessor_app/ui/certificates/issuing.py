"""Making certificates, one after the other, so that one that cannot be made stops none of the others."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal

from assessor_app.domain.errors import KnownError
from assessor_app.services.awards.issue import issue
from assessor_app.ui.certificates.dialogs import ProblemsDialog
from assessor_app.ui.certificates.parts import Parts
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext
from assessor_app.wording.errors import sentence


@dataclass
class _Batch:
    """What one press asked for, and who pressed: whoever takes over in the middle signs none of it."""

    by: str
    left: deque[str]
    of: int
    numbers: list[str] = field(default_factory=list)
    problems: list[KnownError] = field(default_factory=list)
    put_off: int = 0


class Issuing(QObject):
    """Makes certificates of results.

    Signals:
        made(object): the numbers of those made, in order; it may be none.
    """

    made = Signal(object)

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.page)
        self._parts = parts
        self._batches: list[_Batch] = []
        parts.page.progress.cancelled.connect(self._stop)

    def make(self, assessments: Sequence[str]) -> None:
        """Starts; each certificate is on disk before the next is begun."""
        batch = _Batch(by=self._parts.session.by, left=deque(assessments), of=len(assessments))
        self._batches.append(batch)
        self._next(batch)

    def _next(self, batch: _Batch) -> None:
        if not batch.left:
            self._finish(batch)
            return
        if batch.numbers or batch.problems:
            done = batch.of - len(batch.left)
            words = _("Making certificate {done} of {all} …").format(done=done + 1, all=batch.of)
            self._parts.page.progress.show_progress(words, done, batch.of)
        assessment = batch.left.popleft()
        self._parts.acts.sign(
            lambda confirmed: issue(
                self._parts.desk, by=batch.by, assessments=[assessment], clock_confirmed=confirmed
            ),
            done=lambda numbers: self._one_made(batch, numbers),
            failed=lambda error: self._one_failed(batch, error),
            put_off=lambda: self._put_off(batch),
        )

    def _one_made(self, batch: _Batch, numbers: tuple[str, ...]) -> None:
        batch.numbers.extend(numbers)
        self._next(batch)

    def _one_failed(self, batch: _Batch, error: KnownError) -> None:
        # A second press on the button while the first was at work is no problem of anybody's.
        if error.code != "issued-already":
            batch.problems.append(error)
        self._next(batch)

    def _put_off(self, batch: _Batch) -> None:
        """Nobody would say that the clock is right: it is the same clock for all the others."""
        batch.put_off = 1 + len(batch.left)
        batch.left.clear()
        self._next(batch)

    def _stop(self) -> None:
        for batch in self._batches:
            batch.left.clear()

    def _finish(self, batch: _Batch) -> None:
        self._batches.remove(batch)
        self._parts.page.progress.hide()
        self.made.emit(tuple(batch.numbers))
        told = [sentence(problem) for problem in batch.problems]
        if batch.put_off:
            words = ngettext(
                "{count} was not made, because nobody confirmed the clock.",
                "{count} were not made, because nobody confirmed the clock.",
                batch.put_off,
            )
            told.append(words.format(count=batch.put_off))
        if told:
            self._tell(len(batch.problems) + batch.put_off, told)

    def _tell(self, count: int, told: list[str]) -> None:
        title = ngettext(
            "{count} certificate could not be made", "{count} certificates could not be made", count
        ).format(count=count)
        ProblemsDialog(self._parts.page.look, title, told, self._parts.page.window()).open()
