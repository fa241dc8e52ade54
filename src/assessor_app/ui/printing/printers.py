"""The printers of this computer, and what each can do, as values; the window chooses among them itself.

The system's own dialog stands above a locked screen, is not made for gloves, and offers to shrink pages.
"""

import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from assessor_app.domain.paper_fit import Edges, Paper

_SECONDS = 5
_ASKED = (
    QPageSize.PageSizeId.A4,
    QPageSize.PageSizeId.Letter,
    QPageSize.PageSizeId.A3,
    QPageSize.PageSizeId.A5,
    QPageSize.PageSizeId.Legal,
)
"""Offered where a printer does not say what it takes."""
_SHRINKING = {
    "fit-to-page": ("true", "yes", "on", "1"),
    "number-up": (),
    "natural-scaling": (),
    "scaling": (),
}
"""Options of CUPS that change a page's size; an empty tuple: any value but the one that leaves it as it is."""
_AS_IT_IS = {"number-up": "1", "natural-scaling": "100", "scaling": "100"}


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A printer: its name for the system, for people, whether it prints both sides, its trays as key and word.

    `papers` are what it takes, each by the key of a page size; `first` is the one that is set; `shrinks` names a setting of its
    own that changes the size of pages, or is empty.
    """

    name: str
    title: str
    papers: Mapping[str, Paper]
    first: str
    both_sides: bool = False
    trays: Sequence[tuple[str, str]] = ()
    shrinks: str = ""


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """What a person chose: printer and paper by name, both sides or one, the tray (empty: as the printer does), copies."""

    printer: str
    paper: str
    both_sides: bool = False
    tray: str = ""
    copies: int = 1


class Printers(Protocol):
    """Whoever knows printers; called on the GUI thread."""

    def names(self) -> Sequence[tuple[str, str]]:
        """Name and title of each, the system's own choice first."""

    def offer(self, name: str) -> Offer: ...
    def make(self, chosen: Chosen, *, title: str, lying: bool) -> QPrinter:
        """A printer that is set so, from edge to edge; `lying` is landscape."""


class ChosenPrinter(QPrinter):
    """A printer with what only its queue understands: `options` are `name=value`, as CUPS takes them."""

    def __init__(self, info: QPrinterInfo | None = None, options: Sequence[str] = ()) -> None:
        if info is None:
            super().__init__(QPrinter.PrinterMode.HighResolution)
        else:
            super().__init__(info, QPrinter.PrinterMode.HighResolution)
        self.options = tuple(options)


@dataclass
class SystemPrinters:
    """Those that Qt sees, and what CUPS says of them where there is CUPS."""

    _offers: dict[str, Offer] = field(default_factory=dict)

    def names(self) -> Sequence[tuple[str, str]]:
        own = QPrinterInfo.defaultPrinterName()
        names = sorted(QPrinterInfo.availablePrinterNames(), key=lambda name: (name != own, name.casefold()))
        return [(name, name) for name in names]

    def offer(self, name: str) -> Offer:
        if name not in self._offers:
            self._offers[name] = _offer(name)
        return self._offers[name]

    def make(self, chosen: Chosen, *, title: str, lying: bool) -> QPrinter:
        options = [f"InputSlot={chosen.tray}"] if chosen.tray else []
        printer = ChosenPrinter(QPrinterInfo.printerInfo(chosen.printer), options)
        return set_up(printer, chosen, title=title, lying=lying)


def set_up(printer: QPrinter, chosen: Chosen, *, title: str, lying: bool) -> QPrinter:
    """Paper, sides and copies as chosen."""
    size = page_size(chosen.paper)
    way = QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait
    printer.setDocName(title)
    printer.setPageLayout(QPageLayout(size, way, QMarginsF(0, 0, 0, 0)))
    printer.setFullPage(True)
    printer.setCopyCount(chosen.copies)
    # A page that lies is turned over its short side: so the back stands as the front does.
    turned = QPrinter.DuplexMode.DuplexShortSide if lying else QPrinter.DuplexMode.DuplexLongSide
    printer.setDuplex(turned if chosen.both_sides else QPrinter.DuplexMode.DuplexNone)
    return printer


def page_size(key: str) -> QPageSize:
    """A page size by Qt's key for it; A4 for one that it does not know."""
    found = next((size for size in QPageSize.PageSizeId if QPageSize.key(size) == key), None)
    return QPageSize(QPageSize.PageSizeId.A4 if found is None else found)


def paper_of(size: QPageSize, dead: Edges = Edges()) -> Paper:  # noqa: B008 - it never changes
    """Paper of this size, upright."""
    found = size.size(QPageSize.Unit.Millimeter)
    return Paper(name=size.name(), width=found.width(), height=found.height(), dead=dead)


def papers_of(sizes: Sequence[QPageSize], dead: Edges = Edges()) -> dict[str, Paper]:  # noqa: B008 - it never changes
    """Sheets (not rolls, cards or envelopes) by key: A4 and Letter first, then those that are larger than a hand."""
    least = 140.0
    kept = {size.key(): paper_of(size, dead) for size in sizes if not size.key().startswith("Custom")}
    first = {QPageSize.key(one): at for at, one in enumerate(_ASKED)}
    usable = {key: paper for key, paper in kept.items() if min(paper.width, paper.height) >= least}
    order = sorted(usable, key=lambda key: (first.get(key, len(first)), usable[key].name.casefold()))
    return {key: usable[key] for key in order}


def _offer(name: str) -> Offer:
    info = QPrinterInfo.printerInfo(name)
    printer = QPrinter(info)
    margins = printer.pageLayout().minimumMargins()
    points = 25.4 / 72
    dead = Edges(
        left=margins.left() * points,
        top=margins.top() * points,
        right=margins.right() * points,
        bottom=margins.bottom() * points,
    )
    papers = papers_of(info.supportedPageSizes(), dead) or papers_of([QPageSize(one) for one in _ASKED], dead)
    set_now = info.defaultPageSize().key()
    duplex = {QPrinter.DuplexMode.DuplexLongSide, QPrinter.DuplexMode.DuplexShortSide}
    return Offer(
        name=name,
        title=name,
        papers=papers,
        first=set_now if set_now in papers else next(iter(papers)),
        both_sides=bool(duplex & set(info.supportedDuplexModes())),
        trays=trays_in(_told(["lpoptions", "-p", name, "-l"])),
        shrinks=shrinking(_told(["lpoptions", "-p", name])),
    )


def trays_in(told: str) -> list[tuple[str, str]]:
    """The trays in what `lpoptions -l` says of a queue: `InputSlot/Media Source: *Auto Tray1 Manual`."""
    for line in told.splitlines():
        head, colon, values = line.partition(":")
        if colon and head.partition("/")[0] == "InputSlot":
            keys = [value.lstrip("*") for value in values.split()]
            return [(key, key) for key in keys if key.isascii() and key.replace("-", "").isalnum()]
    return []


def shrinking(told: str) -> str:
    """The first option of a queue that changes the size of pages, as `lpoptions` says it; empty where there is none."""
    for word in told.split():
        name, _equals, value = word.partition("=")
        if name not in _SHRINKING:
            continue
        on = _SHRINKING[name]
        if value.casefold() in on if on else value not in {"", _AS_IT_IS[name]}:
            return word
    return ""


def _told(command: Sequence[str]) -> str:
    """What CUPS says; nothing where there is none, or it takes long."""
    if shutil.which(command[0]) is None:
        return ""
    try:
        told = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603 - no shell; the name is the system's own
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return told.stdout.decode("utf-8", "replace")
