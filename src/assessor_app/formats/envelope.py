"""The one envelope in which everything goes: a signed head, and a body whose hash the head has.

    assessor-envelope/1⏎
    eyJ… (the head: a compact JWS, `assessor-envelope+jws`)⏎
    (the body: a zstd frame, up to the end)

The same bytes go by HTTPS and, sealed to the receiver, as a file on a stick.
"""

from dataclasses import dataclass, field
from typing import Annotated

import msgspec

from assessor_app.domain.errors import KnownError
from assessor_app.formats import message
from assessor_app.formats.message import Did, Hash, Id, Moment, Party, Place
from assessor_app.formats.sync_limits import (
    MOST_BODY_BYTES,
    MOST_ENVELOPE_BYTES,
    MOST_HEAD_BYTES,
    MOST_ITEMS,
    MOST_PLAIN_BYTES,
)

MAGIC = b"assessor-envelope/1\n"
MEDIA_TYPE = "application/vnd.assessor.envelope"
_MOST_JWS_BYTES = MOST_HEAD_BYTES * 2


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """What is signed. `issuer` is the realm in which both are known; a device is named by the id of its chain.

    `counter` rises with every envelope from this sender to this receiver, and is never used twice. `seen` is the hash of
    the newest receipt that the sender holds; `answers` the hash (of the head's JWS) of the envelope that this one answers.
    `at` is the sender's clock. `body`, `size` are SHA-256 and bytes of the body, `plain`, `items` what is in it.
    """

    v: int = message.VERSION
    id: Id
    issuer: Did
    sender: Party
    receiver: Party
    counter: Place
    at: Moment
    seen: Hash | None = None
    answers: Hash | None = None
    body: Hash
    size: Annotated[int, msgspec.Meta(ge=0, le=MOST_BODY_BYTES)]
    plain: Annotated[int, msgspec.Meta(ge=0, le=MOST_PLAIN_BYTES)]
    items: Annotated[int, msgspec.Meta(ge=0, le=MOST_ITEMS)]


@dataclass(frozen=True, kw_only=True)
class Carried:
    """An envelope taken apart, nothing of it checked: the head's JWS and the body."""

    jws: str
    body: bytes = field(repr=False)


def encode_head(head: Head) -> bytes:
    """The JSON to sign; what could not be read back is a ValueError."""
    return message.write(head, most=MOST_HEAD_BYTES)


def decode_head(payload: bytes) -> Head:
    """Raises KnownError("envelope-unreadable") or KnownError("envelope-newer")."""
    return message.read(
        payload, Head, most=MOST_HEAD_BYTES, unreadable="envelope-unreadable", newer="envelope-newer"
    )


def write(carried: Carried) -> bytes:
    """The bytes that travel."""
    return MAGIC + carried.jws.encode("ascii") + b"\n" + carried.body


def read(data: bytes) -> Carried:
    """Raises KnownError("envelope-unreadable"), ("envelope-newer") or ("envelope-too-large")."""
    if len(data) > MOST_ENVELOPE_BYTES:
        raise KnownError("envelope-too-large")
    if not data.startswith(MAGIC):
        newer = data.startswith(MAGIC[: MAGIC.index(b"/") + 1])
        raise KnownError("envelope-newer" if newer else "envelope-unreadable")
    end = data.find(b"\n", len(MAGIC), len(MAGIC) + _MOST_JWS_BYTES)
    if end < 0:
        raise KnownError("envelope-unreadable")
    try:
        jws = data[len(MAGIC) : end].decode("ascii")
    except UnicodeDecodeError as error:
        raise KnownError("envelope-unreadable") from error
    return Carried(jws=jws, body=data[end + 1 :])
