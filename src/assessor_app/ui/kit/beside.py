"""Words with their buttons beside them, or under them where the window is narrow."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QSizePolicy, QWidget

from assessor_app.ui.kit.layout import row
from assessor_app.ui.theme.look import Look


class Beside(QWidget):
    """What is said takes the room; its buttons stand after it."""

    def __init__(
        self,
        look: Look,
        said: QWidget | QLayout,
        *buttons: QWidget,
        from_width: int = 360,
        gap: float = 1.5,
    ) -> None:
        """`from_width` is the width in pixels at 100 % text from which they stand in one line."""
        super().__init__()
        self._from = look.metrics.text(from_width)
        self._stood = (said, *buttons)
        self.line = row(said, *buttons, gap=gap)
        self.line.setStretch(0, 1)
        self.setLayout(self.line)
        self.line.setContentsMargins(0, 0, 0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = event.size().width() >= self._from
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self.line.direction() != way:
            self.line.setDirection(way)

    def minimumSizeHint(self) -> QSize:
        """The widest by itself: where both have no room they stand under each other."""
        widest = max(_least_width(part) for part in self._stood)
        return QSize(widest, super().minimumSizeHint().height())


def _least_width(part: QWidget | QLayout) -> int:
    """What a layout would give it at least, in pixels; see Qt's `qSmartMinSize`."""
    if isinstance(part, QLayout):
        return part.minimumSize().width()
    if part.isHidden():
        return 0
    policy = part.sizePolicy().horizontalPolicy()
    wanted = 0
    if policy is not QSizePolicy.Policy.Ignored:
        wanted = part.minimumSizeHint().width()
        if not policy.value & QSizePolicy.PolicyFlag.ShrinkFlag.value:
            wanted = max(wanted, part.sizeHint().width())
    return part.minimumWidth() or min(wanted, part.maximumWidth())
