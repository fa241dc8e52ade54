"""A paper's code as a picture, for a screen."""

import io

from assessor_app.documents.qr import QUIET_MODULES, QrSegment, dark_runs, qr_matrix
from assessor_app.formats import qr_text

_PIXELS = 4
"""A module's side; screens enlarge it by whole numbers."""


def code_png(text: str) -> bytes:
    """The code of this text with the white around it, black on white. KnownError `qr-too-large`."""
    from PIL import Image, ImageDraw

    matrix = qr_matrix([QrSegment(part, kind) for part, kind in qr_text.segments(text)])
    side = len(matrix) + 2 * QUIET_MODULES
    picture = Image.new("1", (side, side), 1)
    pen = ImageDraw.Draw(picture)
    for column, row, length in dark_runs(matrix):
        x, y = column + QUIET_MODULES, row + QUIET_MODULES
        pen.line((x, y, x + length - 1, y), fill=0)
    out = io.BytesIO()
    picture.resize((side * _PIXELS, side * _PIXELS), Image.Resampling.NEAREST).save(out, "PNG")
    return out.getvalue()
