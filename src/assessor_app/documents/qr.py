"""The certificate's QR code: explicit segments, error correction L, drawn large.

Sizes and versions: protocol of the paper (docs/qr-format.md). `#` is not in QR's alphanumeric set, so the text
comes in segments: the address alphanumeric, `#` as a byte, the claims in base32 alphanumeric again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assessor_app.domain.errors import KnownError

# ISO/IEC 18004, table 5.
ALPHANUMERIC = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")
LARGEST_VERSION = 18
QUIET_MODULES = 4
# Any of the eight masks reads the same. Signed bytes look random under each of them, so trying all eight (which
# takes longer than the rest of the page) would win nothing.
_MASK = 2


@dataclass(frozen=True, slots=True)
class QrSegment:
    """A piece of the code's text and how it is packed."""

    text: str
    mode: Literal["alnum", "byte"]


def qr_matrix(
    segments: Sequence[QrSegment], *, largest: int = LARGEST_VERSION, worn: bool = False
) -> list[list[bool]]:
    """The code's modules by rows, True for dark, without the quiet zone.

    `worn` is for what hangs on a person: a quarter of it may be dirty or torn (error correction Q in place of L).
    KnownError `qr-too-large` when it would need a version above `largest`.
    """
    from qrcode import constants, util
    from qrcode.exceptions import DataOverflowError
    from qrcode.main import QRCode

    correction = constants.ERROR_CORRECT_Q if worn else constants.ERROR_CORRECT_L
    code = QRCode(error_correction=correction, border=0, mask_pattern=_MASK)
    for segment in segments:
        if segment.mode == "alnum" and not ALPHANUMERIC.issuperset(segment.text):
            raise ValueError("a letter that QR's alphanumeric mode does not have")
        mode = util.MODE_ALPHA_NUM if segment.mode == "alnum" else util.MODE_8BIT_BYTE
        # optimize=0: the segments stay as they are given.
        code.add_data(util.QRData(segment.text.encode("ascii"), mode=mode), optimize=0)
    try:
        version = code.best_fit(start=1)
    except (DataOverflowError, ValueError) as reason:
        raise KnownError("qr-too-large", largest=largest) from reason
    if version > largest:
        raise KnownError("qr-too-large", largest=largest)
    code.make(fit=False)
    return [[bool(module) for module in row] for row in code.modules]


def dark_runs(matrix: Sequence[Sequence[bool]]) -> list[tuple[int, int, int]]:
    """Each horizontal run of dark modules as (column, row, length), rows counted from the top."""
    runs = []
    for row_number, row in enumerate(matrix):
        start = None
        for column, dark in enumerate((*row, False)):
            if dark and start is None:
                start = column
            elif not dark and start is not None:
                runs.append((start, row_number, column - start))
                start = None
    return runs
