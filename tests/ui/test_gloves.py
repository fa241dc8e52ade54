"""Gloves on: what scrolls has steps and needs no drag, and Stop is where it was."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSize
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from assessor_app.ui.assess.page import AssessPage
from assessor_app.ui.kit.fields import Field
from assessor_app.ui.theme.look import Look
from assessor_app.ui.theme.metrics import Metrics
from board_room import board_room
from test_assess_page import view

GLOVES = Metrics(gloves=True, touch=True)


@pytest.fixture
def gloved() -> Look:
    """The light look for gloves, at 96 dpi."""
    return Look(metrics=GLOVES)


def from_corner(stop: QWidget, page: QWidget) -> tuple[int, int]:
    """How far Stop is from the upper trailing corner of its page."""
    place = stop.mapTo(page, QPoint(stop.width(), 0))
    return page.width() - place.x(), place.y()


def test_with_gloves_a_note_grows_with_its_words(gloved: Look, qtbot: QtBot) -> None:
    note = Field(gloved, "Note", lines=3)
    qtbot.addWidget(note)
    gloved.dress(note)
    note.show()
    qtbot.waitExposed(note)
    before = note.edit.height()
    note.write("\n".join(str(line) for line in range(8)))
    note.adjustSize()
    QApplication.processEvents()
    assert note.edit.height() > before
    assert not note.edit.verticalScrollBar().isVisible()  # type: ignore[union-attr]  # several lines


@pytest.mark.slow
def test_stop_is_in_one_corner_of_every_view_and_of_the_learners_page(
    qtbot: QtBot, tmp_path: Path, gloved: Look
) -> None:
    with board_room(qtbot, tmp_path, gloved, learners=6, benches=3) as room:
        work = AssessPage(gloved)
        room.window.add_page("assess", work)
        work.show_view(view())
        for size in (QSize(1280, 800), QSize(800, 1280), QSize(1024, 768), QSize(640, 800)):
            room.window.resize(size)
            room.window.show_page("board")
            found = set()
            for which in ("wall", "bench", "grid"):
                room.page.pick(which)
                room.settle()
                found.add(from_corner(room.page.bar.stop, room.page))
            assert len(found) == 1, size
            room.window.show_page("assess")
            room.settle()
            across, down = from_corner(work.header.stop, work)
            assert across == next(iter(found))[0]
            assert down <= 12
