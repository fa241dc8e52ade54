"""Making certificates, one after the other, so that one that cannot be made stops none of the others."""

from collections import deque
from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from assessor_app.domain.errors import KnownError
from assessor_app.services.awards.issue import issue
from assessor_app.ui.certificates.dialogs import ProblemsDialog
from assessor_app.ui.certificates.parts import Parts
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext
from assessor_app.wording.errors import sentence


class Issuing(QObject):
    """Makes certificates of results.

    Signals:
        made(object): the numbers of those made, in order; it may be none.
    """

    made = Signal(object)

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.page)
        self._parts = parts
        self._left: deque[str] = deque()
        self._numbers: list[str] = []
        self._problems: list[KnownError] = []
        self._of = 0
        parts.page.progress.cancelled.connect(self._stop)

    def make(self, assessments: Sequence[str]) -> None:
        """Starts; each certificate is on disk before the next is begun."""
        self._left, self._of = deque(assessments), len(assessments)
        self._numbers, self._problems = [], []
        self._next()

    def _next(self) -> None:
        if not self._left:
            self._finish()
            return
        if self._numbers or self._problems:
            done = self._of - len(self._left)
            words = _("Making certificate {done} of {all} …").format(done=done + 1, all=self._of)
            self._parts.page.progress.show_progress(words, done, self._of)
        by, assessment = self._parts.session.by, self._left[0]
        self._parts.acts.sign(
            lambda confirmed: issue(
                self._parts.desk, by=by, assessments=[assessment], clock_confirmed=confirmed
            ),
            done=self._one_made,
            failed=self._one_failed,
        )

    def _one_made(self, numbers: tuple[str, ...]) -> None:
        self._numbers.extend(numbers)
        self._go_on()

    def _one_failed(self, error: KnownError) -> None:
        # A second press on the button while the first was at work is no problem of anybody's.
        if error.code != "issued-already":
            self._problems.append(error)
        self._go_on()

    def _go_on(self) -> None:
        if self._left:
            self._left.popleft()
        self._next()

    def _stop(self) -> None:
        self._left.clear()

    def _finish(self) -> None:
        self._parts.page.progress.hide()
        self.made.emit(tuple(self._numbers))
        if self._problems:
            count = len(self._problems)
            title = ngettext(
                "{count} certificate could not be made", "{count} certificates could not be made", count
            ).format(count=count)
            told = [sentence(problem) for problem in self._problems]
            dialog = ProblemsDialog(self._parts.page.look, title, told, self._parts.page.window())
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()
