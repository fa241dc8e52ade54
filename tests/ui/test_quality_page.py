import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from assessor_app.domain.assessment import End
from assessor_app.domain.people import Role
from assessor_app.services.assessing.ending import end, take_back_end
from assessor_app.services.deciding.finalise import finalise
from assessor_app.services.quality.queue import QualityDesk
from assessor_app.storage.tables.quality import QualityTable
from assessor_app.ui.acts import Acts
from assessor_app.ui.drafts import Typed
from assessor_app.ui.kit.buttons import QuietButton
from assessor_app.ui.kit.dialogs import still_open
from assessor_app.ui.kit.pinpad import PinPad
from assessor_app.ui.quality.dialogs import ActDialog
from assessor_app.ui.quality.page import QualityPage
from assessor_app.ui.quality.presenter import QualityPresenter
from assessor_app.ui.session import Session
from assessor_app.ui.tasks import Tasks
from assessor_app.ui.theme.look import Look
from story import ASSESSOR, ASSURER, PINS, Story, begin, staff
from walks import every_focusable_has_a_name


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    """Two learners, both competent, both waiting for release."""
    found = begin(tmp_path / "data", tmp_path / "state")
    found.add_learner("Amina Bello", "2031")
    found.add_learner("محمد الخوارزمي", "2032")
    sitting, entries = found.open_sitting(("ELE-SAF", "1"))
    for entry in entries:
        work = found.start(entry)
        found.show_everything(work, sitting.id)
        found.decide_competent(work)
        finalise(found.device.deciding, by=ASSESSOR, pin=PINS[ASSESSOR], assessments=[work.id])
    yield found
    found.device.close()


class Screen:
    def __init__(
        self,
        look: Look,
        story: Story,
        qtbot: QtBot,
        who: str = ASSURER,
        *,
        before: Mapping[tuple[str, str], Typed] | None = None,
    ) -> None:
        """`before` is what was typed, or chosen, when the program ended last."""
        self.qtbot = qtbot
        self.tasks = Tasks()
        self.session = Session()
        for (by, about), typed in (before or {}).items():
            self.session.drafts.keep_typed(by, about, typed)
        self.session.sign_in(story.device.tables.staff.get(who))
        self.page = QualityPage(look)
        look.dress(self.page)
        qtbot.addWidget(self.page)
        self.page.resize(1240, 650)
        self.page.show()
        device = story.device
        quality = QualityDesk(
            desk=device.assessing, reads=QualityTable(device.store), outcomes=device.tables.outcomes
        )
        self.presenter = QualityPresenter(
            self.page,
            quality=quality,
            deciding=device.deciding,
            tasks=self.tasks,
            acts=Acts(self.tasks, look, lambda: self.page),
            session=self.session,
        )
        self.presenter.show()
        self.settle()

    def settle(self) -> None:
        self.qtbot.waitUntil(self.tasks.idle)

    def rows(self) -> int:
        return self.page.table.rows.rowCount()

    def cell(self, row: int, column: int) -> str:
        return str(self.page.table.rows.cell(row, column))

    def dialog(self, kind: type[QDialog]) -> QDialog:
        return next(found for found in self.page.findChildren(kind) if found.isVisible())

    def open(self, row: int) -> None:
        self.page.table.setCurrentIndex(self.page.table.rows.index(row, 1))
        QTest.keyClick(self.page.table, Qt.Key.Key_Return)
        self.settle()

    def choose(self, row: int) -> None:
        self.page.table.setCurrentIndex(self.page.table.rows.index(row, 1))
        QTest.keyClick(self.page.table, Qt.Key.Key_Space)

    def sign(self, note: str, pin: str) -> PinPad:
        dialog = self.dialog(ActDialog)
        assert isinstance(dialog, ActDialog)
        dialog.note.write(note)
        dialog.go.click()
        pad = self.dialog(PinPad)
        assert isinstance(pad, PinPad)
        QTest.keyClicks(pad, pin)
        QTest.keyClick(pad, Qt.Key.Key_Return)
        self.settle()
        return pad


