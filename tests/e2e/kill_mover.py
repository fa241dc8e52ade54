"""A hand at the real board that keeps evidence and gives it, with its marks, to another learner, until it is killed (-9).

Started by `test_kill_moving` with the data folder, the folder of chain marks, the key in hex, the sitting's id and a
seed. Each line that it writes is one JSON list, out of the process before anything else happens:

- `["stands", marks, pieces]`: what is painted of every tile after opening, and whose every piece of evidence is;
- `["try", act, details]`: an act begins: `mark`, `keep`, `move` or `undo`;
- `["shown", marks, pieces]`: the same once the act is painted. Marks are `{criterion: {bib: mark}}` of the criteria that
  were looked at (all of them after a move and an undo), pieces `{id: [bib, criterion]}`.
"""

import io
import random
import sys
import time
from functools import partial

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from assessor_app.device import Device
from assessor_app.device.evidence import evidence_desk
from assessor_app.domain.evidence import Evidence
from assessor_app.services.assessing.ports import PieceMove
from assessor_app.services.board.marking import working_on
from assessor_app.services.evidence.capture import capture
from assessor_app.storage.tables.piece_acts import PieceActs
from assessor_app.ui.board.dialogs import ALL, TASK, MoveDialog
from kill_board import BoardHand, OpenBoard, open_board
from kill_child import LEFT, report
from story import ASSESSOR

BREATH_SECONDS = 0.01
MOST_PIECES = 24


class UnhurriedPieces(PieceActs):
    """Breathes before and after each piece that changes hands, so that a kill finds an act that is half done."""

    def move(self, move: PieceMove, *, at: str, by: str) -> None:
        time.sleep(BREATH_SECONDS)
        super().move(move, at=at, by=by)
        time.sleep(BREATH_SECONDS)

    def take_move_back(self, move: PieceMove, *, at: str, by: str) -> None:
        time.sleep(BREATH_SECONDS)
        super().take_move_back(move, at=at, by=by)
        time.sleep(BREATH_SECONDS)


def unhurried(device: Device) -> Device:
    """Before any desk is made of them: what moves evidence takes its time."""
    vars(device.tables)["pieces"] = UnhurriedPieces(device.store)
    return device


class MovingHand(BoardHand):
    """Marks, keeps evidence, and gives both to another learner, one act after the other."""

    def __init__(self, board: OpenBoard, sitting: str, chance: random.Random) -> None:
        super().__init__(board.application, board.page, chance)
        self._board, self._sitting = board, sitting

    def say_what_stands(self) -> None:
        self._wait(lambda: bool(self._page.view.learners) and self._page.isEnabled())
        report("stands", self._every_tile(), self._pieces())

    def act(self) -> None:
        (kind,) = self._chance.choices((self._mark, self._keep, self._move, self._undo), weights=(4, 4, 5, 2))
        kind()

    def _mark(self) -> None:
        criterion = self._turn()
        learner = self._chance.choice(self._page.view.learners)
        tile = self._tile(learner.id)
        mark = self._chance.choice([mark for mark in ("met", "not-met", "not-seen") if mark != tile.painted])
        QTest.mouseClick(self._page.foot.marks.button(mark), LEFT)
        self._page.hands.guard.known()
        report("try", "mark", [criterion, learner.bib, mark])
        QTest.mouseClick(tile, LEFT, pos=tile.rect().center())
        self._wait(lambda: tile.painted == mark)
        self._wait(self._board.tasks.idle)
        report("shown", {criterion: self._painted()}, self._pieces())

    def _keep(self) -> None:
        if len(self._pieces()) >= MOST_PIECES:
            self._mark()
            return
        learner = self._chance.choice(self._page.view.learners)
        # Of the whole work now and then.
        criterion = self._chance.choice((*(item.id for item in self._page.view.criteria), ""))
        report("try", "keep", [criterion, learner.bib])
        kept: list[Evidence] = []
        content = self._chance.randbytes(20_000)
        self._board.tasks.run(partial(self._capture, learner.id, criterion, content), done=kept.append)
        self._wait(lambda: bool(kept))
        # As whoever comes back from the learner's page: the board is read again.
        view = self._page.view
        self._board.house.open("board", self._sitting)
        self._wait(lambda: self._page.view is not view and self._page.isEnabled())
        report("shown", {}, self._pieces())

    def _capture(self, entry: str, criterion: str, content: bytes) -> Evidence:
        device = self._board.device
        with device.store.atomic():
            work, occasion = working_on(device.assessing, by=ASSESSOR, entry=entry)
        return capture(
            evidence_desk(device),
            by=ASSESSOR,
            assessment=work,
            occasion=occasion,
            criterion=criterion,
            source=io.BytesIO(content),
        )

    def _move(self) -> None:
        self._turn()
        source, target = self._chance.sample(self._page.view.learners, 2)
        what, swap = self._chance.choice((ALL, TASK)), self._chance.random() < 0.5
        self._page.step_requested.emit("move", source.id)
        dialog = next(
            one for one in QApplication.topLevelWidgets() if isinstance(one, MoveDialog) and one.isVisible()
        )
        dialog.what.choose(what)
        dialog.what.chosen.emit(what)
        dialog.swap.setChecked(swap)
        dialog.target.choose(target.id)
        self._wait(lambda: dialog.foreseen.isVisible() or dialog._trouble.isVisible())
        if not dialog.go.isEnabled():
            dialog.reject()
            self._mark()
            return
        task = self._page.showing.criterion.partition(".")[0] if what == TASK else ""
        view = self._page.view
        report("try", "move", [source.bib, target.bib, task, swap])
        QTest.mouseClick(dialog.go, LEFT)
        self._wait(lambda: self._page.view is not view)
        report("shown", self._every_tile(), self._pieces())

    def _undo(self) -> None:
        if not self._page.foot.undo.isEnabled():
            self._mark()
            return
        report("try", "undo", [])
        view = self._page.view
        QTest.mouseClick(self._page.foot.undo, LEFT)
        self._wait(lambda: self._page.view is not view)
        report("shown", self._every_tile(), self._pieces())

    def _every_tile(self) -> dict[str, dict[str, str]]:
        found = {}
        for criterion in self._page.view.criteria:
            self._page.watch(criterion.id)
            found[criterion.id] = self._painted()
        return found

    def _pieces(self) -> dict[str, list[str]]:
        """Whose each piece of evidence is that counts."""
        self._wait(self._board.tasks.idle)
        tables, found = self._board.device.tables, {}
        for entry in tables.sittings.entries(self._sitting):
            for item in tables.evidence.of_assessment(entry.assessment) if entry.assessment else ():
                if item.counts:
                    found[item.id] = [entry.bib, item.criterion]
        return found


def main(folder: str, state: str, key: str, sitting: str, seed: str) -> None:
    board = open_board(folder, state, key, sitting, dress=unhurried)
    hand = MovingHand(board, sitting, random.Random(int(seed)))  # noqa: S311 - a hand at random is no secret
    hand.say_what_stands()
    while True:
        hand.act()


if __name__ == "__main__":
    main(*sys.argv[1:])
