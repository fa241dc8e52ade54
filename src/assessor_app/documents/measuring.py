"""Measures a page as it will be printed: how far its drawing reaches, and how large its code is."""

from collections.abc import Mapping
from math import dist
from typing import Any

from assessor_app.documents.raster import page_image
from assessor_app.domain.paper_fit import Edges, Measured

_DPI = 150
_MM_PER_INCH = 25.4
_WHITE = 235
"""Lighter than this is paper: a tint that nobody misses at the edge."""
_CODE_AROUND = 17
"""Modules across of QR version 0, if there were one; each version has four more."""


def measure(pdf: bytes, page: int = 0) -> Measured:
    """A page (counted from 0) of our own PDF; `qr_mm` is that of its largest code, without the quiet zone."""
    picture = page_image(pdf, page, _DPI)
    dark = picture.convert("L").point(lambda tone: 255 if tone < _WHITE else 0)
    box = dark.getbbox() or (0, 0, picture.width, picture.height)
    qr_mm, modules = _code(picture)
    return Measured(
        width=_mm(picture.width),
        height=_mm(picture.height),
        white=Edges(
            left=_mm(box[0]),
            top=_mm(box[1]),
            right=_mm(picture.width - box[2]),
            bottom=_mm(picture.height - box[3]),
        ),
        qr_mm=qr_mm,
        qr_modules=modules,
    )


def _code(picture: object) -> tuple[float, int]:
    import zxingcpp

    codes = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
    found = []
    for code in codes:
        place = code.position
        corners = [
            (corner.x, corner.y)
            for corner in (place.top_left, place.top_right, place.bottom_right, place.bottom_left)
        ]
        sides = [dist(corners[at], corners[(at + 1) % 4]) for at in range(4)]
        version = int(_extra(code).get("Version", 0))
        found.append((_mm(sum(sides) / 4), _CODE_AROUND + 4 * version if version else 0))
    return max(found, default=(0.0, 0))


def _extra(code: Any) -> Mapping[str, str]:
    """What the reader tells besides; its types do not know it."""
    return code.extra or {}


def _mm(pixels: float) -> float:
    return round(pixels / _DPI * _MM_PER_INCH, 2)
