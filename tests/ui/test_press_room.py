"""The page of printed papers: handing out, the security paper, its report."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from assessor_app.documents.press_lists import draw_copies, draw_handed, draw_stock, draw_unclaimed
from assessor_app.domain.certificate import CameOut, Target
from assessor_app.exchange.stock import as_table
from assessor_app.services.awards.sheets import say_of_sheets, send_sheets
from assessor_app.services.printing.handing import collected, copies, unclaimed
from assessor_app.services.stock.keep import lines, receive, stock
from assessor_app.ui.kit.pinpad import PinPad
from assessor_app.ui.papers.offer import PaperTools
from assessor_app.ui.papers.working import Papers
from assessor_app.ui.pressroom.hand_out import HandOutDialog
from assessor_app.ui.pressroom.page import PressPage
from assessor_app.ui.pressroom.parts import Drawing, PressParts
from assessor_app.ui.pressroom.presenter import PressPresenter
from assessor_app.ui.pressroom.stock_dialogs import AsideDialog, DeliveryDialog, DestroyDialog
from assessor_app.ui.pressroom.view import HAND_OUT, STOCK
from assessor_app.ui.theme.look import Look
from office_story import NAMES, Kind, OfficeStory, office, the_dialog
from story import ADMIN, ASSESSOR, PINS
from walks import every_focusable_has_a_name


@dataclass
class Room:
    page: PressPage
    presenter: PressPresenter
    office: OfficeStory
    bot: QtBot
    folder: Path

    def settle(self) -> None:
        self.bot.waitUntil(self.office.tasks.idle, timeout=20_000)
        QApplication.processEvents()

    def dialog(self, kind: type[Kind]) -> Kind:
        self.settle()
        return the_dialog(self.page, kind)

    def show(self, which: str = HAND_OUT) -> None:
        self.presenter.show()
        self.settle()
        self.page.show_list(which)

    def total(self) -> dict[str, int]:
        return dict(stock(self.office.story.device.stock, by=ADMIN).total.__dict__)

    def print(self, numbers: tuple[str, ...], reason: str = "") -> None:
        awards = self.office.story.device.awards
        sheets = send_sheets(awards, by=ADMIN, numbers=numbers, target=Target.PRINTER, reason=reason)
        say_of_sheets(awards, by=ADMIN, answers=[(sheet.id, CameOut.CAME_OUT) for sheet in sheets])


def write(path: Path, content: bytes) -> None:
    path.write_bytes(content)


@pytest.fixture
def room(look: Look, qtbot: QtBot, tmp_path: Path) -> Iterator[Room]:
    page = PressPage(look)
    qtbot.addWidget(page)
    look.dress(page)
    with office(tmp_path, look, lambda: page) as made:
        device = made.story.device
        centre = device.tables.settings.centre
        tools = PaperTools(
            ask_printer=lambda *_any: None,
            ask_file=lambda _parent, name: tmp_path / name,
            ask_table=lambda _parent, name: tmp_path / name,
            write=write,
            page_image=lambda *_any: b"",
        )
        presenter = PressPresenter(
            PressParts(
                page=page,
                tasks=made.tasks,
                session=made.session,
                desk=device.press,
                papers=Papers(page, tools, made.tasks),
                drawing=Drawing(
                    unclaimed=lambda rows: draw_unclaimed(rows, centre(), on="2026-11-27"),
                    handed=lambda rows: draw_handed(rows, centre(), on="2026-11-27"),
                    copies=lambda rows: draw_copies(rows, centre(), on="2026-11-27"),
                    stock=lambda found, rows: draw_stock(found, rows, centre(), on="2026-11-27"),
                    table=as_table,
                ),
                people=device.tables.staff.all,
                today=lambda: date(2026, 11, 27),
            )
        )
        made.be(ADMIN)
        page.resize(1200, 700)
        page.show()
        yield Room(page, presenter, made, qtbot, tmp_path)


@pytest.fixture
def printed(room: Room) -> tuple[Room, tuple[str, ...]]:
    for index, name in enumerate(NAMES[:2]):
        room.office.add(name, str(2031 + index), group="Kitchen C")
    numbers = room.office.issue(room.office.competent())
    room.print(numbers)
    room.show()
    return room, numbers


def pick(choice: object, at: int) -> None:
    assert hasattr(choice, "findChildren")
    choice.findChildren(QAbstractButton)[at].click()


def test_a_paper_is_handed_to_somebody_else_before_a_witness(printed: tuple[Room, tuple[str, ...]]) -> None:
    room, numbers = printed
    assert not room.page.hand_out.isEnabled()
    every_focusable_has_a_name(room.page)
    room.page.tables[HAND_OUT].selectRow(0)
    room.page.hand_out.click()
    dialog = room.dialog(HandOutDialog)
    every_focusable_has_a_name(dialog)
    pick(dialog.kind, 1)
    dialog.who.write("Her sister")
    pick(dialog.shown, 0)
    dialog.go_on.click()
    room.settle()
    assert dialog.wrong.isVisible()
    assert "signed letter" in dialog.wrong.text()
    dialog.authority.write("A letter")
    dialog.witness.choose(ASSESSOR)
    dialog.go_on.click()
    pad = room.dialog(PinPad)
    pad.entered.emit("0000")
    room.settle()
    assert len(unclaimed(room.office.story.device.press, by=ADMIN)) == 2
    pad.entered.emit(PINS[ASSESSOR])
    room.settle()
    (row,) = collected(room.office.story.device.press, by=ADMIN)
    assert (row.number, row.collection.who, row.collection.authority) == (
        numbers[0],
        "Her sister",
        "A letter",
    )
    assert room.page.tables[HAND_OUT].rows.rowCount() == 1
    assert room.office.troubles == []


def test_the_holder_signs_on_the_pad(printed: tuple[Room, tuple[str, ...]]) -> None:
    room, _numbers = printed
    room.page.all.click()
    room.page.hand_out.click()
    dialog = room.dialog(HandOutDialog)
    dialog.pad._strokes = [[[10, 10], [20, 30]]]
    pick(dialog.shown, 1)
    dialog.go_on.click()
    room.settle()
    assert unclaimed(room.office.story.device.press, by=ADMIN) == ()
    assert all(row.collection.signature for row in collected(room.office.story.device.press, by=ADMIN))


def test_a_delivery_what_is_missing_and_what_is_destroyed_before_two(room: Room) -> None:
    room.show(STOCK)
    assert not room.page.aside.isVisible()
    room.page.receive.click()
    dialog = room.dialog(DeliveryDialog)
    dialog.first.write("A101")
    dialog.last.write("A110")
    dialog.day.write("yesterday")
    dialog.go_on.click()
    assert dialog.day.edit.accessibleDescription()
    dialog.day.write("2026-11-20")
    dialog.go_on.click()
    room.settle()
    room.page.aside.click()
    aside = room.dialog(AsideDialog)
    aside.first.write("A101")
    aside.last.write("A103")
    pick(aside.kind, 1)
    aside.reason.write("Coffee")
    aside.go_on.click()
    room.settle()
    assert (room.total()["spoiled"], room.total()["blank"]) == (3, 7)
    room.page.tables[STOCK].selectRow(1)
    room.page.shred.click()
    shred = room.dialog(DestroyDialog)
    every_focusable_has_a_name(shred)
    shred.how.write("Cut up")
    shred.go_on.click()
    shred.witness.choose(ASSESSOR)
    shred.go_on.click()
    room.dialog(PinPad).entered.emit(PINS[ASSESSOR])
    room.settle()
    assert (room.total()["destroyed"], room.total()["spoiled"]) == (1, 2)
    (line,) = [one for one in lines(room.office.story.device.stock, by=ADMIN) if one.witness]
    assert line.serial == "A102"


def test_whoever_only_assesses_takes_no_delivery(room: Room) -> None:
    receive(room.office.story.device.stock, by=ADMIN, first="A1", last="A9", received_on=date(2026, 11, 20))
    room.office.be(ASSESSOR)
    room.show(STOCK)
    assert not room.page.receive.isVisible()
    assert not room.page.shred.isVisible()
    assert room.page.aside.isVisible()


def test_the_lists_are_drawn_and_the_table_adds_up(printed: tuple[Room, tuple[str, ...]]) -> None:
    room, numbers = printed
    room.print(numbers[:1], reason="=lost()")
    device = room.office.story.device
    receive(device.stock, by=ADMIN, first="A1", last="A9", received_on=date(2026, 11, 20))
    centre = device.tables.settings.centre()
    log = copies(device.press, by=ADMIN)
    assert draw_copies(log, centre, on="2026-11-27").pdf.startswith(b"%PDF")
    assert draw_copies([], centre, on="2026-11-27").pages
    assert draw_unclaimed(unclaimed(device.press, by=ADMIN), centre, on="2026-11-27").pages
    found, used = stock(device.stock, by=ADMIN), lines(device.stock, by=ADMIN)
    assert draw_stock(found, used, centre, on="2026-11-27").pages
    rows = list(csv.reader(io.StringIO(as_table(found, used, ".csv").decode("utf-8-sig"))))
    assert sum(int(row[2]) for row in rows[1:]) == found.total.received
    assert as_table(found, used, ".xlsx").startswith(b"PK")
