"""A number before a name stands where the window begins to read, whatever the name is written in."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF, QTextLayout, QTextOption
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from assessor_app.ui.board.placing import TasksDialog
from assessor_app.ui.board.view import BoardView, CriterionView, LearnerView
from assessor_app.ui.kit.mirror import behind, led_by
from assessor_app.ui.theme.look import Look

NAMES = ("Zuzana Dvořáková", "فاطمة الزهراء", "प्रिया नायर", "שרה כהן")


@pytest.fixture(params=[Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def direction(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Qt.LayoutDirection]:
    before = qapp.layoutDirection()
    qapp.setLayoutDirection(request.param)
    yield request.param
    qapp.setLayoutDirection(before)


def number_is_first(text: str, direction: Qt.LayoutDirection) -> bool:
    """Whether the number is painted on the side where the window begins to read."""
    layout = QTextLayout(text, QApplication.font())
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    begin, end = text.index("7"), len(text)
    at: list[float] = [line.cursorToX(place)[0] for place in (begin, end)]  # type: ignore[index]  # PySide gives a pair
    rightwards = direction == Qt.LayoutDirection.LeftToRight
    return at[0] <= at[1] if rightwards else at[0] >= at[1]


@pytest.mark.parametrize("name", NAMES)
def test_the_number_is_first(name: str, direction: Qt.LayoutDirection) -> None:
    text = led_by("7", name)
    assert text.lstrip("\u200e\u200f") == f"7  {name}"
    assert number_is_first(text, direction)


@pytest.mark.usefixtures("qapp")
def test_of_no_number_nothing_is_left() -> None:
    assert led_by("", "فاطمة الزهراء") == "فاطمة الزهراء"


def test_who_is_at_which_task_begins_with_the_bib(
    qtbot: QtBot, look: Look, direction: Qt.LayoutDirection
) -> None:
    learners = tuple(
        LearnerView(id=str(place), bib=str(place), name=name, initials="X")
        for place, name in enumerate(NAMES, start=1)
    )
    criterion = CriterionView(id="1.1", text="", benchmark="", task="1")
    front = QWidget()
    qtbot.addWidget(front)
    dialog = TasksDialog(
        look, BoardView(sitting="", title="", learners=learners, criteria=(criterion,)), front
    )
    dialog.open()
    labels = {
        label.text(): label.mapTo(dialog, label.rect().center()).x() for label in dialog.findChildren(QLabel)
    }
    for learner in learners:
        before = labels[learner.bib] < labels[learner.name]
        assert before == (direction == Qt.LayoutDirection.LeftToRight), learner.name
    dialog.reject()


@pytest.mark.parametrize("name", NAMES)
def test_a_number_behind_a_name_stays_in_one_piece(name: str, direction: Qt.LayoutDirection) -> None:
    """Its first digit would else be drawn into a name that is written from the right, on the other side of it."""
    number = "9F0F-TR2D-0007-C"
    text = f"{name} · {behind(name, number)}"
    layout = QTextLayout(text, QApplication.font())
    option = QTextOption()
    option.setTextDirection(direction)  # as a label has it
    layout.setTextOption(option)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    begin = text.index("9")
    at = [layout.glyphRuns(begin + place, 1)[0].boundingRect().left() for place in range(4)]
    assert at == sorted(at)
    near = QFontMetricsF(QApplication.font()).horizontalAdvance("MM")
    assert at[1] - at[0] < near, "nothing stands between its first digit and the rest"
