from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from assessor_app.ui.assess.page import AssessPage
from assessor_app.ui.assess.readings import ReadingFields, number_in
from assessor_app.ui.assess.view import (
    AssessView,
    CriterionView,
    OccasionView,
    QuestionView,
    ReadingView,
    StandingView,
    TaskView,
)
from assessor_app.ui.kit.buttons import PlainButton
from assessor_app.ui.kit.fields import Field
from assessor_app.ui.kit.glyphs import Shape
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.ui.theme.metrics import Metrics
from walks import every_focusable_has_a_name

INSULATION = ReadingView(label="Insulation L–E", unit="MΩ", limits="at least 1 MΩ", proven=True)


def criterion(number: int, **kept: object) -> CriterionView:
    made = CriterionView(
        id=f"2.{number}",
        text=f"Proves the tester, step {number}",
        benchmark="On a known source, on the circuit, on the known source again. Once only does not count.",
        critical=number == 2,
        readings=(INSULATION,) if number == 3 else (),
    )
    return replace(made, **kept)  # type: ignore[arg-type]  # the test names the fields


def view(*, marks: dict[int, str] | None = None, count: int = 25, **kept: object) -> AssessView:
    criteria = tuple(
        criterion(number, mark=(marks or {}).get(number, "not-seen")) for number in range(1, count + 1)
    )
    made = AssessView(
        assessment="a1",
        name="Amina Bello",
        number="2031",
        initials="AB",
        bench="Bench 3",
        attempt="attempt 1",
        form_ref="ELE-SAF v2",
        form_title="Electrical Safety",
        environment="workplace",
        timer="12:40",
        occasions=(OccasionView(id="o1", words="21 Nov"), OccasionView(id="o2", words="22 Nov")),
        occasion="o1",
        contexts=("single-phase", "three-phase"),
        tasks=(TaskView(id="A", title="Isolate a circuit", progress="3 of 5", criteria=criteria),),
        questions=(
            QuestionView(
                id="q2", text="Why again?", must_say=("It may have failed", "Dead looks dead"), said=(0,)
            ),
        ),
        standing=(StandingView(shape=Shape.DANGER, sentence="2.2 not seen", about="2.2"),),
        undo="Undo 2.1 met",
    )
    return replace(made, **kept)  # type: ignore[arg-type]  # the test names the fields


@pytest.fixture
def page(look: Look, qtbot: QtBot) -> AssessPage:
    return shown(AssessPage(look), qtbot)


def shown(page: AssessPage, qtbot: QtBot, size: QSize | None = None) -> AssessPage:
    qtbot.addWidget(page)
    page.look.dress(page)
    page.show_view(view())
    page.resize(size or QSize(1198, 680))
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    QApplication.processEvents()
    return page


def narrowed(page: AssessPage, qtbot: QtBot, size: QSize) -> None:
    """By itself it was as wide as it is beside its panel; a window lays it out again."""

    def laid_out() -> bool:
        page.resize(size)
        return page.size() == size

    qtbot.waitUntil(laid_out)


def asked(page: AssessPage) -> list[tuple[object, ...]]:
    """Everything the page asks for, as it asks."""
    found: list[tuple[object, ...]] = []
    for name in ("mark", "prompted", "na", "note", "reading", "oral", "occasion", "new_occasion", "end"):
        getattr(page, f"{name}_requested").connect(lambda *what, name=name: found.append((name, *what)))
    for name in ("undo", "decide", "stop", "resume", "discard", "back"):
        getattr(page, f"{name}_requested").connect(lambda name=name: found.append((name,)))
    return found


def button(root: QWidget, word: str) -> QPushButton:
    return next(item for item in root.findChildren(QPushButton) if item.accessibleName() == word)


def test_every_widget_has_a_name_in_every_theme(every_look: Look, qtbot: QtBot) -> None:
    page = shown(AssessPage(every_look), qtbot)
    page.sheet.rows["2.3"].toggle()
    every_focusable_has_a_name(page)


