"""What is settled before the work, on the real services."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from assessor_app.domain.assessment import State
from assessor_app.domain.before import Arrangement, Condition
from assessor_app.domain.errors import KnownError
from assessor_app.domain.sitting import Method
from assessor_app.services.sittings.before import (
    arrange,
    choose_method,
    settled,
    settled_for,
    take_back,
    tick,
)
from assessor_app.services.sittings.desk import SittingDesk
from assessor_app.ui.before.dialog import BeforeDialog
from assessor_app.ui.before.view import BeforeView
from assessor_app.ui.before.words import before_view
from assessor_app.ui.kit.dialogs import still_open
from assessor_app.ui.session import Session
from assessor_app.ui.tasks import Tasks
from assessor_app.ui.theme.look import Look
from assessor_app.wording.errors import sentence

_SIGNED = frozenset({State.FINALISED, State.ANNULLED, State.DISCARDED})


class BeforePresenter(QObject):
    """Opens the dialog for a sitting or for one entry, and keeps what is said in it.

    Signals:
        changed(): something was kept: what shows it is to be read again.
    """

    changed = Signal()

    def __init__(
        self, page: QWidget, desk: SittingDesk, look: Look, *, tasks: Tasks, session: Session
    ) -> None:
        super().__init__(page)
        self._page, self._desk, self._look = page, desk, look
        self._tasks, self._session = tasks, session
        self._dialog: BeforeDialog | None = None

    def of_sitting(self, sitting: str) -> None:
        """The conditions of every form of a sitting."""
        by = self._session.by
        self._tasks.read(lambda: _read(self._desk, sitting, "", by=by), done=self._open)

    def of_entry(self, entry: str) -> None:
        """One learner: conditions of their form, and what is arranged for them."""
        by = self._session.by
        self._tasks.read(
            lambda: _read(self._desk, self._desk.sittings.entry(entry).sitting, entry, by=by), done=self._open
        )

    def _open(self, view: BeforeView) -> None:
        if self._dialog is not None and still_open(self._dialog):
            return
        dialog = self._dialog = BeforeDialog(self._look, view, self._page.window())
        desk, by, sitting, entry = self._desk, self._session.by, view.sitting, view.entry
        forget = self._keep_draft(dialog, view, by)

        def keep(act: Callable[[], Any], done: Callable[[], None] = lambda: None) -> None:
            def op() -> BeforeView:
                act()
                return _read(desk, sitting, entry, by=by)

            self._tasks.run(op, done=lambda fresh: self._kept(dialog, fresh, done), failed=refused)

        def refused(error: KnownError) -> None:
            if still_open(dialog):
                dialog.adding.refuse(sentence(error))
            else:
                self._tasks.trouble.emit(error)

        def ticked(form: tuple[str, str], condition: str, holds: bool) -> None:
            keep(
                lambda: tick(
                    desk, by=by, sitting=sitting, form=form, condition=Condition(condition), holds=holds
                )
            )

        def arranged(asked: Arrangement) -> None:
            keep(lambda: arrange(desk, by=by, asked=asked), forget)

        dialog.tick_asked.connect(ticked)
        dialog.arrange_asked.connect(arranged)
        dialog.take_back_asked.connect(
            lambda arrangement: keep(lambda: take_back(desk, by=by, arrangement=arrangement))
        )
        dialog.method_asked.connect(
            lambda method: keep(lambda: choose_method(desk, by=by, entry=entry, method=Method(method)))
        )
        dialog.open()

    def _keep_draft(self, dialog: BeforeDialog, view: BeforeView, by: str) -> Callable[[], None]:
        """What is typed and not kept waits for whoever typed it; returned is what to do once it is kept."""
        drafts, about = self._session.drafts, f"before:{view.entry}"
        before = drafts.typed(by, about)
        if view.entry and view.changeable:
            if before is not None:
                dialog.adding.put_back(before)
            drafts.watch(by, about, dialog.adding.typed)
            dialog.finished.connect(lambda: drafts.settle(by, about))

        def forget() -> None:
            drafts.keep_typed(by, about, None)
            if still_open(dialog):
                dialog.kept()

        return forget

    def _kept(self, dialog: BeforeDialog, fresh: BeforeView, done: Callable[[], None]) -> None:
        done()
        if still_open(dialog):
            dialog.show_view(fresh)
        self.changed.emit()


def _read(desk: SittingDesk, sitting_id: str, entry_id: str, *, by: str) -> BeforeView:
    sitting = desk.sittings.get(sitting_id)
    found = settled_for(desk, entry_id, by=by) if entry_id else settled(desk, sitting_id, by=by)
    names = {person.id: person.name for person in desk.staff.all()}
    if not entry_id:
        refs = dict.fromkeys(
            (item.form_code, item.form_version) for item in desk.sittings.entries(sitting_id)
        )
        return before_view(sitting, [desk.shelf.get(*ref) for ref in refs], found, names=names)
    entry = desk.sittings.entry(entry_id)
    learner = desk.learners.get(entry.learner).name
    signed = bool(entry.assessment) and desk.assessments.get(entry.assessment).state in _SIGNED
    return before_view(
        sitting,
        [desk.shelf.get(entry.form_code, entry.form_version)],
        found,
        names=names,
        entry=entry,
        learner=f"{entry.bib}  {learner}".strip(),
        signed=signed,
    )
