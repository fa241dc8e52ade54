from array import array

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from assessor_app.ui.kit.banner import Progress, SampleBand, TroubleBanner
from assessor_app.ui.kit.buttons import (
    Choice,
    DangerButton,
    IconButton,
    PlainButton,
    PrimaryButton,
    QuietButton,
)
from assessor_app.ui.kit.dialogs import KeysDialog, Question, put_away, while_open
from assessor_app.ui.kit.fields import Field, SearchField, Select, Tick
from assessor_app.ui.kit.glyphs import Shape
from assessor_app.ui.kit.layout import Scroll, column, holding
from assessor_app.ui.kit.marks import MarkButtons
from assessor_app.ui.kit.page import EmptyState, PageHeader
from assessor_app.ui.kit.pinpad import PinPad
from assessor_app.ui.kit.plain import on_button, shown, tooltip
from assessor_app.ui.kit.rows import Row, RowsModel, Status
from assessor_app.ui.kit.status import StatusChip
from assessor_app.ui.kit.table import DataTable
from assessor_app.ui.kit.text import Line, Text
from assessor_app.ui.theme.look import Look
from assessor_app.ui.theme.metrics import Metrics
from assessor_app.ui.theme.tokens import CONTRAST
from walks import every_focusable_has_a_name, name_of

NASTY = "<b>O'Neil</b> & Co\u202e\x07"


def gallery(look: Look) -> QWidget:
    table = DataTable(look, "Learners", ["Name", "State"])
    table.rows.show_rows([("a", (NASTY, Status(Shape.HELD, "held"))), ("b", ("Amina", "—"))])
    marks = MarkButtons(look, "2.1")
    marks.show_mark("met")
    root = QWidget()
    root.setLayout(
        column(
            SampleBand(look),
            TroubleBanner(look),
            Progress(look),
            PageHeader(look, "Learners", about="40", action="Add"),
            PrimaryButton(look, "Next"),
            PlainButton(look, NASTY, icon="undo-2"),
            DangerButton(look, "Revoke"),
            IconButton(look, "lock", "Lock"),
            Choice(look, "Environment", [("a", "Workplace"), ("b", "Simulated")]),
            marks,
            *(StatusChip(look, shape, shape.value) for shape in Shape),
            Field(look, "Number & group", text=NASTY),
            Field(look, "Feedback", lines=3),
            SearchField(look, "Search"),
            Select(look, "Form", [("a", NASTY)]),
            Tick(look, NASTY),
            Text(look, NASTY),
            Line(look, NASTY),
            table,
            EmptyState(look, icon="award", sentence="None", what_now="Wait", action="Go"),
        )
    )
    look.dress(root)
    return root


def test_everything_has_a_name_and_is_painted_in_every_theme(every_look: Look, qtbot: QtBot) -> None:
    root = gallery(every_look)
    qtbot.addWidget(root)
    root.resize(QSize(900, 1800))
    root.show()
    every_focusable_has_a_name(root)
    assert not root.grab().isNull()


def test_text_from_data_is_never_markup_or_control() -> None:
    assert shown(NASTY) == "<b>O'Neil</b> & Co"
    assert "<b>" not in tooltip(NASTY)
    assert on_button("Nuts & bolts") == "Nuts && bolts"


def test_words_in_arabic_stand_on_their_own_side(look: Look, qtbot: QtBot) -> None:
    label = Text(look, "محمد")
    qtbot.addWidget(label)
    assert label.alignment() & Qt.AlignmentFlag.AlignRight
    label.say("Amina")
    assert label.alignment() & Qt.AlignmentFlag.AlignLeft


def test_a_button_is_twelve_millimetres_high(look: Look, qtbot: QtBot) -> None:
    button = PrimaryButton(look, "Decide")
    qtbot.addWidget(button)
    look.dress(button)
    button.show()
    assert button.height() >= look.metrics.mm(12)


