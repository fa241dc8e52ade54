"""Behind a learner's row: attendance, how they were known, bib, bench, a note."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from assessor_app.domain.sitting import Attendance, Identified
from assessor_app.ui.kit.buttons import Choice, PlainButton, PrimaryButton
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.kit.fields import Field, Select
from assessor_app.ui.kit.layout import column, nest, row
from assessor_app.ui.kit.text import Text
from assessor_app.ui.sittings.view import EntryView
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.marks import attendance_word, identified_word

_WIDE, _WIDEST = 580, 640
_OFFERED = (
    Attendance.EXPECTED,
    Attendance.PRESENT,
    Attendance.LATE,
    Attendance.ABSENT,
    Attendance.TURNED_AWAY,
    Attendance.LEFT,
    Attendance.TRANSFERRED,
)


def least_width(look: Look) -> int:
    """Wide enough for the ways to be known side by side, in pixels; no wider than a tablet held upright."""
    return min(look.metrics.text(_WIDE), _WIDEST)


def identified_answers() -> list[tuple[str, str]]:
    """How somebody can be known, as pairs of key and word."""
    return [(item.value, identified_word(item)) for item in Identified]


class IdentifiedDialog(Dialog):
    """Asks once how those who are here were known; the answer is kept for the next ones.

    Signals:
        picked(str): one of `domain.sitting.Identified`.
    """

    picked = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        sentence = _("The answer is kept for the next ones until you change it above the list.")
        super().__init__(look, _("How do you know who this is?"), sentence=sentence, parent=parent)
        for key, word in identified_answers():
            button = PlainButton(look, word)
            button.clicked.connect(lambda _checked=False, key=key: self._pick(key))
            self.body.addWidget(button)
        self.foot(self.cancel_button())

    def _pick(self, key: str) -> None:
        self.accept()
        self.picked.emit(key)


class EntryDialog(Dialog):
    """What is less usual than *present*.

    Signals:
        attend_asked(str, str, str): attendance, how identified (or empty), note.
        place_asked(str, str): bib, bench.
        before_asked(): what is arranged for this learner.
    """

    attend_asked = Signal(str, str, str)
    place_asked = Signal(str, str)
    before_asked = Signal()

    def __init__(
        self, look: Look, entry: EntryView, *, identified: str = "", parent: QWidget | None = None
    ) -> None:
        """`identified` is what was last answered, offered for somebody who has just come."""
        super().__init__(look, f"{entry.bib}  {entry.name}".strip(), parent=parent)
        self._entry = entry
        offered = list(_OFFERED)
        if entry.attendance == Attendance.FINISHED.value:
            offered = [Attendance.FINISHED]
        answers = [(item.value, attendance_word(item)) for item in offered]
        self.attendance = Select(look, _("Attendance"), answers)
        self.attendance.choose(entry.attendance)
        self.identified = Choice(
            look, _("Identified"), identified_answers(), current=entry.identified or identified
        )
        self.note = Field(look, _("Note"), hint=_("why turned away, where to, …"))
        self.bib = Field(look, _("Bib number"), text=entry.bib)
        self.bench = Field(look, _("Bench"), text=entry.bench)
        for label, widget in ((_("Attendance"), self.attendance), (_("Identified"), self.identified)):
            nest(self.body, column(Text(look, label, role="small", bold=True), widget, gap=0.5))
        self.body.addWidget(self.note)
        nest(self.body, row(self.bib, self.bench, gap=2))
        self.before = PlainButton(look, _("Before the work: reader, adjustments, …"), icon="clipboard-check")
        self.before.clicked.connect(self._before)
        self.body.addWidget(self.before)
        keep = PrimaryButton(look, _("Keep"))
        keep.setDefault(True)
        keep.clicked.connect(self._keep)
        self.foot(self.cancel_button(), keep)
        self.setMinimumWidth(least_width(look))

    def _before(self) -> None:
        """There the learner's row is kept on its own; what was changed here is kept first."""
        self._keep()
        if self.result():
            self.before_asked.emit()

    def _keep(self) -> None:
        entry = self._entry
        chosen = self.attendance.key()
        here = chosen in {Attendance.PRESENT.value, Attendance.LATE.value}
        if here and not self.identified.current():
            self.say(_("Say how you know who this is, then keep."))
            return
        identified = self.identified.current() if here else entry.identified
        self.accept()
        if (chosen, identified) != (entry.attendance, entry.identified) or self.note.text().strip():
            self.attend_asked.emit(chosen, identified, self.note.text().strip())
        if (self.bib.text().strip(), self.bench.text().strip()) != (entry.bib, entry.bench):
            self.place_asked.emit(self.bib.text().strip(), self.bench.text().strip())
