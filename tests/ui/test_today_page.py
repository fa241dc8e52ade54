"""Today on the real services: what waits is said, and each thing leads to where it is dealt with."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from assessor_app.domain.after import SaidBy
from assessor_app.domain.certificate import CameOut, Target
from assessor_app.services.after.appeal import Lodged, lodge
from assessor_app.services.awards.issue import issue
from assessor_app.services.awards.sheets import say_what_came_out, send_sheets
from assessor_app.services.deciding.finalise import finalise
from assessor_app.services.deciding.release import release, return_to_assessor
from assessor_app.services.records.ports import RESTORED_CHAIN
from assessor_app.services.safekeeping.copy import CopyDesk, copy_to_stick
from assessor_app.services.today.look import expiry, today
from assessor_app.storage.engine.stick import make_copy
from assessor_app.storage.tables.office import Office
from assessor_app.ui.kit.buttons import PlainButton
from assessor_app.ui.kit.pinpad import PinPad
from assessor_app.ui.kit.text import Line, Text
from assessor_app.ui.theme.look import Look
from assessor_app.ui.today.page import TodayPage
from assessor_app.ui.today.presenter import TodayPresenter
from floor import Floor, open_floor
from story import ADMIN, ASSESSOR, ASSURER, PINS
from walks import every_focusable_has_a_name


@pytest.fixture
def floor(tmp_path: Path, look: Look, qapp: QApplication) -> Iterator[Floor]:
    found = open_floor(tmp_path, look)
    yield found
    found.close()
    qapp.processEvents()


class Morning:
    """Today, as somebody sees it."""

    def __init__(self, floor: Floor, qtbot: QtBot) -> None:
        self.floor, self.qtbot = floor, qtbot
        self.page = TodayPage(floor.look)
        floor.look.dress(self.page)
        qtbot.addWidget(self.page)
        self.page.resize(1366, 768)
        self.page.show()
        self.presenter = TodayPresenter(
            self.page,
            floor.today,
            floor.story.device.deciding,
            after=floor.story.device.after,
            tasks=floor.tasks,
            acts=floor.acts,
            session=floor.session,
        )
        self.went: list[tuple[str, str]] = []
        self.presenter.go.connect(lambda name, key: self.went.append((name, key)))

    def look(self) -> list[str]:
        """Every sentence on the page."""
        self.presenter.show()
        self.floor.settle(self.qtbot)
        every_focusable_has_a_name(self.page)
        texts = [found.text() for found in self.page.findChildren(Text)]
        return texts + [found.text() for found in self.page.findChildren(Line)]

    def press(self, word: str) -> None:
        buttons = [made for made in self.page.findChildren(PlainButton) if word in made.accessibleName()]
        QTest.mouseClick(buttons[0], Qt.MouseButton.LeftButton)


@pytest.fixture
def morning(floor: Floor, qtbot: QtBot) -> Morning:
    return Morning(floor, qtbot)


def competent(floor: Floor, form: tuple[str, str], *, sign: bool = True) -> str:
    floor.story.add_learner("Amina Bello", "2031")
    sitting, entries = floor.story.open_sitting(form)
    work = floor.story.start(entries[0])
    floor.story.show_everything(work, sitting.id)
    floor.story.decide_competent(work)
    if sign:
        finalise(floor.story.device.deciding, by=ASSESSOR, pin=PINS[ASSESSOR], assessments=[work.id])
    return work.id


def test_a_fresh_centre_is_told_where_to_begin(morning: Morning) -> None:
    assert "This centre has no learners yet." in morning.look()
    assert "Last copy to a stick: never." in morning.look()
    morning.press("Add learners")
    assert morning.went == [("learners", "")]
    morning.press("Start a sitting")
    assert morning.went[-1] == ("start-sitting", "")


def test_open_sittings_and_open_work_lead_to_where_they_go_on(floor: Floor, morning: Morning) -> None:
    floor.story.add_learner("Amina Bello", "2031")
    sitting, entries = floor.story.open_sitting()
    work = floor.story.start(entries[0])
    texts = morning.look()
    assert "1 open sitting" in texts
    assert "1 started and not finished: exists only here" in texts
    assert any(text.startswith("Only here:") and text.endswith("1 open assessment.") for text in texts)
    morning.press("Go on: Kitchen 2")
    morning.press("Go on: 2031 Amina Bello")
    assert morning.went == [("sitting", sitting.id), ("assessing", work.id)]


def test_one_pin_signs_what_was_decided(floor: Floor, morning: Morning) -> None:
    competent(floor, ("CUL-KNI", "1"), sign=False)
    assert "1 decided and not signed" in morning.look()
    morning.press("Sign 1 decision")
    pad = morning.page.findChildren(PinPad)[-1]
    QTest.keyClicks(pad, PINS[ASSESSOR])
    QTest.keyClick(pad, Qt.Key.Key_Return)
    floor.settle(morning.qtbot)
    assert "1 decided and not signed" not in morning.look()


def test_what_waits_for_release_what_was_returned_and_what_may_be_printed(
    floor: Floor, morning: Morning
) -> None:
    work = competent(floor, ("ELE-SAF", "1"))
    deciding = floor.story.device.deciding
    assert "1 waits for release" in morning.look()
    return_to_assessor(deciding, by=ASSURER, pin=PINS[ASSURER], assessments=[work], note="Show the meter.")
    texts = morning.look()
    assert "1 returned by the quality assurer" in texts
    assert any("“Show the meter.”" in text for text in texts)
    release(deciding, by=ASSURER, pin=PINS[ASSURER], assessments=[work])
    texts = morning.look()
    assert "1 certificate may be made" in texts
    assert "1 returned by the quality assurer" not in texts
    awards, reads = floor.story.device.awards, Office(floor.story.device.store)
    (number,) = issue(awards, by=ASSESSOR, assessments=[work])
    texts = morning.look()
    assert "1 certificate may be made" not in texts
    assert "1 certificate to print" in texts
    assert len(reads.certificate_keys("", unprinted=True)) == 1, "the number of the certificates' page"
    (sheet,) = send_sheets(awards, by=ASSESSOR, numbers=[number], target=Target.PRINTER)
    say_what_came_out(awards, by=ASSESSOR, sheet=sheet.id, outcome=CameOut.CAME_OUT)
    assert not [text for text in morning.look() if "to print" in text]


def test_an_appeal_waits_for_whoever_may_decide_it(floor: Floor, morning: Morning) -> None:
    device, work = floor.story.device, competent(floor, ("CUL-KNI", "1"))
    today = floor.story.clock.moment.date()
    lodged = Lodged(said_by=SaidBy.LEARNER, said_on=today, grounds="I was not asked question 3.")
    lodge(device.after, by=ASSESSOR, pin=PINS[ASSESSOR], assessment=work, lodged=lodged)
    assert not [text for text in morning.look() if "appeal" in text]
    floor.session.sign_in(device.tables.staff.get(ADMIN))
    told = morning.look()
    assert "1 appeal waits for your decision" in told
    assert "Amina Bello" in told
    morning.press("Look")
    assert morning.went[-1] == ("appeal", work)


def test_a_copy_on_a_stick_holds_what_was_signed_before_it(
    floor: Floor, morning: Morning, tmp_path: Path
) -> None:
    competent(floor, ("CUL-KNI", "1"))
    before = today(floor.today, by=ASSESSOR)
    assert before.only_here == before.unsent > 0
    made = copy_to_stick(_copies(floor), by=ASSESSOR, stick=tmp_path)
    assert today(floor.today, by=ASSESSOR).only_here == 0
    assert any(made.at[11:16] in text and "{" not in text for text in morning.look())
    floor.story.add_learner("Somebody Else", "7")
    floor.story.open_sitting()
    assert today(floor.today, by=ASSESSOR).only_here == 1


def test_open_work_exists_only_here_until_a_copy_has_it_as_it_is(
    floor: Floor, morning: Morning, tmp_path: Path
) -> None:
    floor.story.add_learner("Amina Bello", "2031")
    sitting, entries = floor.story.open_sitting()
    work = floor.story.start(entries[0])
    assert today(floor.today, by=ASSESSOR).open_only_here == 1
    copy_to_stick(_copies(floor), by=ASSESSOR, stick=tmp_path)
    texts = morning.look()
    assert "Nothing exists only here." in texts
    assert "1 started and not finished" in texts
    floor.story.show_everything(work, sitting.id)
    assert "Only here: 1 open assessment." in morning.look()


def test_a_folder_that_may_not_sign_says_so_and_leads_to_where_it_starts_anew(
    floor: Floor, morning: Morning
) -> None:
    assert "Nothing can be signed in this folder" not in morning.look()
    records = floor.story.device.tables.records
    floor.story.device.tables.settings.put(RESTORED_CHAIN, records.active_chain().id)
    texts = morning.look()
    assert "Nothing can be signed in this folder" in texts
    assert any("restored from a copy" in text for text in texts)
    morning.press("Open Sync")
    morning.press("Copy to a stick")
    assert morning.went == [("sync", ""), ("copy-to-stick", "")]


def _copies(floor: Floor) -> CopyDesk:
    device = floor.story.device
    return CopyDesk(
        transactions=device.store,
        settings=device.tables.settings,
        records=device.tables.records,
        work=device.tables.waiting,
        make=partial(make_copy, device.store),
        staff=device.tables.staff,
        clock=device.clock,
    )


@pytest.mark.parametrize(("days", "within"), [(61, None), (60, 60), (30, 30), (7, 7), (-3, 7)])
def test_a_delegation_that_ends_warns_at_sixty_thirty_and_seven_days(
    floor: Floor, days: int, within: int | None
) -> None:
    delegation = floor.story.device.tables.records.active_chain().delegation
    far = datetime(2020, 1, 1, tzinfo=UTC)
    assert expiry(delegation, now=far) is None
    found = expiry(delegation, now=datetime(2060, 1, 1, tzinfo=UTC))
    assert found is not None
    ends = datetime.fromisoformat(f"{found.on}T12:00:00+00:00")
    at = expiry(delegation, now=ends - timedelta(days=days))
    assert (at.within if at else None) == within
    assert at is None or at.days == days


def test_without_a_delegation_there_is_nothing_to_warn_of() -> None:
    assert expiry(None, now=datetime(2026, 11, 22, tzinfo=UTC)) is None