@pytest.mark.parametrize("mark", ["met", "not-met", "not-seen"])
def test_a_mark_is_asked_as_the_finger_goes_down_and_shown_only_when_told(
    look: Look, qtbot: QtBot, mark: str
) -> None:
    marks = MarkButtons(look, "2.1")
    qtbot.addWidget(marks)
    marks.show()
    qtbot.waitExposed(marks)
    asked: list[str] = []
    marks.asked.connect(asked.append)
    QTest.mousePress(marks.button(mark), Qt.MouseButton.LeftButton)
    assert asked == [mark]
    QTest.mouseRelease(marks.button(mark), Qt.MouseButton.LeftButton)
    assert asked == [mark]
    assert marks.painted() == ""
    marks.show_mark(mark)
    qtbot.waitUntil(lambda: marks.painted() == mark)
    assert mark.split("-", maxsplit=1)[0] in name_of(marks.button(mark))


def test_a_choice_says_what_was_picked_and_can_be_empty(look: Look, qtbot: QtBot) -> None:
    choice = Choice(look, "Environment", [("a", "Workplace"), ("b", "Simulated")], current="b")
    qtbot.addWidget(choice)
    assert choice.current() == "b"
    with qtbot.waitSignal(choice.chosen) as said:
        choice.findChildren(PlainButton)[0].click()
    assert said.args == ["a"]
    choice.choose("")
    assert choice.current() == ""


def test_a_field_says_what_is_wrong_beneath_itself(look: Look, qtbot: QtBot) -> None:
    field = Field(look, "Birth date")
    qtbot.addWidget(field)
    field.show()
    field.show_error("There is no 31 February.")
    assert field.edit.accessibleDescription() == "There is no 31 February."
    field.show_error("")
    assert field.edit.property("wrong") is False


def test_a_long_table_holds_ids_and_fetches_only_the_pages_it_shows(look: Look, qtbot: QtBot) -> None:
    asked: list[int] = []

    def fetch(offset: int, limit: int) -> list[Row]:
        asked.append(offset)
        return [(f"Learner {number}", "x") for number in range(offset, offset + limit)]

    table = DataTable(look, "Learners", ["Name", "State"])
    qtbot.addWidget(table)
    table.rows.load(array("q", range(1_000_000)), fetch)
    table.resize(600, 400)
    table.show()
    table.grab()
    assert len(asked) <= 2
    assert table.rows.cell(900_000, 0) == "Learner 900000"
    with qtbot.waitSignal(table.opened) as said:
        table.setCurrentIndex(table.rows.index(3, 0))
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert said.args == [3]


def test_rows_that_are_on_their_way_come_later() -> None:
    model = RowsModel(["Name"])
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    wanted: list[tuple[int, int]] = []
    model.page_wanted.connect(lambda offset, limit: wanted.append((offset, limit)))
    model.load(["a", "b"], lambda _offset, _limit: None)
    assert model.cell(1, 0) == "…"
    assert model.cell(0, 0) == "…"
    assert len(wanted) == 1
    model.put_page(0, [("Amina",), ("Bo",)])
    assert model.cell(1, 0) == "Bo"


def test_a_dialog_goes_once_it_is_closed(look: Look, qtbot: QtBot) -> None:
    window, heard = QWidget(), list[object]()
    qtbot.addWidget(window)
    question = Question(look, "Leave?", sentence="It cannot be undone.", yes="Leave", parent=window)
    later = while_open(question, heard.append)
    question.open()
    later("in time")
    question.reject()
    later("too late")
    put_away(question)
    qtbot.waitUntil(lambda: not window.findChildren(Question))
    later("far too late")
    put_away(question)
    assert heard == ["in time"]


def test_rows_that_did_not_come_are_asked_for_again() -> None:
    time = [0.0]
    model = RowsModel(["Name"], now=lambda: time[0])
    wanted: list[int] = []
    model.page_wanted.connect(lambda offset, _limit: wanted.append(offset))
    model.load(["a"], lambda _offset, _limit: None)
    for time[0] in (0.0, 4.0, 6.0, 7.0):
        assert model.cell(0, 0) == "…"
    assert wanted == [0, 0]
    model.put_page(0, [("Amina",)])
    assert model.cell(0, 0) == "Amina"


