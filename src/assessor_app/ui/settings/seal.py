"""The centre's certificate for PDF files, in the settings: which it is, another one, none."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from assessor_app.domain.errors import KnownError
from assessor_app.domain.seal import Seal
from assessor_app.services.packs.seal import SealDesk, drop_seal, set_seal
from assessor_app.ui.kit.buttons import PlainButton, PrimaryButton, QuietButton
from assessor_app.ui.kit.dialogs import Dialog, Question, put_away, still_open
from assessor_app.ui.kit.fields import Field
from assessor_app.ui.kit.files import ask_to_open
from assessor_app.ui.kit.layout import Card
from assessor_app.ui.kit.text import Text
from assessor_app.ui.session import Session
from assessor_app.ui.settings.cards import fill
from assessor_app.ui.tasks import Tasks
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.days import day_words
from assessor_app.wording.errors import sentence

AskCertificate = Callable[[QWidget], Path | None]
"""Asks a person for a PKCS#12 file; None when they thought better of it."""

_MOST_BYTES = 1024 * 1024


def ask_certificate(parent: QWidget) -> Path | None:
    """A PKCS#12 file."""
    chosen = ask_to_open(
        parent, _("Choose the centre's certificate"), _("Certificates with their key (*.p12 *.pfx)")
    )
    return Path(chosen) if chosen else None


class SealCard(Card):
    """Which certificate signs PDF files.

    Signals:
        set_asked(): another one. drop_asked(): none.
    """

    set_asked = Signal()
    drop_asked = Signal()

    def __init__(self, look: Look, seal: Seal | None, today: date) -> None:
        super().__init__(gap=2)
        about = _(
            "With a certificate of the centre, from an authority that signs such, the PDF in each pack carries its electronic signature (PAdES). Without one it is proved by its code and its credential alone."
        )
        lines: list[QWidget] = [
            Text(look, _("Electronic signature of PDF files"), role="row", bold=True),
            Text(look, about, tone="muted"),
        ]
        if seal is not None:
            lines += [Text(look, seal.subject, bold=True), Text(look, _days(seal, today))]
        words = _("Choose a certificate…") if seal is None else _("Choose another certificate…")
        self.choose = PlainButton(look, words, icon="file-key")
        self.choose.clicked.connect(self.set_asked)
        lines.append(self.choose)
        if seal is not None:
            self.drop = QuietButton(look, _("Sign no more"), icon="x")
            self.drop.clicked.connect(self.drop_asked)
            lines.append(self.drop)
        fill(self, *lines)


def _days(seal: Seal, today: date) -> str:
    told = _("Issued by {issuer}, until {day}.").format(
        issuer=seal.issuer, day=day_words(seal.until.isoformat())
    )
    return told if seal.holds(today) else f"{told} {_('Its days are over: nothing is signed with it.')}"


class PassphraseDialog(Dialog):
    """Asks for the passphrase of the file; stays open until it fits.

    Signals:
        entered(str): the passphrase, which is not kept.
    """

    entered = Signal(str)

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        told = _("It opens the file once. It is not kept; the key is, encrypted with everything else here.")
        super().__init__(look, name, sentence=told, parent=parent)
        self.field = Field(look, _("Passphrase of the file"), secret=True)
        self.body.addWidget(self.field)
        self.go = PrimaryButton(look, _("Take it"))
        self.go.clicked.connect(self._enter)
        if isinstance(self.field.edit, QLineEdit):
            self.field.edit.returnPressed.connect(self._enter)
        self.foot(self.cancel_button(), self.go)
        self.field.edit.setFocus()

    def refuse(self, words: str) -> None:
        """Says why it was not taken."""
        self.go.setEnabled(True)
        self.field.show_error(words)

    def _enter(self) -> None:
        if self.go.isEnabled():
            self.go.setEnabled(False)
            self.field.show_error("")
            self.entered.emit(self.field.text())


class SealPresenter(QObject):
    """Sets and takes away the certificate.

    Signals:
        changed(): read it again.
    """

    changed = Signal()

    def __init__(
        self,
        page: QWidget,
        look: Look,
        *,
        desk: SealDesk,
        tasks: Tasks,
        session: Session,
        ask: AskCertificate = ask_certificate,
    ) -> None:
        super().__init__(page)
        self._page, self._look = page, look
        self._desk, self._tasks, self._session, self._ask = desk, tasks, session, ask

    def show_on(self, card: SealCard) -> None:
        """Wires a card that came up."""
        card.set_asked.connect(self._choose)
        card.drop_asked.connect(self._ask_to_drop)

    def _choose(self) -> None:
        path = self._ask(self._page.window())
        if path is None:
            return
        dialog = PassphraseDialog(self._look, path.name, self._page)
        desk, by = self._desk, self._session.by

        def op(passphrase: str) -> None:
            set_seal(desk, by=by, content=_read(path), passphrase=passphrase)

        def done(_nothing: object) -> None:
            put_away(dialog)
            self.changed.emit()

        def failed(error: KnownError) -> None:
            if still_open(dialog):
                dialog.refuse(sentence(error))
            else:
                self._tasks.trouble.emit(error)

        dialog.entered.connect(
            lambda passphrase: self._tasks.run(lambda: op(passphrase), done=done, failed=failed)
        )
        dialog.open()

    def _ask_to_drop(self) -> None:
        question = Question(
            self._look,
            _("Sign PDF files no more?"),
            sentence=_("The key is deleted here. What was signed stays signed."),
            yes=_("Sign no more"),
            parent=self._page,
        )
        desk, by = self._desk, self._session.by
        question.answered.connect(
            lambda: self._tasks.run(lambda: drop_seal(desk, by=by), done=lambda _nothing: self.changed.emit())
        )
        question.open()


def _read(path: Path) -> bytes:
    """One byte more than such a file has at most: what reads it says that it is none."""
    try:
        with path.open("rb") as file:
            return file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise KnownError("seal-unreadable") from error
