"""Copying a paper sheet on one page: until somebody is done, all that is said there names the sheet."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from assessor_app.domain.errors import KnownError
from assessor_app.services.board.desk import BoardDesk
from assessor_app.services.board.paper import Copying, begin_copying, require_on_sheet
from assessor_app.ui.board.words import copying_words, moment_at
from assessor_app.ui.kit.page import Page
from assessor_app.ui.session import Session
from assessor_app.ui.sheets.band import CopyBand
from assessor_app.ui.sheets.dialog import SheetDialog
from assessor_app.ui.tasks import Tasks


class PaperCopy(QObject):
    """The band of one page, and what is asked there; `sitting` is the one that the page is in, and `day` (ISO) its day."""

    def __init__(
        self,
        page: Page,
        band: CopyBand,
        desk: BoardDesk,
        *,
        show: Callable[[str], object],
        tasks: Tasks,
        session: Session,
    ) -> None:
        """`show` takes what the band says, and nothing where nothing is copied."""
        super().__init__(page)
        self._page, self._desk, self._tasks = page, desk, tasks
        self._copies, self._tell = session.copies, show
        self.sitting = self.day = self._entry = ""
        band.done_asked.connect(self._copies.end)
        band.change_asked.connect(self.ask)
        self._copies.changed.connect(self._show)
        if self.now is not None:
            self._show()

    @property
    def now(self) -> Copying | None:
        """What is copied on this page now."""
        return self._copies.now

    def turn_to(self, sitting: str) -> None:
        """Another sitting is on the page: a sheet of the one before is copied no more."""
        self.sitting = sitting
        if sitting != self._copies.sitting:
            self._copies.end()

    def stand_at(self, sitting: str, entry: str, *, day: str, on_sheet: bool) -> None:
        """One learner is on the page, by their entry: a sheet that is not theirs too is copied no more."""
        self.sitting, self._entry, self.day = sitting, entry, day
        if on_sheet:
            self._copies.sitting = sitting
        else:
            self._copies.end()

    def go_on(self, copying: Copying | None) -> None:
        """The sheet that was copied when the program ended."""
        if copying is not None:
            self._copies.begin(self.sitting, copying)

    def ask(self) -> None:
        """Which sheet, and when it was seen: what was said before stands there to be changed."""
        copying = self.now
        day, seen = self.day, f"{self._desk.desk.clock.now():%H:%M}"
        if copying is not None:
            day, _t, clock = copying.observed_at.partition("T")
            seen = clock[:5]
        dialog = SheetDialog(
            self._page.look,
            day=day,
            now=seen,
            sheet=copying.sheet if copying else 0,
            parent=self._page.window(),
        )
        dialog.asked.connect(self.begin)
        dialog.open()

    def begin(self, sheet: int, said: str) -> None:
        """Begins to copy a sheet whose marks were made at this day and time (`moment_at`)."""
        desk, sitting, entry = self._desk, self.sitting, self._entry
        observed_at = moment_at(desk.desk.clock.now(), said)

        def op() -> Copying:
            copying = begin_copying(desk, sitting=sitting, sheet=sheet, observed_at=observed_at)
            if entry:
                require_on_sheet(desk, copying, entry)
            return copying

        self._tasks.run(op, done=lambda copying: self._copies.begin(sitting, copying))

    def covers(self, copying: Copying | None, entry: str) -> bool:
        """Whether a learner, by their entry, is on the sheet that is copied; for the thread of the database."""
        if copying is None:
            return True
        try:
            require_on_sheet(self._desk, copying, entry)
        except KnownError:
            return False
        return True

    def _show(self) -> None:
        self._tell(copying_words(self.now) if self.now else "")
