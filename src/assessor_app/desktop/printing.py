"""Asking for a printer: in the window's own dialog, or as whoever built the window says."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from assessor_app.desktop.rooms import Parts

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from assessor_app.ui.printing.choosing import AskPrinter, Take, Wanted

Give = Callable[[QWidget, "Wanted"], "QPrinter | None"]


def certificate_printer(parts: Parts) -> "AskPrinter":
    """For certificates."""
    give = parts.asking.printer
    return _dialog(parts) if give is None else _given(lambda parent, _wanted: give(parent))


def paper_printer(parts: Parts) -> "AskPrinter":
    """For working papers."""
    give = parts.asking.paper_printer
    return _dialog(parts) if give is None else _given(lambda parent, wanted: give(parent, wanted.title))


def _given(give: Give) -> "AskPrinter":
    def ask(parent: QWidget, wanted: "Wanted", take: "Take") -> None:
        printer = give(parent, wanted)
        if printer is not None:
            take(printer)

    return ask


def _dialog(parts: Parts) -> "AskPrinter":
    def ask(parent: QWidget, wanted: "Wanted", take: "Take") -> None:
        # What prints comes in with the first print, not with the room.
        from assessor_app.ui.printing.choosing import PrinterAsker

        printers = parts.asking.printers()
        PrinterAsker(look=lambda: parts.window.look, printers=printers, kept=parts.preferences)(
            parent, wanted, take
        )

    return ask
