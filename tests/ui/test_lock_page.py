from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from assessor_app.domain.evidence import Kind
from assessor_app.services.people.staff import everybody
from assessor_app.ui.evidence.recorder import Recorder
from assessor_app.ui.evidence.recording import RecordDialog
from assessor_app.ui.evidence.view import PieceView
from assessor_app.ui.evidence.viewer import ViewerDialog
from assessor_app.ui.kit.dialogs import Question
from assessor_app.ui.lock.idle import IdleWatch
from assessor_app.ui.lock.page import LockPage
from assessor_app.ui.lock.presenter import LockPresenter
from assessor_app.ui.lock.view import LockView, Person
from assessor_app.ui.session import Session
from assessor_app.ui.signin.tiles import PersonTile
from assessor_app.ui.tasks import Tasks
from assessor_app.ui.theme.look import Look
from story import ADMIN, ASSESSOR, ASSURER, PINS, Story, begin
from walks import every_focusable_has_a_name, nothing_is_cut_off


@dataclass
class Locked:
    """A lock page over a real centre."""

    page: LockPage
    presenter: LockPresenter
    session: Session
    story: Story
    heard: list[str] = field(default_factory=list)

    def tiles(self) -> dict[str, PersonTile]:
        return {tile.accessibleName(): tile for tile in self.page.findChildren(PersonTile)}

    def type_pin(self, pin: str) -> None:
        pad = self.page.pad
        assert pad is not None
        QTest.keyClicks(pad, pin)
        QTest.keyClick(pad, Qt.Key.Key_Return)


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.shutdown()
    qapp.processEvents()


@pytest.fixture
def lock(look: Look, qtbot: QtBot, tasks: Tasks, tmp_path: Path) -> Iterator[Locked]:
    story = begin(tmp_path / "data", tmp_path / "state")
    page, session = LockPage(look), Session()
    qtbot.addWidget(page)
    look.dress(page)
    page.resize(QSize(1024, 768))
    page.show()
    session.sign_in(story.device.tables.staff.get(ASSESSOR))
    presenter = LockPresenter(
        page,
        tasks,
        session,
        pins=story.device.pins,
        everybody=lambda: everybody(story.device.staff),
        parent=page,
    )
    made = Locked(page, presenter, session, story)
    presenter.locked.connect(lambda: made.heard.append("locked"))
    presenter.unlocked.connect(lambda other: made.heard.append("other" if other else "same"))
    yield made
    tasks.shutdown()
    story.device.close()


def test_the_same_person_goes_on_by_their_own_pin(lock: Locked, qtbot: QtBot) -> None:
    lock.presenter.lock()
    assert lock.heard == ["locked"]
    qtbot.waitUntil(lambda: len(lock.tiles()) == 3)
    first = next(iter(lock.tiles().values()))
    assert first.accessibleName() == "bram, assessor"
    QTest.keyClick(first, Qt.Key.Key_Return)
    lock.type_pin(PINS[ASSESSOR])
    qtbot.waitUntil(lambda: lock.heard == ["locked", "same"], timeout=10_000)
    assert lock.page.pad is None


def test_somebody_else_takes_over_and_nobody_by_the_pin_of_another(lock: Locked, qtbot: QtBot) -> None:
    lock.presenter.lock()
    qtbot.waitUntil(lambda: len(lock.tiles()) == 3)
    lock.tiles()["chidi, quality assurer"].click()
    pad = lock.page.pad
    assert pad is not None
    for _ in range(3):
        lock.type_pin(PINS[ASSESSOR])
        qtbot.waitUntil(lambda: bool(pad._trouble.text()), timeout=10_000)
    # The third wrong try in a row costs a wait, and the pad holds still meanwhile.
    assert pad._wait > 0
    lock.page.close_pad()
    lock.tiles()["ada, administrator"].click()
    lock.type_pin(PINS[ADMIN])
    qtbot.waitUntil(lambda: lock.heard == ["locked", "other"], timeout=10_000)
    assert lock.session.by == ADMIN


def test_who_left_or_has_no_pin_is_not_offered(lock: Locked, qtbot: QtBot) -> None:
    lock.story.device.tables.staff.leave(ASSURER, at="2026-11-22T09:00:00+00:00")
    lock.presenter.lock()
    qtbot.waitUntil(lambda: len(lock.tiles()) == 2)
    assert "chidi, quality assurer" not in lock.tiles()


