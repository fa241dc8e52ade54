"""Whoever pressed a button that is gone now is at the learner again, not at whatever comes next on the page."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from shiboken6 import isValid

if TYPE_CHECKING:
    from assessor_app.ui.board.page import BoardPage


@contextmanager
def staying(page: "BoardPage") -> Iterator[None]:
    """Looks after the focus while the bands over the learners change or go: on to the next step of a stop, or to whoever was meant."""
    before = page.focusWidget()
    inside = before is not None and (page.band.isAncestorOf(before) or page.copying.isAncestorOf(before))
    yield
    if not inside or (isValid(before) and page.isAncestorOf(before) and before.isVisibleTo(page)):
        return
    if not page.band.take_focus():
        page.views.go_to(page.views.whose(), page.showing.criterion)
