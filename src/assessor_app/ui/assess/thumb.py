"""The learner's page for one thumb: its pad marks the line that has the focus, and leads on to the next."""

from typing import TYPE_CHECKING

from assessor_app.ui.kit.thumb import ThumbPad

if TYPE_CHECKING:
    from assessor_app.ui.assess.page import AssessPage


def follow_thumb(page: "AssessPage", pad: ThumbPad) -> None:
    """Wires the pad."""
    sheet = page.sheet
    sheet.meant.connect(lambda: show_meant(page))
    pad.marked.connect(lambda mark: _mark(page, mark))
    pad.next_asked.connect(lambda: sheet.go_to(sheet.walk.following()))
    for asked, signal in ((pad.undo_asked, page.undo_requested), (pad.stop_asked, page.stop_requested)):
        asked.connect(page.keep)
        asked.connect(signal)


def show_meant(page: "AssessPage") -> None:
    """The pad shows the mark of the line that it would mark."""
    view, line = page.view, page.sheet.walk.here()
    if page.thumb is not None and view is not None:
        page.thumb.show_steps(
            line.marks.shown() if line is not None else "",
            undo=view.undo,
            can_undo=bool(view.undo) and view.can_undo and not view.stopped,
            frozen=view.stopped or bool(view.ended),
        )


def _mark(page: "AssessPage", mark: str) -> None:
    """As if the line's own button were touched."""
    line = page.sheet.walk.here()
    if line is not None and line.marks.isEnabled():
        line.marks.asked.emit(mark)