def test_a_dialog_does_not_stay_above_the_lock(lock: Locked, look: Look, qtbot: QtBot) -> None:
    question = Question(look, "Remove Amina Bello?", sentence="", yes="Remove", parent=lock.page)
    question.open()
    lock.presenter.lock()
    assert not question.isVisible()
    qtbot.waitUntil(lambda: len(lock.tiles()) == 3)


def test_it_can_be_left_for_the_sign_in_page(lock: Locked, qtbot: QtBot) -> None:
    lock.session.sign_out()
    lock.presenter.lock()
    qtbot.waitUntil(lambda: len(lock.tiles()) == 3)
    assert any(label.text() == "Who is here?" for label in lock.page.findChildren(QLabel))
    with qtbot.waitSignal(lock.presenter.sign_out_requested):
        lock.page.sign_out_requested.emit()


@dataclass
class Seconds:
    """Seconds that a test sets."""

    now: float = 1_000.0

    def __call__(self) -> float:
        return self.now


def test_an_untouched_screen_locks_once_and_a_touch_puts_it_off(qtbot: QtBot) -> None:
    seconds = Seconds()
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    watch = IdleWatch(minutes=10, seconds=seconds, parent=widget)
    watch.watch(widget.windowHandle())
    heard: list[int] = []
    watch.lock_requested.connect(lambda: heard.append(1))
    seconds.now += 599
    QTest.mouseMove(widget.windowHandle())
    QTest.keyClick(widget.windowHandle(), Qt.Key.Key_A)
    seconds.now += 599
    watch.look()
    assert heard == []
    seconds.now += 1
    watch.look()
    watch.look()
    assert heard == [1]


class Unplugged(Recorder):
    """On a computer whose microphone is not plugged in."""

    def open(self) -> None:
        """There is nothing to open."""


def test_who_records_has_not_gone_away_and_a_computer_that_slept_locks(look: Look, qtbot: QtBot) -> None:
    seconds, heard = Seconds(), list[int]()
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    watch = IdleWatch(minutes=1, seconds=seconds, parent=widget)
    watch.lock_requested.connect(lambda: heard.append(1))
    dialog = RecordDialog(look, Unplugged("sound"), about="", parent=widget)
    dialog.open()

    def speak(minutes: int) -> None:
        for _half in range(2 * minutes):
            seconds.now += 30
            watch.look()

    dialog.record.click()
    speak(5)
    assert heard == []
    seconds.now += 3600
    watch.look()
    assert heard == [1]
    dialog.halt.click()
    assert "Nothing was recorded" in dialog.says() or "cannot be recorded" in dialog.says()
    speak(2)
    assert len(heard) > 1, "nothing is recorded any more"
    dialog.reject()


def test_who_listens_has_not_gone_away(look: Look, qtbot: QtBot) -> None:
    seconds, heard = Seconds(), list[int]()
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    watch = IdleWatch(minutes=1, seconds=seconds, parent=widget)
    watch.lock_requested.connect(lambda: heard.append(1))
    piece = PieceView(id="1", kind=Kind.AUDIO, criterion="2.3", occasion="1", title="2.3", words="")
    dialog = ViewerDialog(look, piece, can_change=False, parent=widget)
    dialog.open()
    for playing, locked in ((True, 0), (False, 2)):
        dialog.tell_playing(playing)
        for _half in range(5):
            seconds.now += 30
            watch.look()
        assert len(heard) == locked
    dialog.reject()


def test_ctrl_l_locks_over_a_dialog_too(look: Look, qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    watch = IdleWatch(minutes=10, parent=widget)
    question = Question(look, "Sure?", sentence="", yes="Yes", parent=widget)
    question.open()
    watch.watch(question.windowHandle())
    with qtbot.waitSignal(watch.lock_requested):
        QTest.keyClick(question.windowHandle(), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    question.reject()


def test_names_and_room_in_every_look(every_look: Look, qtbot: QtBot) -> None:
    page = LockPage(every_look)
    qtbot.addWidget(page)
    every_look.dress(page)
    page.resize(QSize(1024, 768))
    page.show()
    others = tuple(Person(id=str(number), label=f"Person {number}", role="assessor") for number in range(20))
    page.show_data(
        LockView(current=Person(id="me", label="Bram", role="assessor"), others=others, sample=True)
    )
    every_focusable_has_a_name(page)
    nothing_is_cut_off(page)
    page.show_data(LockView())
    nothing_is_cut_off(page)
