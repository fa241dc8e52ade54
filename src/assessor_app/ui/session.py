"""Who is at the screen."""

from PySide6.QtCore import QObject, Signal

from assessor_app.domain.people import Role, Staff
from assessor_app.ui.drafts import Drafts
from assessor_app.ui.sheets.copies import Copies


class Session(QObject):
    """Who is signed in. Services check every act again: this only says who acts.

    `copies` is the paper sheet that is copied, and ends with whoever copies it. `under_way` names long work that has to be begun again where the program ends before it.

    Signals:
        changed(): somebody signed in, left or took over.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._staff: Staff | None = None
        self.drafts = Drafts()
        self.under_way: set[str] = set()
        self.copies = Copies(self)
        self._last = ""

    @property
    def staff(self) -> Staff | None:
        return self._staff

    @property
    def by(self) -> str:
        """The id of whoever acts; to act while nobody is signed in is our own bug."""
        if self._staff is None:
            raise RuntimeError("nobody is signed in")
        return self._staff.id

    def has(self, *roles: Role) -> bool:
        return self._staff is not None and self._staff.has(*roles)

    def sign_in(self, staff: Staff) -> None:
        if staff.id != self._last:
            self.copies.end()
        self._staff, self._last = staff, staff.id
        self.changed.emit()

    def sign_out(self) -> None:
        self._staff = None
        self.changed.emit()
