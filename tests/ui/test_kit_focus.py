"""What has the focus is told from what has not, in every theme: nobody works by keys who does not see where they are."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from assessor_app.ui.board.tile import Tile, TileState
from assessor_app.ui.board.view import Cell, LearnerView
from assessor_app.ui.kit.buttons import Choice, DangerButton, PlainButton, PrimaryButton, QuietButton
from assessor_app.ui.kit.fields import Field, Select, Tick
from assessor_app.ui.signin.tiles import PersonTile
from assessor_app.ui.theme.look import Look, look_for
from assessor_app.ui.theme.tokens import THEMES, contrast

Make = Callable[[Look], QWidget]
KEPT: list[QWidget] = []
"""What a widget stands in lives as long as it."""


def _ticked(look: Look) -> QWidget:
    made = Tick(look, "Seen")
    made.setChecked(True)
    return made


def _segment(at: int) -> Make:
    def made(look: Look) -> QWidget:
        choice = Choice(look, "Which", (("a", "All"), ("b", "Some"), ("c", "None")), current="a")
        KEPT.append(choice)
        return choice.findChildren(QPushButton)[at]

    return made


def _edit(*, wrong: str = "", lines: int = 1) -> Make:
    def made(look: Look) -> QWidget:
        field = Field(look, "Time", lines=lines)
        field.show_error(wrong)
        KEPT.append(field)
        return field.edit

    return made


def _tile(mark: str) -> Make:
    def made(look: Look) -> QWidget:
        KEPT.append(QWidget())
        tile = Tile(look, KEPT[-1])
        learner = LearnerView(id="e", bib="7", name="Amina Bello", initials="AB")
        tile.show_state(TileState(learner=learner, cell=Cell(mark=mark)))
        tile.setFixedSize(QSize(220, 140))
        return tile

    return made


KINDS: dict[str, Make] = {
    "plain": lambda look: PlainButton(look, "Cancel"),
    "primary": lambda look: PrimaryButton(look, "Keep"),
    "quiet": lambda look: QuietButton(look, "Back"),
    "danger": lambda look: DangerButton(look, "Stop"),
    "chosen segment": _segment(0),
    "segment": _segment(1),
    "last segment": _segment(2),
    "field": _edit(),
    "note": _edit(lines=3),
    "wrong field": _edit(wrong="Write a time."),
    "select": lambda look: Select(look, "Who", (("a", "Amina"),)),
    "tick": lambda look: Tick(look, "Seen"),
    "ticked": _ticked,
    "tile": _tile("not-seen"),
    "met tile": _tile("met"),
    "person": lambda look: PersonTile(look, name="Amina", about="assessor"),
}


@pytest.fixture(params=THEMES)
def dressed(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Look]:
    before = qapp.styleSheet(), qapp.palette()
    look = look_for(qapp, theme=request.param)
    look.dress_application(qapp)
    yield look
    qapp.setStyleSheet(before[0])
    qapp.setPalette(before[1])


@pytest.mark.parametrize("kind", KINDS)
def test_the_focus_is_seen(qtbot: QtBot, dressed: Look, kind: str) -> None:
    window, other = QWidget(), PlainButton(dressed, "Elsewhere")
    qtbot.addWidget(window)
    KEPT.clear()
    widget = KINDS[kind](dressed)
    whole = widget
    while (above := whole.parentWidget()) is not None and kind.endswith(("segment", "field", "note")):
        whole = above
    box = QVBoxLayout(window)
    for one in (other, whole):
        box.addWidget(one)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    pictures = []
    for one in (other, widget):
        one.setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.waitUntil(one.hasFocus)
        QApplication.processEvents()
        where = widget.rect().adjusted(-4, -4, 4, 4).translated(widget.mapTo(window, widget.rect().topLeft()))
        pictures.append(window.grab(where.intersected(window.rect())).toImage())
    before, after = pictures
    assert before.size() == after.size()
    around = 2 * (widget.width() + widget.height())
    if kind in {"tick", "ticked"}:
        around = 4 * dressed.metrics.text(24)
    assert told_apart(before, after) >= 0.75 * around


def told_apart(before: QImage, after: QImage) -> int:
    """How many pixels differ by 3:1 or more."""
    return sum(
        contrast(one.name(), other.name()) >= 3
        for y in range(before.height())
        for x in range(before.width())
        if (one := QColor(before.pixel(x, y))) != (other := QColor(after.pixel(x, y)))
    )
