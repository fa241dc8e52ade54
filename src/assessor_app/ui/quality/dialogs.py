"""Before the PIN: what is released or returned, and the note with it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from assessor_app.ui.kit.buttons import PrimaryButton
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.kit.fields import Field
from assessor_app.ui.kit.layout import Scroll, column, holding, row
from assessor_app.ui.kit.text import Line, Text
from assessor_app.ui.quality.view import RowView
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext

_SEEN_AT_ONCE = 5


class ActDialog(Dialog):
    """Lists what is concerned, and takes the note. A return needs one.

    Signals:
        agreed(str): go on to the PIN with this note.
    """

    agreed = Signal(str)

    def __init__(
        self, look: Look, rows: Sequence[RowView], *, returning: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            look,
            _title(rows, returning=returning),
            sentence=_sentence(rows, returning=returning),
            parent=parent,
        )
        self._needs_note = returning
        lines = [_line(look, found) for found in rows]
        people = Scroll(holding(column(*lines, None, gap=0.5)), name=_("Learners concerned"))
        high = look.font().pixelSize() * 2
        people.setFixedHeight(high * min(len(lines), _SEEN_AT_ONCE) + 8)
        hint = _("what the assessor must mend") if returning else _("what you looked at, and what you found")
        self.note = Field(look, _("Note"), hint=hint, lines=3)
        self.go = PrimaryButton(look, _("Go on to my PIN"))
        self.go.clicked.connect(self._go)
        self.body.addWidget(people)
        self.body.addWidget(self.note)
        self.foot(self.cancel_button(), self.go)

    def _go(self) -> None:
        note = self.note.text().strip()
        if self._needs_note and not note:
            self.note.show_error(_("Write what the assessor must mend."))
            self.note.edit.setFocus()
            return
        self.accept()
        self.agreed.emit(note)


def _line(look: Look, found: RowView) -> QWidget:
    looked = _("looked at") if found.looked else _("not looked at")
    line = row(Line(look, found.learner), Text(look, looked, tone="muted", wrap=False), gap=2)
    line.setStretch(0, 1)
    return holding(line)


def _title(rows: Sequence[RowView], *, returning: bool) -> str:
    count = len(rows)
    words = (
        ngettext("Return {count} to the assessor", "Return {count} to their assessors", count)
        if returning
        else ngettext("Release {count}", "Release {count}", count)
    )
    return words.format(count=count)


def _sentence(rows: Sequence[RowView], *, returning: bool) -> str:
    if returning:
        return _("The work stays signed as it is; no certificate comes of it until somebody releases it.")
    looked = sum(found.looked for found in rows)
    return _("Certificates may be printed afterwards. You looked at {looked} of {count}.").format(
        looked=looked, count=len(rows)
    )
