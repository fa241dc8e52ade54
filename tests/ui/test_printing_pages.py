"""What a run of certificates makes of its pages: upright and lying ones, and their backs."""

from collections.abc import Sequence
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from assessor_app.services.awards.sheets import SheetToPrint
from assessor_app.ui.printing.job import PICTURE_DPI
from assessor_app.ui.printing.pages import PageRun
from assessor_app.ui.printing.press import Looked, Press
from assessor_app.ui.printing.printer import new_printer

LYING, UPRIGHT = (297.0, 210.0), (210.0, 297.0)
SHEETS = {"A": LYING, "B": UPRIGHT, "C": LYING}


def picture(size_mm: tuple[float, float]) -> bytes:
    width, height = (round(side / 25.4 * PICTURE_DPI) for side in size_mm)
    made = QImage(width, height, QImage.Format.Format_Grayscale8)
    made.fill(200)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    made.save(buffer, "BMP")  # type: ignore[call-overload]  # it takes any device and a word
    return bytes(buffer.data().data())


def press() -> Press:
    """The bytes of a sheet's file are its number: the picture of each side has that sheet's size."""

    def look(_numbers: Sequence[str]) -> Looked:
        raise AssertionError("nothing is measured")

    return Press(
        preview=lambda _number, _dpi: b"",
        look=look,
        pdf=lambda sheets, _backs: sheets[0].number.encode(),
        page_image=lambda pdf, _side, _dpi: picture(SHEETS[pdf.decode()]),
        write_pdf=lambda *_any: None,
    )


@pytest.mark.parametrize("backs", [False, True])
@pytest.mark.usefixtures("qapp")
def test_each_page_lies_as_it_was_drawn_and_a_back_follows_its_front(tmp_path: Path, *, backs: bool) -> None:
    printer = new_printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    printer.setResolution(72)
    run = PageRun(printer, press(), backs=backs)
    for number in SHEETS:
        run.draw(SheetToPrint(id=1, number=number, page=b"", stamp=None))
    run.end()
    QApplication.processEvents()
    document = pypdfium2.PdfDocument(tmp_path / "out.pdf")
    lies = [document[at].get_width() > document[at].get_height() for at in range(len(document))]
    document.close()
    once = [size == LYING for size in SHEETS.values()]
    assert lies == ([one for one in once for _side in range(2)] if backs else once)
