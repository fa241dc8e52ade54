"""Wires the card to writing a centre bundle and to taking one in."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import Role, Staff
from assessor_app.services.bundles.desk import BundleDesk, BundleFolder
from assessor_app.services.bundles.make import MAY_MAKE, Bundled, bundle, computers
from assessor_app.services.bundles.take import Taken, senders, take_bundles, take_parcels
from assessor_app.ui.acts import Acts
from assessor_app.ui.bundles.card import BundleCard
from assessor_app.ui.bundles.dialog import SetUpDialog
from assessor_app.ui.bundles.view import BundleView
from assessor_app.ui.joining.stick import ask_stick
from assessor_app.ui.kit.dialogs import put_away
from assessor_app.ui.session import Session
from assessor_app.ui.tasks import Tasks
from assessor_app.ui.theme.look import Look
from assessor_app.wording.bundles import made_words, taken_words, waiting_words


class Bundling(QObject):
    """Gives another computer of the centre what it needs, and takes what one of them sends.

    Signals:
        changed(): people, forms or planned sittings are new here. given(): something waits for the next sync to go.
    """

    changed = Signal()
    given = Signal()

    def __init__(
        self,
        card: BundleCard,
        look: Look,
        *,
        desk: BundleDesk,
        stick: Callable[[Path], BundleFolder],
        tasks: Tasks,
        acts: Acts,
        session: Session,
    ) -> None:
        super().__init__(card)
        self._card, self._look = card, look
        self._desk, self._stick = desk, stick
        self._tasks, self._acts, self._session = tasks, acts, session
        self._view = BundleView()
        card.set_up_asked.connect(self.ask)
        card.came_asked.connect(self._take_parcels)
        card.take_asked.connect(lambda: ask_stick(card, self._take))

    def show(self) -> None:
        """Shows what whoever is here may do now."""
        staff = self._session.staff
        self._tasks.read(lambda: _read(self._desk, staff), done=self._show)

    def ask(self) -> None:
        """Asks which computer, and says what goes there."""
        dialog = SetUpDialog(self._look, self._view.computers, parent=self._card.window())
        dialog.chosen.connect(lambda to: ask_stick(dialog, partial(self._write, dialog, to)))
        dialog.send_chosen.connect(lambda to: self._send(dialog, to))
        dialog.open()

    def _show(self, view: BundleView) -> None:
        self._view = view
        self._card.show_view(view)

    def _write(self, dialog: SetUpDialog, to: str, folder: Path) -> None:
        put_away(dialog)
        by = self._session.by
        self._card.show_under_way(under_way=True)
        self._tasks.run(
            lambda: bundle(self._desk, by=by, to=to, folder=self._stick(folder)),
            done=lambda done: self._card.show_done(made_words(done)),
            failed=self._failed,
        )

    def _send(self, dialog: SetUpDialog, to: str) -> None:
        put_away(dialog)
        by = self._session.by
        self._card.show_under_way(under_way=True)

        def waits(done: Bundled) -> None:
            self._card.show_done(made_words(done))
            self.given.emit()

        self._tasks.run(lambda: bundle(self._desk, by=by, to=to), done=waits, failed=self._failed)

    def _take(self, folder: Path) -> None:
        by = self._session.by
        self._taking(lambda: take_bundles(self._desk, by=by, folder=self._stick(folder)))

    def _take_parcels(self) -> None:
        by = self._session.by
        self._taking(lambda: take_parcels(self._desk, by=by))

    def _taking(self, take: Callable[[], Taken]) -> None:
        self._card.show_under_way(under_way=True)

        def taken(done: Taken) -> None:
            self._card.show_done(taken_words(done))
            self.show()
            self.changed.emit()

        self._tasks.run(take, done=taken, failed=self._failed)

    def _failed(self, error: KnownError) -> None:
        self._card.show_done("")
        self._acts.tell(error)


def _read(desk: BundleDesk, staff: Staff | None) -> BundleView:
    if staff is None or desk.enrolment.current() is None:
        return BundleView()
    makes = any(role in staff.roles for role in MAY_MAKE)
    takes = Role.ADMINISTRATOR in staff.roles
    found = computers(desk) if makes else ()
    came = senders(desk) if takes else ()
    return BundleView(
        makes=makes,
        takes=takes,
        waiting=waiting_words(came) if came else "",
        computers=tuple((one.chain, f"{one.name} ({one.chain[:8]})".strip()) for one in found),
    )
