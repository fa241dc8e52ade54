"""The text in a badge's QR code: what kind of badge it is, and random bytes that say nothing of the person.

`ASSESSOR-L:` (a learner's, 16 bytes) or `ASSESSOR-S:` (of staff, 32 bytes), then base32 (RFC 4648) without padding:
letters that QR packs tightly, and that a hand scanner can type on most keyboards.
"""

import re
from base64 import b32decode, b32encode
from dataclasses import dataclass, field
from enum import StrEnum

from assessor_app.domain.errors import KnownError

_BYTES = {"L": 16, "S": 32}
_MOST_CHARACTERS = 200
_TEXT = re.compile(r"ASSESSOR-(?P<kind>[LS]):(?P<data>[A-Z2-7]+)\Z")


class BadgeKind(StrEnum):
    LEARNER = "L"
    STAFF = "S"


@dataclass(frozen=True, kw_only=True)
class Badge:
    """What a badge's code holds: 16 random bytes of a learner's badge, 32 of a member of staff's."""

    kind: BadgeKind
    data: bytes = field(repr=False)


def start(kind: BadgeKind) -> str:
    """How the text of such a badge begins."""
    return f"ASSESSOR-{kind.value}:"


def characters(kind: BadgeKind) -> int:
    """How many characters follow the beginning."""
    return -(-_BYTES[kind] * 8 // 5)


def write(badge: Badge) -> str:
    """The text for the code; a ValueError for bytes of another length."""
    if len(badge.data) != _BYTES[badge.kind]:
        raise ValueError("a badge has 16 bytes, or 32 of staff")
    return start(badge.kind) + b32encode(badge.data).rstrip(b"=").decode("ascii")


def read(text: str) -> Badge:
    """What `write` wrote, also in small letters and with white space around or inside.

    Raises KnownError("badge-unreadable").
    """
    joined = "".join(text[:_MOST_CHARACTERS].split())
    # Only ASCII is folded: ſ and ı have capitals among the letters that count.
    found = _TEXT.match(joined.upper()) if joined.isascii() else None
    if not found or len(text) > _MOST_CHARACTERS:
        raise KnownError("badge-unreadable")
    kind, encoded = BadgeKind(found["kind"]), found["data"]
    if len(encoded) != characters(kind):
        raise KnownError("badge-unreadable")
    badge = Badge(kind=kind, data=b32decode(encoded + "=" * (-len(encoded) % 8)))
    if not write(badge).endswith(encoded):  # the unused last bits must be zero
        raise KnownError("badge-unreadable")
    return badge


def badge_of(text: str) -> Badge | None:
    """The badge whose code this is; None for any other text."""
    try:
        return read(text)
    except KnownError:
        return None
