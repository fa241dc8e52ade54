"""Copying a paper sheet: until somebody is done, every mark on the board says which sheet it is from."""

from PySide6.QtCore import QObject

from assessor_app.services.board.desk import BoardDesk
from assessor_app.services.board.paper import Copying, begin_copying
from assessor_app.ui.board.page import BoardPage
from assessor_app.ui.board.words import copying_words, today_at
from assessor_app.ui.tasks import Tasks


class PaperCopy(QObject):
    """What is copied now, in `now`; None while nothing is. `sitting` is the one on the board."""

    def __init__(self, page: BoardPage, desk: BoardDesk, tasks: Tasks) -> None:
        super().__init__(page)
        self._page, self._desk, self._tasks = page, desk, tasks
        self.sitting = ""
        self.now: Copying | None = None
        page.copied_requested.connect(lambda: self._show(None))

    def turn_to(self, sitting: str) -> None:
        """Another sitting is on the board: nothing of it is copied yet."""
        self.sitting = sitting
        self._show(None)

    def go_on(self, copying: Copying | None) -> None:
        """The sheet that was copied when the program ended."""
        if copying is not None:
            self._show(copying)

    def begin(self, sheet: int, clock: str) -> None:
        """Begins to copy a sheet whose marks were made at this time of today."""
        desk, sitting = self._desk, self.sitting
        observed_at = today_at(desk.desk.clock.now(), clock)
        self._tasks.run(
            lambda: begin_copying(desk, sitting=sitting, sheet=sheet, observed_at=observed_at),
            done=self._show,
        )

    def _show(self, copying: Copying | None) -> None:
        self.now = copying
        self._page.show_copying(copying_words(copying) if copying else "")