@pytest.fixture
def screen(look: Look, story: Story, qtbot: QtBot) -> Iterator[Screen]:
    made = Screen(look, story, qtbot)
    yield made
    made.tasks.shutdown()


def words_in(widget: QWidget) -> str:
    """All words that can be seen."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if not label.isHidden())


def test_what_waits_is_looked_into_chosen_and_released_with_one_pin(screen: Screen, story: Story) -> None:
    assert screen.rows() == 2
    screen.open(0)
    seen = words_in(screen.page.inside)
    assert "Amina Bello" in seen
    assert "Bram Bakker" in seen
    assert "marks within 60 seconds" in seen
    every_focusable_has_a_name(screen.page)
    screen.page.inside.tick_looked.click()
    assert screen.cell(0, 3) == "looked at"
    screen.choose(0)
    screen.choose(1)
    assert (screen.cell(0, 0), screen.cell(1, 0)) == ("yes", "yes")
    assert screen.page.header.action is not None
    assert "2" in screen.page.header.action.text()
    screen.page.header.action.click()
    pad = screen.sign("Looked at one of two.", "0000")
    assert pad.isVisible()
    assert screen.rows() == 2
    story.clock.moment = story.clock.moment.replace(hour=20)
    pad.refuse("")
    QTest.keyClicks(pad, PINS[ASSURER])
    QTest.keyClick(pad, Qt.Key.Key_Return)
    screen.settle()
    assert not still_open(pad)
    assert screen.rows() == 0
    released = story.device.store.raw().execute("SELECT looked_at, note FROM release ORDER BY id").fetchall()
    assert [tuple(row) for row in released] == [(1, "Looked at one of two."), (0, "Looked at one of two.")]


def test_an_end_that_was_taken_back_is_told_with_who_and_when(
    look: Look, tmp_path: Path, qtbot: QtBot
) -> None:
    story = begin(tmp_path / "other", tmp_path / "other-state")
    story.add_learner("Amina Bello", "2031")
    sitting, entries = story.open_sitting(("ELE-SAF", "1"))
    work = story.start(entries[0])
    end(story.device.assessing, by=ASSESSOR, assessment=work.id, how=End.STOPPED_UNSAFE)
    take_back_end(story.device.assessing, by=ASSESSOR, assessment=work.id)
    story.show_everything(work, sitting.id)
    story.decide_competent(work)
    finalise(story.device.deciding, by=ASSESSOR, pin=PINS[ASSESSOR], assessments=[work.id])
    screen = Screen(look, story, qtbot)
    screen.open(0)
    next(one for one in screen.page.inside.findChildren(QuietButton) if "change" in one.text()).click()
    seen = words_in(screen.page.inside)
    assert "The attempt was ended (stopped: unsafe), and that was taken back." in seen
    assert re.search(r"\d\d:\d\d · attempt · stopped: unsafe · Bram Bakker\n", seen)
    assert re.search(r"\d\d:\d\d · attempt · stopped: unsafe → taken back · Bram Bakker\n", seen)
    screen.tasks.shutdown()
    story.device.close()


def test_space_after_space_chooses_and_takes_back_the_same_row(screen: Screen) -> None:
    table = screen.page.table
    table.setCurrentIndex(table.rows.index(1, 1))
    for wanted in ("yes", "no", "yes"):
        QTest.keyClick(table, Qt.Key.Key_Space)
        assert (screen.cell(0, 0), screen.cell(1, 0)) == ("no", wanted)
    QTest.keyClick(table, Qt.Key.Key_Up)
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert (screen.cell(0, 0), screen.cell(1, 0)) == ("yes", "yes")


def test_work_is_returned_only_with_a_note(screen: Screen) -> None:
    screen.choose(1)
    screen.page.back.click()
    dialog = screen.dialog(ActDialog)
    assert isinstance(dialog, ActDialog)
    dialog.go.click()
    assert dialog.isVisible()
    screen.sign("Which meter was used?", PINS[ASSURER])
    assert screen.rows() == 2
    assert screen.cell(1, 3) == "returned"
    screen.open(1)
    assert "Which meter was used?" in words_in(screen.page.inside)


def waiting_words(screen: Screen) -> list[str]:
    """What would outlive an end now."""
    return [
        said for one in screen.session.drafts.all_typed().values() for said in one.fields.values() if said
    ]


def test_a_note_that_was_typed_waits_for_the_same_works_until_it_is_signed(screen: Screen) -> None:
    def ask() -> ActDialog:
        screen.page.back.click()
        dialog = screen.dialog(ActDialog)
        assert isinstance(dialog, ActDialog)
        return dialog

    screen.choose(1)
    dialog = ask()
    dialog.note.write("Which meter was used?")
    assert "Which meter was used?" in waiting_words(screen)
    dialog.reject()
    # Of another choice it says nothing.
    screen.choose(0)
    dialog = ask()
    assert dialog.note.text() == ""
    dialog.reject()
    screen.choose(0)
    dialog = ask()
    assert dialog.note.text() == "Which meter was used?"
    screen.sign(dialog.note.text(), PINS[ASSURER])
    assert screen.cell(1, 3) == "returned"
    assert waiting_words(screen) == []


def test_own_work_is_refused_before_any_pin(look: Look, story: Story, qtbot: QtBot) -> None:
    both = staff(ASSESSOR, "Bram Bakker", Role.ASSESSOR, Role.QUALITY_ASSURER)
    story.device.tables.staff.put(both, at="2026-11-22T09:00:00+00:00")
    screen = Screen(look, story, qtbot, ASSESSOR)
    assert screen.cell(0, 0) == "own work"
    screen.choose(0)
    screen.settle()
    assert screen.cell(0, 0) == "own work"
    screen.page.choose_all_asked.emit()
    assert screen.page.header.action is not None
    assert not screen.page.header.action.isEnabled()
    assert "You assessed or countersigned in this sitting" in words_in(screen.page.inside)
    screen.tasks.shutdown()


def test_only_quality_assurers_see_what_waits(look: Look, story: Story, qtbot: QtBot) -> None:
    screen = Screen(look, story, qtbot, ASSESSOR)
    assert screen.rows() == 0
    assert "Release is for quality assurers" in words_in(screen.page)
    screen.tasks.shutdown()


def test_a_choice_is_somebodys_own_and_found_again(screen: Screen, story: Story) -> None:
    other = staff("d" * 32, "Dana Dekker", Role.QUALITY_ASSURER)
    story.device.tables.staff.put(other, at="2026-11-22T09:00:00+00:00")
    screen.open(0)
    screen.page.inside.tick_looked.click()
    screen.choose(1)
    assert sorted(waiting_words(screen)) == ["chosen", "looked"]

    def comes(who: str) -> None:
        screen.session.sign_out()
        screen.session.sign_in(story.device.tables.staff.get(who))
        screen.presenter.show()
        screen.settle()

    comes(other.id)
    assert screen.cell(0, 3) != "looked at"
    assert [screen.cell(row, 0) == "yes" for row in (0, 1)] == [False, False]
    comes(ASSURER)
    assert screen.cell(0, 3) == "looked at"
    assert [screen.cell(row, 0) == "yes" for row in (0, 1)] == [False, True]
    # Taken back, nothing of it waits.
    screen.choose(1)
    screen.open(0)
    screen.page.inside.tick_looked.click()
    assert waiting_words(screen) == []


def test_a_choice_that_an_end_cut_off_stands_again(look: Look, story: Story, qtbot: QtBot) -> None:
    first = Screen(look, story, qtbot)
    first.choose(1)
    left = first.session.drafts.all_typed()
    first.tasks.shutdown()
    again = Screen(look, story, qtbot, before=left)
    assert [again.cell(row, 0) == "yes" for row in (0, 1)] == [False, True]
    assert again.page.header.action is not None
    again.page.header.action.click()
    again.sign("Looked at one.", PINS[ASSURER])
    assert waiting_words(again) == []
    again.tasks.shutdown()


def test_it_is_painted_in_every_look(every_look: Look, story: Story, qtbot: QtBot) -> None:
    screen = Screen(every_look, story, qtbot)
    screen.open(1)
    every_focusable_has_a_name(screen.page)
    assert not screen.page.grab().isNull()
    screen.tasks.shutdown()
