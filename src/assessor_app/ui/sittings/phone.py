"""Photos from a phone for a whole sitting: whose each is, its badges say."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from assessor_app.services.evidence.desk import EvidenceDesk
from assessor_app.ui.evidence.roll_presenter import ReadRoll, RollReading
from assessor_app.ui.session import Session
from assessor_app.ui.sittings.sitting import SittingPage
from assessor_app.ui.tasks import Tasks


class SittingPhotos(QObject):
    """Asks for the files of a card, and reads them for the sitting that is shown."""

    def __init__(
        self,
        page: SittingPage,
        desk: EvidenceDesk,
        *,
        read: ReadRoll,
        files: Callable[[QWidget], tuple[Path, ...]],
        tasks: Tasks,
        session: Session,
    ) -> None:
        super().__init__(page)
        self._page, self._desk, self._read, self._files = page, desk, read, files
        self._tasks, self._session = tasks, session
        page.photos_requested.connect(self._start)

    def _start(self, sitting: str) -> None:
        window = self._page.window()
        files = self._files(window)
        if files and self._session.staff is not None:
            reading = RollReading(self._desk, self._read, by=self._session.by, tasks=self._tasks, parent=self)
            reading.start(self._page.look, window, sitting, files)
