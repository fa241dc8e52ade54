"""What is asked for outside the window: a place for a file, a file; and who knows printers and cameras."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from assessor_app.ui.kit.cover import unless_covered

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtPrintSupport import QPrinter

    from assessor_app.ui.printing.printers import Printers
    from assessor_app.ui.scanning.cameras import Cameras


def _printers() -> "Printers":
    from assessor_app.ui.printing.printers import SystemPrinters

    return SystemPrinters()


@unless_covered(None)
def _save_as(parent: QWidget, suggested: str) -> Path | None:
    from assessor_app.ui.certificates.saving import ask_save_as

    return ask_save_as(parent, suggested)


@unless_covered(None)
def _save_table(parent: QWidget, suggested: str) -> Path | None:
    from assessor_app.ui.papers.saving import ask_table

    return ask_table(parent, suggested)


@unless_covered(None)
def _save_copy(parent: QWidget, suggested: str) -> Path | None:
    from assessor_app.ui.evidence.copying import ask_copy

    return ask_copy(parent, suggested)


@unless_covered(None)
def _folder(parent: QWidget, title: str) -> Path | None:
    from assessor_app.ui.packs.packing import ask_folder

    return ask_folder(parent, title)


@unless_covered(None)
def _certificate(parent: QWidget) -> Path | None:
    from assessor_app.ui.settings.seal import ask_certificate

    return ask_certificate(parent)


@unless_covered(None)
def _roster(parent: QWidget) -> Path | None:
    from assessor_app.ui.learners.importing import ask_roster

    return ask_roster(parent)


def _cameras(parent: "QObject") -> "Cameras":
    from assessor_app.ui.scanning.cameras import Cameras

    return Cameras(parent)


@unless_covered(())
def _evidence(parent: QWidget) -> tuple[Path, ...]:
    from assessor_app.ui.evidence.taking import ask_evidence

    return ask_evidence(parent)


@dataclass(frozen=True, kw_only=True)
class Asking:
    """Each gives None when the person thought better of it, or a lock came between; `cameras` are those to scan with.

    Whoever builds the window may ask in other ways. `printer` (for certificates) and `paper_printer` (for working papers, with
    their title) give one without asking; without them the window asks among `printers`.
    """

    printer: "Callable[[QWidget], QPrinter | None] | None" = None
    paper_printer: "Callable[[QWidget, str], QPrinter | None] | None" = None
    printers: "Callable[[], Printers]" = _printers
    save_as: Callable[[QWidget, str], Path | None] = _save_as
    save_table: Callable[[QWidget, str], Path | None] = _save_table
    save_copy: Callable[[QWidget, str], Path | None] = _save_copy
    folder: Callable[[QWidget, str], Path | None] = _folder
    certificate: Callable[[QWidget], Path | None] = _certificate
    roster: Callable[[QWidget], Path | None] = _roster
    cameras: "Callable[[QObject], Cameras]" = _cameras
    evidence: "Callable[[QWidget], tuple[Path, ...]]" = _evidence
