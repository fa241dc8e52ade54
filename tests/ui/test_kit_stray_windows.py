"""A widget that is not in its page yet is never shown: it would flash as a window of its own and take the focus."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from assessor_app.ui.kit.fields import Field
from assessor_app.ui.kit.page import PageHeader
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look


class Watch(QObject):
    """Counts what is shown as a window."""

    def __init__(self) -> None:
        super().__init__()
        self.windows: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.windows.append(type(watched).__name__)
        return False


@pytest.mark.parametrize(
    "make",
    [
        lambda look: Text(look, "Wash both hands"),
        lambda look: PageHeader(look, "Verify", about="Is this certificate real?"),
        lambda look: Field(look, "Note", text="Seen at the bench"),
    ],
)
def test_nothing_shows_itself_before_it_has_a_place(qtbot: QtBot, make: Callable[[Look], QWidget]) -> None:
    look, watch = Look(), Watch()
    application = QApplication.instance()
    assert application is not None
    application.installEventFilter(watch)
    made = make(look)
    if isinstance(made, Text):
        made.say("Rinse the board")
    application.removeEventFilter(watch)
    qtbot.addWidget(made)
    assert watch.windows == []
