"""Badges and papers scanned in the real window, by a hand scanner's keys and before a camera."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QVideoFrame, QVideoFrameInput
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from assessor_app.desktop.application import Application
from assessor_app.desktop.asking import Asking
from assessor_app.desktop.house import House
from assessor_app.domain.people import Learner
from assessor_app.formats.badge_text import Badge, BadgeKind, write
from assessor_app.resources import resources_folder
from assessor_app.services.badges.issue import issue, revoke
from assessor_app.services.badges.staff import issue_staff
from assessor_app.services.people.pin import set_pin
from assessor_app.storage.engine.highwater import state_folder
from assessor_app.ui.assess.page import AssessPage
from assessor_app.ui.kit.page import Page
from assessor_app.ui.kit.said_large import SaidLarge
from assessor_app.ui.kit.text import Line
from assessor_app.ui.learners.page import LearnersPage
from assessor_app.ui.lock.page import LockPage
from assessor_app.ui.scanning.cameras import CameraName, Cameras
from assessor_app.ui.scanning.dialog import CameraDialog
from assessor_app.ui.sittings.sitting import SittingPage
from assessor_app.ui.verify.page import VerifyPage
from story import ADMIN, ASSESSOR, PINS, TestClock, begin
from test_scanning_camera import photo
from walks import every_focusable_has_a_name
from window_day import sign_in, take_over
from window_hand import Hand

LONG_PIN = "407186"
pytestmark = pytest.mark.qt_log_ignore("Couldn't (load|resolve)", "No RHI backend")


class Bench(Cameras):
    """The product's capture session, fed by Qt's own frame input in place of a lens."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.lens = QVideoFrameInput(self)
        self.session.setVideoFrameInput(self.lens)

    def names(self) -> tuple[CameraName, ...]:
        return (CameraName(key="00", words="Bench camera"),)

    def open(self, key: str) -> None:
        """The frames come from the test."""


class Scanner:
    """A hand scanner on the window in front."""

    def __init__(self, hand: Hand, house: House, cameras: list[Bench]) -> None:
        self.hand, self.house, self.cameras = hand, house, cameras

    def scan(self, text: str) -> None:
        front = self.hand.front()
        front.activateWindow()
        QApplication.processEvents()
        window = front.windowHandle()
        for sign in text:
            QTest.keyClick(window, sign, Qt.KeyboardModifier.ShiftModifier)  # type: ignore[call-overload]  # a sign
        QTest.keyClick(window, Qt.Key.Key_Return)
        for _pass in range(4):
            QApplication.processEvents()
            self.hand._qtbot.waitUntil(self.hand._application.tasks.idle, timeout=30_000)

    def show(self, picture: QImage, qtbot: QtBot) -> None:
        """Holds something before the camera until the dialog has had enough of it."""
        dialog = self.hand.front()
        assert isinstance(dialog, CameraDialog)
        closed: list[int] = []
        dialog.finished.connect(closed.append)
        for _try in range(200):
            if not closed:
                self.cameras[-1].lens.sendVideoFrame(QVideoFrame(picture))
                qtbot.wait(20)
        assert closed
        self.hand.settle()

    def said(self) -> str:
        return next((one.text() for one in self.hand.front().findChildren(SaidLarge) if one.text()), "")

    def badges(self) -> dict[str, str]:
        device = self.house.device
        learners = [one.id for one in device.tables.learners.page(device.tables.learners.rowids())]
        return {one.name.split()[0]: one.text for one in issue(device.badges, by=ASSESSOR, learners=learners)}


@pytest.fixture
def scanner(
    tmp_path: Path, qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Scanner]:
    """Bram is in; Amina and Bo are expected in an open sitting, Chen is not."""
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    past = TestClock(moment=datetime.now().astimezone() - timedelta(hours=1))
    made = begin(tmp_path / "data", state_folder(), clock=past)
    for name, number in (("Amina Belo", "2031"), ("Bo Lindqvist", "2032")):
        made.add_learner(name, number)
    made.device.close()
    cameras: list[Bench] = []

    def bench(parent: QObject) -> Bench:
        cameras.append(Bench(parent))
        return cameras[-1]

    application = Application(tmp_path / "data", qapp, asking=Asking(cameras=bench))
    bugs: list[BaseException] = []
    application.tasks.bug.connect(bugs.append)
    application.start()
    hand = Hand(application, qtbot)
    hand.settle()
    sign_in(hand)
    take_over(hand, "bram", ASSESSOR)
    hand.press("Start a sitting")
    form = hand.front().form  # type: ignore[attr-defined]  # the dialog that opens a sitting
    form.setFocus()
    QTest.keyClicks(form, "CUL")
    hand.write("Place", "Kitchen 2")
    for name in ("Amina", "Bo"):
        hand.write("Add a learner", name)
        hand.press(next(words for words in hand.buttons() if words.startswith(name)))
    hand.press("Start the sitting")
    house = application._house
    assert house is not None
    chen = Learner(id="c" * 32, name="Chen Wei", number="2033")
    house.device.tables.learners.put(chen, at="2026-11-22T09:00:00+00:00", by=ASSESSOR)
    yield Scanner(hand, house, cameras)
    application.close()
    application.deleteLater()
    assert bugs == []


