"""What is checked of each stored record before it may be accepted, from its bytes and its device's delegation alone."""

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from assessor_app.domain.answer import in_scope
from assessor_app.domain.errors import KnownError
from assessor_app.domain.record_types import RecordType
from assessor_app.domain.verdict import HeldCode, RejectedCode
from assessor_app.formats import compact, cose, signed_record
from assessor_app.formats.delegation import Delegation
from assessor_app.formats.delegation import decode as decode_delegation
from assessor_app.formats.record_item import RECORD_TYP
from assessor_app.formats.signed_record import Record
from assessor_app.trust.arrived import Arrived
from assessor_app.trust.batch import Stored
from assessor_app.trust.keys import is_signed, key_id

RECORD_VERSION = 1
_TYPES = frozenset(kind.value for kind in RecordType)
_ENCLOSING = frozenset({RecordType.CHAIN_STARTED.value, RecordType.CHAIN_ENCLOSED.value})


@dataclass(frozen=True, kw_only=True)
class Restart:
    """What the first record of a chain says of the one before it: its last common record, and what was stranded.

    `enclosed` are the stranded records that it holds itself; `stranded` how many there are, with those that follow in
    `chain-enclosed` records.
    """

    old: str
    seq: int
    hash: str
    enclosed: tuple[str, ...]
    stranded: int


def signature_fault(jws: str, *, public: bytes) -> RejectedCode | None:
    """Whether this key (32 bytes) signed this text as a record: None, `UNREADABLE` or `SIGNATURE`."""
    try:
        parts = compact.split(jws)
    except KnownError:
        return RejectedCode.UNREADABLE
    ours = parts.typ == RECORD_TYP and parts.kid == key_id(public).hex()
    signed = ours and is_signed(parts.signed, signature=parts.signature, public=public)
    return None if signed else RejectedCode.SIGNATURE


def record_fault(stored: Stored, *, public: bytes, delegations: Sequence[bytes]) -> RejectedCode | None:
    """Why this record can never be accepted, None where its bytes and its delegation allow it.

    `delegations` are all that this key was ever given (encoded COSE_Sign1, each checked when it was given): a certificate
    is judged by its own date, never by today's, and by none but the one that was in force then.
    """
    if stored.rejected is not None:
        return stored.rejected
    fault = signature_fault(stored.jws, public=public)
    if fault is not None or stored.record is None:
        return fault or RejectedCode.UNREADABLE
    if stored.record.type == RecordType.CHAIN_STARTED:
        told = stored.record.body.get("public", public.hex())
        return None if told == public.hex() else RejectedCode.OTHER_KEY
    if stored.record.type == RecordType.CERTIFICATE_ISSUED:
        return _paper_fault(stored.record, [_content(delegation) for delegation in delegations])
    return None


def record_hold(stored: Stored) -> HeldCode | None:
    """Why a good record waits all the same: its device is suspended, or it is of a later program.

    Whether its personal part is due is the issuer's to say.
    """
    if stored.held is not None:
        return stored.held
    record = stored.record
    if record is None:
        return None
    if record.v > RECORD_VERSION or record.type not in _TYPES:
        return HeldCode.UNKNOWN_TYPE
    return None


def head_is_signed(stored: Sequence[Stored], *, public: bytes) -> bool:
    """Whether the last of these is signed by the chain's key: it names all before it.

    For records that another device handed over, whose envelope says nothing of this chain's key.
    """
    return not stored or signature_fault(stored[-1].jws, public=public) is None


def restart_of(record: Record) -> Restart | None:
    """What a `chain-started` says of the old chain, None for a first chain or anything that makes no sense."""
    if record.type != RecordType.CHAIN_STARTED:
        return None
    body = record.body
    old, seq, hash_, enclosed = (body.get(name) for name in ("old", "seq", "hash", "enclosed"))
    if not isinstance(old, str) or not isinstance(hash_, str):
        return None
    if type(seq) is not int or seq < 0:
        return None
    texts = _texts(enclosed)
    count = body.get("stranded", len(texts))
    stranded = count if type(count) is int and count >= len(texts) else len(texts)
    return Restart(old=old, seq=seq, hash=hash_, enclosed=texts, stranded=stranded)


def enclosed_in(record: Record) -> tuple[str, ...]:
    """The stranded records (compact JWS, in their order) that this record encloses, none for most."""
    return _texts(record.body.get("enclosed")) if record.type in _ENCLOSING else ()


def as_arrived(texts: Sequence[str], *, after: int) -> tuple[Arrived, ...]:
    """Enclosed records as records of their old chain, to be judged there one by one: those that fit are stored on it.

    Each stands where it says; one that nobody can read stands behind the one before it (`after` for the first).
    """
    found: list[Arrived] = []
    for text in texts:
        seq = after + 1
        with contextlib.suppress(KnownError):
            seq = signed_record.decode(compact.split(text).payload).seq
        found.append(Arrived(seq=seq, jws=text))
        after = seq
    return tuple(found)


def _paper_fault(record: Record, delegations: Sequence[Delegation]) -> RejectedCode | None:
    code, issued = record.body.get("form"), record.body.get("issued")
    if isinstance(code, dict):
        code = code.get("code")
    if not isinstance(code, str) or not isinstance(issued, str):
        return RejectedCode.RULES
    try:
        moment = int(datetime.fromisoformat(issued).timestamp())
    except (ValueError, OverflowError):
        return RejectedCode.RULES
    form = code.partition("@")[0]
    in_force = [found for found in delegations if found.not_before <= moment <= found.expires]
    if not in_force:
        return RejectedCode.OUT_OF_WINDOW
    covered = any(in_scope(form, found.scope) for found in in_force)
    return None if covered else RejectedCode.OUT_OF_SCOPE


def _content(delegation: bytes) -> Delegation:
    return decode_delegation(cose.decode(delegation).payload)


def _texts(value: object) -> tuple[str, ...]:
    return tuple(text for text in value if isinstance(text, str)) if isinstance(value, list) else ()
