"""What the window needs of whoever draws and writes papers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assessor_app.domain.paper_fit import Measured
from assessor_app.services.awards.sheets import SheetToPrint

Progress = Callable[[int], bool]
"""Hears how many sheets are done; answers False to stop."""


@dataclass(frozen=True, kw_only=True)
class Looked:
    """Certificates that are to be printed: a page of each kind among them, measured, and whether any has a back."""

    pages: tuple[Measured, ...]
    back: bool = False


@dataclass(frozen=True, kw_only=True)
class Press:
    """Draws and writes papers; everything here may take long and is called off the GUI thread.

    Attributes:
        preview: the certificate of a number at so many dots per inch, as a PNG. KnownError `no-such-certificate`.
        pdf: a PDF of these sheets, stamps and all; with their backs too where that is asked, two pages a sheet.
        page_image: one page (from 0) of such a PDF at so many dots per inch, as a picture file that Qt reads; a BMP
            costs no time to pack, a PNG of a whole page several seconds.
        look: how the pages of these numbers will lie on paper. KnownError `no-such-certificate`.
        write_pdf: writes a PDF to a file, whole and on disk, or not at all. KnownError `cancelled` when the
            progress says stop, `file-not-written`, `disk-full`.
    """

    preview: Callable[[str, float], bytes]
    look: Callable[[Sequence[str]], Looked]
    pdf: Callable[[Sequence[SheetToPrint], bool], bytes]
    page_image: Callable[[bytes, int, float], bytes]
    write_pdf: Callable[[Sequence[SheetToPrint], Path, Progress], None]
