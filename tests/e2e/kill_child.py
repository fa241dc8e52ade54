"""A hand at the real window, in a process of its own, until it is killed (-9) in the middle of whatever it does.

Started by `test_kill` with the data folder, the folder of chain marks, the key in hex, the assessment's id and a seed.
Each line that it writes is one JSON list, out of the process before anything else happens:

- `["stands", {criterion: [mark, said]}]`: what is painted of every row after opening, before the first touch;
- `["try", act, criterion, wanted]`: a finger goes down (an undo names no criterion);
- `["shown", counter, criterion, mark, said]`: what was tapped is read back from what the page painted.
"""

import json
import os
import random
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QEventLoop, QObject, QPoint, QSize, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from assessor_app.desktop.house import House
from assessor_app.device import open_device
from assessor_app.storage.engine.slots import Opened
from assessor_app.ui.assess.details import RowDetails
from assessor_app.ui.assess.page import AssessPage
from assessor_app.ui.assess.rows import CriterionRow
from assessor_app.ui.frame.window import MainWindow
from assessor_app.ui.tasks import Tasks
from assessor_app.ui.theme.look import look_for
from story import ASSESSOR

MARKS = ("met", "not-met", "not-seen")
LONGEST_WAIT_SECONDS = 30.0
LEFT = Qt.MouseButton.LeftButton


def report(*said: object) -> None:
    """One line, handed to the system before anything else happens: a kill takes nothing back."""
    os.write(1, json.dumps(said).encode() + b"\n")


class Painted(QObject):
    """Remembers the words with which a label was last painted; what it was only told does not count."""

    def __init__(self) -> None:
        super().__init__()
        self._words: dict[QObject, str] = {}

    def words(self, label: QLabel) -> str:
        return self._words.get(label, "") if label.isVisible() else ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        if event.type() is QEvent.Type.Paint and isinstance(watched, QLabel):
            self._words[watched] = watched.text()
        return False


