"""The panel beside a list, or in its place."""

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from assessor_app.ui.kit.side_panel import SidePanel
from assessor_app.ui.theme.look import Look

BAR = 16


def test_what_left_for_want_of_a_scroll_bars_room_does_not_come_back_when_the_bar_goes(
    look: Look, qtbot: QtBot
) -> None:
    """Else the page goes to and fro at this width for ever, and the window is gone."""
    main = QLabel("list")
    side = SidePanel(look, main, QLabel("panel"))
    qtbot.addWidget(side)
    side.show()
    width = look.metrics.text(920)
    side.open_panel()
    for given, beside in ((width + 200, True), (width, True), (width - BAR, False), (width, False)):
        side.resize(given, 400)
        assert main.isVisible() is beside, given
    side.resize(width + 200, 400)
    assert main.isVisible()
