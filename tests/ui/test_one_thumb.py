"""One thumb: whatever marking is made of lies in the lower corner of the hand that holds the tablet."""

from math import hypot
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from assessor_app.domain.marks import How, Mark
from assessor_app.ui.assess.page import AssessPage
from assessor_app.ui.frame.state import Wide
from assessor_app.ui.frame.window import MainWindow
from assessor_app.ui.kit.thumb import ARC_MM, ThumbPad
from assessor_app.ui.theme.look import Look
from assessor_app.ui.theme.metrics import Metrics
from board_room import BoardRoom, board_room
from hands import too_small
from test_assess_page import view

SIZES = (QSize(800, 1280), QSize(1280, 800), QSize(1024, 600))


def out_of_reach(pad: ThumbPad, window: QWidget, metrics: Metrics) -> list[str]:
    """The targets whose middle is farther from the hand's lower corner than a thumb reaches."""
    corner = QPoint(window.width() if metrics.thumb == "right" else 0, window.height())
    found = []
    for target in pad.targets():
        far = target.mapTo(window, target.rect().center()) - corner
        seen = target.visibleRegion().boundingRect() == target.rect()
        if hypot(far.x(), far.y()) > metrics.mm(ARC_MM) or not seen:
            found.append(f"{target.accessibleName()}: {far.x()}, {far.y()}")
    return found


def touch(target: QWidget) -> None:
    QTest.mouseClick(target, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("hand", ["left", "right"])
@pytest.mark.parametrize("gloves", [False, True])
def test_a_thumb_reaches_every_act_of_a_learners_page(hand: str, gloves: bool, qtbot: QtBot) -> None:
    metrics = Metrics(gloves=gloves, touch=True, thumb=hand)
    window = MainWindow(Look(metrics=metrics))
    qtbot.addWidget(window)
    page = AssessPage(window.look)
    window.add_page("assess", page)
    window.show_page("assess", wide=Wide.WHERE_SMALL)
    page.show_view(view(undo="Undo 2040 Daniel 1.3 met"))
    window.show()
    qtbot.waitExposed(window)
    assert page.thumb is not None
    for size in SIZES:
        window.resize(size)
        QApplication.processEvents()
        window.grab()
        assert not out_of_reach(page.thumb, window, metrics), size
        if gloves:
            assert not list(too_small(page.thumb, metrics))


def test_a_thumb_marks_the_line_that_is_meant_and_goes_on_by_next(qtbot: QtBot) -> None:
    look = Look(metrics=Metrics(thumb="right"))
    page = AssessPage(look)
    qtbot.addWidget(page)
    look.dress(page)
    page.show_view(view(marks={1: "met"}, count=3, questions=()))
    page.resize(800, 1000)
    page.show()
    qtbot.waitExposed(page)
    said: list[tuple[str, str, str]] = []
    page.mark_requested.connect(lambda *mark: said.append(mark))
    pad = page.thumb
    assert pad is not None
    touch(pad.targets()[1])
    assert said == [("2.2", "not-met", "tap")]
    page.show_view(view(marks={1: "met", 2: "not-met"}, count=3, questions=()))
    assert page.sheet.walk.at == "2.2", "a pointer never goes on by itself"
    touch(pad.next)
    assert page.sheet.walk.at == "2.3"
    page.show_view(view(marks={1: "met", 2: "not-met", 3: "met"}, count=3, questions=()))
    touch(pad.next)
    assert (page.sheet.walk.at, pad.marks.shown()) == ("2.1", "met")


def press(room: BoardRoom, target: QWidget) -> None:
    touch(target)
    room.settle()


@pytest.mark.slow
def test_a_whole_group_by_one_thumb(qtbot: QtBot, tmp_path: Path) -> None:
    metrics = Metrics(gloves=True, touch=True, thumb="left")
    with board_room(qtbot, tmp_path, Look(metrics=metrics), learners=3, criteria=3, critical=1) as room:
        pad = room.page.thumb
        assert pad is not None
        for size in SIZES:
            room.window.resize(size)
            room.settle()
            assert not out_of_reach(pad, room.window, metrics), size
        # A touch on a tile says who is meant, and marks nobody.
        room.tap(2)
        assert room.marks(2) == {}
        press(room, pad.targets()[1])
        assert room.marks(2)["1.1"].mark is Mark.NOT_MET
        for _act in range(8):
            press(room, pad.next)
            press(room, pad.targets()[0])
        criteria = {item.id for item in room.form.criteria()}
        assert all(set(room.marks(bib)) == criteria for bib in (1, 2, 3))
        met = [said.mark for bib in (1, 2, 3) for said in room.marks(bib).values()].count(Mark.MET)
        assert met == 8
        assert {said.how for bib in (1, 2, 3) for said in room.marks(bib).values()} == {How.TAP}
        undone = pad.undo.accessibleName()
        press(room, pad.undo)
        assert undone.startswith("Undo 3 ")
        press(room, pad.stop)
        assert room.page.view.stops
