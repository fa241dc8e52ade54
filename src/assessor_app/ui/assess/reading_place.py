"""Where somebody reads in a sheet: kept while its rows get other heights, as on a tablet that is turned."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QSize, QTimer
from PySide6.QtWidgets import QWidget

from assessor_app.ui.assess.heads import PinnedHead
from assessor_app.ui.kit.in_view import bring_into_view
from assessor_app.ui.kit.layout import Scroll

_SETTLES_MS = 150


class ReadingPlace(QObject):
    """Holds the line under the upper edge there, whatever becomes of the lines over it."""

    def __init__(self, scroll: Scroll, pinned: PinnedHead, lines: Callable[[], Iterable[QWidget]]) -> None:
        """`lines` are those that are read, from the top."""
        super().__init__(scroll)
        self._scroll, self._pinned, self._lines = scroll, pinned, lines
        self._reading: tuple[QWidget, float] | None = None
        self._typed: QWidget | None = None
        self._led: tuple[QWidget, Callable[[], object]] | None = None
        # What a turn does to the bar is nobody's reading: noted is only what moves while the view keeps its size.
        self._here: tuple[QWidget, float] | None = None
        self._size = QSize()
        scroll.verticalScrollBar().valueChanged.connect(lambda _value: self._note())
        # Words that fold anew give the lines their heights over several rounds.
        scroll.verticalScrollBar().rangeChanged.connect(lambda _least, _most: self._read_on())
        self._settles = QTimer(self)
        self._settles.setSingleShot(True)
        self._settles.setInterval(_SETTLES_MS)
        self._settles.timeout.connect(self._let_go)

    def hold(self, typed: QWidget | None) -> None:
        """Asked while the lines get their new places; a field that is `typed` in is brought back into view instead."""
        self._typed = typed
        if self._reading is None:
            self._reading = self._here or self._at_the_top()
        self._settles.start()
        QTimer.singleShot(0, self, self._read_on)

    def lead(self, line: QWidget, bring: Callable[[], object]) -> None:
        """Keeps a line in view by `bring` while the lines get their places: whoever goes to one reads there."""
        self.forget()
        self._led = line, bring
        self._settles.start()
        QTimer.singleShot(0, self, self._read_on)

    def leads_to(self, line: QWidget) -> bool:
        """Whether it is this line that is kept in view."""
        return self._led is not None and self._led[0] is line

    def forget(self) -> None:
        """Other lines come: whoever read in these begins anew."""
        self._reading = self._typed = self._led = self._here = None

    def holds(self) -> bool:
        """Whether lines are still getting their places."""
        return self._reading is not None or self._led is not None

    def _let_go(self) -> None:
        self._reading = self._typed = self._led = None
        self._size = self._scroll.viewport().size()
        self._note()

    def _note(self) -> None:
        if self._reading is None and self._scroll.viewport().size() == self._size:
            self._here = self._at_the_top()

    def _at_the_top(self) -> tuple[QWidget, float] | None:
        """The line under the upper edge, and which part of it has gone by."""
        value = self._scroll.verticalScrollBar().value()
        seen = value + self._pinned.room_over(value)
        for line in self._lines():
            if line.geometry().bottom() >= seen:
                return line, max(seen - line.y(), 0) / max(line.height(), 1)
        return None

    def _read_on(self) -> None:
        if self._led is not None:
            self._led[1]()
        elif self._reading is not None and self._typed is not None:
            bring_into_view(self._typed)
        elif self._reading is not None:
            line, gone = self._reading
            top = line.y() + round(gone * line.height())
            self._scroll.verticalScrollBar().setValue(top - self._pinned.room_over(top))
