"""Previews of papers for a window."""

import io

from assessor_app.documents.assets import Assets
from assessor_app.documents.page import decode
from assessor_app.documents.raster import page_png
from assessor_app.documents.sheets import Sheet, write_pdf


def preview_of(page: bytes, assets: Assets, dpi: float) -> bytes:
    """A frozen page (as kept) at so many dots per inch, as a PNG."""
    out = io.BytesIO()
    write_pdf([Sheet(decode(page))], out, assets)
    return page_png(out.getvalue(), 0, dpi)
