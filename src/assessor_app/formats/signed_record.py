"""The payload of a signed record, and the hashes that chain records together (`docs/records.md`).

The bytes that `encode` gives are signed once and kept; nothing is ever encoded again from a decoded record.
"""

import re
from collections.abc import Sequence
from hashlib import sha256
from typing import Annotated, Any

import msgspec

from assessor_app.domain.errors import KnownError

MOST_PAYLOAD_BYTES = 8 * 1024 * 1024
"""Largest payload read: a chain restart may enclose a day of stranded records."""

Id = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{32}\Z")]
Hash = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}\Z")]
Count = Annotated[int, msgspec.Meta(ge=0)]
Place = Annotated[int, msgspec.Meta(ge=1)]
Moment = Annotated[
    str,
    msgspec.Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[+-][0-9]{2}:[0-9]{2}\Z"),
]

# In a record lengths alone are checked as it is read, and the characters of all its members at once: msgspec asks `re` anew for
# each, which took half of the reading.
_Id = Annotated[str, msgspec.Meta(min_length=32, max_length=32)]
_Hash = Annotated[str, msgspec.Meta(min_length=64, max_length=64)]
_Moment = Annotated[str, msgspec.Meta(min_length=25, max_length=25)]
_Code = Annotated[str, msgspec.Meta(min_length=1, max_length=64)]
_TYPE = re.compile(r"[a-z0-9][a-z0-9-]*\Z")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[+-][0-9]{2}:[0-9]{2}\Z")
_HEXADECIMAL = b"0123456789abcdef"


class Record(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One fact that happened on one device.

    `id`, `chain`, `boot` and `by` are 32 hex characters, `prev`, `seen` and `personal` SHA-256 as 64 hex
    characters; `at` is the wall clock with its offset, `elapsed` milliseconds of the monotonic clock since
    the process named by `boot` started. No personal data stands in `body`: that goes beside the record, and
    `personal` holds its digest.
    """

    v: Place = 1
    type: _Code
    id: _Id
    chain: _Id
    seq: Place
    prev: _Hash
    at: _Moment
    elapsed: Count
    boot: _Id
    seen: _Hash | None = None
    by: _Id | None = None
    about: dict[str, str] = {}
    needs: list[_Id] = []
    body: dict[str, Any] = {}
    personal: _Hash | None = None


_DECODER = msgspec.json.Decoder(Record)


def encode(record: Record) -> bytes:
    """The JSON to sign. A record that could not be read back is our own bug: ValueError."""
    payload = msgspec.json.encode(record)
    try:
        decode(payload)
    except KnownError as error:
        raise ValueError(f"this record could not be read back: {error}") from error
    return payload


def decode(payload: bytes) -> Record:
    """Read a payload; members it does not know are passed over, a type it does not know is kept.

    Raises KnownError("record-unreadable") for anything that is not a record.
    """
    if len(payload) > MOST_PAYLOAD_BYTES:
        raise KnownError("record-unreadable", why="too long")
    try:
        record = _DECODER.decode(payload)
    except (ValueError, RecursionError) as error:
        raise KnownError("record-unreadable", why=str(error)) from error
    if not _have_their_characters([record]):
        raise KnownError("record-unreadable", why="a character that does not belong there")
    return record


def decode_all(payloads: Sequence[bytes]) -> Sequence[Record] | None:
    """All of them, which takes less than one by one; None where one at least is not to be read."""
    if max(map(len, payloads), default=0) > MOST_PAYLOAD_BYTES:
        return None
    try:
        records = [*map(_DECODER.decode, payloads)]
    except (ValueError, RecursionError):
        return None
    return records if _have_their_characters(records) else None


def _have_their_characters(records: Sequence[Record]) -> bool:
    """What is hexadecimal, of all of them together; each type and each moment once."""
    told = "".join(
        [
            f"{one.id}{one.chain}{one.prev}{one.boot}{one.seen or ''}{one.by or ''}{one.personal or ''}{''.join(one.needs)}"
            for one in records
        ]
    )
    # To delete what belongs there takes a third of what an expression takes to look at it.
    return (
        told.isascii()
        and not told.encode("ascii").translate(None, _HEXADECIMAL)
        and all(map(_TYPE.match, {one.type for one in records}))
        and all(map(_MOMENT.match, {one.at for one in records}))
    )


def first_prev(chain: str) -> str:
    """`prev` of record 1: SHA-256 of the chain id's 32 ASCII characters, as hex."""
    return sha256(chain.encode("ascii")).hexdigest()


def link(jws: str) -> str:
    """`prev` of the next record: SHA-256 of the whole compact JWS, as hex."""
    return sha256(jws.encode("ascii")).hexdigest()