class Hand:
    """Touches the rows of the assessment page at random, one act after the other."""

    def __init__(self, application: QApplication, page: AssessPage, chance: random.Random) -> None:
        self._application, self._page, self._chance = application, page, chance
        self._painted = Painted()
        self._shown = 0
        # So that waiting for events always comes back.
        self._pulse = QTimer()
        self._pulse.start(20)

    def say_what_stands(self) -> None:
        """Brings every row into view and says what is painted there."""
        self._wait(lambda: bool(self._page.sheet.rows) and self._page.isEnabled())
        rows = self._page.sheet.rows
        for row in rows.values():
            row._said.installEventFilter(self._painted)
            row._said.update()
        found = {}
        for criterion, row in rows.items():
            self._bring(criterion, row.marks)
            self._wait(partial(self._is_painted, row))
            found[criterion] = self._read_back(row)
        report("stands", found)

    def leave_what_was_typed(self) -> None:
        """What an earlier kill interrupted stands open again: it is left, and so kept, as an act of its own."""
        for criterion, row in self._page.sheet.rows.items():
            if row.details is None:
                continue
            if (note := row.details.typed().get("note")) is None:
                QTest.mouseClick(row._more, LEFT)
                continue
            self._bring(criterion, row._more)
            report("try", "note", criterion, note)
            QTest.mouseClick(row._more, LEFT)
            self._bring(criterion, row.marks)
            self._wait(partial(self._is_painted, row, note=note))
            self._say_what_is_shown(criterion)

    def act(self) -> None:
        """One act, most often a mark, and its report once it is painted."""
        kinds = (self._mark, self._undo, self._note, self._prompt)
        (kind,) = self._chance.choices(kinds, weights=(12, 3, 2, 2))
        self._say_what_is_shown(kind())

    def _say_what_is_shown(self, criterion: str) -> None:
        self._shown += 1
        report("shown", self._shown, criterion, *self._read_back(self._page.sheet.rows[criterion]))

    def _mark(self) -> str:
        criterion, row = self._some_row()
        self._bring(criterion, row.marks)
        mark = self._chance.choice([mark for mark in MARKS if mark != self._page.mark_shown(criterion)])
        report("try", "mark", criterion, mark)
        QTest.mouseClick(row.marks.button(mark), LEFT)
        # A row that was opened before may still come into view, and push this one out: a hand would look for it again.
        self._wait(lambda: self._page.mark_shown(criterion) == mark or not _in_view(row.marks))
        self._bring(criterion, row.marks)
        self._wait(lambda: self._page.mark_shown(criterion) == mark)
        return criterion

    def _undo(self) -> str:
        if not self._page.panel.undo.isEnabled():
            return self._mark()
        before = {key: row.criterion for key, row in self._page.sheet.rows.items()}
        report("try", "undo", "", "")
        QTest.mouseClick(self._page.panel.undo, LEFT)
        rows = self._page.sheet.rows
        self._wait(lambda: any(rows[key].criterion != was for key, was in before.items()))
        (criterion,) = (key for key, was in before.items() if rows[key].criterion != was)
        # The page itself brings the row into view.
        self._wait(lambda: _in_view(rows[criterion].marks) and self._is_painted(rows[criterion]))
        return criterion

    def _note(self) -> str:
        criterion, row = self._some_row()
        details = self._open(criterion, row)
        self._bring(criterion, details.note.edit)
        note = f"note {self._chance.randrange(10**6)}"
        edit = details.note.edit
        edit.setFocus(Qt.FocusReason.MouseFocusReason)
        QTest.keyClick(edit, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(edit, note)
        report("try", "note", criterion, note)
        # A touch beside the field: the focus leaves it.
        QTest.mouseClick(row, LEFT, Qt.KeyboardModifier.NoModifier, QPoint(6, 6))
        self._close_when_shown(criterion, row, lambda: note in self._painted.words(row._said))
        return criterion

    def _prompt(self) -> str:
        criterion, row = self._some_row()
        tick = self._open(criterion, row)._prompted
        self._bring(criterion, tick)
        wanted = not tick.isChecked()
        report("try", "prompted", criterion, str(wanted))
        QTest.mouseClick(tick, LEFT, Qt.KeyboardModifier.NoModifier, QPoint(12, tick.height() // 2))
        self._close_when_shown(criterion, row, lambda: row.criterion.prompted == wanted)
        return criterion

    def _some_row(self) -> tuple[str, CriterionRow]:
        return self._chance.choice(list(self._page.sheet.rows.items()))

    def _open(self, criterion: str, row: CriterionRow) -> RowDetails:
        self._bring(criterion, row._more)
        QTest.mouseClick(row._more, LEFT)
        if row.details is None:
            raise RuntimeError("a touch on more opened nothing")
        return row.details

    def _close_when_shown(self, criterion: str, row: CriterionRow, shown: Callable[[], bool]) -> None:
        self._wait(shown)
        QTest.mouseClick(row._more, LEFT)
        self._bring(criterion, row.marks)
        self._wait(lambda: shown() and self._is_painted(row))

    def _bring(self, criterion: str, widget: QWidget) -> None:
        self._page.sheet.go_to(criterion)
        self._application.processEvents()
        if not _in_view(widget):
            self._page.sheet._scroll.ensureWidgetVisible(widget)
        self._wait(lambda: _in_view(widget))

    def _is_painted(self, row: CriterionRow, *, note: str | None = None) -> bool:
        if note is not None and row.criterion.note != note:
            return False
        words = row._said.text() if row._said.isVisible() else ""
        return row.painted() == row.criterion.mark and self._painted.words(row._said) == words

    def _read_back(self, row: CriterionRow) -> tuple[str, str]:
        return self._page.mark_shown(row.criterion.id), self._painted.words(row._said)

    def _wait(self, ready: Callable[[], bool]) -> None:
        until = time.monotonic() + LONGEST_WAIT_SECONDS
        while not ready():
            if time.monotonic() > until:
                raise TimeoutError("what was touched is not painted")
            self._application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def _in_view(widget: QWidget) -> bool:
    """Whether a finger could touch its middle."""
    return widget.isVisible() and widget.visibleRegion().contains(widget.rect().center())


def main(folder: str, state: str, key: str, assessment: str, seed: str) -> None:
    application = QApplication([])
    device = open_device(
        Path(folder), lambda slots: Opened(bytes.fromhex(key), slots.slots()[0]), state=Path(state)
    )
    look = look_for(application, theme="light")
    look.dress_application(application)
    tasks = Tasks()
    window = MainWindow(look)
    window.resize(QSize(1366, 768))
    house = House(device, window, tasks)
    window.show()
    house.session.sign_in(device.tables.staff.get(ASSESSOR))
    house.open("assessing", assessment)
    while not isinstance(page := window.page("assessing"), AssessPage):
        application.processEvents()
    window.activateWindow()
    while not window.isActiveWindow():  # else no field ever has, or loses, the focus
        application.processEvents()
    hand = Hand(application, page, random.Random(seed))  # noqa: S311 - which row is hit is no secret
    hand.say_what_stands()
    hand.leave_what_was_typed()
    while True:
        hand.act()


if __name__ == "__main__":
    main(*sys.argv[1:])
