"""What hands do that are quick, gloved or a key too far: nothing else happens than what was meant."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from assessor_app.ui.assess.page import AssessPage
from assessor_app.ui.kit.buttons import PlainButton
from assessor_app.ui.kit.dialogs import Question
from assessor_app.ui.kit.fields import Select
from assessor_app.ui.kit.pinpad import PinPad
from assessor_app.ui.theme.look import Look
from test_assess_page import view


def test_enter_presses_the_button_that_has_the_focus(look: Look, qtbot: QtBot) -> None:
    question = Question(look, "Close the sitting?", sentence="It is signed.", yes="Close")
    qtbot.addWidget(question)
    question.yes.setDefault(True)
    said: list[str] = []
    question.answered.connect(lambda: said.append("yes"))
    question.open()
    cancel = next(one for one in question.findChildren(PlainButton) if one.text() == "Cancel")
    cancel.setFocus()
    QTest.keyClick(question, Qt.Key.Key_Return)
    assert (said, question.isVisible()) == ([], False)


def test_a_choice_is_not_changed_by_scrolling_past_it_and_its_rows_are_for_fingers(
    look: Look, qtbot: QtBot
) -> None:
    choice = Select(look, "Group", [("a", "Electrical A"), ("b", "Brakes D")])
    qtbot.addWidget(choice)
    look.dress(choice)
    choice.show()
    qtbot.waitExposed(choice)
    at = QPointF(5, 5)
    none, no_button = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.NoButton
    turned = QWheelEvent(
        at, at, QPoint(0, -120), QPoint(0, -120), no_button, none, Qt.ScrollPhase.NoScrollPhase, False
    )
    QApplication.sendEvent(choice, turned)
    assert choice.key() == "a"
    choice.view().ensurePolished()
    assert choice.view().sizeHintForRow(0) >= look.metrics.target


def test_a_key_pressed_once_too_often_reaches_no_mark_that_stands(look: Look, qtbot: QtBot) -> None:
    page = AssessPage(look)
    qtbot.addWidget(page)
    look.dress(page)
    page.show_view(view(marks={1: "not-met", 2: "met"}, count=3, questions=()))
    page.resize(1198, 680)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    page.sheet.go_to("2.3")
    found: list[str] = []
    page.mark_requested.connect(lambda criterion, _mark, _how: found.append(criterion))
    for _time in range(3):
        QTest.keyClick(page.sheet.rows["2.3"], Qt.Key.Key_Plus)
    assert (set(found), page.focusWidget()) == ({"2.3"}, page.sheet.rows["2.3"])


def test_opened_by_key_a_row_takes_its_note_and_escape_leads_back(look: Look, qtbot: QtBot) -> None:
    page = AssessPage(look)
    qtbot.addWidget(page)
    look.dress(page)
    page.show_view(view())
    page.resize(1198, 680)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    found: list[str] = []
    page.mark_requested.connect(lambda criterion, _mark, _how: found.append(criterion))
    row = page.sheet.rows["2.1"]
    QTest.keyClick(row, Qt.Key.Key_Return)
    assert row.details is not None
    note = row.details.note.edit
    assert page.focusWidget() is note
    QTest.keyClicks(note, "09:10")
    QTest.keyClick(note, Qt.Key.Key_Escape)
    assert (row.details.note.text(), found, page.focusWidget()) == ("09:10", [], row)


def test_undo_says_the_whole_of_what_it_undoes(look: Look, qtbot: QtBot) -> None:
    page = AssessPage(look)
    qtbot.addWidget(page)
    look.dress(page)
    page.show_view(view(undo="Undo 2040 Daniel 1.3 not met today"))
    page.resize(1198, 680)
    page.show()
    words = ["Undo", "2040", "Daniel", "1.3", "not", "met", "today"]
    assert page.panel.undo.text().replace("\u2009", "").split() == words


def test_the_keys_of_a_pin_stay_where_they_are_when_it_was_wrong(look: Look, qtbot: QtBot) -> None:
    pad = PinPad(look, "Sign", who="Joseph Mwangi")
    qtbot.addWidget(pad)
    pad.open()
    qtbot.waitExposed(pad)
    key = next(one for one in pad.findChildren(PlainButton) if one.text() == "0")
    before = key.mapTo(pad, QPoint(0, 0)), key.height()
    pad.refuse("This is not Joseph Mwangi's PIN. Wrong tries in a row: 1.")
    QApplication.processEvents()
    assert (key.mapTo(pad, QPoint(0, 0)), key.height()) == before
