"""Signing records: one transaction with the state they change, chained, and only where the chain may go on."""

import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from assessor_app.domain import clock as clock_rules
from assessor_app.domain.errors import KnownError
from assessor_app.domain.record_types import RecordType
from assessor_app.formats.personal import seal
from assessor_app.formats.signed_record import Record, encode, link
from assessor_app.services.clock import Clock, stamp
from assessor_app.services.records.ports import Chain, HighWater, KeptRecord, RecordStore
from assessor_app.services.transactions import Transactions
from assessor_app.trust import jws
from assessor_app.trust.certifying import window_of
from assessor_app.trust.keys import SigningKey

Delegate = Callable[[Chain], bytes | None]
"""Gives a chain's key a delegation from now on (an encoded COSE_Sign1); None where an issuer must send it."""


@dataclass(frozen=True, kw_only=True)
class Ledger:
    """The parts that signing is built from. `renew` is asked for a new delegation when the one held is due."""

    transactions: Transactions
    records: RecordStore
    high_water: HighWater
    clock: Clock
    renew: Delegate | None = None


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """A record as it was signed: its id, place in the chain, and hash."""

    id: str
    seq: int
    hash: str


@dataclass
class Pen:
    """Signs records inside one transaction; made by `signing`."""

    ledger: Ledger
    chain: Chain
    key: SigningKey
    clock_confirmed: str = ""
    seen: str | None = None
    signed: list[Recorded] = field(default_factory=list)

    def sign(
        self,
        record_type: RecordType,
        *,
        by: str | None,
        about: Mapping[str, str],
        needs: Sequence[str] = (),
        body: Mapping[str, Any] | None = None,
        personal: Mapping[str, Any] | None = None,
    ) -> Recorded:
        """Signs one record and keeps it with the chain's head and the outbox.

        `body` holds no personal data; `personal` travels beside the record, its digest in it.
        """
        sealed = seal(dict(personal)) if personal else None
        content = dict(body or {})
        if self.clock_confirmed:
            content["clock"] = self.clock_confirmed
        at = stamp(self.ledger.clock.now())
        record = Record(
            type=record_type.value,
            id=secrets.token_hex(16),
            chain=self.chain.id,
            seq=self.chain.head_seq + 1,
            prev=self.chain.head_hash,
            at=at,
            elapsed=self.ledger.clock.elapsed(),
            boot=self.ledger.clock.boot,
            seen=self.seen,
            by=by,
            about=dict(about),
            needs=list(needs),
            body=content,
            personal=sealed.digest if sealed else None,
        )
        text = jws.sign(encode(record), typ=jws.Typ.RECORD, key=self.key)
        kept = KeptRecord(
            chain=record.chain,
            seq=record.seq,
            id=record.id,
            type=record.type,
            jws=text,
            hash=link(text),
            personal=sealed.blob if sealed else None,
            made_at=at,
            by=by,
        )
        self.ledger.records.add(kept, about=record.about)
        self.chain = replace(self.chain, head_seq=kept.seq, head_hash=kept.hash, head_at=at)
        recorded = Recorded(id=kept.id, seq=kept.seq, hash=kept.hash)
        self.signed.append(recorded)
        return recorded


@contextmanager
def signing(
    ledger: Ledger, *, clock_confirmed: bool = False, first: Callable[[], None] = lambda: None
) -> Iterator[Pen]:
    """One transaction in which records are signed beside the state that they change.

    `clock_confirmed` is a person's answer to *is this today?*; `first` is done in the transaction before the chain in use is
    looked for. Raises KnownError: `clock-question` when a person
    must be asked first (nothing was done), and what `require_may_sign` raises.
    """
    with ledger.transactions.atomic():
        first()
        chain = require_may_sign(ledger)
        asked = _clock_doubt(ledger, chain)
        if asked is not None and not clock_confirmed:
            raise KnownError(
                "clock-question", doubt=asked.value, now=stamp(ledger.clock.now()), last=chain.head_at
            )
        chain = _renewed(ledger, chain)
        pen = Pen(
            ledger,
            chain,
            SigningKey(chain.seed),
            asked.value if asked else "",
            ledger.records.newest_receipt(),
        )
        yield pen
        head = pen.chain
        settle = ledger.high_water.prepare(chain.id, head.head_seq, head.head_hash) if pen.signed else None
    # After the commit: a mark ahead of the database would forbid signing for ever.
    if settle is not None:
        settle()


MAY_NOT_SIGN = frozenset(
    {"chain-behind", "chain-forked", "chain-restored", "chain-retired", "chain-without-mark"}
)
"""What `require_may_sign` raises: nothing goes on until a new chain is started."""


def require_may_sign(ledger: Ledger) -> Chain:
    """The chain in use, if it may go on here. Raises KnownError: `chain-retired`, and what `require_own_chain` raises."""
    chain = require_own_chain(ledger)
    if chain.retired:
        raise KnownError("chain-retired", chain=chain.id, seq=chain.head_seq)
    return chain


def require_own_chain(ledger: Ledger) -> Chain:
    """The chain in use, if this folder is where it was last signed on.

    Raises KnownError: `chain-behind` (restored from a copy), `chain-without-mark` (copied from another machine),
    `chain-forked` (another folder signed other records on this chain, as the mark or an issuer says), `chain-restored` (from a copy as new as the
    chain: the folder that it was made of may still be signing).
    """
    chain = ledger.records.active_chain()
    mark = ledger.high_water.read(chain.id)
    if mark is None:
        if chain.head_seq:
            raise KnownError("chain-without-mark", chain=chain.id, seq=chain.head_seq)
    elif mark.seq > chain.head_seq:
        raise KnownError("chain-behind", chain=chain.id, here=chain.head_seq, mark=mark.seq)
    elif mark.seq and ledger.records.hash_at(chain.id, mark.seq) != mark.hash:
        raise KnownError("chain-forked", chain=chain.id, seq=mark.seq)
    elif chain.told_fork is not None:
        raise KnownError("chain-forked", chain=chain.id, seq=chain.told_fork)
    if chain.restored:
        raise KnownError("chain-restored", chain=chain.id, seq=chain.head_seq)
    return chain


def _clock_doubt(ledger: Ledger, chain: Chain) -> clock_rules.Doubt | None:
    last = datetime.fromisoformat(chain.head_at) if chain.head_at else None
    now = ledger.clock.now().replace(microsecond=0)
    return clock_rules.doubt(now, last_record=last, window=window_of(chain.delegation))


def _renewed(ledger: Ledger, chain: Chain) -> Chain:
    """The chain with a new delegation, where whoever gives it is at hand and a third of the old one is over.

    Only here, where somebody signs: the clock is not in doubt, or a person has said that it is right.
    """
    window = window_of(chain.delegation)
    if ledger.renew is None or window is None:
        return chain
    first, last = window
    if first <= ledger.clock.now() <= first + (last - first) / 3:
        return chain
    delegation = ledger.renew(chain)
    if delegation is None:
        return chain
    ledger.records.put_delegation(chain.id, delegation)
    return replace(chain, delegation=delegation)
