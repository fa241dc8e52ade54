"""The whole window after an end that was no end: the door, Today, and the way back to the learner."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from assessor_app.desktop.application import Application
from assessor_app.device.evidence import FOLDER
from assessor_app.domain.marks import How, Mark
from assessor_app.services.board.marking import mark_entry
from assessor_app.storage.engine.highwater import state_folder
from assessor_app.storage.engine.running import RunningMark, running_folder
from assessor_app.ui.board.page import BoardPage
from assessor_app.ui.today.ended import EndedCard
from story import ASSESSOR, TestClock, begin
from window_day import sign_in, take_over
from window_hand import Hand


@pytest.fixture
def mark(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> RunningMark:
    """A centre whose program ended while Bram stood on the Wall; half of a photo lies among the evidence."""
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    ended = datetime.now().astimezone() - timedelta(days=2)
    story = begin(tmp_path / "data", state_folder(), clock=TestClock(moment=ended))
    for number, name in enumerate(("Amina Belo", "Bo Lindqvist"), start=2031):
        story.add_learner(name, str(number))
    sitting, entries = story.open_sitting()
    criterion = story.device.shelf.get("CUL-KNI", "1").criteria()[2].id
    mark_entry(
        story.device.assessing,
        by=ASSESSOR,
        entry=entries[1].id,
        criterion=criterion,
        mark_as=Mark.NOT_MET,
        how=How.TAP,
    )
    story.device.close()
    (tmp_path / "data" / FOLDER).mkdir(exist_ok=True)
    (tmp_path / "data" / FOLDER / f"{'5' * 64}.part").write_bytes(b"half of a photo")
    made = RunningMark(running_folder(state_folder()), data=tmp_path / "data", key=story.device.key)
    place = {"room": "board", "about": sitting.id, "details": {"view": "wall", "criterion": criterion}}
    now = {
        "at": ended.isoformat(timespec="seconds"),
        "by": ASSESSOR,
        "place": place,
        "words": [],
        "under_way": ["copy-to-stick"],
    }
    made.write({"now": now, "left": None})
    return made


@pytest.fixture
def hand(tmp_path: Path, mark: RunningMark, qtbot: QtBot, qapp: QApplication) -> Iterator[Hand]:
    assert mark.read() is not None
    application = Application(tmp_path / "data", qapp)
    bugs: list[BaseException] = []
    application.tasks.bug.connect(bugs.append)
    application.start()
    hand = Hand(application, qtbot)
    hand.settle()
    yield hand
    application.close()
    application.deleteLater()
    assert bugs == []
    assert mark.read() is None, "it was closed as it should be"


def test_whoever_stood_there_goes_on_there(hand: Hand) -> None:
    sign_in(hand)
    take_over(hand, "bram", ASSESSOR)
    hand.of(EndedCard)
    assert hand.says("The program ended without being closed at ")
    assert hand.says("Last kept: not met today, ")
    assert hand.says("Bo Lindqvist.")
    assert hand.says("1 file that belonged to no evidence was cleared away")
    assert hand.says("The copy to the stick was not finished: make it again.")
    hand.press("Go on with Bo Lindqvist")
    page = hand.of(BoardPage)
    assert page.views.which() == "wall"
    learner = next(one for one in page.view.learners if one.name == "Bo Lindqvist")
    assert (page.views.whose(), page.showing.criterion) == (learner.id, page.view.criteria[2].id)
    assert page.showing.pointed == learner.id, "a touch elsewhere shows whose tile it is first"


def test_it_is_said_until_somebody_has_read_it(hand: Hand) -> None:
    sign_in(hand)
    take_over(hand, "bram", ASSESSOR)
    hand.press("I have read this")
    assert not hand.says("The program ended without being closed")


def test_a_mark_of_another_database_counts_as_none(tmp_path: Path) -> None:
    ours = RunningMark(tmp_path / "running", data=tmp_path / "data", key=bytes(32))
    ours.write({"now": None, "left": None})
    assert RunningMark(tmp_path / "running", data=tmp_path / "data", key=bytes(31) + b"1").read() is None
    assert RunningMark(tmp_path / "running", data=tmp_path / "other", key=bytes(32)).read() is None
    (path,) = (tmp_path / "running").iterdir()
    path.write_bytes(path.read_bytes()[:20])
    assert ours.read() is None
    ours.remove()
    ours.remove()
