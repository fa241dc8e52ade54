"""Killed (-9) while somebody stood at a learner: the next start says what was kept, and leads back to the same place."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from pytestqt.qtbot import QtBot

from assessor_app.desktop.house import House
from assessor_app.device import Device, open_device
from assessor_app.domain.people import Role
from assessor_app.domain.sitting import Entry
from assessor_app.services.papers.ports import SheetKind
from assessor_app.storage.engine.running import running_folder
from assessor_app.storage.engine.slots import Opened
from assessor_app.ui.assess.decide import DecidePage
from assessor_app.ui.assess.page import AssessPage
from assessor_app.ui.board.page import BoardPage
from assessor_app.ui.frame.window import MainWindow
from assessor_app.ui.tasks import Tasks
from assessor_app.ui.theme.look import Look
from assessor_app.ui.theme.metrics import Metrics
from assessor_app.ui.theme.tokens import LIGHT
from assessor_app.ui.today.ended import EndedCard
from story import ADMIN, ASSESSOR, ASSURER, Story, TestClock, begin

HERE = Path(__file__).parent
NAMES = ("Amina Belo", "Bo Lindqvist", "Anna Kowalska")


@dataclass(frozen=True, kw_only=True)
class Place:
    base: Path
    key: str
    sitting: str
    entries: tuple[Entry, ...]
    work: str


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    """A sitting of three, with a group's paper sheet and work on the first; nobody has it open."""
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    story = begin(tmp_path / "data", tmp_path / "state", clock=TestClock(moment=datetime.now().astimezone()))
    for number, name in enumerate(NAMES, start=2031):
        story.add_learner(name, str(number))
    sitting, entries = story.open_sitting()
    work = story.start(entries[0])
    with story.device.store.atomic():
        _paper_sheet(story, sitting.id)
    story.device.close()
    return Place(base=tmp_path, key=story.device.key.hex(), sitting=sitting.id, entries=entries, work=work.id)


def _paper_sheet(story: Story, sitting: str) -> None:
    story.device.tables.paper.add(
        kind=SheetKind.GROUP,
        sitting=sitting,
        entry="",
        form=("CUL-KNI", "1"),
        by=ASSESSOR,
        at="2026-11-22T09:00:00+00:00",
    )


def stand_until_killed(place: Place, room: str, about: str) -> None:
    """Lets somebody come to stand there, and kills the process."""
    command = [sys.executable, str(HERE / "kill_standing.py"), str(place.base / "data")]
    command += [str(place.base / "state"), place.key, room, about]
    environment = {**os.environ, "PYTHONPATH": str(HERE), "QT_QPA_PLATFORM": "offscreen"}
    with (
        (place.base / "stderr").open("wb") as stderr,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=stderr, text=True, env=environment) as child,
    ):
        assert child.stdout is not None
        line = child.stdout.readline()
        child.kill()
    assert line, (place.base / "stderr").read_text("utf-8")
    assert json.loads(line) == ["stands"]


@dataclass
class Start:
    """The window after the next start, and who is at it."""

    house: House
    window: MainWindow
    tasks: Tasks
    qtbot: QtBot

    def settle(self) -> None:
        for _pass in range(3):
            QApplication.processEvents()
            self.qtbot.waitUntil(self.tasks.idle, timeout=30_000)

    def sign_in(self, person: str) -> None:
        self.house.session.sign_in(self.house.device.tables.staff.get(person))
        self.house.open("today")
        self.settle()

    def card(self) -> EndedCard | None:
        found = self.window.page("today").findChildren(EndedCard)
        return next((one for one in found if one.isVisible()), None)

    def says(self) -> list[str]:
        card = self.card()
        return [label.text() for label in card.findChildren(QLabel) if label.text()] if card else []

    def press(self, words: str) -> None:
        card = self.card()
        assert card is not None
        next(one for one in card.findChildren(QAbstractButton) if one.text() == words).click()
        self.settle()


@contextmanager
def started(place: Place, qtbot: QtBot) -> Iterator[Start]:
    """The next start; it ends as it should."""
    device: Device = open_device(
        place.base / "data",
        lambda slots: Opened(bytes.fromhex(place.key), slots.slots()[0]),
        state=place.base / "state",
    )
    window, tasks = MainWindow(Look(tokens=LIGHT, metrics=Metrics())), Tasks()
    window.resize(1366, 768)
    bugs: list[BaseException] = []
    tasks.bug.connect(bugs.append)
    house = House(device, window, tasks)
    window.show()
    try:
        yield Start(house, window, tasks, qtbot)
    finally:
        house.leave_window()
        tasks.shutdown()
        house.end()
        window.close()
        window.deleteLater()
        QApplication.processEvents()
    assert bugs == []


