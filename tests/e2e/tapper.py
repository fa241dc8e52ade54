"""A hand at the real page, in a process of its own: it taps, and says so when the mark is painted.

Started by `test_tap` with the data folder, the folder of chain marks, the key in hex, and the assessment's id.
It prints `try CRITERION MARK` before a tap and `shown CRITERION MARK` once that mark is read back from the page.
"""

import os
import random
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from assessor_app.device import open_device
from assessor_app.storage.engine.slots import Opened
from assessor_app.ui.assess.page import AssessPage
from assessor_app.ui.assessing.presenter import AssessingPresenter
from assessor_app.ui.session import Session
from assessor_app.ui.tasks import Tasks
from assessor_app.ui.theme.look import Look
from story import ASSESSOR

MARKS = ("met", "not-met", "not-seen")


def say(*words: str) -> None:
    """One line, out of this process before anything else happens."""
    sys.stdout.write(" ".join(words) + "\n")
    sys.stdout.flush()


def wait_until_painted(application: QApplication, page: AssessPage, criterion: str, mark: str) -> None:
    while page.mark_shown(criterion) != mark:
        application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def main(folder: str, state: str, key: str, assessment: str) -> None:
    application = QApplication([])
    application.setStyle("Fusion")
    device = open_device(
        Path(folder), lambda slots: Opened(bytes.fromhex(key), slots.slots()[0]), state=Path(state)
    )
    tasks, session, look = Tasks(), Session(), Look()
    session.sign_in(device.tables.staff.get(ASSESSOR))
    page = AssessPage(look)
    look.dress(page)
    page.resize(1366, 768)
    page.show()
    presenter = AssessingPresenter(page, device.assessing, tasks=tasks, session=session)
    presenter.open(assessment)
    while not page.sheet.rows or not page.isEnabled():
        application.processEvents()
    while True:
        criterion = random.choice(list(page.sheet.rows))  # noqa: S311 - which row is hit is no secret
        page.sheet.go_to(criterion)
        application.processEvents()
        mark = random.choice([mark for mark in MARKS if mark != page.mark_shown(criterion)])  # noqa: S311 - nor how
        say("try", criterion, mark)
        QTest.mouseClick(page.sheet.rows[criterion].marks.button(mark), Qt.MouseButton.LeftButton)
        wait_until_painted(application, page, criterion, mark)
        say("shown", criterion, mark)


if __name__ == "__main__":
    main(*sys.argv[1:])
