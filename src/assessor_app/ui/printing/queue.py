"""A queue of CUPS takes the PDF itself, its lines as lines; Qt alone can only send pictures of pages.

What the system's dialog was told goes along: copies, sides, colour, paper, and the options of the queue's own that Qt
keeps for CUPS.
"""

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtPrintSupport import QPrintEngine, QPrinter

from assessor_app.domain.errors import KnownError

_QTS_CUPS_OPTIONS = (
    0xFE00  # PPK_CupsOptions, qtbase/src/printsupport/kernel/qprint_p.h: names and values in turn
)
_OPTION = re.compile(r"[A-Za-z][A-Za-z0-9._-]*")
_SECONDS = 60
_SIDES = {
    QPrinter.DuplexMode.DuplexNone: "one-sided",
    QPrinter.DuplexMode.DuplexLongSide: "two-sided-long-edge",
    QPrinter.DuplexMode.DuplexShortSide: "two-sided-short-edge",
}


@dataclass(frozen=True, kw_only=True)
class Queue:
    """A queue that `lp` knows, with what was chosen for one job: options are `name=value`."""

    name: str
    title: str
    copies: int = 1
    options: tuple[str, ...] = ()


def queue_of(printer: QPrinter) -> Queue | None:
    """The queue behind a printer; None where there is no CUPS, or it is no queue of its. Asks CUPS: call it aside."""
    name = printer.printerName()
    if printer.outputFormat() is not QPrinter.OutputFormat.NativeFormat or not name:
        return None
    if shutil.which("lp") is None or shutil.which("lpstat") is None:
        return None
    try:
        told = subprocess.run(["lpstat", "-e"], capture_output=True, timeout=_SECONDS, check=False)  # noqa: S607 - the system's own, wherever it is
    except subprocess.TimeoutExpired:
        return None
    if name.partition("/")[0] not in told.stdout.decode("utf-8", "replace").split():
        return None
    return Queue(
        name=name,
        title=printer.docName(),
        copies=max(printer.copyCount(), 1),
        options=tuple(_options(printer)),
    )


def hand_over(queue: Queue, pdf: bytes) -> None:
    """Gives CUPS a PDF, at 100 %. Raises KnownError `printer-failed` when it does not take it."""
    command = ["lp", "-d", queue.name, "-n", str(queue.copies), "-t", queue.title]
    for option in (*queue.options, "print-scaling=none"):
        command += ["-o", option]
    try:
        subprocess.run(command, input=pdf, capture_output=True, timeout=_SECONDS, check=True)  # noqa: S603 - no shell, and each word is checked or CUPS's own
    except (OSError, subprocess.SubprocessError) as error:
        raise KnownError("printer-failed", printer=queue.name) from error


def _options(printer: QPrinter) -> Iterator[str]:
    if printer.duplex() in _SIDES:
        yield f"sides={_SIDES[printer.duplex()]}"
    if printer.colorMode() is QPrinter.ColorMode.GrayScale:
        yield "print-color-mode=monochrome"
    if printer.copyCount() > 1:
        yield f"collate={'true' if printer.collateCopies() else 'false'}"
    paper = printer.pageLayout().pageSize().key()
    if _OPTION.fullmatch(paper) and not paper.startswith("Custom"):
        yield f"media={paper}"
    yield from getattr(printer, "options", ())
    kept = printer.printEngine().property(QPrintEngine.PrintEnginePropertyKey(_QTS_CUPS_OPTIONS)) or ()
    words = [str(word) for word in kept]
    for name, value in zip(words[::2], words[1::2], strict=False):
        if _OPTION.fullmatch(name) and value:
            yield f"{name}={value}"
