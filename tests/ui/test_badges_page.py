"""Badges printed and saved from the learners' page and from a sitting, and ended when lost."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import zxingcpp
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from assessor_app.desktop.application import Application
from assessor_app.desktop.asking import Asking
from assessor_app.documents.raster import page_image
from assessor_app.formats.badge_text import BadgeKind, read
from assessor_app.services.people.pin import set_pin
from assessor_app.storage.engine.highwater import state_folder
from assessor_app.ui.learners.page import LearnersPage
from assessor_app.ui.printing.printer import new_printer
from assessor_app.ui.settings.page import SettingsPage
from story import ADMIN, ASSESSOR, TestClock, begin
from walks import every_focusable_has_a_name, nothing_is_cut_off
from window_day import sign_in, start_sitting, take_over
from window_hand import Hand

LONG_PIN = "407186"


class Papers:
    """What a person would choose in the system's dialogs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.saved: list[Path] = []
        self.printed: list[Path] = []

    def save_as(self, _parent: QWidget, suggested: str) -> Path:
        self.saved.append(self.folder / suggested)
        return self.saved[-1]

    def printer(self, _parent: QWidget, _title: str) -> QPrinter:
        """A real printer of Qt's own, which prints to a file."""
        self.printed.append(self.folder / f"printed-{len(self.printed)}.pdf")
        printer = new_printer()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.printed[-1]))
        return printer


def codes(pdf: Path) -> list[str]:
    return sorted(code.text for code in zxingcpp.read_barcodes(page_image(pdf.read_bytes(), 0, 300)))


@pytest.fixture
def papers(tmp_path: Path) -> Papers:
    return Papers(tmp_path)


@pytest.fixture
def hand(
    tmp_path: Path, papers: Papers, qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Hand]:
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    past = TestClock(moment=datetime.now().astimezone() - timedelta(hours=1))
    made = begin(tmp_path / "data", state_folder(), clock=past)
    shelf = made.device.tables.learners
    for name, number in (("Amina Belo", "2031"), ("Bo Lindqvist", "2032"), ("Chen Wei", "2033")):
        kept = shelf.get(made.add_learner(name, number))
        if name != "Chen Wei":
            shelf.put(replace(kept, group="Kitchen C"), at="2026-11-22T09:00:00+00:00", by=ADMIN)
    made.device.close()
    application = Application(
        tmp_path / "data", qapp, asking=Asking(paper_printer=papers.printer, save_as=papers.save_as)
    )
    bugs: list[BaseException] = []
    application.tasks.bug.connect(bugs.append)
    application.start()
    hand = Hand(application, qtbot)
    hand.settle()
    yield hand
    application.close()
    application.deleteLater()
    assert bugs == []


def open_learner(hand: Hand, name: str) -> LearnersPage:
    hand.press("Learners")
    page = hand.of(LearnersPage)
    page.search.setText(name)
    hand.settle()
    page.table.setFocus()
    page.table.selectRow(0)
    hand.key(Qt.Key.Key_Return)
    assert page.panel.view is not None
    assert page.panel.view.name.startswith(name)
    return page


def test_one_badge_then_the_group_and_a_lost_one_gets_another_code(hand: Hand, papers: Papers) -> None:
    sign_in(hand)
    take_over(hand, "bram", ASSESSOR)
    page = open_learner(hand, "Amina")
    assert not page.panel.lost.isVisible()
    hand.press("Badge")
    every_focusable_has_a_name(hand.front())
    nothing_is_cut_off(hand.front())
    hand.press("Save as PDF")
    assert papers.saved[-1].name == "Badges Amina Belo.pdf"
    (first,) = codes(papers.saved[-1])
    assert read(first).kind is BadgeKind.LEARNER
    hand.press("Badges: Group Kitchen C")
    hand.press("Print")
    assert hand.says("1 page is at the printer.")
    group = codes(papers.printed[-1])
    assert len(group) == 2
    assert first in group
    hand.press("Close")
    assert page.panel.lost.isVisible()
    hand.press("The badge is lost")
    hand.press("It is lost")
    assert not page.panel.lost.isVisible()
    hand.key(Qt.Key.Key_Escape)
    hand.press("Papers")
    hand.press("Badges")
    hand.press("Save as PDF")
    (second,) = codes(papers.saved[-1])
    assert second != first


def test_everybody_of_a_sitting(hand: Hand, papers: Papers) -> None:
    sign_in(hand)
    take_over(hand, "bram", ASSESSOR)
    page = start_sitting(hand)
    page.head.papers.click()
    hand.settle()
    hand.press("Badges")
    hand.press("Print")
    assert len(codes(papers.printed[-1])) == 4


def test_a_staff_badge_is_printed_once_and_taken_back(hand: Hand, papers: Papers) -> None:
    sign_in(hand)
    house = hand._application._house
    assert house is not None
    set_pin(house.device.pins, by=ADMIN, staff_id=ASSESSOR, pin="4071")
    hand.press("Settings")
    page = hand.of(SettingsPage)
    page.show_member(ASSESSOR)
    hand.settle()
    hand.press("Print a badge…")
    hand.pin("4071")
    assert hand.says("at least 6 digits")
    hand.press("Cancel")
    set_pin(house.device.pins, by=ADMIN, staff_id=ASSESSOR, pin=LONG_PIN)
    hand.press("Print a badge…")
    hand.pin("918273")
    assert hand.says("This is not")
    hand.pin(LONG_PIN)
    nothing_is_cut_off(hand.front())
    assert "Save as PDF" not in hand.buttons()
    assert not house.device.staff_badges.badges.has(ASSESSOR), "nothing is made before it is printed"
    hand.press("Print")
    assert hand.says("1 page is at the printer.")
    (first,) = codes(papers.printed[-1])
    hand.press("Print")
    (second,) = codes(papers.printed[-1])
    assert first != second
    assert read(second).kind is BadgeKind.STAFF
    hand.press("Close")
    page.open_section("staff")
    page.show_member(ASSESSOR)
    hand.settle()
    assert {"Print another badge…", "Take the badge back"} <= set(hand.buttons())
    hand.press("Take the badge back")
    assert not house.device.staff_badges.badges.has(ASSESSOR)
