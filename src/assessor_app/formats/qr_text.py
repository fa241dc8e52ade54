"""The text inside the QR code, and the parts in which it is drawn (`docs/qr-format.md`)."""

import re
from base64 import b32decode, b32encode
from dataclasses import dataclass
from typing import Literal

from assessor_app.domain.errors import KnownError

MOST_CHARACTERS = 4_296
"""What the largest QR code holds; a scanner's prefix and suffix beyond that are not ours."""
_LOCAL = "ASSESSOR:"
_HOST = r"[A-Z0-9](?:[A-Z0-9.-]{0,98}[A-Z0-9])?(?::[0-9]{1,5})?"
_TEXT = re.compile(rf"(?:HTTPS://(?P<host>{_HOST})/#|ASSESSOR:)(?P<data>[A-Z2-7]+)\Z")
_IS_HOST = re.compile(_HOST + r"\Z")

Segment = tuple[str, Literal["alnum", "byte"]]


@dataclass(frozen=True, kw_only=True)
class QrText:
    """The verifier page's host in capitals (None where the centre has no page) and the bytes of the COSE_Sign1."""

    host: str | None
    data: bytes


def write(content: QrText) -> str:
    """`HTTPS://HOST/#` or `ASSESSOR:`, and base32 (RFC 4648) without padding: capitals and digits only."""
    if content.host is not None and not _IS_HOST.match(content.host):
        raise ValueError("a host is letters, digits, dots and hyphens, in capitals")
    start = f"HTTPS://{content.host}/#" if content.host else _LOCAL
    return start + b32encode(content.data).rstrip(b"=").decode("ascii")


def read(text: str) -> QrText:
    """What `write` wrote, also in small letters, over several lines, or with a scanner's Enter behind it.

    Raises KnownError("qr-unreadable").
    """
    if len(text) > 2 * MOST_CHARACTERS:
        raise KnownError("qr-unreadable")
    # Only ASCII is folded: ſ and ı have capitals among the letters that count.
    joined = "".join(text.split())
    found = _TEXT.match(joined.upper()) if joined.isascii() else None
    if not found:
        raise KnownError("qr-unreadable")
    encoded = found["data"]
    try:
        data = b32decode(encoded + "=" * (-len(encoded) % 8))
    except ValueError as error:
        raise KnownError("qr-unreadable") from error
    content = QrText(host=found["host"], data=data)
    if not write(content).endswith(encoded):  # the unused last bits must be zero
        raise KnownError("qr-unreadable")
    return content


def read_host(typed: str) -> str:
    """The host as it stands in a code, from what somebody typed or pasted at set-up: `https://a.example/` too.

    Raises KnownError("host-unreadable"): a host is letters, digits, dots and hyphens, with a port at most.
    """
    host = typed.strip().upper().removeprefix("HTTPS://").rstrip("/")
    # Only ASCII is folded: the capitals of ß are SS, which is somebody else's name.
    if not typed.strip().isascii() or not _IS_HOST.match(host):
        raise KnownError("host-unreadable", typed=typed.strip())
    return host


def segments(text: str) -> list[Segment]:
    """The parts to draw: only `#` is outside QR's alphanumeric set, so it goes alone in a byte segment."""
    start, mark, data = text.partition("#")
    if not mark:
        return [(text, "alnum")]
    return [(start, "alnum"), (mark, "byte"), (data, "alnum")]
