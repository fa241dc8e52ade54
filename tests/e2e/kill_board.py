"""A hand at the real board, in a process of its own, until it is killed (-9) in the middle of whatever it does.

Started by `test_kill_board` with the data folder, the folder of chain marks, the key in hex, the sitting's id and a
seed. Each line that it writes is one JSON list, out of the process before anything else happens:

- `["stands", {criterion: {bib: mark}}]`: what is painted of every tile after opening, before the first touch;
- `["try", act, criterion, bib, wanted]`: a finger goes down: a mark, a fill (no bib), an undo (neither);
- `["shown", counter, criterion, {bib: mark}]`: every tile of the criterion, read back from what was painted.
"""

import random
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from assessor_app.desktop.house import House
from assessor_app.device import Device, open_device
from assessor_app.storage.engine.slots import Opened
from assessor_app.ui.board.page import BoardPage
from assessor_app.ui.board.tile import Tile
from assessor_app.ui.frame.window import MainWindow
from assessor_app.ui.tasks import Tasks
from assessor_app.ui.theme.look import look_for
from kill_child import LEFT, LONGEST_WAIT_SECONDS, report
from story import ASSESSOR

MARKS = ("met", "not-met", "not-seen")

Dress = Callable[[Device], Device]


class BoardHand:
    """Touches tiles at random, one act after the other."""

    def __init__(self, application: QApplication, page: BoardPage, chance: random.Random) -> None:
        self._application, self._page, self._chance = application, page, chance
        self._shown = 0
        self._pulse = QTimer()
        self._pulse.start(20)

    def say_what_stands(self) -> None:
        """Turns to every criterion and says what is painted there."""
        self._wait(lambda: bool(self._page.view.learners) and self._page.isEnabled())
        found = {}
        for criterion in self._page.view.criteria:
            self._page.watch(criterion.id)
            found[criterion.id] = self._painted()
        report("stands", found)

    def act(self) -> None:
        """One act, most often a mark, and its report once it is painted."""
        (kind,) = self._chance.choices((self._mark, self._fill, self._undo), weights=(12, 3, 3))
        kind()
        self._shown += 1
        report("shown", self._shown, self._page.showing.criterion, self._painted())

    def _mark(self) -> None:
        criterion = self._turn()
        learner = self._chance.choice(self._page.view.learners)
        tile = self._tile(learner.id)
        mark = self._chance.choice([mark for mark in MARKS if mark != tile.painted])
        QTest.mouseClick(self._page.foot.marks.button(mark), LEFT)
        # Whoever was undone before is known by the first touch; this one marks.
        self._page.hands.guard.known()
        report("try", "mark", criterion, learner.bib, mark)
        QTest.mouseClick(tile, LEFT, pos=tile.rect().center())
        self._wait(lambda: tile.painted == mark)

    def _fill(self) -> None:
        criterion = self._turn()
        if not self._page.foot.fill.isEnabled():
            self._mark()
            return
        report("try", "fill", criterion, "", "met")
        undo = self._page.view.undo
        QTest.mouseClick(self._page.foot.fill, LEFT)
        self._wait(lambda: self._page.view.undo != undo)

    def _undo(self) -> None:
        if not self._page.foot.undo.isEnabled():
            self._mark()
            return
        report("try", "undo", "", "", "")
        view = self._page.view
        QTest.mouseClick(self._page.foot.undo, LEFT)
        self._wait(lambda: self._page.view is not view)

    def _turn(self) -> str:
        criterion = self._chance.choice(self._page.view.criteria).id
        self._page.watch(criterion)
        self._painted()
        return criterion

    def _tile(self, entry: str) -> Tile:
        tile = self._page.views.wall.tile(entry)
        if tile is None:
            raise RuntimeError("a learner has no tile")
        return tile

    def _painted(self) -> dict[str, str]:
        """The mark of every tile, once all of them are painted."""
        tiles = {item.bib: self._tile(item.id) for item in self._page.view.learners}
        self._wait(lambda: all(tile.painted for tile in tiles.values()))
        return {bib: tile.painted for bib, tile in tiles.items()}

    def _wait(self, ready: Callable[[], bool]) -> None:
        until = time.monotonic() + LONGEST_WAIT_SECONDS
        while not ready():
            if time.monotonic() > until:
                raise TimeoutError("what was touched is not painted")
            self._application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


@dataclass(frozen=True, kw_only=True)
class OpenBoard:
    """A board in its window; everything that keeps it alive."""

    application: QApplication
    device: Device
    tasks: Tasks
    house: House
    page: BoardPage


def open_board(folder: str, state: str, key: str, sitting: str, *, dress: Dress = lambda it: it) -> OpenBoard:
    """Opens the real window at the board of a sitting; `dress` may change what the device is made of."""
    application = QApplication([])
    device = dress(
        open_device(
            Path(folder), lambda slots: Opened(bytes.fromhex(key), slots.slots()[0]), state=Path(state)
        )
    )
    look = look_for(application, theme="light")
    look.dress_application(application)
    window = MainWindow(look)
    window.resize(1366, 768)
    tasks = Tasks()
    house = House(device, window, tasks)
    house.session.sign_in(device.tables.staff.get(ASSESSOR))
    house.open("board", sitting)
    window.show()
    page = window.page("board")
    if not isinstance(page, BoardPage):
        raise TypeError("the board is not what opened")
    return OpenBoard(application=application, device=device, tasks=tasks, house=house, page=page)


def main(folder: str, state: str, key: str, sitting: str, seed: str) -> None:
    board = open_board(folder, state, key, sitting)
    hand = BoardHand(board.application, board.page, random.Random(int(seed)))  # noqa: S311 - a hand at random is no secret
    hand.say_what_stands()
    while True:
        hand.act()


if __name__ == "__main__":
    main(*sys.argv[1:])
