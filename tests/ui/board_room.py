"""A board in a window over a real centre, and a hand that touches and types on it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from assessor_app.domain.marks import Judgement
from assessor_app.services.board.desk import look as look_at
from assessor_app.services.sittings.attend import place_entry
from assessor_app.ui.board.cells import Where
from assessor_app.ui.board.grid import Grid
from assessor_app.ui.board.page import BoardPage
from assessor_app.ui.board.presenter import BoardPresenter
from assessor_app.ui.board.table import CellTable
from assessor_app.ui.frame.state import Wide
from assessor_app.ui.frame.window import MainWindow
from assessor_app.ui.theme.look import Look
from floor import Floor, open_floor
from story import ASSESSOR
from wide_form import wide_form

FORM = ("TST-WID", "1")


class BoardRoom:
    """Learners with bibs from 1, all present; `taps` and `keys` count what the hand did.

    They stand at so many `benches` in the order of their bibs, named from 1; with none, nobody has a bench.
    """

    def __init__(
        self, qtbot: QtBot, floor: Floor, window: MainWindow, *, learners: int, benches: int = 0
    ) -> None:
        self.qtbot, self.floor, self.window = qtbot, floor, window
        story = floor.story
        for number in range(1, learners + 1):
            story.add_learner(f"Learner {chr(64 + (number - 1) % 26 + 1)}{number}", str(2030 + number))
        self.sitting, self.entries = story.open_sitting(FORM)
        for number, entry in enumerate(self.entries if benches else ()):
            bench = str(number * benches // learners + 1)
            place_entry(story.device.sittings, by=ASSESSOR, entry=entry.id, bib=entry.bib, bench=bench)
        self.form = story.device.shelf.get(*FORM)
        self.page = BoardPage(window.look)
        self.presenter = BoardPresenter(
            self.page, story.device.board, tasks=floor.tasks, session=floor.session
        )
        window.add_page("board", self.page)
        self.taps = self.keys = 0
        self.open()

    def open(self) -> None:
        self.presenter.open(self.sitting.id)
        self.window.show_page("board", wide=Wide.ALWAYS)
        self.settle()

    def settle(self, *, troubled: bool = False) -> None:
        self.floor.settle(self.qtbot, troubled=troubled)

    def press(self, button: QAbstractButton) -> None:
        """A finger on a button."""
        self.taps += 1
        QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=button.rect().center())
        self.settle(troubled=True)

    def tap(self, bib: int) -> None:
        """A finger on the tile of a learner, turning to their page where there are several."""
        entry = self.entries[bib - 1].id
        tile = self.page.views.wall.tile(entry)
        while tile is None:
            self.press(self.page.views.front().pager.on)
            tile = self.page.views.wall.tile(entry)
        self.press(tile)

    def tap_cell(self, table: CellTable, bib: int, criterion: str) -> None:
        """A finger on a cell of the Bench or the Grid, turning the Grid to the learner's page."""
        where = Where(self.entries[bib - 1].id, criterion)
        if isinstance(table, Grid):
            order = [item.id for item in table.everybody()]
            shown = order.index(table.cells.learners[0].id)
            pager = self.page.views.front().pager
            while not table.cells.index_of(where).isValid():
                self.press(pager.on if order.index(where.learner) > shown else pager.back)
        index = table.cells.index_of(where)
        table.scrollTo(index)
        self.taps += 1
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(index).center())
        self.settle(troubled=True)

    def type(self, text: str) -> None:
        """Keys, wherever the focus is."""
        for sign in text:
            self.keys += 1
            QTest.keyClicks(self._focused(), sign)
        self.settle(troubled=True)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.keys += 1
        QTest.keyClick(self._focused(), key, modifier)
        self.settle(troubled=True)

    def brush(self, what: str) -> None:
        foot = self.page.foot
        self.press(foot.brush(what) if what in {"prompted", "not-applicable"} else foot.marks.button(what))

    def marks(self, bib: int) -> dict[str, Judgement]:
        """What is on disk for a learner."""
        board = look_at(self.floor.story.device.board, self.sitting.id)
        return dict(board.lines[bib - 1].marks)

    def painted(self, bib: int) -> str:
        """The mark painted on a learner's tile."""
        self.qtbot.wait(1)
        return self.page.views.painted(self.entries[bib - 1].id, self.page.showing.criterion)

    def who(self) -> str:
        return self.page.head.who.name()

    def _focused(self) -> QWidget:
        return self.window.focusWidget() or self.page


@contextmanager
def board_room(
    qtbot: QtBot,
    tmp_path: Path,
    look: Look,
    *,
    learners: int = 4,
    criteria: int = 12,
    critical: int = 4,
    benches: int = 0,
) -> Iterator[BoardRoom]:
    """A board of so many learners and criteria, shown in a window of 1366 × 768."""
    floor = open_floor(tmp_path, look)
    floor.story.device.shelf.adopt(wide_form(criteria, critical), at=floor.story.device.clock.now())
    window = MainWindow(look)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    try:
        yield BoardRoom(qtbot, floor, window, learners=learners, benches=benches)
    finally:
        floor.close()


def corner(widget: QWidget) -> QPoint:
    """The upper left corner of a widget in its window."""
    return widget.mapTo(widget.window(), QPoint(0, 0))
