"""A record as it came, and what is worked out about it once."""

from dataclasses import dataclass, field
from hashlib import sha256

from assessor_app.domain.errors import KnownError
from assessor_app.formats import compact, signed_record
from assessor_app.formats.personal import digest_of
from assessor_app.formats.record_item import RecordItem, personal_of, text_of
from assessor_app.formats.signed_record import Record
from assessor_app.formats.sync_limits import MOST_PERSONAL_BYTES


@dataclass(frozen=True, kw_only=True, slots=True)
class Arrived:
    """A record as it came: where its sender has it, its exact text, and its personal part if that came too.

    `payload` is what `jws` holds, where that is known without taking the text apart; None says nothing.
    """

    seq: int
    jws: str
    personal: bytes | None = field(default=None, repr=False)
    payload: bytes | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Seen:
    """A record with its hash, what can be read of it (None: nothing), and the personal part that fits."""

    arrived: Arrived
    hash: str
    record: Record | None
    personal: bytes | None = field(repr=False)


def arrived(item: RecordItem) -> Arrived:
    """Raises KnownError("envelope-unreadable")."""
    jws, payload = text_of(item)
    return Arrived(seq=item.seq, jws=jws, personal=personal_of(item), payload=payload)


def hash_of(jws: str) -> str:
    """SHA-256 of the text, hex, as the next record names it; also for text that is no JWS."""
    return sha256(jws.encode("utf-8")).hexdigest()


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
    if record is None or record.personal is None or personal is None or len(personal) > MOST_PERSONAL_BYTES:
        return None
    return personal if digest_of(personal) == record.personal else None
