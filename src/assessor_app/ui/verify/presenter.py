"""Wires the page to the checking services."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from assessor_app.domain import number as numbers
from assessor_app.domain.errors import KnownError
from assessor_app.services.awards.ports import CertificateLine
from assessor_app.services.checking.check import check_text, named
from assessor_app.services.checking.desk import CheckDesk
from assessor_app.trust.judge import Judged
from assessor_app.ui.session import Session
from assessor_app.ui.tasks import Tasks
from assessor_app.ui.verify import reading, telling
from assessor_app.ui.verify.dialogs import CallerDialog
from assessor_app.ui.verify.given import shown_of
from assessor_app.ui.verify.page import VerifyPage
from assessor_app.ui.verify.reading import AttachedTo, CodesIn, CredentialReader, Found, LookedUp
from assessor_app.ui.verify.recognise import Typed, recognise
from assessor_app.ui.verify.trusting import TrustPresenter
from assessor_app.ui.verify.turns import Turns
from assessor_app.ui.verify.view import AnswerView, VerifyView
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.errors import sentence

_MOST_MATCHES = 50


class VerifyPresenter(QObject):
    """Judges what is dropped, pasted, typed or scanned, and shows whom this device knows."""

    def __init__(
        self,
        page: VerifyPage,
        *,
        desk: CheckDesk,
        tasks: Tasks,
        session: Session,
        codes_in: CodesIn,
        credentials: CredentialReader,
        attached_to: AttachedTo,
    ) -> None:
        super().__init__(page)
        self._page = page
        self._desk = desk
        self._tasks = tasks
        self._session = session
        self._credentials = credentials
        self._reads = reading.Reads(
            desk=desk, codes_in=codes_in, credentials=credentials, attached_to=attached_to
        )
        self._turns = Turns()
        self._view = VerifyView()
        self._several: dict[str, AnswerView] = {}
        page.entered.connect(self.check)
        page.files_given.connect(self._read_files)
        page.image_given.connect(
            lambda image: self._read(
                _("Looking for the code …"),
                lambda: reading.judge_source(self._reads, reading.png_of(image)),
            )
        )
        page.match_chosen.connect(self._choose)
        page.again.connect(self._clear)
        self._trust = TrustPresenter(page.trust, look=page.look, desk=desk, tasks=tasks, session=session)

    def show(self) -> None:
        """Shows the page with nothing on its stage, and the list of issuers as it is now."""
        self._clear()
        self._trust.show()

    def check(self, text: str) -> None:
        """Judges what was typed, pasted or scanned: here, or anywhere in the window."""
        kind = recognise(text)
        if kind is Typed.NOTHING:
            return
        heard, by = self._turns.next(), self._session.by
        if kind is Typed.NUMBER:
            number, wrong = _number(text)
            if wrong:
                self._say(wrong=wrong, matches=None, reading="")
            else:
                self._ask_caller(number)
            return
        self._say(reading="", wrong="", matches=None)
        if kind is Typed.CREDENTIAL:
            self._tasks.soon(
                partial(self._credentials.judge, text.strip().encode("utf-8", "replace")),
                done=heard(self._told),
                failed=heard(self._unread),
            )
        elif kind is Typed.CODE:
            self._tasks.read(
                partial(check_text, self._desk, text), done=heard(self._told), failed=heard(self._unread)
            )
        else:
            self._tasks.read(
                lambda: named(self._desk, text, by=by, limit=_MOST_MATCHES),
                done=heard(self._named),
                failed=heard(self._unread),
            )

    def _ask_caller(self, number: str) -> None:
        self._say(reading="")
        dialog = CallerDialog(self._page.look, number, parent=self._page.window())
        dialog.given.connect(partial(self._look_up, number))
        dialog.open()

    def _look_up(self, number: str, caller: str) -> None:
        by = self._session.staff
        if by is None:
            return
        heard = self._turns.next()
        self._say(wrong="")
        self._tasks.run(
            partial(reading.look_up, self._desk, by=by, caller=caller, number=number),
            done=heard(self._looked_up),
            failed=heard(self._unread),
        )

    def _looked_up(self, found: LookedUp) -> None:
        if found.judged is None:
            self._say(answer=telling.unknown_number(found.number), unread="")
        else:
            self._told(found.judged)

    def _read_files(self, paths: Sequence[Path]) -> None:
        """Files that were dropped together: each has an answer, to be opened from a list."""
        if len(paths) == 1:
            self._read(_("Looking for the code …"), lambda: reading.judge_source(self._reads, paths[0]))
        else:
            self._read(_("Reading the files …"), lambda: reading.judge_files(self._reads, paths))

    def _read(self, words: str, op: Callable[[], Found]) -> None:
        heard = self._turns.next()
        self._say(reading=words, wrong="", matches=None)
        self._tasks.soon(op, done=heard(self._told), failed=heard(self._unread))

    def _named(self, found: tuple[CertificateLine, ...]) -> None:
        matches = telling.named_matches(found, today=self._desk.clock.now().date(), most=_MOST_MATCHES)
        self._say(matches=matches, wrong="")

    def _choose(self, key: str) -> None:
        self._turns.next()
        if key in self._several:
            self._say(answer=self._several[key], unread="", reading="")
            self._page.clear_field()
        else:
            self._ask_caller(key)

    def _told(self, found: Found | Judged) -> None:
        shown = shown_of(found, today=self._desk.clock.now().date())
        self._several = shown.several
        self._say(answer=shown.answer, unread="", reading="", matches=shown.matches)
        if shown.answer is not None:
            self._page.clear_field()

    def _unread(self, error: KnownError) -> None:
        self._say(answer=None, unread=sentence(error), reading="", matches=None)

    def _clear(self) -> None:
        self._turns.next()
        self._several = {}
        self._say(answer=None, unread="", wrong="", reading="", matches=None)
        self._page.clear_field()

    def _say(self, **changes: object) -> None:
        self._view = replace(self._view, **changes)  # type: ignore[arg-type]  # the names of a view's own fields
        self._page.show_data(self._view)


def _number(text: str) -> tuple[str, str]:
    """The number as papers show it, or what is wrong with it in a sentence."""
    try:
        return numbers.normalise(text), ""
    except KnownError as error:
        return "", sentence(error)
