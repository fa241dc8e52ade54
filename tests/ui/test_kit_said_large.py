"""The name said large: seen, gone by itself or by a touch, which does nothing else."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from assessor_app.ui.kit import said_large
from assessor_app.ui.kit.layout import column
from assessor_app.ui.kit.said_large import SaidLarge
from assessor_app.ui.theme.look import Look
from walks import name_of

LONG = "Maria Aurora Josephine van den Bergh-Castellanos y Montenegro"


def window(look: Look, qtbot: QtBot, size: QSize) -> tuple[QWidget, SaidLarge, QPushButton]:
    made = QWidget()
    button = QPushButton("met")
    made.setLayout(column(button))
    qtbot.addWidget(made)
    look.dress(made)
    made.resize(size)
    overlay = SaidLarge(look, made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made, overlay, button


def test_a_touch_takes_the_name_away_and_reaches_nothing_beneath(look: Look, qtbot: QtBot) -> None:
    made, overlay, button = window(look, qtbot, QSize(900, 600))
    presses: list[int] = []
    button.clicked.connect(lambda: presses.append(1))
    overlay.say("Amina Belo", "2031 · Bench 3")
    assert overlay.text() == "Amina Belo, 2031 · Bench 3" == name_of(overlay)
    assert overlay.geometry() == made.rect()
    handle = made.windowHandle()
    place = button.geometry().center()
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=place)
    assert overlay.isVisible(), "until the finger is up"
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=place)
    assert (overlay.isVisible(), presses) == (False, [])
    QTest.mouseClick(handle, Qt.MouseButton.LeftButton, pos=place)
    assert presses == [1], "the next touch is the page's again"


def test_a_key_is_the_pages_own_and_takes_the_name_away(look: Look, qtbot: QtBot) -> None:
    made, overlay, button = window(look, qtbot, QSize(900, 600))
    presses: list[int] = []
    button.clicked.connect(lambda: presses.append(1))
    button.setFocus()
    overlay.say("Amina Belo")
    assert button.hasFocus()
    QTest.keyClick(made.windowHandle(), Qt.Key.Key_Space)
    assert (overlay.text(), presses) == ("", [1])


def test_it_goes_by_itself_and_grows_with_the_window(
    look: Look, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(said_large, "SHOWN_MS", 60)
    made, overlay, _button = window(look, qtbot, QSize(900, 600))
    overlay.say("Amina Belo")
    made.resize(700, 500)
    assert overlay.size() == QSize(700, 500)
    qtbot.waitUntil(overlay.isHidden, timeout=20_000)


@pytest.mark.parametrize("size", [QSize(480, 360), QSize(800, 1280), QSize(1366, 768)])
def test_every_name_stands_there_whole(every_look: Look, qtbot: QtBot, size: QSize, tmp_path: Path) -> None:
    made, overlay, _button = window(every_look, qtbot, size)
    for name in (LONG, "محمد بن عبد الله", "Chen"):
        overlay.say(name, "2031 · Bench 3")
        font, box = overlay._fitted()
        assert box.height() <= size.height() // 2
        assert font.pixelSize() >= 28
        assert made.grab().save(str(tmp_path / "said.png"))
