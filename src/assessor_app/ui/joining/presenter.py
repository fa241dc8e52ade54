"""Wires the card and the dialog to asking and to the answer: by network, or by two files on a stick."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from assessor_app.domain.errors import KnownError
from assessor_app.formats import enrolment
from assessor_app.services.enrolling.answer import Joined, take_answer
from assessor_app.services.enrolling.by_stick import Answers, answers_in, take_one_of, write_request
from assessor_app.services.enrolling.ports import PendingRequest
from assessor_app.services.enrolling.request import ask_to_join
from assessor_app.services.people.pin import require_pin
from assessor_app.ui.acts import Acts
from assessor_app.ui.joining.at_card import AtCard
from assessor_app.ui.joining.card import JoinCard
from assessor_app.ui.joining.desk import JoinDesk
from assessor_app.ui.joining.dialog import JoinDialog
from assessor_app.ui.joining.reading import read_join
from assessor_app.ui.joining.stick import ask_stick
from assessor_app.ui.joining.view import JoinView, Wish
from assessor_app.ui.kit.dialogs import put_away, still_open
from assessor_app.ui.kit.pinpad import PinPad, wait_of
from assessor_app.ui.long_work import LongWork
from assessor_app.ui.session import Session
from assessor_app.ui.tasks import Tasks
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.enrolling import joined_words, left_words
from assessor_app.wording.errors import sentence

_OF_THE_ADDRESS = frozenset({"address-not-https", "address-unreadable"})
_OF_THE_PIN = frozenset({"pin-wrong", "pin-wait", "pin-not-set", "person-left"})


class Joining(AtCard):
    """Shows where this device belongs, and takes it to an awarding body; `changed` once it belongs to another one."""

    def __init__(
        self, card: JoinCard, look: Look, *, desk: JoinDesk, tasks: Tasks, acts: Acts, session: Session
    ) -> None:
        super().__init__(card, look, tasks=tasks, acts=acts, session=session)
        self._desk = desk
        self._view = JoinView()
        card.asked.connect(self.ask)

    def show(self) -> None:
        """Shows how it stands now."""
        staff = self._session.staff
        self._tasks.read(lambda: read_join(self._desk.enrolling, staff), done=self._show)

    def ask(self) -> None:
        """Asks for the code, and how it goes there."""
        dialog = JoinDialog(self._look, self._view, parent=self._card.window())
        dialog.by_network.connect(lambda wish: self._with_pin(dialog, wish, self._carry))
        dialog.by_stick.connect(
            lambda wish: ask_stick(
                dialog, lambda folder: self._with_pin(dialog, wish, partial(self._write, folder))
            )
        )
        dialog.answer.connect(lambda: ask_stick(dialog, partial(self._read_answers, dialog)))
        dialog.open()

    def _show(self, view: JoinView) -> None:
        self._view = view
        self._card.show_view(view)

    def _with_pin(self, dialog: JoinDialog, wish: Wish, then: Callable[[PendingRequest], None]) -> None:
        """The request, once the PIN is whoever's it should be; then `then` carries it."""
        self._ask_pin(
            dialog,
            _("Join an awarding body?"),
            sentence=_("From then on this device certifies under it, for as long as it says."),
            action=_("Join"),
            entered=lambda pad, by, pin: self._make(dialog, pad, wish, by, pin, then),
        )

    def _make(
        self,
        dialog: JoinDialog,
        pad: PinPad,
        wish: Wish,
        by: str,
        pin: str,
        then: Callable[[PendingRequest], None],
    ) -> None:
        again = self._view.again

        def work() -> PendingRequest:
            require_pin(self._desk.pins, staff_id=by, pin=pin)
            return ask_to_join(self._desk.enrolling, by=by, code=wish.code, url=wish.url, again=again)

        def asked(pending: PendingRequest) -> None:
            put_away(pad)
            put_away(dialog)
            then(pending)

        def refused(error: KnownError) -> None:
            if error.code in _OF_THE_PIN and still_open(pad):
                pad.refuse(sentence(error), wait_seconds=wait_of(error))
                return
            put_away(pad)
            if still_open(dialog):
                dialog.refuse(sentence(error), about_address=error.code in _OF_THE_ADDRESS)
            else:
                self._acts.tell(error)

        self._tasks.run(work, done=asked, failed=refused)

    def _carry(self, pending: PendingRequest) -> None:
        self._card.show_under_way(_("Asking the awarding body…"))
        by = self._session.by
        this = self._work = LongWork(self._tasks)

        def work() -> bytes:
            with self._desk.connect(pending.url, lambda: not this.cancelled()) as carrier:
                answer = carrier.enrol(enrolment.write_request(pending.text))
            this.tell(1, 1)
            return answer

        self._tasks.aside(
            work,
            done=lambda data: self._take(
                lambda sure: take_answer(self._desk.enrolling, data, by=by, clock_confirmed=sure)
            ),
            failed=self._failed,
        )

    def _write(self, folder: Path, pending: PendingRequest) -> None:
        self._card.show_under_way(_("Writing the request…"))
        words = _(
            "{file} is on the stick. Take it to the awarding body; the answer comes back on the same stick."
        )
        self._tasks.aside(
            lambda: write_request(self._desk.enrolling, self._desk.stick(folder), pending),
            done=lambda name: self._ended(words.format(file=name)),
            failed=self._failed,
        )

    def _read_answers(self, dialog: JoinDialog, folder: Path) -> None:
        put_away(dialog)
        self._card.show_under_way(_("Looking for the answer…"))
        by = self._session.by

        def found(answers: Answers) -> None:
            self._take(lambda sure: take_one_of(self._desk.enrolling, answers, by=by, clock_confirmed=sure))

        self._tasks.aside(lambda: answers_in(self._desk.stick(folder)), done=found, failed=self._failed)

    def _take(self, act: Callable[[bool], Joined | None]) -> None:
        def done(joined: Joined | None) -> None:
            if joined is None:
                self._ended(_("No answer to this device lies there yet."))
                return
            self._ended(" ".join((joined_words(joined), *left_words(joined))))
            self.changed.emit()

        self._acts.sign(
            act, done=done, failed=self._failed, put_off=lambda: self._card.show_under_way(""), once="join"
        )

    def _ended(self, words: str) -> None:
        self._card.show_done(words)
        self.show()

    def _failed(self, error: KnownError) -> None:
        self._card.show_under_way("")
        self.show()
        if error.code != "cancelled":
            self._acts.tell(error)
