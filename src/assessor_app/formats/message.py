"""What all messages of a sync are made of, and the one way to read JSON that somebody else wrote."""

from typing import Annotated, TypeVar

import msgspec

from assessor_app.domain.errors import KnownError
from assessor_app.formats.anchor_list import Day, Hex32, KeyId
from assessor_app.formats.signed_record import Hash, Id, Moment

__all__ = ["Day", "Hash", "Hex32", "Id", "KeyId", "Moment"]

VERSION = 1
_MOST_NUMBER = 2**53 - 1

Count = Annotated[int, msgspec.Meta(ge=0, le=_MOST_NUMBER)]
Place = Annotated[int, msgspec.Meta(ge=1, le=_MOST_NUMBER)]
Word = Annotated[str, msgspec.Meta(min_length=1, max_length=64)]
Short = Annotated[str, msgspec.Meta(max_length=300)]
Sentence = Annotated[str, msgspec.Meta(max_length=1_000)]
Did = Annotated[str, msgspec.Meta(pattern=r"^did:(key|web):[A-Za-z0-9._:%-]{1,200}\Z")]
Party = Annotated[
    str, msgspec.Meta(pattern=r"^(did:(key|web):[A-Za-z0-9._:%-]{1,200}|[0-9a-f]{32})\Z", max_length=220)
]
"""Who sends or receives: an issuer by its did, a device by the id of its chain."""
Hex = Annotated[str, msgspec.Meta(pattern=r"^([0-9a-f]{2})*\Z", max_length=8_000)]
Number = Annotated[str, msgspec.Meta(pattern=r"^[0-9A-Z]{1,24}\Z")]
"""A certificate's number, without dashes."""
SmallJws = Annotated[str, msgspec.Meta(max_length=16_000)]

Message = TypeVar("Message", bound=msgspec.Struct)


class _Version(msgspec.Struct, frozen=True):
    v: int


def read(data: bytes, kind: type[Message], *, most: int, unreadable: str, newer: str) -> Message:
    """The message in this JSON. Members that are not known are passed over.

    Raises KnownError with the code `unreadable`, or `newer` where it says that it is of a later version.
    """
    if len(data) > most:
        raise KnownError(unreadable)
    try:
        version = msgspec.json.decode(data, type=_Version).v
        message = msgspec.json.decode(data, type=kind)
    except (ValueError, RecursionError) as error:
        raise KnownError(newer if _is_newer(data) else unreadable) from error
    if version != VERSION:
        raise KnownError(newer if version > VERSION else unreadable)
    return message


def write(message: Message, *, most: int) -> bytes:
    """Its JSON; ValueError where it could not be read back, which is our own bug."""
    data = msgspec.json.encode(message)
    if len(data) > most:
        raise ValueError("this message is too long to be read")
    try:
        msgspec.json.decode(data, type=type(message))
    except ValueError as error:
        raise ValueError(f"this message could not be read back: {error}") from error
    return data


def _is_newer(data: bytes) -> bool:
    try:
        return msgspec.json.decode(data, type=_Version).v > VERSION
    except (ValueError, RecursionError):
        return False
