import threading
import time
from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from assessor_app.domain.errors import KnownError
from assessor_app.ui.long_work import LongWork
from assessor_app.ui.tasks import Tasks


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.shutdown()
    qapp.processEvents()


def test_results_come_back_in_order_on_the_gui_thread(tasks: Tasks, qtbot: QtBot) -> None:
    got: list[tuple[int, bool]] = []
    here = threading.get_ident()
    for number in range(50):
        tasks.run(
            partial(abs, number),
            done=lambda result: got.append((result, threading.get_ident() == here)),
        )
    qtbot.waitUntil(tasks.idle)
    assert got == [(number, True) for number in range(50)]


def test_writes_share_one_thread_and_a_slow_read_does_not_delay_them(tasks: Tasks, qtbot: QtBot) -> None:
    threads: list[int] = []
    let_go = threading.Event()
    tasks.read(lambda: let_go.wait(5))
    for _ in range(3):
        tasks.run(threading.get_ident, done=threads.append)
    qtbot.waitUntil(lambda: len(threads) == 3)
    let_go.set()
    qtbot.waitUntil(tasks.idle)
    assert len(set(threads)) == 1
    assert threads[0] != threading.get_ident()


def test_long_work_delays_neither_a_page_nor_a_preview_nor_a_tap(tasks: Tasks, qtbot: QtBot) -> None:
    told: list[str] = []
    let_go = threading.Event()
    tasks.aside(lambda: let_go.wait(5), done=lambda _done: told.append("a copy to a stick"))
    tasks.read(lambda: None, done=lambda _done: told.append("a page"))
    tasks.soon(lambda: None, done=lambda _done: told.append("a preview"))
    tasks.run(lambda: None, done=lambda _done: told.append("a tap"))
    qtbot.waitUntil(lambda: len(told) == 3)
    assert set(told) == {"a page", "a preview", "a tap"}
    let_go.set()
    qtbot.waitUntil(tasks.idle)
    assert told[-1] == "a copy to a stick"


def test_long_work_outlives_the_widget_that_shows_how_far_it_is(tasks: Tasks, qtbot: QtBot) -> None:
    widget, told, let_go = QWidget(), list[int](), threading.Event()
    work = LongWork(tasks)
    work.show_on(widget, lambda done, _of: told.append(done))

    def op() -> None:
        work.tell(1, 1)
        let_go.wait(5)
        work.tell(2, 2)

    tasks.aside(op)
    qtbot.waitUntil(lambda: told == [1])
    widget.deleteLater()
    qtbot.waitUntil(lambda: not isValid(widget))
    let_go.set()
    qtbot.waitUntil(tasks.idle)
    assert told == [1]


def test_the_end_cancels_long_work(qapp: QApplication) -> None:
    tasks, steps = Tasks(), list[int]()
    work = LongWork(tasks)

    def op() -> None:
        for step in range(1000):
            steps.append(step)
            time.sleep(0.01)
            work.tell(step, 1000)

    tasks.aside(op)
    tasks.shutdown()
    qapp.processEvents()
    assert len(steps) < 1000


def test_what_a_person_can_act_on_goes_to_the_caller_or_to_trouble(tasks: Tasks, qtbot: QtBot) -> None:
    def full() -> None:
        raise KnownError("disk-full")

    told: list[str] = []
    tasks.trouble.connect(lambda error: told.append(f"trouble {error.code}"))
    tasks.run(full, failed=lambda error: told.append(f"caller {error.code}"))
    tasks.run(full)
    qtbot.waitUntil(tasks.idle)
    assert told == ["caller disk-full", "trouble disk-full"]


@pytest.mark.expects_log
def test_a_bug_is_logged_with_its_traceback_and_never_swallowed(
    tasks: Tasks, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> float:
        return 1 / 0

    with qtbot.waitSignal(tasks.bug) as said:
        tasks.run(broken)
    assert isinstance(said.args[0], ZeroDivisionError)
    assert "in broken" in caplog.text


def test_shutdown_waits_for_what_is_under_way(qapp: QApplication) -> None:
    tasks = Tasks()
    finished: list[bool] = []

    def slow() -> None:
        time.sleep(0.05)
        finished.append(True)

    tasks.run(slow)
    tasks.shutdown()
    assert finished == [True]
    with pytest.raises(RuntimeError):
        tasks.run(lambda: None)
    qapp.processEvents()
    assert tasks.idle()


def test_what_finished_on_the_way_to_the_end_asks_for_nothing_more(qapp: QApplication) -> None:
    tasks, told = Tasks(), list[str]()

    def look_again(_done: object) -> None:
        told.append("a page")
        tasks.soon(lambda: None)

    tasks.run(lambda: None, done=look_again)
    tasks.shutdown()
    qapp.processEvents()
    assert told == []
    assert tasks.idle()


def test_pages_that_are_gone_are_not_told_and_people_are(tasks: Tasks, qtbot: QtBot) -> None:
    def full() -> None:
        raise KnownError("disk-full")

    told: list[str] = []
    tasks.trouble.connect(lambda error: told.append(f"trouble {error.code}"))
    tasks.run(lambda: None, done=lambda _nothing: told.append("a page that is gone"))
    tasks.run(full, failed=lambda _error: told.append("a page that is gone"))
    tasks.forget()
    tasks.run(lambda: None, done=lambda _nothing: told.append("a page that is here"))
    qtbot.waitUntil(tasks.idle)
    assert told == ["trouble disk-full", "a page that is here"]
