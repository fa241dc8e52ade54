"""Reads QR codes from the bytes of a file that anybody may have made: bounded in pixels, pages and, mostly, time.

What unpacks pictures and pages is large and written in C. `reading` runs this module in a process of its own, which
it kills when the file makes it hang; here the file arrives on stdin, and one JSON object leaves on stdout.
"""

import io
import json
import struct
import sys
import time
import warnings
from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING, Any

from assessor_app.domain.errors import KnownError
from assessor_app.trust.elsewhere import limit_myself

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS = 100_000_000
MOST_PAGES = 50
MOST_SECONDS = 20.0
MOST_CODES = 500
# A page is drawn at 300 dpi, or coarser when it is larger than this many pixels (A4 needs 9 million).
_PAGE_PIXELS = 24_000_000
_DPI = 300
_LONGEST_SIDE = 65_535  # the code reader's own limit
_POINTS_PER_INCH = 72
_IMAGES = ("PNG", "JPEG", "WEBP", "TIFF", "BMP", "GIF")
_SIGNATURE_WITHIN = 1024


def codes_of(data: bytes) -> list[str]:
    """The texts of the codes in an image or PDF, each once, in order; raises what `reading.codes_in` raises.

    A page that cannot be read ends the search: what stood before it is told.
    """
    pictures = _pages(data) if b"%PDF-" in data[:_SIGNATURE_WITHIN] else _picture(data)
    found: dict[str, None] = {}
    try:
        for picture in pictures:
            found.update(dict.fromkeys(_codes(picture)))
            if len(found) >= MOST_CODES:
                break
    except KnownError:
        if not found:
            raise
    if not found:
        raise KnownError("file-no-code")
    return list(found)


def main() -> None:
    """Reads a file from stdin, and writes `{"codes": […]}` or `{"error": code}` to stdout."""
    limit_myself(3 * MOST_SECONDS)
    answer: dict[str, object]
    try:
        answer = {"codes": codes_of(sys.stdin.buffer.read())}
    except KnownError as error:
        answer = {"error": error.code}
    except MemoryError:
        answer = {"error": "file-too-large"}
    sys.stdout.buffer.write(json.dumps(answer).encode("ascii"))


def _codes(picture: "Image") -> list[str]:
    import zxingcpp

    codes = zxingcpp.read_barcodes(
        picture,
        formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode),
        text_mode=zxingcpp.TextMode.Plain,
    )
    return [code.text for code in codes if code.text]


def _picture(data: bytes) -> Iterator["Image"]:
    """An image in grey. Its size is known before a pixel is unpacked."""
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore"
            )  # Pillow grumbles at damage that it can live with; size is judged below
            image = Image.open(io.BytesIO(data), formats=_IMAGES)
            if image.width * image.height > MOST_PIXELS or max(image.size) > _LONGEST_SIDE:
                raise KnownError("file-too-large")
            grey = image.convert("L")
    except Image.DecompressionBombError as reason:
        raise KnownError("file-too-large") from reason
    except (
        UnidentifiedImageError,
        OSError,
        SyntaxError,
        ValueError,
        TypeError,
        EOFError,
        struct.error,
    ) as reason:
        # All of these are how Pillow's readers say that a file is broken.
        raise KnownError("file-unreadable") from reason
    yield grey


def _pages(data: bytes) -> Iterator["Image"]:
    """Pages of a PDF in grey, one at a time."""
    import pypdfium2

    until = time.monotonic() + MOST_SECONDS
    try:
        with closing(pypdfium2.PdfDocument(data)) as document:
            for number in range(min(len(document), MOST_PAGES)):
                with closing(document[number]) as page:
                    yield _drawn(page, until)
    except pypdfium2.PdfiumError as reason:
        raise KnownError("file-unreadable") from reason


def _drawn(page: Any, until: float) -> "Image":
    """One page within the pixel budget; pdfium asks as it goes on whether it may, and stops when time is up."""
    import pypdfium2
    from pypdfium2 import raw

    points = max(page.get_width() * page.get_height(), 1.0)
    scale = min(_DPI / _POINTS_PER_INCH, (_PAGE_PIXELS / points) ** 0.5)
    size = [max(1, min(int(side * scale), _PAGE_PIXELS)) for side in page.get_size()]
    if size[0] * size[1] > 2 * _PAGE_PIXELS:
        raise KnownError("file-too-large")
    bitmap = pypdfium2.PdfBitmap.new_native(*size, raw.FPDFBitmap_BGRx)
    with closing(bitmap):
        bitmap.fill_rect((255, 255, 255, 255), 0, 0, *size)
        pause = raw.IFSDK_PAUSE(version=1)
        asked = type(pause.NeedToPauseNow)(lambda _: time.monotonic() > until)
        pause.NeedToPauseNow = asked
        state = raw.FPDF_RenderPageBitmap_Start(bitmap, page, 0, 0, *size, 0, raw.FPDF_ANNOT, pause)
        raw.FPDF_RenderPage_Close(page)
        if state != raw.FPDF_RENDER_DONE:
            raise KnownError("file-unreadable")
        grey: Image = bitmap.to_pil().convert("L")
    return grey


if __name__ == "__main__":
    main()