def test_a_badge_marks_present_opens_the_work_and_says_the_name_large(scanner: Scanner) -> None:
    badges = scanner.badges()
    scanner.scan(badges["Amina"])
    page = scanner.hand.of(AssessPage)
    assert "Amina Belo" in [line.text() for line in page.header.findChildren(Line)]
    assert scanner.said() == "Amina Belo, 1 · present, known by the badge"
    handle = scanner.hand.window.windowHandle()
    first = next(iter(page.sheet.rows))
    QTest.mouseClick(handle, Qt.MouseButton.LeftButton, pos=scanner.hand.window.rect().center())
    assert scanner.said() == ""
    assert page.mark_shown(first) == "not-seen", "the first touch marks nobody"
    scanner.scan(badges["Bo"])
    assert scanner.said().startswith("Bo Lindqvist")
    scanner.scan(badges["Chen"])
    assert scanner.said() == "Chen Wei, 2033"
    panel = scanner.hand.of(LearnersPage).panel
    assert panel.view is not None
    assert panel.view.name == "Chen Wei"


def test_a_scan_while_somebody_types_leaves_the_field_alone(scanner: Scanner) -> None:
    scanner.hand.press("Learners")
    search = scanner.hand.of(LearnersPage).search
    search.setFocus()
    window = scanner.hand.window.windowHandle()
    for sign in "li":
        QTest.keyClick(window, sign)  # type: ignore[call-overload]  # a sign
    scanner.scan(scanner.badges()["Chen"])
    assert search.text() == "li"
    assert scanner.said().startswith("Chen Wei")


def test_lost_and_strange_badges_are_said_so(scanner: Scanner) -> None:
    amina = scanner.badges()["Amina"]
    revoke(scanner.house.device.badges, by=ASSESSOR, learner="1".rjust(32, "0"))
    scanner.scan(amina)
    assert "said to be lost" in scanner.hand.window.trouble.text()
    assert isinstance(scanner.hand.of(SittingPage), SittingPage)
    scanner.scan("ASSESSOR-L:" + "A" * 26)
    assert "not of a learner" in scanner.hand.window.trouble.text()
    scanner.scan("ASSESSOR-L:AAAA")
    assert "broke off" in scanner.hand.window.trouble.text()
    scanner.hand.window.show_trouble("")


def test_a_paper_scanned_anywhere_opens_verify(scanner: Scanner) -> None:
    papers = json.loads((resources_folder() / "vectors" / "papers.json").read_text("utf-8"))
    scanner.scan(papers["papers"][0]["text"])
    page = scanner.hand.of(VerifyPage)
    assert page.stage.isVisible()
    assert scanner.hand.says("Cannot tell"), scanner.hand.reads()
    assert not page.findChildren(QLineEdit)[0].text()


def test_the_verify_page_looks_through_the_camera_for_a_paper(scanner: Scanner, qtbot: QtBot) -> None:
    papers = json.loads((resources_folder() / "vectors" / "papers.json").read_text("utf-8"))
    scanner.hand.press("Verify")
    scanner.hand.press("Use the camera")
    dialog = scanner.hand.front()
    assert isinstance(dialog, CameraDialog)
    badge = photo(scanner.badges()["Bo"], size=QSize(1280, 720))

    def refused() -> bool:
        scanner.cameras[-1].lens.sendVideoFrame(QVideoFrame(badge))
        qtbot.wait(20)
        return "none that belongs here" in dialog.says()

    qtbot.waitUntil(refused, timeout=10_000)
    scanner.show(photo(papers["papers"][0]["text"], size=QSize(1280, 720), turned=12), qtbot)
    assert scanner.hand.of(VerifyPage).isVisible()
    assert scanner.hand.says("Cannot tell"), scanner.hand.reads()


def test_nothing_opens_behind_a_dialog_or_a_locked_screen(scanner: Scanner) -> None:
    badges = scanner.badges()
    scanner.hand.press("Walk-in")
    scanner.scan(badges["Amina"])
    assert scanner.said() == "Finish this first, then scan again"
    assert not scanner.hand.front().findChildren(QLineEdit)[0].text()
    scanner.hand.front().close()
    scanner.hand.key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    scanner.scan(badges["Amina"])
    assert scanner.hand.window.here() == ""
    assert scanner.said() == ""
    assert not scanner.hand.says("Amina")


