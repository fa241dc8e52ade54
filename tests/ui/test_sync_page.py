from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from assessor_app.device import Device, open_device
from assessor_app.domain.errors import KnownError
from assessor_app.services.awards.issue import issue
from assessor_app.services.deciding.finalise import finalise
from assessor_app.services.deciding.release import release
from assessor_app.services.records.ledger import require_may_sign
from assessor_app.services.safekeeping.copy import CopyDesk, copy_to_stick
from assessor_app.services.setup.found import own_root_delegate
from assessor_app.storage.engine import stick
from assessor_app.storage.tables.uncopied import UncopiedTable
from assessor_app.storage.tables.waiting import WaitingTable
from assessor_app.ui.acts import Acts
from assessor_app.ui.kit.pinpad import PinPad
from assessor_app.ui.session import Session
from assessor_app.ui.sync import reading
from assessor_app.ui.sync.count import ClosedCount
from assessor_app.ui.sync.desk import SyncDesk
from assessor_app.ui.sync.page import SyncPage
from assessor_app.ui.sync.presenter import SyncPresenter
from assessor_app.ui.sync.view import CountView, SyncView
from assessor_app.ui.tasks import Tasks
from assessor_app.ui.theme.look import Look
from story import ADMIN, ASSESSOR, ASSURER, PINS, Story, TestClock, begin
from walks import every_focusable_has_a_name, nothing_is_cut_off


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    """One certificate issued, one assessment begun."""
    found = begin(tmp_path / "data", tmp_path / "state")
    found.add_learner("Amina Bello", "2031")
    found.add_learner("Tom Ng", "2032")
    sitting, entries = found.open_sitting()
    work = found.start(entries[0])
    found.show_everything(work, sitting.id)
    found.decide_competent(work)
    finalise(found.device.deciding, by=ASSESSOR, pin=PINS[ASSESSOR], assessments=[work.id])
    release(found.device.deciding, by=ASSURER, pin=PINS[ASSURER], assessments=[work.id])
    issue(found.device.awards, by=ASSESSOR, assessments=[work.id])
    found.start(entries[1])
    yield found
    found.device.close()


def copy_desk(device: Device) -> CopyDesk:
    return CopyDesk(
        transactions=device.store,
        settings=device.tables.settings,
        records=device.tables.records,
        work=WaitingTable(device.store),
        make=partial(stick.make_copy, device.store),
        staff=device.tables.staff,
        clock=device.clock,
    )


def sync_desk(device: Device) -> SyncDesk:
    return SyncDesk(
        ledger=device.ledger,
        pins=device.pins,
        waiting=WaitingTable(device.store),
        copies=copy_desk(device),
        uncopied=UncopiedTable(device.store),
        delegate=partial(own_root_delegate, device.founding),
        enrolling=device.enrolling,
        syncing=device.syncing,
        staff=device.tables.staff,
    )


def captured(story: Story) -> int:
    return story.device.tables.records.count().captured


