"""A note on a finished piece or on a simulation, from its dialog to the evidence that it becomes."""

from PySide6.QtCore import QObject, Signal

from assessor_app.domain.errors import KnownError
from assessor_app.domain.evidence import Evidence
from assessor_app.services.evidence.desk import EvidenceDesk
from assessor_app.services.evidence.note import KIND_OF, Note, take_note
from assessor_app.ui.assess.page import AssessPage
from assessor_app.ui.assessing.presenter import Shown
from assessor_app.ui.evidence.note import NoteDialog
from assessor_app.ui.keeping import keep_typed
from assessor_app.ui.kit.dialogs import put_away, still_open
from assessor_app.ui.session import Session
from assessor_app.ui.tasks import Tasks
from assessor_app.wording.errors import sentence


class Noting(QObject):
    """Asks the assessor, and keeps what they wrote.

    Signals:
        changed(): a note was kept.
    """

    changed = Signal()

    def __init__(self, page: AssessPage, desk: EvidenceDesk, *, tasks: Tasks, session: Session) -> None:
        super().__init__(page)
        self._page, self._desk, self._tasks, self._session = page, desk, tasks, session

    def ask(self, shown: Shown, criterion: str, made: type[Note], *, about: str) -> None:
        """The note goes to whoever was on the page when it was asked for."""
        by, desk = self._session.by, self._desk
        dialog = NoteDialog(self._page.look, made, about=about, parent=self._page.window())

        def keep(note: Note) -> None:
            def op() -> Evidence:
                return take_note(
                    desk,
                    by=by,
                    assessment=shown.assessment,
                    occasion=shown.at.occasion,
                    note=note,
                    criterion=criterion,
                )

            self._tasks.run(op, done=kept, failed=refused)

        def refused(error: KnownError) -> None:
            # The window's own bar is behind the dialog, and would stay after what was wrong is right.
            if still_open(dialog):
                dialog.refuse(sentence(error))

        about_draft = f"{KIND_OF[made]}:{shown.at.occasion}:{criterion}"

        def kept(_made: Evidence) -> None:
            put_away(dialog)
            self._session.drafts.forget_typed(by, about_draft)
            self.changed.emit()

        dialog.kept_asked.connect(keep)
        keep_typed(self._session.drafts, dialog, by=by, about=about_draft)
        dialog.open()
