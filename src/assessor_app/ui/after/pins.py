"""The PINs under what happens after a signature: one's own, or one's own and then a second person's."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import Staff
from assessor_app.services.after.annul import Signer
from assessor_app.services.deciding.ports import PinCheck
from assessor_app.ui.acts import Acts, Signing
from assessor_app.ui.kit.dialogs import put_away, still_open
from assessor_app.ui.kit.page import Page
from assessor_app.ui.kit.pinpad import PinPad, wait_of
from assessor_app.ui.session import Session
from assessor_app.ui.tasks import Tasks
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.errors import sentence

_OF_PINS = frozenset({"pin-wrong", "pin-wait", "pin-not-set"})


@dataclass(frozen=True, kw_only=True)
class Titles:
    """What stands over one's own pad and over a second person's, and on the button of the last one."""

    mine: str
    theirs: str
    action: str


class Pins(QObject):
    """Asks for PINs and runs what they sign.

    Signals:
        signed(): it was done.
    """

    signed = Signal()

    def __init__(self, page: Page, *, require: PinCheck, tasks: Tasks, acts: Acts, session: Session) -> None:
        super().__init__(page)
        self._page, self._require, self._tasks, self._acts, self._session = (
            page,
            require,
            tasks,
            acts,
            session,
        )

    def one(
        self, title: str, act: Callable[[str, str, bool], Any], then: Callable[[Any], None] | None = None
    ) -> None:
        """`act(person, pin, clock confirmed)` under the PIN of whoever is at the screen; `then` is told what came of it."""
        staff = self._session.staff
        if staff is None:
            return
        pad = self._pad(title, staff.name, _("Sign"))
        pad.entered.connect(lambda pin: self._run(pad, lambda confirmed: act(staff.id, pin, confirmed), then))
        pad.open()

    def both(self, second: Staff, act: Callable[[Signer, Signer, bool], Any]) -> None:
        """`act(first, second, clock confirmed)`: the first PIN is proved before the other person is asked."""
        titles = Titles(
            mine=_("Annul: your PIN"), theirs=_("Annul: the second person's PIN"), action=_("Annul")
        )
        self.several([second], titles, lambda signers, confirmed: act(signers[0], signers[1], confirmed))

    def several(
        self, seconds: Sequence[Staff], titles: Titles, act: Callable[[Sequence[Signer], bool], Any]
    ) -> None:
        """`act(signers, clock confirmed)`: whoever is at the screen first; each PIN is proved before the next is asked."""
        if self._session.staff is not None:
            self._next([self._session.staff, *seconds], (), titles, act)

    def _next(
        self,
        people: Sequence[Staff],
        proved: tuple[Signer, ...],
        titles: Titles,
        act: Callable[[Sequence[Signer], bool], Any],
    ) -> None:
        person, last = people[len(proved)], len(proved) + 1 == len(people)
        pad = self._pad(
            titles.theirs if proved else titles.mine, person.name, titles.action if last else _("Go on")
        )

        def entered(pin: str) -> None:
            signers = (*proved, Signer(id=person.id, pin=pin))
            if last:
                self._run(pad, lambda confirmed: act(signers, confirmed))
                return

            def go_on(_person: object) -> None:
                put_away(pad)
                self._next(people, signers, titles, act)

            prove = partial(self._require, staff_id=person.id, pin=pin)
            self._tasks.run(prove, done=go_on, failed=partial(self._refused, pad))

        pad.entered.connect(entered)
        pad.open()

    def _pad(self, title: str, who: str, action: str) -> PinPad:
        return PinPad(self._page.look, title, who=who, action=action, parent=self._page.window())

    def _run(self, pad: PinPad, op: Signing, then: Callable[[Any], None] | None = None) -> None:
        def done(signed: object) -> None:
            put_away(pad)
            if then is not None:
                then(signed)
            self.signed.emit()

        self._acts.sign(op, done=done, failed=partial(self._refused, pad))

    def _refused(self, pad: PinPad, error: KnownError) -> None:
        if still_open(pad) and error.code in _OF_PINS:
            pad.refuse(sentence(error), wait_seconds=wait_of(error))
            return
        # Another PIN would not help; or a lock closed the pad meanwhile.
        put_away(pad)
        self._acts.tell(error)
