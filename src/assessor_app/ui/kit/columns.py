"""How the columns of a table share its width: in a narrow window they give way, and the main one keeps its part."""

from collections.abc import Mapping, Sequence

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
        self._shared: tuple[int, list[int]] = (0, [])
        self._sharing = False
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(main, QHeaderView.ResizeMode.Stretch)
        header.sectionResized.connect(self._dragged)

    def want(self, column: int, width: int, least: int = 0) -> None:
        """What a column takes where there is room, and what it keeps where there is not; pixels."""
        self._wanted[column], self._least[column] = width, least or int(width * _GIVES)

    def share(self, room: int) -> None:
        """Shares so many pixels out among the columns that are shown. Each heading gets what it needs, where there is room."""
        sharing = [at for at in self._wanted if not self._header.isSectionHidden(at)]
        if (room, sharing) == self._shared:
            return
        self._shared = (room, sharing)
        heads = {at: self._header.sectionSizeHint(at) for at in sharing}
        least = {at: max(self._least[at], heads[at]) for at in sharing}
        wanted = {at: max(self._wanted[at], least[at]) for at in sharing}
        may_take = min(max(room - self._keeps, sum(least.values())), room * _OTHERS)
        self._sharing = True
        for at, width in _shared((heads, least, wanted), may_take).items():
            self._header.resizeSection(at, width)
        self._sharing = False

    def _dragged(self, column: int, _before: int, width: int) -> None:
        """Who draws a column wider or narrower wants it so from now on."""
        if not self._sharing and column in self._wanted:
            self._wanted[column] = width
            self._least[column] = min(self._least[column], width)


def _shared(steps: Sequence[Mapping[int, int]], room: float) -> dict[int, int]:
    """What each may have: the widest of these steps that there is room for, and an even part of the way to the next."""
    have = dict.fromkeys(steps[0], 0)
    for step in steps:
        before, after = sum(have.values()), sum(step.values())
        if after > room:
            part = (room - before) / (after - before)
            return {at: int(width + (step[at] - width) * part) for at, width in have.items()}
        have = dict(step)
    return have
