"""The page that says in time that the battery is nearly empty, and that everything is saved."""

from PySide6.QtCore import QObject

from assessor_app.desktop.rooms import Frame, Parts, Room
from assessor_app.ui.battery.page import LowBatteryPage
from assessor_app.ui.frame.state import FrameState

ROOM = "low-battery"


class LowBattery(QObject):
    """Opens the page once for each time that the battery runs low.

    Not over a closed room: there a learner may be reading, or nobody is in; it opens once somebody is back on a page.
    """

    def __init__(self, parts: Parts, frame: Frame) -> None:
        super().__init__(frame)
        self._parts, self._frame = parts, frame
        self._said = False
        self._page: LowBatteryPage | None = None
        frame.told.connect(self._look)

    def _look(self, state: FrameState) -> None:
        if not state.low:
            self._said = False
        elif not self._said and self._parts.window.here():
            self._said = True
            self._open(state.battery)

    def _open(self, words: str) -> None:
        if self._page is None:
            page = self._page = LowBatteryPage(self._parts.window.look)
            page.go_on_asked.connect(lambda: self._frame.again(self._frame.last))
            page.close_asked.connect(self._parts.window.close)
            self._frame.add(ROOM, page, Room(show=page.show_data, closed=True))
        self._frame.open(ROOM, words)
