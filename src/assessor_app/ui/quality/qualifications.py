"""Qualifications that somebody may award, above the queue: what the learner holds, and one PIN."""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLayout

from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import Role
from assessor_app.services.qualifications.look import Due, due
from assessor_app.services.qualifications.ports import Awarded, QualificationDesk
from assessor_app.services.qualifications.release import release_qualification
from assessor_app.ui.acts import Acts
from assessor_app.ui.kit.buttons import PlainButton
from assessor_app.ui.kit.dialogs import put_away, still_open
from assessor_app.ui.kit.glyphs import Shape
from assessor_app.ui.kit.layout import Frame, clear, column, holding, row
from assessor_app.ui.kit.mirror import led_by
from assessor_app.ui.kit.pinpad import PinPad, wait_of
from assessor_app.ui.kit.status import Glyph
from assessor_app.ui.kit.text import Text
from assessor_app.ui.quality.page import QualityPage
from assessor_app.ui.session import Session
from assessor_app.ui.tasks import Tasks
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.days import day_words
from assessor_app.wording.errors import sentence

_MOST = 4


class Qualifications(QObject):
    """The notice of what may be awarded, and the act.

    Signals:
        changed(): a qualification was awarded.
    """

    changed = Signal()

    def __init__(
        self, page: QualityPage, *, desk: QualificationDesk, tasks: Tasks, acts: Acts, session: Session
    ) -> None:
        super().__init__(page)
        self._page, self._look, self._desk = page, page.look, desk
        self._tasks, self._acts, self._session = tasks, acts, session
        self._lines = column(gap=1)
        self.notice = Frame("notice", column(self._lines, margin=2))
        self.notice.hide()
        page.notices.addWidget(self.notice)
        session.changed.connect(self.notice.hide)

    def show(self) -> None:
        """Reads again what whoever is at the screen may award."""
        if self._session.has(Role.QUALITY_ASSURER):
            self._tasks.read(partial(due, self._desk, by=self._session.by), done=self.show_due)

    def show_due(self, found: tuple[Due, ...]) -> None:
        """Shows these, the first of them with what can be done."""
        clear(self._lines)
        self.notice.setVisible(bool(found))
        for item in found[:_MOST]:
            self._lines.addWidget(holding(self._line(item)))
        if len(found) > _MOST:
            rest = _("{count} in all; the others come after these.").format(count=len(found))
            self._lines.addWidget(Text(self._look, rest, role="small", tone="muted"))

    def _line(self, item: Due) -> QLayout:
        rule = item.stack.qualification
        who = led_by(item.number, item.name, gap=" ")
        words = _("{name} holds what {title} asks for: {parts}").format(
            name=who, title=rule.title, parts=", ".join(part.code for part in item.stack.parts)
        )
        if item.own:
            own = _(
                "You assessed part of it, or have a declared interest in it: another quality assurer awards it."
            )
            said = column(Text(self._look, words), Text(self._look, own, role="small", tone="muted"), gap=0.5)
            line = row(Glyph(self._look, Shape.HELD), said, gap=2)
        else:
            name = _("Award {title} to {name}").format(title=rule.title, name=item.name)
            button = PlainButton(self._look, _("Award…"), icon="award", name=name)
            button.clicked.connect(lambda _checked=False: self._ask(item))
            line = row(Glyph(self._look, Shape.REGISTERED), Text(self._look, words), button, gap=2)
        line.setStretch(1, 1)
        return line

    def _ask(self, item: Due) -> None:
        staff = self._session.staff
        if staff is None:
            return
        pad = PinPad(
            self._look,
            _("Award {title}").format(title=item.stack.qualification.title),
            who=staff.name,
            sentence=_told(item),
            action=_("Award"),
            parent=self._page.window(),
        )
        pad.entered.connect(
            lambda pin: self._acts.sign(
                partial(self._act, item, staff.id, pin),
                done=lambda _awarded: self._awarded(pad),
                failed=lambda error: self._refused(pad, error),
            )
        )
        pad.open()

    def _act(self, item: Due, by: str, pin: str, confirmed: bool) -> Awarded:
        return release_qualification(
            self._desk,
            by=by,
            pin=pin,
            learner=item.learner,
            code=item.stack.qualification.code,
            clock_confirmed=confirmed,
        )

    def _awarded(self, pad: PinPad) -> None:
        put_away(pad)
        self.changed.emit()
        self.show()

    def _refused(self, pad: PinPad, error: KnownError) -> None:
        if still_open(pad):
            pad.refuse(sentence(error), wait_seconds=wait_of(error))
        else:
            # A lock closed it meanwhile.
            self._acts.tell(error)


def _told(item: Due) -> str:
    """What the PIN is for: nobody awards what they have not read."""
    parts = []
    for part in item.stack.parts:
        ref = f"{part.code} v{part.version}"
        if part.until is None:
            parts.append(ref)
        else:
            parts.append(_("{form} until {day}").format(form=ref, day=day_words(part.until.isoformat())))
    lines = [led_by(item.number, item.name, gap=" "), " · ".join(parts)]
    if item.stack.until is not None:
        until = day_words(item.stack.until.isoformat())
        lines.append(_("The qualification lasts as long as its parts do: until {day}").format(day=until))
    return "\n".join(lines)
