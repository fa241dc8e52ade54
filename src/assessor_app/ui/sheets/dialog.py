"""Which paper sheet is copied, and when it was written."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from assessor_app.ui.board.dialogs import moment_in
from assessor_app.ui.kit.buttons import PrimaryButton
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.kit.fields import Field
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _


class SheetDialog(Dialog):
    """A paper sheet that is copied: its number, and when what stands on it was seen.

    Signals:
        asked(int, str): the sheet's number; a day and a time, as YYYY-MM-DD HH:MM.
    """

    asked = Signal(int, str)

    def __init__(self, look: Look, *, day: str, now: str, sheet: int = 0, parent: QWidget | None) -> None:
        """`day` (ISO), `now` (HH:MM) and the number of the sheet (0 for none) stand there to begin with."""
        super().__init__(
            look,
            _("Copy from a paper sheet"),
            sentence=_(
                "Until you say that you are done, every mark, note, reading and answer says which sheet it is from and "
                "when it was seen. A photo of the sheet is kept with the work."
            ),
            parent=parent,
        )
        self.number = Field(look, _("Number on the sheet"), text=str(sheet or ""))
        self.day = Field(look, _("On which day (year-month-day)"), text=day)
        self.seen = Field(look, _("Seen at (hours:minutes)"), text=now)
        for field in (self.number, self.day, self.seen):
            self.body.addWidget(field)
        self.go = PrimaryButton(look, _("Copy"))
        self.go.setDefault(True)
        self.go.clicked.connect(self._ask)
        self.foot(self.cancel_button(), self.go)

    def _ask(self) -> None:
        number = self.number.text().strip()
        if not number.isdecimal():
            self.number.show_error(_("The number stands in the corner of the sheet."))
        elif seen := moment_in(self.day, self.seen):
            self.asked.emit(int(number), seen)
            self.accept()
