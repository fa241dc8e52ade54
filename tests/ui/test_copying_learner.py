"""A paper sheet goes along from the board to one learner's page, and never to somebody who is not on it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from assessor_app.domain.assessment import Assessment
from assessor_app.domain.dealing import deal
from assessor_app.domain.marks import How
from assessor_app.services.papers.ports import SheetKind
from assessor_app.ui.assess.page import AssessPage
from assessor_app.ui.assessing.presenter import AssessingPresenter
from assessor_app.ui.sheets.copying import PaperCopy
from assessor_app.ui.sheets.dialog import SheetDialog
from assessor_app.ui.theme.look import Look
from floor import Floor, open_floor
from story import ASSESSOR

FORM = ("CUL-KNI", "1")


class Copied:
    """Two learners at work, each on the same page in turn."""

    def __init__(self, floor: Floor, qtbot: QtBot) -> None:
        self.floor, self.qtbot, story = floor, qtbot, floor.story
        story.add_learner("Amina Bello", "2031")
        story.add_learner("Kofi Mensah", "2032")
        self.sitting, self.entries = story.open_sitting(FORM)
        self.works: list[Assessment] = [story.start(entry) for entry in self.entries]
        self.form = story.device.shelf.get(*FORM)
        self.page = AssessPage(floor.look)
        qtbot.addWidget(self.page)
        self.page.resize(1366, 700)
        self.page.show()
        tasks, session = floor.tasks, floor.session
        board = story.device.board
        self.copy = PaperCopy(
            self.page, self.page.copying, board, show=self.page.copying.say, tasks=tasks, session=session
        )
        self.presenter = AssessingPresenter(
            self.page, story.device.assessing, tasks=tasks, session=session, copy=self.copy
        )
        self.open(0)

    def open(self, number: int) -> None:
        self.presenter.open(self.works[number].id)
        self.settle()

    def settle(self, *, troubled: bool = False) -> None:
        self.floor.settle(self.qtbot, troubled=troubled)

    def sheet(self, entry: int | None = None) -> int:
        """A numbered sheet of the group, or of one learner."""
        return self.floor.story.device.tables.paper.add(
            sitting=self.sitting.id,
            form=FORM,
            kind=SheetKind.GROUP if entry is None else SheetKind.LEARNER,
            entry="" if entry is None else self.entries[entry].id,
            at=self.sitting.opened_at,
            by=ASSESSOR,
        )

    def begin(self, sheet: int, clock: str = "08:40") -> None:
        self.copy.begin(sheet, f"{self.sitting.date} {clock}")
        self.settle(troubled=True)

    def judged(self, number: int, criterion: str) -> tuple[How, str, str]:
        """How, from where and at what time a mark was made."""
        work = self.floor.story.device.assessing.work
        (found,) = (
            item
            for (_where, about), item in work.judgements(self.works[number].id).items()
            if about == criterion
        )
        return found.how, found.source, found.observed_at[11:16]


@pytest.fixture
def copied(tmp_path: Path, look: Look, qtbot: QtBot, qapp: QApplication) -> Iterator[Copied]:
    floor = open_floor(tmp_path, look)
    yield Copied(floor, qtbot)
    floor.close()
    qapp.processEvents()


def test_all_that_is_said_on_the_page_is_of_the_sheet_until_done(copied: Copied) -> None:
    number, page = copied.sheet(), copied.page
    first, second, third = [item.id for item in copied.form.criteria()][:3]
    measured = next(item for item in copied.form.criteria() if item.readings)
    question = deal(copied.form, copied.works[0].seed)[0]
    copied.begin(number)
    assert page.copying.isVisible()
    page.mark_requested.emit(first, "met", "tap")
    page.prompted_requested.emit(second, True)
    page.note_requested.emit(third, "Dull.")
    page.reading_requested.emit(measured.id, 0, 4.0, "Probe 3", "2026-06-01", None)
    page.oral_requested.emit(question.id, "met", list(range(len(question.must_say))))
    copied.settle()
    of_sheet = (How.PAPER, f"sheet-{number}", "08:40")
    assert [copied.judged(0, one) for one in (first, second, third, measured.id)] == [of_sheet] * 4
    answered = copied.floor.story.device.assessing.work.oral(copied.works[0].id)[question.id]
    assert (answered.source, answered.at[11:16]) == (f"sheet-{number}", "08:40")
    page.copying.change.click()
    (dialog,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, SheetDialog)]
    assert (dialog.number.text(), dialog.seen.text()) == (str(number), "08:40"), "what was said stands there"
    dialog.seen.write("08:45")
    dialog.go.click()
    copied.settle()
    page.mark_requested.emit(second, "met", "key")
    copied.settle()
    assert copied.judged(0, second) == (How.PAPER, f"sheet-{number}", "08:45")
    page.copying.done.click()
    page.mark_requested.emit(third, "met", "tap")
    copied.settle()
    assert copied.judged(0, third)[:2] == (How.TAP, "")
    assert not page.copying.isVisible()


def test_what_was_typed_before_is_not_of_the_sheet(copied: Copied) -> None:
    row = copied.page.sheet.rows[copied.form.criteria()[0].id]
    row.toggle()
    copied.settle()
    assert row.details is not None
    row.details.note.edit.setFocus()
    row.details.note.write("Seen by my own eyes.")
    copied.begin(copied.sheet())
    copied.settle()
    judgements = copied.floor.story.device.assessing.work.judgements(copied.works[0].id).values()
    assert [(one.note, one.note_paper) for one in judgements] == [("Seen by my own eyes.", None)]


def test_it_goes_along_to_who_is_on_the_sheet_and_ends_at_anybody_else(copied: Copied) -> None:
    criterion = copied.form.criteria()[0].id
    copied.begin(copied.sheet())
    copied.open(1)
    assert copied.page.copying.isVisible(), "a group's sheet has them all"
    own = copied.sheet(1)
    copied.begin(own)
    copied.open(0)
    assert not copied.page.copying.isVisible()
    copied.page.mark_requested.emit(criterion, "met", "tap")
    copied.settle()
    assert copied.judged(0, criterion)[:2] == (How.TAP, "")
    copied.open(1)
    assert not copied.page.copying.isVisible(), "it does not begin again by itself"
    copied.open(0)
    copied.begin(own)
    assert copied.floor.troubles == ["sheet-of-other-learner"]
    assert not copied.page.copying.isVisible()


def test_whoever_takes_over_copies_nothing_and_the_next_start_goes_on(copied: Copied) -> None:
    number = copied.sheet()
    copied.begin(number)
    left = copied.presenter.place()
    assert (left["sheet"], left["seen"][11:16]) == (str(number), "08:40")
    staff = copied.floor.session.staff
    assert staff is not None
    copied.floor.session.sign_out()
    copied.floor.session.sign_in(staff)
    assert copied.page.copying.isVisible(), "a lock takes nothing from whoever comes back"
    other = next(one for one in copied.floor.story.device.tables.staff.all() if one.id != staff.id)
    copied.floor.session.sign_in(other)
    assert not copied.page.copying.isVisible()
    copied.floor.session.sign_in(staff)
    copied.presenter.resume(copied.works[0].id, left)
    copied.settle()
    assert copied.page.copying.isVisible()
