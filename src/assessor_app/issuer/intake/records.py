"""Storing the records of one chain: judged by the frozen rules, receipted, never refused for what is in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from assessor_app.issuer.store import chains, early, receipts, records, suspensions
from assessor_app.issuer.store.chains import Chain
from assessor_app.issuer.store.metadata import moment
from assessor_app.trust.arrived import Arrived, hash_of
from assessor_app.trust.batch import CrookedError, Judged, Known, judge, straight_on
from assessor_app.trust.keys import SigningKey

_MANY = 500
"""Fewer are looked at before anybody would have begun to store them."""


@dataclass(frozen=True, kw_only=True)
class Taken:
    """What came of it: the judgement, and the newest receipt of the chain (a JWS), None where nothing is stored.

    `late` are places whose personal part came behind their record. `beyond` is the first place behind the end of a chain that was given up for which something came: it is refused.
    """

    judged: Judged
    receipt: str | None
    beyond: int | None = None
    late: tuple[int, ...] = ()


def take(
    connection: Connection,
    chain: Chain,
    arrived: Sequence[Arrived],
    *,
    issuer: str,
    key: SigningKey,
    now: datetime,
    beyond_end: bool = False,
) -> Taken:
    """In the caller's transaction, which holds the chain (`chains.find(locked=True)`).

    `beyond_end` is for what a later chain encloses: its device's new key vouches for that.
    """
    at = {"centre": chain.centre, "chain": chain.id}
    beyond = None if beyond_end else _beyond(chain, arrived)
    arrived = [one for one in arrived if beyond is None or one.seq < beyond]
    behind = [one.seq for one in arrived if one.seq <= chain.head_seq]
    stored = records.hashes(connection, seqs=behind, **at)
    known = Known(
        chain=chain.id,
        head_seq=chain.head_seq,
        head_hash=chain.head_hash,
        hash_at=stored.get,
        waiting_at=early.waiting(connection, **at),
        suspended_after=suspensions.cut_of(connection, centre=chain.centre, chain=chain.id),
    )
    judged = _stored_as_read(connection, known, arrived, centre=chain.centre, now=now)
    if judged is None:
        judged = judge(known, arrived)
        if judged.stored:
            records.add(connection, stored=judged.stored, at=now, **at)
    late = records.add_personal(connection, late=judged.late, **at)
    waiting = [(one, hash_of(one.jws)) for one in judged.waiting]
    early.keep_waiting(connection, hashed=waiting, at=now, **at)
    early.settle(connection, settled=judged.settled, **at)
    if judged.fork is not None:
        chains.mark_forked(connection, chain, at=moment(now))
    if not judged.advances:
        return Taken(judged=judged, receipt=receipts.newest(connection, **at), beyond=beyond, late=late)
    chains.move_head(connection, chain, seq=judged.last, digest=judged.head)
    receipt = receipts.write(
        connection,
        issuer=issuer,
        first=judged.first,
        last=judged.last,
        head=judged.head,
        key=key,
        at=now,
        **at,
    )
    return Taken(judged=judged, receipt=receipt, beyond=beyond, late=late)


def _stored_as_read(
    connection: Connection, known: Known, arrived: Sequence[Arrived], *, centre: str, now: datetime
) -> Judged | None:
    """Stores many records while those behind them are looked at; None where that is not to be."""
    straight = straight_on(known, arrived) if len(arrived) >= _MANY else None
    if straight is None:
        return None
    try:
        with connection.begin_nested():
            stored = records.add(connection, stored=straight, at=now, centre=centre, chain=known.chain)
    except CrookedError:
        return None
    return straight.judged(stored)


def _beyond(chain: Chain, arrived: Sequence[Arrived]) -> int | None:
    """The first of these places that lies behind the chain's end, or is its end with another record."""
    if chain.ends_seq is None:
        return None
    last = chain.ends_seq
    other = {one.seq for one in arrived if one.seq == last and _differs(chain, one)}
    return min({one.seq for one in arrived if one.seq > max(last, chain.head_seq)} | other, default=None)


def _differs(chain: Chain, one: Arrived) -> bool:
    return chain.head_seq < one.seq and chain.ends_hash not in {None, hash_of(one.jws)}
