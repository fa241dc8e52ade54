"""A day in the real window, from the passphrase to the paper, by what a person can see, press and type."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from assessor_app.desktop.application import Application
from assessor_app.desktop.asking import Asking
from assessor_app.storage.engine.highwater import state_folder
from assessor_app.ui.assess.page import AssessPage
from assessor_app.ui.crash.log import LOG_FILE
from assessor_app.ui.kit.pinpad import PinPad
from assessor_app.ui.learners.page import LearnersPage
from assessor_app.ui.lock.idle import IdleWatch
from assessor_app.ui.lock.page import LockPage
from assessor_app.ui.sittings.opening import OpeningDialog
from story import ADMIN, ASSESSOR, ASSURER, PINS, TestClock, begin
from window_day import (
    Papers,
    acknowledge,
    correct_name,
    decide_competent,
    decide_not_yet,
    drop,
    leave_early,
    make_and_save,
    mark_everything,
    release,
    sign_both,
    sign_in,
    start_sitting,
    take_over,
)
from window_hand import Hand


@pytest.fixture
def papers(tmp_path: Path) -> Papers:
    return Papers(tmp_path)


@pytest.fixture
def hand(
    tmp_path: Path, papers: Papers, qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Hand]:
    """The window over a centre with three members of staff and three learners, at its door."""
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    past = TestClock(moment=datetime.now().astimezone() - timedelta(hours=1))
    made = begin(tmp_path / "data", state_folder(), clock=past)
    for name, number in (("Amina Belo", "2031"), ("Bo Lindqvist", "2032"), ("Chen Wei", "2033")):
        made.add_learner(name, number)
    made.device.close()
    application = Application(
        tmp_path / "data", qapp, asking=Asking(printer=papers.printer, save_as=papers.save_as)
    )
    bugs: list[BaseException] = []
    application.tasks.bug.connect(bugs.append)
    application.start()
    hand = Hand(application, qtbot)
    hand.settle()
    yield hand
    application.close()
    application.deleteLater()
    assert bugs == []


def test_a_day_at_the_centre(hand: Hand, papers: Papers) -> None:
    sign_in(hand)
    take_over(hand, "bram", ASSESSOR)
    page = start_sitting(hand)
    hand.press("Start: 1 Amina Belo")
    mark_everything(hand)
    decide_competent(hand)
    hand.press("Start: 2 Bo Lindqvist")
    decide_not_yet(hand)
    leave_early(hand, page)
    sign_both(hand)
    acknowledge(hand)
    take_over(hand, "chidi", ASSURER)
    release(hand)
    take_over(hand, "ada", ADMIN)
    paper = make_and_save(hand, papers)
    drop(hand, paper)
    assert "Valid" in hand.reads()
    correct_name(hand)
    assert (papers.folder / "printed.pdf").stat().st_size > 10_000
    drop(hand, paper)
    assert "Not valid" in hand.reads(), hand.reads()


def test_the_search_field_leads_where_the_words_say(hand: Hand) -> None:
    sign_in(hand)
    take_over(hand, "bram", ASSESSOR)
    hand.key(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    hand.write("Search learners, forms and certificates", "lind")
    hand.key(Qt.Key.Key_Return)
    found = hand.of(LearnersPage)
    assert found.search.text() == "lind"
    assert found.table.rows.rowCount() == 1
    hand.write("Search learners, forms and certificates", "cul-kni")
    hand.key(Qt.Key.Key_Return)
    dialog = hand.front()
    assert isinstance(dialog, OpeningDialog)
    assert dialog.form.key() == "CUL-KNI/1"
    hand.press("Cancel")
    hand.write("Search learners, forms and certificates", "knife skills")
    hand.key(Qt.Key.Key_Return)
    assert isinstance(hand.front(), OpeningDialog)


def test_an_untouched_screen_locks_and_its_reader_goes_on_where_they_were(hand: Hand) -> None:
    sign_in(hand)
    hand.press("Learners")
    watch = next(one for one in hand.window.findChildren(IdleWatch))
    watch.set_minutes(0)
    watch.look()
    watch.set_minutes(10)
    hand.settle()
    assert hand.window.here() == ""
    page = hand.of(LockPage)
    hand.press(next(words for words in hand.buttons(page) if "ada" in words))
    hand.pin("1111")
    assert hand.window.here() == ""
    hand.pin(PINS[ADMIN])
    assert hand.window.here() == "learners"


def test_signing_out_closes_the_data_and_the_door_opens_again(hand: Hand, tmp_path: Path) -> None:
    sign_in(hand)
    hand.key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    hand.press("Close, and sign in with a passphrase")
    sign_in(hand)
    assert not list(tmp_path.rglob(LOG_FILE)), "nobody asked for a log in a test"


def test_a_lock_in_the_middle_of_signing_uncovers_nothing(hand: Hand) -> None:
    sign_in(hand)
    take_over(hand, "bram", ASSESSOR)
    start_sitting(hand)
    hand.press("Start: 2 Bo Lindqvist")
    page = hand.of(AssessPage)
    hand.press(f"{next(iter(page.sheet.rows))}: not met today")
    hand.press("Decide")
    hand.write("Feedback to the learner", "Wash your hands.")
    hand.press("Not yet competent")
    assert isinstance(hand.front(), PinPad)
    hand.window.lock_requested.emit()
    hand.settle()
    assert hand.window.here() == ""
    lock = hand.of(LockPage)
    hand.press(next(words for words in hand.buttons(lock) if "bram" in words))
    hand.pin(PINS[ASSESSOR])
    assert hand.window.here() == "sitting", "where the closed pad led to"
