"""The columns of a table in windows of any width: the main one can be read, and no other is squeezed away."""

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics
from pytestqt.qtbot import QtBot

from assessor_app.ui.kit.glyphs import Shape
from assessor_app.ui.kit.headings import high_for
from assessor_app.ui.kit.rows import Status
from assessor_app.ui.kit.table import DataTable
from assessor_app.ui.theme.look import Look
from assessor_app.ui.theme.metrics import Metrics
from assessor_app.ui.theme.tokens import LIGHT

WANTED, LEAST = {1: 280, 2: 170}, {1: 160, 2: 148}


@pytest.fixture(params=[1.0, 2.0])
def look(request: pytest.FixtureRequest) -> Look:
    """Text as usual, and twice as large."""
    return Look(tokens=LIGHT, metrics=Metrics(text_scale=request.param))


@pytest.fixture
def table(look: Look, qtbot: QtBot) -> DataTable:
    made = DataTable(look, "Certificates", ["Holder", "Number", "State"], two_lines=True)
    made.set_widths(look, WANTED, least=LEAST)
    qtbot.addWidget(made)
    return made


def widths(look: Look, table: DataTable, room: int) -> list[int]:
    """Widths of the columns when the table has so much room; all at 100 % text."""
    table.resize(QSize(look.metrics.text(room), 400))
    table.show()
    table.grab()
    assert table.horizontalScrollBar().maximum() == 0
    assert sum(table.columnWidth(at) for at in range(3)) == table.viewport().width()
    return [round(table.columnWidth(at) / look.metrics.text_scale) for at in range(3)]


def test_where_there_is_room_each_has_what_it_wants_and_the_main_one_the_rest(
    look: Look, table: DataTable
) -> None:
    assert widths(look, table, 1200) == pytest.approx([750, 280, 170], abs=1)


def test_in_a_narrow_window_the_others_give_way_down_to_their_least(look: Look, table: DataTable) -> None:
    holder, number, state = widths(look, table, 620)
    assert holder == pytest.approx(260, abs=1)
    assert WANTED[1] > number > LEAST[1]
    assert WANTED[2] > state > LEAST[2]
    assert widths(look, table, 520) == pytest.approx([212, 160, 148], abs=1)


def test_in_the_narrowest_the_main_one_keeps_more_than_a_third(look: Look, table: DataTable) -> None:
    holder, number, state = widths(look, table, 360)
    assert holder >= 360 / 3
    assert min(number, state) > 80


def test_a_window_made_wide_again_gives_back_what_was_taken(look: Look, table: DataTable) -> None:
    widths(look, table, 400)
    assert widths(look, table, 1000) == pytest.approx([550, 280, 170], abs=1)


def test_a_heading_without_room_takes_more_lines(look: Look, qtbot: QtBot) -> None:
    table = DataTable(look, "Work", ["Learner", "On which day it was decided", "State"])
    table.set_widths(look, WANTED, least=LEAST)
    qtbot.addWidget(table)
    widths(look, table, 1200)
    header = table.horizontalHeader()
    one_line = header.height()
    widths(look, table, 300)
    assert header.height() > one_line
    for at in range(3):
        assert header.height() >= high_for(header, at, header.sectionSize(at), edge=(12, 8))
    widths(look, table, 1200)
    assert header.height() == one_line


def test_a_heading_folds_in_a_table_whose_columns_have_their_least_width_from_the_start(
    look: Look, qtbot: QtBot
) -> None:
    table = DataTable(look, "Rows", ["Row", "Name", "Number", "Group", "What becomes of it"], stretch=4)
    table.set_widths(look, {0: 72, 1: 260, 2: 110, 3: 140})
    qtbot.addWidget(table)
    table.resize(QSize(look.metrics.text(280), 400))
    table.show()
    header = table.horizontalHeader()
    for at in range(5):
        assert header.height() >= high_for(header, at, header.sectionSize(at), edge=(12, 8))


def test_the_heading_of_a_column_that_is_not_shown_takes_no_height(look: Look, qtbot: QtBot) -> None:
    table = DataTable(look, "Sittings", ["Day", "Listed, here, finished", "State"])
    qtbot.addWidget(table)
    widths(look, table, 1200)
    one_line = table.horizontalHeader().height()
    table.setColumnHidden(1, True)
    table.grab()
    assert table.horizontalHeader().height() == one_line


@pytest.mark.parametrize("room", [1200, 420])
def test_a_list_that_is_told_whole_has_rows_as_high_as_their_words(
    look: Look, qtbot: QtBot, room: int
) -> None:
    table = DataTable(look, "Sittings", ["Day", "Place", "State"], stretch=1, two_lines=True, whole=True)
    table.set_widths(look, {0: 180, 2: 140})
    qtbot.addWidget(table)
    place = "Workshop 2, the brake bay behind the paint shop"
    table.rows.show_rows(
        [
            ("a", ("Tue 24 Nov 2026", f"{place}\nAUT-BRK v1 Brake System Maintenance", "closed")),
            ("b", ("Fri 27 Nov 2026", "Kitchen", Status(Shape.WAITING, "waits for the second word"))),
        ]
    )
    widths(look, table, room)
    plain = table.verticalHeader().defaultSectionSize()
    for row in range(2):
        for at in range(3):
            cell, width = table.rows.cell(row, at), table.columnWidth(at)
            assert table.rowHeight(row) >= table.itemDelegate().high_for(cell, width)  # type: ignore[attr-defined]  # the table's own painter
    long = QFontMetrics(table.font()).boundingRect(
        QRect(0, 0, table.columnWidth(1) - 24, 10_000), int(Qt.TextFlag.TextWordWrap), place
    )
    assert table.rowHeight(0) > long.height()
    assert (table.rowHeight(0) > plain) is (room == 420)
    # What is wide again takes no more height than it needs.
    widths(look, table, 1600)
    assert table.rowHeight(0) == plain


def test_what_somebody_drew_wider_stays_so(look: Look, table: DataTable) -> None:
    widths(look, table, 1200)
    drawn = table.columnWidth(1) + 60
    table.horizontalHeader().resizeSection(1, drawn)
    widths(look, table, 1400)
    assert table.columnWidth(1) == drawn
