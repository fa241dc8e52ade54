"""Asking for a printer: in the window's own dialog, or as whoever built the window says."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from assessor_app.desktop.rooms import Parts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtPrintSupport import QPrinter

    from assessor_app.documents.files import PdfFiles
    from assessor_app.domain.paper_fit import Measured
    from assessor_app.services.awards.ports import CertificateStore
    from assessor_app.ui.printing.choosing import AskPrinter, Take, Wanted
    from assessor_app.ui.printing.press import Looked


def look_at(certificates: "CertificateStore", files: "PdfFiles", numbers: "Sequence[str]") -> "Looked":
    """A page of each kind among these certificates, measured as it will be printed, and whether any has a back."""
    from assessor_app.documents.measuring import measure
    from assessor_app.documents.page import decode
    from assessor_app.formats.paper_sides import sides_of
    from assessor_app.services.awards.sheets import SheetToPrint
    from assessor_app.ui.printing.press import Looked

    kinds: dict[tuple[object, ...], Measured] = {}
    back = False
    for number in numbers:
        front, other = sides_of(certificates.get(number).page)
        back = back or other is not None
        page = decode(front)
        kind = (page.width, page.height, page.design, page.design_version)
        if kind not in kinds:
            kinds[kind] = measure(files.make([SheetToPrint(id=0, number=number, page=front, stamp=None)]))
    return Looked(pages=tuple(kinds.values()), back=back)


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
