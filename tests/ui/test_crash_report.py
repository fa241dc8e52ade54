import logging
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import qWarning
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from assessor_app.ui.crash.dialog import CrashDialog
from assessor_app.ui.crash.log import LOG_FILE, install_log
from assessor_app.ui.crash.report import trace_text, write_report
from assessor_app.ui.crash.watch import CrashWatch
from assessor_app.ui.theme.look import Look
from walks import every_focusable_has_a_name

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def fail(learner: str = "") -> None:
    raise KeyError(learner)


def bug() -> BaseException:
    learner = "Amina Bello"
    try:
        try:
            fail(learner)
        except KeyError as error:
            raise ValueError(f"no such learner: {learner}") from error
    except ValueError as error:
        found: BaseException = error
    return found


@pytest.fixture
def watch(look: Look, tmp_path: Path) -> Iterator[CrashWatch]:
    made = CrashWatch(lambda: look, reports=tmp_path, window=lambda: None, now=lambda: AT)
    yield made
    made.remove()


def dialog() -> CrashDialog | None:
    tops = QApplication.topLevelWidgets()
    return next((one for one in tops if isinstance(one, CrashDialog) and one.isVisible()), None)


def test_a_report_tells_types_and_places_and_nobody_by_name() -> None:
    text = trace_text(bug())
    assert "builtins.KeyError\nwhich led to:\n" in text
    assert "builtins.ValueError" in text
    assert "in bug" in text
    assert "Amina" not in text
    assert str(Path.home()) not in text


def test_old_reports_go_and_a_disk_that_takes_none_is_no_second_bug(tmp_path: Path) -> None:
    for minute in range(25):
        assert write_report(bug(), tmp_path, at=AT.replace(minute=minute))
    assert len(list(tmp_path.glob("report-*.txt"))) == 20
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    assert write_report(bug(), blocked / "reports", at=AT) is None


@pytest.mark.expects_log
def test_the_log_holds_the_bug_without_its_words(tmp_path: Path) -> None:
    log = install_log(tmp_path / "log")
    try:
        logging.getLogger("test").error("an operation failed", exc_info=bug())
    finally:
        log.remove()
    text = (tmp_path / "log" / LOG_FILE).read_text(encoding="utf-8")
    assert "an operation failed" in text
    assert "builtins.ValueError" in text
    assert "Amina" not in text


@pytest.mark.expects_log
@pytest.mark.no_qt_log
def test_what_qt_says_goes_to_the_log(tmp_path: Path) -> None:
    log = install_log(tmp_path)
    try:
        qWarning("a widget is unhappy")
    finally:
        log.remove()
    assert "WARNING qt: default: a widget is unhappy" in (tmp_path / LOG_FILE).read_text(encoding="utf-8")


def test_a_log_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    log = install_log(blocked / "log")
    log.remove()
    assert log.path is None


@pytest.mark.expects_log
def test_a_bug_on_any_thread_shows_one_dialog(watch: CrashWatch, qtbot: QtBot) -> None:
    before = sys.excepthook, threading.excepthook
    watch.install()
    thread = threading.Thread(target=fail, name="a worker")
    thread.start()
    thread.join()
    error = bug()
    sys.excepthook(type(error), error, error.__traceback__)
    qtbot.waitUntil(lambda: dialog() is not None)
    shown = dialog()
    assert shown is not None
    every_focusable_has_a_name(shown)
    shown.accept()
    qtbot.waitUntil(lambda: dialog() is None)
    watch.remove()
    assert (sys.excepthook, threading.excepthook) == before


def test_the_report_can_be_copied(look: Look, qtbot: QtBot, tmp_path: Path) -> None:
    made = CrashDialog(look, report="the report", path=tmp_path / "report.txt")
    qtbot.addWidget(made)
    made._copy.click()
    assert QGuiApplication.clipboard().text() == "the report"
