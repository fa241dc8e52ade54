"""The misspelt name: a new certificate supersedes the old one."""

from PySide6.QtCore import QObject, Signal

from assessor_app.domain.errors import KnownError
from assessor_app.services.awards.supersede import Correction, correct_name
from assessor_app.ui.certificates.dialogs import CorrectionDialog
from assessor_app.ui.certificates.parts import Parts
from assessor_app.ui.certificates.view import CertificateView
from assessor_app.ui.kit.dialogs import put_away, still_open
from assessor_app.wording.errors import sentence


class Correcting(QObject):
    """Asks for the right name and makes the new certificate.

    Signals:
        corrected(str): the number of the new certificate.
    """

    corrected = Signal(str)

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.page)
        self._parts = parts

    def ask(self, view: CertificateView) -> None:
        """Opens the form for this certificate."""
        dialog = CorrectionDialog(
            self._parts.page.look, number=view.number, holder=view.holder, parent=self._parts.page.window()
        )
        dialog.given.connect(lambda correction: self._correct(dialog, view.number, correction))
        dialog.open()

    def _correct(self, dialog: CorrectionDialog, number: str, correction: Correction) -> None:
        by = self._parts.session.by

        def done(new: str) -> None:
            # Whoever closed the form meanwhile is told by the list.
            put_away(dialog)
            self.corrected.emit(new)

        def failed(error: KnownError) -> None:
            if still_open(dialog):
                dialog.refuse(sentence(error))
            else:
                self._parts.tasks.trouble.emit(error)

        def put_off() -> None:
            if still_open(dialog):
                dialog.refuse("")

        self._parts.acts.sign(
            lambda confirmed: correct_name(
                self._parts.desk, by=by, number=number, correction=correction, clock_confirmed=confirmed
            ),
            done=done,
            failed=failed,
            put_off=put_off,
        )
