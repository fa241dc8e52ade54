"""An attempt that the form's rules do not allow, or not yet: it begins with a reason, and waits for release then."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from assessor_app.domain.errors import KnownError
from assessor_app.services.assessing.desk import Desk
from assessor_app.services.assessing.start import start
from assessor_app.ui.keeping import keep_typed
from assessor_app.ui.kit.buttons import PrimaryButton
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.kit.fields import Field
from assessor_app.ui.session import Session
from assessor_app.ui.tasks import Tasks
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.errors import sentence

BEYOND = frozenset({"no-attempts-left", "cooling-off"})
"""Refusals that a reason mends."""


class BeyondDialog(Dialog):
    """Asks why a further attempt begins all the same.

    Signals:
        said(str): the reason.
    """

    said = Signal(str)

    def __init__(self, look: Look, refused: str, *, parent: QWidget | None = None) -> None:
        told = _("With a reason it may begin all the same; its certificate then waits for release.")
        title = _("A further attempt all the same?")
        super().__init__(look, title, sentence=f"{refused} {told}", parent=parent)
        self.reason = Field(look, _("Reason"), lines=3)
        self.body.addWidget(self.reason)
        self.go = PrimaryButton(look, _("Begin the attempt"))
        self.go.clicked.connect(self._say)
        self.foot(self.cancel_button(), self.go)

    def _say(self) -> None:
        if not self.reason.text().strip():
            self.reason.show_error(_("Say why, in a few words."))
            self.reason.edit.setFocus()
            return
        self.said.emit(self.reason.text().strip())
        self.accept()


class BeyondAsking:
    """Asks on behalf of a page that was refused to begin somebody's work, and begins it with the reason."""

    def __init__(self, page: QWidget, look: Look, desk: Desk, *, tasks: Tasks, session: Session) -> None:
        self._page, self._look, self._desk = page, look, desk
        self._tasks, self._session = tasks, session

    def ask(self, error: KnownError, again: Callable[[], None]) -> None:
        """Asks; `again` is what was refused, done anew once the attempt has begun."""
        entry, by, drafts = str(error.details["entry"]), self._session.by, self._session.drafts
        dialog = BeyondDialog(self._look, sentence(error), parent=self._page.window())
        about = f"beyond:{entry}"
        keep_typed(drafts, dialog, by=by, about=about)

        def begun() -> None:
            drafts.forget_typed(by, about)
            again()

        def begin(reason: str) -> None:
            self._tasks.run(
                lambda: start(self._desk, by=by, entry=entry, reason=reason), done=lambda _work: begun()
            )

        dialog.said.connect(begin)
        dialog.open()
