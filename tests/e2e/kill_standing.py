"""Somebody at work in the real window, in a process of its own, who stands still until the process is killed (-9).

Started by `test_kill_standing` with the data folder, the folder of chain marks, the key in hex, the room and what it is
opened about. It writes one line once everything that it did was written down.
"""

import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from assessor_app.desktop.house import House
from assessor_app.device import open_device
from assessor_app.storage.engine.slots import Opened
from assessor_app.ui.assess.decide import DecidePage
from assessor_app.ui.assess.page import AssessPage
from assessor_app.ui.board.page import BoardPage
from assessor_app.ui.frame.window import MainWindow
from assessor_app.ui.sheets.copying import PaperCopy
from assessor_app.ui.tasks import Tasks
from assessor_app.ui.theme.look import look_for
from kill_child import LONGEST_WAIT_SECONDS, report
from story import ASSESSOR


def stand_at_board(page: BoardPage, wait: Callable[[Callable[[], bool]], None]) -> None:
    """The third learner's second criterion, in the Grid, from paper sheet 1."""
    wait(lambda: bool(page.view.learners) and page.isEnabled())
    page.findChildren(PaperCopy)[0].begin(1, f"{datetime.now().astimezone():%H:%M}")
    wait(page.copying.isVisible)
    page.pick("grid")
    learner, criterion = page.view.learners[2], page.view.criteria[1]
    page.hands.guard.known()
    page.views.grid.touched.emit(learner.id, criterion.id)
    wait(lambda: page.view.cell(learner.id, criterion.id).mark == "met")


def write_words(page: DecidePage, wait: Callable[[Callable[[], bool]], None]) -> None:
    """Feedback, typed and not kept."""
    wait(page.isEnabled)
    page.feedback.edit.setFocus()
    QTest.keyClicks(page.feedback.edit, "A calm, clean bench.")


def stand_at_criterion(page: AssessPage, wait: Callable[[Callable[[], bool]], None]) -> None:
    """The fifth criterion of one learner."""
    wait(lambda: bool(page.sheet.rows) and page.isEnabled())
    page.sheet.go_to(list(page.sheet.rows)[4])


def main(folder: str, state: str, key: str, room: str, about: str) -> None:
    application = QApplication([])
    device = open_device(
        Path(folder), lambda slots: Opened(bytes.fromhex(key), slots.slots()[0]), state=Path(state)
    )
    look = look_for(application, theme="light")
    look.dress_application(application)
    window = MainWindow(look)
    window.resize(1366, 768)
    tasks = Tasks()
    house = House(device, window, tasks)
    pulse = QTimer()
    pulse.start(20)

    def wait(ready: Callable[[], bool]) -> None:
        until = time.monotonic() + LONGEST_WAIT_SECONDS
        while not ready():
            if time.monotonic() > until:
                raise TimeoutError
            application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    house.session.sign_in(device.tables.staff.get(ASSESSOR))
    house.open(room, about)
    window.show()
    page = window.page(room)
    if isinstance(page, BoardPage):
        stand_at_board(page, wait)
    elif isinstance(page, AssessPage):
        stand_at_criterion(page, wait)
    elif isinstance(page, DecidePage):
        write_words(page, wait)
    house.recovery.look()
    wait(tasks.idle)
    report("stands")
    wait(lambda: False)


if __name__ == "__main__":
    main(*sys.argv[1:])
