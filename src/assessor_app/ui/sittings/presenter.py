"""The list of sittings and the dialog that starts one, on the real services."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal

from assessor_app.domain.errors import KnownError
from assessor_app.domain.form import Form
from assessor_app.domain.people import Learner, Role, Staff
from assessor_app.domain.sitting import Environment, Sitting
from assessor_app.domain.stopping import Stoppage
from assessor_app.services.people.reading import roster_for
from assessor_app.services.sittings.desk import SittingDesk
from assessor_app.services.sittings.expected import (
    Expected,
    ExpectedBook,
    NothingExpected,
    learners_of,
)
from assessor_app.services.sittings.look import newest
from assessor_app.services.sittings.open import duplicate, open_sitting
from assessor_app.services.today.ports import FloorReads, ListedSitting
from assessor_app.ui.acts import Acts
from assessor_app.ui.kit.dialogs import put_away, still_open, while_open
from assessor_app.ui.kit.mirror import behind
from assessor_app.ui.session import Session
from assessor_app.ui.sittings.focus import settle_focus
from assessor_app.ui.sittings.opening import OpeningDialog
from assessor_app.ui.sittings.page import SittingsPage
from assessor_app.ui.sittings.view import (
    ExpectedChoice,
    FormChoice,
    OpeningView,
    Person,
    SittingLine,
    SittingsView,
)
from assessor_app.ui.tasks import Tasks
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext
from assessor_app.wording.days import day_words
from assessor_app.wording.errors import sentence
from assessor_app.wording.marks import environment_word

MOST_LISTED = 200


class LearnerSource(Protocol):
    """Learners, as choosing who is expected needs them."""

    def groups(self) -> tuple[tuple[str, int], ...]: ...
    def rowids(self, *, group: str = "", limit: int = -1, offset: int = 0) -> list[int]: ...
    def page(self, rowids: list[int]) -> tuple[Learner, ...]: ...
    def search(self, text: str, *, limit: int = 50) -> list[int]: ...


def found_in(learners: LearnerSource, text: str, *, limit: int) -> tuple[Learner, ...]:
    """The learners whose name or number begins so."""
    return learners.page(learners.search(text, limit=limit))


def group_in(learners: LearnerSource, group: str) -> tuple[Learner, ...]:
    """The learners of a group."""
    return learners.page(learners.rowids(group=group))


@dataclass(frozen=True, kw_only=True)
class SittingParts:
    """What the presenters of sittings are built from.

    `sectors` gives the title of a sector's code; `stops` reads the stops of a sitting that stand;
    `expected` is what another device planned.
    """

    desk: SittingDesk
    floor: FloorReads
    learners: LearnerSource
    sectors: Mapping[str, str]
    stops: Callable[[str], Sequence[Stoppage]] = lambda _sitting: ()
    expected: ExpectedBook = field(default_factory=NothingExpected)


class SittingsPresenter(QObject):
    """Shows the list, starts and repeats sittings.

    Signals:
        go(str, str): to "sitting" with its id.
    """

    go = Signal(str, str)

    def __init__(
        self, page: SittingsPage, parts: SittingParts, *, tasks: Tasks, acts: Acts, session: Session
    ) -> None:
        super().__init__(page)
        self._page, self._parts = page, parts
        self._tasks, self._acts, self._session = tasks, acts, session
        # A second press, before the dialog of the first is there, asks nothing twice.
        self._asking = False
        page.opened.connect(lambda sitting: self.go.emit("sitting", sitting))
        page.start_requested.connect(self.start_sitting)
        page.again_requested.connect(self.repeat)

    def show(self) -> None:
        """Reads the newest sittings and shows them."""
        may_start, by = self._session.has(Role.ASSESSOR), self._session.by

        def read() -> SittingsView:
            listed = newest(self._parts.floor, self._parts.desk.staff, by=by, limit=MOST_LISTED)
            return SittingsView(lines=tuple(self._line(item) for item in listed), may_start=may_start)

        self._tasks.read(read, done=self._arrived)

    def _arrived(self, view: SittingsView) -> None:
        self._page.show_data(view)
        settle_focus(self._page)

    def repeat(self, sitting: str) -> None:
        """Opens the same sitting today."""
        desk, by = self._parts.desk, self._session.by
        today = desk.clock.now().date()
        self._acts.sign(
            lambda confirmed: duplicate(desk, by=by, sitting=sitting, on=today, clock_confirmed=confirmed),
            done=lambda made: self.go.emit("sitting", made.id),
            once=f"repeat {sitting}",
        )

    def start_sitting(self, form: str = "") -> None:
        """Opens the dialog, with last time's place filled in, and this form (`CODE/VERSION`) or last time's."""
        staff = self._session.staff
        if staff is None or self._asking:
            return
        self._asking = True
        self._tasks.read(lambda: self._opening(staff, form), done=self._open_dialog, failed=self._not_asked)

    def _not_asked(self, error: KnownError) -> None:
        self._asking = False
        self._tasks.trouble.emit(error)

    def _line(self, item: ListedSitting) -> SittingLine:
        about = [environment_word(item.sitting.environment)]
        if item.form is not None:
            form = self._parts.desk.shelf.get(*item.form)
            about.insert(0, f"{form.ref}  {form.title}")
        counts = _("{listed} listed · {here} here · {finished} finished")
        return SittingLine(
            id=item.sitting.id,
            day=day_words(item.sitting.date),
            place=item.sitting.place,
            about=" · ".join(about),
            counts=counts.format(listed=item.listed, here=item.here, finished=item.finished),
            open=not item.sitting.closed_at,
        )

    def _opening(self, staff: Staff, form: str) -> OpeningView:
        desk = self._parts.desk
        forms = [item.form for item in desk.shelf.offered().values() if staff.covers(item.form)]
        sectors = sorted({offered.sector for offered in forms}, key=self._sector)
        mine = {(offered.code, offered.version) for offered in forms}
        before = self._parts.floor.recent_sittings(limit=MOST_LISTED)
        # Somebody else's kitchen is no place for an electrician: the last one of a form in this person's scope.
        last = next((item for item in before if item.form in mine), None)
        groups = roster_for(self._parts.learners, desk.staff, by=staff.id).groups()
        return OpeningView(
            forms=tuple(_choice(offered) for offered in forms),
            sectors=tuple((code, self._sector(code)) for code in sectors),
            groups=tuple(
                (name, _("{group} ({count})").format(group=name, count=count)) for name, count in groups
            ),
            date=desk.clock.now().date().isoformat(),
            places=_places(before, {(one.code, one.version): one.sector for one in forms}),
            form=form or ("/".join(last.form) if last and last.form else ""),
            environment=last.sitting.environment.value if last else "",
            expected=tuple(_planned(one) for one in self._parts.expected.waiting()),
        )

    def _sector(self, code: str) -> str:
        return self._parts.sectors.get(code) or code.replace("-", " ").capitalize()

    def _open_dialog(self, view: OpeningView) -> None:
        self._asking = False
        dialog = OpeningDialog(self._page.look, view, self._page.window())
        learners = self._parts.learners
        staff, by = self._parts.desk.staff, self._session.by
        dialog.group_asked.connect(
            lambda group: self._tasks.read(
                lambda: people(self._group(group, by=by)),
                done=while_open(dialog, dialog.add_people),
            )
        )
        dialog.searched.connect(
            lambda text: self._tasks.read(
                lambda: people(found_in(roster_for(learners, staff, by=by), text, limit=8)),
                done=while_open(dialog, dialog.show_found),
            )
        )
        dialog.start_asked.connect(lambda asked: self._start(dialog, asked))
        dialog.open()

    def _group(self, group: str, *, by: str) -> tuple[Learner, ...]:
        """A group, or who is expected in what was planned elsewhere."""
        parts = self._parts
        shelf = roster_for(parts.learners, parts.desk.staff, by=by)
        if parts.expected.get(group) is not None:
            return learners_of(parts.expected, parts.desk.learners, group)
        return group_in(shelf, group)

    def _start(self, dialog: OpeningDialog, asked: dict[str, Any]) -> None:
        by, desk = self._session.by, self._parts.desk
        code, _slash, version = asked["form"].partition("/")

        def op(confirmed: bool) -> Sitting:
            made = open_sitting(
                desk,
                by=by,
                place=asked["place"],
                environment=Environment(asked["environment"]),
                on=date.fromisoformat(asked["date"]),
                form=(code, version),
                learners=asked["learners"],
                clock_confirmed=confirmed,
            )
            if asked["expected"]:
                self._parts.expected.opened(asked["expected"], sitting=made.id)
            return made

        def started(made: Sitting) -> None:
            put_away(dialog)
            self.go.emit("sitting", made.id)

        def refused(error: KnownError) -> None:
            if still_open(dialog):
                dialog.refuse(sentence(error))
            else:
                self._acts.tell(error)

        def put_off() -> None:
            if still_open(dialog):
                dialog.refuse("")

        self._acts.sign(op, done=started, failed=refused, put_off=put_off)


def people(learners: tuple[Learner, ...]) -> list[Person]:
    """Learners as they are picked: number and name."""
    return [
        Person(
            id=one.id, words=_("{name} · {number}").format(name=one.name, number=behind(one.name, one.number))
        )
        if one.number
        else Person(id=one.id, words=one.name)
        for one in learners
    ]


def _planned(one: Expected) -> ExpectedChoice:
    count = len(one.learners)
    words = ngettext(
        "Planned: {place}, {day} ({count} learner)", "Planned: {place}, {day} ({count} learners)", count
    )
    return ExpectedChoice(
        key=one.id,
        words=words.format(
            place=one.place or one.name, day=day_words(one.day) if one.day else _("any day"), count=count
        ),
        form=one.forms[0] if one.forms else "",
        place=one.place,
        date=one.day,
    )


def _choice(form: Form) -> FormChoice:
    return FormChoice(
        key=f"{form.code}/{form.version}",
        words=f"{form.ref}  {form.title}",
        sector=form.sector,
        environments=form.conditions.environments,
        about=" ".join(form.description.split()),
    )


def _places(before: Sequence[ListedSitting], sectors: Mapping[tuple[str, str], str]) -> dict[str, str]:
    """The place that was used last for each sector; `before` is the newest first."""
    found: dict[str, str] = {}
    for item in before:
        if item.form is not None and item.form in sectors:
            found.setdefault(sectors[item.form], item.sitting.place)
    return found
