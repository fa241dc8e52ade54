"""Pictures on paper: a logo as a drawing of its own, a signature as a mask in the page's own stream.

Both are inline images (PDF 32000-1, 8.9.7), packed and written as text, so that a page still names nothing but fonts
and drawings (docs/decisions/0025-designs.md).
"""

import base64
import io
import zlib
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

_DARK = 150
"""Grey below which a signature's pen was (0 to 255)."""


@dataclass(frozen=True, slots=True)
class Mask:
    """An inline image that is painted in one colour, and its size on paper in points."""

    image: str
    size: tuple[float, float]


@lru_cache(maxsize=32)
def signature_mask(png: bytes, width: float, height: float) -> Mask | None:
    """A signature's strokes, fitted into a box; None without a picture."""
    if not png:
        return None
    from PIL import ImageOps

    flat = _flat(png, ground="#FFFFFF").convert("L")
    strokes = flat.point(lambda grey: 255 if grey < _DARK else 0)
    box = strokes.getbbox()
    if box is None:
        return None
    cut = ImageOps.invert(strokes.crop(box)).convert("1")
    return Mask(
        image=_inline(cut.tobytes(), f"/W {cut.width} /H {cut.height} /IM true /BPC 1"),
        size=_within(cut.width, cut.height, width, height),
    )


@lru_cache(maxsize=32)
def logo_drawing(
    png: bytes, *, ground: str, height: float, widest: float
) -> tuple[bytes, tuple[float, float]]:
    """A picture over a ground as a drawing in the unit square, and its size on paper in points."""
    flat = _flat(png, ground=ground)
    image = _inline(flat.tobytes(), f"/W {flat.width} /H {flat.height} /CS /RGB /BPC 8")
    return image.encode("ascii"), _within(flat.width, flat.height, widest, height)


def _flat(png: bytes, *, ground: str) -> "Image":
    """The picture in RGB over a ground: what is clear in it shows the paper."""
    from PIL import Image

    with Image.open(io.BytesIO(png)) as opened:
        picture = opened.convert("RGBA")
    flat = Image.new("RGBA", picture.size, ground)
    flat.alpha_composite(picture)
    return flat.convert("RGB")


def _inline(data: bytes, about: str) -> str:
    packed = base64.a85encode(zlib.compress(data, 9), wrapcol=100).decode("ascii")
    return f"BI {about} /F [/A85 /Fl] ID {packed}~> EI"


def _within(width: int, height: int, widest: float, highest: float) -> tuple[float, float]:
    share = min(widest / width, highest / height)
    return round(width * share, 2), round(height * share, 2)
