"""What the system's own dialogs are asked for: a printer, a place for a file, a file."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from assessor_app.ui.kit.cover import unless_covered

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtPrintSupport import QPrinter

    from assessor_app.ui.scanning.cameras import Cameras


@unless_covered(None)
def _printer(parent: QWidget) -> "QPrinter | None":
    from assessor_app.ui.printing.printer import ask_printer

    return ask_printer(parent)


@unless_covered(None)
def _paper_printer(parent: QWidget, title: str) -> "QPrinter | None":
    from assessor_app.ui.printing.printer import ask_paper_printer

    return ask_paper_printer(parent, title)


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

    Whoever builds the window may ask in other ways.
    """

    printer: "Callable[[QWidget], QPrinter | None]" = _printer
    paper_printer: "Callable[[QWidget, str], QPrinter | None]" = _paper_printer
    save_as: Callable[[QWidget, str], Path | None] = _save_as
    save_table: Callable[[QWidget, str], Path | None] = _save_table
    save_copy: Callable[[QWidget, str], Path | None] = _save_copy
    roster: Callable[[QWidget], Path | None] = _roster
    cameras: "Callable[[QObject], Cameras]" = _cameras
    evidence: "Callable[[QWidget], tuple[Path, ...]]" = _evidence
