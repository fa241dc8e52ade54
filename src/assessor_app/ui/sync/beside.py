"""Two widgets side by side where there is room, else one below the other; neither leaves a gap."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from assessor_app.ui.theme.look import Look

STEP_BESIDE_FROM = 520
"""From this width (pixels at 100 % text) a button stands beside its words; they would be a narrow column else."""


class BesideOrBelow(QWidget):
    """Each takes its part of the room; one whose part is 0 takes what it needs."""

    def __init__(
        self,
        look: Look,
        first: QWidget,
        second: QWidget,
        *,
        from_width: int,
        parts: tuple[int, int] = (0, 1),
    ) -> None:
        """`from_width` is the width in pixels at 100 % text from which they stand beside each other."""
        super().__init__()
        self._from = look.metrics.text(from_width)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._box.setSpacing(look.metrics.step(2))
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(first, parts[0])
        self._box.addWidget(second, parts[1])
        self.setLayout(self._box)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = event.size().width() >= self._from
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._box.direction() != direction:
            self._box.setDirection(direction)
