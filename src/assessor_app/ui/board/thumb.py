"""The board for one thumb: its pad marks whoever is meant, and leads on from learner to learner, then to the next criterion."""

from typing import TYPE_CHECKING

from assessor_app.ui.board.view import seen
from assessor_app.ui.kit.thumb import ThumbPad

if TYPE_CHECKING:
    from assessor_app.ui.board.page import BoardPage


def follow_thumb(page: "BoardPage", pad: ThumbPad) -> None:
    """Wires the pad. A touch on a tile says who is meant, and only the pad marks."""
    pad.marked.connect(lambda mark: _mark(page, mark))
    pad.next_asked.connect(lambda: _go_on(page))
    pad.undo_asked.connect(page.undo_requested)
    pad.stop_asked.connect(page.stop_requested)
    for told in (page.views.meant, page.views.touched):
        told.connect(lambda _entry, _criterion: show_meant(page))


def show_meant(page: "BoardPage") -> None:
    """The pad shows the mark of whoever it would mark."""
    if page.thumb is None:
        return
    view, (entry, criterion) = page.view, _meant(page)
    mark = view.cell(entry, criterion).mark if (entry, criterion) in view.cells else ""
    page.thumb.show_steps(
        "" if page.showing.dimmed else mark,
        undo=seen(view, page.showing).undo,
        can_undo=bool(view.undo),
        frozen=any(not stop.entry for stop in view.stops),
    )


def _meant(page: "BoardPage") -> tuple[str, str]:
    here, criterion = page.views.here()
    return page.views.whose() or here, criterion if here else page.showing.criterion


def _mark(page: "BoardPage", mark: str) -> None:
    entry, criterion = _meant(page)
    page.hands.touch(entry, criterion, mark=mark)


def _go_on(page: "BoardPage") -> None:
    """The next who is not seen yet; where everybody is, the next criterion, at its first."""
    entry, criterion = _meant(page)
    if not page.views.step_on(criterion, after=entry) and page.foot.next.isEnabled():
        page.foot.next.click()
        page.views.step_on(page.showing.criterion, after="")
