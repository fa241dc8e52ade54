"""A hand scanner at a real window: key bursts as the system delivers them."""

import sys
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from assessor_app.formats.badge_text import Badge, BadgeKind, write
from assessor_app.ui.kit.layout import column
from assessor_app.ui.scanning.burst import REST_MS, START_MS
from assessor_app.ui.scanning.keys import KeyScanner

LEARNER = write(Badge(kind=BadgeKind.LEARNER, data=bytes(range(100, 116))))
PAPER = "HTTPS://PAPERS.EXAMPLE.ORG/#2KB2AEJ4YQ"
ROWS = {2: "1234567890-", 16: "QWERTYUIOP", 30: "ASDFGHJKL:", 44: "ZXCVBNM,./"}
PLACES = {sign: start + index for start, row in ROWS.items() for index, sign in enumerate(row)} | {"#": 4}
X11_OFFSET = 0 if sys.platform == "win32" else 8
GERMAN = str.maketrans({"Y": "Z", "Z": "Y", "-": "ß", ":": "Ö"})


class Bench(QWidget):
    """A window with a field, a page of text and a button, and what came of it all."""

    def __init__(self) -> None:
        super().__init__()
        self.field, self.notes, self.button = QLineEdit(), QPlainTextEdit(), QPushButton("x")
        self.setLayout(column(self.field, self.notes, self.button))
        self.pressed: list[str] = []
        self.scans: list[str] = []
        self.broken = 0
        self.scanner = KeyScanner(self)
        self.scanner.scanned.connect(self.scans.append)
        self.scanner.broke_off.connect(self._broke_off)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text():
            self.pressed.append(event.text())

    def _broke_off(self) -> None:
        self.broken += 1

    @property
    def target(self) -> QWindow:
        window = self.windowHandle()
        assert window is not None
        return window


@pytest.fixture
def bench(qtbot: QtBot) -> Iterator[Bench]:
    made = Bench()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.field.setFocus()
    yield made
    made.scanner.deleteLater()


def burst(bench: Bench, text: str, *, gap: int = 0) -> None:
    """As the system delivers it: Shift, the key, both up again."""
    for sign in text:
        shifted = sign.isupper() or sign in ":#"
        keys = Qt.KeyboardModifier.ShiftModifier if shifted else Qt.KeyboardModifier.NoModifier
        if sign == "\r":
            QTest.keyClick(bench.target, Qt.Key.Key_Return)
        else:
            QTest.keyClick(bench.target, sign, keys, gap)  # type: ignore[call-overload]  # a sign, as C++ has it


def us_scanner(bench: Bench, code: str, layout: dict[int, str]) -> None:
    """Keys by their places, with the text that this layout makes of them."""
    for sign in code:
        shifted = sign.isalpha() or sign in ":#"
        keys = Qt.KeyboardModifier.ShiftModifier if shifted else Qt.KeyboardModifier.NoModifier
        text = sign.translate(layout)
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            place = PLACES[sign] + X11_OFFSET
            event = QKeyEvent(
                kind, ord(text[0]), keys, place, 0, 0, text if kind is QEvent.Type.KeyPress else ""
            )
            QCoreApplication.sendEvent(bench.target, event)
    QTest.keyClick(bench.target, Qt.Key.Key_Return)


@pytest.mark.parametrize("code", [LEARNER, PAPER])
@pytest.mark.parametrize("gap", [0, 12])
def test_a_scan_reaches_nothing_that_has_the_focus(bench: Bench, code: str, gap: int) -> None:
    for place in (bench.field, bench.notes, bench.button):
        place.setFocus()
        burst(bench, f"{code}\r", gap=gap)
    assert bench.scans == [code] * 3
    assert (bench.field.text(), bench.notes.toPlainText(), bench.pressed) == ("", "", [])


def test_a_us_scanner_on_a_german_computer(bench: Bench) -> None:
    assert set("YZ") & set(LEARNER), "the test needs letters that change places"
    us_scanner(bench, LEARNER, GERMAN)
    us_scanner(bench, PAPER, GERMAN | {ord("/"): "-", ord("#"): "§"})
    assert bench.scans == [LEARNER, PAPER]
    assert bench.field.text() == ""


def test_typing_is_left_alone(bench: Bench) -> None:
    burst(bench, "Hello, Amina Belo: HALL A-3 / 17-", gap=START_MS + 10)
    assert bench.field.text() == "Hello, Amina Belo: HALL A-3 / 17-"
    burst(bench, "ASAP", gap=0)
    QTest.qWait(START_MS * 4)
    assert bench.field.text().endswith("17-ASAP")
    assert bench.scans == []
    burst(bench, "ASSESS", gap=0)
    QTest.mouseClick(bench.target, Qt.MouseButton.LeftButton, pos=bench.button.geometry().center())
    assert bench.field.text().endswith("ASAPASSESS"), "a click does not wait for the clock"


def test_a_capital_that_begins_no_code_is_there_at_once_and_one_that_may_after_a_moment(
    bench: Bench, qtbot: QtBot
) -> None:
    burst(bench, "B")
    assert bench.field.text() == "B"
    burst(bench, "A")
    assert bench.field.text() == "B"
    qtbot.waitUntil(lambda: bench.field.text() == "BA", timeout=START_MS * 4)


def test_keys_of_the_page_in_a_code_do_nothing_even_when_it_breaks_off(bench: Bench, qtbot: QtBot) -> None:
    bench.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    bench.setFocus()
    burst(bench, LEARNER[:20])
    qtbot.waitUntil(lambda: bench.broken == 1, timeout=REST_MS * 3)
    assert bench.pressed == []
    burst(bench, "-", gap=0)
    assert bench.pressed == ["-"]


def test_shortcuts_and_enter_after_a_held_letter_keep_their_order(bench: Bench) -> None:
    entered: list[str] = []
    bench.field.returnPressed.connect(lambda: entered.append(bench.field.text()))
    burst(bench, "HA\r")
    assert entered == ["HA"]
    burst(bench, "A")
    QTest.keyClick(bench.target, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert bench.field.selectedText() == "HAA"
    burst(bench, "A")
    QTest.keyClick(bench.target, Qt.Key.Key_Backspace)
    assert bench.field.text() == ""


def test_a_dialog_opened_later_is_listened_to(bench: Bench, qtbot: QtBot) -> None:
    other = QLineEdit()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(other.isActiveWindow)
    window = other.windowHandle()
    for sign in LEARNER:
        QTest.keyClick(window, sign, Qt.KeyboardModifier.ShiftModifier)  # type: ignore[call-overload]  # as above
    QTest.keyClick(window, Qt.Key.Key_Return)
    assert (bench.scans, other.text()) == ([LEARNER], "")
