"""Wires the page to what waits for release, and to the acts that sign."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import Role
from assessor_app.services.deciding.desk import DecisionDesk
from assessor_app.services.deciding.release import release, return_to_assessor
from assessor_app.services.quality.inside import Inside, look_inside
from assessor_app.services.quality.queue import QualityDesk, QueueItem, queue
from assessor_app.services.records.ledger import Recorded
from assessor_app.ui.acts import Acts
from assessor_app.ui.keeping import keep_typed
from assessor_app.ui.kit.dialogs import put_away, still_open
from assessor_app.ui.kit.pinpad import PinPad, wait_of
from assessor_app.ui.quality.choosing import Choosing
from assessor_app.ui.quality.dialogs import ActDialog
from assessor_app.ui.quality.page import QualityPage
from assessor_app.ui.quality.telling import inside_view, row_view
from assessor_app.ui.quality.view import InsideView, QualityView, RowView
from assessor_app.ui.session import Session
from assessor_app.ui.sittings.signing import form_ref, named
from assessor_app.ui.tasks import Tasks
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.errors import sentence


class QualityPresenter(QObject):
    """Shows what waits, remembers what was looked at and chosen, and releases or returns it in one act.

    Signals:
        changed(): something was released or returned.
    """

    changed = Signal()

    def __init__(
        self,
        page: QualityPage,
        *,
        quality: QualityDesk,
        deciding: DecisionDesk,
        tasks: Tasks,
        acts: Acts,
        session: Session,
    ) -> None:
        super().__init__(page)
        self._page = page
        self._quality = quality
        self._deciding = deciding
        self._tasks = tasks
        self._acts = acts
        self._session = session
        self._items: dict[str, QueueItem] = {}
        self._choice = Choosing(session)
        self._inside: InsideView | None = None
        page.opened.connect(self._open)
        page.toggled.connect(self._toggle)
        page.looked.connect(self._look)
        page.choose_all_asked.connect(self._choose_all)
        page.release_asked.connect(partial(self._ask, returning=False))
        page.return_asked.connect(partial(self._ask, returning=True))
        session.changed.connect(self._forget)

    def show(self) -> None:
        """Shows what waits now, for whoever is at the screen."""
        if not self._session.has(Role.QUALITY_ASSURER):
            self._page.show_data(QualityView(allowed=False))
            return
        self._tasks.read(partial(queue, self._quality, by=self._session.by), done=self._loaded)

    def _forget(self) -> None:
        """Another is at the screen."""
        self._items, self._inside = {}, None
        self._choice.leave()

    def _loaded(self, items: tuple[QueueItem, ...]) -> None:
        self._items = {item.id: item for item in items}
        self._choice.follow(self._items.keys())
        if self._inside is not None and self._inside.id not in self._items:
            self._inside = None
        self._say()

    def _say(self) -> None:
        self._page.show_data(
            QualityView(rows=tuple(map(self._row, self._items.values())), inside=self._inside)
        )

    def _row(self, item: QueueItem) -> RowView:
        return row_view(item, chosen=item.id in self._choice.chosen, looked=item.id in self._choice.looked)

    def _open(self, assessment: str) -> None:
        self._tasks.read(
            partial(look_inside, self._quality, by=self._session.by, assessment=assessment), done=self._opened
        )

    def _opened(self, inside: Inside) -> None:
        item = self._items.get(inside.work.assessment.id)
        if item is not None:
            self._inside = inside_view(inside, own=not item.may_release)
            self._say()

    def _toggle(self, assessment: str) -> None:
        item = self._items.get(assessment)
        if item is not None and item.may_release:
            self._choice.toggle(assessment)
        elif item is not None:
            self._open(assessment)
        self._say()

    def _look(self, assessment: str, on: bool) -> None:
        self._choice.look(assessment, on=on)
        self._say()

    def _choose_all(self) -> None:
        may = {item.id for item in self._items.values() if item.may_release}
        self._choice.chosen = set() if self._choice.chosen == may else may
        self._say()

    def _ask(self, *, returning: bool) -> None:
        rows = [self._row(item) for item in self._items.values() if item.id in self._choice.chosen]
        if not rows:
            return
        dialog = ActDialog(self._page.look, rows, returning=returning, parent=self._page.window())
        # A note is about these works together: about others it says nothing.
        works = ",".join(sorted(self._choice.chosen & self._items.keys()))
        drafts, by, about = (
            self._session.drafts,
            self._session.by,
            f"{'return' if returning else 'release'}:{works}",
        )
        kept = partial(drafts.forget_typed, by, about)
        dialog.agreed.connect(lambda note: self._ask_pin(note, returning=returning, kept=kept))
        keep_typed(drafts, dialog, by=by, about=about)
        dialog.open()

    def _ask_pin(self, note: str, *, returning: bool, kept: Callable[[], None]) -> None:
        staff = self._session.staff
        if staff is None:
            return
        title = _("Return with your PIN") if returning else _("Release with your PIN")
        action = _("Return") if returning else _("Release")
        pad = PinPad(
            self._page.look,
            title,
            who=staff.name,
            sentence=_told(
                [self._items[key] for key in self._items if key in self._choice.chosen], returning=returning
            ),
            action=action,
            parent=self._page.window(),
        )
        pad.entered.connect(
            lambda pin: self._acts.sign(
                self._act(staff.id, pin, note, returning=returning),
                done=lambda _signed: self._signed(pad, kept),
                failed=lambda error: _refused(pad, error, self._acts),
            )
        )
        pad.open()

    def _act(self, by: str, pin: str, note: str, *, returning: bool) -> Callable[[bool], Recorded]:
        act = return_to_assessor if returning else release
        # In the order of the queue, so that the record lists them as they were seen.
        chosen = [item for item in self._items if item in self._choice.chosen]
        looked = frozenset(self._choice.looked)
        return lambda confirmed: act(
            self._deciding,
            by=by,
            pin=pin,
            assessments=chosen,
            looked_at=looked,
            note=note,
            clock_confirmed=confirmed,
        )

    def _signed(self, pad: PinPad, kept: Callable[[], None]) -> None:
        put_away(pad)
        kept()
        self._choice.chosen, self._inside = set(), None
        self.changed.emit()
        self.show()


def _told(items: Sequence[QueueItem], *, returning: bool) -> str:
    """What the PIN is for, one line for each form: nobody signs what they have not read."""
    grouped: dict[str, list[str]] = {}
    for found in (item.found for item in items):
        ref = form_ref(found.assessment.form_code, found.assessment.form_version)
        grouped.setdefault(ref, []).append(found.learner_name)
    line = (
        _("{names}: competent, returned to the assessor · {form}")
        if returning
        else _("{names}: competent, released for printing · {form}")
    )
    return "\n".join(line.format(names=named(names), form=form) for form, names in grouped.items())


def _refused(pad: PinPad, error: KnownError, acts: Acts) -> None:
    if still_open(pad):
        pad.refuse(sentence(error), wait_seconds=wait_of(error))
    else:
        # A lock closed it meanwhile.
        acts.tell(error)
