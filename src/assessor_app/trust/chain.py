"""Checking a chain of signed records: the first thing that is wrong, or that nothing is."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from assessor_app.domain.errors import KnownError
from assessor_app.formats import signed_record
from assessor_app.formats.signed_record import Record
from assessor_app.trust import jws as compact
from assessor_app.trust.jws import Typ


class ChainFault(StrEnum):
    """What can be wrong with the record at one place of a chain."""

    MALFORMED = "malformed"
    OTHER_CHAIN = "other-chain"
    GAP = "gap"
    REPEATED = "repeated"
    WRONG_PREVIOUS = "wrong-previous"
    UNKNOWN_KEY = "unknown-key"
    SIGNATURE = "signature"


@dataclass(frozen=True, kw_only=True)
class ChainReport:
    """`count` records are right, up to `head` (SHA-256 of the last right one, or of the chain id when none is).

    `fault` is None when all are; else `seq` is the place in the chain at which the first fault stands.
    """

    chain: str | None
    count: int
    head: str | None
    fault: ChainFault | None = None
    seq: int | None = None


def check_chain(records: Iterable[str], *, public_of: Callable[[str], bytes | None]) -> ChainReport:
    """Check compact JWS texts in order, from record 1. Reads them one by one: a generator will do.

    `public_of(chain_id)` gives the public key of the device that owns the chain, None when it is not known.
    """
    chain: str | None = None
    head: str | None = None
    public: bytes | None = None
    seq = 0
    for seq, text in enumerate(records, start=1):
        record = _read(text)
        if record and chain is None:
            chain, head, public = (
                record.chain,
                signed_record.first_prev(record.chain),
                public_of(record.chain),
            )
        fault = _fault(record, text, chain=chain, seq=seq, prev=head, public=public)
        if fault:
            return ChainReport(chain=chain, count=seq - 1, head=head, fault=fault, seq=seq)
        head = signed_record.link(text)
    return ChainReport(chain=chain, count=seq, head=head)


def _read(text: str) -> Record | None:
    try:
        return signed_record.decode(compact.peek(text)[1])
    except KnownError:
        return None


def _fault(
    record: Record | None, text: str, *, chain: str | None, seq: int, prev: str | None, public: bytes | None
) -> ChainFault | None:
    """What is wrong with this record at this place, judged in the order in which a person would ask."""
    if record is None:
        return ChainFault.MALFORMED
    if record.chain != chain:
        return ChainFault.OTHER_CHAIN
    if record.seq != seq:
        return ChainFault.GAP if record.seq > seq else ChainFault.REPEATED
    if record.prev != prev:
        return ChainFault.WRONG_PREVIOUS
    if public is None:
        return ChainFault.UNKNOWN_KEY
    return None if _signed(text, public) else ChainFault.SIGNATURE


def _signed(text: str, public: bytes) -> bool:
    try:
        compact.verify(text, typ=Typ.RECORD, public=public)
    except KnownError:
        return False
    return True