def test_a_tap_asks_and_the_mark_is_painted_only_when_a_view_brings_it(
    page: AssessPage, qtbot: QtBot
) -> None:
    found = asked(page)
    QTest.mouseClick(page.sheet.rows["2.1"].marks.button("met"), Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert found == [("mark", "2.1", "met", "tap")]
    assert page.mark_shown("2.1") == "not-seen"
    page.show_view(view(marks={1: "met"}))
    qtbot.waitUntil(lambda: page.mark_shown("2.1") == "met")


def test_marks_are_repainted_in_place(page: AssessPage) -> None:
    before = dict(page.sheet.rows)
    page.show_view(view(marks={1: "met", 2: "not-met"}))
    assert page.sheet.rows == before
    page.show_view(view(count=3))
    assert page.sheet.rows["2.1"] is not before["2.1"]


def test_another_learner_is_another_sheet(page: AssessPage) -> None:
    before = page.sheet.rows["2.1"]
    page.show_view(view(assessment="a2", name="Bo Li"))
    assert page.sheet.rows["2.1"] is not before


def test_keys_mark_and_move_on_to_the_next_that_is_not_marked(page: AssessPage) -> None:
    found = asked(page)
    page.show_view(view(assessment="a2", marks={1: "met", 3: "met"}))
    QApplication.processEvents()
    assert page.focusWidget() is page.sheet.rows["2.2"]
    QTest.keyClick(page.sheet.rows["2.2"], Qt.Key.Key_Minus)
    assert page.focusWidget() is page.sheet.rows["2.4"]
    QTest.keyClick(page.sheet.rows["2.4"], Qt.Key.Key_Plus)
    QTest.keyClick(page.sheet.rows["2.5"], Qt.Key.Key_0)
    assert found == [
        ("mark", "2.2", "not-met", "key"),
        ("mark", "2.4", "met", "key"),
        ("mark", "2.5", "not-seen", "key"),
    ]


def test_arrows_walk_the_rows_and_a_key_on_the_panel_reaches_the_current_row(page: AssessPage) -> None:
    found = asked(page)
    QTest.keyClick(page.sheet.rows["2.1"], Qt.Key.Key_Down)
    assert page.focusWidget() is page.sheet.rows["2.2"]
    QTest.keyClick(page.sheet.rows["2.2"], Qt.Key.Key_Up)
    page.panel.decide.setFocus()
    QTest.keyClick(page.panel.decide, Qt.Key.Key_Plus)
    assert found == [("mark", "2.1", "met", "key")]


def test_a_pointer_does_not_move_on_by_itself(page: AssessPage) -> None:
    QTest.mouseClick(page.sheet.rows["2.4"].marks.button("met"), Qt.MouseButton.LeftButton)
    assert page.focusWidget() is page.sheet.rows["2.4"]


def test_a_note_is_kept_when_it_is_left_and_never_written_over(page: AssessPage) -> None:
    found = asked(page)
    row = page.sheet.rows["2.1"]
    row.setFocus()
    page.panel.notes.click()
    assert row.details is not None
    edit = row.details.note.edit
    assert isinstance(edit, QPlainTextEdit)
    edit.setPlainText("Took the shared lock")
    page.show_view(view(marks={2: "met"}))
    assert edit.toPlainText() == "Took the shared lock"
    row.setFocus()
    assert ("note", "2.1", "Took the shared lock") in found
    assert len([item for item in found if item[0] == "note"]) == 1


def test_a_note_being_written_is_asked_for_before_another_occasion(page: AssessPage) -> None:
    row = page.sheet.rows["2.1"]
    row.toggle()
    assert row.details is not None
    row.details.note.write("Half a sentence")
    found = asked(page)
    page.header.occasion_asked.emit("o2")
    assert found == [("note", "2.1", "Half a sentence"), ("occasion", "o2")]


def test_a_note_being_written_is_asked_for_when_the_page_goes(page: AssessPage) -> None:
    row = page.sheet.rows["2.1"]
    row.toggle()
    assert row.details is not None
    row.details.note.write("Half a sentence")
    found = asked(page)
    page.hide()
    assert found == [("note", "2.1", "Half a sentence")]


def test_not_applicable_needs_a_reason_and_is_not_offered_for_a_critical_one(page: AssessPage) -> None:
    found = asked(page)
    row = page.sheet.rows["2.1"]
    row.toggle()
    assert row.details is not None
    button(row, "Not applicable").click()
    assert found == []
    field = next(item for item in row.findChildren(Field) if "because" in item.edit.accessibleName())
    field.write("No such outlet here")
    button(row, "Not applicable").click()
    assert found == [("na", "2.1", "No such outlet here")]
    critical = page.sheet.rows["2.2"]
    critical.toggle()
    assert not [item for item in critical.findChildren(QPushButton) if item.text() == "Not applicable"]


def test_not_applicable_is_read_back_as_such(page: AssessPage, qtbot: QtBot) -> None:
    na = criterion(1, mark="not-applicable", reason="No outlet")
    task = view().tasks[0]
    page.show_view(view(tasks=(replace(task, criteria=(na, *task.criteria[1:])),)))
    qtbot.waitUntil(lambda: page.mark_shown("2.1") == "not-applicable")


def test_prompted_asks_and_shows_only_what_was_kept(page: AssessPage) -> None:
    found = asked(page)
    row = page.sheet.rows["2.1"]
    row.toggle()
    assert row.details is not None
    row.details._prompted.click()
    assert found == [("prompted", "2.1", True)]
    assert not row.details._prompted.isChecked()


def test_a_reading_is_asked_with_its_instrument_once_it_is_left(page: AssessPage) -> None:
    found = asked(page)
    row = page.sheet.rows["2.3"]
    row.toggle()
    fields = row.findChildren(ReadingFields)[0]
    fields.instrument.write("MFT 1741")
    fields.calibrated.write("2026-05-01")
    fields.value.edit.setFocus()
    QTest.keyClicks(fields.value.edit, "0,42")
    QTest.keyClick(fields.value.edit, Qt.Key.Key_Return)
    assert found[0] == ("reading", "2.3", 0, 0.42, "MFT 1741", "2026-05-01", None)
    fields.value.write("abc")
    fields.value.edit.editingFinished.emit()  # type: ignore[union-attr]  # a reading has one line
    assert len([item for item in found if item[0] == "reading"]) == 1


def test_a_calibration_date_that_is_none_is_told_at_its_field_and_nothing_is_asked(page: AssessPage) -> None:
    found = asked(page)
    page.sheet.rows["2.3"].toggle()
    fields = page.sheet.rows["2.3"].findChildren(ReadingFields)[0]
    fields.value.write("0.42")
    fields.calibrated.write("1 May")
    fields.keep()
    assert "2028-12-31" in fields.calibrated.edit.accessibleDescription()
    assert found == []
    fields.calibrated.write("2026-05-01")
    fields.keep()
    assert fields.calibrated.edit.accessibleDescription() == ""
    assert found == [("reading", "2.3", 0, 0.42, "", "2026-05-01", None)]


def test_a_task_sheet_reading_is_judged_by_its_assessor_alone(page: AssessPage) -> None:
    sheet = ReadingView(label="Earth loop", unit="Ω", task_sheet=True)
    page.show_view(view(count=1, tasks=(sheet_task(sheet),)))
    found = asked(page)
    page.sheet.rows["2.1"].toggle()
    fields = page.sheet.rows["2.1"].findChildren(ReadingFields)[0]
    fields.value.write("10")
    fields.keep()
    assert found == [("reading", "2.1", 0, 10.0, "", "", None)]
    page.show_view(view(count=1, tasks=(sheet_task(replace(sheet, value="10")),)))
    assert fields._within.current() == ""
    assert fields._chip.accessibleName() == "say whether it lies within"
    fields.keep()
    assert len(found) == 1, "nothing was said, so there is nothing to keep"
    button(fields, "Earth loop (Ω): outside").click()
    assert found[1:] == [("reading", "2.1", 0, 10.0, "", "", False)]
    page.show_view(view(count=1, tasks=(sheet_task(replace(sheet, value="10", within=False)),)))
    fields.value.write("0.4")
    fields.keep()
    assert found[2:] == [("reading", "2.1", 0, 0.4, "", "", None)], "the word was said of another value"


def test_at_200_percent_a_small_window_cuts_neither_numbers_nor_words(qtbot: QtBot) -> None:
    look = Look(metrics=Metrics(text_scale=2.0))
    size = QSize(704, 700)
    page = shown(AssessPage(look), qtbot, size)
    narrowed(page, qtbot, size)
    page.show_view(view(undo="Undo 2031 Amina 2.1 not met today"))
    undo = page.panel.undo
    words = "Undo 2031 Amina 2.1 not met today"
    qtbot.waitUntil(lambda: undo.text().strip("\u2009 ").replace("\n", " ") == words)
    assert page.size() == size
    row = page.sheet.rows["2.2"]
    assert row.width() <= page.sheet.width()
    marks = row.marks.button("not-met")
    # The row learns its width, and then its marks that they lie.
    qtbot.waitUntil(lambda: marks.width() >= marks.minimumSizeHint().width())
    qtbot.waitUntil(lambda: marks.height() == marks.sizeHint().height())

    def undo_is_whole() -> bool:
        lines = undo.text().split("\n")
        return max(undo.fontMetrics().horizontalAdvance(line) for line in lines) < undo.width()

    qtbot.waitUntil(undo_is_whole)


@pytest.mark.parametrize("gloves", [False, True])
def test_two_rows_of_marks_are_in_view_on_an_upright_tablet_with_large_letters(
    qtbot: QtBot, gloves: bool
) -> None:
    look = Look(metrics=Metrics(text_scale=2.0, gloves=gloves))
    page = shown(AssessPage(look), qtbot, QSize(800, 1234))
    narrowed(page, qtbot, QSize(800, 1234))
    told = criterion(1).benchmark * 2
    criteria = tuple(criterion(number, benchmark=told) for number in range(1, 9))
    page.show_view(view(tasks=(TaskView(id="A", title="Test a circuit", criteria=criteria),)))
    page.sheet.go_to("2.4")

    def seen() -> list[str]:
        # What scrolls in the sheet, without the head that stays on top of it.
        view_ = next(area for area in page.sheet.findChildren(QScrollArea) if area.isVisible()).viewport()
        top = page.sheet._pinned.height() if page.sheet._pinned.isVisible() else 0
        room = view_.rect().adjusted(0, top, 0, 0)
        rows = page.sheet.rows.items()
        return [
            key
            for key, row in rows
            if room.contains(QRect(row.marks.mapTo(view_, QPoint(0, 0)), row.marks.size()))
        ]

    qtbot.waitUntil(lambda: seen()[:2] == ["2.4", "2.5"])
    row = page.sheet.rows["2.4"]
    # Each shape stands before its word.
    qtbot.waitUntil(lambda: row.marks.height() == look.metrics.target)
    assert seen()[:2] == ["2.4", "2.5"]
    assert all(
        row.marks.button(mark).width() >= look.metrics.target for mark in ("met", "not-met", "not-seen")
    )
    # Where a row is wide they stand as they did.
    page.resize(1600, 1200)
    qtbot.waitUntil(lambda: row.marks.height() > look.metrics.target)


def sheet_task(reading: ReadingView) -> TaskView:
    return TaskView(id="A", title="Test a circuit", criteria=(criterion(1, readings=(reading,)),))


@pytest.mark.parametrize(("text", "value"), [("0.42", 0.42), ("0,42", 0.42), ("−3", -3.0), ("  ", None)])
def test_a_number_is_read_as_people_write_it(text: str, value: float | None) -> None:
    assert number_in(text) == value


@pytest.mark.parametrize("text", ["abc", "nan", "inf", "1.2.3"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the kind is all that matters
        number_in(text)


def test_oral_points_and_marks_are_asked_together(page: AssessPage) -> None:
    found = asked(page)
    question = page.sheet.questions["q2"]
    question.points[1].click()
    question.marks.button("met").click()
    assert found == [("oral", "q2", "not-seen", [0, 1]), ("oral", "q2", "met", [0, 1])], (
        "one adds to the other"
    )
    question.not_kept()
    question.points[1].click()
    assert found[2:] == [("oral", "q2", "not-seen", [0, 1])], "nothing of it was kept"


def test_what_is_missing_leads_to_its_row(page: AssessPage, qtbot: QtBot) -> None:
    page.panel.about_asked.emit("2.20", "")
    row = page.sheet.rows["2.20"]
    qtbot.waitUntil(lambda: not row.visibleRegion().isEmpty())
    assert page.focusWidget() is row


def test_prior_learning_beside_the_other_steps_cuts_none_of_them(page: AssessPage, qtbot: QtBot) -> None:
    header = page.header
    line = header.before.mapTo(header, QPoint()).y()
    header.show_prior(True)
    qtbot.waitUntil(
        lambda: header.prior.isVisible() and header.prior.width() >= header.prior.sizeHint().width()
    )
    assert header.before.width() >= header.before.sizeHint().width()
    header.show_prior(False)
    qtbot.waitUntil(lambda: header.before.mapTo(header, QPoint()).y() == line)


def test_header_panel_and_occasions_ask(page: AssessPage) -> None:
    found = asked(page)
    page.panel.undo.click()
    page.panel.decide.click()
    page.header.stop.click()
    button(page, "Back").click()
    button(page, "Occasion: 22 Nov").click()
    button(page, "Another occasion").click()
    button(page, "three-phase").click()
    assert found == [
        ("undo",),
        ("decide",),
        ("stop",),
        ("back",),
        ("occasion", "o2"),
        ("new_occasion", "three-phase"),
    ]
    assert page.panel.undo.accessibleName() == "Undo 2.1 met"


def test_stop_freezes_everything_and_asks_what_happened(page: AssessPage) -> None:
    found = asked(page)
    page.show_view(view(stopped=True))
    QTest.mouseClick(page.sheet.rows["2.1"].marks.button("met"), Qt.MouseButton.LeftButton)
    QTest.keyClick(page.sheet.rows["2.1"], Qt.Key.Key_Plus)
    assert found == []
    button(page, "Interrupted").click()
    button(page, "Go on …").click()
    button(page, "Started by mistake: discard …").click()
    assert found == [("end", "interrupted"), ("resume",), ("discard",)]


def test_what_happened_is_asked_whole_and_notes_bring_the_marks_back(look: Look, qtbot: QtBot) -> None:
    page = shown(AssessPage(look), qtbot, QSize(1198, 460))
    page.show_view(view(stopped=True))
    assert page.sheet.isHidden()
    ways = [button(page, word) for word in ("Stopped: unsafe", "Interrupted", "Withdrew")]
    qtbot.waitUntil(lambda: all(one.visibleRegion().boundingRect().height() == one.height() for one in ways))
    page.panel.notes_asked.emit()
    assert page.sheet.isVisible()
    page.show_view(view())
    page.show_view(view(stopped=True))
    assert page.sheet.isHidden()


@pytest.mark.parametrize("size", [QSize(1198, 680), QSize(1752, 990), QSize(686, 1110)], ids=str)
def test_header_and_panel_stay_in_place_while_twenty_five_criteria_scroll(
    look: Look, qtbot: QtBot, size: QSize
) -> None:
    page = shown(AssessPage(look), qtbot, size)
    assert page.size() == size
    page.sheet.go_to("2.25")
    row = page.sheet.rows["2.25"]
    qtbot.waitUntil(lambda: not row.marks.visibleRegion().isEmpty())
    assert page.header.isVisible()
    assert page.panel.decide.visibleRegion().boundingRect().height() == page.panel.decide.height()


@pytest.mark.parametrize("size", [QSize(1198, 680), QSize(686, 1110)], ids=str)
def test_no_words_of_a_row_are_cut_off(look: Look, qtbot: QtBot, size: QSize) -> None:
    page = shown(AssessPage(look), qtbot, size)
    for row in page.sheet.rows.values():
        for label in row.findChildren(Text):
            if label.isVisible():
                assert label.height() >= label.heightForWidth(label.width())
                assert label.width() > 60 or not label.wordWrap()


def test_at_two_hundred_percent_the_marks_can_still_be_reached(large_look: Look, qtbot: QtBot) -> None:
    page = shown(AssessPage(large_look), qtbot, QSize(1176, 570))
    page.sheet.go_to("2.9")
    qtbot.waitUntil(lambda: not page.sheet.rows["2.9"].marks.visibleRegion().isEmpty())
    assert button(page, "Undo 2.1 met").isVisible()
    assert isinstance(page.panel.decide, PlainButton)
    assert page.panel.decide.isVisible()
