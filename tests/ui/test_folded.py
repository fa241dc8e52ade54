"""A two-in-one whose keyboard is folded away: it is turned in the middle of a mark, and its keyboard comes up on the screen."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from assessor_app.ui.assess.page import AssessPage
from assessor_app.ui.frame.state import Wide
from assessor_app.ui.frame.window import MainWindow
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.kit.fields import Field
from assessor_app.ui.theme.look import Look
from assessor_app.ui.theme.metrics import Metrics
from test_assess_page import view

LYING, UPRIGHT = QSize(1280, 800), QSize(800, 1280)


def opened(qtbot: QtBot) -> tuple[MainWindow, AssessPage]:
    window = MainWindow(Look(metrics=Metrics(touch=True)))
    qtbot.addWidget(window)
    page = AssessPage(window.look)
    window.add_page("assess", page)
    window.show_page("assess", wide=Wide.WHERE_SMALL)
    page.show_view(view(count=30))
    window.resize(LYING)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    settle()
    return window, page


def settle() -> None:
    for _round in range(8):
        QApplication.processEvents()


def turn(window: MainWindow, size: QSize) -> None:
    window.resize(size)
    settle()


def at_the_top(page: AssessPage) -> str:
    """The criterion under the upper edge of what is seen."""
    seen = (key for key, row in page.sheet.rows.items() if not row.visibleRegion().isEmpty())
    return next(seen)


def above(widget: QWidget, place: QRect, keyboard: QRect) -> bool:
    """Whether this place in a widget is on the screen, whole, and over the keyboard."""
    if not widget.visibleRegion().contains(place.intersected(widget.rect())):
        return False
    return widget.mapToGlobal(place.bottomLeft()).y() < keyboard.top()


def test_turned_while_a_finger_is_on_a_mark_one_mark_is_asked_and_nobody_is_carried_off(qtbot: QtBot) -> None:
    window, page = opened(qtbot)
    asked: list[tuple[str, str, str]] = []
    page.mark_requested.connect(lambda *mark: asked.append(mark))
    page.sheet.go_to("2.6")
    settle()
    mark = page.sheet.rows["2.6"].marks.button("not-met")
    QTest.mousePress(mark, Qt.MouseButton.LeftButton)
    turn(window, UPRIGHT)
    QTest.mouseRelease(mark, Qt.MouseButton.LeftButton)
    turn(window, LYING)
    assert asked == [("2.6", "not-met", "tap")]
    row = page.sheet.rows["2.6"]
    assert (page.sheet.walk.at, row.hasFocus()) == ("2.6", True)
    qtbot.waitUntil(lambda: not row.marks.visibleRegion().isEmpty())


def test_whoever_reads_elsewhere_reads_on_there_after_a_turn(qtbot: QtBot) -> None:
    window, page = opened(qtbot)
    qtbot.waitUntil(lambda: not page.sheet.reading.holds())
    bar = page.sheet._scroll.verticalScrollBar()
    bar.setValue(page.sheet.rows["2.15"].y())
    settle()
    before = at_the_top(page)
    for size in (UPRIGHT, LYING, UPRIGHT):
        turn(window, size)
        qtbot.waitUntil(lambda: not page.sheet.reading.holds())
        assert at_the_top(page) == before, size


def test_the_field_that_is_typed_in_stays_over_the_keyboard_on_the_screen(qtbot: QtBot) -> None:
    window, page = opened(qtbot)
    page.sheet.go_to("2.9")
    row = page.sheet.rows["2.9"]
    note = row.open_details().note.edit
    note.setFocus()
    QTest.keyClicks(note, "Asked twice")
    for size in (LYING, UPRIGHT):
        turn(window, size)
        corner = window.mapToGlobal(QPoint(0, 0))
        half = QRect(corner.x(), corner.y() + size.height() // 2, size.width(), size.height() // 2)
        window.typing.follow(half)
        settle()
        assert page.mapToGlobal(page.rect().bottomLeft()).y() < half.top()
        assert above(note, note.cursorRect(), half), size
        QTest.keyClicks(note, " and shown")
        window.typing.follow(QRect())
        settle()
    assert row.details is not None
    assert row.details.note.text() == "Asked twice and shown and shown"
    assert page.sheet.walk.at == "2.9"
    assert page.height() > size.height() // 2, "the room comes back"


def test_a_dialog_goes_up_and_its_field_is_seen(qtbot: QtBot) -> None:
    window, _page = opened(qtbot)
    dialog = Dialog(window.look, "What happened?", parent=window)
    fields = [Field(window.look, f"Field {number}") for number in range(8)]
    for field in fields:
        dialog.body.addWidget(field)
    dialog.open()
    qtbot.waitExposed(dialog)
    dialog.activateWindow()
    fields[-1].edit.setFocus()
    settle()
    before = dialog.geometry()
    corner = window.mapToGlobal(QPoint(0, 0))
    half = QRect(corner.x(), corner.y() + 400, 1280, 400)
    window.typing.follow(half)
    settle()
    assert dialog.geometry().bottom() < half.top()
    assert above(fields[-1].edit, fields[-1].edit.rect(), half)
    window.typing.follow(QRect())
    settle()
    assert dialog.geometry() == before
    dialog.reject()
