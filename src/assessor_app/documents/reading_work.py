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

from assessor_app.documents.reading import PHOTO
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
# Of how blurred a photo is: the side that it is looked at with, and what counts as contrast and as an edge.
_LOOKED_AT, _LEAST_SIDE = 1024, 32
_GREY, _LEAST_CONTRAST, _LEAST_EDGE, _SHARPEST = 128, 12.0, 14, 0.002


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


def photo_codes(data: bytes) -> dict[str, object]:
    """The texts of the codes in a photo, none where there is none, and why there may be one that was not read.

    `codes`; `unread`: a code was found whose text could not be made out; `blurred`: what stands in the middle is so
    blurred that no code there could be. Raises what `reading.codes_in` raises, but `file-no-code`.
    """
    import zxingcpp

    picture = next(_picture(data))
    found = zxingcpp.read_barcodes(
        picture,
        formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode),
        text_mode=zxingcpp.TextMode.Plain,
        return_errors=True,
    )
    codes = list(dict.fromkeys(code.text for code in found if code.valid and code.text))
    unread = any(not code.valid for code in found)
    return {"codes": codes[:MOST_CODES], "unread": unread, "blurred": not codes and _blurred(picture)}


def _blurred(picture: "Image") -> bool:
    """Whether a picture shows something, and no edge in the middle of it is sharp.

    Measured on badges that were drawn, blurred and pressed as JPEG: where the code reader gives up, the sharpest two in
    a thousand points of the Laplacian stand out by some 5 to 13 grey levels; in focus by 50 and more. An even surface
    shows nothing, and is no badge.
    """
    from PIL import ImageFilter, ImageStat

    small = picture.copy()
    small.thumbnail((_LOOKED_AT, _LOOKED_AT))
    if min(small.size) < _LEAST_SIDE or ImageStat.Stat(small).stddev[0] < _LEAST_CONTRAST:
        return False
    edges = small.filter(ImageFilter.Kernel((3, 3), (0, 1, 0, 1, -4, 1, 0, 1, 0), 1, _GREY))
    across, down = small.width // 4, small.height // 4
    middle = edges.crop((across, down, small.width - across, small.height - down))
    sharp = sum(count for level, count in enumerate(middle.histogram()) if abs(level - _GREY) > _LEAST_EDGE)
    return sharp < _SHARPEST * middle.width * middle.height


def main() -> None:
    """Reads a file from stdin, and writes `{"codes": […]}` or `{"error": code}` to stdout; of a photo (`--photo`) more."""
    limit_myself(3 * MOST_SECONDS)
    answer: dict[str, object]
    try:
        data = sys.stdin.buffer.read()
        answer = photo_codes(data) if PHOTO in sys.argv[1:] else {"codes": codes_of(data)}
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
