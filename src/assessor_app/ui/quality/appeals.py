"""Appeals that wait for a decision, above the queue: whoever assures quality sees them before anything else."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from assessor_app.services.after.desk import AfterDesk
from assessor_app.services.after.look import OpenAppeal, appeals_to_decide
from assessor_app.ui.kit.buttons import PlainButton
from assessor_app.ui.kit.glyphs import Shape
from assessor_app.ui.kit.layout import Frame, clear, column, holding, row
from assessor_app.ui.kit.status import Glyph
from assessor_app.ui.kit.text import Text
from assessor_app.ui.quality.page import QualityPage
from assessor_app.ui.session import Session
from assessor_app.ui.tasks import Tasks
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.days import day_words

_MOST = 3


class Appeals(QObject):
    """The notice, and what it is asked.

    Signals:
        asked(str): the assessment that an appeal is about.
    """

    asked = Signal(str)

    def __init__(self, page: QualityPage, *, desk: AfterDesk, tasks: Tasks, session: Session) -> None:
        super().__init__(page)
        self._look, self._desk, self._tasks, self._session = page.look, desk, tasks, session
        self._lines = column(gap=1)
        self.notice = Frame("notice", column(self._lines, margin=2))
        self.notice.hide()
        page.notices.addWidget(self.notice)
        session.changed.connect(self.notice.hide)

    def show(self) -> None:
        """Reads again what whoever is at the screen may decide."""
        if self._session.staff is not None:
            read = partial(appeals_to_decide, self._desk, by=self._session.by)
            self._tasks.read(read, done=self._arrived)

    def _arrived(self, found: tuple[OpenAppeal, ...]) -> None:
        clear(self._lines)
        self.notice.setVisible(bool(found))
        for one in found[:_MOST]:
            words = _("{name} appeals against {title}, since {day}").format(
                name=one.learner, title=one.title, day=day_words(one.appeal.said_on)
            )
            name = _("Look at the appeal of {name}").format(name=one.learner)
            button = PlainButton(self._look, _("Look at it"), icon="scale", name=name)
            button.clicked.connect(lambda _checked=False, key=one.appeal.assessment: self.asked.emit(key))
            line = row(Glyph(self._look, Shape.HELD), Text(self._look, words), button, gap=2)
            line.setStretch(1, 1)
            self._lines.addWidget(holding(line))
        if len(found) > _MOST:
            rest = _("{count} in all; the others come after these.").format(count=len(found))
            self._lines.addWidget(Text(self._look, rest, role="small", tone="muted"))
