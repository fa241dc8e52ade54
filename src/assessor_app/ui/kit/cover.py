"""What lies over a window while its screen is locked: dialogs that would open wait beneath it."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget
from shiboken6 import isValid


class Cover(QObject):
    """The cover of one window. Work that comes to an end meanwhile may ask something, and name a learner."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.lies = False
        self._waiting: list[QDialog] = []

    def lay(self) -> None:
        """From now on dialogs wait."""
        self.lies = True

    def hold(self, dialog: QDialog) -> None:
        """Keeps a dialog until the cover is lifted."""
        self._waiting.append(dialog)

    def lift(self, *, keep: bool) -> None:
        """Takes the cover away. What waits is kept for whoever is back, or put off: it was not meant for another."""
        if not keep:
            for dialog in self._taken():
                dialog.reject()
        self.lies = False

    def open_kept(self) -> None:
        """Opens what waited, once the page behind it is there."""
        for dialog in self._taken():
            dialog.open()

    def _taken(self) -> list[QDialog]:
        waiting, self._waiting = self._waiting, []
        return [dialog for dialog in waiting if isValid(dialog)]


def cover_of(widget: QWidget | None) -> Cover | None:
    """The cover of the window that a widget belongs to, while it lies there."""
    found = widget.window().findChild(Cover) if widget is not None else None
    return found if found is not None and found.lies else None