def test_the_next_start_stands_at_the_same_learner_of_the_board(place: Place, qtbot: QtBot) -> None:
    stand_until_killed(place, "board", place.sitting)
    for path in (*running_folder(place.base / "state").iterdir(),):
        content = path.read_bytes()
        assert not any(name.encode() in content for name in (*NAMES, place.sitting, place.entries[2].id))
    with started(place, qtbot) as start:
        start.sign_in(ASSURER)
        assert start.says() == [], "who does not assess is told nothing of a learner"
        start.sign_in(ADMIN)
        start.sign_in(ASSESSOR)
        title, *lines = start.says()
        assert title.startswith("The program ended without being closed at ")
        criterion = start.house.device.shelf.get("CUL-KNI", "1").criteria()[1].id
        kept = f"Nothing that was shown as saved is lost. Last kept: met, {criterion}, {NAMES[2]}."
        assert lines[0] == kept
        assert "Paper sheet 1 was being copied: that goes on too." in lines
        assert "The database took over the last marks from its journal." in lines
        start.press(f"Go on with {NAMES[2]}")
        page = start.window.page("board")
        assert start.window.here() == "board"
        assert isinstance(page, BoardPage)
        assert page.views.which() == "grid"
        assert page.views.here() == (place.entries[2].id, criterion)
        assert page.showing.criterion == criterion
        assert page.copying.isVisible()
        start.house.open("today")
        start.settle()
        assert start.card() is None
    with started(place, qtbot) as start:
        start.sign_in(ASSESSOR)
        assert start.card() is None, "it was closed as it should be"


def test_words_that_were_typed_and_not_kept_stand_there_again(place: Place, qtbot: QtBot) -> None:
    stand_until_killed(place, "decide", place.work)
    with started(place, qtbot) as start:
        start.sign_in(ASSURER)
    # Nobody who could go on has read it: it is said at the start after that, too.
    with started(place, qtbot) as start:
        start.sign_in(ASSESSOR)
        assert "Words of a decision were typed and not kept: they stand on its page again." in start.says()
        start.press(f"Go on with {NAMES[0]}")
        page = start.window.page("decide")
        assert start.window.here() == "decide"
        assert isinstance(page, DecidePage)
        assert page.feedback.text() == "A calm, clean bench."


def test_one_learners_page_comes_up_at_the_same_criterion(place: Place, qtbot: QtBot) -> None:
    stand_until_killed(place, "assessing", place.work)
    with started(place, qtbot) as start:
        start.sign_in(ASSESSOR)
        start.press(f"Go on with {NAMES[0]}")
        page = start.window.page("assessing")
        assert start.window.here() == "assessing"
        assert isinstance(page, AssessPage)
        assert page.sheet.walk.at == list(page.sheet.rows)[4]


def test_another_is_told_of_work_in_their_scope_alone(place: Place, qtbot: QtBot) -> None:
    stand_until_killed(place, "assessing", place.work)
    with started(place, qtbot) as start:
        staff = start.house.device.tables.staff
        other = replace(
            staff.get(ASSURER), id="d" * 32, name="Dan", label="dan", roles=frozenset({Role.ASSESSOR})
        )
        elsewhere = replace(other, id="e" * 32, label="eva", scope=("AUT-BRK",))
        for one in (replace(other, scope=("CUL",)), elsewhere):
            staff.put(one, at="2026-11-22T09:00:00+00:00")
        start.sign_in(elsewhere.id)
        assert start.says() == []
        start.sign_in(other.id)
        start.press(f"Go on with {NAMES[0]}")
        assert start.window.here() == "assessing"


def test_it_is_put_away_once_it_was_read(place: Place, qtbot: QtBot) -> None:
    stand_until_killed(place, "sitting", place.sitting)
    with started(place, qtbot) as start:
        start.sign_in(ASSESSOR)
        assert any("Go on in the sitting" in one.text() for one in start.card().findChildren(QAbstractButton))  # type: ignore[union-attr]  # it is there
        start.press("I have read this")
        assert start.card() is None
