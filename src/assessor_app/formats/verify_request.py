"""What a system asks the issuer to check, as JSON: one paper or one credential (`docs/issuer/verify.md`)."""

import binascii
from base64 import b64decode
from dataclasses import dataclass
from typing import Annotated

import msgspec

from assessor_app.domain.errors import KnownError
from assessor_app.formats.qr_text import MOST_CHARACTERS

MOST_FILE_BYTES = 3 * 1024 * 1024
"""The largest badge that is taken: a hundred times what ours are."""
MOST_TEXT_BYTES = 256 * 1024
MOST_BYTES = MOST_FILE_BYTES * 4 // 3 + 64 * 1024
_MOST_NUMBER = 40
_MOST_NAME = 400


class _Request(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    qr: Annotated[str, msgspec.Meta(min_length=1, max_length=MOST_CHARACTERS + 64)] | None = None
    number: Annotated[str, msgspec.Meta(min_length=1, max_length=_MOST_NUMBER)] | None = None
    name: Annotated[str, msgspec.Meta(min_length=1, max_length=_MOST_NAME)] | None = None
    credential: msgspec.Raw = msgspec.Raw()
    file: Annotated[str, msgspec.Meta(min_length=1, max_length=MOST_BYTES)] | None = None


@dataclass(frozen=True, kw_only=True)
class VerifyRequest:
    """Exactly one of: the text of a QR code, a number with its holder's name, or the bytes of a credential."""

    qr: str = ""
    number: str = ""
    name: str = ""
    credential: bytes = b""


def read_verify_request(data: bytes) -> VerifyRequest:
    """Raises KnownError "verify-unreadable" (no such JSON), "verify-one-thing" (none, or several), "credential-too-large"."""
    try:
        asked = msgspec.json.decode(data, type=_Request)
    except (ValueError, RecursionError) as error:
        raise KnownError("verify-unreadable") from error
    credential = bytes(asked.credential)
    things = {"qr": asked.qr, "number": asked.number, "credential": credential or None, "file": asked.file}
    given = [name for name, value in things.items() if value is not None]
    if len(given) != 1 or (asked.name is None) is ("number" in given):
        raise KnownError("verify-one-thing")
    if credential:
        return VerifyRequest(credential=_text(credential))
    if asked.file is not None:
        return VerifyRequest(credential=_decoded(asked.file))
    return VerifyRequest(qr=asked.qr or "", number=asked.number or "", name=asked.name or "")


def _text(raw: bytes) -> bytes:
    """A JSON object as it stands, or what a JSON text holds: a JWT, or JSON once more."""
    if raw.startswith(b'"'):
        raw = msgspec.json.decode(raw, type=str).encode("utf-8", "replace")
    elif not raw.startswith(b"{"):
        raise KnownError("verify-unreadable")
    if len(raw) > MOST_TEXT_BYTES:
        raise KnownError("credential-too-large")
    return raw


def _decoded(text: str) -> bytes:
    try:
        data = b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise KnownError("verify-unreadable") from error
    if len(data) > MOST_FILE_BYTES:
        raise KnownError("credential-too-large")
    return data
