"""A paper that can be printed or saved."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from assessor_app.services.papers.file import PaperFile

if TYPE_CHECKING:
    from assessor_app.ui.printing.choosing import AskPrinter


Draw = Callable[[], PaperFile]


@dataclass(frozen=True, kw_only=True)
class Way:
    """One of the ways in which a paper can be made: its key, its word, and what it is for."""

    key: str
    word: str
    about: str = ""


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A paper before it is made, or a table, which is only saved.

    Attributes:
        make: draws it in the way chosen (empty where there is none to choose); may take long, touches no widget.
        first: what is kept before it is drawn, in place of `make`: short, on the writer thread; gives how to draw it.
        table: the bytes of a file for a spreadsheet; the way is its suffix, as ".csv".
        writes: making it keeps something, so it is made on the writer thread.
    """

    title: str
    sentence: str
    name: str
    make: Callable[[str], PaperFile] | None = None
    first: Callable[[str], Draw] | None = None
    table: Callable[[str], bytes] | None = None
    ways: tuple[Way, ...] = ()
    writes: bool = False

    @property
    def printable(self) -> bool:
        """Whether it is a paper."""
        return self.make is not None or self.first is not None


@dataclass(frozen=True, kw_only=True)
class PaperTools:
    """What printing and saving need from outside.

    Attributes:
        ask_printer: asks for a printer, and hands it over once one is chosen.
        ask_file: where to save a PDF, given a name to suggest. ask_table: the same for a spreadsheet's file.
        write: writes a file whole or not at all. KnownError `disk-…`.
        page_image: one page (from 0) of a PDF at so many dots per inch, as a picture that Qt reads.
    """

    ask_printer: "AskPrinter"
    ask_file: Callable[[QWidget, str], Path | None]
    ask_table: Callable[[QWidget, str], Path | None]
    write: Callable[[Path, bytes], None]
    page_image: Callable[[bytes, int, float], bytes]