class Screen:
    def __init__(self, look: Look, device: Device, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.tasks = Tasks()
        session = Session()
        session.sign_in(device.tables.staff.get(ADMIN))
        self.page = SyncPage(look)
        look.dress(self.page)
        qtbot.addWidget(self.page)
        self.page.resize(1240, 650)
        self.page.show()
        desk = sync_desk(device)
        self.presenter = SyncPresenter(
            self.page,
            desk=desk,
            tasks=self.tasks,
            acts=Acts(self.tasks, look, lambda: self.page),
            session=session,
        )
        self.presenter.show()
        self.settle()

    def settle(self) -> None:
        self.qtbot.waitUntil(self.tasks.idle, timeout=20_000)

    def cells(self, row: int) -> list[str]:
        return [str(self.page.table.rows.cell(row, column)) for column in range(4)]

    def words(self) -> str:
        return words_in(self.page)


def words_in(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


@pytest.fixture
def screen(look: Look, story: Story, qtbot: QtBot) -> Iterator[Screen]:
    made = Screen(look, story.device, qtbot)
    yield made
    made.tasks.shutdown()


def test_the_numbers_come_first_and_close(screen: Screen, story: Story) -> None:
    count = captured(story)
    said = f"{count} captured = {count} unsent + 0 accepted + 0 held + 0 rejected"
    assert screen.page.count.accessibleName() == said
    assert "does not close" not in screen.words()
    assert "stands alone: records wait here until it joins Example Awarding Body" in screen.words()
    assert "1 open assessment exists only here." in screen.words()
    every_focusable_has_a_name(screen.page)


def test_each_row_says_what_whose_since_when_and_what_next(screen: Screen, story: Story) -> None:
    assert screen.page.table.rows.rowCount() == captured(story) + 1
    state, what, whose, _next = screen.cells(0)
    assert (state, what.partition("\n")[0], whose) == (
        "open",
        "Assessment not signed yet",
        "Tom Ng\nCUL-KNI v1",
    )
    rows = [screen.cells(row) for row in range(1, captured(story) + 1)]
    signed = next(row for row in rows if row[1].startswith("Result signed"))
    assert signed == [
        "unsent",
        "Result signed\nsince 22 Nov, today",
        "Amina Bello\nCUL-KNI v1",
        "Kept here until this centre joins an awarding body.",
    ]


def test_a_lost_row_is_said(look: Look, story: Story, qtbot: QtBot) -> None:
    story.device.store.raw().execute("DROP TRIGGER outbox_kept")
    story.device.store.raw().execute("DELETE FROM outbox WHERE seq = 1")
    screen = Screen(look, story.device, qtbot)
    assert "This count does not close" in screen.words()
    screen.page.check.click()
    screen.settle()
    assert "closed count" in screen.words()
    screen.tasks.shutdown()


def test_all_records_are_checked_on_request(screen: Screen, story: Story) -> None:
    screen.page.check.click()
    screen.settle()
    assert f"{captured(story)} signed records" in screen.words()


def test_a_check_can_be_cancelled_and_one_that_fails_is_told(
    screen: Screen, story: Story, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    screen.page.check.click()
    assert screen.page.checking.isVisible()
    assert not screen.page.check.isEnabled()
    screen.page.checking.cancelled.emit()
    screen.settle()
    assert not screen.page.checking.isVisible()
    assert "signed records" not in screen.words()

    def unplugged() -> tuple[()]:
        raise KnownError("disk-failed", detail="unplugged")

    with monkeypatch.context() as patch, qtbot.waitSignal(screen.tasks.trouble) as said:
        patch.setattr(story.device.tables.records, "chains", unplugged)
        screen.page.check.click()
    assert said.args[0].code == "disk-failed"
    assert not screen.page.checking.isVisible()
    assert screen.page.check.isEnabled()


def test_a_page_is_read_while_everything_is_checked_or_copied(
    screen: Screen, tmp_path: Path, qtbot: QtBot
) -> None:
    held = Event()
    screen.tasks.aside(held.wait)
    screen.page.check.click()
    screen.page.stick.folder_given.emit(tmp_path)
    heard: list[bool] = []
    screen.tasks.read(lambda: True, done=heard.append)
    qtbot.waitUntil(lambda: bool(heard))
    held.set()
    screen.settle()


def test_the_end_of_the_program_stops_a_copy(screen: Screen, tmp_path: Path) -> None:
    held = Event()
    screen.tasks.aside(held.wait)
    screen.page.stick.folder_given.emit(tmp_path)
    screen.tasks.ending.connect(held.set)
    screen.tasks.shutdown()
    assert not list(tmp_path.glob("*.assessor*"))


def test_a_copy_is_made_read_back_and_remembered(screen: Screen, story: Story, tmp_path: Path) -> None:
    usb = tmp_path / "usb"
    usb.mkdir()
    assert "No copy was made in this folder" in screen.words()
    screen.page.stick.folder_given.emit(usb)
    screen.settle()
    assert "Copied, read back and found the same" in screen.words()
    assert f"with {captured(story)} records and 1 open assessment" in screen.words()
    assert "Last copied Sun 22 Nov 2026" in screen.words()
    assert "only here" not in screen.words()
    assert len(list(usb.glob("*.assessor"))) == 1


def test_a_copy_can_be_cancelled_and_a_missing_stick_is_told(
    screen: Screen, tmp_path: Path, qtbot: QtBot
) -> None:
    screen.page.stick.folder_given.emit(tmp_path)
    screen.page.stick.cancelled.emit()
    screen.settle()
    assert "No copy was made in this folder" in screen.words()
    assert not list(tmp_path.glob("*.assessor*"))
    with qtbot.waitSignal(screen.tasks.trouble) as said:
        screen.page.stick.folder_given.emit(tmp_path / "gone")
    assert said.args[0].code == "stick-gone"
    screen.settle()


def test_a_restored_folder_says_why_it_may_not_sign_and_starts_a_new_chain(
    look: Look, story: Story, qtbot: QtBot, tmp_path: Path
) -> None:
    usb = tmp_path / "usb"
    usb.mkdir()
    made = copy_to_stick(copy_desk(story.device), by=ADMIN, stick=usb)
    stick.restore(usb / made.file, story.recovery, into=tmp_path / "elsewhere")
    device = open_device(
        tmp_path / "elsewhere",
        lambda slots: slots.open_with_recovery(story.recovery),
        state=tmp_path / "other-state",
        clock=TestClock(moment=story.clock.moment),
    )
    screen = Screen(look, device, qtbot)
    assert "copied from another computer" in screen.words()
    screen.page.restart_asked.emit()
    pad = next(found for found in screen.page.findChildren(PinPad) if found.isVisible())
    pad.entered.emit("0000")
    screen.settle()
    assert pad.isVisible()
    assert "copied from another computer" in screen.words()
    pad.entered.emit(PINS[ADMIN])
    screen.settle()
    assert "copied from another computer" not in screen.words()
    assert require_may_sign(device.ledger).head_seq == 1
    screen.page.check.click()
    screen.settle()
    assert f"{captured(story) + 1} signed records" in screen.words()
    screen.tasks.shutdown()
    device.close()


def test_why_nothing_may_be_signed_is_said_in_a_sentence_whatever_it_is(story: Story) -> None:
    found = reading.read_all(sync_desk(story.device))
    view = reading.sync_view(replace(found, why=KnownError("disk-failed", detail="unplugged")))
    assert "disk-failed" not in view.restart
    assert view.restart.endswith("start a new chain of records.")


def test_of_a_retired_device_it_is_said_once_how_it_signs_again(story: Story) -> None:
    found = reading.read_all(sync_desk(story.device))
    view = reading.sync_view(replace(found, why=KnownError("chain-retired")))
    assert view.restart.count("start a new chain of records") == 1
    assert "open Sync" not in view.restart
    assert "gives a new code" not in view.restart, "this centre stands alone"
    joined = replace(found.centre, own_root=False)
    told = reading.sync_view(replace(found, why=KnownError("chain-retired"), centre=joined)).restart
    assert "gives a new code" in told


def test_many_rows_come_in_pages(look: Look, story: Story, qtbot: QtBot) -> None:
    table = story.device.tables.assessments
    first = table.unfinished()[0]
    for place in range(300):
        table.add(replace(first, id=f"{place:032x}", attempt=place + 2), by=ASSESSOR)
    screen = Screen(look, story.device, qtbot)
    assert screen.page.table.rows.rowCount() == captured(story) + 301
    last = captured(story) + 300
    assert screen.cells(last) == ["…"] * 4
    screen.settle()
    assert "unsent" in screen.cells(last)[0]
    screen.tasks.shutdown()


def test_it_is_painted_in_every_look(every_look: Look, story: Story, qtbot: QtBot) -> None:
    screen = Screen(every_look, story.device, qtbot)
    every_focusable_has_a_name(screen.page)
    assert not screen.page.grab().isNull()
    screen.tasks.shutdown()


@pytest.mark.parametrize("captured_so_far", [46, 1_234_567])
def test_the_numbers_have_room_beside_each_other_or_stand_line_by_line(
    look: Look, qtbot: QtBot, captured_so_far: int
) -> None:
    count = ClosedCount(look)
    qtbot.addWidget(count)
    count.show_count(CountView(captured=captured_so_far, unsent=captured_so_far))
    count.alone.say("This centre stands alone.")
    count.only_here.say("Two exist only here.")
    for width in (1400, 420, 1400, 340):
        count.resize(width, 600)
        count.show()
        count.grab()
        assert count.width() == width
        assert count.minimumSizeHint().width() <= width
        nothing_is_cut_off(count)


def test_todays_button_asks_for_the_stick_at_once(screen: Screen) -> None:
    screen.presenter.copy()
    screen.qtbot.waitUntil(lambda: bool(screen.page.findChildren(QFileDialog)))
    dialog = screen.page.findChildren(QFileDialog)[0]
    assert dialog.isVisible()
    dialog.reject()
    screen.settle()


def test_why_nothing_can_be_signed_is_led_to_once(qtbot: QtBot, look: Look) -> None:
    page = SyncPage(look)
    qtbot.addWidget(page)
    page.resize(700, 300)
    page.show()
    (bar,) = (area.verticalScrollBar() for area in page.findChildren(QScrollArea) if area.widget())
    qtbot.waitUntil(lambda: bar.maximum() > 100)
    bar.setValue(bar.maximum())
    page.show_data(SyncView(restart="Another copy of this folder went on."))
    assert bar.value() == 0
    qtbot.waitUntil(lambda: bar.maximum() > 100)
    bar.setValue(60)
    page.show_data(SyncView(restart="Another copy of this folder went on."))
    assert bar.value() == 60, "whoever read it may go on reading below"
