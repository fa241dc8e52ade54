"""A list with a panel for what is chosen in it: beside it where there is room, in its place where there is not."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from assessor_app.ui.kit.buttons import QuietButton
from assessor_app.ui.kit.layout import Frame, column, row
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _

_LEAST_HEIGHT = 240
_SLACK = 48
"""So much more room than it left for want of does the panel need to stand beside again: wider than a scroll bar.

Beside the list the panel is narrow and so may be high, the page scrolls, and its bar takes the room; in the list's place it is
wide and low, and the bar goes. Without this the two would follow each other for ever."""


class SidePanel(QWidget):
    """Holds a list and its panel.

    Signals:
        covered(bool): whether the panel stands in the list's place; what belongs to the list alone may make room.
    """

    covered = Signal(bool)

    def __init__(
        self, look: Look, main: QWidget, panel: QWidget, *, width: int = 420, beside_from: int = 920
    ) -> None:
        """`width` of the panel, and from which width of the whole it stands beside; pixels at 100 % text."""
        super().__init__()
        self._look = look
        self._main = main
        self._width, self._beside_from = width, beside_from
        self._open = False
        self._beside: bool | None = None
        self.back = QuietButton(look, _("Back to the list"), icon="arrow-left")
        self.back.clicked.connect(self.close_panel)
        self._panel = Frame("card")
        inside = column(self.back, panel, gap=1, margin=0)
        # What the panel scrolls comes up to here: with gloves its buttons may not lie close to this one.
        inside.setSpacing(look.metrics.apart(8))
        inside.setStretch(1, 1)
        inside.setContentsMargins(1, 1, 1, 1)
        self._panel.setLayout(inside)
        box = row(main, self._panel, gap=2)
        box.setStretch(0, 1)
        box.setContentsMargins(0, 0, 0, 0)
        self.setLayout(box)
        # Where lettering is large and the screen is low, the page scrolls rather than squeeze the list away.
        self.setMinimumHeight(look.metrics.text(_LEAST_HEIGHT))

    def open_panel(self) -> None:
        """Shows the panel where only one of the two has room."""
        self._open = True
        self._arrange()

    def show_list(self) -> None:
        """Shows the list again where only one of the two has room."""
        self._open = False
        self._arrange()

    def close_panel(self) -> None:
        """The same, and the list has the focus."""
        self.show_list()
        self._main.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        least = self._beside_from if self._beside is not False else self._beside_from + _SLACK
        beside = event.size().width() >= self._look.metrics.text(least)
        if beside != self._beside:
            self._beside = beside
            self._arrange()

    def _arrange(self) -> None:
        beside = bool(self._beside)
        self._main.setVisible(beside or not self._open)
        self._panel.setVisible(beside or self._open)
        self.back.setVisible(not beside)
        self.covered.emit(self._open and not beside)
        if beside:
            self._panel.setFixedWidth(self._look.metrics.text(self._width))
        else:
            self._panel.setMinimumWidth(0)
            self._panel.setMaximumWidth(16_777_215)
