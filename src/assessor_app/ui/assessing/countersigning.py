"""Countersigning at the screen: whose word is wanted is said, that person types their PIN, the next one is asked."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import Staff
from assessor_app.services.deciding.countersign import (
    Waits,
    countersign,
    waiting_decisions,
    waits_for_word,
)
from assessor_app.services.deciding.desk import DecisionDesk
from assessor_app.ui.acts import Acts
from assessor_app.ui.kit.buttons import PlainButton
from assessor_app.ui.kit.dialogs import Dialog, put_away, still_open
from assessor_app.ui.kit.glyphs import Shape
from assessor_app.ui.kit.layout import nest, row
from assessor_app.ui.kit.page import Page
from assessor_app.ui.kit.pinpad import PinPad, wait_of
from assessor_app.ui.kit.status import Glyph
from assessor_app.ui.kit.text import Text
from assessor_app.ui.tasks import Tasks
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.countersigning import wanted_sentence
from assessor_app.wording.errors import sentence


class WhoDialog(Dialog):
    """Says what a decision waits for, and lets whoever is here give their word.

    Signals:
        picked(object): the Staff who types a PIN now.
    """

    picked = Signal(object)

    def __init__(
        self, look: Look, waits: Waits, parent: QWidget | None = None, *, told: str = "", later: str = ""
    ) -> None:
        told = told or _(
            "Competent, and not signed yet. It waits on the list until they have given their PIN."
        )
        title = _("{learner}: a countersignature is wanted").format(learner=waits.learner)
        super().__init__(look, title, sentence=told, parent=parent)
        self.people: dict[str, PlainButton] = {}
        for one, may in zip(waits.wanted, waits.may, strict=True):
            line = row(
                Glyph(look, Shape.WAITING if may else Shape.HELD),
                Text(look, wanted_sentence(one, may)),
                gap=1.5,
            )
            line.setStretch(1, 1)
            nest(self.body, line)
        for person in {person.id: person for may in waits.may for person in may}.values():
            button = PlainButton(look, _("{name} countersigns").format(name=person.name), icon="pen-line")
            button.clicked.connect(lambda _checked=False, person=person: self._pick(person))
            self.people[person.id] = button
            self.body.addWidget(button)
        self.foot(self.cancel_button(later or _("Later")))

    def _pick(self, person: Staff) -> None:
        # Accepted only once it is told: whoever waits for `rejected` hears nothing in between.
        self.picked.emit(person)
        self.accept()


class Countersigning(QObject):
    """Asks for the words that decisions wait for."""

    def __init__(self, page: Page, deciding: DecisionDesk, *, tasks: Tasks, acts: Acts) -> None:
        super().__init__(page)
        self._page, self._deciding, self._tasks, self._acts = page, deciding, tasks, acts

    def ask(self, assessment: str, *, done: Callable[[], None], later: Callable[[], None]) -> None:
        """Asks until nothing is wanted any more, then `done`; `later` where somebody is not here now."""

        def read(waits: Waits | None) -> None:
            if waits is None:
                done()
                return
            dialog = WhoDialog(self._page.look, waits, self._page.window())
            dialog.rejected.connect(later)
            dialog.picked.connect(
                lambda person: self.pad(
                    person,
                    [waits],
                    done=lambda: self.ask(assessment, done=done, later=later),
                    later=later,
                )
            )
            dialog.open()

        self._tasks.run(lambda: waits_for_word(self._deciding, assessment), done=read)

    def ask_mine(self, person: Staff, sitting: str, *, done: Callable[[], None]) -> None:
        """This person's word on all that waits for it: in one sitting, or everywhere where `sitting` is empty."""

        def read(found: list[Waits]) -> None:
            if found:
                self.pad(person, found, done=done, later=lambda: None)

        self._tasks.read(lambda: self._mine(person, sitting), done=read)

    def _mine(self, person: Staff, sitting: str) -> list[Waits]:
        found = [waits for waits in waiting_decisions(self._deciding) if waits.for_person(person.id)]
        if not sitting:
            return found
        entries = self._deciding.sittings.entries_of
        return [
            waits for waits in found if any(one.sitting == sitting for one in entries(waits.assessment.id))
        ]

    def pad(
        self, person: Staff, found: Sequence[Waits], *, done: Callable[[], None], later: Callable[[], None]
    ) -> None:
        """One PIN of this person for all of these decisions."""
        pad = PinPad(
            self._page.look,
            _("Countersign"),
            who=person.name,
            sentence=told(found, person),
            action=_("Countersign"),
            parent=self._page.window(),
        )
        assessments = [waits.assessment.id for waits in found]

        def signed(_result: Any) -> None:
            put_away(pad)
            done()

        def refused(error: KnownError) -> None:
            if still_open(pad):
                pad.refuse(sentence(error), wait_seconds=wait_of(error))
            else:
                self._acts.tell(error)

        pad.entered.connect(
            lambda pin: self._acts.sign(
                lambda confirmed: countersign(
                    self._deciding,
                    by=person.id,
                    pin=pin,
                    assessments=assessments,
                    clock_confirmed=confirmed,
                ),
                done=signed,
                failed=refused,
                once=f"countersign {person.id} {assessments}",
            )
        )
        pad.rejected.connect(later)
        pad.open()


def told(found: Sequence[Waits], person: Staff) -> str:
    """What this person's word is given on, a line for each decision: nobody signs what they have not read."""
    lines = []
    for waits in found:
        mine = [
            wanted_sentence(one, [person])
            for one, may in zip(waits.wanted, waits.may, strict=True)
            if any(one_of.id == person.id for one_of in may)
        ]
        lines.append(
            _("{learner}, {form}, competent. {why}").format(
                learner=waits.learner, form=waits.form.ref, why=". ".join(mine)
            )
        )
    return "\n".join(lines)
