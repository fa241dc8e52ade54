"""A compact JWS taken apart and put together again, without judging its signature: fast, and strict about each character."""

import re
from binascii import a2b_base64
from functools import lru_cache
from typing import Annotated, Literal

import msgspec

from assessor_app.domain.errors import KnownError

MOST_CHARACTERS = 16 * 1024 * 1024
_SHAPE = re.compile(r"[A-Za-z0-9_-]{1,400}\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]{86}\Z")

# By how many characters the last group of four lacks: the last characters whose unused bits are zero.
_LAST = {1: frozenset("AEIMQUYcgkosw048"), 2: frozenset("AQgw"), 3: frozenset[str]()}


_BASE64, _BASE64_WRITER = msgspec.json.Decoder(bytes), msgspec.json.Encoder()
"""base64 between quotation marks, in half the time that `binascii` takes: a hand-over reads and writes a hundred thousand."""


class _Header(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    alg: Literal["Ed25519"]
    kid: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{16}\Z")]
    typ: str


class Compact(msgspec.Struct, frozen=True, kw_only=True):
    """The parts: `kid` 16 hex characters, `signed` the bytes that the 64 of `signature` are over."""

    kid: str
    typ: str
    payload: bytes
    signed: bytes
    signature: bytes


def split(jws: str) -> Compact:
    """The parts of a compact JWS, **unverified**; raises KnownError("jws-unreadable")."""
    if len(jws) > MOST_CHARACTERS or not _SHAPE.match(jws):
        raise KnownError("jws-unreadable")
    header, payload, signature = jws.split(".")
    try:
        known = _header(header)
        return Compact(
            kid=known.kid,
            typ=known.typ,
            payload=decoded(payload),
            signed=jws[: -len(signature) - 1].encode("ascii"),
            signature=decoded(signature),
        )
    except (ValueError, RecursionError) as error:
        raise KnownError("jws-unreadable") from error


def join(*, kid: str, typ: str, payload: bytes, signature: str) -> str:
    """The compact JWS with our own header; `signature` is base64url as it stands in the text."""
    return f"{_own_header(kid, typ)}.{encoded(payload)}.{signature}"


def is_signature(text: str) -> bool:
    """Whether `split` reads a text of ours with this signature: 86 characters of base64url, whose last has no bit to spare."""
    return text[-1:] in _LAST[2]


def encoded(raw: bytes) -> str:
    """base64url without padding."""
    # Hardly any text has one of the two: to look for them takes a quarter of what translating all of it takes.
    return _BASE64_WRITER.encode(raw).replace(b"+", b"-").replace(b"/", b"_").strip(b'"=').decode("ascii")


def decoded(text: str) -> bytes:
    """What base64url without padding holds; ValueError for text that has an unused last bit set: one content has one text.

    Characters that are none of base64's are passed over: whoever cannot be sure of them compares with `encoded`.
    """
    missing = -len(text) % 4
    if text and missing and text[-1] not in _LAST[missing]:
        raise ValueError("another text of the same bytes")
    return a2b_base64(_standard(text) + "=" * missing)


def decoded_exactly(text: str) -> bytes:
    """As `decoded`, and ValueError for any text that `encoded` would not make of these bytes."""
    missing = -len(text) % 4
    if (missing and text[-1] not in _LAST[missing]) or "+" in text or "/" in text:
        raise ValueError("another text of the same bytes")
    raw: bytes = _BASE64.decode(f'"{_standard(text)}{"=" * missing}"')
    # Padding in the middle, and a character that JSON writes by several, give fewer bytes than there is text for.
    if len(raw) != len(text) * 3 // 4:
        raise ValueError("something else stands in the text")
    return raw


def _standard(text: str) -> str:
    return text.replace("-", "+").replace("_", "/")


@lru_cache(maxsize=256)
def _own_header(kid: str, typ: str) -> str:
    """A chain has one header, so it is written once."""
    return encoded(f'{{"alg":"Ed25519","kid":"{kid}","typ":"{typ}"}}'.encode())


@lru_cache(maxsize=256)
def _header(text: str) -> _Header:
    """A chain has one header, so it is read once. ValueError or RecursionError where it is not ours."""
    return msgspec.json.decode(decoded(text), type=_Header)
