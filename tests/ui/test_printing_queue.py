"""A queue of CUPS is handed the PDF itself; `lp` and `lpstat` are scripts that write down what they are told."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter

from assessor_app.domain.errors import KnownError
from assessor_app.services.awards.sheets import SheetToPrint
from assessor_app.services.papers.file import PaperFile
from assessor_app.ui.printing.pages import PageRun
from assessor_app.ui.printing.paper_run import PaperRun
from assessor_app.ui.printing.press import Looked, Press
from assessor_app.ui.printing.printer import new_printer

PDF = b"%PDF-1.7 five certificates"
SHEETS = [SheetToPrint(id=number, number=f"N{number}", page=b"", stamp=None) for number in range(5)]


class OfficePrinter(QPrinter):
    """As Qt describes a queue of CUPS; here Qt knows of none."""

    def printerName(self) -> str:
        return "Office_Laser"

    def outputFormat(self) -> QPrinter.OutputFormat:
        return QPrinter.OutputFormat.NativeFormat


@pytest.fixture
def spool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: object) -> Path:  # noqa: ARG001 - a printer needs an application
    """Where the scripts leave `job.pdf` and `words`, a word a line."""
    scripts = {
        "lpstat": "printf 'Office_Laser\\nHall\\n'",
        "lp": f'printf "%s\\n" "$@" > {tmp_path}/words; cat > {tmp_path}/job.pdf; exit $(cat {tmp_path}/exit)',
    }
    tools = tmp_path / "bin"
    tools.mkdir()
    for name, script in scripts.items():
        (tools / name).write_text(f"#!/bin/sh\n{script}\n", encoding="ascii")
        (tools / name).chmod(0o755)
    (tmp_path / "exit").write_text("0", encoding="ascii")
    monkeypatch.setenv("PATH", f"{tools}:/usr/bin:/bin")
    return tmp_path


def chosen() -> OfficePrinter:
    printer = OfficePrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName("Certificates")
    printer.setCopyCount(2)
    printer.setDuplex(QPrinter.DuplexMode.DuplexNone)
    printer.setColorMode(QPrinter.ColorMode.GrayScale)
    return printer


def press(pdf: Callable[[], bytes] = lambda: PDF) -> Press:
    def refuse(*_any: object) -> bytes:
        raise AssertionError("no page is drawn as a picture")

    return Press(
        preview=refuse,
        look=refuse_to_look,
        pdf=lambda _sheets, _backs: pdf(),
        page_image=refuse,
        write_pdf=lambda *_any: None,
    )


def refuse_to_look(_numbers: Sequence[str]) -> Looked:
    raise AssertionError("nothing is measured")


def test_the_pdf_goes_to_the_queue_once_with_what_the_dialog_was_told(spool: Path) -> None:
    run = PageRun(chosen(), press())
    for sheet in SHEETS:
        run.draw(sheet)
    assert (run.nothing_sent, (spool / "words").exists()) == (True, False)
    run.end()
    assert not run.nothing_sent
    assert (spool / "job.pdf").read_bytes() == PDF
    words = (spool / "words").read_text(encoding="utf-8").splitlines()
    assert words[:6] == ["-d", "Office_Laser", "-n", "2", "-t", "Certificates"]
    assert set(words[7::2]) >= {"sides=one-sided", "print-color-mode=monochrome", "print-scaling=none"}


def test_what_is_stopped_was_never_sent(spool: Path) -> None:
    run = PageRun(chosen(), press())
    run.draw(SHEETS[0])
    run.abort()
    assert run.nothing_sent
    assert not (spool / "words").exists()


def test_a_queue_that_takes_nothing_is_told_and_nothing_counts_as_sent(spool: Path) -> None:
    (spool / "exit").write_text("1", encoding="ascii")
    run = PageRun(chosen(), press())
    run.draw(SHEETS[0])
    with pytest.raises(KnownError, match="printer-failed"):
        run.end()
    assert run.nothing_sent


def test_a_page_that_cannot_be_drawn_breaks_the_job(spool: Path) -> None:
    def broken() -> bytes:
        raise RuntimeError

    run = PageRun(chosen(), press(broken))
    run.draw(SHEETS[0])
    with pytest.raises(RuntimeError):
        run.end()
    assert run.broken
    assert not (spool / "words").exists()


def test_a_working_paper_goes_whole_and_a_roll_does_not(spool: Path) -> None:
    paper = PaperFile(pdf=PDF, pages=((210.0, 297.0), (297.0, 210.0)))
    run = PaperRun(chosen(), paper, lambda *_any: b"")
    for page in range(run.pages):
        run.draw(page)
    run.end()
    assert (spool / "job.pdf").read_bytes() == PDF
    printer = chosen()
    printer.setOutputFileName(str(spool / "roll.pdf"))
    roll = PaperRun(printer, PaperFile(pdf=PDF, pages=((80.0, 120.0),)), lambda *_any: b"")
    with pytest.raises(RuntimeError, match="picture"):
        roll.draw(0)


def test_a_printer_that_cups_does_not_know_gets_pictures(
    spool: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert PageRun(new_printer(), press()).queue is None
    (spool / "bin" / "lpstat").write_text("#!/bin/sh\necho Hall\n", encoding="ascii")
    assert PageRun(chosen(), press()).queue is None
    monkeypatch.setenv("PATH", str(spool))
    assert PageRun(chosen(), press()).queue is None
