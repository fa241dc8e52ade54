"""A record as it came, and what is worked out about it once."""

from collections.abc import Sequence
from hashlib import sha256
from typing import NamedTuple

from assessor_app.domain.errors import KnownError
from assessor_app.formats import compact, signed_record
from assessor_app.formats.personal import digest_of
from assessor_app.formats.record_item import RecordItem, personal_of, text_of
from assessor_app.formats.signed_record import Record
from assessor_app.formats.sync_limits import MOST_PERSONAL_BYTES


class Arrived(NamedTuple):
    """A record as it came: where its sender has it, its exact text, and its personal part if that came too.

    `payload` is what `jws` holds, where that is known without taking the text apart; None says nothing. A hundred thousand
    are made in a hand-over.
    """

    seq: int
    jws: str
    personal: bytes | None = None
    payload: bytes | None = None

    def __repr__(self) -> str:
        return f"Arrived(seq={self.seq}, jws={self.jws!r})"


class Seen(NamedTuple):
    """A record with its hash, what can be read of it (None: nothing), and the personal part that fits."""

    arrived: Arrived
    hash: str
    record: Record | None
    personal: bytes | None

    def __repr__(self) -> str:
        return f"Seen(arrived={self.arrived!r}, hash={self.hash!r})"


def arrived(item: RecordItem) -> Arrived:
    """Raises KnownError("envelope-unreadable")."""
    jws, payload = text_of(item)
    return Arrived(item.seq, jws, personal_of(item), payload)


def hash_of(jws: str) -> str:
    """SHA-256 of the text, hex, as the next record names it; also for text that is no JWS."""
    return sha256(jws.encode("utf-8")).hexdigest()


def look_at_all(these: Sequence[Arrived]) -> Sequence[Seen]:
    """As `look_at` each; where all can be read without taking their texts apart, which nearly all can, in less."""
    payloads = [one.payload for one in these if one.payload is not None]
    records = signed_record.decode_all(payloads) if len(payloads) == len(these) else None
    if records is None:
        return [*map(look_at, these)]
    hashes = [sha256(one.jws.encode("utf-8")).hexdigest() for one in these]
    fitting = [
        None if one.personal is None else _fitting(record, one.personal)
        for one, record in zip(these, records, strict=True)
    ]
    return [*map(Seen._make, zip(these, hashes, records, fitting, strict=True))]


def look_at(one: Arrived) -> Seen:
    record = _read(one)
    return Seen(one, hash_of(one.jws), record, _fitting(record, one.personal))


def _read(one: Arrived) -> Record | None:
    try:
        return signed_record.decode(compact.split(one.jws).payload if one.payload is None else one.payload)
    except KnownError:
        return None


def _fitting(record: Record | None, personal: bytes | None) -> bytes | None:
    """The personal part if it is the one that the record names."""
    if personal is None or record is None or record.personal is None or len(personal) > MOST_PERSONAL_BYTES:
        return None
    return personal if digest_of(personal) == record.personal else None
