"""The photo of a paper sheet whose marks are copied: by the camera, or from a file."""

import io
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import BinaryIO

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from assessor_app.services.board.desk import BoardDesk
from assessor_app.services.board.paper import keep_sheet_photo
from assessor_app.services.clock import stamp
from assessor_app.services.evidence.desk import EvidenceDesk
from assessor_app.ui.evidence.opening import jpeg_of
from assessor_app.ui.evidence.photo import PhotoDialog
from assessor_app.ui.evidence.taking import Ways
from assessor_app.ui.kit.page import Page
from assessor_app.ui.session import Session
from assessor_app.ui.sheets.band import CopyBand
from assessor_app.ui.sheets.copying import PaperCopy
from assessor_app.ui.tasks import Tasks
from assessor_app.wording.catalogue import gettext as _


class SheetPhoto(QObject):
    """Takes the photo beside the taps, for the page that asks for it."""

    def __init__(
        self,
        page: Page,
        band: CopyBand,
        desk: BoardDesk,
        evidence: EvidenceDesk,
        *,
        copy: PaperCopy,
        ways: Ways,
        tasks: Tasks,
        session: Session,
        kept: Callable[[str], None],
    ) -> None:
        """`kept` takes the sentence that says so once it is on the disk."""
        super().__init__(page)
        self._page, self._kept, self._desk, self._evidence = page, kept, desk, evidence
        self._copy, self._ways, self._tasks, self._session = copy, ways, tasks, session
        band.photo_asked.connect(self._take)

    def _take(self) -> None:
        sitting, copying = self._copy.sitting, self._copy.now
        if copying is None:
            return
        about = _("Paper sheet {sheet}").format(sheet=copying.sheet)
        source = self._ways.cameras(self)
        dialog = PhotoDialog(self._page.look, source, about=about, parent=self._page.window())
        dialog.kept.connect(lambda picture: self._keep_picture(sitting, copying.sheet, picture))
        dialog.file_asked.connect(lambda: self._keep_files(sitting, copying.sheet))
        if isinstance(source, QObject):
            dialog.finished.connect(source.deleteLater)
        dialog.open()

    def _keep_picture(self, sitting: str, sheet: int, picture: QImage) -> None:
        taken_at = stamp(self._desk.desk.clock.now())
        self._keep(sitting, sheet, lambda: io.BytesIO(jpeg_of(picture)), taken_at)

    def _keep_files(self, sitting: str, sheet: int) -> None:
        for path in self._ways.files(self._page.window()):
            self._keep(sitting, sheet, partial(_opened, path), "")

    def _keep(self, sitting: str, sheet: int, read: Callable[[], BinaryIO], taken_at: str) -> None:
        by = self._session.by

        def op() -> None:
            with read() as picture:
                keep_sheet_photo(
                    self._desk,
                    self._evidence,
                    by=by,
                    sitting=sitting,
                    sheet=sheet,
                    picture=picture,
                    taken_at=taken_at,
                )

        words = _("The photo of sheet {sheet} is kept.").format(sheet=sheet)
        self._tasks.soon(op, done=lambda _done: self._kept(words))


def _opened(path: Path) -> BinaryIO:
    return path.open("rb")
