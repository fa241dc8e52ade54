"""The learner at the board is not lost: by another view, by what is asked about them, by a refusal, by a message."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from assessor_app.services.board.stop import stop
from assessor_app.ui.board.dialogs import MoveDialog
from assessor_app.ui.board.views import VIEWS
from assessor_app.ui.frame.trouble import beside
from assessor_app.ui.theme.look import Look
from board_room import BoardRoom, board_room
from story import ASSESSOR


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path, look: Look) -> Iterator[BoardRoom]:
    with board_room(qtbot, tmp_path, look, learners=14) as made:
        yield made


def moving(room: BoardRoom) -> MoveDialog:
    """The dialog, asked for behind *more*."""
    room.page.bar.step_asked.emit("move")
    room.settle()
    return next(
        one for one in QApplication.topLevelWidgets() if isinstance(one, MoveDialog) and one.isVisible()
    )


def told(dialog: QWidget) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]


@pytest.mark.parametrize("which", ["bench", "grid"])
def test_another_view_stays_with_the_learner(room: BoardRoom, which: str) -> None:
    room.page.watch("1.2")
    room.tap(9)
    button = room.page.bar.views.findChildren(QAbstractButton)[VIEWS.index(which)]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    # A finger leaves the focus on the button that it pressed.
    button.setFocus()
    room.settle()
    assert room.page.views.here() == (room.entries[8].id, "1.2")
    room.page.bar.views.findChildren(QAbstractButton)[VIEWS.index("wall")].setFocus()
    QTest.mouseClick(
        room.page.bar.views.findChildren(QAbstractButton)[VIEWS.index("wall")], Qt.MouseButton.LeftButton
    )
    room.settle()
    assert room.page.views.here() == (room.entries[8].id, "1.2")


def test_marks_move_from_the_learner_who_is_meant_and_nobody_is_guessed(room: BoardRoom) -> None:
    room.tap(7)
    room.page.bar.more.setFocus()
    dialog = moving(room)
    assert dialog.source.key() == room.entries[6].id
    assert dialog.target.key() == ""
    assert not dialog.go.isEnabled()
    dialog.target.choose(room.entries[6].id)
    assert not dialog.go.isEnabled(), "one and the same learner"
    dialog.target.choose(room.entries[2].id)
    dialog.go.click()
    room.settle()
    assert set(room.marks(3)) == {"1.1"}


def test_a_refusal_names_whom_and_keeps_what_was_chosen(room: BoardRoom) -> None:
    room.tap(7)
    device = room.floor.story.device
    stop(device.board, by=ASSESSOR, sitting=room.sitting.id, entry=room.entries[1].id)
    dialog = moving(room)
    dialog.target.choose(room.entries[1].id)
    dialog.what.choose("task")
    dialog.swap.setChecked(True)
    dialog.go.click()
    room.settle()
    assert dialog.isVisible()
    assert any(words.startswith("Learner B2: Work is stopped") for words in told(dialog)), told(dialog)
    assert (dialog.target.key(), dialog.what.current(), dialog.swap.isChecked()) == (
        room.entries[1].id,
        "task",
        True,
    )
    dialog.target.choose(room.entries[2].id)
    dialog.go.click()
    room.settle()
    assert set(room.marks(3)) == {"1.1"}


@pytest.mark.parametrize("size", [(1366, 768), (800, 1280), (1024, 768)])
def test_a_message_never_lies_over_stop(room: BoardRoom, size: tuple[int, int]) -> None:
    room.window.resize(*size)
    room.window.show_trouble("The disk is full. " * 8)
    room.settle(troubled=True)
    assert room.window.trouble.isVisible()
    stop_button = room.page.bar.stop
    over = QRect(stop_button.mapTo(room.window, QPoint(0, 0)), stop_button.size())
    lies = QRect(room.window.trouble.mapTo(room.window, QPoint(0, 0)), room.window.trouble.size())
    assert not lies.intersects(over)
    centre = stop_button.mapTo(room.window, stop_button.rect().center())
    hit = room.window.childAt(centre)
    assert hit is stop_button
    QTest.mouseClick(stop_button, Qt.MouseButton.LeftButton)
    room.settle(troubled=True)
    assert room.page.view.stops


def test_what_is_kept_free_is_beside_or_above() -> None:
    place, kept = QRect(0, 0, 1000, 50), QRect(900, 5, 90, 40)
    assert beside(place, kept, least=480) == QRect(0, 0, 900, 50)
    assert beside(place, QRect(5, 5, 90, 40), least=480) == QRect(95, 0, 905, 50)
    assert beside(place, QRect(400, 5, 200, 40), least=480) == QRect(0, 45, 1000, 50)
    assert beside(place, QRect(0, 300, 90, 40), least=480) == place
