"""Wires the card to writing a centre bundle and to taking one in."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import Role, Staff
from assessor_app.services.bundles.desk import BundleDesk, BundleFolder
from assessor_app.services.bundles.make import MAY_MAKE, Bundled, bundle, computers
from assessor_app.services.bundles.take import Taken, take_bundles
from assessor_app.ui.acts import Acts
from assessor_app.ui.bundles.card import BundleCard
from assessor_app.ui.bundles.dialog import SetUpDialog
from assessor_app.ui.bundles.view import BundleView
from assessor_app.ui.joining.stick import ask_stick
from assessor_app.ui.kit.dialogs import put_away
from assessor_app.ui.session import Session
from assessor_app.ui.tasks import Tasks
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.errors import sentence


class Bundling(QObject):
    """Gives another computer of the centre what it needs, and takes what one of them sends.

    Signals:
        changed(): people, forms or planned sittings are new here.
    """

    changed = Signal()

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
        card.take_asked.connect(lambda: ask_stick(card, self._take))

    def show(self) -> None:
        """Shows what whoever is here may do now."""
        staff = self._session.staff
        self._tasks.read(lambda: _read(self._desk, staff), done=self._show)

    def ask(self) -> None:
        """Asks which computer, and says what goes there."""
        dialog = SetUpDialog(self._look, self._view.computers, parent=self._card.window())
        dialog.chosen.connect(lambda to: ask_stick(dialog, partial(self._write, dialog, to)))
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

    def _take(self, folder: Path) -> None:
        by = self._session.by
        self._card.show_under_way(under_way=True)

        def taken(done: Taken) -> None:
            self._card.show_done(taken_words(done))
            self.changed.emit()

        self._tasks.run(
            lambda: take_bundles(self._desk, by=by, folder=self._stick(folder)),
            done=taken,
            failed=self._failed,
        )

    def _failed(self, error: KnownError) -> None:
        self._card.show_done("")
        self._acts.tell(error)


def made_words(done: Bundled) -> str:
    """What is on the stick now, and what to do with it."""
    words = _(
        "On the stick for {device}: {learners} learners, {staff} staff, {forms} forms, {rosters} planned sittings. Take it there,"
        " and choose “Take what another computer sends”. File: {files}"
    )
    return words.format(**{**vars(done), "files": ", ".join(done.files)})


def taken_words(done: Taken) -> str:
    """What is new here, and what somebody has to look at."""
    if not done.files and not done.problems:
        return _("Nothing for this computer lies there.")
    words = _("New here: {learners} learners, {staff} staff, {forms} forms, {rosters} planned sittings.")
    told = [words.format(**vars(done))]
    if done.staff:
        told.append(_("An administrator sets a first PIN for everybody who is new."))
    if done.doubtful:
        doubt = _("These numbers are here under another learner, and were left as they are: {numbers}")
        told.append(doubt.format(numbers=", ".join(done.doubtful)))
    return " ".join([*told, *(sentence(one) for one in done.problems)])


def _read(desk: BundleDesk, staff: Staff | None) -> BundleView:
    if staff is None or desk.enrolment.current() is None:
        return BundleView()
    makes = any(role in staff.roles for role in MAY_MAKE)
    found = computers(desk) if makes else ()
    return BundleView(
        makes=makes,
        takes=Role.ADMINISTRATOR in staff.roles,
        computers=tuple((one.chain, f"{one.name} ({one.chain[:8]})".strip()) for one in found),
    )
