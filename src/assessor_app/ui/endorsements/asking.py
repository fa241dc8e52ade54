"""Asks for an endorsement: which form, and where the file goes that is sent to whoever is asked."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from assessor_app.domain.errors import KnownError
from assessor_app.formats.endorsement_files import request_text
from assessor_app.services.credentials.endorsing import endorsement_request
from assessor_app.services.credentials.ports import CredentialDesk
from assessor_app.ui.endorsements.card import EndorsementsCard
from assessor_app.ui.kit import folders
from assessor_app.ui.kit.buttons import PrimaryButton
from assessor_app.ui.kit.dialogs import Dialog, put_away, still_open
from assessor_app.ui.kit.fields import Select
from assessor_app.ui.kit.files import ask_to_save
from assessor_app.ui.kit.text import Text
from assessor_app.ui.session import Session
from assessor_app.ui.tasks import Tasks
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.errors import sentence

_SUFFIX = ".json"
FormVersion = tuple[str, str]


class AskDialog(Dialog):
    """Which form is to be endorsed.

    Signals:
        form_chosen(str, str): its code and version; write the request for it.
    """

    form_chosen = Signal(str, str)

    def __init__(
        self, look: Look, forms: Sequence[tuple[FormVersion, str]], parent: QWidget | None = None
    ) -> None:
        """`forms` are those in use, (code, version) with the title."""
        about = _(
            "A file is written that names the form and no learner. Send it to the employer or authority: they sign it"
            " with this program, by the command “assessor-app endorse”, and send the answer back."
        )
        super().__init__(look, _("Ask for an endorsement"), sentence=about, parent=parent)
        self._forms = [version for version, _title in forms]
        named = [
            (str(place), f"{title} ({code} v{version})")
            for place, ((code, version), title) in enumerate(forms)
        ]
        self.form = Select(look, _("Form"), named)
        self.problem = Text(look, "", tone="danger")
        self.body.addWidget(Text(look, _("Form"), role="small", bold=True))
        self.body.addWidget(self.form)
        self.body.addWidget(self.problem)
        self.write = PrimaryButton(look, _("Save the request…"), icon="file-down")
        self.write.setEnabled(bool(named))
        self.write.clicked.connect(lambda: self.form_chosen.emit(*self._forms[int(self.form.key())]))
        self.foot(self.cancel_button(), self.write)

    def refuse(self, told: str) -> None:
        """Why no file was written."""
        self.problem.say(told)


class Asking(QObject):
    """Opens the dialog, asks for a place, and writes the request there."""

    def __init__(
        self,
        page: QWidget,
        *,
        desk: CredentialDesk,
        forms: Callable[[], tuple[FormVersion, ...]],
        tasks: Tasks,
        session: Session,
    ) -> None:
        super().__init__(page)
        self._page, self._desk, self._forms = page, desk, forms
        self._tasks, self._session = tasks, session

    def wire(self, card: EndorsementsCard) -> None:
        """The card came up."""
        card.request_asked.connect(lambda: self._choose(card))

    def _choose(self, card: EndorsementsCard) -> None:
        desk, forms = self._desk, self._forms

        def titled() -> list[tuple[FormVersion, str]]:
            named = [(form, desk.awards.forms.get(*form).title) for form in forms()]
            return sorted(named, key=lambda one: (one[1].casefold(), one[0]))

        self._tasks.read(titled, done=lambda found: self._open(card, found))

    def _open(self, card: EndorsementsCard, forms: Sequence[tuple[FormVersion, str]]) -> None:
        dialog = AskDialog(card.look, forms, parent=self._page.window())
        dialog.form_chosen.connect(lambda code, version: self._ask_place(card, dialog, (code, version)))
        dialog.open()

    def _ask_place(self, card: EndorsementsCard, dialog: AskDialog, form: FormVersion) -> None:
        first = str(Path(folders.beginning()) / f"endorsement-request-{form[0]}-{form[1]}{_SUFFIX}")
        chosen = ask_to_save(dialog, _("Save the request"), first, _("Requests (*.json)"))
        if not chosen:
            return
        path = Path(chosen)
        folders.used(path)
        path = path if path.suffix.lower() == _SUFFIX else path.with_name(f"{path.name}{_SUFFIX}")
        desk, by = self._desk, self._session.by

        def write() -> Path:
            made = endorsement_request(desk, by=by, code=form[0], version=form[1])
            return _written(path, request_text(made))

        def written(at: Path) -> None:
            put_away(dialog)
            card.say_took(_("Written to {path}. Send it to whoever is asked.").format(path=at))

        def refused(error: KnownError) -> None:
            if still_open(dialog):
                dialog.refuse(sentence(error))

        self._tasks.soon(write, done=written, failed=refused)


def _written(path: Path, data: bytes) -> Path:
    """Raises KnownError `file-not-written`."""
    try:
        path.write_bytes(data)
    except OSError as error:
        raise KnownError("file-not-written", path=str(path), why=error.strerror or str(error)) from error
    return path
