"""The system's own dialogs cannot be held back by a lock: they are not opened under one, nor is their answer taken."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from assessor_app.ui.kit.cover import Cover, unless_covered


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_without_a_cover_the_answer_is_the_persons(window: QWidget) -> None:
    Cover(window)
    ask = unless_covered(None)(lambda _parent, suggested: suggested)
    assert ask(window, "Amina Bello") == "Amina Bello"


def test_under_a_cover_nobody_is_asked(window: QWidget) -> None:
    cover, asked = Cover(window), list[QWidget]()
    cover.lay()
    assert unless_covered(())(asked.append)(window) == ()
    assert not asked


@pytest.mark.parametrize("lifted", [True, False])
def test_what_is_answered_after_a_lock_came_does_not_count(window: QWidget, lifted: bool) -> None:
    cover = Cover(window)

    def ask(_parent: QWidget) -> str:
        cover.lay()
        if lifted:
            cover.lift(keep=True)
        return "somebody's answer"

    assert unless_covered(None)(ask)(window) is None
