"""Acts that sign: a doubt about the clock is a person's to settle, and a press too many is no second act."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from assessor_app.domain.errors import KnownError
from assessor_app.ui.acts import Acts
from assessor_app.ui.kit.dialogs import Question
from assessor_app.ui.tasks import Tasks
from assessor_app.ui.theme.look import Look


class Desk:
    """Signs, and doubts the clock as long as it is told to."""

    def __init__(self, look: Look, window: QWidget, tasks: Tasks, qtbot: QtBot) -> None:
        self.acts, self._tasks, self._qtbot = Acts(tasks, look, lambda: window), tasks, qtbot
        self._window = window
        self.doubts = True
        self.signed: list[bool] = []

    def sign(self, confirmed: bool) -> bool:
        if self.doubts and not confirmed:
            raise KnownError("clock-question", doubt="before-last-record", now="today", last="tomorrow")
        self.signed.append(confirmed)
        return confirmed

    def settle(self) -> None:
        self._qtbot.waitUntil(self._tasks.idle)

    def question(self) -> Question:
        self.settle()
        return next(one for one in self._window.findChildren(Question) if one.isVisible())


@pytest.fixture
def desk(look: Look, qtbot: QtBot, qapp: QApplication) -> Iterator[Desk]:
    window, tasks = QWidget(), Tasks()
    qtbot.addWidget(window)
    window.show()
    yield Desk(look, window, tasks, qtbot)
    tasks.shutdown()
    qapp.processEvents()


def test_a_doubt_about_the_clock_is_asked_and_the_answer_signs(desk: Desk) -> None:
    heard: list[object] = []
    desk.acts.sign(desk.sign, done=heard.append)
    desk.question().yes.click()
    desk.settle()
    assert (desk.signed, heard) == ([True], [True])


def test_who_will_not_confirm_the_clock_goes_on_where_they_were(desk: Desk) -> None:
    heard: list[str] = []
    desk.acts.sign(
        desk.sign,
        done=lambda _signed: heard.append("signed"),
        failed=lambda error: heard.append(error.code),
        put_off=lambda: heard.append("put off"),
        once="close",
    )
    desk.question().reject()
    assert (desk.signed, heard) == ([], ["put off"])
    desk.doubts = False
    desk.acts.sign(desk.sign, done=lambda _signed: heard.append("signed"), once="close")
    desk.settle()
    assert heard == ["put off", "signed"]


def test_a_second_press_is_no_second_act(desk: Desk) -> None:
    desk.doubts = False
    for _press in range(2):
        desk.acts.sign(desk.sign, once="repeat the sitting")
    desk.settle()
    desk.acts.sign(desk.sign, once="repeat the sitting")
    desk.settle()
    assert desk.signed == [False, False]
