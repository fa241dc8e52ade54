"""What comes to an end while the screen is locked, or after the window was drawn anew, uncovers and breaks nothing."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from assessor_app.desktop.house import House
from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import Role
from assessor_app.domain.sitting import Entry
from assessor_app.ui.board.page import BoardPage
from assessor_app.ui.certificates.saving import ask_save_as
from assessor_app.ui.frame.window import MainWindow
from assessor_app.ui.kit.banner import SampleBand
from assessor_app.ui.kit.cover import unless_covered
from assessor_app.ui.kit.dialogs import Question, still_open
from assessor_app.ui.kit.files import FileDialog
from assessor_app.ui.kit.page import Page
from assessor_app.ui.lock.page import LockPage
from assessor_app.ui.tasks import Tasks
from assessor_app.ui.theme.look import Look
from story import ADMIN, ASSESSOR, PINS, Story, begin, staff


class Inside:
    """A house with the administrator in it, standing among the learners."""

    def __init__(self, story: Story, house: House, window: MainWindow, tasks: Tasks, qtbot: QtBot) -> None:
        self.story = story
        self.house, self.window, self.tasks, self._qtbot = house, window, tasks, qtbot
        self.bugs: list[BaseException] = []
        tasks.bug.connect(self.bugs.append)

    def settle(self) -> None:
        for _pass in range(3):
            QApplication.processEvents()
            self._qtbot.waitUntil(self.tasks.idle, timeout=20_000)

    def lock(self) -> None:
        self.window.lock_requested.emit()
        self.settle()

    def unlock(self, person: str) -> None:
        pin = PINS.get(person, PINS[ASSESSOR])
        self.window.findChildren(LockPage)[-1].pin_entered.emit(person, pin)
        self.settle()

    def question(self) -> Question:
        return Question(self.window.look, "Remove Bo?", sentence="", yes="Remove", parent=self.window)


@pytest.fixture
def inside(look: Look, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Inside]:
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    story = begin(tmp_path / "data", tmp_path / "state")
    device = story.device
    window, tasks = MainWindow(look), Tasks()
    house = House(device, window, tasks)
    window.show()
    house.session.sign_in(device.tables.staff.get(ADMIN))
    house.open("learners")
    made = Inside(story, house, window, tasks, qtbot)
    made.settle()
    yield made
    house.leave_window()
    tasks.shutdown()
    device.close()
    made.window.close()
    made.window.deleteLater()
    QApplication.processEvents()
    assert made.bugs == []


def test_no_room_opens_over_the_locked_screen_and_the_same_person_finds_it_then(inside: Inside) -> None:
    inside.lock()
    inside.house.open("settings")
    assert inside.window.here() == ""
    inside.unlock(ADMIN)
    assert inside.window.here() == "settings"


def test_the_sample_is_told_to_be_one_before_anybody_is_in(
    look: Look, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    device = begin(tmp_path / "data", tmp_path / "state", sample=True).device
    window, tasks = MainWindow(look), Tasks()
    house = House(device, window, tasks)
    window.show()
    house.enter(by_recovery=True)
    qtbot.waitUntil(tasks.idle, timeout=20_000)
    assert window.here() == ""
    assert window.findChildren(SampleBand)[0].isVisible()
    house.leave_window()
    tasks.shutdown()
    device.close()
    window.close()
    window.deleteLater()


def test_a_room_meant_for_one_person_is_not_opened_for_another(inside: Inside) -> None:
    inside.lock()
    inside.house.open("settings")
    inside.unlock(ASSESSOR)
    assert inside.window.here() == "today"


def test_a_dialog_waits_beneath_the_lock_for_whom_it_asks(inside: Inside) -> None:
    question = inside.question()
    inside.lock()
    question.open()
    assert not question.isVisible()
    inside.unlock(ADMIN)
    assert question.isVisible()
    question.reject()


def test_a_dialog_meant_for_one_person_does_not_ask_another(inside: Inside) -> None:
    question, said = inside.question(), list[str]()
    question.rejected.connect(lambda: said.append("put off"))
    inside.lock()
    question.open()
    inside.unlock(ASSESSOR)
    assert (still_open(question), said) == (False, ["put off"])


def test_what_went_wrong_stands_on_no_locked_screen_and_is_said_afterwards(inside: Inside) -> None:
    inside.tasks.trouble.emit(KnownError("number-taken", number="2031"))
    assert "2031" in inside.window.trouble.text()
    inside.lock()
    assert inside.window.trouble.text() == ""
    inside.tasks.trouble.emit(KnownError("number-taken", number="2032"))
    assert inside.window.trouble.text() == ""
    inside.unlock(ADMIN)
    assert "2032" in inside.window.trouble.text()


def sitting_with(inside: Inside, *scopes: tuple[str, ...]) -> Entry:
    """One learner is present; beside the assessor, a person with each of these scopes may come to the screen."""
    story, tables = inside.story, inside.story.device.tables
    story.add_learner("Amina Bello", "2031")
    _sitting, (entry,) = story.open_sitting()
    for number, scope in enumerate(scopes):
        person = replace(staff(f"colleague-{number}", f"Cleo {number}", Role.ASSESSOR), scope=scope)
        tables.staff.put(person, at="2026-11-22T09:00:00+00:00")
        tables.staff.put_pin(person.id, tables.staff.pin(ASSESSOR))
    inside.house.session.sign_in(tables.staff.get(ASSESSOR))
    return entry


def test_another_assessor_goes_on_at_the_board_and_the_first_touch_shows_whose_it_is(inside: Inside) -> None:
    entry = sitting_with(inside, ("*",))
    reads = inside.story.device.board.reads
    inside.house.open("board", f"{entry.sitting} {entry.id}")
    inside.settle()
    board = inside.window.page("board")
    assert isinstance(board, BoardPage)
    inside.lock()
    inside.unlock("colleague-0")
    assert inside.window.here() == "board"
    tile = board.views.wall.tile(entry.id)
    assert tile is not None
    for kept in (0, 1):
        QTest.mouseClick(tile, Qt.MouseButton.LeftButton)
        inside.settle()
        assert len(reads.line(entry.id).marks) == kept
    (said,) = reads.line(entry.id).marks.values()
    assert said.by == "colleague-0"


def test_another_assessor_goes_on_with_one_learner_and_who_may_not_starts_at_today(inside: Inside) -> None:
    entry = sitting_with(inside, ("*",), ("AUT",))
    work = inside.story.start(entry)
    inside.house.open("assessing", work.id)
    inside.settle()
    inside.lock()
    inside.unlock("colleague-0")
    assert inside.window.here() == "assessing"
    for other in ("colleague-1", ADMIN):
        inside.house.session.sign_in(inside.story.device.tables.staff.get(ASSESSOR))
        inside.house.open("assessing", work.id)
        inside.settle()
        inside.lock()
        inside.unlock(other)
        assert inside.window.here() == "today"


def test_what_was_refused_to_one_person_is_not_told_to_the_next(inside: Inside) -> None:
    inside.tasks.trouble.emit(KnownError("minor-without-consent", learner="Bo Li"))
    inside.lock()
    inside.unlock(ASSESSOR)
    assert not inside.window.trouble.isVisible()
    inside.lock()
    inside.unlock(ADMIN)
    assert inside.window.trouble.text() == "", "nor later to whom it was told"


def test_what_was_refused_does_not_lie_over_a_closed_room(inside: Inside, look: Look) -> None:
    inside.tasks.trouble.emit(KnownError("minor-without-consent", learner="Bo Li"))
    page = Page(look, "A learner's own page")
    inside.window.show_closed(page)
    assert inside.window.trouble.text() == ""
    inside.tasks.trouble.emit(KnownError("minor-without-consent", learner="Bo Li"))
    assert inside.window.trouble.isVisible(), "what goes wrong there is said there"


def test_what_was_asked_before_the_window_is_drawn_anew_leads_nowhere(inside: Inside, look: Look) -> None:
    let_go, arrived = threading.Event(), list[object]()
    inside.tasks.read(lambda: let_go.wait(5), done=arrived.append)
    inside.house.open("certificates")
    old, inside.window = inside.window, MainWindow(look)
    inside.house.leave_window()
    inside.window.show()
    old.close()
    old.deleteLater()
    inside.house.move_to(inside.window)
    QApplication.processEvents()
    let_go.set()
    inside.settle()
    assert arrived == []
    assert inside.window.here() == "certificates"


def test_a_locked_screen_that_is_drawn_anew_stays_locked(inside: Inside, look: Look) -> None:
    inside.lock()
    old, inside.window = inside.window, MainWindow(look)
    inside.house.leave_window()
    inside.window.show()
    old.close()
    old.deleteLater()
    inside.house.move_to(inside.window)
    inside.settle()
    assert inside.window.here() == ""
    inside.unlock(ADMIN)
    assert inside.window.here() == "learners"


def test_for_a_window_that_was_left_nothing_is_read(inside: Inside) -> None:
    inside.settle()
    inside.house.leave_window()
    inside.house.contact.changed.emit()
    inside.house.session.changed.emit()
    assert inside.tasks.idle()


def test_a_dialog_has_a_lock_of_its_own_where_the_windows_is_behind_it(inside: Inside) -> None:
    question = inside.question()
    question.open()
    assert question.lock.isVisible()
    assert not question.focusWidget() or question.focusWidget() is not question.lock
    QTest.mouseClick(question.lock, Qt.MouseButton.LeftButton)
    inside.settle()
    assert inside.window.here() == ""
    assert not still_open(question)
    pad = inside.window.findChildren(LockPage)[-1]
    pad.ask_pin(ADMIN)
    assert pad.pad is not None
    assert not pad.pad.lock.isVisible(), "it is locked already"
    inside.unlock(ADMIN)


def test_a_dialog_over_a_dialog_is_locked_and_held_back_like_the_first(inside: Inside) -> None:
    question = inside.question()
    question.open()
    inner = Question(inside.window.look, "Sure?", sentence="", yes="Yes", parent=question)
    inner.open()
    assert inner.lock.isVisible()
    QTest.mouseClick(inner.lock, Qt.MouseButton.LeftButton)
    inside.settle()
    assert not [
        one for one in QApplication.topLevelWidgets() if isinstance(one, Question) and one.isVisible()
    ]
    inside.unlock(ADMIN)


def test_where_nobody_is_in_no_dialog_offers_to_lock(look: Look, qtbot: QtBot) -> None:
    window = MainWindow(look)
    qtbot.addWidget(window)
    question = Question(look, "Which folder?", sentence="", yes="This", parent=window)
    question.open()
    assert not question.lock.isVisible()
    question.reject()


def test_a_lock_closes_the_dialog_for_files_and_takes_no_answer(inside: Inside) -> None:
    def lock_from_it() -> None:
        (dialog,) = inside.window.findChildren(FileDialog)
        assert dialog.testOption(QFileDialog.Option.DontUseNativeDialog)
        (lock,) = [one for one in dialog.findChildren(QPushButton) if one.text() == "Lock"]
        QTest.mouseClick(lock, Qt.MouseButton.LeftButton)

    QTimer.singleShot(200, lock_from_it)
    found = unless_covered(None)(ask_save_as)(inside.window, "Amina Belo.pdf")
    inside.settle()
    assert found is None
    assert not [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]
    assert inside.window.here() == ""
    inside.unlock(ADMIN)
