"""How the columns of a table share its width: in a narrow window they give way, and the main one keeps its part."""

from collections.abc import Mapping

from PySide6.QtWidgets import QHeaderView

_OTHERS = 0.64
"""The part of the whole that the others never pass, whatever they need."""
_GIVES = 0.75
"""How much of its width a column keeps at least, where nothing else is said."""


class Columns:
    """The widths of a header's sections; the main one stretches over what the others leave."""

    def __init__(self, header: QHeaderView, *, main: int, keeps: int) -> None:
        """`keeps` is what the main one has, in pixels, before the others have given all they can."""
        self._header, self._keeps = header, keeps
        self._wanted = {at: header.sectionSize(at) for at in range(header.count()) if at != main}
        self._least = dict(self._wanted)
        self._room = 0
        self._sharing = False
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(main, QHeaderView.ResizeMode.Stretch)
        header.sectionResized.connect(self._dragged)

    def want(self, column: int, width: int, least: int = 0) -> None:
        """What a column takes where there is room, and what it keeps where there is not; pixels."""
        self._wanted[column], self._least[column] = width, least or int(width * _GIVES)

    def share(self, room: int) -> None:
        """Shares so many pixels out. Each heading gets what it needs, where there is room."""
        if room == self._room:
            return
        self._room = room
        least = {at: max(width, self._header.sectionSizeHint(at)) for at, width in self._least.items()}
        wanted = {at: max(width, least[at]) for at, width in self._wanted.items()}
        may_take = min(max(room - self._keeps, sum(least.values())), room * _OTHERS)
        self._sharing = True
        for at, width in _shared(wanted, least, may_take).items():
            self._header.resizeSection(at, width)
        self._sharing = False

    def _dragged(self, column: int, _before: int, width: int) -> None:
        """Who draws a column wider or narrower wants it so from now on."""
        if not self._sharing and column in self._wanted:
            self._wanted[column] = width
            self._least[column] = min(self._least[column], width)


def _shared(wanted: Mapping[int, int], least: Mapping[int, int], room: float) -> dict[int, int]:
    """What each may have: what it wants, or its least and a part of the rest, or a part of its least."""
    most, all_least = sum(wanted.values()), sum(least.values())
    if most <= room:
        return dict(wanted)
    if room < all_least:
        return {at: int(width * room / all_least) for at, width in least.items()}
    part = (room - all_least) / (most - all_least)
    return {at: int(width + (wanted[at] - width) * part) for at, width in least.items()}
