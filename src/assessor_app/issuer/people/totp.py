"""Codes of an authenticator: TOTP (RFC 6238) with SHA-1, six digits and steps of 30 seconds, which every such app knows."""

import hmac
from base64 import b32encode
from datetime import datetime
from urllib.parse import quote

SECRET_BYTES = 20
"""As long as the hash, as RFC 4226 section 4 recommends."""
_STEP_SECONDS = 30
_DIGITS = 6
_SLACK = 1
"""Steps before and after that are taken too: a telephone's clock, and the time it takes to type (RFC 6238, 5.2)."""


def code_at(secret: bytes, step: int) -> str:
    """The code of one step."""
    digest = hmac.digest(secret, step.to_bytes(8, "big"), "sha1")
    start = digest[-1] & 0x0F
    number = int.from_bytes(digest[start : start + 4], "big") & 0x7FFF_FFFF
    return str(number % 10**_DIGITS).zfill(_DIGITS)


def step_of(at: datetime) -> int:
    return int(at.timestamp()) // _STEP_SECONDS


def step_matching(secret: bytes, typed: str, *, now: datetime, after: int) -> int | None:
    """The step whose code was typed, None for a wrong one or one that was used: only steps later than `after` count."""
    digits = "".join(typed.split())
    found = None
    for step in range(step_of(now) - _SLACK, step_of(now) + _SLACK + 1):
        if hmac.compare_digest(code_at(secret, step).encode(), digits.encode("utf-8", "replace")):
            found = step if step > after else found
    return found


def secret_text(secret: bytes) -> str:
    """The secret in base32, in groups of four, for whoever cannot scan it."""
    text = b32encode(secret).decode("ascii").rstrip("=")
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def address(secret: bytes, *, issuer: str, name: str) -> str:
    """What the QR code says, as authenticators read it (the Key URI format of Google Authenticator)."""
    text = b32encode(secret).decode("ascii").rstrip("=")
    label = f"{quote(issuer, safe='')}:{quote(name, safe='')}"
    return f"otpauth://totp/{label}?secret={text}&issuer={quote(issuer, safe='')}"
