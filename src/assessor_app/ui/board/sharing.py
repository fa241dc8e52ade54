"""How the parts of the board share the height of a window: criterion, tiles, and what leads on."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from assessor_app.ui.board.fitted import least_line

if TYPE_CHECKING:
    from assessor_app.ui.board.page import BoardPage

_NARROW, _LOW, _LITTLE = 1060, 760, 420
_FEWEST_LINES, _LINES, _MOST_LINES = 2, 4, 6
# A benchmark of which so much has room leaves the rest of it to a second row of tiles.
_MOST_OF_IT = 0.6


def share_room(page: "BoardPage") -> None:
    """The benchmark gives way, in smaller letters, where everybody fits on one page of the Wall by that."""
    text = page.look.metrics.text
    narrow, low = page.width() < text(_NARROW), page.height() < text(_LOW)
    page.bar.stand(narrow=narrow, low=low)
    # Beside the pad of a thumb the foot has two lines.
    page.foot.stand(narrow=narrow or page.thumb is not None, low=low)
    little = narrow and page.height() < text(_LITTLE)
    page.head.stand(narrow=narrow, low=low, squeezed=little or (low and bool(page.view.stops)))
    page.views.wall.stand(little=little)
    _place_pager(page, with_who=narrow)
    page.band.stand(low=low)
    page.copying.stand(low=low)
    # While the whole room is stopped nobody paints: what the foot takes is for the criterion.
    scarce = low or page.copying.isVisibleTo(page)
    page.footing.setHidden(scarce and any(not stop.entry for stop in page.view.stops))
    taken = [
        page.bar,
        *([] if page.footing.isHidden() else [page.footing]),
        *([page.band] if page.view.stops else []),
        *([page.copying] if page.copying.isVisibleTo(page) else []),
    ]
    high = page.height() - sum(_high_at(page.width(), part) for part in taken)
    # Tiles that everybody has at their least size leave the criterion what else there is.
    most = min(
        page.head.most_lines(page.view.criteria, page.width()),
        _MOST_LINES if page.views.which() == "wall" else _LINES,
    )
    fits = (
        count
        for count in range(max(most, _FEWEST_LINES), _FEWEST_LINES - 1, -1)
        if page.views.wall.seating.fits(QSize(page.width(), high - page.head.height_of(count)))
    )
    lines = next(fits, 0)
    if lines or not low:
        page.head.take_lines(lines or _LINES)
    elif page.views.which() == "wall":
        page.head.take_room(_left_by_tiles(page, high, little=little), most=most)
    else:
        # As high for one criterion as for the next: else a page of the Grid would have other learners with each touch.
        longest = page.head.least_height(page.view.criteria, page.width())
        page.head.take_room(high - page.views.front().minimumSizeHint().height(), longest=longest)


def _left_by_tiles(page: "BoardPage", high: int, *, little: bool) -> int:
    """What the head has of this height: its longest words whole, and as many rows of tiles as go with them.

    A second row comes before the end of a long benchmark, which a touch opens, where most of it is told all the same;
    where there is `little` room, where a line of the criterion is.
    """
    wall, head = page.views.wall, page.head
    needed = head.least_height(page.view.criteria, page.width())
    left = [high - wall.seating.high_of(rows) for rows in range(1, wall.seating.lines(page.width()) + 1)]
    whole = [room for room in left if room >= needed]
    enough = head.height_of(0) + least_line(page.look) if little else _MOST_OF_IT * needed
    if len(whole) in ((0, 1) if little else (1,)) and left[1:] and left[1] >= enough:
        return left[1]
    return whole[-1] if whole else left[0]


def _place_pager(page: "BoardPage", *, with_who: bool) -> None:
    """What leads to the other learners stands in the bar, and in a narrow window beside who is meant."""
    if with_who != page.bar.has_pager:
        return
    if with_who:
        page.bar.give_pager()
        page.head.meant.addWidget(page.views.wall.pager)
    else:
        page.head.meant.removeWidget(page.views.wall.pager)
        page.bar.take_pager()


def _high_at(width: int, part: QWidget) -> int:
    """How high a part is in this width: steps that have no room beside each other take more lines."""
    return part.heightForWidth(width) if part.hasHeightForWidth() else part.sizeHint().height()
