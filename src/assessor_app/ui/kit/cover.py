"""What lies over a window while its screen is locked: dialogs that would open wait beneath it."""

from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget
from shiboken6 import isValid

_Rest = ParamSpec("_Rest")
_Answer = TypeVar("_Answer")
_Nothing = TypeVar("_Nothing")
_Ask = Callable[Concatenate[QWidget, _Rest], _Answer]


class Cover(QObject):
    """The cover of one window. Work that comes to an end meanwhile may ask something, and name a learner.

    `laid` counts how often it was laid. Where a window has one, somebody is in, and its screen can be locked.

    Signals:
        lock_asked(): from a dialog, which stands before the window's own button.
    """

    lock_asked = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.lies = False
        self.laid = 0
        self._waiting: list[QDialog] = []

    def lay(self) -> None:
        """From now on dialogs wait."""
        self.lies = True
        self.laid += 1

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
    found = _found(widget)
    return found if found is not None and found.lies else None


def lockable(widget: QWidget | None) -> Cover | None:
    """The cover of the window that a widget belongs to, while it does not lie there: the screen can be locked."""
    found = _found(widget)
    return found if found is not None and not found.lies else None


def unless_covered(
    nothing: _Nothing,
) -> Callable[[_Ask[_Rest, _Answer]], _Ask[_Rest, _Answer | _Nothing]]:
    """For a way to ask with one of the system's own dialogs, which no cover can hold back or close.

    Under a cover nobody is asked, and what was answered while one was laid does not count: it may not have been the
    person who was asked. Then it gives `nothing`.
    """

    def guarded(ask: _Ask[_Rest, _Answer]) -> _Ask[_Rest, _Answer | _Nothing]:
        def asked(parent: QWidget, /, *rest: _Rest.args, **named: _Rest.kwargs) -> _Answer | _Nothing:
            cover = _found(parent)
            if cover is None:
                return ask(parent, *rest, **named)
            if cover.lies:
                return nothing
            laid = cover.laid
            answer = ask(parent, *rest, **named)
            return answer if isValid(cover) and cover.laid == laid else nothing

        return asked

    return guarded


def _found(widget: QWidget | None) -> Cover | None:
    """A dialog over a dialog belongs to the window beneath both."""
    while widget is not None:
        top = widget.window()
        found = top.findChild(Cover, options=Qt.FindChildOption.FindDirectChildrenOnly)
        if found is not None:
            return found
        widget = top.parentWidget()
    return None
