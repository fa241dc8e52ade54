"""Words keep their room where there is little: in gloves, in large letters, in a low window."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from assessor_app.ui.assess.panel import Panel
from assessor_app.ui.assess.view import AssessView
from assessor_app.ui.board.page import BoardPage
from assessor_app.ui.board.stopping import StopBand
from assessor_app.ui.board.view import BoardView, CriterionView, LearnerView, StopView
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.kit.fields import Field, Select
from assessor_app.ui.kit.layout import column, holding
from assessor_app.ui.kit.shortened import Shortened
from assessor_app.ui.kit.text import Text
from assessor_app.ui.sittings.opening import OpeningDialog
from assessor_app.ui.sittings.view import FormChoice, OpeningView, Person
from assessor_app.ui.theme.look import Look
from assessor_app.ui.theme.metrics import Metrics
from assessor_app.ui.theme.tokens import LIGHT
from room import scrolls_sideways, words_cut, wrong_in

HINT = "a reference, a certificate, a photo of finished work"


@pytest.fixture
def gloves() -> Look:
    return Look(tokens=LIGHT, metrics=Metrics(gloves=True, touch=True))


@pytest.fixture
def large() -> Look:
    return Look(tokens=LIGHT, metrics=Metrics(text_scale=2.0))


def shown(widget: QWidget, qtbot: QtBot, size: QSize) -> QWidget:
    qtbot.addWidget(widget)
    widget.resize(size)
    widget.show()
    qtbot.waitExposed(widget)
    QApplication.processEvents()
    return widget


@pytest.mark.parametrize("wide", [640, 1280], ids=["beneath", "beside"])
def test_who_is_expected_takes_no_room_from_what_stands_around_it(
    gloves: Look, qtbot: QtBot, wide: int
) -> None:
    window = QWidget()
    gloves.dress(window)
    shown(window, qtbot, QSize(wide, 600))
    forms = tuple(
        FormChoice(
            key=f"F-{number} v1",
            words=f"Form {number}",
            about="For people who start in a professional kitchen. " * 6,
            sector="CUL",
            environments=("workplace",),
        )
        for number in range(30)
    )
    view = OpeningView(
        forms=forms, sectors=(("CUL", "Culinary arts"),), groups=(("g", "A"),), date="2026-11-27"
    )
    dialog = OpeningDialog(gloves, view, window)
    dialog.add_people([Person(id=f"p{number}", words=f"{number} Somebody") for number in range(40)])
    dialog.open()
    dialog.grow(window.size())
    QApplication.processEvents()
    assert dialog.height() <= window.height()
    assert not list(wrong_in(dialog))
    texts = [text for text in dialog.findChildren(Text) if text.text()]
    for part in (*dialog.findChildren(Field), *dialog.findChildren(Select), *texts):
        if part.isVisible():
            assert part.height() >= part.heightForWidth(part.width())
            assert part.height() >= part.minimumSizeHint().height()


def test_a_dialog_is_as_wide_as_its_longest_word(large: Look, qtbot: QtBot) -> None:
    window = QWidget()
    large.dress(window)
    shown(window, qtbot, QSize(1366, 768))
    dialog = Dialog(large, "Nahrungsmittelunverträglichkeitsbescheinigung", parent=window)
    dialog.foot(dialog.cancel_button())
    dialog.open()
    QApplication.processEvents()
    assert not list(scrolls_sideways(dialog))
    assert not list(wrong_in(dialog))


def test_a_hint_that_has_no_room_stands_over_its_field(large: Look, qtbot: QtBot) -> None:
    field = Field(large, "What it is", hint=HINT)
    front = QWidget()
    large.dress(front)
    front.setLayout(column(field, None))
    shown(front, qtbot, QSize(500, 400))
    assert isinstance(field.edit, QLineEdit)
    assert field.edit.placeholderText() == ""
    assert [text for text in field.findChildren(Text) if text.isVisible() and text.text() == HINT]
    assert not list(wrong_in(front))

    front.resize(1300, 400)
    QApplication.processEvents()
    assert field.edit.placeholderText() == HINT
    assert not [text for text in field.findChildren(Text) if text.isVisible() and text.text() == HINT]


def test_a_hint_of_sentences_stays_where_sentences_are_written(large: Look, qtbot: QtBot) -> None:
    field = Field(large, "In your words", hint=HINT, lines=3)
    shown(field, qtbot, QSize(300, 300))
    assert isinstance(field.edit, QPlainTextEdit)
    assert field.edit.placeholderText() == HINT


def test_what_is_stopped_takes_one_line_of_a_low_board_and_a_touch_opens_it_whole(
    large: Look, qtbot: QtBot
) -> None:
    band = StopBand(large)
    large.dress(band)
    words = "Stopped at 05:26 · 1 Maria Aurora Josephine van den Bergh-Castellanos"
    stops = (StopView(id="s1", words=words, said=False),)
    band.show_stops(stops)
    shown(band, qtbot, QSize(1000, 200))
    whole = band.heightForWidth(1000)
    band.stand(low=True)
    QApplication.processEvents()
    assert band.heightForWidth(1000) < whole
    (line,) = band.findChildren(Shortened)
    assert line.text().endswith("…")
    assert list(words_cut(band)) == []
    QTest.mouseClick(line, Qt.MouseButton.LeftButton)
    (dialog,) = band.findChildren(Dialog)
    assert [text.text() for text in dialog.findChildren(Text) if text.isVisible()] == ["Stopped", words]
    dialog.accept()
    band.show_stops((replace(stops[0], said=True),))
    QApplication.processEvents()
    (line,) = band.findChildren(Shortened)
    assert line.accessibleName() == words
    band.stand(low=False)
    QApplication.processEvents()
    assert [text.text() for text in band.findChildren(Text) if text.isVisibleTo(band)] == [words]


def test_undo_keeps_its_words_in_gloves(gloves: Look, qtbot: QtBot) -> None:
    panel = Panel(gloves)
    panel.lie(beneath=False, low=False)
    view = AssessView(
        assessment="a1",
        name="Zuzana Dvořáková",
        number="2041",
        initials="ZD",
        form_ref="CUL-KNI v1",
        form_title="Knife Skills and Basic Cooking",
        undo="Undo 2041 Zuzana 3.2 reading",
    )
    panel.show_view(view)
    front = holding(column(panel))
    gloves.dress(front)
    shown(front, qtbot, QSize(304, 480))
    assert " ".join(panel.undo.text().split()) == "Undo 2041 Zuzana 3.2 reading"
    assert not list(wrong_in(front))


@pytest.mark.parametrize("high", [721, 752])
def test_a_low_board_keeps_its_tiles_and_brush_while_one_learner_is_stopped(
    large: Look, qtbot: QtBot, high: int
) -> None:
    names = ("Zuzana Dvořáková", "Ibrahima Diallo", "Maria Aurora Josephine van den Bergh-Castellanos")
    learners = tuple(
        LearnerView(id=f"e{bib}", bib=str(bib), name=name, initials="XY", off="stopped" if bib == 1 else "")
        for bib, name in enumerate(names * 4, start=1)
    )
    criterion = CriterionView(
        id="1.1",
        text="Reports the illness on the fitness card before entering",
        benchmark="Tells the chef instructor in words at the door, before apron or food is touched, and says that cooking is "
        "off until 48 hours after the last sickness. Offering gloves, or owning up when asked later, does not count.",
        task="A",
        task_words="Come to work fit",
        critical=True,
        wants="wants a note",
        not_filled="Critical: one by one",
    )
    stop = StopView(id="s1", words="Stopped at 05:26 · 1 Zuzana Dvořáková", said=False, entry="e1")
    front = QWidget()
    large.dress(front)
    page = BoardPage(large)
    page.setParent(front)
    # In no layout: a window of its own would grow to what it needs.
    page.resize(1024, high)
    shown(front, qtbot, page.size())
    page.show_data(
        BoardView(
            sitting="s", title="Training kitchen", learners=learners, criteria=(criterion,), stops=(stop,)
        )
    )
    # The brush lies once its width is known, and then the head is shared out anew.
    qtbot.waitUntil(lambda: page.head.sizeHint().height() <= page.head.height())
    wall = page.views.wall
    tile = wall.tile("e1")
    assert tile is not None
    assert wall.rect().contains(tile.geometry()), "a tile is whole"
    assert not list(wrong_in(front))
