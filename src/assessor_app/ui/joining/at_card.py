"""What joining and retiring have in common: a card, work that takes long and can be stopped, and a PIN."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from assessor_app.ui.acts import Acts
from assessor_app.ui.joining.card import JoinCard
from assessor_app.ui.kit.pinpad import PinPad
from assessor_app.ui.long_work import LongWork
from assessor_app.ui.session import Session
from assessor_app.ui.tasks import Tasks
from assessor_app.ui.theme.look import Look


class AtCard(QObject):
    """Something that is begun on the card of where this device belongs.

    Signals:
        changed(): what other pages say of the device is stale.
    """

    changed = Signal()

    def __init__(self, card: JoinCard, look: Look, *, tasks: Tasks, acts: Acts, session: Session) -> None:
        super().__init__(card)
        self._card, self._look = card, look
        self._tasks, self._acts, self._session = tasks, acts, session
        self._work = LongWork(tasks)
        card.progress.cancelled.connect(self._cancel)

    def _cancel(self) -> None:
        """What is under way may stop; whatever was asked stays asked."""
        self._work.cancel()

    def _ask_pin(
        self,
        over: QWidget,
        title: str,
        *,
        sentence: str,
        action: str,
        entered: Callable[[PinPad, str, str], None],
    ) -> None:
        """Asks whoever is here for their PIN: `entered` gets the pad, their id and what was typed."""
        staff = self._session.staff
        if staff is None:
            return
        pad = PinPad(self._look, title, who=staff.name, sentence=sentence, action=action, parent=over)
        pad.entered.connect(lambda pin: entered(pad, staff.id, pin))
        pad.open()
