"""Wires the card of contact to syncs that somebody else carries, and shows how each stands and ended."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from assessor_app.domain.errors import KnownError
from assessor_app.services.records.ledger import MAY_NOT_SIGN
from assessor_app.services.syncing.conversation import Synced
from assessor_app.services.syncing.desk import SyncDesk
from assessor_app.services.syncing.ports import SyncCarrier
from assessor_app.services.syncing.schedule import Standing
from assessor_app.ui.joining.card import JoinCard
from assessor_app.ui.sync.asks import AsksDialog
from assessor_app.ui.sync.contact import ContactCard
from assessor_app.ui.sync.contacted import Contacted, last_of, read_contact
from assessor_app.ui.sync.runs import RunsDialog
from assessor_app.ui.sync.view import ContactView
from assessor_app.ui.tasks import Tasks
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.errors import sentence
from assessor_app.wording.syncing import came, handed_over, next_words, stick_words


class Contacting(QObject):
    """Shows contact with the awarding body.

    Signals:
        now_asked(), stick_asked(object), cancel_asked(): for whoever carries a sync; the path of the stick's folder.
        changed(): a sync ended: what other pages say is stale.
    """

    now_asked = Signal()
    stick_asked = Signal(object)
    cancel_asked = Signal()
    changed = Signal()

    def __init__(
        self,
        card: ContactCard,
        joined: JoinCard,
        *,
        desk: SyncDesk,
        tasks: Tasks,
        standing: Callable[[], Standing],
    ) -> None:
        """`standing` gives how contact stands now; `joined` is the card that says where this device belongs."""
        super().__init__(card)
        self._card, self._desk = card, desk
        self._tasks, self._standing = tasks, standing
        self._found: Contacted | None = None
        card.now_asked.connect(self.now_asked)
        card.stick_given.connect(self._by_stick)
        card.cancelled.connect(self.cancel_asked)
        joined.asks_asked.connect(self._show_asks)
        card.history_asked.connect(self._show_history)

    def show(self) -> None:
        """Shows how it stands now."""
        self._tasks.read(lambda: read_contact(self._desk), done=self._loaded)

    def follow(self) -> None:
        """A sync began or ended, or the network did: what was read before still stands."""
        if self._found is not None:
            self._say(self._found)

    def told(self, done: int, of: int) -> None:
        """How far the sync under way is."""
        words = _("{done} of {all} records handed over…").format(done=done, all=of) if of else ""
        self._card.show_progress(words or _under_way(self._standing()), done, of)

    def ended(self, by: SyncCarrier, found: Synced) -> None:
        """What came of it: by stick always, by network where it went well; why not stands in the card."""
        if found.error is None:
            self._card.show_done(_done_words(by, found))
        else:
            self._refused(by, found.error)
        self.show()
        self.changed.emit()

    def failed(self, by: SyncCarrier, error: KnownError) -> None:
        """It did not begin, or was stopped."""
        self._refused(by, error)
        self.show()
        self.changed.emit()

    def _refused(self, by: SyncCarrier, error: KnownError) -> None:
        """That a new chain has to be started stands at the top of the page, and there it goes away once it is."""
        if by is SyncCarrier.STICK and error.code not in MAY_NOT_SIGN | {"cancelled"}:
            self._tasks.trouble.emit(error)

    def _loaded(self, found: Contacted | None) -> None:
        self._found = found
        if found is None:
            self._card.show_view(ContactView())
        else:
            self._say(found)

    def _say(self, found: Contacted) -> None:
        standing, enrolment = self._standing(), found.enrolment
        address = bool(enrolment.url)
        now: datetime = self._desk.ledger.clock.now()
        self._card.show_view(
            ContactView(
                belongs=True,
                address=address,
                title=_("Sync with {name}").format(name=enrolment.name),
                last=last_of(found, standing),
                next=next_words(standing, address=address, now=now),
                under_way=_under_way(standing) if standing.under_way is not None else "",
            )
        )

    def _by_stick(self, folder: Path) -> None:
        self.stick_asked.emit(folder)

    def _show_asks(self) -> None:
        if self._found is not None:
            AsksDialog(self._card.look, self._found, parent=self._card.window()).open()

    def _show_history(self) -> None:
        if self._found is not None:
            RunsDialog(self._card.look, self._found.runs, parent=self._card.window()).open()


def _under_way(standing: Standing) -> str:
    if standing.under_way is SyncCarrier.STICK:
        return _("Reading the stick and writing to it…")
    return _("Handing over, and taking what came back…")


def _done_words(by: SyncCarrier, found: Synced) -> str:
    if by is SyncCarrier.STICK:
        words = stick_words(found.tally)
        return " ".join((words, *(sentence(one) for one in found.tally.problems[:1])))
    if found.tally.sent or found.tally.came:
        words = _("{sent}, {came} taken.")
        words = words.format(sent=handed_over(found.tally.sent), came=came(found.tally.came))
    else:
        words = _("Nothing was to be handed over, and nothing new came.")
    return words if found.count.unsent else f"{words} {_('Everything is handed over.')}"
