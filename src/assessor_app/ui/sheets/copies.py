"""Which paper sheet is copied now, whatever page somebody stands on."""

from PySide6.QtCore import QObject, Signal

from assessor_app.services.board.paper import Copying


class Copies(QObject):
    """What is copied now, in `now`, and in which sitting; None while nothing is.

    Signals:
        changing(): it is about to change: what was typed before belongs to what stands yet.
        changed(): another sheet, another time, or none any more.
    """

    changing = Signal()
    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.now: Copying | None = None
        self.sitting = ""

    def begin(self, sitting: str, copying: Copying) -> None:
        """From now on what is said in this sitting is from this sheet."""
        self.changing.emit()
        self.sitting, self.now = sitting, copying
        self.changed.emit()

    def end(self) -> None:
        """No more of it: what is said from now on is seen now."""
        if self.now is not None:
            self.changing.emit()
            self.now = None
            self.changed.emit()
