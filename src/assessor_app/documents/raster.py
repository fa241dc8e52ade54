"""Pages as pictures: for the preview, for printing, and for looking at them in tests."""

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

_POINTS_PER_INCH = 72


def page_image(pdf: bytes, page: int = 0, dpi: float = 150) -> "Image":
    """One page (counted from 0) of our own PDF as an RGB picture."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        picture: Image = document[page].render(scale=dpi / _POINTS_PER_INCH).to_pil().convert("RGB")
    finally:
        document.close()
    return picture


def page_png(pdf: bytes, page: int = 0, dpi: float = 150) -> bytes:
    """One page (counted from 0) of our own PDF as the bytes of a PNG."""
    out = io.BytesIO()
    page_image(pdf, page, dpi).save(out, "PNG", dpi=(dpi, dpi))
    return out.getvalue()


def page_bmp(pdf: bytes, page: int = 0, dpi: float = 150) -> bytes:
    """One page (counted from 0) of our own PDF as the bytes of a BMP: large, and made at once."""
    out = io.BytesIO()
    page_image(pdf, page, dpi).save(out, "BMP")
    return out.getvalue()
