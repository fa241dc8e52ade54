"""Wires the card of endorsements to the services that keep them."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject

from assessor_app.domain.errors import KnownError
from assessor_app.formats.endorsement_files import MOST_BYTES, EndorsementSaid
from assessor_app.services.credentials.endorsing import (
    Endorsed,
    add_endorsement,
    end_endorsement,
    endorsed_form,
    endorsements_here,
)
from assessor_app.services.credentials.ports import CredentialDesk
from assessor_app.ui.endorsements.asking import Asking
from assessor_app.ui.endorsements.card import EndorsementLine, EndorsementsCard, EndorsementsView
from assessor_app.ui.kit.dialogs import Question
from assessor_app.ui.kit.files import ask_to_open
from assessor_app.ui.session import Session
from assessor_app.ui.settings.page import SettingsPage
from assessor_app.ui.tasks import Tasks
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.days import day_words
from assessor_app.wording.errors import sentence

_KEY_SHOWN = 24


@dataclass(frozen=True, kw_only=True)
class EndorsementParts:
    """What endorsements are kept with; `forms` are the versions in use (code, version)."""

    desk: CredentialDesk
    forms: Callable[[], tuple[tuple[str, str], ...]]
    tasks: Tasks
    session: Session


class Endorsements(QObject):
    """Lists them, asks for one, takes one from a file, takes one away."""

    def __init__(self, page: SettingsPage, parts: EndorsementParts) -> None:
        super().__init__(page)
        self._page, self._parts = page, parts
        self._card: EndorsementsCard | None = None
        self._asking = Asking(
            page, desk=parts.desk, forms=parts.forms, tasks=parts.tasks, session=parts.session
        )
        page.endorsements_shown.connect(self._wire)

    def _wire(self, card: EndorsementsCard) -> None:
        self._card = card
        card.destroyed.connect(lambda: self._forget(card))
        self._asking.wire(card)
        card.file_asked.connect(self._ask_file)
        card.end_asked.connect(self._ask_to_end)
        self._show()

    def _forget(self, card: EndorsementsCard) -> None:
        if self._card is card:
            self._card = None

    def _show(self) -> None:
        desk, by = self._parts.desk, self._parts.session.by
        self._parts.tasks.read(lambda: _view(desk, by), done=self._arrived)

    def _arrived(self, view: EndorsementsView) -> None:
        if self._card is not None:
            self._card.show_view(view)

    def _ask_file(self) -> None:
        path = ask_to_open(self._page, _("Take an endorsement from a file"), _("Endorsements (*.json)"))
        if not path:
            return
        parts, by = self._parts, self._parts.session.by

        def take() -> str:
            content = _read(Path(path))
            code, version = endorsed_form(parts.desk, content, parts.forms())
            new = add_endorsement(parts.desk, content, by=by, code=code, version=version)
            told = _("Taken. Credentials of {code} v{version} have it from now on.")
            return told.format(code=code, version=version) if new else _("It is here already.")

        # A signature is proved: seconds, and no work of the writer.
        parts.tasks.soon(take, done=self._took, failed=self._refused)

    def _took(self, words: str) -> None:
        if self._card is not None:
            self._card.say_took(words)
        self._show()

    def _refused(self, error: KnownError) -> None:
        if self._card is not None:
            self._card.refuse(sentence(error))
        else:
            self._parts.tasks.trouble.emit(error)

    def _ask_to_end(self, line: EndorsementLine) -> None:
        question = Question(
            self._page.look,
            _("Take away the endorsement of {name}?").format(name=line.name),
            sentence=_(
                "Credentials of certificates that are issued from now on are made without it. What was issued keeps it, and this"
                " word is not taken a second time."
            ),
            yes=_("Take it away"),
            parent=self._page.window(),
        )
        desk, by = self._parts.desk, self._parts.session.by
        question.answered.connect(
            lambda: self._parts.tasks.run(
                lambda: end_endorsement(desk, by=by, endorsement=line.id), done=lambda _nothing: self._show()
            )
        )
        question.open()


def _view(desk: CredentialDesk, by: str) -> EndorsementsView:
    try:
        return EndorsementsView(lines=tuple(map(_line, endorsements_here(desk, by=by))))
    except KnownError as error:
        if error.code != "endorsement-elsewhere":
            raise
        return EndorsementsView(elsewhere=sentence(error))


def _line(one: Endorsed) -> EndorsementLine:
    return EndorsementLine(
        id=one.id,
        name=one.said.name or one.said.key,
        form=f"{one.title} ({one.code} v{one.version})",
        comment=one.said.comment,
        signed=_signed(one.said, one.at),
    )


def _signed(said: EndorsementSaid, taken: str) -> str:
    """By which key and for which days, as it says itself; its signature was checked on the day it was taken."""
    key = said.key if len(said.key) <= _KEY_SHOWN else f"{said.key[:_KEY_SHOWN]}…"
    days = (
        _("valid from {day} until {until}").format(day=day_words(said.since), until=day_words(said.until))
        if said.until
        else _("valid from {day}, without an end").format(day=day_words(said.since))
    )
    told = _("Signed by the key {key}, {days}. Signature checked when it was taken, {taken}.")
    return told.format(key=key, days=days, taken=day_words(taken))


def _read(path: Path) -> bytes:
    """A byte more than such a file has at most: what reads it says that it is none."""
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise KnownError("endorsement-unreadable") from error