def test_the_camera_finds_the_learner_too(scanner: Scanner, qtbot: QtBot) -> None:
    badges = scanner.badges()
    scanner.hand.press("Scan with the camera")
    dialog = scanner.hand.front()
    assert isinstance(dialog, CameraDialog)
    picture = photo(badges["Bo"], size=QSize(1280, 720))
    scanner.show(picture, qtbot)
    assert scanner.said().startswith("Bo Lindqvist")
    assert scanner.hand.of(AssessPage).isVisible()


def staff_badge(scanner: Scanner) -> str:
    """Bram's badge, for a PIN that is long enough."""
    device = scanner.house.device
    set_pin(device.pins, by=ASSESSOR, staff_id=ASSESSOR, pin=LONG_PIN, old_pin=PINS[ASSESSOR])
    return issue_staff(device.staff_badges, by=ADMIN, staff_id=ASSESSOR, pin=LONG_PIN).text


def test_a_staff_badge_and_a_pin_open_the_device_and_sign_in(scanner: Scanner) -> None:
    badge, hand = staff_badge(scanner), scanner.hand
    learner = scanner.badges()["Amina"]
    hand.key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    hand.press("Close, and sign in with a passphrase")
    assert hand.says("Or scan your badge.")
    every_focusable_has_a_name(hand.window)
    scanner.scan(learner)
    assert hand.says("does not open this device")
    scanner.scan(badge)
    hand.pin("918273")
    assert hand.says("This is not the PIN of this badge")
    hand.pin(LONG_PIN)
    assert hand.window.here() == "today"
    house = hand._application._house
    assert house is not None
    assert house.device.opened_by == ASSESSOR
    assert house.session.by == ASSESSOR


def test_before_the_camera_too(scanner: Scanner, qtbot: QtBot) -> None:
    badge, hand = staff_badge(scanner), scanner.hand
    hand.key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    hand.press("Close, and sign in with a passphrase")
    hand.press("Scan with the camera")
    scanner.show(photo(badge, size=QSize(1280, 720)), qtbot)
    hand.pin(LONG_PIN)
    assert hand.window.here() == "today"


def test_at_a_locked_screen_a_badge_says_who_comes_and_the_pin_that_it_is_them(scanner: Scanner) -> None:
    badge, hand = staff_badge(scanner), scanner.hand
    scanner.scan(badge)
    assert hand.window.here() == "sitting", "whoever is in already is asked nothing"
    hand.key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    scanner.scan(badge)
    hand.pin(LONG_PIN)
    assert hand.window.here() == "sitting"
    take_over(hand, "ada", ADMIN)
    scanner.scan(badge)
    assert hand.window.here() == "", "somebody else is asked at once"
    hand.pin(LONG_PIN)
    assert (hand.window.here(), scanner.house.session.by) == ("today", ASSESSOR)
    scanner.scan(write(Badge(kind=BadgeKind.STAFF, data=bytes(32))))
    assert "does not open this device" in hand.window.trouble.text()
    hand.window.show_trouble("")


def test_at_a_locked_screen_the_camera_takes_a_staff_badge_and_nothing_else(
    scanner: Scanner, qtbot: QtBot
) -> None:
    badge, learner, hand = staff_badge(scanner), scanner.badges()["Amina"], scanner.hand
    hand.key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    every_focusable_has_a_name(hand.window)
    scan = next(
        one
        for one in hand.window.findChildren(LockPage)[-1].findChildren(QPushButton)
        if one.accessibleName() == "Scan with the camera"
    )
    assert scan.focusPolicy() & Qt.FocusPolicy.TabFocus
    scan.setFocus()
    QTest.keyClick(scan, Qt.Key.Key_Space)
    dialog = hand.front()
    assert isinstance(dialog, CameraDialog)
    picture = photo(learner, size=QSize(1280, 720))

    def refused() -> bool:
        scanner.cameras[-1].lens.sendVideoFrame(QVideoFrame(picture))
        qtbot.wait(20)
        return "none that belongs here" in dialog.says()

    qtbot.waitUntil(refused, timeout=10_000)
    assert not hand.says("Amina")
    scanner.show(photo(badge, size=QSize(1280, 720)), qtbot)
    hand.pin(LONG_PIN)
    assert (hand.window.here(), scanner.house.session.by) == ("sitting", ASSESSOR)


def test_a_learners_closed_room_is_left_by_no_scan(scanner: Scanner) -> None:
    window = scanner.hand.window
    window.show_closed(Page(window.look, "A learner's own page"))
    scanner.scan(scanner.badges()["Amina"])
    assert scanner.said() == "Not here, Close this page first, then scan again"
    assert window.here() == ""
