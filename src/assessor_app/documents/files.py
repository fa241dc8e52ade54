"""PDF files of sheets, complete on disk or not there at all."""

import contextlib
import errno
import io
import os
import zlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path

from assessor_app.documents.assets import Assets
from assessor_app.documents.certificate import draw_stamp
from assessor_app.documents.certificate_design import OpenDesign, open_certificate_design
from assessor_app.documents.page import FrozenPage, decode
from assessor_app.documents.phrases import date_text, phrase
from assessor_app.documents.sheets import Progress, Sheet, Stamp, write_pdf
from assessor_app.domain.errors import KnownError
from assessor_app.services.awards.sheets import SheetToPrint
from assessor_app.services.awards.sheets import Stamp as Said


class PdfFiles:
    """Writes sheets as PDF, with the stamp of a replacement drawn over its frozen page."""

    def __init__(self, assets: Assets) -> None:
        self._assets = assets

    @cached_property
    def _design(self) -> OpenDesign:
        return open_certificate_design()

    def write(self, sheets: Sequence[SheetToPrint], path: Path, progress: Progress | None = None) -> None:
        """Writes beside the file and moves it into place.

        Raises KnownError: `cancelled`, `asset-…`, `disk-full`, `file-not-written` (with the path and why).
        """
        part = path.with_name(f".{path.name}.part")
        try:
            with part.open("wb") as out:
                write_pdf(self._pages(sheets, backs=_any_back(sheets)), out, self._assets, progress)
                out.flush()
                os.fsync(out.fileno())
            part.replace(path)
        except OSError as error:
            if error.errno in {errno.ENOSPC, errno.EDQUOT}:
                raise KnownError("disk-full", detail=str(path)) from error
            raise KnownError("file-not-written", path=str(path), why=error.strerror or str(error)) from error
        finally:
            # Where the file could not even be begun, there is none to take away: a name too long, a stick pulled out.
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)

    def make(self, sheets: Sequence[SheetToPrint], backs: bool = False) -> bytes:
        """The same as bytes, for a printer; with `backs` each sheet has two pages, the second blank where it has none.

        Raises KnownError `asset-…`.
        """
        out = io.BytesIO()
        write_pdf(self._pages(sheets, backs=backs), out, self._assets)
        return out.getvalue()

    def _pages(self, sheets: Sequence[SheetToPrint], *, backs: bool) -> list[Sheet]:
        pages = []
        for sheet in sheets:
            front = self._sheet(sheet)
            pages.append(front)
            if backs:
                other = decode(sheet.back) if sheet.back else _blank(front.page)
                pages.append(Sheet(other, back=True))
        return pages

    def _sheet(self, sheet: SheetToPrint) -> Sheet:
        page = decode(sheet.page)
        return Sheet(page, None if sheet.stamp is None else self._stamp(sheet.stamp, page))

    def _stamp(self, said: Said, page: FrozenPage) -> Stamp:
        _ = phrase(page.language)
        day = date_text(date.fromisoformat(said.day), page.language)
        text = _("Replacement {copy} of {number}, {date}: {reason}").format(
            copy=said.copy, number=said.number, date=day, reason=said.reason
        )
        return draw_stamp(text, self._design, self._assets, page=page)


def _any_back(sheets: Sequence[SheetToPrint]) -> bool:
    return any(sheet.back for sheet in sheets)


def _blank(front: FrozenPage) -> FrozenPage:
    """An empty page of the same size: both sides of each sheet go through the printer, or none."""
    return replace(front, content=zlib.compress(b""), fonts=(), art=())