def test_a_pin_is_typed_or_tapped_masked_and_held_after_a_wrong_one(look: Look, qtbot: QtBot) -> None:
    pad = PinPad(look, "Sign", who="Grace Otieno")
    qtbot.addWidget(pad)
    pad.show()
    every_focusable_has_a_name(pad)
    got: list[str] = []
    pad.entered.connect(got.append)
    QTest.keyClicks(pad, "12x3")
    QTest.keyClick(pad, Qt.Key.Key_Return)
    assert got == []
    five = next(button for button in pad.findChildren(PlainButton) if button.text() == "5")
    five.click()
    QTest.keyClick(pad, Qt.Key.Key_Return)
    assert got == ["1235"]
    pad.refuse("That was not the PIN.", wait_seconds=1)
    QTest.keyClicks(pad, "1234")
    assert not pad.go.isEnabled()
    qtbot.waitUntil(five.isEnabled, timeout=20_000)
    QTest.keyClicks(pad, "9999")
    pad.go.click()
    assert got == ["1235", "9999"]


def test_a_question_answers_only_yes(look: Look, qtbot: QtBot) -> None:
    question = Question(look, "Discard?", sentence="Started by mistake.", yes="Discard", dangerous=True)
    keys = KeysDialog(look, [("+", "met")])
    for dialog in (question, keys):
        qtbot.addWidget(dialog)
        dialog.open()
        every_focusable_has_a_name(dialog)
    with qtbot.waitSignal(question.answered):
        question.yes.click()
    assert not question.isVisible()


def test_a_button_with_a_name_of_300_letters_keeps_its_room_and_tells_it_whole(
    look: Look, qtbot: QtBot
) -> None:
    button = PlainButton(look, "", icon="user")
    qtbot.addWidget(button)
    look.dress(button)
    name = "Wolfeschlegelsteinhausenbergerdorff " * 8
    button.say_within(f"{name}\u202e<b>", 280)
    assert button.sizeHint().width() < 400
    assert button.accessibleName() == f"{name}<b>"
    assert "&lt;b&gt;" in button.toolTip()
    button.say_within("Bo", 280)
    assert (button.text().strip("\u2009 "), button.toolTip()) == ("Bo", "")


def test_long_reading_is_scrolled_by_keys(look: Look, qtbot: QtBot) -> None:
    scroll = Scroll(
        holding(column(*(Text(look, "Seen at the bench") for _ in range(60)))), name="The work", reading=True
    )
    qtbot.addWidget(scroll)
    look.dress(scroll)
    scroll.resize(400, 200)
    scroll.show()
    qtbot.waitExposed(scroll)
    scroll.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(scroll, Qt.Key.Key_PageDown)
    assert scroll.verticalScrollBar().value() > 0


@pytest.mark.parametrize("metrics", [Metrics(gloves=True), Metrics(touch=True)])
def test_gloves_and_fingers_hit_a_scroll_bar_and_a_tap_beside_its_handle_pages(
    metrics: Metrics, qtbot: QtBot
) -> None:
    look = Look(metrics=metrics)
    scroll = Scroll(holding(column(*(Text(look, "Seen at the bench") for _ in range(60)))), name="The work")
    qtbot.addWidget(scroll)
    look.dress(scroll)
    scroll.resize(400, 300)
    scroll.show()
    qtbot.waitExposed(scroll)
    bar = scroll.verticalScrollBar()
    assert bar.width() == metrics.mm(12)
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(bar.width() // 2, bar.height() - 5))
    assert bar.value() == bar.pageStep()
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(bar.width() // 2, 2))
    assert bar.value() == 0


def test_the_icon_of_a_chosen_answer_is_seen_on_its_dark_ground() -> None:
    look = Look(tokens=CONTRAST, metrics=Metrics())
    button = QuietButton(look, "Staff", icon="users")
    side = QSize(24, 24)
    for state, colour in ((QIcon.State.On, CONTRAST.on_chosen), (QIcon.State.Off, CONTRAST.ink)):
        picture = button.icon().pixmap(side, QIcon.Mode.Normal, state).toImage()
        points = [picture.pixelColor(x, y) for x in range(picture.width()) for y in range(picture.height())]
        assert {point.name() for point in points if point.alpha() == 255} == {colour.lower()}
